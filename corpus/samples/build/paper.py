"""Sets a text source as a PDF: running header and footer, numbered clauses, tables, one or two columns.

Streams are left uncompressed and the file carries no date of its making, so that every build gives the same bytes on
every machine. `Paper.page_of` says on which page a stretch of words was set.
"""

import html
import io
import re
from dataclasses import dataclass, field

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from corpus.samples.build.hyphens import soft_hyphens
from corpus.samples.build.source import Text

FONTS = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
}
MARGIN = 25 * mm
BREAKS = {"!pagebreak": PageBreak, "!columns": FrameBreak}


@dataclass(slots=True)
class Paper:
    """A rendered PDF and the words set on each of its pages."""

    data: bytes = b""
    pages: list[str] = field(default_factory=list)

    def page_of(self, quote: str) -> int | None:
        """The page, from 1, on which the quote begins."""
        wanted = _squeezed(quote)
        joined = "".join(_squeezed(page) for page in self.pages)
        found = joined.find(wanted)
        if found < 0:
            return None
        for number, page in enumerate(self.pages, start=1):
            found -= len(_squeezed(page))
            if found < 0:
                return number
        return None


def render_paper(text: Text, blocks: list[str], *, password: str | None = None) -> Paper:
    """Set blocks (already expanded) with the head of a source."""
    paper = Paper()
    buffer = io.BytesIO()
    template = _Template(buffer, text.head, paper, password)
    template.build(_Setter(text.head).flowables(blocks))
    paper.data = buffer.getvalue()
    return paper


def _squeezed(words: str) -> str:
    """Without spaces and hyphens, which breaking lines adds and drops."""
    return re.sub(r"[\s\u00ad-]+", "", words)


def _set_words(paragraph: Paragraph) -> str:
    """The words of a paragraph as its lines were set; a paragraph split over two pages gives its own half only."""
    lines = paragraph.blPara.lines
    return " ".join(
        " ".join(line[1]) if isinstance(line, tuple) else "".join(piece.text for piece in line.words) for line in lines
    )


class _Template(BaseDocTemplate):
    """Pages with the document's running header and footer; notes what was set where."""

    def __init__(self, buffer: io.BytesIO, head: dict[str, str], paper: Paper, password: str | None) -> None:
        locked = StandardEncryption(password, canPrint=0, strength=128) if password else None
        super().__init__(
            buffer,
            pagesize=A4,
            invariant=1,
            pageCompression=0,
            title=head["title"],
            author=head.get("author", ""),
            subject=head.get("reference", ""),
            encrypt=locked,
            lang="en",
        )
        self.head, self.paper = head, paper
        width, height = A4
        body = (MARGIN, 24 * mm, width - 2 * MARGIN, height - 52 * mm)
        whole = Frame(*body, id="whole", leftPadding=0, rightPadding=0)
        gap = 8 * mm
        column = (body[2] - gap) / 2
        top = 42 * mm if head.get("layout") == "two-column" else 0
        columns = [
            Frame(
                body[0] + n * (column + gap),
                body[1],
                column,
                body[3] - first,
                id=f"c{n}{first}",
                leftPadding=0,
                rightPadding=0,
            )
            for first in (top, 0)
            for n in (0, 1)
        ]
        banner = Frame(body[0], body[1] + body[3] - top, body[2], top or 1, id="banner", leftPadding=0, rightPadding=0)
        first_two = PageTemplate("first-two", [banner, *columns[:2]], onPage=self._furnish)
        later_two = PageTemplate("later-two", columns[2:], onPage=self._furnish)
        one = PageTemplate("one", [whole], onPage=self._furnish)
        self.addPageTemplates([first_two, later_two, one] if top else [one])

    def _furnish(self, canvas: Canvas, _doc: BaseDocTemplate) -> None:
        regular, _, italic = FONTS[self.head["font"]]
        width, height = A4
        canvas.saveState()
        if self.page > 1 or self.head.get("first_header") != "no":
            canvas.setFont(italic, 8.5)
            canvas.drawString(MARGIN, height - 16 * mm, self.head["header"])
            canvas.setLineWidth(0.4)
            canvas.line(MARGIN, height - 18 * mm, width - MARGIN, height - 18 * mm)
        canvas.setFont(regular, 8.5)
        canvas.drawString(MARGIN, 13 * mm, self.head["footer"])
        canvas.drawRightString(width - MARGIN, 13 * mm, f"Page {self.page}")
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the name is the library's
        """Note the words of what was just set."""
        while len(self.paper.pages) < self.page:
            self.paper.pages.append("")
        if isinstance(flowable, Paragraph):
            self.paper.pages[self.page - 1] += " " + _set_words(flowable)
        elif isinstance(flowable, Table):
            cells = [cell for row in flowable._cellvalues for cell in row]  # noqa: SLF001 - no other way to its cells
            parts = [part for cell in cells for part in (cell if isinstance(cell, (list, tuple)) else [cell])]
            words = [_set_words(part) for part in parts if isinstance(part, Paragraph)]
            self.paper.pages[self.page - 1] += " " + " ".join(words)


