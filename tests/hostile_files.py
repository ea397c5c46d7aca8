"""A folder of files that mean harm, made on the spot: cut, locked, packed, misnamed, endless, empty, huge."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import socket
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from corpus_files import PROSE, locked_zip, mailed, printed, tarred, written, zipped

PAGE = f"<html><head><title>A page</title></head><body><article><h1>A page</h1><p>{PROSE}</p></article></body></html>"
SHARES = (0.2, 1, 10, 25, 50, 75, 90, 99.5)
NAMES = (
    "имя файла.txt", "名前.txt", "이름.txt", "اسم الملف.txt", "שם.txt", "नाम.txt", "ชื่อ.txt", "όνομα.txt", "անուն.txt",
    "naïve café.txt", "e\u0301 apart.txt", "😀.txt", "new\nline.txt", "tab\t.txt", "a:b*c?d\"e<f>g|h.txt",
    "back\\slash.txt", "-rf.txt", "--help.txt", "$(reboot).txt", "`id`.txt", "%41%00.txt", "a!b!c.txt", "CON",
    "nul.txt", "trailing .txt ", "dots...", ".hidden", "...", "\u202egnp.txt", "\u200b.txt", "\x01\x7f.txt", "#*~.txt",
    "'quoted'.txt", "x" * 255,
)  # fmt: skip


def picture(width: int, height: int) -> bytes:
    """A PNG whose header promises so many points and holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def wholes() -> dict[str, bytes]:
    """One sound file of each kind, by ending."""
    memo = PROSE.encode()
    box = zipped([("memo.txt", memo), ("page.html", PAGE.encode())])
    return {
        "pdf": printed([[PROSE, f"Page {number}."] for number in range(3)]),
        "docx": written([PROSE, "A second paragraph."]),
        "eml": mailed("Cameras", PROSE, ("memo.txt", memo + b" Twice."), ("box.zip", box)),
        "zip": box,
        "tar": tarred({"memo.txt": memo + b" In a tape.", "page.html": PAGE.encode()}),
        "gz": gzip.compress(memo * 40, mtime=0),
        "bz2": bz2.compress(memo * 41),
        "xz": lzma.compress(memo * 42),
        "html": PAGE.encode(),
        "png": picture(40, 40),
        "json": json.dumps({"text": PROSE}).encode(),
    }


