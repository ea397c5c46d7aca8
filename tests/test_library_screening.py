"""Names against lists: what a file of names gives, who is found and why, and that nobody is joined by it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import list_files as files
import pytest
from command_line import run_here as run
from hypothesis import given, settings
from hypothesis import strategies as st
from web_workspace import UPLOAD_BYTES

from extract.candidates import Candidates
from extract.comparison import ALIKE, compare
from extract.records import FactKind, Tier
from library.errors import NamesNotFoundError
from library.library import Library, open_library
from library.name_files import NO_COLUMN, NOT_TEXT, read_names
from library.screening import NO_LETTERS, NO_NAME, NameAsked, Screen
from library.wire import dossier_json
from library.wire.screening import matches_json, screened_json

ARTICLE = """Halden, 3 March 2020

Veshtar Vision, S.A. signed a contract worth $4 million with the Ministry of Interior of Portugal, the ministry said.

Ada Korvin, its director, told reporters that the cameras would be installed in Lisbon in May.
"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with a list, its aliases, and an article that names somebody as the list does."""
    folder = tmp_path_factory.mktemp("lists")
    for name, text in (("sdn.csv", files.SDN), ("alt.csv", files.ALT), ("add.csv", files.ADD), ("a.txt", ARTICLE)):
        (folder / name).write_text(text, "utf-8")
    with open_library(folder / "workspace") as library:
        library.add([folder / name for name in ("sdn.csv", "alt.csv", "add.csv", "a.txt")])
        yield library


def asked(data: str | bytes, file: str = "names.csv", column: str | None = None) -> list[NameAsked]:
    """Return the names of a file."""
    return list(read_names(data if isinstance(data, bytes) else data.encode(), file, column))


def test_names_of_files() -> None:
    """A column is found by a usual heading, by its own, or by its number; a text is a name a line."""
    table = "id;Name;Country\n1;Veshtar;NO\n2;;NO\n3\n\n4;Korvin;NO\n"
    assert [(one.row, one.name, one.error) for one in asked(table)] == [
        (2, "Veshtar", ""),
        (3, "", NO_NAME),
        (4, "", NO_COLUMN),
        (6, "Korvin", ""),
    ]
    assert [one.name for one in asked("code,party\n1,Veshtar\n", column="PARTY")] == ["Veshtar"]
    assert [one.name for one in asked("1,Veshtar\n2,Korvin\n", column="2")] == ["Veshtar", "Korvin"]
    assert [one.name for one in asked("Veshtar, S.A.\n\nKorvin\n", "names.txt")] == ["Veshtar, S.A.", "Korvin"]
    assert asked(b"Name\nVesht\xff\n")[0].error == NOT_TEXT
    assert [one.name for one in asked("Veshtar\nKorvin\n")] == ["Veshtar", "Korvin"]
    with pytest.raises(NamesNotFoundError, match="has no column 'firm'"):
        asked("Name,City\nA,B\n", column="firm")


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["names.csv", "names.txt"]))
def test_any_bytes_give_names_or_reasons(data: bytes, file: str) -> None:
    """Whatever the bytes are, each row is a name or says why it is none."""
    for one in read_names(data, file):
        assert bool(one.name) or bool(one.error)


def test_listed_names_are_found_with_their_lists(lists: Library) -> None:
    """A name, an alias, another order, a slip and another script lead to the entry, with reason, programme and line."""
    screen = Screen(lists.rooms.extractions)
    for name in ("Veshtar Vision SA", "VESHTAR OPTICS", "Ada Marta Korvin", "Adda Corvin", "Halden Holdng"):
        best, *_ = screen.candidates(name)
        assert best.comparison.score >= ALIKE
        assert best.comparison.reason
        (listing,) = best.listings
        text = lists.document(listing.evidence.document_id).text
        assert text[listing.evidence.start : listing.evidence.end] == listing.evidence.quote
        assert "NORV" in listing.programme or listing.programme == "SDGT"
        assert listing.reference.startswith("OFAC ")
    assert not screen.candidates("Brightwell Cameras Ltd")


def test_rows_that_cannot_be_screened_say_why(lists: Library) -> None:
    """An empty row, a figure and a pronoun hinder no other row."""
    given = [NameAsked(1, "", NO_NAME), NameAsked(2, "12"), NameAsked(3, "Veshtar Optics")]
    one, two, three = Screen(lists.rooms.extractions).screen(given)
    assert (one.error, two.error, three.error) == (NO_NAME, NO_LETTERS, "")
    assert three.candidates
    json.dumps([screened_json(item) for item in (one, two, three)])


