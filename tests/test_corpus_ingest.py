"""The entry of the corpus: every input is accounted for, whatever comes and whenever the run is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from corpus_files import PROSE, Workspace, hostile, ordinary, printed, zipped
from processes import started

from corpus.errors import UnreadableError
from corpus.ingest import ingest, retry
from corpus.isolation import ReadingPool
from corpus.options import IngestOptions
from corpus.readers import READERS
from corpus.records import InputState, Kind, Progress

QUIET = IngestOptions(ocr=False)
HERE = IngestOptions(ocr=False, isolated=False)
"""Files are read in the test's own process, where a reader can be replaced."""


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """Files, attachments and members of archives become documents; copies are told; everything adds up."""
    ordinary(tmp_path / "in")
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(tmp_path / "in")
        base = f"{tmp_path.as_posix()}/in/"
        found = {item.entry.source.location.removeprefix(base): item for item in done}
        counts = Counter(item.state for item in done)
        assert not [item.entry.reason for item in done if item.state is InputState.FAILED]
        assert len(done) == len(found) == counts[InputState.ADDED] + counts[InputState.DUPLICATE] == 16
        assert found["mail.eml!contract.pdf"].entry.document_id is not None
        assert found["mail.eml!memo.txt"].entry.note.startswith("The same as")
        assert found["box.zip!inner.zip!climb.txt"].state is InputState.ADDED
        assert "../../climb.txt, leads out of it" in found["box.zip!inner.zip!climb.txt"].entry.note
        assert found["box.zip"].entry.note == "It holds 3 files."
        assert found["sub/box again.zip"].state is InputState.DUPLICATE
        assert found["sub/copy of memo.txt"].state is InputState.DUPLICATE
        assert found["sub/copy of memo.txt"].entry.document_id == found["memo.txt"].entry.document_id
        assert workspace.store.counts()["found"] == len(done)
        assert not list(workspace.blobs.verify())


