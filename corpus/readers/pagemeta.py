"""What a web page says of itself: JSON-LD (schema.org) first, then meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from corpus.datelines import find_date
from corpus.readers.origin import first
from corpus.text import tidy

ARTICLE = re.compile(r"article|posting|report|webpage|governmentservice|legislation", re.IGNORECASE)
DATE_FIELDS = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dcterms.issued", "dcterms.created",
    "dc.date.issued", "pubdate", "publish-date", "parsely-pub-date", "sailthru.date", "og:published_time",
)  # fmt: skip
AUTHOR_FIELDS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
PUBLISHER_FIELDS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
JSON_LD = "JSON-LD"
SAVED_WITHIN = 4_000
"""Characters from the top within which browsers note what they saved."""
SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<address>[^\s>]{4,2000})")
SAVED_AT = re.compile(r"<!--\s*Page saved with SingleFile[^>]{0,2000}?\bsaved date:\s*(?P<time>[^\n>]{8,80})")
TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "headline")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Title, date and the rest, empty where the page does not say; `origins` says where in the page each was read."""

    title: str = ""
    date: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


def page_meta(tree: etree._Element) -> PageMeta:
    """Return what the page in `tree` declares."""
    meta, linked = _meta_fields(tree), next(_articles(tree), {})
    stated = (_stated(meta, fields) for fields in (TITLE_FIELDS, DATE_FIELDS, PUBLISHER_FIELDS, AUTHOR_FIELDS))
    titled, dated, published, written = stated
    title, title_at = first(((_text(linked.get("headline")), f"{JSON_LD} headline"), titled))
    date, date_at = first(
        ((_text(linked.get("datePublished")), f"{JSON_LD} datePublished"), dated, (_time_element(tree), "time element"))
    )
    publisher, publisher_at = first(((_name(linked.get("publisher")), f"{JSON_LD} publisher"), published))
    linked_authors = _authors(linked.get("author"))
    authors_at = f"{JSON_LD} author" if linked_authors else written[1] if written[0] else ""
    places = {"title": title_at, "date": date_at, "publisher": publisher_at, "authors": authors_at}
    return PageMeta(
        title=tidy(title),
        date=iso_date(date),
        publisher=tidy(publisher) or None,
        authors=tuple(dict.fromkeys(linked_authors or _authors(written[0]))),
        origins={name: place for name, place in places.items() if place},
        language=language_code(tree.get("lang") or _first(meta, ("content-language", "og:locale"))),
    )


def page_address(tree: etree._Element, text: str) -> tuple[tuple[str, str], ...]:
    """Return where a page says that it lies, and where and when a browser saved it, each where it is said."""
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    canonical = next(links, "") or _meta_fields(tree).get("og:url", "")
    saved, time = SAVED.search(text[:SAVED_WITHIN]), SAVED_AT.search(text[:SAVED_WITHIN])
    told = {
        "canonical address": tidy(canonical) if "://" in canonical else "",
        "saved from": saved["address"] if saved else "",
        "saved at": tidy(time["time"]) if time else "",
    }
    return tuple((name, value) for name, value in told.items() if value)


def iso_date(text: str) -> str | None:
    """Return the day a timestamp or a written date names."""
    match = re.match(r"\s*(\d{4})(-\d\d)?(-\d\d)?(?=$|[T\s])", text)
    if match:
        return "".join(part for part in match.groups() if part)
    return find_date(text)


def language_code(text: str) -> str | None:
    """Return the two-letter code of a language tag such as `en-GB`."""
    match = re.match(r"\s*([A-Za-z]{2})(?:[-_].*)?\s*$", text or "")
    return match[1].lower() if match else None


def _meta_fields(tree: etree._Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            fields.setdefault(name.lower(), content)
    return fields


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if name in fields), "")


def _stated(fields: dict[str, str], names: tuple[str, ...]) -> tuple[str, str]:
    """Return the first of these fields that the page has, and its name."""
    return first((fields.get(name), f"meta {name}") for name in names)


def _time_element(tree: etree._Element) -> str:
    """Return the first machine-readable time of the page; furniture rarely carries one before the article does."""
    return next((element.get("datetime") for element in tree.iter("time") if element.get("datetime")), "")


def _articles(tree: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield the objects in the page's JSON-LD that describe an article; what cannot be parsed says nothing."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        top = value if isinstance(value, list) else [value]
        for item in top:
            graph = item.get("@graph", [item]) if isinstance(item, dict) else []
            found = graph if isinstance(graph, list) else [graph]
            yield from (x for x in found if isinstance(x, dict) and ARTICLE.search(_text(x.get("@type"))))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return str(value) if isinstance(value, str | int) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [tidy(re.sub(r"^\s*by\s+", "", _name(item), flags=re.IGNORECASE)) for item in values if item]
    return [name for name in names if name and "://" not in name]
