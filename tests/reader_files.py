"""Files of every format, made on the spot for the tests of the readers."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zlib

import openpyxl
import pptx
import py7zr
from corpus_files import zipped

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
RAR_MARK = b"Rar!\x1a\x07\x00"


def opendocument(kind: str, body: str, *, meta: str = "", extra: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """An OpenDocument file of a kind (`text`, `spreadsheet`, `presentation`) with this body."""
    content = f"<office:document-content {ODF}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    members = [
        ("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()),
        ("content.xml", f"{content}</office:document-content>".encode()),
        ("meta.xml", f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>".encode()),
    ]
    return zipped([*members, *extra])


def workbook(sheets: dict[str, list[list[object]]], *, hidden: str = "") -> bytes:
    """An XLSX file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.properties.title, book.properties.creator = "Register of suppliers", "Ann Lee"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def presentation() -> bytes:
    """A PPTX file of two slides: a title with text, and a table with notes."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Cameras for Sedlo"
    first.placeholders[1].text = "The council decides in May."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Prices"
    table = second.shapes.add_table(2, 2, 0, 0, 100, 100).table
    for at, text in enumerate(("Item", "Price", "Camera", "9")):
        table.cell(at // 2, at % 2).text = text
    second.notes_slide.notes_text_frame.text = "Say who pays."
    deck.core_properties.author = "Ann Lee"
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def book(chapters: dict[str, str], *, spine: list[str] | None = None) -> bytes:
    """An EPUB with these chapters, read in the order of `spine`."""
    items = "".join(f'<item id="{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in chapters)
    order = "".join(f'<itemref idref="{name}"/>' for name in spine or list(chapters))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The Sedlo papers</dc:title><dc:creator>Maren Feld</dc:creator><dc:date>2021-05-03</dc:date>"
        "<dc:publisher>Courier Books</dc:publisher><dc:language>en-GB</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    pages = [
        (f"OEBPS/text/{name}.xhtml", f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{text}</body></html>".encode())
        for name, text in chapters.items()
    ]
    return zipped(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container.encode()),
            ("OEBPS/book.opf", opf.encode()),
            *pages,
        ]
    )


def saved_page(page: str, *parts: tuple[str, str, bytes]) -> bytes:
    """A page as a browser saves it, with parts (type, address, content)."""
    lines = [
        "From: <Saved by Blink>", "Snapshot-Content-Location: https://courier.example/cameras", "Subject: Cameras",
        "Date: Mon, 3 May 2021 10:00:00 -0000", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="=b="', "",
    ]  # fmt: skip
    for kind, address, content in (("text/html", "https://courier.example/cameras", page.encode()), *parts):
        coded = base64.encodebytes(content).decode()
        lines += ["--=b=", f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", f"Content-Location: {address}"]
        lines += ["", coded]
    return "\r\n".join([*lines, "--=b=--", ""]).encode()


def web_archive(*answers: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """A WARC with these answers: address, status, type, content."""
    records = [_warc_record("warcinfo", "", b"software: test\r\n")]
    for address, status, kind, content in answers:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode()
        records.append(_warc_record("response", address, head + content))
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def _warc_record(kind: str, address: str, block: bytes) -> bytes:
    fields = {
        "WARC-Type": kind, "WARC-Target-URI": address, "WARC-Date": "2021-05-03T10:00:00Z",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>",
        "Content-Type": "application/http; msgtype=response" if address else "application/warc-fields",
        "Content-Length": str(len(block)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def seven_zip(members: dict[str, bytes], *, password: str | None = None) -> bytes:
    """A 7Z archive."""
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=password, header_encryption=password is not None) as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return buffer.getvalue()


def rar(members: dict[str, bytes], *, method: int = 0x30) -> bytes:
    """A RAR archive (version 3) whose members are stored as they are, whatever method it claims."""
    blocks = [RAR_MARK, _rar_block(0x73, 0, bytes(6))]
    for name, data in members.items():
        written = name.encode("ascii")
        fields = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0x4A6A2A5A, 20, method, len(written), 0o100644
        )
        blocks += [_rar_block(0x74, 0x8000, fields + written), data]
    return b"".join((*blocks, _rar_block(0x7B, 0x4000, b"")))


def _rar_block(kind: int, flags: int, rest: bytes) -> bytes:
    body = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE, version 3) with these streams; a name may have folders, parted by slashes."""
    return _Compound(streams).build()


