"""What archivists do by hand: properties that survive, documents withdrawn and brought back, originals checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import samples
from corpus.custody.records import Property
from corpus.errors import DocumentNotFoundError, DocumentWithdrawnError
from corpus.records import DocumentHead, InputState, Kind
from corpus.register.records import LedgerQuestion
from library.errors import CustodyError
from library.library import Library, open_library

CONTRACT = "Orlane Systems signed a contract worth EUR 3 million with the city of Marseille in May 2022."
OTHER = "Orlane Systems said that Veshtar Optics Ltd sold cameras in Lyon."


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A folder with two texts."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "contract.txt").write_text(CONTRACT, "utf-8")
    (tmp_path / "in" / "other.txt").write_text(OTHER, "utf-8")
    return tmp_path / "in"


@pytest.fixture
def library(tmp_path: Path, box: Path) -> Iterator[Library]:
    """A workspace that holds them."""
    with open_library(tmp_path / "w") as opened:
        opened.add([box])
        yield opened


def head_of(library: Library, name: str) -> DocumentHead:
    """The document made of a file."""
    return next(head for head in library.heads() if head.location.endswith(name))


def test_what_is_set_by_hand_holds_and_says_by_whom(library: Library) -> None:
    """Kind, source and date are shown and found at once, facts follow, and each tells who set it."""
    head, custody = head_of(library, "contract.txt"), library.custody("ann")
    custody.set(head.document_id, Property.KIND, "contract")
    custody.set(head.document_id, Property.SOURCE, "the leak")
    custody.set(head.document_id, Property.DATE, "2022-05")
    custody.catch_up()
    now = library.head(head.document_id)
    assert (now.kind, now.source, now.date) == (Kind.CONTRACT, "the leak", "2022-05")
    assert "by ann" in now.kind_reason
    assert {(one.name.value, one.value, one.by) for one in custody.by_hand(now)} == {
        ("kind", "contract", "ann"), ("source", "the leak", "ann"), ("date", "2022-05", "ann"),
    }  # fmt: skip
    assert library.search('kind:contract source:"the leak" date:2022-05').total == 1
    assert library.status().unextracted == 0
    custody.unset(head.document_id, Property.KIND)
    assert library.head(head.document_id).kind is head.kind


def test_what_is_set_by_hand_survives_a_new_reading(library: Library) -> None:
    """A document that goes and is read anew has again what somebody set."""
    head, custody = head_of(library, "contract.txt"), library.custody("ann")
    custody.set(head.document_id, Property.DATE, "2022-05")
    custody.withdraw(head.document_id, "A slip.")
    assert custody.bring_back(head.document_id).added == 1
    assert library.head(head.document_id).date == "2022-05"


@pytest.mark.parametrize(
    ("name", "value"),
    [(Property.KIND, "novel"), (Property.KIND, None), (Property.DATE, "May 2022"), (Property.DATE, "2022-13"),
     (Property.DATE, "2022-02-30"), (Property.SOURCE, "x" * 300)],
)  # fmt: skip
def test_what_makes_no_sense_is_not_set(library: Library, name: Property, value: str | None) -> None:
    """A slip is refused in words, and nothing changes."""
    head = head_of(library, "contract.txt")
    with pytest.raises(CustodyError):
        library.custody().set(head.document_id, name, value)
    assert library.custody().by_hand(head) == ()


def test_a_withdrawn_document_is_gone_but_for_its_tombstone(library: Library, box: Path) -> None:
    """Text, index entries, mentions, facts and names that only it had go; the ledger and the tombstone tell why."""
    head, custody = head_of(library, "contract.txt"), library.custody("ann")
    library.searches.mark([head.document_id], seen=True)
    custody.withdraw(head.document_id, "A court told us to.")
    assert library.search("Marseille").total == 0
    assert "Marseille" not in {entity.name for entity in library.entities()}
    assert library.mentions(head.document_id) == ()
    assert not list(library.facts(document_id=head.document_id))
    assert library.searches.seen() == frozenset()
    with pytest.raises(DocumentWithdrawnError, match="A court told us to"):
        library.document(head.document_id)
    (entry,) = library.register.entries(LedgerQuestion("withdrawn"), limit=9)
    assert entry.state is InputState.FAILED
    assert "Withdrawn by ann" in entry.reason
    (stone,) = custody.withdrawals()
    assert (stone.title, stone.by, stone.reason) == (head.title, "ann", "A court told us to.")
    assert not list(library.verify())
    assert library.original(head.sha256) == CONTRACT.encode()


def test_the_pictures_of_a_withdrawn_document_go(library: Library) -> None:
    """Pages that were drawn are taken off the shelf, also one that somebody began to look at before it went."""
    _, pdf, *_ = sorted(samples.documents_folder().rglob("*.pdf"), key=lambda path: path.stat().st_size)
    library.add([pdf])
    head, shelf = head_of(library, pdf.name), library.rooms.workspace.pictures
    assert library.looks.picture(head, 1)
    assert [path.name for path in shelf.glob("*/*/*")] == ["1-900.webp"]
    library.custody("ann").withdraw(head.document_id, "A court told us to.")
    assert not list(shelf.glob("*/*/*"))
    assert library.looks.picture(head, 1), "drawn from the original, for whoever had opened it before"
    assert not list(shelf.glob("*/*/*"))


def test_a_withdrawn_document_stays_out(library: Library, box: Path, tmp_path: Path) -> None:
    """Added again, from the same place or another, or retried, it stays out and says why; the sums hold."""
    head = head_of(library, "contract.txt")
    library.custody("ann").withdraw(head.document_id, "A court told us to.")
    (tmp_path / "again.txt").write_text(CONTRACT, "utf-8")
    summary = library.add([box, tmp_path / "again.txt"])
    assert (summary.found, summary.added, summary.duplicate, summary.failed) == (3, 0, 1, 2)
    assert library.retry().found == 0
    assert library.search("Marseille").total == 0
    assert library.register.standings() == {"withdrawn": 2, "added": 1}


def test_a_withdrawn_document_comes_back(library: Library) -> None:
    """Brought back, it is read from its original and found again under the same id."""
    head, custody = head_of(library, "contract.txt"), library.custody("ann")
    custody.withdraw(head.document_id, "A slip.")
    custody.bring_back(head.document_id)
    assert library.head(head.document_id).location == head.location
    assert library.search("Marseille").total == 1
    assert custody.withdrawals() == ()
    assert not list(library.verify())


def test_a_withdrawal_needs_a_reason_and_a_document(library: Library) -> None:
    """Without a reason nothing is withdrawn; a document that is not there is said so."""
    head = head_of(library, "contract.txt")
    with pytest.raises(CustodyError, match="Say why"):
        library.custody().withdraw(head.document_id, "  ")
    with pytest.raises(DocumentNotFoundError):
        library.custody().withdraw("dnone", "x")
    with pytest.raises(CustodyError):
        library.custody().bring_back(head.document_id)


def test_a_withdrawal_that_stops_half_way_is_mended(library: Library, tmp_path: Path) -> None:
    """Stopped after the index was told, the document is still there, and the next run finds it again."""
    head = head_of(library, "contract.txt")
    library.rooms.index.remove([head.document_id])
    library.close()
    with open_library(tmp_path / "w") as again:
        again.custody().catch_up()
        assert again.search("Marseille").total == 1


def test_originals_that_are_missing_or_changed_are_reported(library: Library) -> None:
    """Every byte is read anew; what is gone or differs is named with its file, and the report is kept."""
    custody = library.custody("ann")
    assert custody.check_originals().problems == ()
    one, other = head_of(library, "contract.txt"), head_of(library, "other.txt")
    library.rooms.originals.path_of(one.sha256).unlink()
    library.rooms.originals.path_of(other.sha256).write_bytes(b"changed")
    custody.check_originals()
    report = custody.last_check()
    assert report is not None
    assert {(problem.what, problem.location) for problem in report.problems} == {
        ("missing", one.location), ("changed", other.location),
    }  # fmt: skip
    assert report.by == "ann"


def test_the_ledger_is_looked_through(library: Library, tmp_path: Path) -> None:
    """Inputs are found by standing, part of a path, reason and type, and reasons are counted."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-1.7 broken " + name.encode())
    library.add([tmp_path / "a.pdf", tmp_path / "b.pdf"])
    register = library.register
    ((reason, count),) = register.reasons().items()
    assert count == 2
    assert register.count(LedgerQuestion("failed", reason=reason)) == 2
    (entry,) = register.entries(LedgerQuestion(name="B.PDF"), limit=9)
    assert register.find(entry.input_id) == entry
    assert register.count(LedgerQuestion("added", media_type="text/plain")) == 2
    assert register.entries(LedgerQuestion(name="100%_"), limit=9) == ()
    under = register.under([str(tmp_path / "in"), str(tmp_path / "a.pdf")], 9)
    assert [one.source.location.rpartition("/")[2] for one in under] == ["a.pdf", "contract.txt", "other.txt"]