def test_an_article_is_not_a_list(lists: Library) -> None:
    """The company of the article stays its own entity; its dossier asks whether it is the listed one."""
    (told,) = [e for e in lists.entities(name="Veshtar Vision") if not e.identifiers]
    assert told.tier is not Tier.MENTION
    assert not any(fact.kind is FactKind.DESIGNATION for fact in lists.facts_about(told.entity_id))
    (match,) = lists.lists_matching(told)
    assert match.entity.identifiers[0] == ("ofac", "101")
    assert [listing.programme for listing in match.listings] == ["NORV; SDGT"]
    assert not lists.lists_matching(match.entity)
    answer = dossier_json(told, ()) | matches_json(lists.lists_matching(told))
    assert answer["lists"][0]["listings"][0]["link"].startswith("/documents/")


def test_the_workspace_is_sound(lists: Library) -> None:
    """Evidence, ledger and index of a workspace with lists agree."""
    assert list(lists.verify()) == []


def test_dossier_page_shows_the_lists(lists: Library) -> None:
    """The page of the article's company has the section, with a link to the entry; the entry's own page has none."""
    from web.app import create_app
    from web.options import WebOptions

    client = create_app(lists, WebOptions(upload_bytes=UPLOAD_BYTES)).test_client()
    (told,) = [e for e in lists.entities(name="Veshtar Vision") if not e.identifiers]
    page = client.get(f"/entities/{told.entity_id}").text
    assert "Lists it matches" in page
    (match,) = lists.lists_matching(told)
    assert f"/documents/{match.listings[0].evidence.document_id}?start=" in page
    own = client.get(f"/entities/{match.entity.entity_id}").text
    assert "Lists it matches" not in own
    assert " is linked to " in own
    answer = client.get(f"/api/v1/entities/{told.entity_id}").get_json()
    assert answer["lists"][0]["identifiers"][0] == {"scheme": "ofac", "value": "101"}


def test_screen_command(lists: Library, tmp_path: Path) -> None:
    """The command answers in JSON lines and as a table, and ends with 3 where a row could not be screened."""
    names = tmp_path / "names.csv"
    names.write_text("Name\nVeshtar Optics\n12\nBrightwell\n", "utf-8")
    workspace = str(lists.rooms.workspace.path)
    done = run("screen", str(names), "-w", workspace, "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, len(told)) == (3, 3)
    assert told[0]["candidates"][0]["listings"][0]["reference"] == "OFAC 101"
    assert told[1]["error"]
    assert told[2] == {"row": 4, "name": "Brightwell", "error": None, "candidates": []}
    table = list(csv.DictReader(io.StringIO(run("screen", str(names), "-w", workspace, "--csv").stdout)))
    assert [row["listed_name"] for row in table] == ["VESHTAR VISION, S.A.", "", ""]
    assert table[1]["error"]
    plain = run("screen", str(names), "-w", workspace)
    assert "Traceback" not in plain.stderr
    assert "no candidate" in plain.stdout


def test_screen_without_lists(tmp_path: Path) -> None:
    """A workspace without lists, and a file without names, are told in a sentence."""
    names = tmp_path / "names.txt"
    names.write_text("Veshtar\n", "utf-8")
    done = run("screen", str(names), "-w", str(tmp_path / "w"))
    assert done.returncode == 1
    assert "there is no list in this workspace" in done.stderr


WORDS = ("Veshtar", "Vision", "Halden", "Holding", "Korvin", "Ada", "Marta", "Ostmark", "Optics", "Bank")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@settings(deadline=None)
@given(st.lists(NAMES.map(" ".join), min_size=1, max_size=30), NAMES.map(" ".join))
def test_equal_names_are_always_candidates(names: list[str], name: str) -> None:
    """A name that is there is found first or beside its equals, and candidates never repeat."""
    index = Candidates([*names, name])
    found = index.likely(name, len(names) + 1)
    assert len(names) in found
    assert len(found) == len(set(found))
    assert index.likely("") == []


@pytest.mark.shared
def test_threshold_on_labelled_pairs(shared: Path) -> None:
    """The threshold parts labelled pairs of names as the documentation says, and letters find what comparison likes."""
    text = (shared / "data" / "names" / "pairs.csv").read_text("utf-8")
    pairs = list(csv.DictReader(io.StringIO(text)))
    scored = [(compare(pair["name1"], pair["name2"]).score, pair["is_match"] == "true") for pair in pairs]
    right = sum(score >= ALIKE and match for score, match in scored)
    precision = right / sum(score >= ALIKE for score, _ in scored)
    recall = right / sum(match for _, match in scored)
    assert precision >= 0.85
    assert recall >= 0.80
    others = sorted({pair["name2"] for pair in pairs} - {""})
    index = Candidates(others)
    alike = [(p["name1"], p["name2"]) for p in pairs if compare(p["name1"], p["name2"]).score >= ALIKE and p["name2"]]
    missed = [pair for pair in alike if others.index(pair[1]) not in index.likely(pair[0])]
    assert len(missed) <= 0.02 * len(alike), missed
