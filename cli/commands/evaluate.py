"""`threadline evaluate`: scores beside floors, of documents, phrasings, the pipeline, real contracts or notices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.output import columns, one_line, print_json, print_message
from cli.params import json_option, model_option
from cli.real_documents import score_real_contracts, score_real_notices
from cli.scores import BELOW_FLOOR_STATUS, tell_scores
from extract.records import FactKind

if TYPE_CHECKING:
    from evaluation.model.records import Figure, Report
    from evaluation.records import GoldFact

MENTIONS = "mentions"
PARTS = ("documents", "phrasings", "model", "contracts", "notices")


@click.command("evaluate")
@click.argument("part", type=click.Choice(PARTS), default="documents", metavar=f"[{'|'.join(PARTS)}]")
@model_option
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of open test sets: for `model` with ner/ and ud/, for it and the others with contracts/ and "
    "notices/, or with documents/ beside it that holds these.  [default: ../shared/data]",
)
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="`contracts` and `notices`: read N of them, always the same, instead of all; floors are not compared.",
)
@click.option(
    "--show", is_flag=True, help="`notices` alone: print every fact read with its mark and what it was judged."
)
@click.option(
    "--wrong",
    type=click.Choice([*(kind.value for kind in FactKind), MENTIONS]),
    help="`phrasings` alone: list what is missed and made up of this kind, or of mentions, in those worked with.",
)
@click.option(
    "--floors",
    type=click.Choice(["raise", "lower"]),
    help="Write new floors under what is measured; `raise` lifts them only, `lower` lowers them too.",
)
@json_option
def command(
    *,
    part: str,
    model: str | None,
    data: Path | None,
    sample: int | None,
    wrong: str | None,
    show: bool,
    floors: str | None,
    as_json: bool,
) -> int:
    """Score every component on the gold sets; exit status 1 if one has fallen below its floor.

    `documents`, which is meant where nothing is said, scores what is read and found in four sets of documents, each for
    itself: `tuned`, the sample corpus, which the program was made with; `developed`, others that were worked with;
    `held`, of which only the scores were looked at; and `unseen`, on which nothing is ever tuned.
    `phrasings` scores the many ways in which people say each kind of fact and name who they mean, part held back.
    `model` scores the language pipeline, ours or any of spaCy's: names, tags, syntax and sentences, on texts of our own
    and on open test sets, which are no part of Threadline; sets that are not there are told and left out.
    `contracts` scores parties, dates and governing law on several hundred real contracts, no part of Threadline either,
    from their text and, of forty, from their PDF. `notices` scores a rule that lists parties, and the facts that are
    read from 200 notices, as people have judged them.
    """
    if sample and (part not in ("contracts", "notices") or floors):
        raise click.UsageError("--sample goes with `threadline evaluate contracts` or `notices`, without --floors.")
    if show and part != "notices":
        raise click.UsageError("--show goes with `threadline evaluate notices`.")
    if floors and model:
        raise click.UsageError("Floors are those of the pipeline that comes with Threadline: leave --model out.")
    if data and part in ("documents", "phrasings"):
        raise click.UsageError("--data goes with `threadline evaluate model`.")
    if wrong and (part != "phrasings" or floors):
        raise click.UsageError("--wrong goes with `threadline evaluate phrasings`, without --floors.")
    if part == "documents":
        return score_documents(model, floors, as_json=as_json)
    if part == "phrasings":
        return list_errors(wrong, model) if wrong else score_bank(model, floors, as_json=as_json)
    if part == "contracts":
        return score_real_contracts(model, data, sample, floors, as_json=as_json)
    if part == "notices":
        return score_real_notices(model, data, sample, floors, show=show, as_json=as_json)
    return score_model(model, data, floors, as_json=as_json)


def score_documents(model: str | None, floors: str | None, *, as_json: bool) -> int:
    """Print the scores of all sets of documents and return the exit status; write new floors where asked to."""
    from evaluation.run import evaluate

    return tell_scores(evaluate(model=model), floors, as_json=as_json)


def score_bank(model: str | None, floors: str | None, *, as_json: bool) -> int:
    """Print the scores of the bank of phrasings and return the exit status; write new floors where asked to."""
    from evaluation.floor_files import read_floors
    from evaluation.floors import FLOORS, with_floors
    from evaluation.passages import score_passages
    from evaluation.phrasings import score_phrasings

    scores = [*score_phrasings(model), *score_passages(model)]
    return tell_scores(with_floors(scores, read_floors(FLOORS)), floors, as_json=as_json)


def list_errors(kind: str, model: str | None) -> int:
    """Print the developed phrasings of a kind in which something is wrong: `-` is missed, `+` is made up."""
    from evaluation.phrasings import errors

    if kind == MENTIONS:
        return list_wrong_mentions(model)
    for phrasing, missed, made_up in errors(kind, model):
        click.echo(f"{phrasing.phrasing_id}  {one_line(phrasing.text)}")
        for one in missed:
            click.echo(f"  - {one.kind}  {sought_words(one)}")
        for fact in made_up:
            roles = "; ".join(f"{filler.role.value}: {filler.name}" for filler in fact.fillers)
            click.echo(f"  + {fact.kind.value}  {roles}")
    return 0


def list_wrong_mentions(model: str | None) -> int:
    """Print the developed passages in which a mention is wrong: `-` is missed, `+` is made up."""
    from evaluation.passages import wrong_mentions

    for text, missed, made_up in wrong_mentions(model):
        click.echo(one_line(text))
        for one in missed:
            click.echo(f"  - {one}")
        for one in made_up:
            click.echo(f"  + {one}")
    return 0


def sought_words(fact: GoldFact) -> str:
    """Return the roles and values of a fact of gold as a line of the bank says them."""
    return "; ".join(f"{key}: {words}" for key, words in (*((r, " | ".join(n)) for r, n in fact.roles), *fact.values))


def score_model(model: str | None, data: Path | None, floors: str | None, *, as_json: bool) -> int:
    """Print the figures of a language pipeline and return the exit status; write new floors where asked to."""
    from evaluation.model.run import DATA, evaluate_model

    report = evaluate_model(model, data or DATA)
    if as_json:
        for figure in report.figures:
            print_json(figure_json(figure))
    else:
        head = ("part", "set", "measure", "gold", "precision", "recall", "score", "unit", "floor")
        click.echo(columns([head, *map(figure_row, report.figures)]))
    print_skipped(report, data or DATA)
    if floors:
        return renew_floors(report, lower=floors == "lower")
    return print_fallen([figure for figure in report.figures if figure.has_fallen], shipped=model is None)


def figure_row(figure: Figure) -> tuple[str, ...]:
    """Return a figure as the cells of a line."""
    shares = ("" if share is None else f"{share:.1f}" for share in (figure.precision, figure.recall))
    value = f"{figure.value:.1f}" if figure.value < 1000 else f"{figure.value:,.0f}"
    floor = "" if figure.floor is None else f"{figure.floor:.1f}"
    return figure.part, figure.test_set, figure.measure, f"{figure.gold:,}", *shares, value, figure.unit, floor


def figure_json(figure: Figure) -> dict[str, object]:
    """Return a figure as JSON: percent where the unit is %."""
    return {
        "part": figure.part,
        "set": figure.test_set,
        "measure": figure.measure,
        "value": figure.value,
        "unit": figure.unit,
        "precision": figure.precision,
        "recall": figure.recall,
        "floor": figure.floor,
        "gold": figure.gold,
    }


def print_skipped(report: Report, data: Path) -> None:
    """Say what was not scored, and why."""
    if not data.is_dir():
        print_message(
            f"There are no open test sets at {data}, so only what comes with Threadline was scored. `--data DIR` names "
            "the folder that holds ner/, ud/ and contracts/; the card in extract/model tells which sets they are."
        )
        return
    for one in report.skipped:
        print_message(f"Not scored: {one.part}, {one.test_set}. {one.reason}")


def print_fallen(fallen: Sequence[Figure], *, shipped: bool) -> int:
    """Say which figures stand below their floors and return the exit status."""
    if fallen and not shipped:
        print_message(f"{len(fallen)} figures are below the floors of the pipeline that comes with Threadline.")
        return BELOW_FLOOR_STATUS
    for one in fallen:
        print_message(
            f"{one.part}, {one.test_set}, {one.measure} has fallen below its floor: {one.value:.1f} < {one.floor:.1f}"
        )
    return BELOW_FLOOR_STATUS if fallen else 0


def renew_floors(report: Report, *, lower: bool) -> int:
    """Write the floors anew and return the exit status; what has fallen stays unless it was to be lowered."""
    from evaluation.floor_files import read_floors, write_floors
    from evaluation.model.floors import FLOORS, HEAD, renewed

    write_floors(renewed(read_floors(FLOORS), report.figures, lower=lower), HEAD, FLOORS)
    print_message(f"Wrote {FLOORS}.")
    return print_fallen([figure for figure in report.figures if figure.has_fallen and not lower], shipped=True)
