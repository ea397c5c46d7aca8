"""Columns in plain text: blanks that set words under each other become bars, and nothing else does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.columns import with_bars
from corpus.readers.plain import read_text

SIGNED = "For the Employer          For the Provider\nName: Edvin Sarro         Name: Priya Kelmar\n"


def test_columns_are_parted_by_bars() -> None:
    """Two signatures side by side stay two, in the text that is read."""
    assert with_bars(SIGNED)[0] == "For the Employer | For the Provider\nName: Edvin Sarro | Name: Priya Kelmar\n"
    assert "Name: Edvin Sarro | Name: Priya Kelmar" in read_text(SIGNED).text


def test_a_gap_that_stands_alone_stays() -> None:
    """One gap, or gaps that do not stand under each other, and what follows a colon, are no columns."""
    for text in ("one   two\nthree four\n", "a   b c d\nlonger words   here\n", "Buyer:     Osk\nSeller:    Tarn\n"):
        assert with_bars(text)[0] == text


def test_offsets_lead_back_to_the_source() -> None:
    """A word behind a bar is found in the file where it stands."""
    text, offsets = with_bars(SIGNED)
    assert SIGNED[offsets.to_source(text.index("Priya")) :].startswith("Priya")


@given(st.text(alphabet="ab \t\n:|", max_size=120))
def test_no_word_is_lost(text: str) -> None:
    """Only blanks give way to bars."""
    assert with_bars(text)[0].replace("|", "").split() == text.replace("|", "").split()
