"""Gold that people marked: how a sheet is read and checked, where its words stand, what counts as right, the floors."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import samples
from corpus.records import Document, Kind
from evaluation.attribution_scores import AttributionTally, common
from evaluation.document_scores import count_properties
from evaluation.errors import GoldError
from evaluation.fact_scores import FactTallies, found_fact
from evaluation.floor_files import Floors, read_floors, write_floors
from evaluation.floors import FEWEST, FLOORS, HEAD, floor_under, renewed, with_floors
from evaluation.gold import read_aliases, read_gold
from evaluation.marking import lay, places, spans_of
from evaluation.mention_scores import MentionTallies, b_cubed, bare
from evaluation.records import GoldAttribution, GoldDocument, GoldFact, Score, Sheet
from evaluation.sets import DEVELOPED, TUNED, UNSEEN, find_document, score_library
from evaluation.sheets import forms_of, parse_sheet, read_tuned, read_written
from evaluation.tally import Tally
from evaluation.values import agree, read_value, write_value
from extract.records import Attribution, Date, Form, Label, Mention, Money, Quantity, Span
from library.library import Library

SHEET = """kind: news
title: Ferries
date: 2020-01-02
---
Northsea Ferries AB bought ten vans. Northsea said the vans were cheap. The company, Oslo says, has none.
Oslo is calm. Oslo denies it.
=== mentions
company: Northsea Ferries AB | Northsea | ~The company
government: Oslo @ Oslo says | Oslo#3
place: Oslo#2
=== attributions
Northsea || said || the vans were cheap
- || denies || it
=== facts
* allegation a1
  claimant: Northsea Ferries AB
  quote: Northsea said the vans were cheap.
* response
  responder: Oslo
  act: denies
  answers: a1
  quote: Oslo denies it.
