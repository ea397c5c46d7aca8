"""The face: help that is instant, exit statuses that say what happened, errors that are sentences."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import run, run_here
from conftest import ROOT

from cli.main import COMMANDS


def test_help_lists_every_command() -> None:
    """`--help` names every command, and no heavy engine is imported for it."""
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name, _ in COMMANDS)
    engines = ("spacy", "whoosh", "flask", "sqlalchemy", "networkx", "rich")
    code = f"import sys, cli.main; print([e for e in {engines!r} if e in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_explains_itself(name: str) -> None:
    """Every command has a module of its name, a sentence of help, and help for each of its options."""
    command = importlib.import_module(f"cli.commands.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or isinstance(parameter.type, click.Choice), f"{name} {parameter.opts} has no help"


def test_wrong_usage_is_status_2() -> None:
    """An unknown command or option ends with status 2 and a message on standard error."""
    for arguments in (("nonsense",), ("search",), ("add",), ("status", "--nonsense")):
        done = run_here(*arguments)
        assert done.returncode == 2, arguments
        assert "Error" in done.stderr or "Usage" in done.stderr
        assert not done.stdout


def test_a_folder_of_other_files_is_no_workspace(tmp_path: Path) -> None:
    """A folder that holds something else is refused with a sentence, and nothing is written there."""
    (tmp_path / "diary.txt").write_text("mine")
    done = run_here("status", "-w", str(tmp_path))
    assert done.returncode == 1
    assert "holds other files" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_slip_in_the_options_is_reported(tmp_path: Path) -> None:
    """Every unknown section and name in workspace.toml is named at once."""
    (tmp_path / "workspace.toml").write_text("[ingst]\n[extract]\nmodle = 'x'\n")
    done = run_here("status", "-w", str(tmp_path))
    assert done.returncode == 1
    assert "[ingst]" in done.stderr
    assert "modle" in done.stderr


def test_unknown_names_are_answered_with_a_sentence(tmp_path: Path) -> None:
    """An entity, document or file that is not there is status 1 and says what to do."""
    for arguments in (("entity", "Nobody"), ("facts", "--document", "d0"), ("explain", "x.pdf"), ("path", "A", "B")):
        done = run_here(*arguments, "-w", str(tmp_path / "w"))
        assert done.returncode == 1, done.stderr
        assert "threadline" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    """Output piped into a program that ends early gives neither a traceback nor a failure."""
    for arguments in (("--help",), ("evaluate", "--help"), ("status", "--json", "-w", str(tmp_path / "w"))):
        command = [sys.executable, "-m", "cli", *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            said = process.stderr.read().decode()
            assert process.wait(60) == 0, said
        assert "Traceback" not in said
        assert "BrokenPipe" not in said


def test_json_is_utf8_whatever_the_locale() -> None:
    """In a locale that has no curly quotes JSON is UTF-8 still, and text shows ? in their places."""
    text = "“Veshtar Optical” denies it."
    for arguments, encoding in ((("annotate", "--json"), "utf-8"), (("annotate",), "latin-1")):
        done = subprocess.run(
            [sys.executable, "-m", "cli", *arguments],
            input=text.encode(),
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "latin-1"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Veshtar" in done.stdout.decode(encoding)


def test_a_closed_standard_input_is_said() -> None:
    """Where standard input is closed, the commands that read it say so."""
    for words in ("annotate", "add - -w /dev/null/w"):
        done = subprocess.run(
            ["sh", "-c", f"{sys.executable} -m cli {words} <&-"], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode in (1, 2)
        assert "Traceback" not in done.stderr
    assert "Traceback" not in done.stderr


def test_slips_are_answered_with_what_was_meant() -> None:
    """An unknown command names those like it, a query like an option is explained, a blank name is refused."""
    for arguments, said in (
        (("serch", "x"), "`search`"),
        (("search", "-camera"), "after `--`"),
        (("entity", " "), "empty"),
    ):
        done = run_here(*arguments)
        assert done.returncode == 2
        assert said in done.stderr


def test_an_address_that_cannot_be_had_is_said(tmp_path: Path) -> None:
    """`serve` on another machine's address ends with a sentence that says what to do."""
    done = run_here("serve", "--host", "0.0.0.0", "-w", str(tmp_path / "w"))
    assert done.returncode == 1
    assert "--host 127.0.0.1" in done.stderr


def test_a_workspace_made_by_reading_is_said_to_be_empty(tmp_path: Path) -> None:
    """A command that only reads makes the workspace it does not find, says so, and says how to fill it."""
    for stands in (False, True):
        done = run_here("status", "-w", str(tmp_path / "w"))
        assert done.returncode == 0
        assert "threadline add PATH" in done.stdout
        assert ("There was no workspace" in done.stderr) is not stands


def test_an_empty_list_is_said_to_be_empty(tmp_path: Path) -> None:
    """A list without entries says so on standard error and prints nothing."""
    for arguments in (("ledger",), ("ledger", "--failed"), ("entities",), ("facts", "--json")):
        done = run_here(*arguments, "-w", str(tmp_path / "w"))
        assert done.returncode == 0
        assert not done.stdout
        assert done.stderr.strip().endswith((".", "does."))


def test_a_swallowed_interrupt_is_raised_at_the_next_progress() -> None:
    """Where a library drops Ctrl-C, the run stops at its next sign of progress, with the same words and status."""
    code = (
        "import os, signal\n"
        "from cli import progress, stopping\n"
        "stopping.listen()\n"
        "try:\n    os.kill(os.getpid(), signal.SIGINT)\nexcept KeyboardInterrupt:\n    pass\n"
        "with progress.shown('none') as show:\n"
        "    try:\n        show(None)\n    except KeyboardInterrupt:\n        print('stopped')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "stopped"
