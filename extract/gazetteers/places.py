"""Places of the world by name: countries and regions by their ISO 3166 codes, cities by place and population.

A place's *path* is its codes from the country down, `CN/CN-XJ/1529102` for Ürümqi in Xinjiang in China, so that what
lies in a place begins with its path. A name may be that of several places; which one is meant is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry

from extract.folding import fold, listed, without_possessive
from extract.gazetteers.cities import City, cities_named, find_city, population_of
from extract.gazetteers.countries import find_country, get_country
from extract.gazetteers.tables import rows

COUNTRY, REGION, CITY, POINT = "iso3166-1", "iso3166-2", "geonames", "coordinates"
"""Schemes of a place's identifiers: its country, its region if any, its city if it is one, and where that lies."""
_NESTED = 0.15
"""A city that bears the name of its region is meant by it from this share of the people in the region's cities on."""
_DOMINANT = 10
_KIND = (
    r"(?:(?:autonomous|special administrative|uyghur autonomous|uygur autonomous|zhuang autonomous|hui autonomous"
    r"|union|federal|metropolitan|self governing) )?"
    r"(?:province|region|state|oblast|krai|prefecture|department|governorate|county|republic|territory|canton|voivodeship"
    r"|district|municipality|emirate|island|islands|area)"
)
_BEFORE = re.compile(rf"(?:(?:the )?{_KIND} of|greater|(?:north|south|east|west|central)(?:ern)?) (?=\w)")
_AFTER = re.compile(rf"(?<=\w) {_KIND}$")
_WORDS = listed(
    "sheng shi zizhiqu uygur zhuangzu huizu sar oblast krai kray respublika oblysy wojewodztwo voivodeship lan novads"
    " zupanija province region provincia departamento kommun"
)
_RENAMED = 300_000
"""From so many people on a city is meant by a name that is not its own, such as `Bombay`."""

Identifiers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region (ISO 3166-2) or a city; `within` are the codes above it, the country's first."""

    code: str
    name: str
    within: tuple[str, ...]
    city: City | None = None

    @property
    def population(self) -> int:
        """How many people live in the city, or in the listed cities of the region; 0 for a country."""
        if self.city is not None:
            return self.city.population
        return population_of(self.code) if self.within else 0

    @property
    def country(self) -> str:
        """The country's alpha-2 code."""
        return self.within[0] if self.within else self.code

    @property
    def path(self) -> str:
        """The codes from the country down to the place itself."""
        return "/".join((*self.within, self.code))

    @property
    def identifiers(self) -> Identifiers:
        """What the place is known by: the codes it lies in, from the country down, and its own."""
        region = next((code for code in reversed(self.path.split("/")) if "-" in code), None)
        found = [(COUNTRY, self.country), *([(REGION, region)] if region else [])]
        if self.city is not None:
            found += [(CITY, self.code), (POINT, f"{self.city.latitude:.5f},{self.city.longitude:.5f}")]
        return tuple(found)

    def lies_in(self, other: Place) -> bool:
        """Whether it lies in another place."""
        return other.code in self.within


def find_places(name: str) -> tuple[Place, ...]:
    """Return the places with a name, a country first, then regions, then cities, the most populous first."""
    return _find(fold(without_possessive(name)).removeprefix("the "))


@lru_cache(maxsize=16384)
def _find(key: str) -> tuple[Place, ...]:
    if not key:
        return ()
    country = find_country(key)
    found = [place_of(country.code)] if country else []
    regions = [place_of(code) for code in _regions_named().get(key, ()) if country is None or code[3:] != country.code]
    cities = [place_of(str(city.geonames_id)) for city in cities_named(key)]
    own = [city for city in cities if fold(city.name).removeprefix("the ") == key]
    # A name that is somebody's own is seldom another's old one.
    cities = own if found or regions or own else [city for city in cities if city.population >= _RENAMED]
    bare = _AFTER.sub("", _BEFORE.sub("", key))
    if bare != key and not (found or regions or cities):
        if _AFTER.search(key) or " of " in key:
            regions = [place_of(code) for code in _regions_named().get(bare, ())]
        else:  # "southern Peru" lies in Peru
            return _find(bare)
    return (*found, *_meant(regions, cities))


