"""Names under labels: what a form or a list says of a name goes before the tagger, but never into a longer name."""

from __future__ import annotations

from spacy.lang.en import English

from extract.components.labelled_names import labelled_names
from extract.components.spans import Found, Tag

_BLANK = English()
_LIST = (
    "The Kestrian Office of Trade Restrictions added two firms today.\n\n"
    "Firm | Grounds | Excluded from\nOsk Steel Ltd | Fraud | 2 May 2023\n"
)


def _labelled(text: str, *, found: tuple[Found, ...] = ()) -> list[tuple[str, str]]:
    doc = _BLANK(text)
    return [(doc[one.start : one.end].text, one.label.value) for one in labelled_names(doc, found)]


def test_the_body_that_lists_is_named_in_full() -> None:
    """A list's authority is taken with what it is an office of, and without its article."""
    assert ("Kestrian Office of Trade Restrictions", "government") in _labelled(_LIST)


def test_a_part_of_a_name_found_is_no_name() -> None:
    """Where a longer name has been found, none of its words are taken for a body of their own."""
    doc = _BLANK(_LIST)
    whole = Found(0, next(token.i for token in doc if token.text == "added"), Tag.ORG)
    assert not [name for name, _ in _labelled(_LIST, found=(whole,)) if "Office" in name]


def test_prose_that_lists_nobody_has_no_listing_body() -> None:
    """A newspaper's sentence about an office that decided something is left to the tagger."""
    assert _labelled("The Kestrian Office of Trade Restrictions approved the sale on Monday.") == []
