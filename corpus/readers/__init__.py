"""The readers, one file per format; `READERS` is the whole list, and what is not in it ends with a plain reason.

The table of formats in README is written from this list (`python -m corpus.readers`), and a test compares them.
"""

from __future__ import annotations

from corpus import structured
from corpus.readers import (
    archive,
    book,
    jsonrecords,
    listing,
    lockedoffice,
    mail,
    mailbox,
    markdown,
    oldoffice,
    oleobject,
    opendocument,
    outlook,
    packed,
    pdf,
    picture,
    plain,
    richtext,
    savedpage,
    sheets,
    slides,
    webarchive,
    webpage,
    word,
)
from corpus.readers.awards import eforms, ocds
from corpus.readers.lists import american, eu, ftm, ofac, ofac_xml, parts, uk, un
from corpus.readers.reading import Reader
from corpus.sniff import (
    CSV,
    DOC,
    DOCX,
    EPUB,
    HTML,
    LOCKED_OFFICE,
    MAIL,
    MARKDOWN,
    MBOX,
    MHTML,
    MSG,
    OLE_OBJECT,
    OPENDOCUMENT,
    PDF,
    PPT,
    PPTX,
    PST,
    RAR,
    RECORDS,
    RTF,
    SEVEN_ZIP,
    TEXT,
    WACZ,
    WARC,
    XLS,
    XLSB,
    XLSX,
    ZIP,
)  # fmt: skip

READERS: tuple[Reader, ...] = (
    Reader("plain text", (TEXT,), plain.read, (".txt",), "charset-normalizer",
           kept="paragraphs, in any encoding; hard-wrapped lines are joined"),
    Reader("Markdown", (MARKDOWN,), markdown.read, (".md", ".markdown"), "markdown-it-py",
           kept="headings, lists and tables without their marks; the fields on top"),
    Reader("web page", (HTML, "application/xml", "application/xhtml+xml"), webpage.read, (".html", ".htm", ".xhtml"),
           "trafilatura, lxml",
           kept="the main text with headings, lists and tables; title, author, publisher, date, language; menus and "
           "adverts are left out, appeals and teasers marked as not part of the story"),
    Reader("saved page", (MHTML,), savedpage.read, (".mhtml", ".mht"), "trafilatura, lxml",
           kept="as a web page, with its address and when it was saved; documents saved with it"),
    Reader("web archive", (WARC,), webarchive.read_warc, (".warc", ".warc.gz"), "warcio",
           kept="every page and document that was fetched, with address and time"),
    Reader("packed web archive", (WACZ,), webarchive.read_wacz, (".wacz",), "warcio", kept="the web archives in it"),
    Reader("PDF", (PDF,), pdf.read, (".pdf",), "pdfplumber",
           kept="pages, columns in reading order, tables as rows, footnotes behind the text of their page; running "
           "heads and page numbers left out, broken lines and words joined, with a map back to the place on the page; "
           "files attached to it"),
    Reader("Word", (DOCX,), word.read, (".docx", ".docm"), "python-docx",
           kept="paragraphs, headings, tables and notes in order; embedded files as documents of their own"),
    Reader("old Word", (DOC,), oldoffice.read_doc, (".doc",), "", needs="libreoffice-writer, antiword or catdoc",
           kept="as Word with LibreOffice, else paragraphs"),
    Reader("OpenDocument", OPENDOCUMENT, opendocument.read, (".odt", ".ods", ".odp"), "lxml",
           kept="paragraphs, headings, tables, notes; sheets as rows; slides as pages"),
    Reader("rich text", (RTF,), richtext.read, (".rtf",), "striprtf", kept="paragraphs, tables as rows"),
    Reader("Excel", (XLSX,), sheets.read_new, (".xlsx", ".xlsm"), "openpyxl",
           kept="every sheet, hidden ones too, a row a line; values as last computed"),
    Reader("old Excel", (XLS,), sheets.read_old, (".xls",), "xlrd", kept="as Excel"),
    Reader("binary Excel", (XLSB,), oldoffice.read_xlsb, (".xlsb",), "", needs="libreoffice-calc", kept="as Excel"),
    Reader("list", (CSV,), listing.read, (".csv", ".tsv"), "", kept="a row a line"),
    Reader("texts as JSON", (RECORDS,), jsonrecords.read, (".json", ".jsonl", ".ndjson"), "ijson",
           kept="a document an object that has a field of text; its title, date, address, publisher, authors"),
    Reader("PowerPoint", (PPTX,), slides.read, (".pptx", ".pptm"), "python-pptx",
           kept="slides as pages: title, text, tables, speaker's notes; embedded files as documents of their own"),
    Reader("old PowerPoint", (PPT,), oldoffice.read_ppt, (".ppt",), "", needs="libreoffice-impress",
           kept="as PowerPoint"),
    Reader("embedded object", (OLE_OBJECT,), oleobject.read, (".bin",), "olefile", kept="the file inside"),
    Reader("locked Office file", (LOCKED_OFFICE,), lockedoffice.read, (".docx", ".xlsx", ".pptx"), "msoffcrypto-tool",
           kept="the file inside, where its password is given"),
    Reader("electronic book", (EPUB,), book.read, (".epub",), "lxml",
           kept="chapters in order; title, author, publisher, date, language"),
    Reader("mail", (MAIL,), mail.read, (".eml",), "",
           kept="subject, sender, recipients, date and text; attachments as documents of their own"),
    Reader("Outlook message", (MSG,), outlook.read, (".msg",), "olefile", kept="as mail"),
    Reader("mailbox", (MBOX,), mailbox.read_mbox, (".mbox",), "", kept="every message as mail"),
    Reader("Outlook mailbox", (PST,), mailbox.read_pst, (".pst",), "", needs="pst-utils",
           kept="every message as mail, by folder, deleted ones too"),
    Reader("picture", picture.MEDIA_TYPES, picture.read,
           (".png", ".jpg", ".gif", ".tif", ".bmp", ".jp2", ".webp", ".ppm"), "Pillow",
           needs="tesseract-ocr or the Python package rapidocr-onnxruntime", kept="its text, a page a frame"),
    Reader("ZIP archive", (ZIP,), archive.read_zip, (".zip",), "",
           kept="every file inside, within limits of depth, number, size and ratio"),
    Reader("TAR archive", ("application/x-tar",), archive.read_tar, (".tar", ".tar.gz", ".tgz"), "",
           kept="as ZIP archive"),
    Reader("7z archive", (SEVEN_ZIP,), packed.read_7z, (".7z",), "py7zr", kept="as ZIP archive"),
    Reader("RAR archive", (RAR,), packed.read_rar, (".rar",), "rarfile", needs="unar", kept="as ZIP archive"),
    Reader("compressed file", ("application/gzip", "application/x-bzip2", "application/x-xz"), archive.read_compressed,
           (".gz", ".bz2", ".xz"), "", kept="the file inside"),
    Reader("OFAC list", (structured.OFAC_CSV,), ofac.read, (".csv",), "",
           kept="an entry a page with programme, aliases, numbers, births, links; `alt.csv`, `add.csv` and "
           "`sdn_comments.csv` beside it are read into it"),
    Reader("OFAC aliases", (structured.OFAC_ALIASES,), ofac.read_aliases, (".csv",), "",
           kept="the aliases of each number, where they come without their list"),
    Reader("OFAC list, XML", (structured.OFAC_XML,), ofac_xml.read, (".xml",), "lxml", kept="as OFAC list"),
    Reader("Denied Persons List", (structured.DENIED_PERSONS,), american.read_denied, (".txt",), "",
           kept="an order a page with dates, addresses and citations"),
    Reader("Consolidated Screening List", (structured.SCREENING_LIST,), american.read_screening, (".csv",), "",
           kept="an entry a page, under the office that listed it"),
    Reader("UN sanctions list", (structured.UN_XML,), un.read, (".xml",), "lxml", kept="an entry a page"),
    Reader("EU sanctions list", (structured.EU_XML,), eu.read_xml, (".xml",), "lxml", kept="an entry a page"),
    Reader("EU sanctions list, CSV", (structured.EU_CSV,), eu.read_csv, (".csv",), "", kept="an entry a page"),
    Reader("UK sanctions list", (structured.UK_CSV,), uk.read, (".csv",), "",
           kept="an entry a page; the Consolidated List of targets too"),
    Reader("FollowTheMoney", (structured.FOLLOW_THE_MONEY,), ftm.read, (".json",), "",
           kept="a party a page with its sanctions and owners, as OpenSanctions publishes them"),
    Reader("part of a list", (structured.LIST_PART,), parts.read_part, (), "", kept="a hundred entries of a long list"),
    Reader("contracting data", (structured.OCDS,), ocds.read, (".json",), "ijson",
           kept="a contract or award a page, of the Open Contracting Data Standard"),
    Reader("TED notice", (structured.EFORMS,), eforms.read, (".xml",), "lxml, pycountry",
           kept="a contract a page: buyer, supplier, amount, lots; eForms"),
)  # fmt: skip

