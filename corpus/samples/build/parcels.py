"""Renders what holds other things: a letter with an attachment, an archive, a word processor's file, a scanned page.

Archives carry fixed dates and are stored uncompressed, so that no compression library decides their bytes.
"""

import base64
import html
import io
import random
import zipfile

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.samples.build.source import Text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP of the members in their order, every date the first that the format knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            target.writestr(info, data)
    return buffer.getvalue()


def letter(text: Text, name: str, attachment: bytes) -> bytes:
    """An e-mail with one PDF attached, as a mail program saves it."""
    encoded = base64.encodebytes(attachment).decode("ascii").replace("\n", "\r\n")
    body = "\r\n".join("\n\n".join(text.blocks).split("\n"))
    lines = f"""Return-Path: <t.herling@openlenswatch.example>
Received: from mx.openlenswatch.example by mail.courier.example; Tue, 02 Mar 2021 09:41:12 +0100
Message-ID: <20210302084107.4F1C@openlenswatch.example>
Date: Tue, 02 Mar 2021 09:41:07 +0100
From: Tomas Herling <t.herling@openlenswatch.example>
To: Maren Feld <m.feld@courier.example>
Subject: {text.head["title"]}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_threadline_sample_7d21"

This is a multi-part message in MIME format.
--=_threadline_sample_7d21
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

@BODY@

--=_threadline_sample_7d21
Content-Type: application/pdf; name="{name}"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="{name}"

@FILE@
--=_threadline_sample_7d21--
"""
    return lines.replace("\n", "\r\n").replace("@BODY@", body).replace("@FILE@", encoded).encode("utf-8")


def memo(text: Text) -> bytes:
    """A word processor's document with headings, paragraphs and a table."""
    body = "".join(_word_block(block) for block in text.blocks)
    title = _paragraph(text.head["title"], "Title")
    document = f'<w:document xmlns:w="{WORD}"><w:body>{title}{body}<w:sectPr/></w:body></w:document>'
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for name, shown, size in (("Title", "Title", 36), ("Heading1", "heading 1", 28))
    )
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{html.escape(text.head['title'])}</dc:title><dc:creator>{html.escape(text.head['author'])}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{text.head["date"]}T09:00:00Z</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{text.head["date"]}T09:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    package = _relations(
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": package,
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations((f"{OFFICE}/styles", "styles.xml")),
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{normal}{styles}</w:styles>',
    }
    return archive({name: (DECLARATION + xml).encode("utf-8") for name, xml in parts.items()})


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{path}"/>' for n, (kind, path) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _word_block(block: str) -> str:
    if block.startswith("## "):
        return _paragraph(block[3:], "Heading1")
    if block.startswith("|"):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.split("\n")]
        made = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        grid = "".join("<w:gridCol/>" for _ in rows[0])
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    return "".join(_paragraph(line) for line in block.split("\n"))


def _paragraph(words: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{html.escape(words)}</w:t></w:r></w:p>'


def scan(text: Text) -> bytes:
    """A page as an office scanner makes it: an image and no text, a little askew, with specks and grey paper."""
    size = (1240, 1754)  # A4 at 150 dots an inch
    sheet = Image.new("L", size, 244)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(25)
    top = 190
    for block in text.blocks:
        for line in block.split("\n"):
            for part in _lines(draw, line, font, 940):
                draw.text((150, top), part, fill=35, font=font)
                top += 36
        top += 26
    sheet = sheet.rotate(0.7, resample=Image.Resampling.BILINEAR, fillcolor=238)
    noise = random.Random(1909)
    pixels = sheet.load()
    assert pixels is not None
    for _ in range(2600):
        x, y = noise.randrange(size[0]), noise.randrange(size[1])
        pixels[x, y] = noise.randrange(90, 220)
    for _ in range(14):  # dust
        x, y = noise.randrange(size[0] - 3), noise.randrange(size[1] - 3)
        ImageDraw.Draw(sheet).ellipse((x, y, x + 3, y + 3), fill=90)
    image = io.BytesIO()
    sheet.save(image, "JPEG", quality=58)
    image.seek(0)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle("Scan")
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.save()
    return buffer.getvalue()


def _lines(draw: ImageDraw.ImageDraw, words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
