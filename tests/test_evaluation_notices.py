"""The measurement on real notices: the tables of a rule and facts people have judged, on a rule made up for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.commands.evaluate import command
from evaluation.notice_gold import (
    NOTICES,
    RIGHT,
    RULE,
    WRONG,
    Entry,
    find_missing,
    mark_of,
    notices,
    read_marks,
    rule_entries,
)  # fmt: skip
from evaluation.notices import is_called, score_notices

TABLE = """\
<html><head><title>Rule</title></head><body><RULE><SUBJECT>Additions to the Entity List</SUBJECT>
<P>The Department of Commerce is amending the Export Administration Regulations by adding one entity to the Entity List.
</P>
<GPOTABLE>
<ROW><ENT>Country</ENT><ENT>Entity</ENT><ENT>License</ENT><ENT>Policy</ENT><ENT>Citation</ENT></ROW>
<ROW><ENT>CANADA</ENT><ENT A="03"> * * *</ENT></ROW>
<ROW><ENT> </ENT><ENT>Osk Optical Co., Ltd., a.k.a., the following two aliases:
<LI>—Osk Optics; <E T="03">and</E></LI><LI>—Osk O.C.</LI><LI>5 Harbour Road, Montreal, Canada.</LI></ENT>
<ENT>For all items.</ENT><ENT>Denial.</ENT><ENT>88 FR 1200.</ENT></ROW>
<ROW><ENT> </ENT><ENT>An address that goes on.</ENT></ROW>
</GPOTABLE></RULE></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a rule and two notices, all made up."""
    (tmp_path / RULE).write_text(f'<?xml version="1.0"?>\n{TABLE}', "utf-8")
    rows = [
        {"doc": "1", "date": "2023-01-04", "title": "Tobias Wrenfield: Debarment Order",
         "abstract": "The Food and Drug Administration (FDA) is issuing an order debarring Tobias Wrenfield."},
        {"doc": "2", "date": "2023-01-05", "title": "Steel Nails From Veshtar", "abstract": "Comments are invited."},
    ]  # fmt: skip
    with gzip.open(tmp_path / NOTICES, "wt") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_a_rule_tells_its_entries_in_tables(folder: Path) -> None:
    """Heads, countries, stars and addresses are no entries; what ends an alias is no part of it."""
    assert list(rule_entries(folder / RULE)) == [Entry("Osk Optical Co., Ltd.", ("Osk Optics", "Osk O.C"))]


def test_a_party_is_called_by_its_name_or_another_of_its_names() -> None:
    """Names are compared, aliases are taken word for word."""
    entry = Entry("Osk Optical Co., Ltd.", ("OOC",))
    assert is_called("OSK OPTICAL CO LTD", entry)
    assert is_called("OOC", entry)
    assert not is_called("Vard Steel AS", entry)


def test_rule_and_notices_are_scored(folder: Path) -> None:
    """The party of the table is found with its names; a fact that nobody judged is wrong until somebody does."""
    first = score_notices(folder, marks={})
    scores = {(one.part, one.measure): one for one in first.scores}
    assert scores["Entity List rule", "names"].recall == 1.0
    assert scores["Entity List rule", "aliases"].f1 == 1.0
    assert first.unjudged == len(first.judged) > 0
    assert scores["facts", "designation"].precision == 0.0
    judged = score_notices(folder, marks={one.mark: RIGHT for one in first.judged} | {"no longer": RIGHT})
    every = next(one for one in judged.scores if one.measure == "all")
    assert every.precision == 1.0
    assert every.recall < 1.0
    assert judged.unjudged == 0


def test_a_mark_holds_what_a_fact_says(folder: Path) -> None:
    """Marks of different facts differ, and the same fact has the same mark in another run."""
    marks = [[one.mark for one in score_notices(folder, marks={}).judged] for _ in range(2)]
    assert marks[0] == marks[1]
    assert marks[0] == [mark_of(one.fact) for one in score_notices(folder, marks={}).judged]


def test_judgements_are_kept_as_hashes() -> None:
    """The file of judgements holds nothing but hashes with right or wrong."""
    marks = read_marks()
    assert set(marks.values()) <= {RIGHT, WRONG}
    assert all(len(mark) == 16 and set(mark) <= set("0123456789abcdef") for mark in marks)


def test_notices_come_in_an_order_of_their_own(folder: Path) -> None:
    """A sample is always the same, and each notice has its title, date and kind."""
    (one,) = notices(folder, 1)
    assert [one] == list(notices(folder, 1))
    assert one.date is not None
    assert one.title in one.text


def test_notices_that_are_not_there_are_told(tmp_path: Path) -> None:
    """Nothing fails where the data is absent: what is missing is named."""
    assert find_missing(tmp_path) == tmp_path / RULE
    told = CliRunner().invoke(command, ["notices", "--data", str(tmp_path)])
    assert told.exit_code == 0
    assert "Not scored: notices." in told.output


def test_only_notices_are_shown() -> None:
    """`--show` with another part is a mistake in use."""
    assert CliRunner().invoke(command, ["contracts", "--show"]).exit_code == 2
