"""Lists and notices: each format is known by its content, and every field of it stands in the entry, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import list_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import structured
from corpus.assembly import document_of
from corpus.blobs import BlobStore
from corpus.database import open_database
from corpus.entries import Field, entry_of, find_entries, parts_of, parts_text
from corpus.errors import UnreadableError
from corpus.identity import sha256_of
from corpus.ingest import ingest
from corpus.options import IngestOptions
from corpus.readers import find_reader
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import PART_ENTRIES, Head, document_reading, read_entries, read_part
from corpus.readers.lists.remarks import remark_fields
from corpus.readers.reading import Hint, Reading
from corpus.records import Document, InputState, Kind, Source
from corpus.sniff import sniff
from corpus.store import DocumentStore

EXAMPLES = {
    structured.OFAC_CSV: files.SDN, structured.OFAC_ALIASES: files.ALT, structured.OFAC_XML: files.SDN_XML,
    structured.DENIED_PERSONS: files.DENIED, structured.SCREENING_LIST: files.SCREENING, structured.UN_XML: files.UN,
    structured.EU_XML: files.EU_XML, structured.EU_CSV: files.EU_CSV, structured.UK_CSV: files.UK,
    structured.FOLLOW_THE_MONEY: files.FTM, structured.OCDS: files.package(files.release(1, "contract", 5)).decode(),
    structured.EFORMS: files.notice().decode(),
}  # fmt: skip
HEAD = Head("A list", Kind.SANCTIONS_NOTICE, "It is a list.")


def read(text: str | bytes, name: str = "list", **more: object) -> Reading:
    """Return the reading of bytes by the reader of what they are."""
    data = text.encode() if isinstance(text, str) else text
    reader = find_reader(sniff(data, name))
    assert reader is not None
    return reader.read(data, Hint(name=name, **more))  # type: ignore[arg-type]


def entries(reading: Reading) -> list[dict[str, list[str]]]:
    """Return the entries of a reading, each as its values by label."""
    source = Source("list", sha256_of(reading.text.encode()), 1)
    document = document_of(reading, source, structured.LIST_PART, IngestOptions())
    found = []
    for entry in find_entries(document):
        values: dict[str, list[str]] = {}
        for field in entry.fields:
            values.setdefault(field.field.value, []).append(document.text[field.start : field.end])
        found.append(values)
    return found


@pytest.mark.parametrize("media_type", EXAMPLES)
def test_lists_are_known_by_content(media_type: str) -> None:
    """The name of a file says nothing: its columns, its root element or its keys do."""
    data = EXAMPLES[media_type].encode()
    assert sniff(data, "download") == media_type
    assert sniff(b"\xef\xbb\xbf" + data, "x.txt") == media_type


@pytest.mark.parametrize(
    "text",
    ["a,b,c\n1,2,3\n", '{"name": "x"}', "<export><x/></export>", '1,"a",b\n', "Name\tCity\nA\tB\n", "id;name\n1;x\n",
     '{"schema": "x"}', "<html><body>sdnList</body></html>", "ocid,releases\n"],
)  # fmt: skip
def test_what_only_looks_alike_is_no_list(text: str) -> None:
    """A table, an object or a page without the marks of a list stays what it is."""
    assert structured.find_structured(text) is None


def test_ofac_entry_is_whole() -> None:
    """Names, programmes, births, numbers, links and what lies in the parts beside stand in one entry."""
    beside = (
        ("alt.csv", files.ALT.encode()),
        ("add.csv", files.ADD.encode()),
        ("SDN_COMMENTS.CSV", files.COMMENTS.encode()),
    )
    reading = read(files.SDN, "sdn.csv", beside=beside)
    vision, ada, ship, _, other = entries(reading)
    assert vision["Name"] == ["VESHTAR VISION, S.A."]
    assert vision["Programme"] == ["NORV", "SDGT"]
    assert vision["Also known as"] == ["VESHTAR OPTICS"]
    assert vision["Formerly known as"] == ["VESHTAR & SONS"]
    assert vision["Address"] == ["1 Quay Street, Tavrin 1010, Norvenia"]
    assert vision["Linked to"] == ["HALDEN HOLDING"]
    assert [parts_of(one) for one in vision["Identifier"]] == [("Tax ID No.", "55-11", "Norvenia")]
    assert ada["Born"] == ["1975-06-14", "1976"]
    assert ada["Also known as (weak)"] == ["THE LENS"]
    assert ada["Linked to"] == ["VESHTAR VISION, S.A."]
    assert ada["Identifier"] == ["Passport | N717637 | Norvenia"]
    assert ada["Remarks"] == ["Phone Number 555 0101"]
    assert ship["Owned by"] == ["Halden Holding"]
    assert ship["Identifier"] == ["IMO number | 9218466"]
    assert "kept whole)" in ship["Remarks"][0]
    assert other["Entry"] == ["OFAC 105"]
    assert reading.kind is Kind.SANCTIONS_NOTICE
    assert "alt.csv" in reading.note


def test_ofac_xml_says_the_same() -> None:
    """The list in XML gives the entry that the list in CSV gives, and the day it was published."""
    reading = read(files.SDN_XML)
    (entry,) = entries(reading)
    assert reading.date == "2026-08-07"
    assert entry["Programme"] == ["NORV", "SDGT"]
    assert entry["Also known as"] == ["VESHTAR OPTICS"]
    assert entry["Also known as (weak)"] == ["V.V."]
    assert entry["Formerly known as"] == ["VESHTAR & SONS"]
    assert entry["Identifier"] == ["Tax ID No. | 55-11 | Norvenia"]
    assert entry["Website"] == ["veshtar.example"]
    assert entry["Linked to"] == ["HALDEN HOLDING"]


def test_american_tables() -> None:
    """A denial order gathers its addresses, and the same order in the screening list has the same number."""
    ada, optics = entries(read(files.DENIED))
    assert len(ada["Address"]) == 2
    assert (ada["Listed on"], ada["Listed until"]) == (["2017-10-16"], ["2020-10-13"])
    assert optics["Name"] == ["VESHTAR OPTICS INC."]
    denied, vision, works = entries(read(files.SCREENING))
    assert denied["Entry"] == ada["Entry"]
    assert vision["Entry"] == ["OFAC 101"]
    assert vision["Also known as"] == ["VESHTAR OPTICS", "VESHTAR & SONS"]
    assert vision["Linked to"] == ["HALDEN HOLDING"]
    assert works["Listed by"] == ["Bureau of Industry and Security"]
    assert works["Programme"] == ["Entity List"]


def test_un_list() -> None:
    """Names in parts are put together; empty aliases are none; low quality is weak."""
    reading = read(files.UN)
    ada, vision = entries(reading)
    assert reading.date == "2026-08-04"
    assert ada["Name"] == ["ADA MARTA KORVIN"]
    assert ada["Entry"] == ["UN NOi.001"]
    assert ada["Also known as"] == ["Adda Corvin"]
    assert ada["Also known as (weak)"] == ["The Lens"]
    assert ada["Born"] == ["1973 to 1975"]
    assert ada["Identifier"] == ["Passport | N717637 | Norvenia"]
    assert vision["Formerly known as"] == ["Veshtar & Sons"]
    assert vision["Type"] == ["Entity"]


def test_eu_lists_agree() -> None:
    """XML and CSV give the same party, the rows of one party together."""
    (ada,) = entries(read(files.EU_XML))
    same, vision = entries(read(files.EU_CSV))
    for name in ("Name", "Entry", "Type", "Programme", "Listed on", "Born"):
        assert ada[name] == same[name], name
    assert ada["Also known as (weak)"] == ["The Lens"]
    assert same["Also known as"] == ["Ada Marta Korvin"]
    assert vision["Listed on"] == ["2014-02-03"]


def test_uk_lists() -> None:
    """The primary name comes first wherever it stands, and both lists know a party by one number."""
    reading = read(files.UK)
    ada, ship = entries(reading)
    assert reading.date == "2026-10-08"
    assert ada["Name"] == ["Ada KORVIN"]
    assert ada["Also known as"] == ["Ада Корвин"]
    assert ada["Also known as (weak)"] == ["Ada Marta KORVIN"]
    assert ada["Born"] == ["1975-06"]
    assert ship["Identifier"] == ["IMO number | 9218466"]
    (older,) = entries(read(files.UK_TARGETS))
    assert older["Entry"] == ada["Entry"] == ["UK NOR0001"]
    assert older["Also known as (weak)"] == ["Adda KORVIN"]


def test_follow_the_money() -> None:
    """Sanctions and owners that stand apart are told with the party they point at; nested ones too."""
    vision, ada = entries(read(files.FTM))
    assert vision["Entry"] == ["FTM NK-1"]
    assert vision["Listed by"] == ["Norvenian Treasury"]
    assert vision["Listed on"] == ["2020-02-03"]
    assert vision["Also known as"] == ["Veshtar Optics"]
    assert vision["Owned by"] == ["Ada Korvin"]
    assert "Listed by" not in ada
    (nested,) = entries(read(files.FTM_NESTED))
    assert nested["Programme"] == ["NORV"]


def test_contracts_of_ocds() -> None:
    """Releases of one process are one contract with its latest value, and what it was before is an amendment."""
    amended = files.release(3, "contractAmendment", 7, amendments=[{"date": "2020-03-01", "rationale": "More cameras"}])
    reading = read(files.package(files.release(1, "award", 5), files.release(2, "contract", 5), amended))
    (deal,) = entries(reading)
    assert deal["Amount"] == ["7 EUR"]
    assert deal["Supplier"] == ["Veshtar Vision SA | NO-REG | 55-11"]
    assert deal["Buyer"] == ["Port of Tavrin"]
    assert deal["Period"] == ["2020-04-01/2021-03-31"]
    assert deal["Lot"] == ["L1: Quay one"]
    assert any("was 5 EUR, and became 7 EUR" in text for text in deal["Amendment"])
    assert any("More cameras" in text for text in deal["Amendment"])
    (planned,) = entries(read(files.package(files.release(1, "tender", None))))
    assert "Supplier" not in planned


def test_other_packings_of_ocds() -> None:
    """A record package, lines of releases and a lone release say the same as a release package."""
    one = files.release(2, "contract", 5)
    expected = entries(read(files.package(one)))
    record = {"uri": "u", "publishedDate": "2020-06-01", "records": [{"ocid": "ocds-norv-1", "compiledRelease": one}]}
    for data in (
        json.dumps(record),
        json.dumps(one),
        json.dumps(one) + "\n" + json.dumps(one) + "\n",
        json.dumps([one]),
    ):
        assert entries(read(data)) == expected


def test_eforms_results() -> None:
    """Each contract has its tender's lot, amount and suppliers, all of a group; a lot nobody won says so."""
    reading = read(files.notice())
    cameras, fences, dogs = entries(reading)
    assert reading.kind is Kind.CONTRACT
    assert cameras["Supplier"] == ["Veshtar Vision SA | register number | 55-11"]
    assert cameras["Amount"] == ["60,000,000 EUR"]
    assert cameras["Place of performance"] == ["United Kingdom"]
    assert fences["Supplier"] == ["Halden Works Ltd", "Corvane GmbH | register number | 77"]
    assert (fences["Amount"], fences["Subject"], fences["Reference"]) == (["4,500.5 EUR"], ["Fences"], ["REF/2"])
    assert "Supplier" not in dogs
    changed = entries(read(files.notice(modified=True)))
    assert changed[0]["Amendment"] == ["More cameras. It changes notice 342558-2018"]
    assert "Amendment" not in changed[1]