"""


def text_of(sheet: Sheet) -> str:
    """Return the text of a sheet that has one."""
    assert sheet.text is not None
    return sheet.text


def document_of(text: str) -> Document:
    """Return a document of these words."""
    return Document("d", "", "", "text/plain", Kind.NEWS, "", "Ferries", text, date="2020-01-02")


def problems_of(body: str) -> str:
    """Return everything that is told about a sheet that does not hold together."""
    with pytest.raises(GoldError) as told:
        parse_sheet(body, "one.txt")
    return str(told.value)


def by_measure(tally: Tally) -> dict[str, Score]:
    """Return the scores of a tally by measure."""
    return {score.measure: score for score in tally.scores(TUNED)}


def test_the_unseen_documents_hold_together_and_are_no_samples() -> None:
    """Every quote of the unseen documents stands in its text, each layer is marked, and the demo has none of them."""
    sheets = read_written("unseen")
    shown = {path.name for path in samples.documents_folder().rglob("*")}
    assert all(sheet.text and sheet.chains and sheet.document.facts for sheet in sheets)
    assert not shown & {sheet.path for sheet in sheets}


@pytest.mark.parametrize("folder", ["developed", "papers", "held", "papers_held"])
def test_the_documents_to_work_with_and_those_held_back_hold_together(folder: str) -> None:
    """Every quote of these documents stands in its text, and each has somebody and some fact marked."""
    sheets = read_written(folder)
    assert sheets
    assert all(sheet.text and sheet.chains and sheet.document.facts for sheet in sheets)
    assert {sheet.document.kind for sheet in sheets} <= {None, *map(str, Kind)}


def test_the_marks_of_the_samples_lie_on_what_is_read_from_them(demo: Library) -> None:
    """Every word marked in a sample document stands in the text that was read from it."""
    heads = {head.location: head.document_id for head in demo.heads()}
    sheets = read_tuned()
    assert len(sheets) >= 20
    for sheet in sheets:
        document = find_document(demo, heads, sheet.path)
        assert document is not None, sheet.path
        assert lay(sheet, document.text).mentions


def test_a_form_marks_each_place_and_the_longer_one_wins() -> None:
    """A name is marked wherever it stands, the longest form first; occurrences and contexts choose between places."""
    sheet = parse_sheet(SHEET, "one.txt")
    text = text_of(sheet)
    marks = lay(sheet, text)
    told = [(text[one.start : one.end], one.label, one.described) for one in marks.mentions]
    assert told == [
        ("Northsea Ferries AB", "company", False),
        ("Northsea", "company", False),
        ("The company", "company", True),
        ("Oslo", "government", False),
        ("Oslo", "place", False),
        ("Oslo", "government", False),
    ]
    assert marks.mentions[0].chain == marks.mentions[1].chain == marks.mentions[2].chain


def test_an_attribution_stands_at_the_nearest_cue_and_source() -> None:
    """Source and cue are those nearest to the content; a dash is nobody."""
    sheet = parse_sheet(SHEET, "one.txt")
    text = text_of(sheet)
    attributions = lay(sheet, text).attributions
    assert attributions is not None
    first, second = attributions
    assert first.source is not None
    assert text[slice(*first.source)] == "Northsea"
    assert first.source[0] > 0
    assert text[slice(*first.content)] == "the vans were cheap"
    assert second.source is None


@pytest.mark.parametrize(
    ("words", "other", "said"),
    [
        ("quote: Oslo denies it.", "quote: Oslo admits it.", "does not say `Oslo admits it.`"),
        ("| Northsea |", "| Southsea |", "does not say `Southsea`"),
        ("Oslo#2", "Oslo#9", "stands 3 times"),
        ("Oslo#2", "Oslo#3", "in two chains"),
        ("Northsea || said || the vans were cheap", "Northsea || said || the vans were dear", "the vans were dear"),
        ("Northsea || said || the", "Northsea || the", "SOURCE || CUE || CONTENT"),
        ("company: North", "firm: North", "a mention is one of"),
        ("* response", "* reply", "no such kind of fact"),
        ("answers: a1", "answers: a7", "answers a7"),
        ("responder: Oslo", "buyer: Oslo", "no role"),
        ("responder: Oslo", "responder: Bergen", "no mention"),
        ("  quote: Oslo denies it.\n", "", "no quote"),
        ("kind: news", "sort: news", "none of"),
    ],
)
def test_what_does_not_hold_in_a_sheet_is_told(words: str, other: str, said: str) -> None:
    """Each mistake in a sheet is an error that names it."""
    assert words in SHEET
    assert said in problems_of(SHEET.replace(words, other))


def test_every_problem_of_a_sheet_is_told_at_once() -> None:
    """Whoever writes a sheet learns all that is wrong with it in one go."""
    told = problems_of(
        SHEET.replace("Oslo denies it.\n=", "Oslo is silent.\n=").replace("| Northsea |", "| Southsea |")
    )
    assert "Southsea" in told
    assert "`Oslo denies it.`" in told
    assert all(line.startswith("one.txt: ") for line in told.splitlines())


def test_a_sheet_without_text_needs_a_path() -> None:
    """A sheet is of a text or of a sample document."""
    assert "path" in problems_of("kind: news\n=== mentions\ncompany: A\n")


def test_an_unread_heading_is_not_an_empty_one() -> None:
    """Attributions that nobody marked are not scored; those marked as none are."""
    before, _, after = SHEET.partition("=== attributions\n")
    facts = after[after.index("=== facts") :]
    assert parse_sheet(before + facts, "one.txt").claims is None
    assert parse_sheet(before + "=== attributions\n" + facts, "one.txt").claims == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["Oslo", "oslo", "Oslofjord", "“Oslo”", "Oslo’s", "-", "\n"]), max_size=30))
def test_places_are_whole_words_in_these_letters(words: list[str]) -> None:
    """A form is found where it stands as whole words, never within one."""
    text = " ".join(words)
    found = places("Oslo", text)
    assert len(found) == sum(word in ("Oslo", "“Oslo”", "Oslo’s") for word in words)
    assert all(text[start:end] == "Oslo" for start, end in found)


def test_a_quote_is_found_across_lines_and_marks() -> None:
    """White space and the kind of quotation marks and dashes do not matter to a quote."""
    text = "He said:\n“no\nmore” – and left."
    assert spans_of(['"no more" - and'], text) == ((9, 24),)
    assert spans_of(["never"], text) == ()


@pytest.mark.parametrize(
    ("words", "kept"),
    [("the Ministry", "Ministry"), ("Ms Ball", "Ball"), ("Dr. Hall's", "Hall"), ("the", "the"), ("Anker", "Anker")],
)
def test_articles_and_titles_are_forgiven(words: str, kept: str) -> None:
    """An article, a title and a possessive are no part of a mention's bounds."""
    start, end = bare(words, 0, len(words))
    assert words[start:end] == kept


