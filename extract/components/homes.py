"""Where a text says that somebody is at home: "the Danish shipbuilder X", "X of Sweden", "X, which is based in Dubai".

Lands are told as codes of countries, or as the first letters of what is no country: "Kestrian" is of "Kestria".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.folding import fold
from extract.gazetteers.countries import find_by_adjective
from extract.gazetteers.places import find_places, most_thought_of
from extract.records import Mention

_BEFORE = re.compile(r"(?<!\w)(?P<word>[A-Z][\w.’-]+)(?: [a-z-]+){1,4}[\s“\"‘']*$")
_AFTER = re.compile(
    r"^(?:, (?:which|who) (?:is|was|has its seat|has its headquarters))?,?(?: (?:an?|the) [^,.;]{2,40}?)?"
    r"(?: (?:based|headquartered|registered|incorporated|established|seated))?(?: in| of| from| at)(?: the)? $"
)
_AN = re.compile(r"^(?:,|\s[-–—]|\s\(| is| was) (?:an?|the) (?P<word>[A-Z]\w+)\b")
_REACH = 60


def land_of(word: str) -> str:
    """Return the code of a country, from an adjective or a place in it; the stem of any other word."""
    country, place = find_by_adjective(word), most_thought_of(find_places(word))
    if country is not None:
        return country.code
    return place.country if place is not None else fold(word)[:5]


def home_before(text: str, start: int) -> str | None:
    """Return the land of the adjective before a description and a name: "the Swiss drugmaker"."""
    match = _BEFORE.search(text[max(0, start - _REACH) : start])
    country = find_by_adjective(match["word"]) if match else None
    return country.code if country is not None else None


def homes_after(text: str, end: int, places: Mapping[int, Mention], following: int) -> Iterator[str]:
    """Yield the lands that what follows a name says it belongs to, up to the name `following`; `places` by start."""
    match = _AN.match(text[end : end + _REACH])
    if match is not None and (country := find_by_adjective(match["word"])) is not None:
        yield country.code
    for start in range(end + 2, min(len(text), end + _REACH, following)):
        if start in places and _AFTER.match(text[end:start]):
            yield land_of(places[start].text)
            return
