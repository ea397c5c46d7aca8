"""Facts of structured documents: from their own fields, with the lines they stand on, and joined by numbers alone."""

from __future__ import annotations

from decimal import Decimal

import list_files as files
import pytest
from test_corpus_lists import read

from corpus import structured
from corpus.assembly import document_of
from corpus.identity import sha256_of
from corpus.options import IngestOptions
from corpus.readers.reading import Reading
from corpus.records import Document, Source
from extract.extraction import Extraction
from extract.records import Date, Entity, Fact, FactKind, Label, Money, NameRow, Role, Tier
from extract.resolve import resolve
from extract.structure.labels import party_label, untyped_label
from extract.structure.read import extract_structured, is_structured


def document(reading: Reading) -> Document:
    """Return a reading as the document it makes."""
    return document_of(
        reading, Source("list", sha256_of(reading.text.encode()), 1), structured.LIST_PART, IngestOptions()
    )


def extracted(text: str | bytes, beside: tuple[tuple[str, bytes], ...] = ()) -> Extraction:
    """Return what is found in a list or a notice."""
    return extract_structured(document(read(text, beside=beside)), "1")


def of_kind(extraction: Extraction, kind: FactKind) -> list[Fact]:
    """Return the facts of one kind."""
    return [fact for fact in extraction.facts if fact.kind is kind]


def rows(*extractions: Extraction) -> list[NameRow]:
    """Return the names of extractions as the store gives them."""
    found: dict[str, NameRow] = {}
    for extraction in extractions:
        for name in extraction.names:
            met = sum(mention.name_id == name.name_id for mention in extraction.mentions)
            known = found.get(name.name_id)
            aliases = (*(known.aliases if known else ()), *name.aliases)
            total = met + (known.mentions if known else 0)
            found[name.name_id] = NameRow(name.name_id, name.label, name.name, aliases, total, 1, name.identifiers)
    return list(found.values())


def called(entities: tuple[Entity, ...], name: str) -> list[Entity]:
    """Return the entities of this name."""
    return [entity for entity in entities if name in (entity.name, *entity.aliases)]


@pytest.mark.parametrize(
    "text",
    [files.SDN, files.ALT, files.SDN_XML, files.DENIED, files.SCREENING, files.UN, files.EU_XML, files.EU_CSV, files.UK,
     files.FTM, files.notice(), files.package(files.release(1, "contract", 5))],
)  # fmt: skip
def test_every_fact_stands_on_the_lines_it_quotes(text: str | bytes) -> None:
    """Evidence is the document's own text on the right page, and every filler is a mention in it."""
    made = document(read(text))
    extraction = extract_structured(made, "1")
    assert is_structured(made)
    assert extraction.facts
    for fact in extraction.facts:
        for evidence in fact.evidence:
            assert made.text[evidence.start : evidence.end] == evidence.quote
            assert made.page_at(evidence.start) == evidence.page
        for filler in fact.fillers:
            assert made.text[filler.start : filler.end] == filler.name
    assert len({fact.fact_id for fact in extraction.facts}) == len(extraction.facts)
    assert extraction == extract_structured(made, "1")


def test_a_designation_says_who_whom_and_why() -> None:
    """Authority, target, programmes, date, end and the entry's own number are in the fact."""
    (ada, _) = of_kind(extracted(files.DENIED), FactKind.DESIGNATION)
    values = dict(ada.values)
    assert [filler.name for filler in ada.filled(Role.AUTHORITY)] == ["Bureau of Industry and Security"]
    assert [(filler.name, filler.label) for filler in ada.filled(Role.TARGET)] == [("ADA KORVIN", Label.PERSON)]
    assert (values["date"], values["until"]) == (Date("2017-10-16"), Date("2020-10-13"))
    assert (values["programme"], values["status"], ada.confidence) == ("Denied Persons", "listed", 1.0)
    vision, *_ = of_kind(extracted(files.SDN), FactKind.DESIGNATION)
    assert dict(vision.values)["programme"] == "NORV; SDGT"
    assert dict(vision.values)["reference"] == "OFAC 101"


def test_links_owners_and_aliases() -> None:
    """A link says no more than that two are linked; an owner owns; an alias is told with the name it is another of."""
    extraction = extracted(files.SDN, beside=(("alt.csv", files.ALT.encode()),))
    linked = of_kind(extraction, FactKind.ROLE)
    assert {(fact.filled(Role.PERSON)[0].name, fact.filled(Role.ORGANISATION)[0].name) for fact in linked} == {
        ("VESHTAR VISION, S.A.", "HALDEN HOLDING"),
        ("KORVIN, Ada Marta", "VESHTAR VISION, S.A."),
    }
    assert {dict(fact.values)["position"] for fact in linked} == {"linked to"}
    (owned,) = of_kind(extraction, FactKind.OWNERSHIP)
    assert (owned.filled(Role.OWNER)[0].name, owned.filled(Role.OWNED)[0].name) == ("Halden Holding", "NORTH STAR")
    aliases = {dict(fact.values)["name"]: fact for fact in of_kind(extraction, FactKind.ALIAS)}
    assert aliases.keys() == {"VESHTAR OPTICS", "VESHTAR & SONS", "CORVIN, Adda", "THE LENS"}
    assert [piece.quote for piece in aliases["VESHTAR OPTICS"].evidence] == [
        "Name: VESHTAR VISION, S.A.",
        "Also known as: VESHTAR OPTICS",
    ]