def small_files() -> Iterator[tuple[str, bytes]]:
    """Files of a few kilobytes at most, by name."""
    sound = wholes()
    for kind, data in sound.items():
        for share in SHARES:
            yield f"cut {share:04} of {kind}.{kind}", data[: max(1, int(len(data) * share / 100))]
        yield f"a {kind} that says it is text.txt", data
        yield f"a {kind} that says it is pdf.pdf", data
    for number, name in enumerate(NAMES):
        yield name, f"{PROSE} {number}".encode()
    yield "locked.pdf", printed([["A secret."]], encrypt="secret")
    yield "locked.zip", locked_zip()
    yield "zeros.zip", zipped([("zeros.txt", bytes(30_000_000))])
    yield "zeros.docx", zipped([("word/document.xml", bytes(30_000_000)), ("[Content_Types].xml", b"<a/>")])
    yield "zeros.gz", gzip.compress(bytes(30_000_000), mtime=0)
    deep = PROSE.encode() + b" At the bottom."
    for _ in range(30):
        deep = zipped([("in.zip", deep)])
    yield "thirty deep.zip", deep
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    entities = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><html><p>&l11;</p></html>'.encode()
    yield "laughs.xml", entities
    yield "laughs.html", entities
    yield "laughs.docx", zipped([("word/document.xml", entities), ("[Content_Types].xml", b"<a/>")])
    yield "outside.xml", b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    yield "climb.zip", zipped([("../../climb.txt", PROSE.encode() * 2), ("/etc/passwd", b"root of all, in words.")])
    yield "twice the same name.zip", zipped([("a.txt", b"First of a name."), ("a.txt", b"Second of a name.")])
    yield "links.tar", tarred({"a.txt": b"Beside a link."}, link="passwd")
    yield "nothing in it.zip", zipped([])
    yield "huge picture.png", picture(60_000, 60_000)
    yield "mail in mail.eml", b"From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 60
    yield "levels.html", b"<html><body>" + b"<div>" * 50 + b"</div>" * 50
    yield "thousands of levels.html", b"<html><body>" + b"<div>" * 20_000 + b"bottom"
    yield "brackets.json", b"[" * 100_000
    yield "long line.txt", b"word " * 200_000
    yield "no word.txt", b"x" * 300_000
    yield "many columns.csv", b",".join(b"c%d" % n for n in range(20_000)) + b"\n1,2\n"
    yield "empty.txt", b""
    yield "blank.txt", b" \n" * 500
    yield "byte order mark.txt", b"\xef\xbb\xbf"
    yield "nul.bin", bytes(5000)
    yield "noise.bin", bytes((n * 7919 + n // 251) % 256 for n in range(5000))
    yield "bad utf-8.txt", b"Abc \xff\xfe\xfd def. " * 9
    yield "half utf-16.txt", "café in two bytes".encode("utf-16")[:-1]
    yield "surrogate.txt", b"\xed\xa0\x80 alone in UTF-8. " * 5
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 9
    yield "rtf.rtf", b"{\\rtf1 " + b"{\\b" * 9000
    yield "program", b"\x7fELF" + bytes(500)
    yield from cunning_files()


def overlapping() -> bytes:
    """A ZIP of 40 entries that all point at the same packed bytes, as bombs without nesting do."""
    box = zipped([("a.txt", bytes(1_000_000))])
    start = box.index(b"PK\x01\x02")
    end = box.index(b"PK\x05\x06")
    listed = b"".join(box[start:end].replace(b"a.txt", b"%05d" % number) for number in range(40))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 40, 40, len(listed), start, 0)
    return box[:start] + listed + tail


def looped_pdf() -> bytes:
    """A PDF whose tree of pages is a child of itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def looped_ole() -> bytes:
    """An OLE file whose chain of sectors leads back to its start."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    return bytes(head) + struct.pack("<128I", *([0xFFFFFFFD, 1] + [1] * 126)) + bytes(512)


def cunning_files() -> Iterator[tuple[str, bytes]]:
    """Files that lead in circles, promise more than they hold, or are named like what they must not be."""
    yield "overlapping.zip", overlapping()
    yield "looped pages.pdf", looped_pdf()
    yield "looped sectors.doc", looped_ole()
    yield "looped sectors.msg", looped_ole()
    yield "looped.tif", b"II*\x00\x08\x00\x00\x00" + struct.pack("<HHHIII", 1, 256, 4, 1, 10, 8)
    yield "zeros.bz2", bz2.compress(bytes(30_000_000))
    yield "zeros.xz", lzma.compress(bytes(30_000_000))
    yield "zeros.tar.gz", gzip.compress(tarred({"zeros.txt": bytes(30_000_000)}), mtime=0)
    yield "zeros.xlsx", zipped([("xl/workbook.xml", bytes(30_000_000)), ("[Content_Types].xml", b"<a/>")])
    yield (
        "zeros.odt",
        zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", bytes(3 * 10**7))]),
    )
    yield (
        "devices.zip",
        zipped([("CON", b"A console."), ("nul.txt", b"Nothing."), ("/dev/null", b"Gone."), ("C:\\x.txt", b"D.")]),
    )
    yield (
        "names.zip",
        zipped([(name, f"Packed {at}. {PROSE}".encode()) for at, name in enumerate(NAMES) if name != "..."]),
    )
    yield "promises.gz", gzip.compress(b"Little.", mtime=0)[:-4] + b"\xff\xff\xff\x7f"
    yield "comment.png", picture(20, 20)[:33] + b"\x00\x00\xff\xffzTXt" + bytes(40)
    yield "no boundary.eml", b"From: a@b\nContent-Type: multipart/mixed\n\n" + b"--\n" * 2000
    yield "same boundary.eml", b"From: a@b\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 200
    yield "endless head.eml", b"From: a@b\nSubject: " + b"=?utf-8?q?" * 20_000 + b"\n\nText."
    yield "half a box.mbox", b"From a@b Mon Jan  1 00:00:00 2001\nSubject: x\n\nText.\n\nFrom " + bytes(50)
    yield "quotes.csv", b'a,b\n"' + b'x,"",y\n' * 4000
    yield "numbers.json", b'{"text": "' + PROSE.encode() + b'", "n": ' + b"9" * 50_000 + b"}"
    yield "utf-32.txt", PROSE.encode("utf-32")
    yield "utf-7.html", b"<html><meta charset=utf-7><p>+ADw-script+AD4-" + PROSE.encode()
    yield "unknown charset.html", b"<html><meta charset=x-nobody-knows><p>" + PROSE.encode()
    yield (
        "attributes.html",
        b"<html><body><p " + b" ".join(b"a%d='x'" % n for n in range(20_000)) + b">" + PROSE.encode(),
    )
    yield "cut.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x"
    yield "negative.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nabc"
    yield "no store.pst", b"!BDN" + bytes(2000)
    yield "seven.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(200)
    yield "rar.rar", b"Rar!\x1a\x07\x01\x00" + bytes(200)


def large_files() -> Iterator[tuple[str, bytes]]:
    """Files that would fill memory, disk or an afternoon."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(bytes(10_000_000)) for _ in range(100)) + packer.flush()
    yield "a gigabyte of zeros in a megabyte.gz", packed
    yield "900 pages.pdf", printed([[f"Page {number} of a long contract.", PROSE] for number in range(900)])
    yield "100 MB of text.txt", b"".join(f"{number} {PROSE}\n\n".encode() for number in range(1_180_000))
    attachments = ((f"{number}.txt", f"Attachment {number}. {PROSE}".encode()) for number in range(1000))
    yield "a thousand attachments.eml", mailed("Many", PROSE, *attachments)
    inner = zipped([(f"{number}.txt", bytes(9_000_000)) for number in range(40)])
    yield "bomb of bombs.zip", zipped([(f"{number}.zip", inner + bytes([number])) for number in range(20)])


def fill(folder: Path, *, large: bool) -> int:
    """Write them all into a folder, with links, pipes and sockets, and return how many there are."""
    folder.mkdir(parents=True)
    for name, data in small_files():
        (folder / name).write_bytes(data)
    for name, data in large_files() if large else ():
        (folder / name).write_bytes(data)
    Path(os.fsdecode(os.fsencode(folder) + b"/not text \xff\xfe.txt")).write_bytes(b"The name is no text.")
    (folder / "sub" / "again").mkdir(parents=True)
    (folder / "sub" / "again" / "copy.txt").write_bytes(PROSE.encode() + b" 1")
    for name, target in (
        ("out", "/etc"),
        ("nowhere", "gone"),
        ("round", "."),
        ("round2", "sub"),
        ("file", "blank.txt"),
    ):
        (folder / name).symlink_to(target)
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may have 107 bytes
        try:
            door.bind("door")
        finally:
            os.chdir(here)
    return sum(1 for _ in folder.rglob("*"))
