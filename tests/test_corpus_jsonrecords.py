"""Texts kept as JSON: an object is a document, a file of many holds documents."""

from __future__ import annotations

import contextlib
import json

import pytest
from corpus_files import PROSE
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.readers.jsonrecords import read
from corpus.readers.reading import Hint
from corpus.sniff import RECORDS, sniff

RECORD = {"title": "Cameras bought", "date": "2021-05-03T10:00:00Z", "url": "https://example.org/1", "text": PROSE}


def test_an_object_is_a_document() -> None:
    """Its text is read, and what it says of itself, with the field each was read from."""
    data = json.dumps(RECORD | {"sourceName": "The Aldermouth Post", "authors": [{"name": "Orla Finn"}, "B. Ash"]})
    assert sniff(data.encode()) == "application/json; records=text"
    reading = read(data.encode(), Hint())
    assert (reading.text, reading.title, reading.date) == (PROSE, "Cameras bought", "2021-05-03")
    assert (reading.publisher, reading.authors) == ("The Aldermouth Post", ("Orla Finn", "B. Ash"))
    told = dict(reading.metadata)
    assert told["title read from"] == "the field title"
    assert told["address"] == "https://example.org/1"


@pytest.mark.parametrize("form", ["lines", "list"])
def test_many_objects_are_documents_inside(form: str) -> None:
    """Lines are kept as they are, items of a list one by one; a list cut short gives what came before, and a reason."""
    records = [RECORD | {"text": f"{PROSE} {number}"} for number in range(3)]
    lines = [json.dumps(record) for record in records]
    data = "\n\n".join(lines) if form == "lines" else json.dumps(records, indent=1)
    assert sniff(data.encode()) == "application/json; records=text"
    reading = read(data.encode(), Hint())
    assert reading.container
    members = list(reading.attachments)
    assert [json.loads(member.data) for member in members] == records
    assert len({member.name for member in members}) == 3
    if form == "list":
        members = []
        with pytest.raises(UnreadableError, match="cut short"):
            members.extend(read(data[:-50].encode(), Hint()).attachments)


@pytest.mark.parametrize(
    ("record", "known"),
    [
        ({"title": "A test", "text": "Monday, March 15"}, True),
        ({"text": "Monday, March 15"}, False),
        ({"title": "A test", "text": ""}, False),
    ],
    ids=["titled", "bare", "empty"],
)
def test_a_few_words_are_a_text_beside_a_title(record: dict[str, str], *, known: bool) -> None:
    """A short item of a file of articles is one of them; a short field alone may be anything."""
    assert (sniff(json.dumps(record).encode(), "line 1.json") == RECORDS) is known


def test_markup_in_a_field_is_read_as_a_page() -> None:
    """Words marked up as HTML lose their tags."""
    record = {
        "title": {"rendered": "A case"},
        "content": {"rendered": f"<p>{PROSE}</p>" * 4 + "<p>It was <b>late</b>.</p>"},
    }
    reading = read(json.dumps(record).encode(), Hint())
    assert sniff(json.dumps(record).encode()) == "application/json; records=text"
    assert reading.title == "A case"
    assert "<" not in reading.text
    assert "It was late." in reading.text


def test_data_without_words_says_so() -> None:
    """Figures and settings stay what cannot be read, and the reason says what to do."""
    assert sniff(b'{"name": "x", "spans": [[1, 2]]}') == "application/json"
    with pytest.raises(UnreadableError, match="holds no text"):
        read(b'{"meta": {"text": "words that lie too deep to be the text of the record itself"}}', Hint())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_records_read_or_say_why(data: st.DataObject) -> None:
    """Bytes changed or cut off anywhere give documents or a reason, never another error."""
    whole = json.dumps([RECORD, RECORD]).encode() if data.draw(st.booleans()) else json.dumps(RECORD).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 60)) :]
    with contextlib.suppress(UnreadableError):
        assert list(read(spoilt, Hint()).attachments) is not None
