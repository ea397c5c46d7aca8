"""What a file is, told from its bytes; its name only breaks ties between kinds of plain text.

Our own short table rather than a library's: the types that matter differ by structure (a Word file is a ZIP, mail is
text), which no table of signatures tells apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from corpus.decoding import find_encoding

PDF, ZIP, TEXT, HTML, MAIL, CSV = (
    "application/pdf",
    "application/zip",
    "text/plain",
    "text/html",
    "message/rfc822",
    "text/csv",
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN = "application/octet-stream"
OFFICE = "application/vnd.openxmlformats-officedocument."
OLE = "application/x-ole-storage"
HEAD_BYTES = 8192

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"!BDN", "application/vnd.ms-outlook-pst"),
    (0, b"{\\rtf", "text/rtf"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"MZ", "application/x-executable"),
)
"""Offset, bytes, type; of two that fit, the first."""

ZIP_PARTS = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", OFFICE + "spreadsheetml.sheet"),
    ("ppt/presentation.xml", OFFICE + "presentationml.presentation"),
)
OLE_PARTS = (
    ("WordDocument", "application/msword"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HTML_TAGS = re.compile(r"<(?:p|div|br|a|h[1-6]|table|ul|span|article|meta|title)\b[^<>]*>", re.IGNORECASE)
XML_START = re.compile(r"\s*<\?xml\b|\s*<[a-z][\w:.-]*(?:\s[^<>]*)?>", re.IGNORECASE)
JSON_START = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*$)|\[\s*[{\[\"])")
PIXMAP = re.compile(rb"P[1-6]\s+(?:#[^\n]*\n)*\d+\s+\d+\s")
HEADER = re.compile(r"^(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):(?: |\t|\r?\n[ \t]|\r?$)", re.MULTILINE)
MAIL_HEADERS = {
    "from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path", "content-type", "cc",
    "reply-to", "delivered-to", "sender", "x-mailer", "content-transfer-encoding",
}  # fmt: skip


def sniff(data: bytes, name: str = "") -> str:
    """Return the media type of `data`; `application/octet-stream` when it is nothing we can name."""
    if b"%PDF-" in data[:1024]:
        return PDF
    for offset, signature, media_type in SIGNATURES:
        if data.startswith(signature, offset) and (len(signature) > 2 or find_encoding(data) is None):
            return _refined(data, media_type)
    if PIXMAP.match(data):
        return "image/x-portable-pixmap"
    encoding = find_encoding(data)
    if encoding is None:
        return UNKNOWN
    return _text_type(data[:HEAD_BYTES].decode(encoding, "ignore"), PurePosixPath(name).suffix.lower())


def _refined(data: bytes, media_type: str) -> str:
    """Look inside the two wrappings that many formats share."""
    if media_type == ZIP:
        return _zip_type(data)
    if media_type == OLE:
        return next((kind for part, kind in OLE_PARTS if part.encode("utf-16-le") in data), OLE)
    return media_type


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii").strip() or ZIP
    except Exception:  # noqa: BLE001 - whatever is wrong with the archive, its reader says it better
        names = {part for part, _ in ZIP_PARTS if part.encode("ascii") in data}
    return next((kind for part, kind in ZIP_PARTS if part in names), ZIP)


def _text_type(head: str, suffix: str) -> str:
    """Tell the kinds of text apart by how they begin."""
    head = head.removeprefix("\ufeff")
    if _is_mail(head):
        return MAIL
    if re.match(r"From \S+.*\r?\n[A-Za-z-]+:", head):
        return "application/mbox"
    named_html = suffix in (".html", ".htm", ".xhtml")
    if HTML_START.match(head):
        return HTML
    if XML_START.match(head) and not named_html and not HTML_TAGS.search(head):
        return "application/xml"
    if named_html or len(HTML_TAGS.findall(head)) >= 5:
        return HTML
    return _plain_type(head, suffix)


def _plain_type(head: str, suffix: str) -> str:
    """Tell lists and data from prose."""
    if JSON_START.match(head):
        return "application/json"
    return CSV if suffix in (".csv", ".tsv") else TEXT


def _is_mail(head: str) -> bool:
    """Say whether text begins with header fields of mail, at least two that only mail has."""
    block = re.split(r"\r?\n\r?\n", head.lstrip("\r\n"), maxsplit=1)[0]
    if not HEADER.match(block):
        return False
    lines = [line for line in block.splitlines() if line[:1] not in (" ", "\t")]
    names = [match["name"].lower() for line in lines if (match := HEADER.match(line))]
    if len(names) < 0.9 * len(lines):
        return False
    known = MAIL_HEADERS.intersection(names)
    return len(known) >= 3 or ("mime-version" in known and len(known) >= 2) or {"from", "subject"} <= known
