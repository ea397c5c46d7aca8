"""How fast work goes and how long it will take: numbers for scripts, words for people."""

from __future__ import annotations

import json

import pytest

from cli.pace import Pace
from cli.progress import Style, shown
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


def extracting(done: int, characters: int) -> Progress:
    """Some way through a thousand documents of a million characters."""
    return Progress("extract", done, 1000, "a.pdf", size=characters, total_size=1_000_000)


def test_time_left_follows_the_text_and_not_the_documents() -> None:
    """Nine hundred short documents that hold a tenth of the text leave nine times as long as they took."""
    pace = Pace()
    pace.numbers(extracting(0, 0), 0.0)
    numbers = pace.numbers(extracting(900, 100_000), 10.0)
    assert (numbers["seconds_left"], numbers["characters"], numbers["characters_total"]) == (90, 100_000, 1_000_000)
    assert pace.words(extracting(900, 100_000), 10.0) == (
        "900 of 1,000 documents, 10% of their text, 90.0 a second, about 90 s left"
    )


def test_nothing_is_guessed_from_next_to_nothing() -> None:
    """A tiny file done after ten seconds says nothing of megabytes behind it; after half a minute it does."""
    pace = Pace()
    pace.numbers(reading(0, 0), 0.0)
    assert pace.numbers(reading(1, 600), 10.0)["seconds_left"] is None
    assert 100 <= pace.numbers(reading(2, 1_000_000), 12.0)["seconds_left"] <= 110
    slow = Pace()
    slow.numbers(reading(0, 0), 0.0)
    assert slow.numbers(reading(1, 10_000), 40.0)["seconds_left"] is not None


def test_the_rate_is_that_of_the_last_minutes() -> None:
    """After half an hour at a tenth of the speed, what was quick before is all but forgotten."""
    pace = Pace()
    pace.numbers(extracting(0, 0), 0.0)
    pace.numbers(extracting(10, 100_000), 10.0)
    for minute in range(1, 31):
        numbers = pace.numbers(extracting(10 + minute, 100_000 + minute * 6_000), 10.0 + 60.0 * minute)
    assert 6_900 <= numbers["seconds_left"] <= 7_200


def test_stages_that_take_turns_keep_their_pace() -> None:
    """While names are joined between two rounds, the time of the one stage is not that of the other."""
    pace = Pace()
    pace.numbers(extracting(0, 0), 0.0)
    pace.numbers(extracting(100, 100_000), 100.0)
    pace.numbers(Progress("index", 0, 10), 100.0)
    pace.numbers(Progress("index", 10, 10), 500.0)
    assert pace.numbers(extracting(100, 100_000), 500.0)["seconds_left"] == 900
    pace.numbers(Progress("index", 0, 10), 500.0)
    assert pace.numbers(Progress("index", 5, 10), 700.0)["seconds_left"] == 200


def test_each_stage_has_its_own_pace() -> None:
    """What came before does not count, and nothing is guessed before there is something to go by."""
    pace = Pace()
    pace.numbers(reading(0, 0), 0.0)
    pace.numbers(reading(100, 10_000_000), 100.0)
    assert pace.numbers(Progress("extract", 0, 50), 101.0)["seconds_left"] is None
    assert pace.numbers(Progress("extract", 10, 50), 111.0)["seconds_left"] == 40
    assert pace.numbers(Progress("wait", 5, None), 120.0)["seconds_left"] is None


@pytest.mark.parametrize("stage", ["wait", "read", "extract", "compare", "resolve", "index", "fixity"])
@pytest.mark.parametrize("style", ["bar", "lines", "json"])
def test_every_stage_can_be_shown(
    stage: str, style: Style, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar, a line and an object know every stage that work can be in."""
    monkeypatch.setattr("cli.progress.SECONDS_BETWEEN_LINES", 0.0)
    with shown(style) as show:
        show(Progress(stage, 1, 2, "a.txt"))
        show(Progress(stage, 2, 2, "a.txt"))
    assert capsys.readouterr().err or style == "bar"


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
