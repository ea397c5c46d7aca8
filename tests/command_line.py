"""The command line for tests: in a process of its own, or, much quicker, in this one."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from conftest import ROOT

from cli.main import main

Done = subprocess.CompletedProcess[str]


def run(*arguments: str, stdin: str = "", cwd: Path = ROOT, seconds: float = 120) -> Done:
    """Run `threadline` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=seconds,
        check=False,
    )


def run_here(*arguments: str, stdin: str = "") -> Done:
    """Run `threadline` in this process, through its real entry point; engines stay loaded between runs."""
    out, err = io.StringIO(), io.StringIO()
    source = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    argv = ["threadline", *arguments]
    status: int | str | None = 0
    with (
        patch.object(sys, "argv", argv),
        patch.object(sys, "stdin", source),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as leave:
            status = leave.code
    assert isinstance(status, int)
    return subprocess.CompletedProcess(argv, status, out.getvalue(), err.getvalue())
