"""Four engines behind one small face: ours, Whoosh as its manual shows it, SQLite FTS5, and tantivy.

Each answers with how many documents match, and with the ids, titles and dates of a page of them.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from benchmarks.searching.questions import DISTANCE, Question
from search.index import SearchOptions
from search.records import IndexEntry
from search.whoosh_index import open_index

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, highlight, index, qparser, query, sorting
    from whoosh.query import spans

HEAP_BYTES = 256 << 20


class Engine(Protocol):
    """An index in a folder, opened when made."""

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add documents, so that the next question sees them."""
        ...

    def ask(self, question: Question) -> int | None:
        """Answer a question; None where the engine has no such question."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Ours:
    """The index of this project."""

    def __init__(self, path: Path) -> None:
        self.index = open_index(path)

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add documents."""
        self.index.add(entries)
        self.index.count()

    def ask(self, question: Question) -> int | None:
        """Answer a question."""
        options = SearchOptions(
            limit=question.limit,
            offset=question.offset,
            sort="-date" if question.newest else "relevance",
            facets=(question.facet,) if question.facet else (),  # type: ignore[arg-type]
            snippets=3 if question.snippets else 0,
        )
        return self.index.search(_in_our_language(question), options).total

    def close(self) -> None:
        """Let go of it."""
        self.index.close()


def _in_our_language(question: Question) -> str:
    words = question.words
    asked = {
        "words": " ".join(words),
        "any": " OR ".join(words),
        "phrase": f'"{" ".join(words)}"',
        "near": f'"{" ".join(words)}"~{DISTANCE}',
        "prefix": " ".join(f"{word}*" for word in words),
        "fuzzy": " ".join(f"{word}~" for word in words),
        "range": f"date:{question.years[0]}..{question.years[1]}",
    }[question.form]
    return f"{asked} kind:{question.kind}" if question.kind else asked


