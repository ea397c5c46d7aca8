"""Archives: ZIP, TAR and single compressed files, opened in memory and member by member, never written to disk.

Every member becomes an attachment, or an attachment with the reason why it cannot be one. Sizes are checked while
unpacking, not by what the archive says of itself.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

from corpus.errors import UnreadableError
from corpus.readers.reading import Attachment, Hint, Reading

BLOCK_BYTES = 1 << 16
TAR_MAGIC_AT = 257
ENCRYPTED = 0x1
"""The flag of a ZIP member that is locked."""
LOCKED = (
    "The file is locked with a password inside its archive. Add the archive again with the option --password, or "
    "unpack it with the password and add the files."
)
LINK = "It is a link or a device, not a file; there is nothing to read."
PACKERS: tuple[tuple[bytes, Any], ...] = ((b"\x1f\x8b", gzip), (b"BZh", bz2), (b"\xfd7zXZ", lzma))
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, NotImplementedError,
    RuntimeError, ValueError, UnicodeError,
)  # fmt: skip


def read_zip(data: bytes, hint: Hint) -> Reading:
    """Return the members of a ZIP archive, in the archive's order."""
    archive = open_zip(data)
    members = (member_of(archive, info, hint) for info in archive.infolist() if not info.is_dir())
    return Reading(attachments=members, container=True)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP archive; raises UnreadableError when its list of files cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise UnreadableError(
            "The ZIP archive is damaged or cut short, its list of files cannot be read. Get a new copy of it.",
            f"{type(error).__name__}: {error}",
        ) from error


def member_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, hint: Hint) -> Attachment:
    """Return a member of a ZIP archive with its bytes, or with the reason why there are none."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return Attachment(info.filename, reason=LINK)
    if not info.flag_bits & ENCRYPTED:
        return unpacked(info.filename, partial(archive.open, info), info.compress_size, hint)
    for password in hint.passwords:
        member = unpacked(info.filename, partial(archive.open, info, pwd=password.encode()), info.compress_size, hint)
        if not member.reason:
            return member
    return Attachment(info.filename, reason=LOCKED)


def read_tar(data: bytes, hint: Hint) -> Reading:
    """Return the regular files in a TAR archive; links and devices in it are named as failures."""
    return Reading(attachments=_tar_members(data, hint), container=True)


def _tar_members(data: bytes, hint: Hint) -> Iterator[Attachment]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                if info.isfile():
                    yield unpacked(info.name, partial(archive.extractfile, info), info.size, hint)
                elif not info.isdir():
                    yield Attachment(info.name, reason=LINK)
    except BROKEN as error:
        yield Attachment("(rest)", reason="The TAR archive is damaged or cut short from here on. Get a new copy of it.",
                         detail=f"{type(error).__name__}: {error}")  # fmt: skip


def read_compressed(data: bytes, hint: Hint) -> Reading:
    """Return the one file inside GZIP, BZIP2 or XZ; a compressed TAR archive gives its members."""
    opener: Callable[..., Any] = next((module.open for mark, module in PACKERS if data.startswith(mark)), lzma.open)
    try:
        with opener(io.BytesIO(data)) as opened:
            inner = bounded(opened, len(data), hint)
    except BROKEN as error:
        raise UnreadableError(
            "The compressed file is damaged or cut short. Get a new copy of it.", f"{type(error).__name__}: {error}"
        ) from error
    if inner[TAR_MAGIC_AT : TAR_MAGIC_AT + 5] == b"ustar":
        return read_tar(inner, hint)
    name = hint.name.rpartition("/")[2]
    bare = name.rpartition(".")[0] if name.lower().endswith((".gz", ".bz2", ".xz")) else name
    return Reading(attachments=(Attachment(bare or "content", inner),), container=True)


def unpacked(name: str, opener: Callable[[], IO[bytes] | None], packed_bytes: int, hint: Hint) -> Attachment:
    """Return a member with its bytes, or with the reason why there are none."""
    try:
        with opener() or io.BytesIO() as opened:
            return Attachment(name, bounded(opened, packed_bytes, hint))
    except UnreadableError as error:
        return Attachment(name, reason=error.reason, detail=error.detail)
    except BROKEN as error:
        return Attachment(name, reason="The file is damaged inside its archive. Get a new copy of the archive.",
                          detail=f"{type(error).__name__}: {error}")  # fmt: skip


def bounded(opened: IO[bytes], packed_bytes: int, hint: Hint) -> bytes:
    """Return all bytes of a stream; raises UnreadableError as soon as they pass what the hint allows."""
    most = min(hint.member_bytes, max(hint.free_bytes, packed_bytes * hint.ratio))
    unpacked = io.BytesIO()
    while block := opened.read(BLOCK_BYTES):
        unpacked.write(block)
        if unpacked.tell() > most:
            raise UnreadableError(
                f"It unpacks to more than {most // 1_000_000:,} MB from {packed_bytes:,} bytes, more than is safe to "
                "open. If you trust it, unpack it yourself and add the files.",
            )
    return unpacked.getvalue()
