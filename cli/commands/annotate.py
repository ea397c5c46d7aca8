"""`threadline annotate`: text in, mentions, attributions and facts out; no workspace is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from cli.output import one_line, print_json
from cli.params import json_option, model_option, standard_input
from extract.extraction import Extraction
from library.wire import annotation_json

JSON_LINES = (".jsonl", ".ndjson")


@click.command("annotate")
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True, exists=True, path_type=Path))
@model_option
@json_option
def command(*, file: Path, model: str | None, as_json: bool) -> None:
    """Print the mentions, attributions and facts of FILE, or of standard input.

    Plain text, or JSON lines `{"id", "text"}`. The text is taken as it is: offsets count its code points. Answers are a
    line a text; without `--json` they are listed for reading.
    """
    from extract.options import Options
    from extract.pipeline import load

    extractor = load(Options(model=model))
    for text_id, text in _texts(file):
        extraction = extractor.extract_text(text, text_id)
        if as_json:
            print_json(annotation_json(text_id, extraction))
        else:
            _show(text_id, text, extraction)


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    name = "-" if str(file) == "-" else file.name
    data = standard_input().buffer.read() if name == "-" else file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{name} is not UTF-8 text (byte {error.start}). Save it as UTF-8, or use `threadline add` for documents."
        ) from error
    if name.endswith(JSON_LINES) or _is_json_lines(text):
        yield from _json_lines(text)
    else:
        yield name, text


def _is_json_lines(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    if not first.startswith("{"):
        return False
    try:
        return "text" in json.loads(first)
    except ValueError:
        return False


def _json_lines(text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            body = record["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise click.ClickException(
                f'line {number} is not an object {{"id": ..., "text": ...}}: {line[:80]}'
            ) from error
        if not isinstance(body, str):
            raise click.ClickException(f"line {number}: `text` is not a string")
        yield str(record.get("id", number)), body


def _show(text_id: str, text: str, extraction: Extraction) -> None:
    click.echo(f"{text_id}: {len(extraction.mentions)} mentions, {len(extraction.facts)} facts")
    for mention in extraction.mentions:
        click.echo(f"  {mention.start:>6}-{mention.end:<6}  {mention.label.value:<12}  {one_line(mention.text)}")
    for attribution in extraction.attributions:
        source = (
            "unattributed" if attribution.source is None else text[attribution.source.start : attribution.source.end]
        )
        cue = text[attribution.cue.start : attribution.cue.end]
        content = text[attribution.content.start : attribution.content.end]
        click.echo(f"  {one_line(source)} | {one_line(cue)} | {one_line(content)}")
    from cli.commands.facts import show_fact
    from library.wire import as_named

    for fact in extraction.facts:
        show_fact(fact, as_named)
