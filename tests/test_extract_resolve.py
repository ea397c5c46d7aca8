"""Names joined across documents."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.identity import name_id
from extract.joining import Groups
from extract.names import key
from extract.records import Entity, Label, NameRow, Tier
from extract.resolve import resolve

C, G, O, P = Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PLACE  # noqa: E741
PERSON = Label.PERSON


def row(name: str, label: Label = C, *aliases: str, mentions: int = 1) -> NameRow:
    """Return a name as one document gives it."""
    return NameRow(name_id(label, key(name, label)), label, name, aliases, mentions, 1)


@pytest.mark.parametrize(
    "rows",
    [
        (row("Meridian Gate Systems Limited"), row("Meridian Gate Systems")),
        (row("Hikvision"), row("Hangzhou Hikvision Digital Technology Co., Ltd.")),
        (row("Veshtar Optical Co"), row("Veshtar Optical"), row("Veshtar"), row("Veshtar Optical Co., Ltd.")),
        (row("Hikvision"), row("Hikvision Digital Technology"), row("Hangzhou Hikvision Digital Technology Co., Ltd.")),
        (row("FCC", G), row("Federal Communications Commission", G)),
        (row("Kestrian Communications Board", G), row("KCB", G)),
        (row("U.S. Federal Communications Commission", G), row("Federal Communications Commission", G)),
        (row("Norden & Vale", O), row("Norden & Vale Integration GmbH")),
        (row("Dahua", O), row("Dahua")),
        (row("UK", P), row("United Kingdom", P)),
        (row("State Border Service", G), row("State Border Service of Kenya", G)),
        (row("Norvenia", P, mentions=9), row("NORVENIA", O), row("Norvenia"), row("Republic of Norvenia", P)),
        (row("Norden & Vale GmbH", C, "Norden", mentions=9), row("Norden", P, mentions=2), row("Norden", PERSON)),
        (row("Orsa Varchi S.p.A.", C, "ORSA VARKI"), row("Orsa Varki", O)),
        (row("US government", G), row("Washington", G), row("United States", G)),
    ],
)
def test_names_of_one_are_joined(rows: tuple[NameRow, ...]) -> None:
    """Legal forms, short forms, acronyms and countries' names are joined, and every join says why."""
    entities = resolve(rows)
    assert len(entities) == 1
    assert all(reason for _, reason in entities[0].reasons)
    assert len(entities[0].reasons) == len({one.name_id for one in rows}) - 1


@pytest.mark.parametrize(
    "rows",
    [
        (row("Meridian Systems Ltd"), row("Meridian Systems GmbH"), row("Meridian Systems")),
        (row("Meridian"), row("Meridian Gate Ltd"), row("Meridian Bridge Ltd")),
        (row("Meridian Gate Co"), row("Meridian Gate Co., Ltd."), row("Meridian Gate GmbH")),
        (row("China", P), row("China Telecom")),
        (row("China"), row("China Telecom")),
        (row("Technology"), row("Dahua Technology")),
        (row("Ministry of Health", G), row("Kestrian Ministry of Health", G), row("Norvenian Ministry of Health", G)),
        (row("Hancock", Label.PERSON), row("Matt Hancock", Label.PERSON)),
        (row("Calderwick", P), row("Calderwick Borough Council", G)),
        (row("Beijing", P), row("Beijing", G)),
        (row("Norvenia", P, mentions=9), row("Norvenia", G)),
        (row("Norden", P, mentions=3), row("Norden", PERSON, mentions=2)),
        (row("Vale SA", C, "Vale", mentions=9), row("Vale", P, mentions=8)),
        (row("Oman LLC", C, "Oman", mentions=9), row("Oman", P, mentions=1)),
        (row("ABC", O), row("Alpha Beta Centre", O), row("Arts Board Council", O)),
    ],
)
def test_names_of_several_stay_apart(rows: tuple[NameRow, ...]) -> None:
    """Different legal forms, short forms of two names, generic words, surnames and labels are not joined."""
    assert len(resolve(rows)) == len(rows)


def test_what_a_document_calls_a_name_counts_elsewhere() -> None:
    """A name that one document introduces as a short form is joined to the full name, with that as the reason."""
    [entity] = resolve([row("Open Lens Watch", O, "OLW"), row("OLW", O)])
    assert entity.name == "Open Lens Watch"
    assert entity.reasons == ((row("OLW", O).name_id, "a document calls 'Open Lens Watch' so"),)
    assert entity.aliases == ("OLW",)


