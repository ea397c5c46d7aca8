"""Who is named and who is meant, on whole documents marked by hand (`who_sheets`)."""

from __future__ import annotations

import pytest
from who_sheets import Count, read_sheets, score

from extract.model_loading import load_language
from extract.options import Options
from extract.pipeline import Extractor

FLOORS = {
    "names": (0.95, 0.95),
    "company": (0.94, 0.96),
    "government": (0.95, 0.95),
    "organisation": (0.90, 0.82),
    "person": (0.95, 0.97),
    "place": (0.97, 0.97),
    "linked precisely": (0.98, 0.98),
    "linked wholly": (0.97, 0.97),
    "descriptions": (0.92, 0.74),
    "pronouns": (0.95, 0.86),
}
"""Precision and recall that may not fall; before the rules were made for them names stood at .79 and .81,
organisations at .65 and .76, governments at .97 and .70, descriptions at .94 and .41, pronouns at .87 and .72."""


@pytest.fixture(scope="module")
def counts() -> tuple[dict[str, Count], list[str]]:
    """The scores of the marked documents, and each fault in words."""
    faults: list[str] = []
    return score(Extractor(load_language(None), Options()), read_sheets(), faults), faults


@pytest.mark.parametrize("measure", FLOORS)
def test_names_and_references_are_found(counts: tuple[dict[str, Count], list[str]], measure: str) -> None:
    """Names are found and typed, short forms joined, descriptions and pronouns resolved, at least as well as before."""
    found, faults = counts
    precision, recall = FLOORS[measure]
    count = found[measure]
    assert count.precision >= precision, "\n".join(faults)
    assert count.recall >= recall, "\n".join(faults)


def test_references_are_never_guessed_more_than_one_time_in_ten(counts: tuple[dict[str, Count], list[str]]) -> None:
    """Of the descriptions and pronouns that are resolved hardly one means somebody else."""
    found, faults = counts
    wrong = sum(found[one].found - found[one].right for one in ("descriptions", "pronouns"))
    assert wrong <= 0.1 * sum(found[one].found for one in ("descriptions", "pronouns")), faults
