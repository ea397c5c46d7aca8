"""Puts the corpus together: every rendered file by its path, and what a reader should draw from each.

A path such as `inbox/releases.zip/letter.txt` names a document inside a file; the expectations know it, the folder
holds the outer file alone.
"""

from functools import partial
from typing import Any

from corpus.samples.build import contracts, expectations, parcels, statements, webpages
from corpus.samples.build.paper import Paper
from corpus.samples.build.source import Text, read_sources

Rendered = dict[str, bytes]
Documents = list[dict[str, Any]]

DUPLICATED = "contracts/CBC-21-088 Town centre analytics services.pdf"
# The password opens the file for a person who wants to see what is inside; readers are not told it.
PASSWORD = "Changamwe-4417"  # noqa: S105 - it protects nothing
LOCKED = "contracts/MCTA-2022-09_unmanned_aircraft.pdf"
CUT_SHORT = "contracts/TRPSB-2019-0314 Supply and Installation Agreement.pdf"
BYTES_ARRIVED = 1400  # before the first page begins


def render_all() -> tuple[Rendered, Documents]:
    """All files under `documents/` by their path there, and the expectations of each document."""
    pieces: Rendered = {}
    documents: Documents = []
    for add in (_add_news, _add_contracts, _add_statements):
        add(pieces, documents)
    files = _packed(pieces)
    _add_troublesome(files, documents)
    return dict(sorted(files.items())), sorted(documents, key=lambda document: str(document["path"]))


def _add_news(pieces: Rendered, documents: Documents) -> None:
    for text in read_sources("news"):
        pieces[text.head["file"]] = webpages.render_news(text)
        documents.append(
            expectations.expected_document(
                text,
                path=text.head["file"],
                kind="news",
                publisher=webpages.PUBLISHERS[text.head["template"]],
                style=partial(webpages.house_style, text),
                must_not_include=webpages.furniture(text),
            )
        )


def _add_contracts(pieces: Rendered, documents: Documents) -> None:
    for text in read_sources("contracts"):
        paper = contracts.contract_paper(text)
        pieces[text.head["file"]] = paper.data
        _expect(documents, text, "contract", paper, must_not_include=[text.head["header"]])


def _add_statements(pieces: Rendered, documents: Documents) -> None:
    for text in [*read_sources("notices"), *read_sources("other")]:
        kind = text.head.get("kind", "sanctions_notice")
        paper, more = Paper(), {}
        match text.head["form"]:
            case "pdf":
                paper = statements.statement_paper(text)
                data, more = paper.data, {"must_not_include": [text.head["header"]]}
            case "html" | "ngo" | "press" as form:
                data, more = statements.statement_page(text), {"must_not_include": statements.FURNITURE[form]}
            case "txt":
                data = statements.statement_text(text)
            case "docx":
                data = parcels.memo(text)
            case "scan":
                data, paper.pages, more = parcels.scan(text), [text.body], {"needs": "ocr"}
            case "eml":
                name, attachment = _inside(pieces, text.head["file"])[0]
                data = parcels.letter(text, name, attachment)
            case form:
                raise ValueError(f"{text.name}: no such form: {form}")
        pieces[text.head["file"]] = data
        _expect(documents, text, kind, paper, **more)


def _expect(documents: Documents, text: Text, kind: str, paper: Paper, **more: Any) -> None:
    documents.append(
        expectations.expected_document(
            text,
            path=text.head["file"],
            kind=kind,
            publisher=text.head.get("publisher") or None,
            page_of=paper.page_of,
            **more,
        )
    )


def _inside(pieces: Rendered, outer: str) -> list[tuple[str, bytes]]:
    return [
        (path.removeprefix(f"{outer}/"), data) for path, data in sorted(pieces.items()) if path.startswith(f"{outer}/")
    ]


def _packed(pieces: Rendered) -> Rendered:
    """The files of the folder: what lies in an archive goes into it, what is attached is in its letter already."""
    files = {path: data for path, data in pieces.items() if ".eml/" not in path and ".zip/" not in path}
    for outer in sorted({path[: path.index(".zip/") + 4] for path in pieces if ".zip/" in path}):
        files[outer] = parcels.archive(dict(_inside(pieces, outer)))
    return files


def _add_troublesome(files: Rendered, documents: Documents) -> None:
    """A copy under another name, a file that needs a password and a file of which only the beginning arrived."""
    by_name = {text.head["file"]: text for text in read_sources("contracts")}
    copy, locked, short = (
        "inbox/scan0007.pdf",
        "inbox/mcta_agreement_protected.pdf",
        "inbox/TRPSB agreement (download interrupted).pdf",
    )
    files[copy] = files[DUPLICATED]
    files[locked] = contracts.contract_paper(by_name[LOCKED], password=PASSWORD).data
    files[short] = files[CUT_SHORT][:BYTES_ARRIVED]
    documents += [
        {"path": "inbox/releases-2021.zip", "status": "container", "facts": []},
        {"path": copy, "status": "duplicate", "duplicate_of": DUPLICATED, "facts": []},
        {"path": locked, "status": "failed", "reason": "needs a password", "facts": []},
        {"path": short, "status": "failed", "reason": "damaged: cut short, no page can be read", "facts": []},
    ]
