"""Puts the corpus together: every rendered file by its path, and what a reader should draw from each."""

from typing import Any

from corpus.samples.build import contracts, expectations, webpages
from corpus.samples.build.source import read_sources

Rendered = dict[str, bytes]


def render_all() -> tuple[Rendered, list[dict[str, Any]]]:
    """All files under `documents/` by their path there, and the expectations of each document."""
    files: Rendered = {}
    documents: list[dict[str, Any]] = []
    for add in (_add_news, _add_contracts):
        add(files, documents)
    return files, documents


def _add_news(files: Rendered, documents: list[dict[str, Any]]) -> None:
    for text in read_sources("news"):
        files[text.head["file"]] = webpages.render_news(text)
        documents.append(
            expectations.expected_document(
                text,
                path=text.head["file"],
                kind="news",
                publisher=webpages.PUBLISHERS[text.head["template"]],
                style=lambda words, text=text: webpages.house_style(text, words),
                must_not_include=webpages.furniture(text),
            )
        )


def _add_contracts(files: Rendered, documents: list[dict[str, Any]]) -> None:
    for text in read_sources("contracts"):
        paper = contracts.contract_paper(text)
        if ".eml/" not in text.head["file"]:  # the one that travels in a letter is added with its letter
            files[text.head["file"]] = paper.data
        documents.append(
            expectations.expected_document(
                text, path=text.head["file"], kind="contract", publisher=None, page_of=paper.page_of,
                must_not_include=[text.head["footer"]],
            )
        )
