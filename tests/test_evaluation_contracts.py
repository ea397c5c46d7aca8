"""The measurement on real contracts: what counts as a party, a date and a law, on contracts made up for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.commands.evaluate import command
from corpus.records import Kind
from evaluation.contract_gold import Contract, contracts, find_missing, iso, named_parties
from evaluation.contract_reading import Answer, contract_document, read_contract, read_contracts, without_middle
from evaluation.contracts import TEXT, count, is_law, is_party, score_answers
from evaluation.tally import Tally

LAID = Contract(
    "one", "", ("Veshtar Optical Co., Ltd.", "Pallas Crane FZE"), ("Pallas",), frozenset({"2019-03-14"}), ("Nevada",)
)


def shares(answer: Answer) -> dict[str, tuple[float, float]]:
    """Return precision and recall by measure of the answer to the one contract."""
    tally = Tally(TEXT, summed=False)
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


def test_contracts_come_in_an_order_of_their_own(tmp_path: Path) -> None:
    """The order does not change, and of three contracts the one that stands there as PDF says where."""
    (tmp_path / "cuad").mkdir()
    (tmp_path / "cuad" / "Two.PDF").touch()
    marks = {"spans": [], "answers": {"Parties": "Vard Ltd.", "Agreement Date": "5/8/14"}}
    names = ("one.txt", "two.txt", "three.txt")
    with gzip.open(tmp_path / "cuad-text.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps({"file": name, "text": "x"}) + "\n" for name in names)
    with gzip.open(tmp_path / "cuad-spans.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps({"file": f"all/{name}"} | marks) + "\n" for name in names)
    found = list(contracts(tmp_path))
    assert {one.title: one.pdf is not None for one in found} == {"one": False, "two": True, "three": False}
    assert found == list(contracts(tmp_path))


MADE = Contract(
    "supply",
    "SUPPLY AGREEMENT\n\nThis Agreement is made on 14 March 2019 by and between Veshtar Optical Co., Ltd. (the "
    '"Supplier") and Pallas Crane FZE (the "Buyer").\n\n1. Governing law. This Agreement shall be governed by the laws '
    "of the State of Nevada.\n",
    ("Veshtar Optical Co., Ltd.", "Pallas Crane FZE"), (), frozenset({"2019-03-14"}), ("Nevada",),
)  # fmt: skip


def test_a_contract_is_read_as_a_file_is() -> None:
    """A text becomes a document of the kind contract, and its parties, date and law are read from it."""
    (answer,) = read_contracts([MADE], processes=1)
    assert answer == Answer(("Veshtar Optical Co., Ltd.", "Pallas Crane FZE"), "2019-03-14", "Nevada")
    document = contract_document(MADE)
    assert document is not None
    assert document.kind is Kind.CONTRACT
    assert without_middle(document) is document


def test_the_middle_of_a_long_contract_is_kept_as_text_alone() -> None:
    """The clauses between beginning and end stay in the text, and the law that they name is found."""
    beginning, law = MADE.text.split("1. Governing", 1)
    filled = f"{beginning}{'The parties meet once a month. ' * 600}\n\n1. Governing{law}\n\n{'It is so agreed. ' * 600}"
    long = Contract("long", filled, MADE.parties, (), MADE.dates, MADE.laws)
    document = contract_document(long)
    assert document is not None
    assert without_middle(document).text == document.text
    assert read_contract(long).law == "Nevada"


def test_every_second_contract_counts_twice() -> None:
    """A part has the scores of all its contracts, then those of every second one, of which nobody lists errors."""
    answered = iter([(LAID, Answer()), (LAID, Answer(LAID.parties, "2019-03-14", "Nevada"))])
    recalls = {(one.part, one.measure): one.recall for one in score_answers(TEXT, answered)}
    assert recalls["text", "parties"] == 0.5
    assert recalls["text, held", "parties"] == 1.0


def test_a_contract_that_cannot_be_read_has_no_answer() -> None:
    """A contract of which no PDF stands there gives nothing from its PDF."""
    assert read_contract(MADE, printed=True) == Answer()


def test_contracts_that_are_not_there_are_told(tmp_path: Path) -> None:
    """Nothing fails where the data is absent: what is missing is named."""
    assert find_missing(tmp_path) == tmp_path / "cuad-text.jsonl.gz"
    told = CliRunner().invoke(command, ["contracts", "--data", str(tmp_path)])
    assert told.exit_code == 0
    assert "Not scored: contracts." in told.output


def test_a_sample_is_of_contracts_alone() -> None:
    """`--sample` with another part is a mistake in use."""
    assert CliRunner().invoke(command, ["documents", "--sample", "3"]).exit_code == 2
