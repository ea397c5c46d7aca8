"""The parts of `threadline evaluate` that score real documents, no part of Threadline: contracts and notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.output import print_message
from cli.scores import tell_scores

if TYPE_CHECKING:
    from extract.records import Fact


def score_real_contracts(
    model: str | None, data: Path | None, sample: int | None, floors: str | None, *, as_json: bool
) -> int:
    """Print the scores of real contracts and return the exit status; say so where they are not there."""
    from evaluation.contract_gold import find_missing
    from evaluation.contracts import score_contracts
    from evaluation.floor_files import read_floors
    from evaluation.floors import FLOORS, with_floors
    from evaluation.model.run import DATA, documents_folder

    folder = documents_folder(data or DATA, "contracts")
    missing = find_missing(folder)
    if missing is not None:
        return tell_missing("contracts", missing)
    scores = score_contracts(folder, sample=sample, model=model)
    return tell_scores(with_floors(scores, {} if sample else read_floors(FLOORS)), floors, as_json=as_json)


def score_real_notices(
    model: str | None, data: Path | None, sample: int | None, floors: str | None, *, show: bool, as_json: bool
) -> int:
    """Print the scores of real notices, or the facts that they rest on, and return the exit status."""
    from evaluation.floor_files import read_floors
    from evaluation.floors import FLOORS, with_floors
    from evaluation.model.run import DATA, documents_folder
    from evaluation.notice_gold import find_missing
    from evaluation.notices import SAMPLE, score_notices

    folder = documents_folder(data or DATA, "notices")
    missing = find_missing(folder)
    if missing is not None:
        return tell_missing("notices", missing)
    result = score_notices(folder, sample=sample or SAMPLE, model=model)
    if show:
        for one in result.judged:
            click.echo(f"{one.mark} {one.verdict or '-'}\t{told(one.fact)}")
        return 0
    if result.unjudged:
        print_message(
            f"{result.unjudged} facts have not been judged and count as wrong. `--show` prints them; evaluation/gold/"
            "notices.txt holds the judgements."
        )
    scores = with_floors(result.scores, {} if sample else read_floors(FLOORS))
    return tell_scores(scores, floors, as_json=as_json)


def told(fact: Fact) -> str:
    """Return a fact on one line: document, kind, act, claimant, who takes part, its values and its quote."""
    roles = ", ".join(f"{one.role.value}: {one.name}" for one in fact.fillers)
    values = ", ".join(f"{name}: {value}" for name, value in fact.values)
    quote = " ".join(fact.evidence[0].quote.split())
    parts = (fact.document_id, fact.kind.value, fact.act or "", fact.claimed_by or "", roles, values, quote)
    return " | ".join(filter(None, parts))


def tell_missing(part: str, missing: Path) -> int:
    """Say what cannot be scored because a file is not there; that is no failure."""
    print_message(f"Not scored: {part}. {missing} is not there; `--data DIR` names the folder beside documents/.")
    return 0
