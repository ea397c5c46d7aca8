"""The readers, one file per format; `READERS` is the whole list, and what is not in it ends with a plain reason."""

from __future__ import annotations

from corpus.readers import archive, listing, mail, pdf, picture, plain, webpage, word
from corpus.readers.reading import Reader
from corpus.sniff import CSV, DOCX, HTML, MAIL, PDF, TEXT, ZIP

READERS: tuple[Reader, ...] = (
    Reader("plain text", (TEXT,), plain.read),
    Reader("web page", (HTML, "application/xml", "application/xhtml+xml"), webpage.read),
    Reader("PDF", (PDF,), pdf.read),
    Reader("Word", (DOCX,), word.read),
    Reader("mail", (MAIL,), mail.read),
    Reader("list", (CSV,), listing.read),
    Reader("picture", picture.MEDIA_TYPES, picture.read),
    Reader("ZIP archive", (ZIP,), archive.read_zip),
    Reader("TAR archive", ("application/x-tar",), archive.read_tar),
    Reader("compressed file", ("application/gzip", "application/x-bzip2", "application/x-xz"), archive.read_compressed),
)

CANNOT_YET = "{name} cannot be read yet; {advice} and add that."
SAVE_AS_PDF = "save it as PDF or DOCX"
UNREADABLE: dict[str, str] = {
    "application/msword": CANNOT_YET.format(name="Old Word files (.doc)", advice=SAVE_AS_PDF),
    "text/rtf": CANNOT_YET.format(name="Rich text files (.rtf)", advice=SAVE_AS_PDF),
    "application/vnd.ms-excel": CANNOT_YET.format(name="Old Excel files (.xls)", advice="save it as CSV"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": CANNOT_YET.format(
        name="Excel files (.xlsx)", advice="save each sheet as CSV"
    ),
    "application/vnd.oasis.opendocument.text": CANNOT_YET.format(name="OpenDocument files (.odt)", advice=SAVE_AS_PDF),
    "application/vnd.oasis.opendocument.spreadsheet": CANNOT_YET.format(
        name="OpenDocument sheets (.ods)", advice="save each sheet as CSV"
    ),
    "application/vnd.ms-powerpoint": CANNOT_YET.format(name="Old PowerPoint files (.ppt)", advice="save it as PDF"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": CANNOT_YET.format(
        name="PowerPoint files (.pptx)", advice="save it as PDF"
    ),
    "application/epub+zip": CANNOT_YET.format(name="Electronic books (.epub)", advice="save it as PDF"),
    "application/x-ole-storage": CANNOT_YET.format(name="Old Office files of this kind", advice="save it as PDF"),
    "application/vnd.ms-outlook": CANNOT_YET.format(
        name="Outlook messages (.msg)", advice="save it from Outlook as .eml or PDF"
    ),
    "application/vnd.ms-outlook-pst": CANNOT_YET.format(
        name="Outlook mailboxes (.pst)", advice="export its messages as .eml files"
    ),
    "application/mbox": CANNOT_YET.format(name="Mailboxes (mbox)", advice="export its messages as .eml files"),
    "application/json": CANNOT_YET.format(name="JSON data", advice="save what matters in it as text or CSV"),
    "application/x-7z-compressed": CANNOT_YET.format(name="7z archives", advice="unpack it, or pack it as ZIP,"),
    "application/vnd.rar": CANNOT_YET.format(name="RAR archives", advice="unpack it, or pack it as ZIP,"),
}
OTHERWISE = (
    "This is no kind of file that can be read (it looks like {media_type}). "
    "Text, web pages, PDF, DOCX, mail (.eml), CSV, ZIP and TAR can be read: save it as one of these and add it again."
)
UNKNOWN = (
    "The bytes are no text and no kind of file that can be read: it is damaged, encrypted or of an unknown kind. "
    "Text, web pages, PDF, DOCX, mail (.eml), CSV, ZIP and TAR can be read."
)


def find_reader(media_type: str) -> Reader | None:
    """Return the reader of a media type."""
    return next((reader for reader in READERS if media_type in reader.media_types), None)


def why_unreadable(media_type: str) -> str:
    """Return the sentence that says why files of this type are not read, and what to do."""
    if media_type == "application/octet-stream":
        return UNKNOWN
    return UNREADABLE.get(media_type) or OTHERWISE.format(media_type=media_type)
