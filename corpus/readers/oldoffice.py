"""Old Office files (DOC, PPT and their like), which only programs read: LibreOffice best, antiword and catdoc for DOC.

LibreOffice writes the file anew in today's format, which is then read as such, with its headings and tables. Where it
is missing or gives up, antiword and catdoc give the words of a DOC.
"""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import UnreadableError
from corpus.readers import opendocument, plain, programs, sheets, slides, word
from corpus.readers.programs import ANTIWORD, CATDOC, OFFICE, Program, Workplace
from corpus.readers.reading import Hint, Read, Reading

CONVERTED: dict[str, tuple[str, Read]] = {
    "docx": ("writer", word.read),
    "pptx": ("impress", slides.read),
    "xlsx": ("calc", sheets.read_new),
    "odt": ("writer", opendocument.read),
}
MISSING = (
    "{name} can only be read with the help of a program that is not installed. Install the Debian package {packages} "
    "and run `threadline retry`, or save it as {instead} and add that."
)
WORDS = ((ANTIWORD, ["-m", "UTF-8.txt", "-w", "0"]), (CATDOC, ["-d", "utf-8", "-w"]))


def read_doc(data: bytes, hint: Hint) -> Reading:
    """Return the text of an old Word file."""
    failure = UnreadableError(
        MISSING.format(
            name="An old Word file (.doc)", packages="catdoc, antiword or libreoffice-writer", instead="DOCX"
        )
    )
    if programs.is_installed(OFFICE):
        try:
            return _converted(data, hint, "docx")
        except UnreadableError as error:
            failure = error
    for program, arguments in WORDS:
        if programs.is_installed(program):
            try:
                return _words(data, hint, program, arguments)
            except UnreadableError as error:
                failure = error
    raise failure


def read_ppt(data: bytes, hint: Hint) -> Reading:
    """Return the text of an old PowerPoint file."""
    return _by_office(data, hint, "pptx", "An old PowerPoint file (.ppt)", "libreoffice-impress", "PPTX or PDF")


def read_xlsb(data: bytes, hint: Hint) -> Reading:
    """Return the sheets of a binary Excel file."""
    return _by_office(data, hint, "xlsx", "A binary Excel file (.xlsb)", "libreoffice-calc", "XLSX or CSV")


def _by_office(data: bytes, hint: Hint, ending: str, name: str, package: str, instead: str) -> Reading:
    if not programs.is_installed(OFFICE):
        raise UnreadableError(MISSING.format(name=name, packages=package, instead=instead))
    return _converted(data, hint, ending)


def _converted(data: bytes, hint: Hint, ending: str) -> Reading:
    """Return what LibreOffice's own copy in today's format says."""
    place = Workplace(data)
    try:
        programs.run(OFFICE, _orders(place, ending), place, hint)
        copy = place.folder / f"input.{ending}"
        if not copy.is_file():
            raise UnreadableError(
                "LibreOffice could not open the file: it is damaged, locked, or needs a part of LibreOffice not here.",
                f"no {ending} was written",
            )
        reading = CONVERTED[ending][1](copy.read_bytes(), hint)
    finally:
        place.close()
    return replace(reading, tools=(programs.version_of(OFFICE), *reading.tools))


def _orders(place: Workplace, ending: str) -> list[str]:
    profile = (place.folder / "profile").as_uri()
    return [
        "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile}",
        "--convert-to", ending, "--outdir", str(place.folder), str(place.file),
    ]  # fmt: skip


def _words(data: bytes, hint: Hint, program: Program, arguments: list[str]) -> Reading:
    """Return the words of a DOC as a text program finds them."""
    place = Workplace(data)
    try:
        text = programs.run(program, [*arguments, str(place.file)], place, hint).decode("utf-8", "replace")
    finally:
        place.close()
    if not text.strip():
        raise UnreadableError("The old Word file holds no text. There is nothing to read in it.")
    reading = plain.read_text(text)
    return replace(
        reading,
        offsets=(),
        tools=(programs.version_of(program),),
    )
