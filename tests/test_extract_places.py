"""Places of the world: their codes, what they lie in, and which of several a document means."""

from __future__ import annotations

import pytest
from extract_docs import context

from extract.gazetteers.places import find_place, find_places, place_of
from extract.gazetteers.tables import rows


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Ürümqi", "CN/CN-XJ/1529102"),
        ("Urumchi", "CN/CN-XJ/1529102"),
        ("Xinjiang", "CN/CN-XJ"),
        ("Xinjiang Uyghur Autonomous Region", "CN/CN-XJ"),
        ("Bayern", "DE/DE-BY"),
        ("Bavaria", "DE/DE-BY"),
        ("State of New York", "US/US-NY"),
        ("Bombay", "IN/IN-MH/1275339"),
        ("Peking", "CN/CN-BJ/1816670"),
        ("the Hague", "NL/NL-ZH/2747373"),
        ("Kent", "GB/GB-ENG/GB-KEN"),
        ("Guangdong Province", "CN/CN-GD"),
        ("southern Peru", "PE"),
        ("Hong Kong", "HK"),
        ("Côte d'Ivoire", "CI"),
        ("Quebec", "CA/CA-QC"),
        ("Crimea", "UA/UA-43"),
    ],
)
def test_names_lead_to_codes(name: str, path: str) -> None:
    """A name of today or of yesterday, with or without its kind, is first that of the place most people mean."""
    assert find_places(name)[0].path == path


def test_a_city_says_what_it_lies_in() -> None:
    """A city has its country, its region and its position; its region has the city's codes but for the city."""
    city = find_places("Ürümqi")[0]
    assert city.identifiers == (
        ("iso3166-1", "CN"),
        ("iso3166-2", "CN-XJ"),
        ("geonames", "1529102"),
        ("coordinates", "43.80096,87.60046"),
    )
    assert [place_of(code).name for code in city.within] == ["China", "Xinjiang"]
    assert find_place(city.identifiers) == city
    assert city.lies_in(place_of("CN-XJ"))
    assert not place_of("CN-XJ").lies_in(city)


def test_every_region_of_our_lists_is_in_the_standard() -> None:
    """No code of our two lists of regions is unknown to ISO 3166-2, and each lies in its country."""
    codes = [row["region"] for row in rows("region_names.csv")]
    codes += [f"{row['country']}-{row['region']}" for row in rows("regions_of_cities.csv")]
    for code in codes:
        assert place_of(code).country == code[:2]


def meant(marked: str) -> dict[str, str]:
    """Return the path of what each place's name of a text means, by the name; empty where that is not plain."""
    found = context(marked)
    places = {name.name: find_place(name.identifiers) for name in found.names.values() if name.label == "place"}
    return {name: place.path if place else "" for name, place in places.items()}


@pytest.mark.parametrize(
    ("marked", "name", "path"),
    [
        ("It rained in [PLACE Paris], [PLACE Texas].", "Paris, Texas", "US/US-TX/4717560"),
        ("It rained in [PLACE Paris].", "Paris", "FR/FR-IDF/2988507"),
        ("It rained in [PLACE Springfield].", "Springfield", ""),
        ("[PLACE Springfield] lies in [PLACE Illinois].", "Springfield, Illinois", "US/US-IL/4250542"),
        ("It rained in [PLACE Birmingham].", "Birmingham", ""),
        ("It rained in [PLACE Birmingham] and [PLACE Leeds].", "Birmingham, England", "GB/GB-ENG/2655603"),
        ("[GROUP British] police came to [PLACE Birmingham].", "Birmingham, England", "GB/GB-ENG/2655603"),
        ("From [PLACE Mobile] to [PLACE Birmingham] in [PLACE Alabama].", "Birmingham, Alabama", "US/US-AL/4049979"),
        ("It rained in [PLACE Georgia].", "Georgia", "GE"),
        ("It rained in [PLACE Atlanta], [PLACE Georgia].", "Georgia, United States", "US/US-GA"),
        ("Rain fell on [PLACE China]'s western [PLACE Xinjiang].", "Xinjiang", "CN/CN-XJ"),
        ("In [PLACE Lakeside], a suburb of [PLACE Cape Town], it rained.", "Lakeside", ""),
        ("In [PLACE Hotan], in [PLACE Xinjiang], it rained.", "Hotan", "CN/CN-XJ/1281019"),
        ("In [PLACE Karsova] it rained.", "Karsova", ""),
        ("[PLACE Puno], a region in southern [PLACE Peru], is high.", "Puno", "PE/PE-PUN/3931276"),
    ],
)
def test_documents_decide_between_places(marked: str, name: str, path: str) -> None:
    """The words beside a name decide, then the other places; a name that several bear equally stays unresolved."""
    found = meant(marked)
    assert found.get(name) == path, found


def test_two_places_of_one_name_are_two() -> None:
    """A document that speaks of both cities of a name keeps them apart."""
    found = meant("They met in [PLACE Paris], [PLACE Texas], and in [PLACE Paris], [PLACE France].")
    assert found["Paris, Texas"] == "US/US-TX/4717560"
    assert found["Paris"] == "FR/FR-IDF/2988507"
