"""`threadline explain`: the whole story of one file or document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cli.commands.ledger import line
from cli.output import columns, print_json
from cli.params import json_option, open_workspace, workspace_option
from library.explaining import Story
from library.wire import story_json

SHOWN_METADATA = 12


@click.command("explain")
@click.argument("subject", metavar="FILE-or-ID")
@workspace_option
@json_option
def command(*, subject: str, workspace: Path, as_json: bool) -> None:
    """Tell what became of one file or document: where it lay, every attempt with its reason, tools, copies."""
    with open_workspace(workspace) as library:
        for story in library.stories(subject):
            if as_json:
                print_json(story_json(story))
            else:
                click.echo(line(story.entry))
                click.echo(columns([("  " + name, value) for name, value in _rows(story) if value]))


def _rows(story: Story) -> Iterator[tuple[str, str]]:
    entry, head, document = story.entry, story.head, story.document
    for container in story.chain:
        yield "lies in", f"{container.location}  {container.sha256}"
    yield "sha-256", entry.source.sha256
    yield "size", f"{entry.source.size_bytes} bytes"
    yield "changed on disk", entry.source.modified_at
    yield "media type", entry.media_type
    yield "read with", ", ".join(f"{tool} {version}" for tool, version in entry.tools)
    for attempt in story.attempts:
        took = f" after {attempt.seconds:.1f} s" if attempt.seconds else ""
        said = f": {attempt.reason}" if attempt.reason else ""
        yield f"attempt {attempt.number}", f"{attempt.recorded_at}  {attempt.state.value}{took}{said}"
    yield "stage", entry.stage
    yield "detail", entry.detail
    if head is not None:
        yield "title", head.title
        yield "kind", f"{head.kind.value}: {head.kind_reason}"
        yield "date", head.date or ""
        yield "publisher", head.publisher or ""
        yield "language", head.language or ""
        yield "first found at", head.location
        yield "extracted by", story.extractor
    for name, value in () if document is None else document.metadata[:SHOWN_METADATA]:
        yield f"says {name}", value[:200]
    for location in story.repeats:
        yield "same bytes at", location
    for document_id, exact in story.copies:
        yield "same words in" if exact else "nearly the same", document_id
