"""The bank of passages: how it is read and checked, and what counts as found, missed and guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.errors import GoldError
from evaluation.mention_scores import MentionTallies
from evaluation.passages import DEVELOPED, HELD, read_bank
from extract.records import Form, Label, Mention

BODY = """# Who bought whom.
Wiremesh bought Paling & Post.
..
The group said the firm would close.
company: Wiremesh | ~The group
company: Paling & Post
nobody: firm

Oslo denied it. In Oslo it rained; it snowed.
government: Oslo#1
place: Oslo#2
nobody: it#2 | it#3
"""


def write(folder: Path, body: str) -> Path:
    """Write a bank and return its folder."""
    (folder / "some.txt").write_text(body, "utf-8")
    return folder


@pytest.mark.parametrize("bank", [DEVELOPED, HELD])
def test_each_bank_holds_together(bank: str) -> None:
    """Every passage of the banks has marks that stand in its text, and no text is there twice."""
    passages = read_bank(bank)
    assert len({passage.text for passage in passages}) == len(passages) > 60
    assert all(passage.sheet.chains or passage.nobody for passage in passages)


def test_no_passage_is_in_both_banks() -> None:
    """What is held back is not there to work with."""
    assert not {one.text for one in read_bank(DEVELOPED)} & {one.text for one in read_bank(HELD)}


def test_a_passage_is_its_text_and_its_marks(tmp_path: Path) -> None:
    """Two dots are an empty line, comments are left out, and an occurrence may be counted where nobody is meant."""
    first, second = read_bank("some", write(tmp_path, BODY))
    assert first.text == "Wiremesh bought Paling & Post.\n\nThe group said the firm would close.\n"
    assert [form.words for chain in first.sheet.chains for form in chain.forms] == [
        "Wiremesh",
        "The group",
        "Paling & Post",
    ]
    assert [first.text[start:end] for start, end in first.nobody] == ["firm"]
    assert [second.text[:start].count("it") for start, _ in second.nobody] == [1, 2]


@pytest.mark.parametrize("mark", ["company: Wiremsh", "nobody: company", "nobody: group#2"])
def test_marks_that_do_not_hold_are_told(tmp_path: Path, mark: str) -> None:
    """Words that the text does not say are errors that name the passage."""
    body = f"Wiremesh bought a group.\ncompany: Wiremesh\n{mark}\n"
    with pytest.raises(GoldError, match="Wiremesh bought"):
        read_bank("some", write(tmp_path, body))


def test_a_reference_found_where_nobody_is_meant_counts_against_precision() -> None:
    """A guess is something found that is not right; silence costs nothing."""
    guess = Mention("d", 4, 8, Label.COMPANY, "firm", Form.DESCRIPTION, "n1")
    tallies = MentionTallies()
    tallies.count_guesses([(4, 8), (20, 24)], [guess])
    (score,) = tallies.linking.scores("some")
    assert (score.gold, score.found, score.precision) == (0, 1, 0.0)