def test_contracts_of_notices() -> None:
    """Each lot is a contract with its own supplier and amount; a lot nobody won is none; a group supplies together."""
    cameras, fences = of_kind(extracted(files.notice()), FactKind.CONTRACT)
    assert dict(cameras.values)["amount"] == Money(Decimal(60_000_000), "EUR", "total")
    assert [filler.name for filler in fences.filled(Role.SUPPLIER)] == ["Halden Works Ltd", "Corvane GmbH"]
    assert [filler.name for filler in cameras.filled(Role.REGION)] == ["United Kingdom"]
    assert dict(fences.values)["date"] == Date("2020-04-09")
    (changed, _) = of_kind(extracted(files.notice(modified=True)), FactKind.CONTRACT)
    assert (changed.act, cameras.act) == ("amended", "awarded")
    assert not of_kind(extracted(files.package(files.release(1, "tender", None))), FactKind.CONTRACT)
    cancelled = files.release(2, "contractTermination", 5, status="cancelled")
    assert not of_kind(extracted(files.package(cancelled)), FactKind.CONTRACT)


def test_listed_namesakes_stay_two() -> None:
    """Two entries of one name are two entities, each confirmed by its number."""
    entities = resolve(rows(extracted(files.SDN)))
    adas = called(entities, "KORVIN, Ada Marta")
    assert [entity.tier for entity in adas] == [Tier.CONFIRMED, Tier.CONFIRMED]
    assert {entity.identifiers[0] for entity in adas} == {("ofac", "102"), ("ofac", "105")}


def test_nobody_is_listed_for_being_called_so() -> None:
    """A name in an article that equals a listed one, or an alias of one, is an entity of its own."""
    article = NameRow("n1", Label.COMPANY, "Veshtar Vision, S.A.", ("Veshtar Optics",), 9, 3)
    entities = resolve([*rows(extracted(files.SDN, beside=(("alt.csv", files.ALT.encode()),))), article])
    (plain,) = [entity for entity in entities if "n1" in entity.name_ids]
    assert plain.name_ids == ("n1",)
    assert not plain.identifiers


def test_lists_join_by_number_and_name_within() -> None:
    """One number in three files is one party, aliases that came alone included; a link leads to the entry it names."""
    entities = resolve(rows(extracted(files.SDN), extracted(files.SCREENING), extracted(files.ALT)))
    (vision,) = called(entities, "VESHTAR OPTICS")
    assert vision.name == "VESHTAR VISION, S.A."
    assert ("ofac", "101") in vision.identifiers
    assert {"VESHTAR OPTICS", "VESHTAR & SONS"} <= set(vision.aliases)
    assert not any(scheme.endswith((" name", " alias")) for entity in entities for scheme, _ in entity.identifiers)
    (holding,) = called(entities, "HALDEN HOLDING")
    assert holding.identifiers == (("ofac", "104"),)
    assert any("only entry of the list" in reason for _, reason in holding.reasons)


def test_lists_of_different_offices_join_by_shared_numbers() -> None:
    """The European and the British list name the United Nations' number, a ship has one number everywhere."""
    entities = resolve(rows(extracted(files.UN), extracted(files.EU_XML), extracted(files.UK), extracted(files.SDN)))
    (ada,) = called(entities, "ADA MARTA KORVIN")
    assert {scheme for scheme, _ in ada.identifiers} >= {"un", "eu", "uk"}
    (ship,) = called(entities, "NORTH STAR")
    assert {("imo number", "9218466"), ("ofac", "103"), ("uk", "NOR0002")} <= set(ship.identifiers)


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [("KORVIN, Ada", "individual", Label.PERSON), ("Veshtar Vision Ltd", "", Label.COMPANY), ("NORTH STAR", "Vessel",
     Label.ORGANISATION), ("Ministry of Interior", "", Label.GOVERNMENT), ("Veshtar", "", Label.COMPANY)],
)  # fmt: skip
def test_labels_of_parties(name: str, kind: str, label: Label) -> None:
    """The list's own word decides, else a legal form or a head word."""
    assert party_label(name, kind) is label


def test_untyped_parties() -> None:
    """Where a list says nothing, two to five plain words are a person's name and words of trade a company's."""
    assert untyped_label("ADA KORVIN") is Label.PERSON
    assert untyped_label("Halden Aviation Services") is Label.COMPANY
    assert untyped_label("54th Research Institute") is not Label.PERSON
