"""The sample corpus: it can be rebuilt, its expectations stand on its words, and it accuses nobody real."""

import hashlib
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("reportlab", reason="rendering the samples needs ReportLab, a development requirement")
pytest.importorskip("PIL", reason="rendering the samples needs Pillow, a development requirement")

from corpus.samples.build import contracts, everything, source, webpages
from corpus.samples.build.expectations import expected_json

SAMPLES = Path(source.__file__).parent.parent
DOCUMENTS = SAMPLES / "documents"

Expected = dict[str, Any]
ACCUSING = {"designation": "target", "allegation": "target", "contract": "supplier", "deployment": "vendor"}


@cache
def rendered() -> tuple[dict[str, bytes], list[Expected]]:
    return everything.render_all()


@cache
def expected() -> Expected:
    loaded: Expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    return loaded


@cache
def source_texts() -> dict[str, str]:
    """The words each document is rendered from, by the document's path."""
    texts = {}
    for folder in ("news", "contracts", "notices", "other"):
        for text in source.read_sources(folder):
            words = "\n\n".join(map(source.plain, contracts.expanded(text))) if folder == "contracts" else text.body
            texts[text.head["file"]] = webpages.house_style(text, words) if folder == "news" else words
    return texts


def facts() -> list[tuple[Expected, Expected]]:
    return [(document, fact) for document in expected()["documents"] for fact in document["facts"]]


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00ad-]+", "", words)


def test_rebuild_gives_the_committed_bytes() -> None:
    """Building again gives the very files that are committed, no more and no fewer."""
    committed = {p.relative_to(DOCUMENTS).as_posix(): p.read_bytes() for p in DOCUMENTS.rglob("*") if p.is_file()}
    files, documents = rendered()
    assert sorted(files) == sorted(committed)
    differing = [name for name, data in files.items() if data != committed[name]]
    assert differing == []
    assert expected_json(documents) == (SAMPLES / "expected.json").read_bytes()


def test_samples_are_small_enough_to_commit() -> None:
    """All rendered files together stay under 2.5 MB."""
    assert sum(map(len, rendered()[0].values())) < 2_500_000


def test_counts_by_kind() -> None:
    """There are enough documents of each kind, two that must fail and one copy."""
    documents = expected()["documents"]
    kinds = [document["kind"] for document in documents if document["status"] == "added"]
    states = [document["status"] for document in documents]
    assert len(documents) >= 28
    assert kinds.count("news") >= 12
    assert kinds.count("contract") >= 6
    assert kinds.count("sanctions_notice") == 6
    assert (states.count("failed"), states.count("duplicate")) == (2, 1)
    assert all(document["reason"] for document in documents if document["status"] == "failed")


def test_all_kinds_of_fact_occur() -> None:
    """Every kind of fact, every status of a listing and every sort of response is in the corpus."""
    drawn = [fact for _, fact in facts()]
    assert {fact["kind"] for fact in drawn} == {
        "contract",
        "deployment",
        "designation",
        "allegation",
        "response",
        "statistic",
        "ownership",
        "role",
        "alias",
    }
    assert {f["values"].get("status") for f in drawn if f["kind"] == "designation"} == {
        "listed",
        "amended",
        "removed",
        "proposed",
    }
    assert {f["act"] for f in drawn if f["kind"] == "response"} == {"denies", "confirms", "declines", "no reply"}
    currencies = {f["values"]["amount"]["currency"] for f in drawn if "amount" in f["values"]}
    assert currencies == {"USD", "EUR", "GBP"}


def test_quotes_occur_in_the_source_text() -> None:
    """Every expected quote is literally in the words its document is rendered from."""
    missing = [
        (document["path"], evidence["quote"])
        for document, fact in facts()
        for evidence in fact["evidence"]
        if evidence["quote"] not in source_texts()[document["path"]]
    ]
    assert missing == []
    assert all(fact["evidence"] for _, fact in facts())


