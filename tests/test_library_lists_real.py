"""The real lists and notices: every name of the list is an entity, every award a contract, counted from the files."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.records import Entity, FactKind, Role
from library.library import Library, open_library

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def ofac(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with OFAC's list and its parts."""
    with open_library(tmp_path_factory.mktemp("ofac") / "workspace") as library:
        summary = library.add([shared / "documents" / "lists" / "ofac"])
        assert not summary.failed
        yield library


def table(path: Path, width: int) -> Iterator[list[str]]:
    """Yield the rows of a file without a header, as the standard library reads them."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from (row for row in csv.reader(stream) if len(row) >= width)


def plain(name: str) -> str:
    """Return a name without the marks that may stand around it or in it."""
    return " ".join(name.replace("'", "").split())


@pytest.mark.slow
def test_every_ofac_name_is_an_entity(ofac: Library, shared: Path) -> None:
    """Each entry is one entity under its name and number, with every alias and every programme; there are no others."""
    folder = shared / "documents" / "lists" / "ofac"
    listed: dict[str, Entity] = {
        value: entity
        for entity in ofac.rooms.extractions.listed()
        for scheme, value in entity.identifiers
        if scheme == "ofac"
    }
    rows = {row[0]: row for row in table(folder / "sdn.csv", 12)}
    assert listed.keys() == rows.keys()
    assert len({entity.entity_id for entity in listed.values()}) == len(rows)
    assert [n for n, row in rows.items() if listed[n].name != " ".join(row[1].split())] == []
    aliases = [(row[0], " ".join(row[3].split())) for row in table(folder / "alt.csv", 4)]
    assert [one for one in aliases if one[1] not in (listed[one[0]].name, *listed[one[0]].aliases)] == []
    weak = r"a\.k\.a\. '+(.+?)'+(?=[;.)]|$)"  # some stand in two pairs of marks, and some names have one of their own
    remarked = [(n, name) for n, row in rows.items() for name in re.findall(weak, row[11])]
    assert [one for one in remarked if plain(one[1]) not in {plain(name) for name in listed[one[0]].aliases}] == []
    assert (len(rows), len(aliases), len(remarked)) == (7379, 9682, 2026)
    programmes: defaultdict[str, set[str]] = defaultdict(set)
    for fact in ofac.facts(FactKind.DESIGNATION):
        values = dict(fact.values)
        programmes[str(values["reference"])].update(str(values["programme"]).split("; "))
    assert [n for n, row in rows.items() if set(row[3].split("] [")) != programmes[f"OFAC {n}"]] == []


@pytest.mark.slow
def test_lists_do_not_slow_pages(ofac: Library) -> None:
    """An entry's facts are few and stand in one part; the office that listed thousands has a page of its own, too."""
    (entity,) = [one for one in ofac.rooms.extractions.listed() if ("ofac", "36") in one.identifiers]
    facts = ofac.facts_about(entity.entity_id)
    assert {fact.document_id for fact in facts} == {facts[0].document_id}
    assert len(facts) < 10
    hits = ofac.search(f'"{entity.name}"').hits
    assert hits[0].document_id == facts[0].document_id
    assert hits[0].page == facts[0].evidence[0].page


@pytest.mark.slow
def test_every_award_of_the_notices_is_a_contract(shared: Path, tmp_path: Path) -> None:
    """Each notice with a winner, a change of a contract or a direct award is a contract with buyer and supplier.

    Of those marked as invalid none names a winner that is complete.
    """
    folder = shared / "documents" / "procurement"
    told = {
        path.name
        for path in (folder / "ted").glob("*.xml")
        if re.search(r"<efac:SettledContract>|>selec-w<", path.read_text("utf-8")) and "INVALID" not in path.name
    }
    with open_library(tmp_path / "workspace") as library:
        summary = library.add([folder / "ted", folder / "ocds"])
        assert not summary.failed
        where = {head.document_id: head.location for head in library.rooms.documents.heads()}
        facts = list(library.facts(FactKind.CONTRACT))
        assert all(fact.filled(Role.BUYER) and fact.filled(Role.SUPPLIER) for fact in facts)
        found = Counter(where[fact.document_id].rpartition("/")[2] for fact in facts)
    assert told - found.keys() == set()
    assert len([name for name in found if name.endswith(".xml")]) == len(told) == 29
    assert sum(found[name] for name in told) == 34
    assert len(found) - len(told) == 9
    with_amount = [fact for fact in facts if "amount" in dict(fact.values)]
    assert len(with_amount) >= len(facts) - 6


def test_real_notices_are_contracts(shared: Path, tmp_path: Path) -> None:
    """Every notice is read; each contract settled by a winning tender is a fact with buyer, supplier and reference."""
    folder = shared / "documents" / "procurement"
    wanted = ("can_24_UKRI.xml", "can_24_maximal.xml", "can-modif_24_value.xml", "cn_25.xml", "can_24_no_tenders.xml")
    with open_library(tmp_path / "workspace") as library:
        paths = [folder / "ted" / name for name in wanted]
        summary = library.add([*paths, folder / "ocds" / "1.1-ocds-213czf-000-00001.json"])
        assert (summary.added, summary.failed) == (6, 0)
        found = {str(dict(fact.values)["reference"]): fact for fact in library.facts(FactKind.CONTRACT)}
        assert found.keys() == {
            "SCRN ABC EFG:2020-001", "REF RST-678", "KLM FGH/912", "MOD/CON/02-CHG/2021/PWC",
            "ocds-213czf-000-00001-contract-01",
        }  # fmt: skip
        told = found["SCRN ABC EFG:2020-001"]
        assert told.filled(Role.BUYER)[0].name == "UK Research and Innovation"
        assert told.filled(Role.SUPPLIER)[0].name == "Ramboll UK Ltd"
        assert found["MOD/CON/02-CHG/2021/PWC"].act == "amended"
        assert len(found["REF RST-678"].filled(Role.SUPPLIER)) == 2
        assert list(library.verify()) == []
