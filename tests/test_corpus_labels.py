"""Names of files in files: harmless as labels, and told where they lead out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.labels import label_of, note_on


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("a/../../b.txt", "a/b.txt"),
        ("..", "unnamed"),
        ("\\\\host\\share\\x", "host/share/x"),
    ],
)
def test_a_name_that_leads_out_is_kept_inside_and_told(name: str, label: str) -> None:
    """Drives, roots and steps upwards are left out of the label, and the note says what the name was."""
    assert label_of(name) == label
    assert note_on(name).endswith(f"it is kept as {label}.")


@pytest.mark.parametrize("name", ["a.txt", "a/b..c/d.txt", "https://example.org/a/../b", "CON.txt", "...", "x: y.txt"])
def test_other_names_stay(name: str) -> None:
    """A name that stays inside is its own label, and nothing is said of it."""
    assert (label_of(name), note_on(name)) == (name, "")


@given(st.text(st.sampled_from("ab./\\:C ~"), max_size=20))
def test_no_label_leads_out(name: str) -> None:
    """Whatever a name is, its label names a place below, and is its own label."""
    label = label_of(name)
    if "://" not in label:
        assert ".." not in label.split("/")
        assert not label.startswith("/")
    assert label_of(label) == label
