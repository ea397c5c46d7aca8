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
