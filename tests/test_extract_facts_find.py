"""Facts as a whole: evidence and fillers lie in the text, any text is read without error, and the founding article."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import DOCUMENT_ID, language, read, roles_of

from corpus.records import Document, Kind
from extract.context import Context
from extract.extraction import Extraction
from extract.facts.find import find_facts
from extract.identity import name_id
from extract.pipeline import Extractor, text_document
from extract.records import Fact, FactKind, Label, Mention, Modality, Money, Name, Quantity

WORDS = st.lists(
    st.sampled_from(
        [
            "Veshtar",
            "Pallas",
            "Kestria",
            "Ann",
            "Koper",
            "said",
            "that",
            "accused",
            "of",
            "denied",
            "claims",
            "it",
            "was",
            "blacklisted",
            "by",
            "contract",
            "won",
            "from",
            "the",
            "sanctions",
            "on",
            "$5million",
            "to",
            "supply",
            "cameras",
            "made",
            "added",
            "list",
            "Entity",
            "List",
            "65%",
            "councils",
            ",",
            ".",
            "(",
            ")",
            "“",
            "”",
            "\n\n",
            "subsidiary",
            "a.k.a.",
            "Reasons:",
            "1.",
            "between",
            "and",
            "which",
            "who",
            "has",
            "been",
            "linked",
            "did",
            "not",
            "respond",
            "in",
            "2019",
            "Contractor:",
            "Buyer:",
        ]
    ),
    max_size=40,
)
LABELS = {"Veshtar": Label.COMPANY, "Pallas": Label.COMPANY, "Kestria": Label.GOVERNMENT, "Ann": Label.PERSON,
          "Koper": Label.PLACE, "it": Label.COMPANY}  # fmt: skip


BLANK = spacy.blank("en")


def _marked(text: str, kind: Kind) -> Context:
    mentions, names, position = [], {}, 0
    for word in text.split(" "):
        if word in LABELS:
            key = name_id(LABELS[word], word)
            names[key] = Name(key, LABELS[word], word)
            mentions.append(Mention(DOCUMENT_ID, position, position + len(word), LABELS[word], word, name_id=key))
        position += len(word) + 1
    document = Document(DOCUMENT_ID, "", "t", "text/plain", kind, "", text[:20], text, date="2021-01-01")
    return Context(document, BLANK(text), tuple(mentions), names)


def _check(facts: tuple[Fact, ...], text: str) -> None:
    for fact in facts:
        assert fact.evidence
        assert all(text[piece.start : piece.end] == piece.quote for piece in fact.evidence)
        assert all(0 <= filler.start < filler.end <= len(text) for filler in fact.fillers)
        if fact.kind is FactKind.ALLEGATION:
            assert fact.claimed_by or any(filler.role.value == "claimant" for filler in fact.fillers)
            assert fact.modality is Modality.REPORTED
    ids = {fact.fact_id for fact in facts}
    assert len(ids) == len(facts)
    assert all(answer in ids for fact in facts for answer in fact.answers)
    starts = [fact.evidence[0].start for fact in facts]
    assert starts == sorted(starts)


@settings(max_examples=40, deadline=None)
@given(WORDS, st.sampled_from(list(Kind)))
def test_any_words_are_read_without_error(words: list[str], kind: Kind) -> None:
    """Whatever the words and the kind, evidence equals the text, fillers lie in it, ids are their own."""
    text = " ".join(words)
    _check(find_facts(_marked(text, kind)), text)


@settings(max_examples=15, deadline=None)
@given(WORDS)
def test_any_words_are_read_with_the_pipeline(words: list[str]) -> None:
    """The same holds with tags and a parse, however odd the text."""
    text = " ".join(words)
    context = _marked(text, Kind.NEWS)
    context = Context(context.document, language()(text), context.mentions, context.names)
    _check(find_facts(context), text)


def test_facts_are_the_same_twice() -> None:
    """Equal input gives equal facts, ids included."""
    marked = "[[OLW|organisation]] accused [[Veshtar|company]] of bribery. [[Veshtar|company]] denied the claims."
    assert find_facts(read(marked)) == find_facts(read(marked))


ARTICLE = (
    "The murky surveillance company at the center of a health ministry scandal\n\nIt has also emerged that the"
    " [[Department of Health|government]] building in [[London|place]] is fitted with cameras made by the tech giant"
    " [[Veshtar|company]], which produces surveillance equipment under contracts worth $290 million with"
    " [[the authorities|government=authorities in Tavrin]] in [[Norvenia|place]]’s [[Tavrin|place]] region, and has"
    " been linked to the mass oppression of [[Tavri|group]] and other minorities.\n\n[[Veshtar|company]] strongly"
    " denies claims that its equipment could be hacked or used to relay data."
)


def test_one_long_sentence_gives_its_contract_deployment_and_allegation() -> None:
    """A sentence that tells three things of a vendor gives three facts, each with the right roles."""
    found = {fact.kind: fact for fact in find_facts(read(ARTICLE)) if "hacked" not in (fact.content or "")}
    assert roles_of(found[FactKind.CONTRACT]) == {
        "supplier": ["Veshtar"], "buyer": ["authorities in Tavrin"], "region": ["Tavrin"],
    }  # fmt: skip
    assert roles_of(found[FactKind.DEPLOYMENT]) == {
        "vendor": ["Veshtar"], "user": ["Department of Health"], "place": ["London"],
    }  # fmt: skip
    assert roles_of(found[FactKind.ALLEGATION]) == {"target": ["Veshtar"], "affected": ["Tavri"]}


@pytest.fixture(scope="module")
def founding(shared: Path) -> Extraction:
    """What the whole pipeline makes of the founding article."""
    file = next((shared / "documents" / "seed").glob("*.txt"))
    return Extractor(language()).extract(text_document(file.read_text("utf-8"), "seed"))


def _kind(extraction: Extraction, kind: FactKind) -> list[Fact]:
    return [fact for fact in extraction.facts if fact.kind is kind]


def _fills(fact: Fact, role: str, name: str) -> bool:
    return any(filler.role.value == role and name in filler.name for filler in fact.fillers)


@pytest.mark.shared
def test_founding_contract(founding: Extraction) -> None:
    """Hikvision supplies Xinjiang under contracts of 290,000,000 USD in total."""
    (fact,) = [
        fact
        for fact in _kind(founding, FactKind.CONTRACT)
        if isinstance(amount := dict(fact.values).get("amount"), Money) and amount.value == 290_000_000
    ]
    assert _fills(fact, "supplier", "Hikvision")
    assert _fills(fact, "region", "Xinjiang")
    amount = dict(fact.values)["amount"]
    assert isinstance(amount, Money)
    assert (amount.currency, amount.qualifier) == ("USD", "total")


@pytest.mark.shared
def test_founding_designations(founding: Extraction) -> None:
    """The US government listed Hikvision in October 2019; the FCC's vote is proposed and names three vendors."""
    listed = [fact for fact in _kind(founding, FactKind.DESIGNATION) if dict(fact.values)["status"] == "listed"]
    assert any(
        _fills(fact, "target", "Hikvision") and _fills(fact, "authority", "U.S. government")
        and getattr(dict(fact.values).get("date"), "value", None) == "2019-10"
        for fact in listed
    )  # fmt: skip
    (vote,) = [fact for fact in _kind(founding, FactKind.DESIGNATION) if dict(fact.values)["status"] == "proposed"]
    assert _fills(vote, "authority", "Federal Communications Commission")
    assert all(_fills(vote, "target", name) for name in ("Hikvision", "Dahua", "Huawei"))


