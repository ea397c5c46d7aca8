"""What a file is, told from its bytes; its name only breaks ties between kinds of plain text.

Our own short table rather than a library's: the types that matter differ by structure (a Word file is a ZIP, mail is
text), which no table of signatures tells apart.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

import olefile

from corpus.decoding import find_encoding
from corpus.structured import find_structured

PDF, ZIP, TEXT, HTML, MAIL, CSV = (
    "application/pdf",
    "application/zip",
    "text/plain",
    "text/html",
    "message/rfc822",
    "text/csv",
)
MARKDOWN, RTF, EPUB, MHTML, MBOX = (
    "text/markdown",
    "text/rtf",
    "application/epub+zip",
    "multipart/related",
    "application/mbox",
)
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (
    f"{OFFICE}wordprocessingml.document",
    f"{OFFICE}spreadsheetml.sheet",
    f"{OFFICE}presentationml.presentation",
)
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
DOC, XLS, PPT, MSG, PST = (
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.ms-outlook",
    "application/vnd.ms-outlook-pst",
)
ODF = "application/vnd.oasis.opendocument."
OPENDOCUMENT = tuple(
    f"{ODF}{kind}{flavour}"
    for kind in ("text", "spreadsheet", "presentation", "graphics")
    for flavour in ("", "-template")
)
WARC, WACZ, SEVEN_ZIP, RAR = (
    "application/warc",
    "application/wacz",
    "application/x-7z-compressed",
    "application/vnd.rar",
)
RECORDS = "application/json; records=text"
UNKNOWN = "application/octet-stream"
OLE = "application/x-ole-storage"
OLE_OBJECT = "application/x-ole-object"
LOCKED_OFFICE = "application/x-office-locked"
HEAD_BYTES = 8192

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"!BDN", PST),
    (0, b"{\\rtf", RTF),
    (0, b"WARC/", WARC),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (0, b"Rar!\x1a\x07", RAR),
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
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSB),
    ("ppt/presentation.xml", PPTX),
    ("META-INF/container.xml", EPUB),
)
OLE_PARTS = (
    ("EncryptedPackage", LOCKED_OFFICE),
    ("__properties_version1.0", MSG),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
    ("\x01Ole10Native", OLE_OBJECT),
    ("Package", OLE_OBJECT),
    ("CONTENTS", OLE_OBJECT),
)
"""A part at the top of the compound file; parts deeper down belong to files inside it."""
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HTML_TAGS = re.compile(r"<(?:p|div|br|a|h[1-6]|table|ul|span|article|meta|title)\b[^<>]*>", re.IGNORECASE)
XML_START = re.compile(r"\s*<\?xml\b|\s*<[a-z][\w:.-]*(?:\s[^<>]*)?>", re.IGNORECASE)
JSON_START = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*$)|\[\s*[{\[\"])")
JSON_TEXTS = (
    "text", "body", "content", "full_text", "fulltext", "article", "articleBody", "article_text", "story", "abstract",
    "summary",
)  # fmt: skip
"""What exports call the field that holds the words of an article, notice or message, the whole before the short."""
_FIELD = r'"(?:' + "|".join(JSON_TEXTS) + r')"\s*:\s*(?:\{\s*"rendered"\s*:\s*)?"(?:[^"\\]|\\.)'
JSON_RECORD = re.compile(_FIELD + r'{40}|^(?=.*"(?:title|headline|subject)"\s*:).*' + _FIELD + r"{8}", re.DOTALL)
"""A field of some length, or one of a few words beside a title."""
SAVED_PAGE = re.compile(
    r"^content-type:\s*multipart/related\b(?=.*?\btype=\"?(?:text/html|multipart/alternative))"
    r"|^from: <saved by|^snapshot-content-location:",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
FLAT_ODF = re.compile(
    r"<office:document\s[^>]*?office:mimetype=\"(application/vnd\.oasis\.opendocument\.[a-z-]+)\"", re.DOTALL
)
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
        return _ole_type(data)
    if media_type == "application/gzip":
        return WARC if _unpacked_head(data).startswith(b"WARC/") else media_type
    return media_type


def _unpacked_head(data: bytes) -> bytes:
    """Return the first bytes inside GZIP, none where it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:HEAD_BYTES], 16)
    except zlib.error:
        return b""


def _ole_type(data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as store:
            top = {entry[0] for entry in store.listdir(streams=True, storages=True)}
    except Exception:  # noqa: BLE001 - a damaged table of parts: what is left of their names decides
        top = {part for part, _ in OLE_PARTS if part.encode("utf-16-le") in data}
    return next((kind for part, kind in OLE_PARTS if part in top), OLE)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii").strip() or ZIP
    except Exception:  # noqa: BLE001 - whatever is wrong with the archive, its reader says it better
        names = {part for part, _ in ZIP_PARTS if part.encode("ascii") in data}
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return WACZ
    return next((kind for part, kind in ZIP_PARTS if part in names), ZIP)


def _text_type(head: str, suffix: str) -> str:
    """Tell the kinds of text apart by how they begin."""
    head = head.removeprefix("\ufeff")
    if _is_mail(head):
        return MHTML if SAVED_PAGE.search(_top(head)) else MAIL
    if structured := find_structured(head):
        return structured
    # Before markup is looked for: the words in a field may be a page's.
    return RECORDS if JSON_START.match(head) and JSON_RECORD.search(head) else _marked_type(head, suffix)


def _marked_type(head: str, suffix: str) -> str:
    """Tell mailboxes and markup from prose."""
    if re.match(r">?From \S+.*\r?\n>?[A-Za-z-]+:", head):
        return MBOX
    named_html = suffix in (".html", ".htm", ".xhtml")
    if HTML_START.match(head):
        return HTML
    if flat := FLAT_ODF.search(head):
        return flat[1]
    if XML_START.match(head) and not named_html and not HTML_TAGS.search(head):
        return "application/xml"
    if named_html or len(HTML_TAGS.findall(head)) >= 5:
        return HTML
    return _plain_type(head, suffix)


def _plain_type(head: str, suffix: str) -> str:
    """Tell lists and data from prose."""
    if JSON_START.match(head):
        return "application/json"
    if suffix in (".md", ".markdown"):
        return MARKDOWN
    return CSV if suffix in (".csv", ".tsv") else TEXT


def _top(head: str) -> str:
    """Return what stands above the first blank line."""
    return re.split(r"\r?\n\r?\n", head.lstrip("\r\n"), maxsplit=1)[0]


def _is_mail(head: str) -> bool:
    """Say whether text begins with header fields of mail, at least two that only mail has."""
    block = _top(head)
    if not HEADER.match(block):
        return False
    lines = [line for line in block.splitlines() if line[:1] not in (" ", "\t")]
    names = [match["name"].lower() for line in lines if (match := HEADER.match(line))]
    if len(names) < 0.9 * len(lines):
        return False
    known = MAIL_HEADERS.intersection(names)
    return len(known) >= 3 or ("mime-version" in known and len(known) >= 2) or {"from", "subject"} <= known
