"""Whose a figure is: the author of a survey, count or report, wherever the sentence tells who made it.

"A poll on the Gazette's website", "a study that the city commissioned from the University of Minho", "the tally kept by
Human Rights Watch", "figures from the University of Bogor". Where the author has no name, the source is its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.accusing_nouns import author_of
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, parties_of, possessors, subjects_of
from extract.records import Label, Mention

SURVEYS = listed(
    "survey surveys study studies poll polls census figures data statistics report reports audit analysis analyses"
    " research review estimate estimates count counts investigation inspection sample tally toll database register"
    " records logs calculations questionnaire paper papers index ranking tracker barometer scan scans monitoring"
    " modelling model polling evaluation assessment findings numbers statement article bulletin dataset"
)
"""What figures stand in."""
COUNTERS = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
_MAKING = listed(
    "conducted commissioned published released carried compiled done made run led kept collected gathered produced"
    " prepared issued undertaken written maintained drawn completed ordered paid conducts commissions publishes carries"
    " releases compiles keeps collects runs led"
)
_SEEING = listed("seen obtained reviewed cited quoted reported received analysed analyzed")
"""Whoever has seen figures did not make them."""


def author_of_survey(context: Context, noun: Token) -> Mention | None:
    """Return who made the survey that a noun names; None where it is nobody named."""
    found = author_of(context, noun) if noun.dep_ not in ("compound", "obj") else None
    near = (found,) if found is not None and not _has_seen(noun) else ()
    candidates: tuple[Mention, ...] = (*near, *parties_of(context, _makers(noun), COUNTERS))
    for candidate in candidates:
        if candidate.label in COUNTERS and not _is_of_somebody(context, candidate, noun):
            return candidate
    return None


def _is_of_somebody(context: Context, candidate: Mention, noun: Token) -> bool:
    """Whether a person merely owns the body that made a survey: "a survey that her department carried out"."""
    if candidate.label is not Label.PERSON:
        return False
    token = context.tokens(candidate.start, candidate.end).root
    owned: bool = token.dep_ == "nmod:poss" and token.head != noun
    return owned


def survey_in(context: Context, start: int, end: int) -> Token | None:
    """Return the noun of a survey at the head of some words of the text, None where they name none."""
    tokens = context.tokens(start, end)
    surveys = [token for token in tokens if token.lower_ in SURVEYS and context.mention_of(token) is None]
    return next((token for token in surveys if token.head.i < tokens.start or token.head.i >= tokens.end), None) or (
        surveys[0] if surveys else None
    )


def surveys_of(passage: TokenSpan) -> Iterator[Token]:
    """Yield the nouns of surveys that a sentence names as where something is from, never what is done to them."""
    for token in passage:
        if (
            token.lower_ in SURVEYS
            and token.pos_ == "NOUN"
            and case_of(token) in ("in", "from", "by", "to", "of", "on", None)
            and token.dep_ not in ("compound", "obj")
        ):
            yield token


def _has_seen(noun: Token) -> bool:
    return any(child.dep_.startswith("acl") and child.lower_ in _SEEING for child in noun.children)


def _makers(noun: Token) -> Iterator[Token]:
    """Yield who may have made a survey, the surest first: in its relative clause, behind a preposition, before it."""
    for clause in noun.children:
        if clause.dep_.startswith("acl") and clause.lower_ in _MAKING:
            behind = [child for child in clause.children if child.i > clause.i]
            yield from (child for child in behind if case_of(child) == "from")
            yield from (child for child in behind if case_of(child) == "by" or child.dep_ == "obl:agent")
            if clause.dep_ == "acl:relcl" and not any(child.dep_ == "aux:pass" for child in clause.children):
                yield from (one for one in subjects_of(clause) if one != noun)
    for case in ("by", "from", "of", "for", "at"):
        yield from complements(noun, case)
    for place in complements(noun, "on", "in"):
        yield from possessors(place)
        yield place
    yield from possessors(noun)
