"""Keys of names, short forms, acronyms, and the lists names are told apart by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.components.body_names import by_name
from extract.folding import fold
from extract.gazetteers.bodies import find_body, is_people
from extract.gazetteers.countries import countries, find_by_adjective, find_by_seat, find_country, get_country
from extract.gazetteers.legal_forms import legal_form_pattern, split_legal_form
from extract.names import base, initials, is_acronym, is_generic, is_noise, is_short_form, key
from extract.records import Label


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("Hikvision", "HIKVISION’s", Label.COMPANY),
        ("Meridian Gate Systems Limited", "Meridian Gate Systems Ltd.", Label.COMPANY),
        (
            "Hangzhou Hikvision Digital Technology Co., Ltd.",
            "Hangzhou Hikvision Digital Technology Co Ltd",
            Label.COMPANY,
        ),
        ("Siemens Aktiengesellschaft", "Siemens AG", Label.COMPANY),
        ("O’Brannoch Aerial", "O'Brannoch Aerial", Label.COMPANY),
        ("U.S.", "United States", Label.PLACE),
        ("US", "the United States of America", Label.PLACE),
        ("U.S. government", "United States", Label.GOVERNMENT),
        ("the UK government", "Whitehall", Label.GOVERNMENT),
        ("Beijing", "government of China", Label.GOVERNMENT),
        ("Uyghurs", "Uyghur", Label.GROUP),
        ("Société Générale", "Societe Generale", Label.COMPANY),
        ("Mr Matt Hancock", "Matt Hancock", Label.PERSON),
    ],
)
def test_ways_of_writing_one_name_have_one_key(first: str, second: str, label: Label) -> None:
    """Case, accents, possessives, dots, articles, titles and spellings of the legal form do not part a name."""
    assert key(first, label) == key(second, label)


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("Meridian Systems Ltd", "Meridian Systems GmbH", Label.COMPANY),
        ("China", "China Telecom", Label.COMPANY),
        ("Beijing", "China", Label.PLACE),
        ("Dahua", "Dahua Group", Label.COMPANY),
    ],
)
def test_different_names_have_different_keys(first: str, second: str, label: Label) -> None:
    """A different legal form, or one more word, is another name."""
    assert key(first, label) != key(second, label)


@settings(deadline=None)
@given(st.text())
def test_folding_rests(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(), st.sampled_from(Label))
def test_any_text_has_a_key(text: str, label: Label) -> None:
    """No text makes the reading of names fail."""
    key(text, label)
    is_noise(text)
    is_generic(text)
    initials(text)


@pytest.mark.parametrize(
    ("short", "long", "label"),
    [
        ("Hikvision", "Hangzhou Hikvision Digital Technology Co., Ltd.", Label.COMPANY),
        ("Pallas Crane", "Pallas Crane Trading FZE", Label.COMPANY),
        ("Department of Health", "Department of Health and Social Care", Label.GOVERNMENT),
        ("Hancock", "Matt Hancock", Label.PERSON),
        ("Coda", "Coda Story", Label.ORGANISATION),
    ],
)
def test_short_forms(short: str, long: str, label: Label) -> None:
    """A run of telling words stands for a name; of a person the surname does."""
    assert is_short_form(short, long, label)
    assert not is_short_form(long, short, label)


@pytest.mark.parametrize(
    ("short", "long", "label"),
    [
        ("China", "China Telecom", Label.COMPANY),
        ("Chinese", "Chinese Football Association", Label.ORGANISATION),
        ("Technology", "Dahua Technology", Label.COMPANY),
        ("Calderwick", "Calderwick Borough Council", Label.GOVERNMENT),
        ("Matt", "Matt Hancock", Label.PERSON),
        ("Bank", "Bank of China", Label.COMPANY),
        ("Hikvision", "Hikvision", Label.COMPANY),
    ],
)
def test_generic_words_stand_for_nobody(short: str, long: str, label: Label) -> None:
    """Countries, head words, first names and the place of a council are no short forms."""
    assert not is_short_form(short, long, label)


def test_acronyms() -> None:
    """An acronym is made of the initials, with or without the small words and the legal form."""
    assert "fcc" in initials("Federal Communications Commission")
    assert {"dhsc", "dohasc"} == set(initials("Department of Health and Social Care"))
    assert is_acronym("FCC")
    assert is_acronym("U.S.")
    assert not is_acronym("Fcc")


@pytest.mark.parametrize("text", ["he", "A", "12", "", "\x00\x01ab", "http://a.b/c", "x@y.org", "§§ 1", "ab" * 40])
def test_noise_is_no_name(text: str) -> None:
    """Pronouns, single letters, figures and gibberish are not names."""
    assert is_noise(text)


@pytest.mark.parametrize(
    ("name", "rest", "form"),
    [
        ("Foo GmbH & Co. KG", "foo", "gmbh co kg"),
        ("PT Telkom", "telkom", "pt"),
        ("Orsa S.p.A.", "orsa", "spa"),
        ("Baz S.à r.l.", "baz", "sarl"),
        ("Limited", "limited", ""),
    ],
)
def test_legal_forms_of_many_countries(name: str, rest: str, form: str) -> None:
    """A legal form is split off wherever its country puts it, and never is the whole name."""
    assert split_legal_form(name) == (rest, form)


@pytest.mark.parametrize("text", ["Co., Ltd.", "GmbH", "S.p.A.", "LLC", "Sp. z o.o.", "LIMITED", "B.V."])
def test_legal_forms_are_found_in_running_text(text: str) -> None:
    """A legal form is found as it is written, with its dots."""
    match = legal_form_pattern().search(f"Acme {text} said")
    assert match is not None
    assert match.group() == text


def test_every_country_is_found_by_all_its_names() -> None:
    """Names, official names and aliases of countries lead to one country each."""
    for country in countries():
        for name in country.names:
            found = find_country(name)
            assert found is not None, name
    assert find_country("U.S.’s") == get_country("US")
    assert find_by_adjective("British") == get_country("GB")
    assert find_by_seat("Beijing") == get_country("CN")
    assert find_by_seat("Singapore") is None  # the city is the country


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Meridian Gate Systems Limited", Label.COMPANY),
        ("Deutsche Bank", Label.COMPANY),
        ("Ministry of Public Security", Label.GOVERNMENT),
        ("Tavrin Regional Public Safety Bureau", Label.GOVERNMENT),
        ("Kestrian Office of Trade Restrictions", Label.GOVERNMENT),
        ("Calderwick Borough Council", Label.GOVERNMENT),
        ("Border Force", Label.GOVERNMENT),
        ("European Union", Label.GOVERNMENT),
        ("NATO", Label.GOVERNMENT),
        ("WTO", Label.GOVERNMENT),
        ("University of Oxford", Label.ORGANISATION),
        ("Human Rights Watch", Label.ORGANISATION),
        ("Washington Post", Label.ORGANISATION),
        ("Kestria News Agency", Label.ORGANISATION),
        ("Huawei", Label.COMPANY),
    ],
)
def test_names_say_what_they_are(name: str, label: Label) -> None:
    """Legal form, lists and head word tell companies, public bodies and other organisations apart."""
    told = by_name(name)
    assert told is not None
    assert told[0] is label


def test_lists_know_bodies_and_peoples() -> None:
    """A body is found by name or acronym, a people in the plural too."""
    assert find_body("FCC") == find_body("the Federal Communications Commission")
    assert is_people("Uyghurs")
    assert not is_people("Hikvision")
    assert base("The Times Ltd") == "times"


def test_names_with_legal_forms_are_no_short_forms_of_each_other() -> None:
    """Who gives a legal form gives the whole name; without one a name may be short for another."""
    assert not is_short_form("Veshtar Inc.", "Veshtar Rolled Products Corp.", Label.COMPANY)
    assert is_short_form("Veshtar", "Veshtar Rolled Products Corp.", Label.COMPANY)
