"""Whom descriptions and pronouns mean, read by the whole pipeline; and when they mean nobody for certain."""

from __future__ import annotations

import pytest

from extract.model_loading import load_language
from extract.options import Options
from extract.pipeline import Extractor, text_document
from extract.records import Form


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The pipeline that is shipped."""
    return Extractor(load_language(None), Options())


def _meant(extractor: Extractor, text: str, word: str) -> str | None:
    """Return the fullest name of whom the last occurrence of a word means, None where it is left alone."""
    [context] = extractor.contexts([text_document(text, "text")])
    at = text.rindex(word)
    mention = context.mention_at(at + len(word) - 1)
    return context.fullest_name(mention) if mention is not None and mention.form is not Form.NAME else None


_ORSA = "Orsa Marine AS has sold 12 ferries to Kenya. "


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (f"{_ORSA}The Bergen-based company will deliver them in May.", "company", "Orsa Marine AS"),
        (f"{_ORSA}A company spokesman declined to comment.", "company", "Orsa Marine AS"),
        (f"{_ORSA}Company officials would not say what they cost.", "Company", "Orsa Marine AS"),
        (f"{_ORSA}Critics told the company that the price was too high.", "company", "Orsa Marine AS"),
        (f"{_ORSA}A minister accused the firm of bribery.", "firm", "Orsa Marine AS"),
        ("Vaultly Ltd, a start-up in Leeds, was fined by the council. The start-up will appeal.", "up", "Vaultly Ltd"),
        (
            "The ministry bought scanners from Vexley Optics Ltd. The losing bidder, Holte Radar Ltd, will appeal.",
            "bidder",
            "Holte Radar Ltd",
        ),
        (
            "Karin Holm, the defence minister, opened the base. Nobody was hurt. The minister denied that it was late.",
            "minister",
            "Karin Holm",
        ),
    ],
)  # fmt: skip
def test_a_description_means_who_fits_it_best(extractor: Extractor, text: str, word: str, name: str) -> None:
    """Seats, offices between article and name, that-clauses and two-part nouns do not hide whom a description means."""
    assert _meant(extractor, text, word) == name


def test_a_document_is_about_somebody(extractor: Extractor) -> None:
    """Whom a text names again and again is "the firm" long after the last mention, where nobody else fits."""
    text = (
        f"{_ORSA}Orsa Marine AS says they are safe. Engineers praise Orsa Marine AS. The harbour was dredged in spring."
        " Fishermen complained. Nobody answered them. It rained for a week. Then the firm sent flowers."
    )
    assert _meant(extractor, text, "firm") == "Orsa Marine AS"


def test_the_employer_of_who_speaks_is_meant(extractor: Extractor) -> None:
    """What a director says of "the company" is of her own, though another was named nearer."""
    text = (
        "Ana Ruiz, the director of Orsa Marine AS, spoke in Lisbon. A deal with Vexley Optics Ltd was signed there."
        " She added that the company was not aware of any flaw."
    )
    assert _meant(extractor, text, "company") == "Orsa Marine AS"


_ACCUSED = "The Serious Fraud Office said Vexley Optics had paid bribes. "


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("It denies wrongdoing.", "It"),
        ("Its lawyers said the claims were false.", "Its"),
        ("A spokesman declined to comment.", "spokesman"),
    ],
)
def test_who_is_spoken_of_answers(extractor: Extractor, answer: str, word: str) -> None:
    """Whoever denies something, or has a spokesman decline to comment, is not who has just said it."""
    assert _meant(extractor, _ACCUSED + answer, word) == "Vexley Optics"


def test_of_two_accused_neither_is_taken(extractor: Extractor) -> None:
    """Where two were spoken of it is not plain whose spokesman it is."""
    text = "Unison said Vexley Optics had paid Holte Radar. A spokesman declined to comment."
    assert _meant(extractor, text, "spokesman") is None


def test_a_town_that_decides_is_the_city(extractor: Extractor) -> None:
    """A spokesman for the city speaks for "the city of Braga" that has chosen something."""
    text = (
        "The city of Braga has chosen Vexley Optics to supply 40 cameras. A spokesman for the city declined to comment."
    )
    assert _meant(extractor, text, "city") == "Braga"


def test_its_subsidiary_is_no_ministrys(extractor: Extractor) -> None:
    """Subsidiaries, shares and rivals belong to companies."""
    text = "The Home Office bought cameras made by Vexley Optics. They were fitted at Dover by its subsidiary."
    assert _meant(extractor, text, "its") != "Home Office"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Orsa Marine AS and Vexley Optics Ltd met in Oslo. The company will build a ferry.", "company"),
        (f"{_ORSA}It was the largest company in Bergen.", "company"),
        (f"{_ORSA}The firm that built the harbour has closed.", "firm"),
        (f"{_ORSA}Another company will paint them.", "company"),
        ("According to Orsa Marine AS, this newspaper is wrong.", "newspaper"),
        (f"{_ORSA}Nobody knows who built it.", "it"),
        (f"{_ORSA}The contract is worth $4m, Orsa Marine AS said. It covers three ports.", "It"),
        ("Karin Holm, the defence minister, left early. The finance minister stayed.", "minister"),
        ("Karin Holm, a minister, and Jon Eide, a minister, met. The minister said no.", "minister"),
    ],
)
def test_what_may_mean_two_or_somebody_new_is_left_alone(extractor: Extractor, text: str, word: str) -> None:
    """Two who fit as well, a superlative, a clause that says who, and another office mean nobody named before."""
    assert _meant(extractor, text, word) is None