class _Setter:
    """Turns blocks into flowables, counting clauses as it goes."""

    def __init__(self, head: dict[str, str]) -> None:
        self.regular, self.bold, self.italic = FONTS[head["font"]]
        self.two = head.get("layout") == "two-column"
        size = float(head.get("size", 9 if self.two else 10.5))
        self.body = ParagraphStyle(
            "body",
            fontName=self.regular,
            fontSize=size,
            leading=size * 1.32,
            alignment=TA_JUSTIFY,
            spaceAfter=size * 0.6,
            embeddedHyphenation=1,
        )
        self.indented = ParagraphStyle(
            "indented", self.body, leftIndent=22 if self.two else 30, bulletFontName=self.regular, bulletFontSize=size
        )
        self.heading = ParagraphStyle(
            "heading",
            fontName=self.bold,
            fontSize=size + 0.5,
            leading=size * 1.4,
            spaceBefore=size * 0.8,
            spaceAfter=size * 0.5,
            keepWithNext=1,
        )
        self.cover = ParagraphStyle(
            "cover", fontName=self.bold, fontSize=15, leading=22, alignment=TA_CENTER, spaceAfter=8
        )
        self.cell = ParagraphStyle("cell", fontName=self.regular, fontSize=size - 1.2, leading=size * 1.15)
        self.cell_bold = ParagraphStyle("cell-bold", self.cell, fontName=self.bold)
        self.clause = self.sub = 0

    def flowables(self, blocks: list[str]) -> list[Flowable]:
        """Everything in order; in two columns the title block stands over both."""
        result: list[Flowable] = [NextPageTemplate("later-two")] if self.two else []
        for block in blocks:
            result.extend(self._set(block))
        return result

    def _set(self, block: str) -> list[Flowable]:
        mark, _, rest = block.partition(" ")
        if mark in BREAKS:
            return [BREAKS[mark]()]
        if mark == "!cover":
            return self._cover(block)
        if mark == "!heading":
            return [Paragraph(html.escape(rest), self.heading)]
        if mark == "!sign":
            return [self._signatures(rest)]
        if mark == "##":
            return self._clause(rest)
        return [self._table(block), Spacer(1, 10)] if mark == "|" else self._plain(block)

    def _cover(self, block: str) -> list[Flowable]:
        lines = [line.removeprefix("!cover ") for line in block.split("\n")]
        lead = [Spacer(1, 130)] if len(lines) > 3 else []  # a cover page of its own
        return [*lead, *(Paragraph(html.escape(line), self.cover) for line in lines)]

    def _clause(self, block: str) -> list[Flowable]:
        title, _, rest = block.partition("\n")
        self.clause, self.sub = self.clause + 1, 0
        return [Paragraph(html.escape(f"{self.clause}. {title}"), self.heading), *self._numbered(rest)]

    def _plain(self, block: str) -> list[Flowable]:
        return [Paragraph(self._words(line), self.body) for line in block.split("\n")]

    def _words(self, words: str) -> str:
        return html.escape(soft_hyphens(words), quote=False)

    def _numbered(self, rest: str) -> list[Flowable]:
        result: list[Flowable] = []
        for line in filter(None, rest.split("\n")):
            self.sub += 1
            number = f"{self.clause}.{self.sub}"
            result.append(Paragraph(self._words(line.removeprefix("+ ")), self.indented, bulletText=number))
        return result

    def _table(self, block: str) -> Table:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.split("\n")]
        count = max(map(len, rows))
        room = (A4[0] - 2 * MARGIN) if not self.two else (A4[0] - 2 * MARGIN - 8 * mm) / 2 - 2
        headed = [[cell[: len(cell) // 2] for cell in rows[0]], *rows[1:]] if count > 2 else rows  # heads may wrap
        longest = [max((len(row[n]) for row in headed if n < len(row)), default=1) for n in range(count)]
        shares = [min(max(length, 7) + 3, 42) for length in longest]
        widths = [room * share / sum(shares) for share in shares]
        cells = [
            [
                Paragraph(html.escape(c), self.cell_bold if r == 0 and count > 2 else self.cell)
                for c in [*row, *[""] * (count - len(row))]
            ]
            for r, row in enumerate(rows)
        ]
        style = [("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        if count > 2:
            style.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e6e6e6")))
        return Table(cells, colWidths=widths, style=style, repeatRows=1 if count > 2 else 0)

    def _signatures(self, block: str) -> Flowable:
        columns = [side.strip().split(";") for side in block.split("|")]
        cells = [
            [Paragraph(html.escape(side[0]), self.cell) for side in columns],
            ["\n\n______________________"] * len(columns),
            [Paragraph(html.escape("Name: " + side[1]), self.cell) for side in columns],
            [Paragraph(html.escape("Title: " + side[2]), self.cell) for side in columns],
        ]
        room = (A4[0] - 2 * MARGIN) if not self.two else (A4[0] - 2 * MARGIN - 8 * mm) / 2 - 2
        return KeepTogether([Table(cells, colWidths=[room / len(columns)] * len(columns))])
