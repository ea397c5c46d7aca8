"""PowerPoint files (PPTX) by python-pptx: a page a slide, its title as heading, tables as rows, notes after it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from corpus.composition import Composer, table_text
from corpus.datelines import find_dateline
from corpus.errors import UnreadableError
from corpus.readers.markup import Block
from corpus.readers.origin import FILE_PROPERTIES, FIRST_HEADING, OPENING_LINES, first, office_properties, read_from
from corpus.readers.package import damaged, find_part, open_package
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

NAME = "PowerPoint file"
EMBEDDED = ("ppt/embeddings/", "ppt/media/")


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of a presentation; embedded files are attachments, pictures only where there is no text."""
    import pptx

    package = open_package(data, hint, NAME)
    try:
        presentation = pptx.Presentation(io.BytesIO(data))
        slides = [list(_blocks(slide)) for slide in presentation.slides]
    except Exception as error:  # the library raises whatever its many layers do
        raise damaged(NAME, error) from error
    composer = Composer()
    for number, blocks in enumerate(slides, 1):
        composer.start_page(number)
        for kind, text in blocks:
            composer.add(kind, text)
    whole = composer.finish(article=False)
    wanted = EMBEDDED[:1] if whole.text else EMBEDDED
    members = [info.filename for info in package.infolist() if info.filename.startswith(wanted)]
    if not whole.text and not members:
        raise UnreadableError("The PowerPoint file holds no text. There is nothing to read in it.")
    stated = office_properties(presentation)
    texts = [block for blocks in slides[:2] for block in blocks]
    heading = next((text for kind, text in texts if kind is SectionKind.HEADING), "")
    title, place = first(((tidy(heading), FIRST_HEADING), (stated.get("title"), FILE_PROPERTIES)))
    author, date = stated.get("author"), find_dateline([text for _, text in texts])
    origins = read_from(title=place, authors=FILE_PROPERTIES if author else "", date=OPENING_LINES if date else "")
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=title,
        date=date,
        authors=(author,) if author else (),
        metadata=tuple(sorted((*stated.items(), *origins))),
        attachments=(Attachment(member, find_part(package, member, NAME) or b"") for member in members),
        container=not whole.text,
        tools=(("python-pptx", version("python-pptx")),),
    )


def _blocks(slide: Any) -> Iterator[Block]:
    """Yield a slide's title, its other shapes from the top down, and the notes to it."""
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield SectionKind.HEADING, tidy(title.text_frame.text)
    placed = sorted(_shapes(slide.shapes), key=lambda shape: (shape.top or 0, shape.left or 0))
    for shape in placed:
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False):
            rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
            yield SectionKind.TABLE, table_text(rows)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                if text := "".join(run.text for run in paragraph.runs).strip():
                    yield SectionKind.PARAGRAPH, text.replace("\v", "\n")
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_text_frame.text.strip()
        if notes:
            yield SectionKind.PARAGRAPH, notes


def _shapes(shapes: Any) -> Iterator[Any]:
    """Yield shapes, those in groups instead of the group."""
    waiting = list(shapes)[::-1]
    while waiting:
        shape = waiting.pop()
        inner = getattr(shape, "shapes", None)
        if inner is None:
            yield shape
        else:
            waiting.extend(list(inner)[::-1])
