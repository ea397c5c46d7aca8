"""Names that the tagger cut short: "High" of "High Court", "Privacy First" of "Privacy First Ireland"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from extract.components.body_names import PERIODICALS
from extract.components.spans import Found, Tag
from extract.folding import listed
from extract.gazetteers.countries import find_country
from extract.gazetteers.legal_forms import has_legal_form

_HEADS = listed(
    "Court Committee Council Commission Ministry Agency Authority Bureau Board Department Inspectorate Tribunal Police"
    " Parliament Assembly University Institute Foundation Association Federation Union Alliance Society Group Party"
    " Bank"
)
_STATE_HEADS = listed(
    "Service Court Council Commission Agency Authority Bureau Bank Police Guard Ministry Tribunal Government Union"
    " Federation Association Party Parliament Assembly Church Forum Society Institute University Office"
)


def with_heads(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Return names, in order, with the head word that follows them and the country that ends them."""
    held = list(_without_owners(doc, sorted(found, key=lambda one: one.start)))
    held = list(_with_state(doc, [_with_head(doc, one) for one in _whole_lines(doc, held)]))
    held = list(_joined(doc, held))
    taken = {index for one in held for index in range(one.start, one.end)}
    return sorted((*held, *(one for one in _periodicals(doc) if one.start not in taken)), key=lambda one: one.start)


def _without_owners(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Part "Stål's Liberal Alliance" and "Malawi's High Court", where Stål is a person of the text."""
    surnames = {doc[one.end - 1].text for one in found if one.tag is Tag.PERSON}
    for one in found:
        owned = next((i for i in range(one.start + 1, one.end - 1) if doc[i].text in ("'s", "’s")), None)
        owner = doc[one.start : owned].text if owned else ""
        whole = one.fixed and has_legal_form(doc[one.start : one.end].text)  # "Papa Tarn's Bakeries, Inc." is one name
        if one.tag is Tag.ORG and owned and not whole and (owner.split()[-1] in surnames or find_country(owner)):
            yield Found(one.start, owned, Tag.PLACE if find_country(owner) else Tag.PERSON)
            yield replace(one, start=owned + 1)
        else:
            yield one


def _whole_lines(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Yield "ESKMERE DISTRICT COUNCIL", a line of its own, for the first words of it."""
    last = 0
    for one in found:
        end = one.start
        while end < len(doc) and doc[end].is_alpha and doc[end].is_upper and not doc[end].is_stop:
            end += 1
        begins = one.start == 0 or "\n" in doc[one.start - 1].text
        ends = end == len(doc) or "\n" in doc[end].text
        if begins and ends and end > one.end and not one.fixed and doc[end - 1].text.title() in _HEADS:
            last = end
            yield replace(one, end=end, tag=Tag.ORG)
        elif one.start >= last:
            yield one


def _with_head(doc: Doc, one: Found) -> Found:
    if one.fixed or one.tag is Tag.GROUP or one.end >= len(doc) or doc[one.end].text not in _HEADS:
        return one
    if one.tag is not Tag.ORG and (one.end - one.start > 1 or find_country(doc[one.start].text) is not None):
        return one
    following = doc[one.end + 1].text if one.end + 1 < len(doc) else ""
    return one if following[:1].isupper() else replace(one, end=one.end + 1, tag=Tag.ORG)


def _with_state(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Join "State Border Service" and "of Norvenia"."""
    places = {one.start: one for one in found if one.tag is Tag.PLACE}
    joined = set()
    for one in found:
        place = places.get(one.end + 1) if one.end < len(doc) and doc[one.end].lower_ == "of" else None
        headed = one.tag is Tag.ORG and one.end - one.start > 1 and doc[one.end - 1].text in _STATE_HEADS
        if place is not None and headed:
            joined.add(place.start)
            yield replace(one, end=place.end)
        elif one.start not in joined:
            yield one


def _joined(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Join a body and the country right behind it; a company's name ends with its legal form."""
    skipped = False
    for one, following in pairwise([*found, None]):
        assert one is not None
        if skipped:
            skipped = False
            continue
        if following is not None and _is_branch(doc, one, following):
            skipped = True
            yield replace(one, end=following.end)
        else:
            yield one


def _is_branch(doc: Doc, one: Found, following: Found) -> bool:
    if one.tag is not Tag.ORG or one.fixed or following.tag is not Tag.PLACE or one.end != following.start:
        return False
    text = doc[one.start : one.end].text
    return " " in text and not has_legal_form(text) and following.end - following.start == 1


def _periodicals(doc: Doc) -> Iterator[Found]:
    """Yield newspapers by the time at which they come out: "The Sunday Beacon"."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_title and token.lower_ in PERIODICALS and following.is_title and following.is_alpha:
            before = doc[token.i - 1].lower_ if token.i else ""
            if before == "the":
                yield Found(token.i, token.i + 2, Tag.ORG)
