"""Texts kept as JSON: an article, notice or message is an object; a file of many, a line or an item each, holds them.

An object is a document where a field called like one in `JSON_TEXTS` holds words. What else it says of itself (title,
date, address, publisher, authors, language) is taken from the names that exports commonly use, the first that is there.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import ijson

from corpus.datelines import find_date
from corpus.errors import UnreadableError
from corpus.readers import plain, webpage
from corpus.readers.origin import read_from
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.sniff import JSON_TEXTS
from corpus.text import tidy

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "subject", "name"),
    "date": ("date", "published", "published_at", "publication_date", "datePublished", "pub_date", "created_at"),
    "publisher": ("publisher", "sourceName", "source_name", "site_name", "site", "outlet", "newspaper"),
    "authors": ("authors", "author", "byline", "creator"),
    "address": ("url", "link", "sourceUrl", "source_url", "canonical_url", "href", "uri"),
    "language": ("language", "lang"),
}
MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|span|a)>|<br ?/?>|<p>", re.IGNORECASE)
LEAST_MARKUP = 2
CLOCK = re.compile(r"(?<=\d)T\d.*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
LONGEST_NUMBER = 1000
DAMAGED = "The JSON file is damaged or cut short. Get a new copy of it."
NO_TEXT = "The JSON data holds no text that could be read. Save what matters in it as text or CSV and add that."


def read(data: bytes, hint: Hint) -> Reading:
    """Return the document that an object is, or the objects of a list or of a file with one on each line."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return Reading(attachments=_items(data), container=True)
    lines = (line for line in io.BytesIO(data) if line.strip())
    if _is_object(next(lines, b"")) and next(lines, None) is not None:
        return Reading(attachments=_lines(data), container=True)
    try:
        return _document(json.loads(data, parse_int=_number), hint)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(DAMAGED, f"{type(error).__name__}: {error}") from error


def _number(digits: str) -> int | str:
    """Return a whole number, one of absurd length as its digits: Python refuses to read it."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line, parse_int=_number), dict)
    except (ValueError, RecursionError):
        return False


def _lines(data: bytes) -> Iterator[Attachment]:
    """Yield the objects as the bytes they are in the file."""
    for number, line in enumerate(io.BytesIO(data), start=1):
        if stripped := line.strip():
            yield Attachment(f"line {number}.json", stripped)


def _items(data: bytes) -> Iterator[Attachment]:
    try:
        for number, item in enumerate(ijson.items(io.BytesIO(data), "item", use_float=True), start=1):
            yield Attachment(f"item {number}.json", json.dumps(item, ensure_ascii=False).encode())
    except (ijson.JSONError, UnicodeError) as error:
        raise UnreadableError(f"From here on: {DAMAGED}", f"{type(error).__name__}: {error}") from error


def _document(record: Any, hint: Hint) -> Reading:
    name, text = _found(record, JSON_TEXTS) if isinstance(record, dict) else ("", "")
    if not text:
        raise UnreadableError(NO_TEXT)
    reading = _read_text(text, hint)
    stated = {field: _found(record, names) for field, names in FIELDS.items()}
    date, language = find_date(CLOCK.sub("", stated["date"][1])), stated["language"][1]
    places = {
        field: f"the field {stated[field][0]}"
        for field in ("title", "date", "authors", "publisher")
        if stated[field][1]
    }
    if date is None:
        places.pop("date", None)
    metadata = dict(reading.metadata) | dict(read_from(**places)) | {"text read from": f"the field {name}"}
    if stated["address"][1]:
        metadata["address"] = stated["address"][1]
    return replace(
        reading,
        title=stated["title"][1] or reading.title,
        date=date or reading.date,
        publisher=stated["publisher"][1] or reading.publisher,
        authors=_people(record) or reading.authors,
        language=language if LANGUAGE.fullmatch(language) else reading.language,
        metadata=tuple(sorted(metadata.items())),
    )


def _read_text(text: str, hint: Hint) -> Reading:
    """Return the words of a field, which may be marked up as a page."""
    if len(MARKUP.findall(text)) < LEAST_MARKUP:
        return replace(plain.read_text(text), offsets=())
    page = f"<!DOCTYPE html><html><body><article>{text}</article></body></html>"
    return replace(webpage.read(page.encode(), replace(hint, encoding="utf-8")), offsets=())


def _found(record: dict[str, Any], names: tuple[str, ...]) -> tuple[str, str]:
    """Return the first of these fields that holds words, with its name; words in `rendered` count, as WordPress has."""
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):
            value = value.get("rendered") or value.get("name")
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if isinstance(value, str) and value.strip():
            return name, value.strip() if name in JSON_TEXTS else tidy(value)
    return "", ""


def _people(record: dict[str, Any]) -> tuple[str, ...]:
    value = next((record[name] for name in FIELDS["authors"] if record.get(name)), ())
    people = value if isinstance(value, list) else [value]
    named = (one.get("name", "") if isinstance(one, dict) else one for one in people)
    return tuple(name for one in named if isinstance(one, str) and (name := tidy(one)))
