"""The founding article: every mention of those it is about is found, as what they are, and nothing odd is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from extract_docs import document

from corpus.records import Section, SectionKind
from extract.context import Context
from extract.pipeline import load
from extract.records import Form, Label, Mention

pytestmark = pytest.mark.shared

NAMED = (Form.NAME, Form.SHORT, Form.ACRONYM)
BODIES = frozenset((Label.COMPANY, Label.ORGANISATION))
ACTING = frozenset((Label.PLACE, Label.GOVERNMENT))
EXPECTED: dict[str, frozenset[Label]] = {
    "Hikvision": frozenset((Label.COMPANY,)),
    "Dahua": frozenset((Label.COMPANY,)),
    "Huawei": frozenset((Label.COMPANY,)),
    "Top10VPN": frozenset((Label.COMPANY,)),
    "Coda Story": BODIES,
    "Department of Health and Social Care": frozenset((Label.GOVERNMENT,)),
    "Department of Health": frozenset((Label.GOVERNMENT,)),
    "Federal Communications Commission": frozenset((Label.GOVERNMENT,)),
    "Matt Hancock": frozenset((Label.PERSON,)),
    "Hancock": frozenset((Label.PERSON,)),
    "Samuel Woodhams": frozenset((Label.PERSON,)),
    "Xinjiang": ACTING,
    "China": ACTING,
    "Beijing": ACTING,
    "London": frozenset((Label.PLACE,)),
    "UK": ACTING,
    "U.S.": ACTING,
    "US": ACTING,
    "Uyghur": frozenset((Label.GROUP,)),
    "Uyghurs": frozenset((Label.GROUP,)),
    "Muslim": frozenset((Label.GROUP,)),
    "Chinese": frozenset((Label.GROUP,)),
    "British": frozenset((Label.GROUP, Label.GOVERNMENT)),
}
"""Every name of the story and the labels that a careful reader may give it; a longer name holds the shorter in it."""
ALLOWED = frozenset(EXPECTED) | {
    "FRED DUFOUR", "AFP", "Getty Images", "Getty", "Coda", "Whitehall", "U.S. Federal Communications Commission",
    "UK’s Department of Health", "UK health ministry", "health ministry", "UK government", "U.S. government",
    "US government", "British councils", "authorities in China’s Xinjiang region", "Chinese company",
}  # fmt: skip
"""What else may be called a name: the makers of the picture, and governments by a description of their own."""
SURE = (
    "Hikvision", "Dahua", "Huawei", "Top10VPN", "Coda Story", "Department of Health and Social Care",
    "Federal Communications Commission",
)  # fmt: skip
"""Those whom the story is about."""


@pytest.fixture(scope="module")
def article(shared: Path) -> Context:
    """The article as the extractor reads it, its closing appeal for support left aside."""
    [path] = (shared / "documents" / "seed").iterdir()
    text = path.read_text("utf-8")
    appeal = Section(SectionKind.BOILERPLATE, text.index("The story you just read"), len(text))
    [found] = load().contexts([document(text, date="2021-07-01", sections=(appeal,))])
    return found


def named(article: Context) -> list[Mention]:
    """Return the mentions that are names, not pronouns or descriptions."""
    return [one for one in article.mentions if one.form in NAMED]


def places(article: Context, name: str) -> list[tuple[int, int]]:
    """Return where a name stands in the story and in no longer name that is expected."""
    story = article.document.text[: article.document.sections[0].start]
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", story)]
    longer = [other for other in EXPECTED if name in other and name != other]
    inside = [match.span() for other in longer for match in re.finditer(re.escape(other), story)]
    return [one for one in found if not any(start <= one[0] and one[1] <= end for start, end in inside)]


@pytest.mark.parametrize("name", SURE)
def test_those_it_is_about_are_found_at_every_mention(article: Context, name: str) -> None:
    """At each place where the name stands there is a mention with that name's words and label."""
    sought = places(article, name)
    assert sought
    missed = []
    for start, end in sought:
        over = [one for one in named(article) if one.start <= start and end <= one.end]
        if not any(one.label in EXPECTED[name] and one.text in ALLOWED for one in over):
            missed.append((article.document.text[max(0, start - 40) : end + 20], [(o.text, o.label) for o in over]))
    assert not missed


def test_every_name_of_the_story_is_found_with_its_label(article: Context) -> None:
    """The other names are found too: nine mentions of ten, each with a label that a careful reader may give."""
    sought = [(name, start, end) for name in EXPECTED for start, end in places(article, name)]
    missed = [
        (name, start)
        for name, start, end in sought
        if not any(o.start <= start and end <= o.end and o.label in EXPECTED[name] for o in named(article))
        and not any(o.start <= start and end <= o.end and o.label is Label.GOVERNMENT for o in article.mentions)
    ]
    assert len(missed) <= len(sought) // 10, missed


def test_nothing_odd_is_found(article: Context) -> None:
    """No name is found that is none, such as "State for Health"."""
    odd = {(one.text, one.label.value) for one in named(article) if " ".join(one.text.split()) not in ALLOWED}
    assert not odd


def test_a_name_has_one_label(article: Context) -> None:
    """A company is a company at each of its mentions, a person a person."""
    labels: dict[str, set[Label]] = {}
    for one in named(article):
        labels.setdefault(one.text, set()).add(one.label)
    wavering = {text: found for text, found in labels.items() if len(found) > 1 and not found <= ACTING}
    assert not wavering
