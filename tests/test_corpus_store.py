"""The database, the store of documents with its ledger, and the originals."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.blobs import BlobStore
from corpus.database import open_database
from corpus.encoding import decode_content, encode_content, round_box
from corpus.errors import DocumentNotFoundError, OriginalMissingError, OriginalNotKeptError, WorkspaceDatabaseError
from corpus.identity import document_id_of, input_id_of, sha256_of
from corpus.records import Document, InputState, Kind, LedgerEntry, Line, Section, SectionKind, Source
from corpus.store import MIGRATIONS, VERSION_TABLE, DocumentStore


def document(number: int, text: str = "Some text") -> Document:
    """A document told apart by its number."""
    sha256 = sha256_of(str(number).encode())
    return Document(
        document_id=document_id_of(sha256),
        sha256=sha256,
        location=f"folder/{number:05}.txt",
        media_type="text/plain",
        kind=Kind.NEWS if number % 2 else Kind.CONTRACT,
        kind_reason="It is a test.",
        title=f"Number {number}",
        text=text,
        sections=(Section(SectionKind.PAGE, 0, len(text), 1), Section(SectionKind.PARAGRAPH, 0, 4)),
        lines=(Line(0, 4, 1, 10.25, 20.5, 30.0, 40.75),),
        offsets=((0, len(text), 3),),
        metadata=(("a", "b"),),
        tools=(("reader", "1"),),
    )


def entry(doc: Document, state: InputState = InputState.ADDED, location: str = "") -> LedgerEntry:
    """The ledger entry of an input that gave this document."""
    source = Source(location or doc.location, doc.sha256, 9)
    return LedgerEntry(input_id_of(source.location, doc.sha256), source, state, doc.media_type, doc.document_id)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DocumentStore]:
    """An empty store."""
    with open_database(tmp_path / "odd ?#% name" / "threadline.db") as database:
        yield DocumentStore(database)


def test_documents_come_back_as_they_were(store: DocumentStore) -> None:
    """A stored document equals the one that was put in, found by id, by the beginning of its id, and by its bytes."""
    doc = document(1, "T\u00e9xt \u201cwith\u201d \U0001f600 anything")
    store.add(doc, entry(doc))
    assert store.get_document(doc.document_id) == doc
    assert store.get_document(doc.document_id[:6]) == doc
    head = store.find_by_sha256(doc.sha256)
    assert head is not None
    assert (head.title, head.pages, head.length) == (doc.title, 1, len(doc.text))


def test_missing_and_ambiguous_ids(store: DocumentStore) -> None:
    """What is not there, or not one, raises an error that says so; wild characters are taken as they are."""
    for number in range(40):
        store.add(document(number), entry(document(number)))
    for wrong in ("", "d", "%", "d_", "nothing"):
        assert store.find_document(wrong) is None
        with pytest.raises(DocumentNotFoundError, match="threadline ledger"):
            store.get_document(wrong)


def test_lists_stream_in_order_across_pages(store: DocumentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are complete and in order however many pages they take, whole or by kind."""
    monkeypatch.setattr("corpus.store.PAGE_ROWS", 7)
    for number in reversed(range(30)):
        store.add(document(number), entry(document(number)))
    assert [head.title for head in store.heads()] == [f"Number {number}" for number in range(30)]
    assert len(list(store.heads(Kind.NEWS))) == 15
    assert list(store.heads(source="none")) == []
    ids = list(store.document_ids())
    assert ids == sorted(ids)
    assert len(ids) == 30
    assert [doc.document_id for doc in store.iter_documents(ids)] == ids
    assert [item.source.location for item in store.ledger()] == [f"folder/{number:05}.txt" for number in range(30)]


def test_counts_add_up(store: DocumentStore) -> None:
    """Found is the sum of added, duplicate and failed."""
    first, second = document(1), document(2)
    store.add(first, entry(first))
    store.record(entry(first, InputState.DUPLICATE, "copy.txt"))
    store.record(
        LedgerEntry("i1", Source("bad.pdf", second.sha256, 1), InputState.FAILED, "x", stage="read", reason="Broken.")
    )
    counts = store.counts()
    assert counts["found"] == counts["added"] + counts["duplicate"] + counts["failed"] == 3
    assert (counts["documents"], counts["news"], counts["contract"]) == (1, 1, 0)
    assert [item.reason for item in store.ledger(failed_only=True)] == ["Broken."]
    assert [item.source.location for item in store.ledger(document_id=first.document_id)] == [
        "copy.txt",
        first.location,
    ]


