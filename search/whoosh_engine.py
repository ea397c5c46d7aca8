"""The one door to Whoosh: the names this package uses of it, imported without its warnings.

Whoosh-Reloaded 2.7.5 has string escapes that newer Pythons warn of when they compile it. They are silenced here, while
it is imported, and nowhere else.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.codec.base import Codec, FieldWriter, PerDocumentWriter
    from whoosh.codec.whoosh3 import W3Segment as CodecSegment
    from whoosh.fields import Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.index import TOC, FileIndex, LockError
    from whoosh.index import IndexError as WhooshIndexError
    from whoosh.util.numeric import byte_to_length
    from whoosh.writing import SegmentWriter

__all__ = [
    "TOC",
    "Codec",
    "CodecSegment",
    "FieldWriter",
    "FileIndex",
    "FileStorage",
    "LockError",
    "PerDocumentWriter",
    "Schema",
    "SegmentWriter",
    "StructFile",
    "WhooshIndexError",
    "byte_to_length",
]
