"""How fast work goes and how long it will take: numbers for scripts, words for people."""

from __future__ import annotations

import json

import pytest

from cli.pace import Pace
from cli.progress import shown
from library.records import Progress


def reading(done: int, size: int, failed: int = 0) -> Progress:
    """Some way through a hundred files of ten megabytes."""
    return Progress("read", done, 100, "a.txt", done + 3, failed, size, 10_000_000)


def test_time_left_follows_the_bytes() -> None:
    """After a tenth of the files but half of the bytes in ten seconds, ten more are left."""
    pace = Pace()
    assert pace.numbers(reading(0, 0), 0.0)["seconds_left"] is None
    numbers = pace.numbers(reading(10, 5_000_000, 2), 10.0)
    assert (numbers["seconds_left"], numbers["per_second"], numbers["bytes_per_second"]) == (10, 1.0, 500_000)
    words = pace.words(reading(10, 5_000_000, 2), 10.0)
    assert words == (
        "10 of 100 files, 5.0 of 10.0 MB, 13 with what is packed in them, 2 failed, 1.0 a second, about 10 s left"
    )


def test_each_stage_has_its_own_pace() -> None:
    """What came before does not count, and nothing is guessed before there is something to go by."""
    pace = Pace()
    pace.numbers(reading(0, 0), 0.0)
    pace.numbers(reading(100, 10_000_000), 100.0)
    assert pace.numbers(Progress("extract", 0, 50), 101.0)["seconds_left"] is None
    assert pace.numbers(Progress("extract", 10, 50), 111.0)["seconds_left"] == 40
    assert pace.numbers(Progress("wait", 5, None), 120.0)["seconds_left"] is None


def test_objects_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    """With --progress json each line on standard error is an object, and standard output stays empty."""
    with shown("json") as show:
        show(reading(0, 0))
        show(reading(100, 10_000_000))
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert json.loads(line)["done"] == 100
    with shown("none") as show:
        show(reading(100, 10_000_000))
    assert capsys.readouterr() == ("", "")
