"""Facts as the pages show them: the sentence, who says it, the quote with its page and link, and the responses.

Guarantees that a card never stands without its quotes, and that an allegation's card always carries the responses to
it: none found is said in words, never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from extract.records import Evidence, Fact, FactKind, FactStatus, Modality
from library.library import Library
from web import wording
from web.current import Names
from web.statements import Pieces, tell


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a fact stands on, and the way to them."""

    document_id: str
    title: str
    page: int | None
    start: int
    end: int
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Card:
    """One fact as a page shows it.

    `responses` are filled for allegations only; `claim` says that somebody claims it rather than that it is so.
    `content` is set where it says more than the first quote does.
    """

    fact_id: str
    kind: FactKind
    statement: Pieces
    quotes: tuple[Quote, ...]
    content: str | None = None
    modality: str = ""
    status: str = ""
    when: str = ""
    responses: tuple[Card, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Who is named in the statement, each once."""
        return tuple(dict.fromkeys(piece.text for piece in self.statement if piece.tone == "name"))

    @property
    def claim(self) -> bool:
        """Whether it is somebody's word: an allegation or a response to one."""
        return self.kind in (FactKind.ALLEGATION, FactKind.RESPONSE)


def evidence_link(evidence: Evidence) -> str:
    """Return the address that opens a document at its evidence, highlighted."""
    return span_link(evidence.document_id, evidence.start, evidence.end)


def span_link(document_id: str, start: int, end: int, query: str = "") -> str:
    """Return the address that opens a document at a stretch of its text; `query` marks its words there too."""
    asked = {"start": str(start), "end": str(end), **({"q": query} if query else {})}
    return f"/documents/{document_id}?{urlencode(asked)}#here"


def quote(evidence: Evidence, names: Names) -> Quote:
    """Return the evidence of a fact as a quote."""
    head = names.head(evidence.document_id)
    title = head.title if head else "a document that is no longer here"
    link = evidence_link(evidence)
    return Quote(evidence.document_id, title, evidence.page, evidence.start, evidence.end, evidence.quote, link)


def date_of(fact: Fact) -> str:
    """Return when a fact is said to have been: ISO 8601, empty where the text does not say."""
    for name in ("date", "period", "year"):
        for key, value in fact.values:
            if key == name:
                return getattr(value, "value", "") if not isinstance(value, str) else value
    return ""


def card(fact: Fact, names: Names, responses: Sequence[Fact] = ()) -> Card:
    """Return a fact as a card; `responses` are those that answer it."""
    quotes = tuple(quote(evidence, names) for evidence in fact.evidence)
    said = fact.content if fact.content and not any(fact.content in q.text for q in quotes) else None
    return Card(
        fact_id=fact.fact_id,
        kind=fact.kind,
        statement=tell(fact, names),
        quotes=quotes,
        content=said,
        modality="" if fact.modality is Modality.ASSERTED else wording.MODALITIES[fact.modality],
        status="" if fact.status is FactStatus.PROPOSED else fact.status.value,
        when=date_of(fact),
        answers=fact.answers,
        responses=tuple(card(response, names) for response in responses),
    )


def cards(library: Library, facts: Iterable[Fact], names: Names) -> tuple[Card, ...]:
    """Return facts as cards in their order, each allegation with its responses; rejected facts are left out."""
    kept = [fact for fact in facts if fact.status is not FactStatus.REJECTED]
    names.gather(kept)
    answers = library.responses_to(kept)
    names.gather(response for some in answers.values() for response in some)
    return tuple(card(fact, names, answers.get(fact.fact_id, ())) for fact in kept)
