"""The `threadline` command: finds the subcommand, loads only that one, and turns every expected error into a sentence.

Exit status: 0 done, 1 the request failed (the message says what to do), 2 wrong usage, 3 done but some inputs failed.
"""

from __future__ import annotations

import importlib
import os
import sys
from importlib.metadata import version

import click
from graph.errors import GraphError
from search.errors import SearchError

from corpus.errors import CorpusError
from extract.errors import ExtractError
from library.errors import LibraryError

COMMANDS: tuple[tuple[str, str], ...] = (
    ("add", "Read files, folders, archives and mail into the workspace."),
    ("status", "Count what the workspace holds, and say whether it is up to date."),
    ("ledger", "List every input and what became of it."),
    ("retry", "Try the inputs that failed again."),
    ("explain", "Tell the whole story of one file or document."),
    ("search", "Find documents, with the sentence and the page."),
    ("entities", "List companies, governments, places, persons, organisations, groups."),
    ("entity", "Show one entity with its facts and their sentences."),
    ("facts", "List facts with their roles, values and evidence."),
    ("annotate", "Print the mentions, attributions and facts of a text; touches no workspace."),
    ("neighbours", "Show what an entity is linked to, with the evidence of each link."),
    ("path", "Show how two entities are linked, with the evidence of each step."),
    ("export", "Write the graph as GEXF, GraphML, JSON, CSV, Cypher or FollowTheMoney."),
    ("serve", "Open the workspace in a browser."),
    ("reindex", "Build the search index anew from the documents."),
    ("verify", "Check originals, evidence, ledger and index against each other."),
    ("evaluate", "Score every component on the gold sets, beside its floor."),
    ("demo", "Build a workspace from the sample corpus and serve it."),
)
"""Name and summary of every command; `cli/commands/NAME.py` holds it as `command`."""

EXPECTED = (CorpusError, ExtractError, GraphError, LibraryError, SearchError)
STOPPED_STATUS = 130


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs, so that `--help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names of the commands, in the order of a day's work."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return a command, None where there is none of that name."""
        if cmd_name not in dict(COMMANDS):
            return None
        command: click.Command = importlib.import_module(f"cli.commands.{cmd_name}").command
        return command

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
    try:
        status = threadline.main(prog_name="threadline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing committed is lost; the same command goes on where this one stopped.", err=True)
        status = STOPPED_STATUS
    except BrokenPipeError:
        # Whoever read our output has seen enough; without this, Python complains again while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except EXPECTED as error:
        click.echo(f"Error: {error}", err=True)
        status = 1
    except OSError as error:
        click.echo(f"Error: {error.strerror or error}: {error.filename or 'the system refused'}", err=True)
        status = 1
    sys.exit(status or 0)