def test_quotes_of_pdfs_are_on_their_page() -> None:
    """Every quote of a PDF has a page, and a PDF reader finds its words there."""
    pdfplumber = pytest.importorskip("pdfplumber")
    checked = 0
    for name in (
        "contracts/CBC-23-004 Replacement of public space cameras.pdf",
        "notices/KOTR-2021-07-restricted-parties.pdf",
    ):
        with pdfplumber.open(DOCUMENTS / name) as pdf:
            pages = [squeezed(page.extract_text()) for page in pdf.pages]
        for document, fact in facts():
            for evidence in fact["evidence"] if document["path"] == name else ():
                checked += 1
                assert squeezed(evidence["quote"]) in "".join(pages[evidence["page"] - 1 : evidence["page"] + 1])
    assert checked > 15
    assert not [f for d, f in facts() for e in f["evidence"] if d["path"].endswith(".pdf") and e["page"] is None]


def test_answers_name_an_allegation_of_the_same_document() -> None:
    """A response answers allegations that its own document tells."""
    for document in expected()["documents"]:
        told = {fact.get("id") for fact in document["facts"] if fact["kind"] == "allegation"}
        for fact in document["facts"]:
            assert set(fact.get("answers", ())) <= told, document["path"]


def test_furniture_is_on_the_page_and_not_in_the_article() -> None:
    """Each phrase that must not be read as text is really on the page, and no part of the article."""
    files, documents = rendered()
    for document in documents:
        phrases = document.get("must_not_include", [])
        if document.get("kind") == "news":
            assert len(phrases) >= 2
        for phrase in phrases:
            assert phrase not in source_texts()[document["path"]]
            if document["path"] in files and document["path"].endswith(".html"):
                page = files[document["path"]].decode("utf-8").replace("&#x27;", "'").replace("&amp;", "&")
                assert phrase in page, document["path"]


def test_nobody_real_is_accused() -> None:
    """Every supplier, vendor and target is an invented name of the list, or nobody named."""
    invented = {entity["name"] for entity in expected()["entities"] if entity["invented"]}
    for document, fact in facts():
        for name in fact["roles"].get(ACCUSING.get(fact["kind"], ""), ()):
            assert name in invented or name.startswith("a "), (document["path"], name)


def test_names_in_roles_are_known() -> None:
    """Whoever fills a role is in the list of names, unless the text only describes them."""
    known = {entity["name"] for entity in expected()["entities"]}
    unknown = {
        name
        for _, fact in facts()
        for names in fact["roles"].values()
        for name in names
        if name not in known and not name[0].islower()
    }
    assert unknown == set()


def test_the_copy_is_exact() -> None:
    """The duplicate has the bytes of the file it duplicates."""
    files, documents = rendered()
    (copy,) = [document for document in documents if document["status"] == "duplicate"]
    digests = {hashlib.sha256(files[copy[key]]).hexdigest() for key in ("path", "duplicate_of")}
    assert len(digests) == 1


def test_failing_files_cannot_be_read() -> None:
    """The broken and the locked PDF yield no text to a PDF reader."""
    pdfplumber = pytest.importorskip("pdfplumber")
    unreadable = pytest.importorskip("pdfplumber.utils.exceptions").PdfminerException
    failing = [document["path"] for document in expected()["documents"] if document["status"] == "failed"]
    for path in failing:
        with pytest.raises(unreadable):
            pdfplumber.open(DOCUMENTS / path)


def test_readme_names_every_document() -> None:
    """The table of the README has a row for each document and for no other."""
    rows = re.findall(r"^\| `([^`]+)` \|", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(document["path"] for document in expected()["documents"])


def test_the_package_itself_needs_no_renderer() -> None:
    """Importing the samples package loads neither ReportLab nor Pillow nor the build scripts."""
    code = (
        "import sys, corpus.samples;"
        "print([name for name in ('reportlab', 'PIL', 'corpus.samples.build') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SAMPLES.parents[1]
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted(Path(source.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_build_scripts_import_only_themselves(path: Path) -> None:
    """The build scripts use nothing of the project but each other."""
    imported = re.findall(
        r"^(?:from|import) ((?:benchmarks|cli|corpus|evaluation|extract|graph|library|search|web)[\w.]*)",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert all(module.startswith("corpus.samples.build") for module in imported)
