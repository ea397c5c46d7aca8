"""Which place of the world a place's name means: by the words beside it, else by the other places of the document.

"Paris, Texas" says it itself; "Birmingham" is that of the country the document is about; what several places bear and
nothing decides stays unresolved, and so does a small town in a document that says nothing of its country. A name that
does not mean the place most people would think of is called with what it lies in: "Paris, Texas".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from extract.components.typed import Typed
from extract.gazetteers.countries import find_by_adjective
from extract.gazetteers.places import Place, find_by_region_adjective, find_places, most_thought_of, place_of
from extract.names import find_state
from extract.records import Label, Mention, Name

_LARGE = 100_000
_COMMA = re.compile(r"^,? ?$|^,\s$")
_INSIDE = re.compile(
    r"^,? (?:which (?:is|lies) )?(?:(?:an?|the) (?:[\w’'-]+ ){0,4}?(?:city|town|village|suburb|district|region|province"
    r"|port|county|capital|prefecture|area|state|island) )?(?:in|of)(?: the)?"
    r"(?: (?:far |south|north|west|east|central)[\w-]*)? ?$"
    r"|^ \($|^ \(the $"
)
_OWNED = re.compile(r"^(?:['’]s?)(?: [a-z-]+){0,4},? $")


@dataclass(frozen=True, slots=True)
class Located:
    """The places of a document: its names, some called anew, and the place each of them means by where it starts."""

    typed: list[Typed]
    places: Mapping[int, Place]


def locate(doc: Doc, typed: Sequence[Typed]) -> Located:
    """Return the names in order, and the places that those among them mean of which it is plain."""
    named = [one for one in typed if one.label is Label.PLACE and find_places(_text(doc, one))]
    if not named:
        return Located(list(typed), {})
    said, apart = _said(doc, [one for one in typed if one.label is Label.PLACE])
    seeds = [*said.values(), *_plain(doc, (one for one in named if one.start not in said and one.start not in apart))]
    around = _Around(seeds, _lands(doc, typed))
    meant: dict[str, Place | None] = {}
    for one in named:
        text = _text(doc, one)
        if text not in meant:
            told = {said[other.start].path: said[other.start] for other in named if _told(doc, other, text, said)}
            meant[text] = next(iter(told.values())) if len(told) == 1 else around.choose(find_places(text))
    places = {
        one.start: place
        for one in named
        if one.start not in apart and (place := said.get(one.start) or meant[_text(doc, one)]) is not None
    }
    called = {start: _called(_text(doc, one), places[start]) for one in named if (start := one.start) in places}
    renamed = [replace(one, called=called[one.start]) if called.get(one.start) else one for one in typed]
    return Located(renamed, {doc[start].idx: place for start, place in places.items()})


def with_places(names: Iterable[Name], mentions: Iterable[Mention], places: Mapping[int, Place]) -> tuple[Name, ...]:
    """Return names, in order, each place with the codes and the position of what it means."""
    found = {one.name_id: places[one.start] for one in mentions if one.start in places and one.label is Label.PLACE}
    return tuple(
        replace(name, identifiers=found[name.name_id].identifiers) if name.name_id in found else name for name in names
    )


def _text(doc: Doc, one: Typed) -> str:
    return " ".join(doc[one.start : one.end].text.split())


def _told(doc: Doc, one: Typed, text: str, said: Mapping[int, Place]) -> bool:
    return one.start in said and _text(doc, one) == text


def _said(doc: Doc, named: Sequence[Typed]) -> tuple[dict[int, Place], set[int]]:
    """Return the places that the words beside them settle, and the names that mean none of those we know."""
    said: dict[int, Place] = {}
    apart: set[int] = set()
    for one, following in pairwise(named):
        gap = doc[one.end - 1].whitespace_ + doc[one.end : following.start].text_with_ws
        owned = _OWNED.match(gap) is not None
        inner, outer = (following, one) if owned else (one, following)
        if not (owned or _INSIDE.match(gap) or _COMMA.match(gap)):
            continue
        inside = [
            (place, other)
            for place in find_places(_text(doc, inner))
            for other in find_places(_text(doc, outer))
            if place.lies_in(other)
        ]
        if inside:
            place, other = inside[0]
            said[inner.start] = place
            said.setdefault(outer.start, other)
        elif not owned and not _COMMA.match(gap) and find_places(_text(doc, outer)):
            apart.add(inner.start)
    return said, apart - said.keys()


def _plain(doc: Doc, named: Iterable[Typed]) -> list[Place]:
    """Return the places whose names are large and nobody else's, each once."""
    found: dict[str, Place] = {}
    for one in named:
        places = find_places(_text(doc, one))
        if len(places) == 1 and (places[0].city is None or places[0].population >= _LARGE):
            found[places[0].path] = places[0]
    return list(found.values())


def _lands(doc: Doc, typed: Iterable[Typed]) -> list[Place]:
    """Return the countries and regions whose people, adjectives and governments a document names, each once."""
    found: dict[str, Place] = {}
    for one in typed:
        text = _text(doc, one)
        if one.label is Label.GROUP:
            country, region = find_by_adjective(text), find_by_region_adjective(text)
        elif one.label is Label.GOVERNMENT:
            country, region = find_state(text) or find_by_adjective(text.split(maxsplit=1)[0]), None
        else:
            continue
        place = region or (place_of(country.code) if country else None)
        if place is not None:
            found[place.path] = place
    return list(found.values())


class _Around:
    """What a document speaks of, and which of several places that goes with."""

    def __init__(self, seeds: Iterable[Place], lands: Iterable[Place]) -> None:
        self._codes: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        for place in {place.path: place for place in (*seeds, *lands)}.values():
            self._codes.update(place.path.split("/"))
            self._inside.update(place.within)

    def choose(self, places: Sequence[Place]) -> Place | None:
        """Return the place that is meant, None where that is not plain."""
        homonym = places[0].city is None and not places[0].within and len(places) > 1
        weighed = [(self._weight(place, homonym=homonym), place) for place in places]
        best = max(weight for weight, _ in weighed)
        first = [place for weight, place in weighed if weight == best]
        if best > 0 and len(first) == 1:
            return first[0]
        found = most_thought_of(first) if best > 0 else most_thought_of(places)
        return found if found is not None and (best > 0 or _is_plain(found)) else None

    def _weight(self, place: Place, *, homonym: bool) -> int:
        """Count what else lies in the same country, and again in the same region.

        Where a country bears the name, only what lies in its namesake's country speaks for that one.
        """
        if not place.within:
            return 1 + self._inside[place.code]
        known = self._inside if homonym else self._codes
        return sum(known[code] for code in place.within)


def _is_plain(place: Place) -> bool:
    """Whether a place needs nothing that speaks for it: a country, a region, a large city."""
    return place.city is None or place.population >= _LARGE


def _called(text: str, place: Place) -> str | None:
    """Return a name with what the place lies in, None where the name alone means it."""
    if most_thought_of(find_places(text)) == place:
        return None
    return f"{text}, {place_of(place.within[-1]).name}" if place.within else None
