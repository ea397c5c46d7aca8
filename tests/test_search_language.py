"""The query language: what is understood, what is repaired, and that nothing at all makes it fail."""

from __future__ import annotations

import string
import time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import sized

from extract.records import Label
from search.fields import CHOICES, KNOWN_VALUES, NAMES, RANGES, TEXTS, Field
from search.language import parse, show
from search.repairs import MAX_LENGTH
from search.tree import (
    Choice,
    Everything,
    Fuzzy,
    Node,
    Pattern,
    Phrase,
    Range,
    Slot,
    Term,
    both,
    either,
    without,
)

UNDERSTOOD = [
    ('hikvision "human rights" -denies', 'hikvision "human rights" -denies'),
    ("a OR b c", "a OR (b c)"),
    ("a (b OR c)", "a (b OR c)"),
    ("NOT (a b)", "-(a b)"),
    ("NOT NOT a", "a"),
    ("a AND b && c || d", "(a b c) OR d"),
    ("hik* te?t hikvison~ hikvison~2", "hik* te?t hikvison~ hikvison~2"),
    ("who sold cameras?", "who sold cameras"),
    ("http-x y?z", "http-x y?z"),
    ('"within ten"~10', '"within ten"~10'),
    ('"@company forced labour"~8', '"@company forced labour"~8'),
    ("@company", '"@company"'),
    ("“curly quotes” «and these»", '"curly quotes" "and these"'),
    ('company:"hikvision"', 'company:"hikvision"'),
    ("company: hikvision", "company:hikvision"),
    ("Company:(hikvision OR dahua)", "company:hikvision OR company:dahua"),
    ("organization:x lang:en", "organisation:x language:en"),
    ('kind:contracts kind:"Sanctions notice"', "kind:contract kind:sanctions_notice"),
    ("denied:true fact:Allegation", "denied:yes fact:allegation"),
    ("date:2019-10..2021", "date:2019-10..2021"),
    ("date:2019 date:>=2020 date:<2019-2-3", "date:2019 date:>=2020 date:<2019-02-03"),
    ("date:>= 2020", "date:>=2020"),
    ("date:2019.. date:..2019", "date:>=2019 date:<=2019"),
    ("amount:>1m amount:1k..2.5m", "amount:>1000000 amount:1000..2500000"),
    ('amount:"$1,500,000" pages:>100', "amount:1500000 pages:>100"),
    ("supplier:x buyer:y target:z claimant:u authority:v", "supplier:x buyer:y target:z claimant:u authority:v"),
    ("O’Neill AT&T U.S. 290,000,000", "O’Neill AT&T U.S 290,000,000"),
    ("新疆棉花", "新疆棉花"),
    ("(((a)))", "a"),
    ("", ""),
    ("*", ""),
]

REPAIRED = [
    ('"never closed', '"never closed"', "quotation mark"),
    ("(a b", "a b", "put at the end"),
    ("a) b", "a b", "no opening one"),
    ("a OR", "a", "OR"),
    ("OR a", "a", "OR"),
    ("AND a", "a", "AND"),
    ("a NOT", "a", "nothing after NOT"),
    ("title:", "", "nothing after"),
    ("() a", "a", "brackets"),
    ('"" a', "a", "quotation marks"),
    ("foo:bar", "foo bar", "“foo:” is no field"),
    ("http://x.com/y", "http x.com y", "“http:” is no field"),
    ("date:2019-13", "2019-13", "no date"),
    ("date:2021..2019", "date:2019..2021", "wrong way round"),
    ("amount:lots", "lots", "no number"),
    ("kind:novel", "kind:novel", "one of news, contract, sanctions_notice, other"),
    ("hikvison~7", "hikvison~2", "At most 2"),
    ("ab~", "ab", "too short"),
    ('"a b"~99999', '"a b"~1000', "1000 words apart"),
    ("title:-x", "title:x", "minus before the field"),
    ("!!!", "", "nothing in the query"),
    ("a/" * 400, " ".join(["a"] * 256), "first 256"),
    ("新" * 200, "新" * 128, "first 128 letters"),
    ("(" * 40 + "a" + ")" * 40, "a", "deep"),
    ("a " * 400, " ".join(["a"] * 256), "first 256"),
]


@pytest.mark.parametrize(("query", "understood"), UNDERSTOOD)
def test_queries_are_understood(query: str, understood: str) -> None:
    """A query in order is printed back as understood, without a warning."""
    parsed = parse(query)
    assert parsed.understood == understood
    assert parsed.warnings == ()


@pytest.mark.parametrize(("query", "understood", "warning"), REPAIRED)
def test_queries_are_repaired(query: str, understood: str, warning: str) -> None:
    """A query out of order is repaired, and a warning says how."""
    parsed = parse(query)
    assert parsed.understood == understood
    assert any(warning in said for said in parsed.warnings), parsed.warnings


