"""Help out of the index: copies folded, marks, recency, other spellings, more of the same, what sets hits apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stocked import paper

from search.index import Groups, Order, SearchOptions
from search.records import IndexEntry
from search.significance import log_likelihood
from search.suggesting import suggestions
from search.whoosh_index import WhooshIndex, open_index

TEXTS = {
    "surveillance": "The ministry bought surveillance cameras from Veshtar for the valley.",
    "valley": "Surveillance cameras by Veshtar watch every valley; surveillance grows.",
    "harbour": "Cranes in the harbour unload grain, and the harbour master counts them.",
    "grain": "Grain prices fell while cranes in the harbour stood still.",
    "police": "The police in the valley use face recognition software by Veshtar.",
    "market": "Farmers sell grain at the market near the harbour.",
}
DATES = {"surveillance": "2015-03-01", "valley": "2021-03-01", "harbour": "2020", "police": "2021-02"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshIndex]:
    """An index of a few short texts, each named in its title."""
    with open_index(tmp_path_factory.mktemp("help") / "index") as opened:
        opened.add(
            IndexEntry(
                paper(name, text, title=name.title(), date=DATES.get(name)),
                entities=(("company", "n1", "Veshtar Optics"),) if "Veshtar" in text else (),
                names=(("company", "Veshtar Optics"),) if "Veshtar" in text else (),
            )
            for name, text in TEXTS.items()
        )
        yield opened


def id_of(name: str) -> str:
    """Return the id of the document of this name."""
    return paper(name, TEXTS[name]).document_id


def names(index: WhooshIndex, query: str, options: SearchOptions) -> list[str]:
    """Return the names of the hits, in order."""
    return [hit.title.lower() for hit in index.search(query, options).hits]


def test_copies_are_folded_into_the_best(index: WhooshIndex) -> None:
    """Of a group one hit is shown, the best, with the ids of the others that match; the total still counts them."""
    groups = Groups({id_of("surveillance"): "1", id_of("valley"): "1", id_of("harbour"): "1", id_of("grain"): "2"})
    whole = index.search("surveillance", SearchOptions())
    folded = index.search("surveillance", SearchOptions(groups=groups))
    assert (folded.total, folded.distinct, len(folded.hits)) == (2, 1, 1)
    assert folded.hits[0].document_id == whole.hits[0].document_id
    assert folded.hits[0].copies == (whole.hits[1].document_id,)
    assert whole.hits[0].copies == ()


@pytest.mark.parametrize("sort", ["relevance", "recency", "date", "-date", "title"])
def test_pages_of_folded_hits_make_the_whole(index: WhooshIndex, sort: Order) -> None:
    """In every order, pages one after the other are the list of all ids, each group once."""
    groups = Groups({id_of(name): "1" for name in ("surveillance", "police", "market")})
    options = SearchOptions(sort=sort, groups=groups)
    every = index.ordered("", options)
    pages = [index.search("", SearchOptions(sort=sort, groups=groups, limit=1, offset=n)).hits for n in range(4)]
    assert [hit.document_id for page in pages for hit in page] == list(every)
    assert len(every) == 4


def test_marks_narrow_and_are_counted(index: WhooshIndex) -> None:
    """What was not seen is counted beside everything, or shown alone; ids of none do no harm."""
    seen = frozenset({id_of("valley"), "nobody"})
    results = index.search("surveillance", SearchOptions(seen=seen))
    assert (results.total, results.unseen) == (2, 1)
    assert names(index, "surveillance", SearchOptions(seen=seen, unseen_only=True)) == ["surveillance"]
    assert index.search("surveillance").unseen is None
    only = frozenset({id_of("valley"), id_of("grain")})
    assert names(index, "surveillance", SearchOptions(only=only)) == ["valley"]


def test_recency_lifts_what_is_new(index: WhooshIndex) -> None:
    """A newer document passes an older one that is a little better, and one without a date is not lifted."""
    assert names(index, "ministry OR police", SearchOptions(sort="recency"))[0] == "police"
    assert names(index, "kind:news", SearchOptions(sort="recency"))[:2] == ["valley", "police"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("surveillnce", "surveillance"),
        ("veshtra", "veshtar"),
        ("surveillnce camras", "surveillance cameras"),
        ("company:veshtra", "company:veshtar"),
        ("har bour", "harbour"),
        ("grain -harbor surveillnce OR graine", None),
    ],
)
def test_slips_are_put_right(index: WhooshIndex, typed: str, meant: str | None) -> None:
    """A letter too few, two changed places, two words, a field, a word apart: what was meant is offered first."""
    found = suggestions(index, typed, index.search(typed).total, SearchOptions())
    if meant is None:
        assert all(one.total > index.search(typed).total for one in found)
    else:
        assert found[0].query == meant
        assert found[0].total == index.search(meant).total > 0


@pytest.mark.parametrize("typed", ['"surveillnce"', "-surveillnce", "surveillnce*", "qqqqq", "", '"veshtra optics"'])
def test_what_was_insisted_on_is_left_alone(index: WhooshIndex, typed: str) -> None:
    """Quoted words, excluded words, patterns, and words like nothing here get no other spelling."""
    assert suggestions(index, typed, 0, SearchOptions()) == ()


def test_enough_is_enough(index: WhooshIndex) -> None:
    """A query that finds enough gets no suggestions, however odd its words are."""
    assert suggestions(index, "surveillnce", 3, SearchOptions()) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_query_can_be_put_right(index: WhooshIndex, typed: str) -> None:
    """Whatever was typed, each suggestion finds exactly as much as it says."""
    total = index.search(typed).total
    for one in suggestions(index, typed, total, SearchOptions()):
        assert index.search(one.query).total == one.total > total
    index.significant(typed, SearchOptions(limit=5))


def test_more_of_the_same(index: WhooshIndex) -> None:
    """Documents that share telling words come first; the document itself and its copies do not come."""
    results = index.similar(id_of("harbour"), SearchOptions(limit=3))
    assert [hit.title.lower() for hit in results.hits][:2] == ["grain", "market"]
    assert all(0 < hit.score < 1 for hit in results.hits)
    assert "harbour" in results.understood.split()
    copies = Groups({id_of("harbour"): "1", id_of("grain"): "1"})
    assert id_of("grain") not in {
        hit.document_id for hit in index.similar(id_of("harbour"), SearchOptions(groups=copies)).hits
    }
    assert index.similar("nobody").hits == ()


def test_what_sets_hits_apart(tmp_path: Path) -> None:
    """Words and entities that hits have and others lack are told with their counts; the words asked for are not."""
    with open_index(tmp_path / "index") as index:
        strike, quiet = "a strike at the docks, crane drivers walk out", "a quiet day of trade, nothing moved"
        index.add(
            IndexEntry(
                paper(f"p{number}", f"Port news {number}: {strike if number < 8 else quiet}."),
                entities=(("organisation", "n7", "Dock Union"),) if number < 8 else (),
            )
            for number in range(40)
        )
        found = index.significant("strike", SearchOptions(limit=20))
        assert found.looked_at == 8
        words = {one.text: (one.count, one.among) for one in found.words}
        assert words["crane"] == words["drivers"] == (8, 8)
        assert not {"strike", "port", "news", "quiet"} & words.keys()
        assert [(one.text, one.label, one.entity_id, one.count) for one in found.entities] == [
            ("Dock Union", "organisation", "n7", 8)
        ]
        assert index.significant("", SearchOptions()).words == ()


def test_log_likelihood_is_as_published() -> None:
    """The measure equals a table worked out by hand, and what is rarer inside than outside counts nothing."""
    inside, among = np.array([10.0, 1.0]), np.array([20.0, 50.0])
    got = log_likelihood(inside, 100.0, among, 1000.0)
    table = [(10, 100 * 20 / 1000), (10, 900 * 20 / 1000), (90, 100 * 980 / 1000), (890, 900 * 980 / 1000)]
    assert got[0] == pytest.approx(2 * sum(o * np.log(o / e) for o, e in table))
    assert got[1] == 0