def test_a_second_run_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Added again, everything is known: no file is read, nothing changes, and the sum is the same."""
    ordinary(tmp_path / "in")
    (tmp_path / "in" / "nothing.txt").write_bytes(b"")
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    with Workspace(tmp_path / "work") as workspace:
        first = workspace.add(tmp_path / "in", options=QUIET)
        before = workspace.state()
        monkeypatch.setattr(ReadingPool, "start", lambda *_: pytest.fail("a file was read again"))
        second = workspace.add(tmp_path / "in", options=QUIET)
        assert workspace.state() == before
        assert len(second) == len(first)
        assert all(item.known for item in second)
        assert InputState.ADDED not in {item.state for item in second}
        assert sum(item.state is InputState.FAILED for item in second) == sum(
            item.state is InputState.FAILED for item in first
        )


def test_hostile_files_end_as_reasons(tmp_path: Path) -> None:
    """Broken, locked, packed, linked or absurd: each input is in the ledger, each failure says what to do."""
    hostile(tmp_path / "in")
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(tmp_path / "in", options=QUIET)
        counts = workspace.store.counts()
        assert counts["found"] == counts["added"] + counts["duplicate"] + counts["failed"] == len(done)
        names = {item.entry.source.location.split("/in/")[1] for item in done}
        assert {path.name for path in (tmp_path / "in").iterdir()} - {"way round"} <= names
        for item in done:
            if item.state is InputState.FAILED:
                assert item.entry.reason[0].isupper(), item.entry
                assert item.entry.reason.endswith("."), item.entry
                assert "Error" not in item.entry.reason, item.entry
                assert item.entry.stage in ("open", "sniff", "read")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty.txt", "is empty"),
        ("noise.bin", "no text and no kind of file"),
        ("noise.pdf", "damaged"),
        ("locked.pdf", "needs a password"),
        ("locked.zip!secret.txt", "locked with a password"),
        ("bomb.zip!zeros.txt", "more than is safe"),
        ("bomb.gz", "more than is safe"),
        ("bomb.docx", "more than is safe"),
        ("nothing.zip", "archive is empty"),
        ("links.tar!link", "a link or a device"),
        ("fake.docx", "damaged"),
        ("way out", "leads out of the folder"),
        ("way to nothing", "leads nowhere"),
        ("pipe", "named pipe"),
        ("cut at 50.zip", "damaged or cut short"),
        ("nothing.html", "holds no text"),
    ],
)
def test_reasons_are_for_people(hostile_ledger: dict[str, str], name: str, words: str) -> None:
    """Each kind of trouble has its own sentence."""
    assert words in hostile_ledger[name]


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The reasons of a run over the hostile folder, by location inside it."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile(folder / "in")
    with Workspace(folder / "work") as workspace:
        done = workspace.add(folder / "in", options=QUIET)
    return {item.entry.source.location.split("/in/")[1]: item.entry.reason for item in done}


def test_a_reader_that_breaks_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reader raises becomes the reason of that one file."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{PROSE} {number}")
    errors = iter((KeyError("x"), RecursionError(), MemoryError(), UnreadableError("A reason.")))

    def read(data: bytes, hint: object) -> None:
        raise next(errors)

    broken = type(READERS[0])("plain text", ("text/plain",), read)  # type: ignore[arg-type]
    monkeypatch.setattr("corpus.opening.find_reader", lambda _: broken)
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(*sorted(tmp_path.glob("*.txt")), options=HERE)
    assert [item.entry.detail for item in done[:1]] == ["KeyError: 'x'"]
    assert ["nested too deep" in item.entry.reason for item in done] == [False, True, False, False]
    assert ["memory" in item.entry.reason for item in done] == [False, False, True, False]
    assert done[3].entry.reason == "A reason."


def test_missing_and_repeated_paths(tmp_path: Path) -> None:
    """A path that is not there is a failure; once the file is there it is read; a path twice is found twice."""
    path = tmp_path / "late.txt"
    with Workspace(tmp_path / "work") as workspace:
        missing = workspace.add(path)
        assert "no such file" in missing[0].entry.reason
        path.write_text(PROSE)
        assert [item.state for item in workspace.add(path, path)] == [InputState.ADDED, InputState.DUPLICATE]
        assert workspace.store.counts()["failed"] == 0


def test_limits_on_what_is_packed(tmp_path: Path) -> None:
    """Too many members, too many bytes, too deep: what fits is read, the rest is one reason."""
    many = zipped((f"{n:03}.txt", f"{PROSE} {n}".encode()) for n in range(30))
    deep = PROSE.encode()
    for _ in range(6):
        deep = zipped([("in.zip", deep)])
    (tmp_path / "many.zip").write_bytes(many)
    (tmp_path / "deep.zip").write_bytes(deep)
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(tmp_path / "many.zip", options=IngestOptions(members=10))
        assert Counter(item.state for item in done) == {InputState.ADDED: 11, InputState.FAILED: 1}
        assert any("More than 10 files" in item.entry.reason for item in done)
        done = workspace.add(tmp_path / "deep.zip", options=IngestOptions(depth=3))
        assert any("containers deep" in item.entry.reason for item in done)
    with Workspace(tmp_path / "work2") as workspace:
        done = workspace.add(tmp_path / "many.zip", options=IngestOptions(total_bytes=500))
        assert any("MB are packed" in item.entry.reason for item in done)
        done = workspace.add(tmp_path / "many.zip", options=IngestOptions(file_bytes=10))
        assert done[-1].known


def test_files_over_the_limit_are_not_read(tmp_path: Path) -> None:
    """A file that is too large is hashed, listed and left alone."""
    (tmp_path / "large.txt").write_bytes(b"x" * 5_000_000)
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(tmp_path / "large.txt", options=IngestOptions(file_bytes=1_000_000))
        assert "5 MB" in done[0].entry.reason
        assert done[0].entry.source.size_bytes == 5_000_000
        assert not list(workspace.blobs.hashes())


def test_failed_files_are_tried_again_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed stays failed until it is retried; then it is read from the kept original, members included."""
    (tmp_path / "box.zip").write_bytes(zipped([("a.csv", b"name,date\nAcme,2019\n"), ("b.txt", PROSE.encode())]))
    with Workspace(tmp_path / "work") as workspace:
        with monkeypatch.context() as patched:
            patched.setattr("corpus.readers.listing.tidy", lambda _: 1 / 0)
            done = workspace.add(tmp_path / "box.zip", options=HERE)
            assert Counter(item.state for item in done)[InputState.FAILED] == 1
        done = workspace.add(tmp_path / "box.zip", options=HERE)
        assert Counter(item.state for item in done)[InputState.FAILED] == 1
        (tmp_path / "box.zip").unlink()
        again = list(retry(workspace.store, workspace.blobs))
        assert [(item.state, item.entry.source.location.rpartition("!")[2]) for item in again] == [
            (InputState.ADDED, "a.csv")
        ]
        assert again[0].entry.source.parent_sha256 is not None
        assert workspace.store.counts()["failed"] == 0
        assert list(retry(workspace.store, workspace.blobs)) == []


def test_options_and_progress_are_heard(tmp_path: Path) -> None:
    """A kind and a collection that were given are those of the documents; progress names every file."""
    (tmp_path / "a.txt").write_text(PROSE)
    told: list[Progress] = []
    with Workspace(tmp_path / "work") as workspace:
        options = IngestOptions(kind=Kind.SANCTIONS_NOTICE, source="leak")
        list(ingest([tmp_path / "a.txt"], workspace.store, workspace.blobs, options, told.append))
        (head,) = workspace.store.heads(source="leak")
        assert (head.kind, head.kind_reason) == (Kind.SANCTIONS_NOTICE, "It was added as this kind.")
    assert (told[-1].found, told[-1].size_bytes) == (1, len(PROSE))


