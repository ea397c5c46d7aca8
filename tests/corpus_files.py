"""Files for the tests of the corpus, made on the spot: ordinary ones and hostile ones."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import warnings
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.blobs import BlobStore
from corpus.database import Database, open_database
from corpus.ingest import ingest
from corpus.options import IngestOptions
from corpus.records import Ingested
from corpus.store import DocumentStore

PROSE = "The council bought the cameras in March, and nobody asked who had made them."


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive; names may repeat."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # names that repeat are meant here
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def locked_zip() -> bytes:
    """A ZIP archive whose one member is marked as encrypted."""
    data = bytearray(zipped([("secret.txt", b"hidden")]))
    data[6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


def tarred(members: dict[str, bytes], *, link: str | None = None) -> bytes:
    """A TAR archive, with a symbolic link of that name if asked."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if link:
            info = tarfile.TarInfo(link)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return buffer.getvalue()


def printed(pages: list[list[str]], *, encrypt: str | None = None) -> bytes:
    """A PDF with these lines on its pages, from the top down."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 770 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(paragraphs: list[str]) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mailed(subject: str, body: str, *attachments: tuple[str, bytes]) -> bytes:
    """A mail message."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann Lee <ann@example.org>", "bo@example.org", subject
    message["Date"] = "Tue, 02 Mar 2021 10:00:00 +0000"
    message.set_content(body)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def ordinary(folder: Path) -> None:
    """Write a folder of files that can be read, some of them packed, some twice."""
    memo = b"A memo.\n\n" + PROSE.encode()
    (folder / "sub").mkdir(parents=True)
    (folder / "memo.txt").write_bytes(memo)
    (folder / "sub" / "copy of memo.txt").write_bytes(memo)
    (folder / "page.html").write_text(f"<html><body><h1>A page</h1><p>{PROSE}</p></body></html>", "utf-8")
    (folder / "list.csv").write_bytes(b"name,date\nAcme Ltd,2019\nBeta GmbH,2020\n")
    (folder / "mail.eml").write_bytes(
        mailed("Contract", PROSE, ("contract.pdf", printed([["A contract."]])), ("memo.txt", memo))
    )
    inner = zipped([("deep.txt", b"Deep inside. " + PROSE.encode()), ("../../climb.txt", b"Climbing. " * 9)])
    (folder / "box.zip").write_bytes(
        zipped([("inner.zip", inner), ("memo.txt", memo), ("letter.docx", written([PROSE]))])
    )
    (folder / "sub" / "box again.zip").write_bytes((folder / "box.zip").read_bytes())
    (folder / "old.tar.gz").write_bytes(gzip.compress(tarred({"a.txt": b"In a tarball. " * 3}), mtime=0))


def hostile(folder: Path) -> None:
    """Write a folder of files that must each end as a reason, or be read in spite of themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    pdf, word = printed([["One line of text."]] * 3), written([PROSE])
    mail, box = mailed("Subject", PROSE), zipped([("a.txt", b"a" * 5000), ("b.txt", b"b" * 5000)])
    files: dict[str, bytes] = {
        "empty.txt": b"",
        ".hidden": b"",
        "blank.txt": b" \n\t\r\n",
        "noise.bin": bytes((i * 7919) % 256 for i in range(5000)),
        "noise.pdf": b"%PDF-1.7\n" + bytes((i * 7919) % 256 for i in range(5000)),
        "zeros": bytes(100_000),
        "locked.pdf": printed([["secret"]], encrypt="password"),
        "locked.zip": locked_zip(),
        "bomb.zip": zipped([("zeros.txt", bytes(30_000_000))]),
        "bomb.gz": gzip.compress(bytes(30_000_000), mtime=0),
        "bomb.docx": zipped([("[Content_Types].xml", b""), ("word/document.xml", b" " * 30_000_000)]),
        "nothing.zip": zipped([]),
        "folders only.zip": zipped([("a/", b"")]),
        "same names.zip": zipped([("a.txt", b"first " * 9), ("a.txt", b"second " * 9), ("a.txt", b"first " * 9)]),
        "links.tar": tarred({"a.txt": b"A file. " * 5}, link="link"),
        "names.zip": zipped([("/etc/passwd", b"x " * 9), ("..\\..\\up.txt", b"y " * 9), ("a\x01b\n.txt", b"z " * 9)]),
        "laughs.html": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><p>&b;</p></html>',
        "deep.html": b"<html><body>" + b"<div>" * 20_000 + b"bottom",
        "nothing.html": b"<html><head><script>x()</script></head><body></body></html>",
        "deep.json": b"[" * 50_000,
        "fake.docx": zipped([("word/document.xml", b"<not xml"), ("[Content_Types].xml", b"<a>")]),
        "entities.docx": zipped([("word/document.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')]),
        "headers.eml": b"From: \xff\xfe\nSubject: =?utf-8?b?####?=\nDate: never\nMIME-Version: 1.0\n\nbody\n",
        "nested.eml": b"From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 60,
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 9,
        "mailbox.pst": b"!BDN" + bytes(500),
        "sheet.xlsx": zipped([("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]),
        "program": b"\x7fELF" + bytes(500),
        "half utf-16.txt": "caf\u00e9 in two bytes".encode("utf-16")[:-1],
        "bad utf-8.txt": b"Abc \xff\xfe\xfd def " * 5,
        "\u540d\u524d \u0438\u043c\u044f '\"&?#.txt": PROSE.encode(),
    }
    for whole, name in ((pdf, "pdf"), (word, "docx"), (mail, "eml"), (box, "zip")):
        for share in (1, 10, 50, 90, 99):
            files[f"cut at {share:02}.{name}"] = whole[: len(whole) * share // 100]
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "way out").symlink_to("/etc")
    (folder / "way to nothing").symlink_to("nowhere")
    (folder / "way round").symlink_to(".")
    (folder / "way to a file").symlink_to("cut at 99.pdf")
    os.mkfifo(folder / "pipe")


class Workspace:
    """A workspace in a folder, for one test."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.database: Database = open_database(folder / "threadline.db")
        self.store = DocumentStore(self.database)
        self.blobs = BlobStore(folder / "originals")

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def add(self, *paths: Path, options: IngestOptions | None = None) -> list[Ingested]:
        """Add these paths and return what became of every input."""
        return list(ingest(paths, self.store, self.blobs, options))

    def state(self) -> tuple[object, ...]:
        """Everything the workspace holds, times apart: equal workspaces have equal states."""
        documents = [self.store.get_document(document_id) for document_id in self.store.document_ids()]
        return documents, list(self.store.ledger()), list(self.blobs.hashes())
