"""Extractions, names, facts and entities in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection

from corpus.database import Database, open_database
from corpus.records import Document, Kind, LedgerEntry, Source
from corpus.records import InputState as State
from corpus.store import DocumentStore
from extract.errors import EntityNotFoundError
from extract.extraction import Extraction
from extract.gazetteers.places import find_places
from extract.identity import fact_id, name_id
from extract.names import key
from extract.outline.store import OutlineStore
from extract.records import (
    Attribution,
    Date,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Filler,
    Form,
    Label,
    Mention,
    Modality,
    Money,
    Name,
    Quantity,
    Role,
    Span,
    ValueMention,
)
from extract.store import ExtractionStore


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty workspace database."""
    with open_database(tmp_path / "threadline.db") as opened:
        DocumentStore(opened)
        yield opened


@pytest.fixture
def store(database: Database) -> ExtractionStore:
    """An empty store."""
    return ExtractionStore(database)


def name(text: str, label: Label = Label.COMPANY, *aliases: str) -> Name:
    """Return a name with its id."""
    return Name(name_id(label, key(text, label)), label, text, aliases)


def fact(document_id: str, one: Name, at: int = 0, kind: FactKind = FactKind.CONTRACT) -> Fact:
    """Return a fact of one filler with every sort of value."""
    fillers = (Filler(Role.SUPPLIER, one.name_id, one.name, one.label, at, at + 5),)
    evidence = (Evidence(document_id, at, at + 5, "Words", 3),)
    values = (
        ("amount", Money(Decimal("1.50"), "USD", "total", Decimal(2))),
        ("date", Date("2019-10", "2020")),
        ("quantity", Quantity(Decimal(65), "percent", "about")),
        ("subject", "cameras"),
    )
    made = fact_id(document_id, kind, fillers, evidence)
    return Fact(made, document_id, kind, fillers, values, "said", "won", Modality.REPORTED, FactStatus.PROPOSED,
                "unattributed", ("f1",), 0.75, evidence)  # fmt: skip


def extraction(document_id: str, *names: Name, version: str = "v1") -> Extraction:
    """Return an extraction with a mention and a fact for each name, and one value and attribution."""
    mentions = tuple(
        Mention(document_id, 10 * at, 10 * at + 5, one.label, one.name, Form.SHORT, one.name_id)
        for at, one in enumerate(names)
    )
    facts = tuple(fact(document_id, one, 10 * at) for at, one in enumerate(names))
    values = (ValueMention(document_id, 1, 2, Money(Decimal(5), "EUR")),)
    attributions = (Attribution(None, Span(1, 2), Span(3, 4)), Attribution(Span(0, 1), Span(1, 2), Span(3, 4)))
    return Extraction(document_id, version, mentions, names, values, attributions, facts)


def add_document(database: Database, document_id: str, date: str | None = None) -> None:
    """Put a document into the corpus."""
    document = Document(document_id, document_id, f"{document_id}.txt", "text/plain", Kind.NEWS, "", "", "text", date)
    source = Source(document.location, document_id, 4)
    DocumentStore(database).add(document, LedgerEntry(document_id, source, State.ADDED, "text/plain", document_id))


def test_what_is_saved_comes_back(store: ExtractionStore) -> None:
    """Mentions, values, attributions and facts survive storage exactly."""
    saved = extraction("d1", name("Orsa S.p.A."), name("Hikvision"))
    store.save(saved)
    assert store.mentions("d1") == saved.mentions
    assert store.values("d1") == saved.values
    assert store.attributions("d1") == saved.attributions
    assert tuple(store.facts(document_id="d1")) == saved.facts
    assert store.mentions("d2") == ()


def test_a_document_is_replaced_whole(store: ExtractionStore) -> None:
    """A second extraction leaves nothing of the first, its names and roles included."""
    store.save(extraction("d1", name("Orsa S.p.A."), name("Hikvision")))
    store.save(extraction("d1", name("Dahua"), version="v2"))
    store.resolve()
    assert [one.name for one in store.names()] == ["Dahua"]
    assert len(list(store.facts())) == 1
    assert list(store.facts(entity_id=name("Hikvision").name_id)) == []
    assert list(store.extracted_ids("v1")) == []
    assert list(store.extracted_ids()) == ["d1"]


