"""A region's page gathers what lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.records import FactKind
from library.library import Library, open_library
from library.wire.places import place_json

NEWS = {
    "cameras.txt": "Cameras in the west\n\nNorbal Vision cameras have been installed in Kashgar, in Xinjiang.\n\n"
    "Norbal Vision cameras have also been installed in Ürümqi. China is large.\n",
    "texas.txt": "Cameras in Texas\n\nNorbal Vision cameras have been installed in Paris, Texas.\n",
    "bayern.txt": "Cameras in the south\n\nNorbal Vision cameras have been installed in Bayern.\n\n"
    "Bavaria is in Germany. Norbal Vision cameras have been installed in Munich.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace of three short stories."""
    folder = tmp_path_factory.mktemp("places")
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf-8")
    with open_library(Path(folder) / "workspace") as opened:
        opened.add([folder / name for name in NEWS])
        yield opened


def places_of(library: Library, name: str) -> set[str]:
    """Return the places of the deployments that a place's dossier gathers."""
    facts = library.facts_about(library.entity_called(name).entity_id)
    fillers = (filler for fact in facts if fact.kind is FactKind.DEPLOYMENT for filler in fact.fillers)
    return {filler.name for filler in fillers if filler.role.value == "place"}


def test_a_region_gathers_what_lies_in_it(library: Library) -> None:
    """The facts of a city stand on the pages of its region and its country, and on no other."""
    assert places_of(library, "Ürümqi") == {"Ürümqi"}
    assert places_of(library, "Xinjiang") == {"Ürümqi", "Kashgar", "Xinjiang"}
    assert places_of(library, "China") == {"Ürümqi", "Kashgar", "Xinjiang"}
    assert "Paris, Texas" in places_of(library, "Texas")


def test_a_place_says_where_it_lies(library: Library) -> None:
    """The JSON of a city has its codes and position, what it lies in from the country down, and what lies in it."""
    told = place_json(library.whereabouts(library.entity_called("Ürümqi")))["place"]
    assert (told["country"], told["region"], told["geonames"]) == ("CN", "CN-XJ", 1529102)
    assert (round(told["latitude"], 1), round(told["longitude"], 1)) == (43.8, 87.6)
    above = [(one["code"], one["name"]) for one in told["within"]]
    assert above == [("CN", "China"), ("CN-XJ", "Xinjiang")]
    assert told["within"][0]["entity_id"] == library.entity_called("China").entity_id
    held = place_json(library.whereabouts(library.entity_called("Xinjiang")))["place"]
    assert {one["name"] for one in held["contains"]} == {"Kashgar", "Ürümqi"}
    assert held["geonames"] is None


def test_two_names_of_one_region_are_one(library: Library) -> None:
    """`Bayern` and `Bavaria` are one entity, and the reason says why."""
    bavaria = library.entity_called("Bavaria")
    assert library.entity_called("Bayern").entity_id == bavaria.entity_id
    assert any("the same place" in reason for _, reason in bavaria.reasons)
    assert "Munich" in places_of(library, "Bavaria")


def test_what_is_no_place_lies_nowhere(library: Library) -> None:
    """A company has no whereabouts."""
    company = library.entity_called("Norbal Vision")
    assert library.whereabouts(company) is None
    assert place_json(None) == {}


def test_the_surest_facts_of_a_region_are_few(library: Library) -> None:
    """Of a region's facts and those of what lies in it only so many of a kind are loaded; the others are counted."""
    xinjiang = library.entity_called("Xinjiang")
    best = library.best_facts_about(xinjiang, 100)
    every = {fact.fact_id for fact in library.facts_about(xinjiang.entity_id)}
    assert {fact.fact_id for fact in best.facts} == every
    few = library.best_facts_about(xinjiang, 1)
    assert len([fact for fact in few.facts if fact.kind is FactKind.DEPLOYMENT]) == 1
    assert few.totals == best.totals
    assert few.totals[FactKind.DEPLOYMENT] == 2
    assert few.met == best.met
    stretches = [library.facts_in_turn(xinjiang, rejected=False, limit=1, offset=at) for at in range(9)]
    assert {fact.fact_id for facts, _ in stretches for fact in facts} == every
    assert [more for _, more in stretches][-1] is False