def _meant(regions: list[Place], cities: list[Place]) -> Iterator[Place]:
    """Leave out a region that its own city is meant by, or that city."""
    small = set()
    twins = {city.within[-1] for city in cities}
    for region in regions:
        if region.within[-1] in twins and not population_of(region.code):
            continue
        inside = next((city for city in cities if city.lies_in(region)), None)
        if inside is None or inside.population < _NESTED * max(1, population_of(region.code)):
            small |= {city.code for city in cities if city.lies_in(region)}
            yield region
    yield from (city for city in cities if city.code not in small)


def most_thought_of(places: Sequence[Place]) -> Place | None:
    """Return what a name alone means to most: a country, else the place with ten times the people of the next."""
    if not places:
        return None
    if not places[0].within or len(places) == 1:
        return places[0]
    ranked = sorted(places, key=lambda place: -place.population)
    return ranked[0] if ranked[0].population >= _DOMINANT * max(1, ranked[1].population) else None


@lru_cache(maxsize=16384)
def place_of(code: str) -> Place:
    """Return the place of an ISO 3166-1 alpha-2 or 3166-2 code or a GeoNames number; raises KeyError."""
    if code.isdigit():
        city = find_city(int(code))
        if city is None:
            raise KeyError(code)
        above = place_of(city.region) if city.region in _subdivisions() else place_of(city.country)
        return Place(code, city.name, (*above.within, above.code), city)
    if "-" not in code:
        return Place(code, get_country(code).name, ())
    parent, name = _subdivisions()[code]
    above = place_of(parent or code.partition("-")[0])
    return Place(code, name, (*above.within, above.code))


def path_of(identifiers: Iterable[tuple[str, str]]) -> str:
    """Return the path of what identifiers of a place's name stand for, empty where they stand for none.

    It needs no list of cities: who only asks what lies where need not wait for it.
    """
    held = dict(identifiers)
    narrow = held.get(REGION, "")
    above = place_of(narrow).path if narrow in _subdivisions() else held.get(COUNTRY, "")
    return "/".join(filter(None, (above, held.get(CITY, ""))))


def find_place(identifiers: Iterable[tuple[str, str]]) -> Place | None:
    """Return the place that identifiers of a place's name stand for, the narrowest that they give."""
    held = dict(identifiers)
    for scheme in (CITY, REGION, COUNTRY):
        if scheme in held:
            try:
                return place_of(held[scheme])
            except KeyError:  # a code of another release of the lists
                continue
    return None


def find_by_region_adjective(word: str) -> Place | None:
    """Return the region of an adjective such as `Catalan` or `Scottish`."""
    code = _adjectives().get(fold(word))
    return place_of(code) if code else None


@cache
def _adjectives() -> dict[str, str]:
    held = ((row["region"], row["adjectives"].split("|")) for row in rows("region_names.csv"))
    return {fold(word): region for region, words in held for word in words if word}


@cache
def _subdivisions() -> dict[str, tuple[str, str]]:
    """Return parent and name of every region by its code; the name that people use in English where it is known."""
    used = {row["region"]: row["names"].split("|")[0] for row in rows("region_names.csv")}
    return {
        entry.code: (entry.parent_code or "", used.get(entry.code) or _without_brackets(entry.name))
        for entry in pycountry.subdivisions
    }


@cache
def _regions_named() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for entry in pycountry.subdivisions:
        plain = fold(_without_brackets(entry.name))
        short = " ".join(word for word in plain.split() if word not in _WORDS)
        for name in {plain, short} - {""}:
            found.setdefault(name, {})[entry.code] = None
    for row in rows("region_names.csv"):
        if row["region"] in _subdivisions():
            for name in row["names"].split("|"):
                found.setdefault(fold(name), {})[row["region"]] = None
    return {name: tuple(sorted(codes, key=lambda code: (-population_of(code), code))) for name, codes in found.items()}


def _without_brackets(name: str) -> str:
    """`Dolnośląskie [Lower Silesia]`, `Bruxelles-Capitale, Région de`: the name alone."""
    return re.split(r" [\[(]|, |/", name)[0]