CANNOT_YET = "{name} cannot be read yet; {advice} and add that."
UNREADABLE: dict[str, str] = {
    "application/x-ole-storage": "This is an old Office or Outlook file, damaged or of a kind that cannot be read. "
    "If it opens in the program it was made with, save it from there as PDF and add that.",
    "application/json": "The JSON data holds no field of text that is known, and is no list of sanctions or notice of "
    "contracts. Save what matters in it as text or CSV and add that.",
    "application/vnd.sqlite3": CANNOT_YET.format(name="Databases (SQLite)", advice="save its tables as CSV"),
    "video/mp4": CANNOT_YET.format(name="Films and sound", advice="have what is said written down"),
    "audio/mpeg": CANNOT_YET.format(name="Films and sound", advice="have what is said written down"),
}
CAN_BE_READ = "What can be read is listed in README.md: text, web pages, PDF, Office files, mail, pictures, archives."
OTHERWISE = (
    "This is no kind of file that can be read (it looks like {media_type}). Save it as one that can and add it again. "
    + CAN_BE_READ
)
UNKNOWN = (
    "The bytes are no text and no kind of file that can be read: it is damaged, encrypted or of an unknown kind. "
    + CAN_BE_READ
)


def find_reader(media_type: str) -> Reader | None:
    """Return the reader of a media type."""
    return next((reader for reader in READERS if media_type in reader.media_types), None)


def why_unreadable(media_type: str) -> str:
    """Return the sentence that says why files of this type are not read, and what to do."""
    if media_type == "application/octet-stream":
        return UNKNOWN
    return UNREADABLE.get(media_type) or OTHERWISE.format(media_type=media_type)
