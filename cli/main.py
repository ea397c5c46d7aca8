"""The `threadline` command: finds the subcommand, loads only that one, and turns every expected error into a sentence.

Exit status: 0 done, 1 the request failed (the message says what to do), 2 wrong usage, 3 done but some inputs failed.
"""

from __future__ import annotations

import difflib
import importlib
import io
import os
import sys
from importlib.metadata import version
from typing import Any

import click

from cli.stopping import listen
from corpus.errors import CorpusError
from extract.errors import ExtractError
from graph.errors import GraphError
from library.errors import LibraryError
from search.errors import SearchError
from web.errors import WebError

COMMANDS: tuple[tuple[str, str], ...] = (
    ("add", "Read files, folders, archives and mail into the workspace."),
    ("status", "Count what the workspace holds, and say whether it is up to date."),
    ("ledger", "List every input and what became of it."),
    ("retry", "Try the inputs that failed again."),
    ("describe", "Set kind, collection and date of a document by hand."),
    ("withdraw", "Take a document out, with a reason; list those taken out; bring one back."),
    ("explain", "Tell the whole story of one file or document."),
    ("search", "Find documents, with the sentence and the page."),
    ("similar", "List the copies of a document, and documents like it."),
    ("save", "Keep a search under a name, to be told what is new for it."),
    ("saved", "List saved searches."),
    ("alerts", "Tell what is new since last time for each saved search."),
    ("entities", "List companies, governments, places, persons, organisations, groups."),
    ("entity", "Show one entity with its facts and their sentences."),
    ("facts", "List facts with their roles, values and evidence."),
    ("screen", "Compare names with the sanctions lists in the workspace."),
    ("annotate", "Print the mentions, attributions and facts of a text; touches no workspace."),
    ("neighbours", "Show what an entity is linked to, with the evidence of each link."),
    ("path", "Show how two entities are linked, with the evidence of each step."),
    ("export", "Write the graph as GEXF, GraphML, JSON, CSV, Cypher or FollowTheMoney."),
    ("review", "List what to judge next, what changes most in the graph first."),
    ("judge", "Confirm, reject or edit a fact; merge, split or keep apart entities; undo."),
    ("judgements", "List who judged what, when and why."),
    ("serve", "Open the workspace in a browser."),
    ("accounts", "Make and change the accounts of those who sign in."),
    ("audit", "List who changed what, and when."),
    ("reextract", "Extract again what an older version extracted; judgements stand."),
    ("reindex", "Build the search index anew from the documents."),
    ("verify", "Check originals, evidence, ledger and index against each other."),
    ("fixity", "Read every original again and say what is missing or changed."),
    ("archive", "Write the whole workspace as a bag (BagIt), a folder or one file."),
    ("restore", "Bring a workspace back from a bag."),
    ("evaluate", "Score every component on the gold sets, beside its floor."),
    ("demo", "Build a workspace from the sample corpus and serve it."),
)
"""Name and summary of every command; `cli/commands/NAME.py` holds it as `command`."""

EXPECTED = (CorpusError, ExtractError, GraphError, LibraryError, SearchError, WebError)
STOPPED_STATUS = 130


class ReaderGoneError(Exception):
    """Whoever read our output has seen enough. Raised in place of BrokenPipeError, which click makes a failure of."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs, so that `--help` is instant."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments, which prints where `--help` is among them."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names of the commands, in the order of a day's work."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return a command, None where there is none of that name."""
        if cmd_name not in dict(COMMANDS):
            return None
        command: click.Command = importlib.import_module(f"cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with; refuse an unknown one with those most like it."""
        asked = args[0]
        if asked in dict(COMMANDS) or asked.startswith("-"):
            return super().resolve_command(ctx, args)
        like = difflib.get_close_matches(asked, dict(COMMANDS), cutoff=0.5)
        hint = f"Did you mean {' or '.join(f'`{name}`' for name in like)}?" if like else "`threadline` lists them."
        raise click.UsageError(f"There is no command {asked!r}. {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click gives it
        """Write the list of commands from their summaries alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("threadline"), prog_name="threadline")
def threadline() -> None:
    """Read news, contracts and sanctions notices; link vendors to contracts, regions and allegations.

    Every link shows the sentence and page it stands on, who says it, and who denies it. Start with `threadline demo`,
    or with `threadline add FOLDER` and `threadline serve`.
    """


def main() -> None:
    """Run the command line; never shows a traceback for what can be expected."""
    show_any_character()
    listen()
    try:
        status = threadline.main(prog_name="threadline", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing committed is lost; the same command goes on where this one stopped.", err=True)
        status = STOPPED_STATUS
    except (BrokenPipeError, ReaderGoneError):
        status = leave_quietly()
    except EXPECTED as error:
        click.echo(f"Error: {error}", err=True)
        status = 1
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {about}{error.strerror or error}.", err=True)
        status = leave_quietly() or 1
    sys.exit(status or 0)


def show_any_character() -> None:
    """Let text for people go through a terminal that lacks some of its characters, with ? in their places."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def leave_quietly() -> int:
    """Return status 0 with output closed: nobody reads on, and Python would complain again at its own end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
