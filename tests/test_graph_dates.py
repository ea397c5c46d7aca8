"""Dates of every precision, made comparable."""

from __future__ import annotations

import pytest

from graph.dates import find_last_day, get_last_day
from graph.errors import DateUnreadableError


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019", "2019-12-31"),
        ("2019-10", "2019-10-31"),
        ("2020-02", "2020-02-29"),
        ("2019-10-07", "2019-10-07"),
        ("2019-10-07T12:00:00Z", "2019-10-07"),
        ("2019-13", None),
        ("2019-02-30", None),
        ("0000", None),
        ("October 2019", None),
        ("٢٠١٩", None),
        ("", None),
        (None, None),
    ],
)
def test_last_day_a_date_may_speak_of(text: str | None, day: str | None) -> None:
    """A month stands for its last day, a year for its last; what is no date is None."""
    assert find_last_day(text) == day


def test_unreadable_date_says_how_to_write_it() -> None:
    """A person's date that cannot be read is an error with examples."""
    with pytest.raises(DateUnreadableError, match="2019-10-07"):
        get_last_day("yesterday")
