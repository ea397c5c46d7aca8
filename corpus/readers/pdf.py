"""PDF (interim)."""

import io

import pdfplumber

from corpus.composition import Composer
from corpus.errors import UnreadableError
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind


def read(data: bytes, hint: Hint) -> Reading:
    """Return each page's text."""
    composer = Composer()
    with pdfplumber.open(io.BytesIO(data)) as p:
        for page in p.pages:
            composer.start_page(page.page_number)
            composer.add(SectionKind.PARAGRAPH, page.extract_text())
            page.close()
    w = composer.finish(article=False)
    if not w.text:
        raise UnreadableError("This PDF is a scan; install OCR.")
    return Reading(text=w.text, sections=w.sections)
