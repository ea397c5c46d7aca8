"""The one door to Whoosh: the names this package uses of it, imported without its warnings.

Whoosh-Reloaded 2.7.5 has string escapes that newer Pythons warn of when they compile it. They are silenced here, while
it is imported, and nowhere else.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.codec.base import Automata
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3LeafMatcher, W3PostingsWriter
    from whoosh.columns import Column, ColumnReader, ColumnWriter
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.filetables import FileFormatError
    from whoosh.filedb.structfile import StructFile
    from whoosh.formats import Format
    from whoosh.index import TOC, FileIndex, LockError
    from whoosh.index import IndexError as WhooshIndexError
    from whoosh.reading import SegmentReader, TermNotFound
    from whoosh.util.numeric import byte_to_length
    from whoosh.writing import SegmentWriter

__all__ = [
    "COLUMN",
    "TOC",
    "WHOOSH3_HEADER_MAGIC",
    "Automata",
    "Column",
    "ColumnReader",
    "ColumnWriter",
    "FieldType",
    "FileFormatError",
    "FileIndex",
    "FileStorage",
    "Format",
    "LockError",
    "Schema",
    "SegmentReader",
    "SegmentWriter",
    "StructFile",
    "TermNotFound",
    "W3Codec",
    "W3FieldWriter",
    "W3LeafMatcher",
    "W3PostingsWriter",
    "WhooshIndexError",
    "byte_to_length",
]
