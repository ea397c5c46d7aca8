"""Mailboxes, Outlook messages, saved pages, web archives, 7z and RAR: what comes out, and what cannot."""

from __future__ import annotations

import contextlib
import gzip
import shutil

import pytest
from corpus_files import PROSE, mailed, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_files import compound, mailbox, outlook_message, rar, saved_page, seven_zip, web_archive

from corpus.errors import UnreadableError
from corpus.readers import archive, find_reader, mail, outlook, packed, savedpage, webarchive
from corpus.readers import mailbox as mailboxes
from corpus.readers.programs import READPST, UNAR, Program, Workplace, is_installed, run
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.sniff import MBOX, MHTML, MSG, RAR, SEVEN_ZIP, WACZ, WARC, sniff

PAGE = f"<html><head><title>Cameras</title></head><body><h1>Cameras</h1><p>{PROSE}</p><p>{PROSE}</p></body></html>"


def read(data: bytes, hint: Hint | None = None) -> Reading:
    """The file read by the reader of its type, told from the bytes."""
    reader = find_reader(sniff(data))
    assert reader is not None, sniff(data)
    return reader.read(data, hint or Hint())


def members(data: bytes, hint: Hint | None = None) -> list[Attachment]:
    """What is packed in a file."""
    return list(read(data, hint).attachments)


def test_a_mailbox_gives_its_messages() -> None:
    """Messages are parted only where one begins; a quoted `From` inside loses its mark."""
    first = mailed("One", "Hello.\n>From the start, nobody asked.\n\nFrom then on it was late.\n")
    data = mailbox(first, mailed("Two", "Hello again."))
    assert sniff(data) == MBOX
    found = members(data)
    assert [mail.read(member.data, Hint()).title for member in found] == ["One", "Two"]
    assert b"\nFrom the start" in found[0].data
    assert b"\nFrom then on" in found[0].data


def test_an_outlook_message_is_read_as_mail() -> None:
    """Sender, recipients, time, subject and body come from its properties."""
    streams = outlook_message(
        t0037="Cameras", t0C1A="Ann Lee", t5D01="ann@example.org", t0E04="Bo; Cy", t1000=f"{PROSE}\r\n", t1035="<1@x>"
    )
    reading = read(compound(streams))
    assert (reading.title, reading.date, reading.authors) == ("Cameras", "2021-05-03", ("Ann Lee <ann@example.org>",))
    assert reading.text.endswith(PROSE)
    assert "To: Bo; Cy" in reading.text
    assert dict(reading.metadata)["date read from"] == "Date header"


def test_an_outlook_message_with_only_a_page_or_rich_text() -> None:
    """Where there is no plain body, the page or the rich text is read."""
    page = outlook_message(t0037="Page") | {"__substg1.0_10130102": b"<p>One</p><p>Two</p>"}
    assert read(compound(page)).text.endswith("One\n\nTwo")
    import compressed_rtf

    rich = outlook_message(t0037="Rich") | {
        "__substg1.0_10090102": compressed_rtf.compress(b"{\\rtf1 Rich body.\\par}")
    }
    assert read(compound(rich)).text.endswith("Rich body.")


def test_files_and_messages_in_an_outlook_message_are_attached() -> None:
    """A file keeps its name; a message inside becomes mail with everything in it."""
    inner = {
        f"__substg1.0_3701000D/{name}": data for name, data in outlook_message(t0037="Inner", t1000="Within.").items()
    }
    nested = {
        "__substg1.0_3701000D/__attach_version1.0_#00000000/__substg1.0_3707001F": "deep.txt".encode("utf-16-le"),
        "__substg1.0_3701000D/__attach_version1.0_#00000000/__substg1.0_37010102": b"Deep inside.",
    }
    streams = outlook_message(t0037="Outer", t1000="Outside.") | {
        "__attach_version1.0_#00000000/__substg1.0_3707001F": "list.csv".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_37010102": b"a,b\n",
        **{f"__attach_version1.0_#00000001/{name}": data for name, data in (inner | nested).items()},
        "__attach_version1.0_#00000002/__substg1.0_3001001F": "far.doc".encode("utf-16-le"),
    }
    file, message, link = members(compound(streams))
    assert (file.name, file.data) == ("list.csv", b"a,b\n")
    within = mail.read(message.data, Hint())
    assert (within.title, [part.data for part in within.attachments]) == ("Inner", [b"Deep inside."])
    assert (link.name, "only a link" in link.reason) == ("far.doc", True)
    assert message.data == members(compound(streams))[1].data