@pytest.mark.parametrize("media_type", EXAMPLES)
def test_broken_lists_end_with_a_reason(media_type: str) -> None:
    """Wherever a list breaks off, it gives what came before or a reason, never anything else."""
    data = EXAMPLES[media_type].encode()
    reader = find_reader(media_type)
    assert reader is not None
    for share in range(1, 20):
        told = ""
        try:
            reading = reader.read(data[: len(data) * share // 20], Hint(name="list"))
            for attachment in reading.attachments:
                read_part(attachment.data, Hint())
        except UnreadableError as error:
            told = str(error)
        assert not told or told.endswith(".")


def test_entities_in_xml_are_not_expanded() -> None:
    """A list that swells by entities, or asks for a file, gives nothing of either."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    text = files.UN.replace("<CONSOLIDATED_LIST", bomb + "<CONSOLIDATED_LIST", 1).replace("ADA", "&a;&b;ADA")
    reader = find_reader(structured.UN_XML)
    assert reader is not None
    try:
        told = reader.read(text.encode(), Hint()).text
    except UnreadableError:
        return
    assert "root:" not in told
    assert "aaaaaaaaaa" not in told


def test_long_lists_are_parts() -> None:
    """A list of more than a hundred entries is a container of lists of a hundred, taken one at a time."""
    made = 0

    def many() -> Iterator[tuple[tuple[Field, str], ...]]:
        nonlocal made
        for number in range(250):
            made += 1
            yield entry_of([(Field.NAME, f"Veshtar {number}"), (Field.ENTRY, f"OFAC {number}")])

    reading = read_entries(HEAD, many())
    assert reading.container
    parts = iter(reading.attachments)
    first = next(parts)
    assert made <= 2 * PART_ENTRIES
    told = read_part(first.data, Hint())
    assert told.title == "A list, entries 1 to 100"
    assert len(entries(told)) == PART_ENTRIES
    assert sum(len(entries(read_part(part.data, Hint()))) for part in parts) == 150
    assert sniff(first.data, first.name) == structured.LIST_PART


TEXTS = st.text(min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(Field), TEXTS), min_size=1, max_size=8), min_size=1, max_size=4))
def test_entries_are_found_as_they_were_put_in(told: list[list[tuple[Field, str]]]) -> None:
    """Whatever the values are, labels and line breaks in them included, the text gives back exactly the fields."""
    put = [entry for fields in told if (entry := entry_of(fields))]
    if not put:
        return
    reading = document_reading(HEAD, put)
    document = Document(
        "d", "s", "l", structured.LIST_PART, Kind.OTHER, "", "", reading.text, sections=reading.sections
    )
    found = [
        tuple((field.field, document.text[field.start : field.end]) for field in entry.fields)
        for entry in find_entries(document)
    ]
    assert found == put
    assert [document.page_at(entry.start) for entry in find_entries(document)] == list(range(1, len(put) + 1))


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_parts_of_a_value_come_apart(told: list[str]) -> None:
    """The parts of a value are as many as were put together, whatever bars they hold."""
    assert len(parts_of(parts_text([*told, "end"]))) == len(told) + 1


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [("14 Jun 1975", "dmy", "1975-06-14"), ("10/16/2017", "mdy", "2017-10-16"), ("00/06/1975", "dmy", "1975-06"),
     ("00/00/1975", "dmy", "1975"),
     ("2020-04-09+02:00", "dmy", "2020-04-09"), ("circa 1960", "dmy", None), ("", "dmy", None),
     ("31/02/2020", "dmy", None), ("1975", "dmy", "1975"), ("Jun 1975", "dmy", "1975-06")],
)  # fmt: skip
def test_dates_of_lists(text: str, order: str, expected: str | None) -> None:
    """Dates come out at the precision given; what is none is none."""
    assert iso_date(text, order) == expected


def test_remarks_keep_what_they_do_not_know() -> None:
    """Nothing of a remark is lost: what has no label stays word for word."""
    found = list(remark_fields("DOB circa 1960; Member of a band; Secondary sanctions risk: section 510.201."))
    assert (Field.BORN, "circa 1960") in found
    assert (Field.REMARKS, "Member of a band; Secondary sanctions risk: section 510.201") in found


def test_parts_are_read_into_their_list(tmp_path: Path) -> None:
    """Found beside each other, aliases and addresses end in the ledger as read with the list; a second run is quiet."""
    folder = tmp_path / "ofac"
    folder.mkdir()
    for name, text in (("sdn.csv", files.SDN), ("ALT.CSV", files.ALT), ("add.csv", files.ADD)):
        (folder / name).write_text(text, "utf-8")
    with open_database(tmp_path / "t.db") as database:
        store, blobs = DocumentStore(database), BlobStore(tmp_path / "originals")
        options = IngestOptions(isolated=False)
        told = {Path(one.entry.source.location).name: one for one in ingest([folder], store, blobs, options)}
        assert {one.state for one in told.values()} == {InputState.ADDED}
        assert told["ALT.CSV"].entry.document_id is None
        assert "sdn.csv" in told["ALT.CSV"].entry.note
        assert "ALT.CSV" in told["sdn.csv"].entry.note
        document = store.get_document(str(told["sdn.csv"].entry.document_id))
        assert "Also known as: VESHTAR OPTICS" in document.text
        assert document.kind is Kind.SANCTIONS_NOTICE
        assert {one.state for one in ingest([folder], store, blobs, options)} == {InputState.DUPLICATE}


def test_a_part_alone_is_a_list_of_its_own(tmp_path: Path) -> None:
    """Aliases that come without their list are entries by number; nothing is passed over."""
    (tmp_path / "alt.csv").write_text(files.ALT, "utf-8")
    with open_database(tmp_path / "t.db") as database:
        store = DocumentStore(database)
        (one,) = ingest([tmp_path / "alt.csv"], store, BlobStore(tmp_path / "o"), IngestOptions(isolated=False))
        assert store.get_document(str(one.entry.document_id)).text.startswith("Entry: OFAC 101\nAlso known as:")
