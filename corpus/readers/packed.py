"""7Z archives by py7zr, and RAR archives by rarfile with the help of a program: member by member, within limits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from itertools import chain
from typing import Any

from corpus.errors import UnreadableError
from corpus.readers.archive import LINK, LOCKED, unpacked
from corpus.readers.programs import Workplace
from corpus.readers.reading import Attachment, Hint, Reading

BATCH_BYTES = 64_000_000
"""How much of a 7Z archive is unpacked at once; members come out of it one by one."""
TOO_MUCH = (
    "It unpacks to more than {most:,} MB, more than is safe to open. If you trust it, unpack it yourself and add the "
    "files."
)
BROKEN_7Z = "The 7z archive is damaged or cut short. Get a new copy of it."
BROKEN_RAR = "The RAR archive is damaged or cut short. Get a new copy of it."
LOCKED_WHOLE = (
    "The archive is locked with a password. Add it again with the option --password, or unpack it and add the files."
)
TOOLS = {"UNRAR_TOOL": "unrar", "UNAR_TOOL": "unar", "BSDTAR_TOOL": "bsdtar", "SEVENZIP_TOOL": "7z"}
NEEDS_PROGRAM = (
    "A RAR archive can only be unpacked with the help of a program that is not installed. Install the Debian package "
    "unar and run `threadline retry`, or pack the files as ZIP and add that."
)


def read_7z(data: bytes, hint: Hint) -> Reading:
    """Return the members of a 7Z archive, in its order."""
    members = _listed_7z(data, hint)
    return Reading(attachments=members, container=True, tools=(("py7zr", version("py7zr")),))


def _listed_7z(data: bytes, hint: Hint) -> Iterator[Attachment]:
    """Open an archive and return its members; raises UnreadableError when no password fits or it is damaged."""
    import py7zr

    for password in (None, *hint.passwords):
        try:
            with py7zr.SevenZipFile(io.BytesIO(data), password=password) as archive:
                listed = archive.list()
                if archive.needs_password() and (password is None or not _opens(archive, listed)):
                    continue
        except (py7zr.PasswordRequired, py7zr.exceptions.PasswordRequired):
            continue
        except Exception as error:  # the library raises whatever its decoders do
            if password is not None:
                continue
            raise UnreadableError(BROKEN_7Z, f"{type(error).__name__}: {error}") from error
        return _members_7z(data, password, listed, hint)
    raise UnreadableError(LOCKED_WHOLE)


def _opens(archive: Any, listed: list[Any]) -> bool:
    """Say whether the password unpacks the smallest file."""
    from py7zr.io import BytesIOFactory

    files = [info for info in listed if not info.is_directory and info.uncompressed]
    if not files:
        return True
    smallest = min(files, key=lambda info: info.uncompressed)
    try:
        archive.extract(targets=[smallest.filename], factory=BytesIOFactory(smallest.uncompressed + 1))
    except Exception:  # noqa: BLE001 - whatever a wrong password turns the bytes into
        return False
    return True


def _members_7z(data: bytes, password: str | None, listed: list[Any], hint: Hint) -> Iterator[Attachment]:
    most = min(hint.member_bytes, max(hint.free_bytes, hint.ratio * len(data)))
    batch: list[str] = []
    held = 0
    for info in listed:
        if info.is_directory:
            continue
        if getattr(info, "is_symlink", False):
            yield Attachment(info.filename, reason=LINK)
        elif info.uncompressed > most:
            yield from _batch_7z(data, password, batch, most)
            batch, held = [], 0
            yield Attachment(info.filename, reason=TOO_MUCH.format(most=most // 1_000_000))
        else:
            if held + info.uncompressed > BATCH_BYTES:
                yield from _batch_7z(data, password, batch, most)
                batch, held = [], 0
            batch.append(info.filename)
            held += info.uncompressed
    yield from _batch_7z(data, password, batch, most)


def _batch_7z(data: bytes, password: str | None, names: list[str], most: int) -> Iterator[Attachment]:
    """Unpack some members; those that came out before any damage are kept."""
    import py7zr
    from py7zr.io import BytesIOFactory

    if not names:
        return
    factory = BytesIOFactory(most + 1)
    detail = ""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data), password=password) as archive:
            archive.extract(targets=names, factory=factory)
    except Exception as error:  # noqa: BLE001 - as above
        detail = f"{type(error).__name__}: {error}"
    for name in names:
        found = factory.products.get(name)
        if found is None:
            reason = "The file is damaged inside its archive. Get a new copy of the archive."
            yield Attachment(name, reason=reason, detail=detail or "not unpacked")
        else:
            found.seek(0)
            yield Attachment(name, found.read())


def read_rar(data: bytes, hint: Hint) -> Reading:
    """Return the members of a RAR archive, in its order; its parts must be one file."""
    import rarfile

    place = Workplace(data, "input.rar")
    try:
        archive = rarfile.RarFile(str(place.file), part_only=True)
        password = _password_of(archive, hint)
        is_whole = _is_whole(place)
        members = archive.infolist()
    except rarfile.Error as error:
        raise UnreadableError(BROKEN_RAR, f"{type(error).__name__}: {error}") from error
    if not members and not is_whole:
        raise UnreadableError(BROKEN_RAR)
    tools = [("rarfile", version("rarfile"))]
    if any(info.is_file() and info.compress_type != rarfile.RAR_M0 for info in members):
        try:
            tools.append((TOOLS.get(rarfile.tool_setup().setup["open_cmd"][0], "unrar"), "installed"))
        except rarfile.RarCannotExec as error:
            raise UnreadableError(NEEDS_PROGRAM) from error
    found = _members_rar(place, archive, password, hint)
    rest = () if is_whole else (Attachment("(rest)", reason=f"From here on: {BROKEN_RAR}"),)
    return Reading(attachments=chain(found, rest), container=True, tools=tuple(tools))


def _is_whole(place: Workplace) -> bool:
    """Say whether the list of members can be read to its end."""
    import rarfile

    try:
        rarfile.RarFile(str(place.file), part_only=True, errors="strict").close()
    except rarfile.Error:
        return False
    return True


def _password_of(archive: Any, hint: Hint) -> str | None:
    """Set and return the password that opens an archive, None where it needs none.

    Raises UnreadableError when even the list of files is locked and no password opens it.
    """
    if not archive.needs_password():
        return None
    import rarfile

    for password in hint.passwords:
        try:
            archive.setpassword(password)
            files = [info for info in archive.infolist() if info.is_file() and info.needs_password()]
            if files:
                archive.read(min(files, key=lambda info: info.file_size))
        except (rarfile.Error, OSError, ValueError):
            continue
        return password
    if not archive.infolist():
        raise UnreadableError(LOCKED_WHOLE)
    return None


def _members_rar(place: Workplace, archive: Any, password: str | None, hint: Hint) -> Iterator[Attachment]:
    import rarfile

    for info in archive.infolist():
        if info.is_dir():
            continue
        if not info.is_file():
            yield Attachment(info.filename, reason=LINK)
        elif info.needs_password() and password is None:
            yield Attachment(info.filename, reason=LOCKED)
        else:
            try:
                yield unpacked(info.filename, partial(archive.open, info), info.compress_size, hint)
            except rarfile.Error as error:
                reason = "The file is damaged inside its archive. Get a new copy of the archive."
                yield Attachment(info.filename, reason=reason, detail=f"{type(error).__name__}: {error}")
    place.close()
