"""Capitals in titles are quietened without losing acronyms, numbers or legal forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.calming import calm


@pytest.mark.parametrize(
    ("shouted", "quiet"),
    [
        ("SUPPLY AND INSTALLATION AGREEMENT", "Supply and Installation Agreement"),
        ("LIST OF RESTRICTED SUPPLIERS: UPDATE 2023/02", "List of Restricted Suppliers: Update 2023/02"),
        ("PALLAS CRANE TRADING FZE", "Pallas Crane Trading FZE"),
        ("VESHTAR OPTICAL TECHNOLOGY CO., LTD", "Veshtar Optical Technology Co., Ltd"),
        ("LUMEN HARBOUR ANALYTICS B.V.", "Lumen Harbour Analytics B.V."),
        ("O'BRANNOCH AERIAL SYSTEMS", "O'Brannoch Aerial Systems"),
        ("AMENDMENT No. 1 TO CONTRACT UAPA/2020/117", "Amendment No. 1 to Contract UAPA/2020/117"),
        ("HIGHLAND’S WARD COUNCIL", "Highland’s Ward Council"),
    ],
)
def test_shouted_titles_are_quietened(shouted: str, quiet: str) -> None:
    """Words in capitals become words of a title; short ones, numbers and references stay."""
    assert calm(shouted) == quiet


@pytest.mark.parametrize(
    "text", ["VOT", "UN OFAC SDN", "Fwd: distribution agreement VOT / PCT", "Rasheed COLMENAR", ""]
)
def test_quiet_text_stays(text: str) -> None:
    """Acronyms and single words in capitals are not shouting."""
    assert calm(text) == text


@given(st.text(max_size=60))
def test_only_capitals_change(text: str) -> None:
    """Whatever is given, the same words come back but for their case, and quiet text is quiet."""
    assert calm(text).casefold() == text.casefold()
    assert calm(calm(text)) == calm(text)
