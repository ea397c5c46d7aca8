"""Office files and books that are ZIP packages of XML: opened within limits, parsed without entities.

Guarantees: nothing is unpacked past what the hint allows, whatever the package claims of itself; XML is parsed without
its own entities, without a network and without DTDs, so neither can make it larger than its bytes.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from lxml import etree

from corpus.errors import UnreadableError
from corpus.readers.reading import Hint

BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, ValueError,
    KeyError,
)  # fmt: skip
DAMAGED = (
    "The {name} is damaged and cannot be opened. Open it in the program it was made with, save it again, and add the "
    "copy."
)
LOCKED = (
    "The {name} is locked with a password. Add it again with the option --password, or open it with the password, save "
    "it without one, and add the copy."
)
LOCKED_FOR_GOOD = (
    "The {name} is locked with a password, of a kind that cannot be opened here. Open it with the password, save it "
    "without one, and add the copy."
)


def open_package(data: bytes, hint: Hint, name: str) -> zipfile.ZipFile:
    """Open a package; `name` is what people call such a file. Raises UnreadableError when damaged or a bomb."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except BROKEN as error:
        raise damaged(name, error) from error
    total = sum(info.file_size for info in members)
    if total > min(hint.member_bytes, max(hint.free_bytes, hint.ratio * len(data))):
        raise UnreadableError(
            f"The {name} unpacks to {total // 1_000_000:,} MB, more than is safe to open. If you trust it, save it "
            "as PDF and add that."
        )
    return package


def find_part(package: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """Return the bytes of a part, None where there is none; raises UnreadableError when it is damaged."""
    if part not in package.NameToInfo:
        return None
    try:
        return package.read(part)
    except BROKEN as error:
        raise damaged(name, error) from error


def find_tree(package: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    """Return the root element of a part in XML, None where there is none."""
    data = find_part(package, part, name)
    return None if data is None else parse_xml(data, name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML text; raises UnreadableError when it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(name, error) from error


def damaged(name: str, error: Exception) -> UnreadableError:
    """Return the reason for a file that cannot be opened."""
    return UnreadableError(DAMAGED.format(name=name), f"{type(error).__name__}: {error}")
