"""The same text gives the same facts in every process, however Python orders its sets there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from marked_text import read

from corpus import samples
from extract.facts.drafts import make_fact
from extract.facts.merging import merge
from extract.records import FactKind, Role, Span

ROOT = Path(__file__).parent.parent
NEWS = sorted((samples.documents_folder() / "news").glob("*open-lens-report.html"))


def test_facts_are_joined_the_same_in_any_order() -> None:
    """Of two readings of one denial the one with its content stays, whichever came first."""
    context = read("[[Gregor Malinde|person]] described the report as fiction.")
    words, (who,) = Span(0, len(context.text)), context.mentions
    readings = [
        make_fact(context, FactKind.RESPONSE, [(Role.RESPONDER, who)], [words], act="denies", content=content)
        for content in ("the report as fiction", None)
    ]
    facts = [fact for fact in readings if fact is not None]
    assert merge(context, facts) == merge(context, facts[::-1])
    assert [fact.content for fact in merge(context, facts)] == [facts[0].content]


@pytest.mark.slow
@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_every_process_reads_the_same(path: Path, tmp_path: Path) -> None:
    """Facts, mentions and attributions of real pages are the same under three seeds of Python's hashes."""
    said = set()
    for seed in ("1", "2", "3"):
        for words in (["add", str(path)], ["facts", "--json"]):
            told = subprocess.run(
                [sys.executable, "-m", "cli", *words, "-w", str(tmp_path / seed)],
                cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=300,
            )  # fmt: skip
        said.add(told.stdout)
    assert len(said) == 1
    assert said.pop().count(b"fact_id") > 5