class _Compound:
    """Writes the smallest compound file that holds some streams: small ones in the mini stream, others in sectors."""

    FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    SMALL = 4096

    def __init__(self, streams: dict[str, bytes]) -> None:
        self.streams = streams
        self.entries: list[list[object]] = [["Root Entry", 5, [], self.END, 0]]
        self.sectors: list[bytes] = []
        self.chain: list[int] = []

    def build(self) -> bytes:
        """Return the bytes of the file."""
        mini, mini_chain = b"", list[int]()
        for name, data in self.streams.items():
            if len(data) < self.SMALL:
                start, count = len(mini_chain), max(1, -(-len(data) // 64))
                mini += data.ljust(count * 64, b"\x00")
                mini_chain += [*range(start + 1, start + count), self.END]
            else:
                start = self._add(data)
            self._entry(name.split("/"), start, len(data))
        self.entries[0][3:] = [self._add(mini), len(mini)]
        mini_table = self._add(struct.pack(f"<{len(mini_chain)}I", *mini_chain), b"\xff")
        directory = self._add(b"".join(self._written(at) for at in range(len(self.entries))))
        tables = 1
        while tables * 128 < len(self.sectors) + tables:
            tables += 1
        places = list(range(len(self.sectors), len(self.sectors) + tables))
        self.chain += [self.TABLE] * tables
        table = struct.pack(f"<{len(self.chain)}I", *self.chain).ljust(tables * 512, b"\xff")
        head = struct.pack(
            "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables,
            directory, 0, self.SMALL, mini_table, -(-len(mini_chain) // 128), self.END, 0,
        )  # fmt: skip
        head += struct.pack(f"<{len(places)}I", *places).ljust(436, b"\xff")
        return head + b"".join(self.sectors) + table

    def _add(self, data: bytes, blank: bytes = b"\x00") -> int:
        """Add bytes in whole sectors, and return the number of the first."""
        start, count = len(self.sectors), max(1, -(-len(data) // 512))
        self.sectors += [data[at * 512 : (at + 1) * 512].ljust(512, blank) for at in range(count)]
        self.chain += [*range(start + 1, start + count), self.END]
        return start

    def _entry(self, path: list[str], start: int, size: int) -> None:
        at = 0
        for name in path[:-1]:
            children = self.entries[at][2]
            assert isinstance(children, list)
            found = next((child for child in children if self.entries[child][0] == name), None)
            if found is None:
                self.entries.append([name, 1, [], 0, 0])
                found = len(self.entries) - 1
                children.append(found)
            at = found
        self.entries.append([path[-1], 2, [], start, size])
        children = self.entries[at][2]
        assert isinstance(children, list)
        children.append(len(self.entries) - 1)

    def _written(self, at: int) -> bytes:
        name, kind, children, start, size = self.entries[at]
        assert isinstance(name, str)
        assert isinstance(children, list)
        child = children[0] if children else self.FREE
        coded = name.encode("utf-16-le")
        right = self._next(at)
        return struct.pack(
            "<64sHBBIII16sIQQIQ", coded, len(coded) + 2, kind, 1, self.FREE, right, child, b"", 0, 0, 0, start, size
        )

    def _next(self, at: int) -> int:
        """Return the next child of the same folder: the tree of names is written as a list."""
        for _, _, children, _, _ in self.entries:
            assert isinstance(children, list)
            if at in children and children.index(at) + 1 < len(children):
                following: int = children[children.index(at) + 1]
                return following
        return self.FREE


def outlook_message(**properties: str) -> dict[str, bytes]:
    """The streams of an Outlook message with these properties (tag such as `0037` to text)."""
    fixed = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, 132645096000000000)
    texts = {f"__substg1.0_{tag.removeprefix('t')}001F": text.encode("utf-16-le") for tag, text in properties.items()}
    return {"__properties_version1.0": fixed, **texts}


def mailbox(*messages: bytes) -> bytes:
    """An MBOX file."""
    return b"".join(b"From ann@example.org Mon May  3 10:00:00 2021\n" + message + b"\n\n" for message in messages)


def old_workbook(sheets: dict[str, list[list[str | float]]]) -> bytes:
    """An XLS file (BIFF8) with these sheets."""
    opening = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _biff(0x42, struct.pack("<H", 1200))
    bodies = [_old_sheet(rows) for rows in sheets.values()]
    names = [struct.pack("<HBB", 0, len(name), 0) + name.encode("latin-1") for name in sheets]
    at = len(opening) + sum(len(name) + 8 for name in names) + 4
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += _biff(0x85, struct.pack("<I", at) + name)
        at += len(body)
    return compound({"Workbook": (opening + listed + _biff(0x0A, b"") + b"".join(bodies)).ljust(4096, b"\x00")})


def _old_sheet(rows: list[list[str | float]]) -> bytes:
    records = [_biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                records.append(_biff(0x204, place + text))
            else:
                records.append(_biff(0x203, place + struct.pack("<d", value)))
    return b"".join((*records, _biff(0x0A, b"")))


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