def test_a_joined_short_form_draws_no_other_name_after_it() -> None:
    """A short form that a document gave to one name is not taken for a second one, which it would fit as well."""
    rows = [row("Orsa Varchi S.p.A.", C, "Orsa"), row("Orsa"), row("Orsa Nova JSC")]
    assert sorted(entity.name for entity in resolve(rows)) == ["Orsa Nova JSC", "Orsa Varchi S.p.A."]


def test_entities_carry_their_country() -> None:
    """A country, and its government, have the ISO code; a country shows by the name people use."""
    place, government = sorted(
        resolve([row("U.S.", P), row("U.S. government", G)]), key=lambda one: one.label, reverse=True
    )
    assert place.identifiers == government.identifiers == (("iso3166-1", "US"),)
    assert place.name == "United States"
    assert place.tier is Tier.CONFIRMED


def test_tiers() -> None:
    """Noise is merely mentioned; a legal form confirms; the rest are candidates."""
    tiers = {entity.name: entity.tier for entity in resolve([row("x1"), row("Orsa S.p.A."), row("Orsa Nova")])}
    assert tiers == {"x1": Tier.MENTION, "Orsa S.p.A.": Tier.CONFIRMED, "Orsa Nova": Tier.CANDIDATE}


WORDS = [
    "Meridian",
    "Gate",
    "Orsa",
    "Systems",
    "Ltd",
    "GmbH",
    "China",
    "Bank",
    "Veshtar",
    "of",
    "Ministry",
    "Health",
    "U.S.",
]
NAMES = st.lists(
    st.builds(
        lambda words, label, mentions: row(" ".join(words), label, mentions=mentions),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
        st.sampled_from([C, G, O, P]),
        st.integers(1, 5),
    ),
    max_size=12,
    unique_by=lambda one: one.name_id,
)


@settings(deadline=None)
@given(NAMES, st.randoms())
def test_order_does_not_matter(rows: list[NameRow], order: random.Random) -> None:
    """The same names in any order give the same entities."""
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert resolve(shuffled) == resolve(rows)


@settings(deadline=None)
@given(NAMES)
def test_every_name_leads_to_one_entity(rows: list[NameRow]) -> None:
    """Every name is in exactly one entity, whose id is one of its names, whose count adds up, and which says why."""
    entities = resolve(rows)
    ids = [name for entity in entities for name in entity.name_ids]
    assert sorted(ids) == sorted(one.name_id for one in rows)
    assert sum(entity.mentions for entity in entities) == sum(one.mentions for one in rows)
    assert all(_is_sound(entity) for entity in entities)


def _is_sound(entity: Entity) -> bool:
    explained = {name for name, reason in entity.reasons if reason}
    return entity.entity_id in entity.name_ids and explained == set(entity.name_ids) - {entity.entity_id}


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))), st.randoms())
def test_groups_do_not_depend_on_the_order_of_joins(pairs: list[tuple[str, str]], order: random.Random) -> None:
    """Joining the same pairs in any order gives the same groups."""
    first: Groups[str] = Groups("abcdef")
    second: Groups[str] = Groups("abcdef")
    for one, other in pairs:
        first.join(one, other)
    order.shuffle(pairs)
    for one, other in pairs:
        second.join(other, one)
    assert first.all() == second.all()


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ((row("ORSA WORKS"), row("Orsa Works S.p.A.")), "Orsa Works S.p.A."),
        ((row("DERVAN OPTICAL WORKS", C, "Dervan Optical Works"),), "Dervan Optical Works"),
        ((row("O’Brannoch Aerial", C, mentions=5), row("O'BRANNOCH AERIAL PLC")), "O’Brannoch Aerial plc"),
        ((row("VESTA ORSA LTD"),), "VESTA ORSA LTD"),
        ((row("U.S. government", G, "US government"),), "U.S. government"),
        ((row("Ivan PETROV", PERSON, "Ivan Petrov"),), "Ivan Petrov"),
    ],
)
def test_names_are_shown_in_small_letters(rows: tuple[NameRow, ...], shown: str) -> None:
    """A name in capitals is shown as another form writes it, with its legal form; without one it stays."""
    [entity] = resolve(rows)
    assert entity.name == shown


def test_what_only_describes_is_merely_mentioned() -> None:
    """Officials somewhere and a first name alone are no candidates; a government and a full name are."""
    tiers = {
        entity.name: entity.tier
        for entity in resolve([row("officials in Dublin", G), row("Maren", PERSON), row("Maren Feld", PERSON)])
    }
    assert tiers == {"officials in Dublin": Tier.MENTION, "Maren": Tier.MENTION, "Maren Feld": Tier.CANDIDATE}