def test_b_cubed_of_a_known_case() -> None:
    """Two entities thrown together lose precision, one torn apart loses recall."""
    precisions, recalls = b_cubed([(1, "x"), (1, "x"), (2, "x"), (3, "y"), (3, None)])
    assert precisions == pytest.approx([2 / 3, 2 / 3, 1 / 3, 1, 1])
    assert recalls == pytest.approx([1, 1, 1, 1 / 2, 1 / 2])


@given(st.lists(st.integers(0, 4)))
def test_b_cubed_of_the_same_clusters_is_full(clusters: list[int]) -> None:
    """Clusters that are the same under other names are all right."""
    precisions, recalls = b_cubed([(cluster, f"name {cluster}") for cluster in clusters])
    assert precisions == recalls == [1] * len(clusters)


def test_mentions_are_right_with_label_and_bounds() -> None:
    """A mention with another label is one missed and one too many; what is ignored is neither."""
    sheet = parse_sheet(SHEET.replace("place: Oslo#2", "ignore: Oslo#2"), "one.txt")
    text = text_of(sheet)
    document, marks = document_of(text), lay(sheet, text)
    first, second, third = (start for start, _ in places("Oslo", text))
    found = [
        Mention("d", 0, 19, Label.COMPANY, "Northsea Ferries AB", name_id="n"),
        Mention("d", first, first + 4, Label.PLACE, "Oslo", name_id="p"),
        Mention("d", second, second + 4, Label.PLACE, "Oslo", name_id="p"),
        Mention("d", third, third + 4, Label.GOVERNMENT, "Oslo", name_id="g"),
        Mention(
            "d", text.index("The company"), text.index(", Oslo"), Label.COMPANY, "The company", Form.DESCRIPTION, "n"
        ),
    ]
    tallies = MentionTallies()
    tallies.count(marks, found, document)
    scores = by_measure(tallies.mentions)
    assert (scores["company"].precision, scores["company"].recall) == (1, 0.5)
    assert scores["government"].gold == 2
    assert scores["government"].f1 == pytest.approx(2 / 3)
    assert (scores["place"].found, scores["place"].precision) == (1, 0)
    assert by_measure(tallies.linking)["descriptions"].f1 == 1


def test_attributions_are_right_in_their_three_parts() -> None:
    """Content, cue and source are scored apart and together."""
    sought = [GoldAttribution((0, 5), (6, 10), (11, 31)), GoldAttribution(None, (40, 44), (50, 60))]
    found = [
        Attribution(Span(2, 5), Span(6, 10), Span(11, 29)),
        Attribution(Span(33, 36), Span(40, 44), Span(50, 60)),
        Attribution(None, Span(70, 72), Span(80, 90)),
    ]
    tally = AttributionTally()
    tally.count(sought, found)
    scores = by_measure(tally.tally)
    assert scores["content"].recall == 1
    assert scores["content"].precision == pytest.approx(2 / 3)
    assert (scores["source"].gold, scores["source"].found, scores["source"].correct_gold) == (1, 2, 1)
    assert scores["all three"].recall == 0.5


@given(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_what_two_spans_share_is_a_share(one: tuple[int, int], other: tuple[int, int]) -> None:
    """The common share lies between none and all, whichever comes first."""
    first, second = (min(one), max(one)), (min(other), max(other))
    assert 0 <= common(first, second) == common(second, first) <= 1


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("amount", "118000000 EUR at_least", Money(Decimal("118000000.00"), "EUR")),
        ("share", "62.5 percent", Quantity(Decimal("62.5"), "percent")),
        ("quantity", "14000", Quantity(Decimal("1.4E+4"), "workers")),
        ("date", "2020-01", Date("2020-01")),
        ("position", "Managing Director", "managing director"),
    ],
)
def test_a_value_of_gold_is_the_value_found(name: str, words: str, value: Money | Quantity | Date | str) -> None:
    """Values are compared by what they are, not by how they are written."""
    sought = read_value(name, words)
    assert sought is not None
    assert agree(name, sought, write_value(value))