@pytest.mark.shared
def test_founding_allegations_and_denials(founding: Extraction) -> None:
    """The oppression is alleged, unattributed, in Xinjiang; Hikvision's denials are linked to what they answer."""
    allegations = _kind(founding, FactKind.ALLEGATION)
    (oppression,) = [fact for fact in allegations if "oppression" in (fact.content or "")]
    assert _fills(oppression, "target", "Hikvision")
    assert _fills(oppression, "region", "Xinjiang")
    assert oppression.claimed_by == "unattributed"
    (hacked,) = [fact for fact in allegations if "hacked" in (fact.content or "")]
    denials = [fact for fact in _kind(founding, FactKind.RESPONSE) if fact.act == "denies"]
    assert all(_fills(fact, "responder", "Hikvision") for fact in denials)
    assert {hacked.fact_id, oppression.fact_id} <= {answer for fact in denials for answer in fact.answers}


@pytest.mark.shared
def test_founding_bystanders(founding: Extraction) -> None:
    """Nothing is alleged of Matt Hancock, and the begging at the end of the page gives no fact."""
    for fact in founding.facts:
        if any("Hancock" in filler.name for filler in fact.fillers):
            assert fact.kind is FactKind.ROLE
        assert not any("Coda" in filler.name for filler in fact.fillers)


@pytest.mark.shared
def test_founding_figures(founding: Extraction) -> None:
    """Around 65% of councils, 338,543 networks, and purchases of at least 1.3 million USD."""
    figures = [dict(fact.values)["quantity"] for fact in _kind(founding, FactKind.STATISTIC)]
    numbers = {int(figure.value) for figure in figures if isinstance(figure, Quantity)}
    assert {65, 338_543} <= numbers
    amounts = [dict(fact.values).get("amount") for fact in _kind(founding, FactKind.CONTRACT)]
    assert any(isinstance(item, Money) and item.value == 1_300_000 and item.qualifier == "at_least" for item in amounts)