def test_members_of_a_container(store: DocumentStore) -> None:
    """The ledger of a container lists its members at any depth, and no neighbour with a similar name."""
    for location in ("a.zip", "a.zip!x", "a.zip!y!z", "a.zip2", 'a.zip"', "a.zip!"):
        store.record(
            LedgerEntry(input_id_of(location, "h"), Source(location, "h", 1), InputState.ADDED, "application/zip")
        )
    assert [item.source.location for item in store.ledger(inside="a.zip")] == ["a.zip!x", "a.zip!y!z"]


def test_an_input_that_can_be_read_at_last_loses_its_failure(store: DocumentStore) -> None:
    """What could not be opened, and had no hash, gives way to what was read at the same place."""
    doc = document(1)
    missing = LedgerEntry(
        input_id_of(doc.location, ""), Source(doc.location, "", 0), InputState.FAILED, "x", reason="No."
    )
    store.record(missing)
    store.add(doc, entry(doc))
    assert [item.state for item in store.ledger()] == [InputState.ADDED]


def test_adding_twice_changes_nothing(store: DocumentStore) -> None:
    """The same document added again is kept as it was."""
    doc = document(1)
    store.add(doc, entry(doc))
    store.add(document(1, "Another reading"), entry(doc))
    assert store.get_document(doc.document_id) == doc
    assert store.counts()["found"] == 1


def test_a_second_opening_does_not_load_the_migration_tool(tmp_path: Path) -> None:
    """A workspace that is up to date opens without Alembic, which keeps the start quick."""
    path = tmp_path / "threadline.db"
    script = (
        "import sys\nfrom pathlib import Path\nfrom corpus.database import open_database\n"
        "from corpus.store import DocumentStore\n"
        f"with open_database(Path({str(path)!r})) as database:\n    DocumentStore(database)\n"
        "print('alembic' in sys.modules)\n"
    )
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in "ab"]
    assert [run.stdout.strip() for run in runs] == ["True", "False"]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """A database from a newer version is left alone, with a message that says what to do."""
    path = tmp_path / "threadline.db"
    with open_database(path) as database:
        DocumentStore(database)
        with database.writing() as connection:
            connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
        with pytest.raises(WorkspaceDatabaseError, match="newer version"):
            database.migrate(MIGRATIONS, VERSION_TABLE)


@pytest.mark.parametrize("content", [b"this is no database at all, only a text file that is in the way", None])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """A file or folder in the place of the database gives a message, not a traceback."""
    path = tmp_path / "threadline.db"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(WorkspaceDatabaseError, match="cannot be opened"):
        open_database(path)


def test_the_tables_match_the_schema(tmp_path: Path) -> None:
    """Migrations make exactly the tables and indexes that the code reads."""
    from corpus.custody.schema import BY_HAND, FIXITY, WITHDRAWALS
    from corpus.schema import ATTEMPTS, CONTENTS, DOCUMENTS, LEDGER, METADATA

    here = [DOCUMENTS, CONTENTS, LEDGER, ATTEMPTS, BY_HAND, FIXITY, WITHDRAWALS]
    with open_database(tmp_path / "migrated.db") as migrated, open_database(tmp_path / "direct.db") as direct:
        DocumentStore(migrated)
        METADATA.create_all(direct.engine, tables=here)
    shapes = []
    for name in ("migrated.db", "direct.db"):
        connection = sqlite3.connect(tmp_path / name)
        rows = connection.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE tbl_name NOT IN (?, 'custody_version')", [VERSION_TABLE]
        )
        tables = sorted(rows.fetchall())
        columns = {table: connection.execute(f"PRAGMA table_info({table})").fetchall() for _, table in tables}
        connection.close()
        shapes.append((tables, columns))
    assert shapes[0] == shapes[1]