def test_a_message_with_an_old_office_file_in_it_is_a_message() -> None:
    """The parts at the top decide, not what the bytes of an attachment hold."""
    streams = outlook_message(t0037="x") | {
        "__attach_version1.0_#00000000/__substg1.0_37010102": "WordDocument".encode("utf-16-le") * 300
    }
    assert sniff(compound(streams)) == MSG


def test_a_saved_page_is_read_as_a_page() -> None:
    """Its address and the day are kept; what dresses it is counted, documents in it are attached."""
    data = saved_page(
        PAGE,
        ("text/css", "https://courier.example/x.css", b"p{}"),
        ("image/png", "https://courier.example/x.png", b"\x89PNG"),
        ("text/html", "https://ads.example/", b"<p>Buy!</p>"),
        ("application/pdf", "https://courier.example/a.pdf", b"%PDF-1.4 x"),
    )
    assert sniff(data) == MHTML
    reading = read(data)
    assert (reading.title, reading.text.count(PROSE)) == ("Cameras", 2)
    told = dict(reading.metadata)
    assert (told["address"], told["retrieved"]) == ("https://courier.example/cameras", "2021-05-03")
    assert told["parts left in the original"] == "1 image/png, 1 text/css, 1 text/html"
    assert [member.name for member in reading.attachments] == ["https://courier.example/a.pdf"]
    with pytest.raises(UnreadableError, match="holds no page"):
        savedpage.read(data.replace(b"Content-Type: text/html", b"Content-Type: text/x"), Hint())


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_web_archive_gives_its_pages(*, is_packed: bool) -> None:
    """Pages come with address and time; what is no page stays in the original, and the ledger says so."""
    data = web_archive(
        ("https://courier.example/a!b", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("https://courier.example/gone", "404 Not Found", "text/html", b"gone"),
        ("https://courier.example/x.css", "200 OK", "text/css", b"p{}"),
        ("https://courier.example/a.pdf", "200 OK", "application/pdf", b"%PDF-1.4 x"),
        packed=is_packed,
    )
    assert sniff(data) == WARC
    page, document = members(data)
    assert (page.name, page.data, page.encoding) == ("https://courier.example/a%21b", PAGE.encode(), "utf-8")
    assert dict(page.metadata)["retrieved"] == "2021-05-03T10:00:00Z"
    assert document.data.startswith(b"%PDF")
    assert "stay in the original" in read(data).note
    whole = zipped([("datapackage.json", b"{}"), ("archive/data.warc.gz", data), ("indexes/index.cdx.gz", b"x")])
    assert sniff(whole) == WACZ
    assert [member.name for member in members(whole)] == ["archive/data.warc.gz"]


def test_a_page_that_unpacks_too_far_is_refused_alone() -> None:
    """One page in an archive may be a bomb; the others are read."""
    data = web_archive(
        ("https://x.example/1", "200 OK", "text/html", bytes(3_000_000)),
        ("https://x.example/2", "200 OK", "text/html", b"x"),
    )
    first, second = members(data, Hint(free_bytes=1_000_000, ratio=10))
    assert "more than is safe" in first.reason
    assert second.data == b"x"


def test_a_7z_archive_gives_its_members() -> None:
    """Members come in order, climbing names only as names; a bomb is refused by itself."""
    data = seven_zip({"a.txt": b"a", "b/c.txt": PROSE.encode(), "zeros": bytes(3_000_000)})
    assert sniff(data) == SEVEN_ZIP
    first, second, bomb = members(data, Hint(free_bytes=1_000_000))
    assert (first.name, first.data) == ("a.txt", b"a")
    assert (second.name, second.data) == ("b/c.txt", PROSE.encode())
    assert "more than is safe" in bomb.reason


def test_locked_archives_open_with_a_password_that_is_given() -> None:
    """Without it, the reason names the option."""
    data = seven_zip({"a.txt": PROSE.encode()}, password="sesame")
    with pytest.raises(UnreadableError, match="--password"):
        packed.read_7z(data, Hint(passwords=("wrong",)))
    (member,) = members(data, Hint(passwords=("wrong", "sesame")))
    assert member.data == PROSE.encode()


def test_a_rar_archive_gives_its_members() -> None:
    """Stored members need no program; a damaged one is a reason of its own."""
    data = rar({"a.txt": b"a", "../b.txt": PROSE.encode()})
    assert sniff(data) == RAR
    assert [(member.name, member.data) for member in members(data)] == [("a.txt", b"a"), ("../b.txt", PROSE.encode())]
    spoilt = data.replace(PROSE.encode(), PROSE.upper().encode())
    assert "damaged" in members(spoilt)[1].reason
    assert "damaged" in members(data[:-30])[-1].reason
    with pytest.raises(UnreadableError, match="damaged"):
        packed.read_rar(data[:25], Hint())


def test_a_rar_archive_without_a_program_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compressed needs a program, and the reason names its package."""
    import rarfile

    def missing(*_: object, **__: object) -> None:
        raise rarfile.RarCannotExec

    monkeypatch.setattr(rarfile, "tool_setup", missing)
    with pytest.raises(UnreadableError, match=UNAR.package):
        packed.read_rar(rar({"a.txt": b"a"}, method=0x33), Hint())


def test_links_in_zip_archives_are_reasons() -> None:
    """A symbolic link in a ZIP archive is named and not followed."""
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as box:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        box.writestr(info, "/etc/passwd")
    (link,) = members(buffer.getvalue())
    assert (link.data, "link" in link.reason) == (b"", True)


def test_a_missing_program_for_mailboxes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Outlook mailbox fails with the Debian package that reads it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableError, match=READPST.package):
        mailboxes.read_pst(b"!BDN", Hint())


def test_a_program_that_takes_too_long_or_fails_is_a_reason() -> None:
    """It is stopped with all it started, and nothing of its folder stays."""
    sleeper, failing = Program("sleep", "coreutils"), Program("false", "coreutils")
    if not is_installed(sleeper):
        pytest.skip("there is no `sleep` on this system")
    place = Workplace(b"x")
    with pytest.raises(UnreadableError, match="took too long"):
        run(sleeper, ["30"], place, Hint(seconds=0.1))
    with pytest.raises(UnreadableError, match="could not read it"):
        run(failing, [], place, Hint())
    folder = place.folder
    place.close()
    assert not folder.exists()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["mbox", "msg", "mhtml", "warc", "7z", "rar"]), st.data())
def test_damaged_containers_read_or_say_why(kind: str, data: st.DataObject) -> None:
    """Bytes changed or cut off anywhere give members or a reason, never another error."""
    whole, reader = DAMAGEABLE[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 400)) :]
    with contextlib.suppress(UnreadableError):
        assert all(member.data is not None for member in reader(spoilt, Hint()).attachments)


DAMAGEABLE = {
    "mbox": (mailbox(mailed("One", PROSE), mailed("Two", PROSE)), mailboxes.read_mbox),
    "msg": (compound(outlook_message(t0037="x", t1000=PROSE)), outlook.read),
    "mhtml": (saved_page(PAGE), savedpage.read),
    "warc": (web_archive(("https://x.example/", "200 OK", "text/html", PAGE.encode())), webarchive.read_warc),
    "7z": (seven_zip({"a.txt": PROSE.encode()}), packed.read_7z),
    "rar": (rar({"a.txt": PROSE.encode()}), packed.read_rar),
}


def test_a_compressed_mailbox_is_opened_twice() -> None:
    """A container in a container is told by its content."""
    (inner,) = archive.read_compressed(gzip.compress(mailbox(mailed("One", PROSE))), Hint("old.mbox.gz")).attachments
    assert sniff(inner.data) == MBOX
