"""Where names begin and end, whatever a tagger says, and names that it passes over."""

from __future__ import annotations

import pytest
from extract_docs import context, labels, language, mention, tagged_doc
from spacy.tokens import Doc

from extract.components.name_edges import seats
from extract.components.typed import DEFAULT, Typed
from extract.components.use_of_names import used_as_firms
from extract.records import Label


@pytest.mark.parametrize(
    ("marked", "name", "label"),
    [
        ("They named [PERSON Adaora Nwosu]-[PLACE Blake] as chair.", "Adaora Nwosu-Blake", Label.PERSON),
        ("It was [PERSON Kwok Chi]-fai who paid.", "Kwok Chi-fai", Label.PERSON),
        ("For them [PERSON Desmond Ashe QC] spoke.", "Desmond Ashe", Label.PERSON),
        ("The Montreal-based start-up failed.", "Montreal", Label.PLACE),
        ("[ORG Shipbuilder Otrante Maritime NV] dropped it.", "Otrante Maritime NV", Label.COMPANY),
        ("[PLACE Mill Bridge] was shut.", "Mill Bridge", Label.PLACE),
        ("It was built by [ORG Osk of Turin] for them.", "Turin", Label.PLACE),
        ("The [ORG Sikh Federation and Muslims of Bradford] signed it.", "Sikh Federation", Label.ORGANISATION),
        ("The head of the Anti-corruption Centre resigned.", "Anti-corruption Centre", Label.GOVERNMENT),
        ("It was sold to GEAR ON DEMAND HOLDINGS, INC. by them.", "GEAR ON DEMAND HOLDINGS, INC", Label.COMPANY),
        ("They paid Osk Broadcasting of Tarn, L.L.C. twice.", "Osk Broadcasting of Tarn, L.L.C.", Label.COMPANY),
        ("It was made with e-veshtar, Inc., a firm.", "e-veshtar, Inc.", Label.COMPANY),
        ("On Monday the Workers' Party asked for it.", "Workers' Party", Label.ORGANISATION),
        ("She told the Initiative for Fair Prisons so.", "Initiative", None),
        ("Lawyers of the [GROUP Egyptian] Initiative for Prisoners wait.", "Egyptian Initiative for Prisoners",
         Label.ORGANISATION),
        ("It was heard by Justice Comfort Ansere there.", "Comfort Ansere", Label.PERSON),
        ("The Justice Secretary said so.", "Secretary", None),
        ("A guard told the Gazette so.", "Gazette", Label.ORGANISATION),
        ("He spoke to The Punch in Calabar.", "Punch", Label.ORGANISATION),
        ("The [ORG Surat Municipal Corporation] paid.", "Surat Municipal Corporation", Label.GOVERNMENT),
        ("The [ORG Irish Council for Civil Liberties] wrote.", "Irish Council for Civil Liberties", Label.ORGANISATION),
        ("The [ORG Elvers Chamber of Commerce] wrote.", "Elvers Chamber of Commerce", Label.ORGANISATION),
        ("The [ORG Landratsamt Rosenheim] paid.", "Landratsamt Rosenheim", Label.GOVERNMENT),
        ("[PLACE Gothenburg] city council voted.", "Gothenburg city council", Label.GOVERNMENT),
        ("The [GROUP Norwegian] civil aviation authority said so.", "Norwegian civil aviation authority",
         Label.GOVERNMENT),
        ("[ORG Caldovar]'s trade ministry said so.", "Caldovar's trade ministry", Label.GOVERNMENT),
        ("[ORG Caldovar]'s trade ministry said so in [ORG Caldovar] itself.", "Caldovar", Label.PLACE),
    ],
)  # fmt: skip
def test_a_name_is_whole_and_typed(marked: str, name: str, label: Label | None) -> None:
    """Edges are mended, runs up to a head word are names, titles and articles show persons and newspapers."""
    found = dict(labels(context(marked)))
    assert found.get(name) == (label.value if label else None), found


def test_lands_between_hyphens_stay_two() -> None:
    """The US and China of their talks are not one name."""
    found = context("They spoke of [PLACE US]-[PLACE China] talks.")
    assert mention(found, "China").label is Label.PLACE


def test_what_is_listed_is_a_place_only_if_an_atlas_knows_it() -> None:
    """A firm may be London-listed or Nasdaq-listed."""
    doc = tagged_doc("The London-listed miner and the Nasdaq-listed one.")
    assert [doc[one.start : one.end].text for one in seats(doc)] == ["London"]


PHONES = "Phones made by Torvik failed. Torvik waited."


def torviks(text: str, persons: list[tuple[int, int]]) -> set[Label]:
    """Return what the persons at these words are taken for."""
    doc = language()(text)
    words = range(len(doc))
    parsed = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        heads=[max(0, index - 1) for index in words],
        deps=["ROOT", *("dep" for _ in words[1:])],
        pos=["NOUN" for _ in words],
        sent_starts=[index == 0 or doc[index - 1].text == "." for index in words],
    )
    return {one.label for one in used_as_firms(parsed, [Typed(*at, Label.PERSON, "tagged", DEFAULT) for at in persons])}


def test_who_makes_phones_is_a_firm_wherever_it_is_named() -> None:
    """A person's name alone, used as a firm's once, is a firm's; a fuller name of the person speaks against it."""
    lone = [(3, 4), (6, 7)]
    assert torviks(PHONES, lone) == {Label.COMPANY}
    assert torviks(PHONES + " Ada Torvik slept.", [*lone, (9, 11)]) == {Label.PERSON}