def test_an_error_leaves_no_half(store: DocumentStore) -> None:
    """A transaction that fails in the middle writes nothing."""
    doc = document(1)

    def write_and_stop() -> None:
        with store.database.writing() as connection:
            row = "'i', 'l', 's', 1, NULL, 'added', '', NULL, '', '', '', '', '[]', '', ''"
            connection.exec_driver_sql(f"INSERT INTO ledger VALUES ({row})")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        write_and_stop()
    assert store.counts()["found"] == 0
    store.add(doc, entry(doc))
    assert store.counts()["found"] == 1


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 99)), max_size=8),
    st.lists(st.tuples(st.integers(0, 9), st.floats(0, 900)), max_size=8),
    st.text(),
)
def test_long_parts_survive_packing(
    runs: list[tuple[int, int, int]], boxes: list[tuple[int, float]], text: str
) -> None:
    """Offsets, lines and text come back exactly as they went in, boxes to a hundredth of a point."""
    at, offsets = 0, []
    for skip, length, source in runs:
        offsets.append((at + skip, at + skip + length, source))
        at += skip + length
    lines = tuple(Line(n, n + 1, 1, *(round_box(x) for x in (x, x, x + 1, x + 2))) for n, x in boxes)
    doc = Document("d", "s", "l", "m", Kind.NEWS, "", "", text, lines=lines, offsets=tuple(offsets))
    back = decode_content(encode_content(doc))
    assert (back["text"], back["lines"], back["offsets"]) == (text, lines, tuple(offsets))


def test_originals_are_kept_once_and_whole(tmp_path: Path) -> None:
    """Bytes come back as they were, lie under their hash, and are not written a second time."""
    blobs = BlobStore(tmp_path / "originals")
    sha256 = blobs.put(b"original")
    assert sha256 == sha256_of(b"original")
    before = blobs.path_of(sha256).stat().st_mtime_ns
    assert blobs.put(b"original") == sha256
    assert blobs.path_of(sha256).stat().st_mtime_ns == before
    assert blobs.get(sha256) == b"original"
    assert blobs.path_of(sha256) == tmp_path / "originals" / sha256[:2] / sha256[2:]
    assert list(blobs.hashes()) == [sha256]
    assert list((tmp_path / "originals" / "incoming").iterdir()) == []


def test_changed_and_missing_originals_are_found(tmp_path: Path) -> None:
    """Verification names what was changed or lost."""
    blobs = BlobStore(tmp_path / "originals")
    kept, changed = blobs.put(b"kept"), blobs.put(b"changed")
    blobs.path_of(changed).write_bytes(b"other")
    assert len(list(blobs.verify())) == 1
    assert blobs.find_problem(kept) is None
    assert "was changed" in (blobs.find_problem(changed) or "")
    blobs.path_of(kept).unlink()
    assert "cannot be read" in (blobs.find_problem(kept) or "")
    with pytest.raises(OriginalMissingError, match="backup"):
        blobs.get(kept)
    assert not blobs.holds("")


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """When no page can be added to the file, the message says what to do, and what was stored before is still there."""
    with open_database(tmp_path / "threadline.db") as database:
        store = DocumentStore(database)
        first, second = document(1), document(2, "".join(map(chr, range(0x4E00, 0x9E00))))
        store.add(first, entry(first))
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(WorkspaceDatabaseError, match="Make room"):
            store.add(second, entry(second))
        assert list(store.document_ids()) == [first.document_id]


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    """Bytes overwritten in the middle of the file end in a sentence, not in the engine's own error."""
    path = tmp_path / "threadline.db"
    with open_database(path) as database:
        store = DocumentStore(database)
        for number in range(50):
            store.add(document(number), entry(document(number)))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(WorkspaceDatabaseError, match=r"damaged|malformed"), open_database(path) as database:
        list(DocumentStore(database).heads())


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path) -> None:
    """While another program holds the file for writing, the message says so."""
    path = tmp_path / "threadline.db"
    with open_database(path) as database:
        store = DocumentStore(database)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        with pytest.raises(WorkspaceDatabaseError, match="Another program"):
            store.add(document(1), entry(document(1)))
        other.close()


def test_an_original_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """Where the folder for originals cannot be made, the message says what to do."""
    (tmp_path / "originals").write_text("in the way")
    with pytest.raises(OriginalNotKeptError, match="run the same command again"):
        BlobStore(tmp_path / "originals").put(b"bytes")