def test_leaves_carry_their_fields() -> None:
    """Each sort of field gives its own sort of leaf."""
    assert parse('title:a kind:news date:2019 company:"b c"').tree == both(
        [
            Term("a", Field.TITLE),
            Choice(Field.KIND, "news"),
            Range(Field.DATE, "2019", "2019"),
            Phrase(("b", "c"), 0, Field.COMPANY),
        ]
    )
    assert parse('"@company denies"~3').tree == Phrase((Slot(Label.COMPANY), "denies"), 3)
    assert parse("amount:>1.5m").tree == Range(Field.AMOUNT, Decimal(1500000), None, exclusive=True)


word = st.text(string.ascii_lowercase, min_size=4, max_size=9).filter(lambda text: not text.endswith("s"))
surface = st.one_of(
    word, st.sampled_from(["O'Neill", "e-mail", "290,000,000", "1.3", "新疆", "Ünïcode", "AT&T", "U.S"])
)
text_field = st.sampled_from([None, *sorted(TEXTS | NAMES)])
number = st.integers(0, 10**12).map(Decimal) | st.decimals(0, 10**6, places=2)
date = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2019", "2019-10", "2020-02-29"])


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A range with its bounds in order, exclusive only where one stands alone."""
    field = draw(st.sampled_from(sorted(RANGES)))
    low, high = sorted([draw(date), draw(date)]) if field is Field.DATE else sorted([draw(number), draw(number)])
    match draw(st.integers(0, 2)):
        case 0:
            return Range(field, low, None, draw(st.booleans()))
        case 1:
            return Range(field, None, high, draw(st.booleans()))
    return Range(field, low, low if low[:4] == high[:4] else high) if isinstance(low, str) else Range(field, low, high)  # type: ignore[index]


@st.composite
def phrases(draw: st.DrawFn) -> Phrase:
    """A phrase of words and slots; a distance needs two of them."""
    items = draw(st.lists(surface | st.builds(Slot, st.sampled_from(Label)), min_size=1, max_size=4))
    return Phrase(tuple(items), draw(st.integers(0, 1000)) if len(items) > 1 else 0, draw(text_field))


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """One of the values of a closed field."""
    field = draw(st.sampled_from(sorted(CHOICES)))
    return Choice(field, draw(st.sampled_from(KNOWN_VALUES.get(field, ("en", "zh-hans")))))


patterns = st.builds(
    lambda a, b, c, field: Pattern(a + b + c, field), word, st.sampled_from(["*", "?", "*?"]), word, text_field
)
leaves = st.one_of(
    st.builds(Term, surface, text_field),
    st.builds(Fuzzy, word, st.integers(1, 2), text_field),
    patterns,
    phrases(),
    choices(),
    ranges(),
)
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(both),
        st.lists(inner, min_size=1, max_size=3).map(either),
        inner.map(without),
    ),
    max_leaves=12,
)
trees = parts | st.just(Everything())


@given(trees)
@settings(max_examples=sized(120, 2_000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_printed_tree_is_parsed_back(tree: Node) -> None:
    """`parse(show(tree))` is the same tree, without a warning."""
    parsed = parse(show(tree))
    assert parsed.tree == tree
    assert parsed.warnings == ()


def test_the_deepest_tree_is_parsed_back() -> None:
    """Brackets as deep as they are read print no deeper, whatever stands between them."""
    text = "a"
    for depth in range(20):
        text = f"b ({text})" if depth % 3 == 0 else f"b OR c d ({text})" if depth % 3 == 1 else f"-({text}) OR e"
    parsed = parse(text)
    assert parsed.warnings == ()
    assert parse(parsed.understood).tree == parsed.tree


AWKWARD = "\"'()[]{}*?~:-+|&@<>=.,/\\^$%#!“”«» \t\n\x00ORANDNOTtitledatekind0129aé新\u00ad\u200d\ud800"
hostile = st.text(max_size=200) | st.text(st.sampled_from(AWKWARD), max_size=200) | st.binary(max_size=100).map(
    lambda data: data.decode("latin-1")
) | st.lists(st.sampled_from(['"', "(", ")", "OR", "NOT", "-", "title:", "date:", "a", "~", "*", "kind:", '"~3', ">"]),
             max_size=40).map(" ".join)  # fmt: skip


@given(hostile)
@settings(max_examples=sized(300, 10_000), deadline=None)
def test_nothing_makes_parsing_fail(text: str) -> None:
    """Any string is parsed, and what was understood is understood again in the same way."""
    parsed = parse(text)
    again = parse(parsed.understood)
    assert again.tree == parsed.tree


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "-", "NOT ", "title:", "a OR ", "*", "a* ", "~", "a-", "é", "x:", "<"]
)
def test_very_long_queries_are_bounded(piece: str) -> None:
    """Ten thousand characters of anything, and more, are read in under two seconds."""
    begun = time.thread_time()
    parsed = parse(piece * 20_000)
    assert time.thread_time() - begun < 2
    assert len(parsed.understood) <= 2 * MAX_LENGTH
    assert any("very long" in warning for warning in parsed.warnings)