def test_a_failed_save_changes_nothing(store: ExtractionStore) -> None:
    """What cannot be stored as a whole leaves what was there."""
    first = extraction("d1", name("Hikvision"))
    store.save(first)
    broken = replace(extraction("d1", name("Dahua")), names=(replace(name("Dahua"), name=None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        store.save(broken)
    assert store.mentions("d1") == first.mentions
    assert [one.name for one in store.names()] == ["Hikvision"]


def test_facts_are_found_by_kind_document_status_and_entity(store: ExtractionStore) -> None:
    """Filters narrow the facts; an entity's facts are found under any of its names, in a fixed order."""
    short, full = name("Hikvision"), name("Hangzhou Hikvision Digital Technology Co., Ltd.")
    store.save(extraction("d2", short, name("Dahua")))
    store.save(extraction("d1", full))
    store.resolve()
    for one in (short, full):
        found = list(store.facts(entity_id=one.name_id))
        assert [item.document_id for item in found] == ["d1", "d2"]
    assert list(store.facts(FactKind.ALLEGATION)) == []
    assert len(list(store.facts(FactKind.CONTRACT, status=FactStatus.PROPOSED))) == 3
    assert len(list(store.facts(document_id="d2"))) == 2


def test_entities_are_found_by_any_name(store: ExtractionStore) -> None:
    """Every name id leads to its entity; entities list by use, by label and by part of a name, and count documents."""
    short, full = name("Hikvision"), name("Hangzhou Hikvision Digital Technology Co., Ltd.", Label.COMPANY, "Hikvision")
    store.save(extraction("d1", short, full))
    store.save(extraction("d2", short, name("Xinjiang", Label.PLACE)))
    assert store.resolve() == 2
    entity = store.get_entity(short.name_id)
    assert entity == store.get_entity(full.name_id)
    assert entity.entity_id == full.name_id
    assert (entity.mentions, entity.documents) == (3, 2)
    assert [one.name for one in store.entities()] == [full.name, "Xinjiang"]
    assert [one.name for one in store.entities(Label.PLACE)] == ["Xinjiang"]
    assert [one.entity_id for one in store.entities(name="HIKVISION’s")] == [full.name_id]
    assert list(store.entities(name="100%")) == []
    assert list(store.documents_of(short.name_id)) == ["d1", "d2"]
    assert store.entity_of([short.name_id, "n0"]) == {short.name_id: full.name_id}
    assert store.entities_named([short.name_id, "n0"]) == {short.name_id: store.get_entity(full.name_id)}
    assert store.find_entity("n0") is None
    with pytest.raises(EntityNotFoundError, match="threadline entities"):
        store.get_entity("n0")


def test_lists_longer_than_a_page_are_whole(store: ExtractionStore) -> None:
    """Facts and entities stream in order over page borders, none twice, none missing."""
    names = [name(f"Firm{chr(97 + at // 26)}{chr(97 + at % 26)}x Ltd") for at in range(620)]
    store.save(extraction("d1", *names))
    store.resolve()
    assert [one.fillers[0].name for one in store.facts()] == [one.name for one in names]
    ids = [entity.entity_id for entity in store.entities()]
    assert len(ids) == len(set(ids)) == 620


def test_stale_documents(database: Database, store: ExtractionStore) -> None:
    """What this version has not read is stale: what none has read first, then the newest, undated documents last."""
    for document_id, date in (("d1", None), ("d2", "2019"), ("d3", "2020-05"), ("d4", "2018")):
        add_document(database, document_id, date)
    store.save(extraction("d2", version="v1"))
    assert list(store.stale("v1")) == ["d3", "d4", "d1"]
    assert (store.count_stale("v1"), store.count_outdated("v1"), store.count_outdated("v2")) == (3, 0, 1)
    for document_id in ("d1", "d3"):
        store.save(extraction(document_id, version="v1"))
    assert list(store.stale("v2")) == ["d4", "d3", "d2", "d1"]
    store.mark_outdated()
    assert store.count_stale("v1") == 4


def test_documents_wait_for_the_index_when_they_change(store: ExtractionStore) -> None:
    """A new extraction, and a name that shows as another entity than before, must be indexed again.

    So must what changes while the index is told of it.
    """
    short, full = name("Hikvision"), name("Hangzhou Hikvision Digital Technology Co., Ltd.")
    store.save(extraction("d1", short))
    store.save(extraction("d2", name("Dahua")))
    store.resolve()
    store.mark_taken(["d1", "d2"])
    store.mark_indexed(["d1", "d2"])
    assert store.count_unindexed() == 0
    store.save(extraction("d3", full))
    store.mark_taken(["d3"])
    store.save(extraction("d3", full))
    store.mark_indexed(["d3"])
    assert list(store.unindexed()) == ["d3"]
    store.resolve()
    assert list(store.unindexed()) == ["d1", "d3"]
    store.mark_unindexed()
    assert store.count_unindexed() == 3


def test_removing_a_document(store: ExtractionStore) -> None:
    """A removed document leaves no fact, and after the next joining no entity."""
    store.save(extraction("d1", name("Hikvision")))
    store.save(extraction("d2", name("Dahua")))
    store.remove("d1")
    store.resolve()
    assert [entity.name for entity in store.entities()] == ["Dahua"]
    counts = store.counts()
    assert (counts["extracted"], counts["entities"], counts["facts"], counts["contract"]) == (1, 1, 1, 1)
    assert counts["government"] == 0


def test_names_gather_what_documents_say(store: ExtractionStore) -> None:
    """A name's form is the one used most; all others are its aliases."""
    one, other = name("U.S.", Label.PLACE), replace(name("US", Label.PLACE), aliases=("America",))
    store.save(extraction("d1", one))
    store.save(extraction("d2", other))
    store.save(extraction("d3", other))
    [row] = store.names()
    assert (row.name, row.aliases, row.mentions, row.documents) == ("US", ("America", "U.S."), 3, 3)


def forget_outlines(connection: Connection) -> None:
    """Take away what migrations 0004 and 0005 made."""
    connection.exec_driver_sql("DROP INDEX name_uses_with_numbers")
    connection.exec_driver_sql("DROP TABLE fact_answers")
    connection.exec_driver_sql("DROP INDEX facts_in_outline")
    connection.exec_driver_sql("ALTER TABLE facts DROP COLUMN confidence")


def test_a_workspace_from_before_outlines_opens(tmp_path: Path) -> None:
    """How sure facts are and what they answer is read out of the facts of an older workspace."""
    company, path = name("Norbal Vision"), tmp_path / "threadline.db"
    sure, unsure = fact("d1", company), replace(fact("d1", company, 20), confidence=0.25, answers=())
    with open_database(path) as opened:
        DocumentStore(opened)
        add_document(opened, "d1")
        before = ExtractionStore(opened)
        before.save(replace(extraction("d1", company), facts=(unsure, sure)))
        before.resolve()
        with opened.writing() as connection:
            forget_outlines(connection)
            connection.exec_driver_sql("UPDATE extract_version SET version_num = '0003'")
    with open_database(path) as opened:
        after = ExtractionStore(opened)
        outlines = OutlineStore(opened)
        entity = after.get_entity(company.name_id)
        assert outlines.chosen([entity.entity_id], most=9).fact_ids == (sure.fact_id, unsure.fact_id)
        assert outlines.chosen([entity.entity_id], most=1, skip=1).fact_ids == (unsure.fact_id,)
        assert outlines.answering(["f1"]) == (sure.fact_id,)
        assert list(outlines.answers()) == [(sure.fact_id, ("f1",))]
        assert outlines.met_with([sure.fact_id, unsure.fact_id]) == {entity.entity_id: {"contract": 2}}
        after.remove("d1")
        assert outlines.answering(["f1"]) == ()


def test_a_workspace_from_before_places_had_paths_opens(tmp_path: Path) -> None:
    """The tables of an older workspace are brought up to date, and the next joining of names says what lies where."""
    urumqi, region = find_places("Ürümqi")[0], find_places("Xinjiang")[0]
    named = [replace(name(one.name, Label.PLACE), identifiers=one.identifiers) for one in (urumqi, region)]
    path = tmp_path / "threadline.db"
    with open_database(path) as opened:
        DocumentStore(opened)
        add_document(opened, "d1")
        before = ExtractionStore(opened)
        before.save(extraction("d1", *named))
        before.resolve()
        with opened.writing() as connection:
            forget_outlines(connection)
            connection.exec_driver_sql("DROP INDEX entities_by_path")
            connection.exec_driver_sql("ALTER TABLE entities DROP COLUMN path")
            connection.exec_driver_sql("UPDATE extract_version SET version_num = '0002'")
    with open_database(path) as opened:
        after = ExtractionStore(opened)
        assert {one.name for one in after.entities()} == {urumqi.name, region.name}
        assert list(after.places_in(region.path)) == []
        after.resolve()
        assert [one.name for one in after.places_in(region.path)] == [urumqi.name]
        assert [one.name for one in after.places_in("CN")] == [region.name, urumqi.name]
        assert after.places_at(["CN", region.path]).keys() == {region.path}
