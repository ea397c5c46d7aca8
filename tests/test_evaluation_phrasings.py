"""The bank of phrasings: how a file of it is read and checked, and what counts as found and as made up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.errors import GoldError
from evaluation.phrasings import DEVELOPED, HELD, outcomes, parse_phrasings, read_bank
from evaluation.records import Phrasing
from extract.pipeline import load

BODY = """# Who accuses whom.
Unite accuses Vectris Mobility of sacking shop stewards.
Vectris denies it.
allegation a1 claimant: Unite; target: Vectris Mobility
response responder: Vectris Mobility; act: denies; answers: a1

# A trap.
Nobody accuses Vectris; not today.
nothing
"""


def parsed(body: str, kind: str = "allegation") -> tuple[list[Phrasing], str]:
    """Return the phrasings of a file and everything that does not hold in it, a line each."""
    problems: list[str] = []
    return list(parse_phrasings(body, kind, problems)), "\n".join(problems)


@pytest.mark.parametrize("half", [DEVELOPED, HELD])
def test_each_half_of_the_bank_holds_together(half: str) -> None:
    """Every block of the bank has a text, and facts whose roles, values and fillers hold."""
    bank = read_bank(half)
    assert len({one.text for one in bank}) == len(bank)


def test_no_phrasing_stands_in_both_halves() -> None:
    """What is held back is not there to work with."""
    assert not {one.text for one in read_bank(DEVELOPED)} & {one.text for one in read_bank(HELD)}


def test_a_block_is_its_text_and_a_line_a_fact() -> None:
    """Comments are no part of a block; a fact's evidence may lie anywhere in it; an id names the line it begins in."""
    (first, second), problems = parsed(BODY)
    assert not problems
    assert (first.phrasing_id, second.phrasing_id) == ("allegation:2", "allegation:8")
    assert first.text.splitlines()[1] == "Vectris denies it."
    allegation, response = first.facts
    assert allegation.fact_id == "a1"
    assert allegation.roles == (("claimant", ("Unite",)), ("target", ("Vectris Mobility",)))
    assert allegation.quotes == (first.text,)
    assert response.answers == ("a1",)
    assert first.kinds == {"allegation", "response"}
    assert not second.facts
    assert second.kinds == {"allegation"}


def test_several_fillers_values_and_optional_facts_are_read() -> None:
    """A line takes what a sheet takes: fillers parted by bars, amounts, dates, and what readers may differ about."""
    (one,), problems = parsed(
        "Oslo and Bergen pay Halden AS NOK 3m.\n"
        "contract supplier: Halden AS; buyer: Oslo | Bergen; amount: 3000000 NOK; optional: yes\n",
        "contract",
    )
    assert not problems
    assert one.facts[0].roles[1] == ("buyer", ("Oslo", "Bergen"))
    assert one.facts[0].values == (("amount", "3000000 NOK"),)
    assert one.facts[0].optional


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Oslo buys vans.\n", "allegation:1: it has no fact, and no line `nothing`"),
        ("nothing\n", "it has no text"),
        ("Oslo says so.\nallegation claimant: Bergen\n", "the text does not say `Bergen`"),
        ("Oslo says so.\nallegation claimant: Oslo\nand more\n", "`and more` is no fact"),
        ("Oslo says so.\nallegation buyer: Oslo\n", "`buyer: Oslo` is no role of it"),
        ("Oslo says so.\nallegation claimant: Oslo\nnothing\n", "and lists a fact of its kind"),
        ("Oslo says no.\nresponse responder: Oslo; answers: a7\n", "answers a7, which is no fact here"),
    ],
)
def test_what_does_not_hold_is_told_with_its_place(body: str, told: str) -> None:
    """A block that cannot be scored is told, not left out."""
    assert told in parsed(body)[1]


def test_a_file_is_named_after_a_kind_and_all_problems_of_a_half_are_told_at_once(tmp_path: Path) -> None:
    """A misspelt file name would hide a whole file."""
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "contrakt.txt").write_text("Oslo buys vans.\nnothing\n", "utf-8")
    (tmp_path / "held" / "role.txt").write_text("Oslo buys vans.\n", "utf-8")
    with pytest.raises(GoldError) as error:
        read_bank("held", tmp_path)
    assert len(error.value.problems) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n#", codec="utf-8"), min_size=1).map(str.strip), max_size=4))
def test_any_words_are_a_text_or_told(lines: list[str]) -> None:
    """No words in a file stop its reader, and no block of it goes unread."""
    body = "\n\n".join(line for line in lines if line)
    phrasings, problems = parsed(body, "contract")
    assert len(phrasings) <= len(lines)
    assert bool(problems) == bool(phrasings) or any(not one.facts for one in phrasings)


def test_a_phrasing_is_read_alone_and_only_its_kinds_are_looked_at() -> None:
    """Names of one block lend nothing to the next, and facts of kinds that nobody marked count neither way."""
    said = "Norvik Optics AS won a $3 million contract to supply cameras to the Ministry of Defence of Norway."
    contract, role = (Phrasing(f"{kind}:1", kind, said, ()) for kind in ("contract", "role"))
    (_, facts, found), (_, none, _) = outcomes([contract, role], load())
    assert [fact.kind.value for fact in facts] == ["contract"]
    assert ("supplier", (frozenset({"Norvik Optics AS"}),)) in [
        (name, tuple(frozenset(sorted(one)[:1]) for one in fillers)) for name, fillers in found[0].roles
    ]
    assert Counter(none) == Counter()