@pytest.mark.parametrize(
    ("name", "words"), [("amount", "much EUR"), ("date", "in May"), ("share", "half"), ("colour", "red")]
)
def test_a_value_that_cannot_be_read_is_none(name: str, words: str) -> None:
    """A value of gold that is not written as it should be is refused."""
    assert read_value(name, words) is None


def test_facts_found_as_sought_are_all_right(demo: Library) -> None:
    """What is found, taken for gold, scores in full; one that readers differ about counts neither way."""
    heads = list(demo.heads())
    document = demo.document(next(head.document_id for head in heads if "tavrin-cameras" in head.location))
    facts = list(demo.facts(document_id=document.document_id))
    gold = [
        GoldFact(
            fact.kind.value,
            tuple((role, tuple(min(names) for names in fillers)) for role, fillers in found_fact(fact, demo).roles),
            (fact.evidence[0].quote,),
            fact.act,
        )
        for fact in facts
    ]
    tallies = FactTallies()
    tallies.count(gold, document, demo, read_aliases())
    assert by_measure(tallies.facts)["all"].f1 == 1
    assert by_measure(tallies.facts)["all"].gold == len(facts) > 5
    doubtful = FactTallies()
    doubtful.count([replace(one, optional=True) for one in gold], document, demo, read_aliases())
    assert by_measure(doubtful.facts)["all"].gold == by_measure(doubtful.facts)["all"].found == 0


def test_a_set_is_scored_in_every_layer(demo: Library) -> None:
    """The samples are scored in all parts, each score under the name of its set."""
    gold = read_gold()
    scores = list(
        score_library(demo, TUNED, gold, read_tuned(), dict.fromkeys((one.path for one in gold), read_aliases()))
    )
    parts = ["documents", "mentions", "linking", "attributions", "facts", "roles", "values"]
    assert list(dict.fromkeys(score.part for score in scores)) == parts
    assert {score.documents for score in scores} == {TUNED}
    assert all(0 <= score.f1 <= 1 for score in scores)
    assert {label.value for label in Label} <= {score.measure for score in scores if score.part == "mentions"}


def test_a_document_that_was_not_read_is_held_against_everything() -> None:
    """What was not read has no property right and its facts are missed."""
    tally, expected = Tally("documents"), GoldDocument("x", "news", "Ferries", None, None, (), ("cookie",))
    count_properties(tally, expected, None)
    assert by_measure(tally)["title"].recall == 0
    assert by_measure(tally)["furniture kept out"].recall == 0
    count_properties(tally, expected, document_of("No furniture."))
    assert by_measure(tally)["title"].recall == 0.5


def test_forms_lead_to_the_name_of_their_chain() -> None:
    """Short forms stand for the first name of their line; descriptions for nobody outside their document."""
    forms = forms_of([parse_sheet(SHEET, "one.txt")])
    assert forms["northsea"] == "Northsea Ferries AB"
    assert "the company" not in forms


def score(right: float, gold: int = 100) -> Score:
    """Return a score of a measure of which so many are right."""
    return Score("facts", "all", gold, gold, right, right, documents=UNSEEN)


def test_floors_rise_and_fall_only_when_asked_to(tmp_path: Path) -> None:
    """A floor follows its score upwards, stays when the score falls, and falls only when it may."""
    place = (UNSEEN, "facts", "all")
    floors: Floors = {place: 0.5}
    raised = renewed(floors, [score(80)], lower=False)
    assert raised[place] == floor_under(score(80)) == 0.77
    assert renewed(raised, [score(60)], lower=False) == raised
    assert renewed(raised, [score(60)], lower=True)[place] == floor_under(score(60))
    assert renewed({}, [score(5, gold=FEWEST - 1)], lower=True) == {}
    write_floors(raised, HEAD, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == raised
    assert [one.has_fallen for one in with_floors([score(80), score(70)], raised)] == [False, True]


def test_the_floors_that_are_shipped_are_of_both_sets() -> None:
    """Tuned and developed documents have floors of their own."""
    assert {TUNED, DEVELOPED} <= {documents for documents, _, _ in read_floors(FLOORS)}
    assert read_floors(Path("no such file")) == {}