def test_progress_inside_a_container(tmp_path: Path) -> None:
    """What came out of an archive counts as read of it, up to its size; at the end all bytes are read."""
    (tmp_path / "in").mkdir()
    texts = [(f"{number}.txt", f"{number} {PROSE}".encode()) for number in range(4)]
    (tmp_path / "in" / "box.zip").write_bytes(zipped(texts))
    (tmp_path / "in" / "c.txt").write_bytes(b"One more, about nothing.")
    (tmp_path / "in" / "d.txt").write_bytes(b"")
    told: list[Progress] = []
    with Workspace(tmp_path / "work") as workspace:
        list(ingest([tmp_path / "in"], workspace.store, workspace.blobs, QUIET, told.append))
    size = (tmp_path / "in" / "box.zip").stat().st_size
    inside = [one.file_bytes for one in told if "box.zip!" in one.location]
    assert inside[0] == min(size, len(texts[0][1])) > 0
    assert [one.file_bytes for one in told] == sorted(one.file_bytes for one in told)
    last = told[-1]
    assert (last.files, last.files_total, last.found, last.failed) == (3, 3, 7, 1)
    assert last.file_bytes == last.bytes_total == size + 24


def test_a_container_in_itself_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that unpacks to itself is opened once."""
    from corpus.readers import archive
    from corpus.readers.reading import Attachment, Hint, Reader, Reading

    def read(data: bytes, hint: Hint) -> Reading:
        return Reading(attachments=(Attachment("itself.zip", data),), container=True)

    monkeypatch.setattr("corpus.opening.find_reader", lambda _: Reader("ZIP archive", (), read))
    assert archive.read_zip is not read
    (tmp_path / "quine.zip").write_bytes(zipped([("x", b"x")]))
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(tmp_path / "quine.zip", options=HERE)
    assert [item.state for item in done] == [InputState.DUPLICATE, InputState.ADDED]


RUN = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[3]]
from corpus_files import Workspace
from corpus.options import IngestOptions
with Workspace(Path(sys.argv[2])) as workspace:
    print("ready", flush=True)
    workspace.add(Path(sys.argv[1]), options=IngestOptions(ocr=False))
"""


def broken_runs(folder: Path, rounds: int, seed: int) -> int:
    """Kill a run again and again at random moments, then let one finish; return how many were cut short."""
    draw = random.Random(seed)
    command = [sys.executable, "-c", RUN, str(folder / "in"), str(folder / "broken"), str(Path(__file__).parent)]
    cut = 0
    for _ in range(rounds):
        with started(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(draw.uniform(0.0, 0.6))
            process.send_signal(signal.SIGKILL)
            process.wait(60)
            cut += process.returncode == -signal.SIGKILL
    with Workspace(folder / "broken") as workspace:
        workspace.add(folder / "in", options=QUIET)
    return cut


@pytest.mark.parametrize("rounds", [3, pytest.param(12, marks=pytest.mark.slow)])
def test_killed_runs_end_as_an_unbroken_one(tmp_path: Path, rounds: int) -> None:
    """Killed at any moment and started again, a run ends with the same documents, ledger and originals."""
    ordinary(tmp_path / "in")
    for number in range(12):
        (tmp_path / "in" / f"contract {number}.pdf").write_bytes(printed([[f"Contract number {number}.", PROSE]] * 3))
    assert broken_runs(tmp_path, rounds, seed=rounds) > 0
    with Workspace(tmp_path / "whole") as whole, Workspace(tmp_path / "broken") as broken:
        whole.add(tmp_path / "in", options=QUIET)
        assert broken.state() == whole.state()
        assert not list(broken.blobs.verify())
        again = broken.add(tmp_path / "in", options=QUIET)
        assert all(item.known for item in again)


@pytest.mark.shared
@pytest.mark.slow
def test_the_box_of_awkward_files(shared: Path, tmp_path: Path) -> None:
    """Real awkward files all end in the ledger, the failures with a reason, and a second run adds nothing."""
    with Workspace(tmp_path / "work") as workspace:
        folders = [shared / "documents" / name for name in ("seed", "pdf", "formats")]
        done = workspace.add(*folders, options=QUIET)
        counts = workspace.store.counts()
        assert counts["found"] == counts["added"] + counts["duplicate"] + counts["failed"] == len(done)
        assert counts["added"] >= 20
        assert all(item.entry.reason.endswith(".") for item in done if item.state is InputState.FAILED)
        again = workspace.add(*folders, options=QUIET)
        assert len(again) == len(done)
        assert InputState.ADDED not in {item.state for item in again}
