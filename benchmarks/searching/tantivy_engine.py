"""tantivy, a library in Rust: what can be had by leaving Python. Installed for the benchmark only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.searching.questions import DISTANCE, Question
from search.records import IndexEntry

HEAP_BYTES = 256 << 20


class Tantivy:
    """tantivy with one thread for writing, English stems, and fast fields for what is sorted and counted."""

    def __init__(self, path: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("kind", fast=True, tokenizer_name="raw")
        builder.add_text_field("company", fast=True, tokenizer_name="raw")
        builder.add_date_field("date", stored=True, indexed=True, fast=True)
        self.schema = builder.build()
        path.mkdir(exist_ok=True)
        self.index = tantivy.Index(self.schema, path=str(path))
        self.searcher: Any = self.index.searcher()

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Add documents in one commit."""
        writer = self.index.writer(HEAP_BYTES, 1)
        for entry in entries:
            document = entry.document
            writer.add_document(
                tantivy.Document(
                    id=document.document_id,
                    title=document.title,
                    body=document.text,
                    kind=document.kind.value,
                    company=[name for _, _, name in entry.entities],
                    date=datetime.fromisoformat(document.date or "2000-01-01").replace(tzinfo=UTC),
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> int | None:
        """Answer a question."""
        asked, searcher = self._query(question), self.searcher
        if question.newest:
            found = searcher.search(asked, question.limit, True, "date", question.offset)
        else:
            found = searcher.search(asked, question.limit, True, None, question.offset)
        shown = tantivy.SnippetGenerator.create(searcher, asked, self.schema, "body") if question.snippets else None
        for _, address in found.hits:
            document = searcher.doc(address)
            _ = document["id"], document["title"], document["date"]
            if shown is not None:
                snippet = shown.snippet_from_doc(document)
                _ = snippet.fragment(), snippet.highlighted()
        if question.facet:
            searcher.aggregate(asked, {"facet": {"terms": {"field": question.facet, "size": 100}}})
        return int(found.count)

    def _query(self, question: Question) -> Any:
        words = question.words
        if question.form == "range":
            first, last = question.years
            return self.index.parse_query(f"date:[{first}-01-01T00:00:00Z TO {last}-12-31T23:59:59Z]", ["body"])
        if question.form == "fuzzy":
            return tantivy.Query.fuzzy_term_query(self.schema, "body", words[0], 1, False)
        if question.form == "prefix":
            return tantivy.Query.regex_query(self.schema, "body", f"{words[0]}.*")
        quoted = f'"{" ".join(words)}"'
        asked = {
            "words": " AND ".join(words),
            "any": " OR ".join(words),
            "phrase": quoted,
            "near": f"{quoted}~{DISTANCE}",
        }[question.form]
        return self.index.parse_query(f"{asked} AND kind:{question.kind}" if question.kind else asked, ["body"])

    def close(self) -> None:
        """Let go of it."""