class Stock:
    """Whoosh with its own codec, schema and searcher."""

    def __init__(self, path: Path) -> None:
        stems = analysis.StemmingAnalyzer(stoplist=None)
        schema = fields.Schema(
            id=fields.ID(unique=True, stored=True),
            title=fields.TEXT(analyzer=stems, stored=True),
            body=fields.TEXT(analyzer=stems, stored=True),
            kind=fields.ID(sortable=True),
            date=fields.DATETIME(sortable=True, stored=True),
            company=fields.KEYWORD(commas=True, sortable=True),
        )
        path.mkdir(exist_ok=True)
        self.index = index.open_dir(str(path)) if index.exists_in(str(path)) else index.create_in(str(path), schema)
        self.searcher: Any = self.index.searcher()
        self.parser = qparser.QueryParser("body", self.index.schema)
        self.parser.add_plugin(qparser.FuzzyTermPlugin())

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add documents in one commit."""
        writer = self.index.writer(limitmb=256)
        for entry in entries:
            document = entry.document
            writer.add_document(
                id=document.document_id,
                title=document.title,
                body=document.text,
                kind=document.kind.value,
                date=datetime.fromisoformat(document.date or "2000-01-01"),
                company=",".join(name for _, _, name in entry.entities),
            )
        writer.commit()
        self.searcher.close()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> int | None:
        """Answer a question."""
        last = question.offset + question.limit
        options: dict[str, Any] = {"limit": last}
        if question.newest:
            options |= {"sortedby": "date", "reverse": True}
        if question.facet:
            options["groupedby"] = {question.facet: sorting.FieldFacet(question.facet, allow_overlap=True)}
        found = self.searcher.search(self._query(question), **options)
        if question.facet:
            found.groups(question.facet)
        found.fragmenter = highlight.ContextFragmenter(maxchars=300)
        for hit in found[question.offset : last]:
            hit.fields()
            if question.snippets:
                hit.highlights("body", top=3)
        return len(found)

    def _query(self, question: Question) -> Any:
        words = question.words
        if question.form == "range":
            first, last = question.years
            return query.DateRange("date", datetime(first, 1, 1), datetime(last, 12, 31))
        if question.form == "near":
            near = [self.parser.parse(word) for word in words]
            return spans.SpanNear2(near, slop=DISTANCE + 1, ordered=False)
        asked = _in_our_language(question)
        return self.parser.parse(" AND ".join(asked.split()) if question.form == "words" else asked)

    def close(self) -> None:
        """Let go of it."""
        self.searcher.close()
        self.index.close()


class Fts5:
    """SQLite's full-text search, with what is no text in tables beside it."""

    def __init__(self, path: Path) -> None:
        path.mkdir(exist_ok=True)
        self.database = sqlite3.connect(path / "fts5.db")
        self.database.executescript(
            """
            PRAGMA journal_mode = WAL;
            CREATE VIRTUAL TABLE IF NOT EXISTS docs USING fts5(title, body, tokenize = 'porter unicode61');
            CREATE TABLE IF NOT EXISTS meta (doc INTEGER PRIMARY KEY, id TEXT, title TEXT, kind TEXT, date TEXT);
            CREATE TABLE IF NOT EXISTS company (doc INTEGER, name TEXT);
            CREATE INDEX IF NOT EXISTS meta_date ON meta (date);
            CREATE INDEX IF NOT EXISTS company_doc ON company (doc, name);
            """
        )

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add documents in one transaction."""
        with self.database as db:
            for entry in entries:
                document = entry.document
                row = db.execute("INSERT INTO docs (title, body) VALUES (?, ?)", (document.title, document.text))
                values = (row.lastrowid, document.document_id, document.title, document.kind.value, document.date)
                db.execute("INSERT INTO meta VALUES (?, ?, ?, ?, ?)", values)
                db.executemany("INSERT INTO company VALUES (?, ?)", [(row.lastrowid, n) for _, _, n in entry.entities])

    def ask(self, question: Question) -> int | None:
        """Answer a question: how many, which page, and the facet where one is asked for."""
        if question.form == "fuzzy":
            return None
        db, last = self.database, (question.limit, question.offset)
        if question.form == "range":
            years = (f"{question.years[0]}-01-01", f"{question.years[1]}-12-31")
            db.execute("SELECT id, title, date FROM meta WHERE date BETWEEN ? AND ? LIMIT 10", years).fetchall()
            return int(db.execute("SELECT count(*) FROM meta WHERE date BETWEEN ? AND ?", years).fetchone()[0])
        asked: tuple[Any, ...] = ("{body}: " + _in_fts5(question),)
        source = "docs WHERE docs MATCH ?"
        if question.kind:
            source, asked = (
                "docs JOIN meta ON doc = docs.rowid WHERE docs MATCH ? AND kind = ?",
                (*asked, question.kind),
            )
        shown = "snippet(docs, 1, '[', ']', '', 40)" if question.snippets else "''"
        if question.newest:
            page = f"SELECT id, meta.title, date FROM {source} ORDER BY date DESC LIMIT ? OFFSET ?"  # noqa: S608 - made of constants
        else:
            best = f"SELECT docs.rowid AS best, {shown} AS shown FROM {source} ORDER BY rank LIMIT ? OFFSET ?"  # noqa: S608 - made of constants
            page = f"SELECT id, title, date, shown FROM ({best}) JOIN meta ON doc = best"  # noqa: S608 - made of constants
        db.execute(page, (*asked, *last)).fetchall()
        if question.facet:
            table = {"kind": "meta", "company": "company"}[question.facet]
            name = {"kind": "kind", "company": "name"}[question.facet]
            joined = f"docs JOIN {table} ON doc = docs.rowid WHERE docs MATCH ?"
            grouped = f"SELECT {name}, count(*) FROM {joined} GROUP BY 1"  # noqa: S608 - made of constants
            db.execute(grouped, asked).fetchall()
        counted = f"SELECT count(*) FROM {source}"  # noqa: S608 - made of constants
        return int(db.execute(counted, asked).fetchone()[0])

    def close(self) -> None:
        """Let go of it."""
        self.database.close()


def _in_fts5(question: Question) -> str:
    words = [f'"{word}"' for word in question.words]
    joined = {
        "words": " AND ".join(words),
        "any": " OR ".join(words),
        "phrase": f'"{" ".join(question.words)}"',
        "near": f"NEAR({' '.join(words)}, {DISTANCE})",
        "prefix": " ".join(f"{word} *" for word in words),
    }[question.form]
    return f"({joined})" if question.form in {"words", "any"} else joined
