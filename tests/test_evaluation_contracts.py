"""The measurement on real contracts: what counts as a party, a date and a law, on contracts made up for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.commands.evaluate import command
from evaluation.contracts import (
    PART,
    Answer,
    Contract,
    contracts,
    count,
    find_missing,
    is_law,
    is_party,
    iso,
    named_parties,
)  # fmt: skip
from evaluation.tally import Tally

LAID = Contract(
    "one", "", ("Veshtar Optical Co., Ltd.", "Pallas Crane FZE"), ("Pallas",), frozenset({"2019-03-14"}), ("Nevada",)
)


def shares(answer: Answer) -> dict[str, tuple[float, float]]:
    """Return precision and recall by measure of the answer to the one contract."""
    tally = Tally(PART, summed=False)
    count(tally, LAID, answer)
    return {score.measure: (score.precision, score.recall) for score in tally.scores("made up")}


def test_a_right_answer_is_right_in_everything() -> None:
    """Names are compared, not spelled out; the date and the law are those given."""
    found = shares(Answer(("VESHTAR OPTICAL CO LTD", "Pallas Crane FZE"), "2019-03-14", "Nevada"))
    assert set(found.values()) == {(1.0, 1.0)}


def test_a_wrong_name_costs_precision_and_a_missing_one_recall() -> None:
    """One of two parties and a stranger: half of each, and not every party."""
    found = shares(Answer(("Pallas Crane FZE", "Orsa Ferries S.p.A."), None, "Texas"))
    assert found["parties"] == (0.5, 0.5)
    assert found["every party"] == (0.0, 0.0)
    assert found["date"] == (1.0, 0.0)
    assert found["governing law"] == (0.0, 0.0)


def test_an_unread_contract_has_nothing_right() -> None:
    """What was not read counts as sought."""
    assert {recall for _, recall in shares(Answer()).values()} == {0.0}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ('Vard Ltd. ("Vard"); Osk AG ("Osk"); Vard and Osk ("Parties")', ["Vard Ltd.", "Osk AG"]),
        ('XXXXXXXX ("Distributor"); Vard Ltd ("Company")', ["Vard Ltd"]),
    ],
)
def test_the_names_of_parties(said: str, names: list[str]) -> None:
    """Terms together are no party, and neither is a name struck out."""
    assert named_parties(said) == names


@pytest.mark.parametrize(("date", "day"), [("5/8/14", "2014-05-08"), ("10/1/99", "1999-10-01"), ("[]/[]/2014", None)])
def test_dates_of_the_gold(date: str, day: str | None) -> None:
    """The month stands first; a blank is no date."""
    assert iso(date) == day


@pytest.mark.parametrize(
    ("found", "named", "right"),
    [
        ("People's Republic of China", ["China"], True),
        ("England and Wales", ["England", "Wales"], True),
        ("Ontario", ["Province of Ontario", "Canada"], True),
        ("Virginia", ["West Virginia"], False),
        (None, ["Texas"], False),
    ],
)
def test_a_law_is_that_of_a_state_however_put(found: str | None, named: list[str], right: bool) -> None:
    """The form of the state does not count, its name does."""
    assert is_law(found, named) is right


def test_a_party_is_found_by_an_alike_name() -> None:
    """A misspelt name is alike, a stranger's is not."""
    assert is_party("Mount Kowledge Holdings Inc.", ["Mount Knowledge Holdings Inc."])
    assert not is_party("Orsa Ferries S.p.A.", ["Pallas Crane FZE"])


def test_the_contracts_that_stand_as_pdf_are_left_out(tmp_path: Path) -> None:
    """Contracts come in an order of their own that does not change; one of three stands there as PDF."""
    (tmp_path / "cuad").mkdir()
    (tmp_path / "cuad" / "Two.PDF").touch()
    marks = {"spans": [], "answers": {"Parties": "Vard Ltd.", "Agreement Date": "5/8/14"}}
    names = ("one.txt", "two.txt", "three.txt")
    with gzip.open(tmp_path / "cuad-text.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps({"file": name, "text": "x"}) + "\n" for name in names)
    with gzip.open(tmp_path / "cuad-spans.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps({"file": f"all/{name}"} | marks) + "\n" for name in names)
    found = list(contracts(tmp_path))
    assert sorted(one.title for one in found) == ["one", "three"]
    assert found == list(contracts(tmp_path))


def test_contracts_that_are_not_there_are_told(tmp_path: Path) -> None:
    """Nothing fails where the data is absent: what is missing is named."""
    assert find_missing(tmp_path) == tmp_path / "cuad-text.jsonl.gz"
    told = CliRunner().invoke(command, ["contracts", "--data", str(tmp_path)])
    assert told.exit_code == 0
    assert "Not scored: contracts." in told.output


def test_a_sample_is_of_contracts_alone() -> None:
    """`--sample` with another part is a mistake in use."""
    assert CliRunner().invoke(command, ["documents", "--sample", "3"]).exit_code == 2
