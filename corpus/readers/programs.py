"""System programs that read what no library does: found when installed, run on a copy, within limits.

A program sees one file in a folder that is removed afterwards, no input, and a short list of settings. It is stopped
when it takes too long or writes too much. What it may be called is listed here, never taken from input.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.readers.reading import Hint

LOOK_SECONDS = 0.02
MOST_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Program:
    """A program: the command, the Debian package that has it, and the arguments that make it say its version."""

    command: str
    package: str
    version_arguments: tuple[str, ...] = ("--version",)


ANTIWORD = Program("antiword", "antiword", ())
CATDOC = Program("catdoc", "catdoc", ("-V",))
OFFICE = Program("soffice", "libreoffice", ("--version",))
READPST = Program("readpst", "pst-utils", ("-V",))
TESSERACT = Program("tesseract", "tesseract-ocr")
UNAR = Program("unar", "unar")


class Workplace:
    """A folder for one run, gone when nobody holds it any longer."""

    def __init__(self, data: bytes, name: str = "input") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="threadline-"))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.file = self.folder / name
        self.file.write_bytes(data)

    def close(self) -> None:
        """Remove the folder now."""
        self._finalizer()

    def size(self) -> int:
        """Return how many bytes lie in the folder."""
        total = 0
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with suppress(OSError):  # programs make and remove files of their own while one looks
                    total += os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118 - walk gives text
        return total


def is_installed(program: Program) -> bool:
    """Say whether a program is there."""
    return shutil.which(program.command) is not None


def run(program: Program, arguments: list[str], place: Workplace, hint: Hint) -> bytes:
    """Run a program in its folder and return what it wrote to standard output.

    Raises UnreadableError when it fails, takes longer than the hint allows, or writes more than that.
    """
    output = place.folder / "output"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [program.command, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
            cwd=place.folder,
            env=_settings(place.folder),
            start_new_session=os.name == "posix",
        )
        _bind(process.pid, hint)
        try:
            _wait(program, process, place, hint)
        finally:
            _end(process)
    if process.returncode != 0:
        raise UnreadableError(
            f"The program {program.command} could not read it: it is damaged or of a kind unknown to it.",
            f"exit status {process.returncode}",
        )
    return output.read_bytes()


def _wait(program: Program, process: subprocess.Popen[bytes], place: Workplace, hint: Hint) -> None:
    until = time.monotonic() + min(hint.seconds, MOST_SECONDS)
    looks = 0
    while process.poll() is None:
        time.sleep(LOOK_SECONDS)
        looks += 1
        if time.monotonic() > until:
            raise UnreadableError(f"The program {program.command} took too long over it and was stopped.")
        if looks % 10 == 0 and place.size() > hint.member_bytes * 2:
            raise UnreadableError(
                f"The program {program.command} made more of it than is safe to keep; it was stopped."
            )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program with whatever it started."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def _bind(pid: int, hint: Hint) -> None:
    """Limit what a program may use even if we die before it, where the system can."""
    if sys.platform != "linux":
        return
    import resource

    seconds = int(min(hint.seconds, MOST_SECONDS)) + 1
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hint.member_bytes, hint.member_bytes))
    except (OSError, ValueError):  # it has ended already, or is bound closer
        return


def _settings(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX") if name in os.environ}
    own = {"HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    return kept | own


@cache
def version_of(program: Program) -> tuple[str, str]:
    """Return the name of a program and the first line that it says of its version."""
    if not program.version_arguments:
        return program.command, "installed"
    try:
        said = subprocess.run(
            [program.command, *program.version_arguments], capture_output=True, timeout=30, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return program.command, "installed"
    lines = (said.stdout or said.stderr).decode("utf-8", "replace").strip().splitlines()
    return program.command, lines[0].removeprefix(program.command).strip()[:60] if lines else "installed"
