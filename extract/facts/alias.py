"""Aliases: other names the text itself gives: "(FCC)", "also known as", "formerly", "a.k.a.", "founded as"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Kind
from extract.components.document_votes import is_known_place
from extract.context import Context
from extract.facts.contract_parties import find_parties
from extract.facts.drafts import make_fact
from extract.grammar.arguments import frame_of, parties_of
from extract.grammar.clauses import find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.verbs import Verbs
from extract.names import is_generic
from extract.records import Fact, FactKind, Form, Label, Mention, Role, Span

_NAMED = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
_TOLD_OF_OFFICES = (Kind.NEWS, Kind.CONTRACT)
"""Where the short name of an office tells something; elsewhere it serves the paper alone."""
_KNOWN = re.compile(
    r"[”\"’]?\s*[,(]?\s*(?:which is |who is )?(?:also |better |otherwise |previously |formerly |now )?"
    r"(?:known as|called|trading as|doing business as|d/b/a|formerly|a\.?k\.?a\.?|f\.?k\.?a\.?"
    r"|founded (?:in \d{4} )?as|operating as|renamed)[:,]?\s+[“\"‘']?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘„]([^“”\"‘’„()]{2,30})[”\"’]")
_BRACKETED = re.compile(r"\s*\(\s*(?:the\s+)?[“\"‘']?([A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){0,4})[”\"’']?\s*\)")
_SHORTENED = re.compile(
    r"\s*\(\s*(?:hereinafter |hereafter |together, )?(?:the\s+)?"
    r"[“\"‘']([A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){0,3}?)[”\"’']"
    r"(?=\s*(?:,|;|\bor\b|\band\b|\)))"
)
_LAW = re.compile(
    r"\b(?:Regulations?|Acts?|Supplement|Rules?|Code|Orders?|Treaty|Convention|Directive|Product|Program(?:me)?|Security)$"
)
"""What is no party: a law, a rule, a product, whose short form is nobody's other name."""
_TELLING = re.compile(
    r"\b(?:known (?:by (?:its|the) initials|by the name(?: of)?|under the name(?: of)?|as)|called|renamed itself"
    r"|rebranded (?:itself )?as|trad(?:es|ed|ing) (?:as|under the name(?: of)?)|(?:does|did|doing) business (?:as|under"
    r" the name(?: of)?)|(?:went|goes|going) by(?: the name(?: of)?)?|us(?:es|ed|ing) the (?:trade |brand |stage )?name"
    r"|under the (?:(?:trade|brand|new|old) )?(?:name|brand)(?: of)?|whose (?:\w+ )?name (?:was|is)|know as"
    r"|alias|n[ée]e|previously|abbreviated(?: as| to)?|changed its name (?:from|to)|['’]s (?:\w+ ){1,2}name (?:is|was))"
    r" (?:the )?[“\"‘']?(?=[A-ZÀ-Þ])"
)
"""What stands between a name and the other name of the same."""
_OR = re.compile(r",? or (?:the )?(?P<name>[A-Z]{2,8})\b")
_GAP = 64
_AGAINST = re.compile(
    r"\b(?:not|never|no|could|may|might|would|if|report|book|plan|operation|law|programme|project)\b|[.;:?]"
)
_BELOW = frozenset({"of", "by", "from", "at", "with", "for", "to"})
_NAMING = Verbs("know trade operate rename rebrand")
_NAME = re.compile(r"[A-ZÀ-Þ][\w&.'’/-]*(?:,? (?:[A-ZÀ-Þ&][\w&.'’/-]*|of|and|de|the|for|Ltd\.?|Inc\.?))*", re.UNICODE)


def find_aliases(context: Context) -> Iterator[Fact]:
    """Yield the aliases that a document states, in the order of the text."""
    yield from _defined(context)
    if context.document.kind is not Kind.CONTRACT:
        yield from _by_verb(context)
    for mention in context.mentions:
        if mention.label not in _NAMED or mention.name_id is None or mention.form is Form.PRONOUN:
            continue
        found = _bracketed(context, mention) or _known(context, mention) or _told(context, mention)
        if found is not None:
            yield from _alias(context, mention, found)


def _by_verb(context: Context) -> Iterator[Fact]:
    """Yield the names that a verb gives: "the firm was formerly known as Y", "X, which traded as Y until 2017"."""
    for passage in find_passages(context):
        for predicate in find_predicates(passage, _NAMING):
            index = predicate.verb.i + 1
            if predicate.negated or predicate.tentative or index >= passage.end:
                continue
            as_ = context.doc[index].lower_ == "as"
            if not as_ and (predicate.lemma in ("trade", "operate", "know") or not predicate.passive):
                continue
            frame = frame_of(predicate, passage)
            named = parties_of(context, frame.patients if predicate.passive else frame.agents, _NAMED)
            start = context.doc[index].idx + (len(context.doc[index].text_with_ws) if as_ else 0)
            name = _NAME.match(context.text, start)
            if len(named) == 1 and name is not None and named[0].end < name.start():
                yield from _alias(context, named[0], Span(*name.span()))


def _defined(context: Context) -> Iterator[Fact]:
    """Yield the short names of a contract's parties: `("VOT" or the "Supplier")`; what they are there is no name."""
    if context.document.kind is not Kind.CONTRACT:
        return
    for party in find_parties(context):
        opened = context.text.rfind("(", party.mention.end, party.end)
        for match in _QUOTED.finditer(context.text, opened, party.end) if opened >= 0 else ():
            if abbreviates(match[1], context.fullest_name(party.mention)) and not is_generic(match[1]):
                yield from _alias(context, party.mention, Span(*match.span(1)))


def _alias(context: Context, mention: Mention, found: Span) -> Iterator[Fact]:
    name = context.text[found.start : found.end].rstrip(" ,;.").strip()
    if not name or name.casefold() == mention.text.casefold() or len(name) < 2:
        return
    end = max(found.end, mention.end)
    fact = make_fact(
        context, FactKind.ALIAS, [(Role.ENTITY, mention)], [Span(mention.start, _closed(context, end))],
        values={"name": name}, confidence=0.85,
    )  # fmt: skip
    if fact is not None:
        yield fact


def _closed(context: Context, end: int) -> int:
    """Take the closing mark into the evidence: the bracket behind "(FCC)"."""
    while end < len(context.text) and context.text[end] in "”\"’')":
        end += 1
    return end


def _bracketed(context: Context, mention: Mention) -> Span | None:
    """Read "Federal Communications Commission (FCC)": an acronym or a short form of the name before it.

    In the prose of law every office is shortened so for the reader of that paper, which tells nothing of the office.
    """
    if mention.label is Label.GOVERNMENT and context.document.kind not in _TOLD_OF_OFFICES:
        return None
    match = _BRACKETED.match(context.text, mention.end) or _SHORTENED.match(context.text, mention.end)
    if match is None:
        return None
    inside = match.group(1)
    if _LAW.search(mention.text) or (is_generic(inside) and not inside.isupper()):
        return None
    return Span(*match.span(1)) if abbreviates(inside, mention.text) else None


def abbreviates(short: str, name: str) -> bool:
    """Whether a bracketed form is an acronym of a name, or some of its words."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    words = [word for word in re.split(r"[\s\-/]+", name) if word]
    initials = "".join(word[0] for word in words).lower()
    capitals = "".join(word[0] for word in words if word[0].isupper()).lower()
    if short.isupper() and len(letters) >= 2:
        return (
            _is_subsequence(letters.lower(), initials)
            or letters.lower() in capitals
            or _is_subsequence(capitals, letters.lower())
        )
    own = {word.casefold() for word in words}
    return all(word.casefold() in own for word in short.split()) and len(short) < len(name)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return bool(short) and all(letter in rest for letter in short)


def _known(context: Context, mention: Mention) -> Span | None:
    match = _KNOWN.match(context.text, mention.end)
    if match is None or (mention.label is Label.PERSON and match.group().strip(" ,").lower() == "formerly"):
        return None  # "Ann Frey, formerly director of Pallas"
    name = _NAME.match(context.text, match.end())
    if name is None:
        return None
    labelled = context.text[name.end() : name.end() + 1] == ":"  # "a.k.a. KRS Address: 3 Station Square"
    end = context.text.rfind(" ", name.start(), name.end()) if labelled else name.end()
    return Span(name.start(), end) if end > name.start() else None


def _told(context: Context, mention: Mention) -> Span | None:
    """Read "X, which does business under the name Y", "X's former name was Y", "X, or PPB"; no name lies between."""
    if mention.form is Form.DESCRIPTION:
        return None
    sentence = context.sentence_at(mention.start)
    end = min(sentence.end_char if sentence is not None else mention.end, mention.end + _GAP)
    short = _OR.match(context.text, mention.end)
    if short is not None and abbreviates(short["name"], mention.text):
        return Span(*short.span("name"))
    cue = _TELLING.search(context.text, mention.end, end + 1)
    if cue is None or _AGAINST.search(context.text, mention.end, cue.start()):
        return None
    between = context.mentions_in(mention.end, cue.end())
    others = any(one.label not in (Label.PLACE, Label.GROUP) and one.form is not Form.PRONOUN for one in between)
    name = _NAME.match(context.text, cue.end())
    if others or name is None or _is_below(context, mention):
        return None
    other = context.mention_at(name.start())
    if other is not None and other.label in (Label.PLACE, Label.GROUP) and is_known_place(other.text):
        return None
    return Span(name.start(), name.end())


def _is_below(context: Context, mention: Mention) -> bool:
    """Whether a name only belongs to what is renamed: "an outpost of X, is called Y"."""
    start = context.tokens(mention.start, mention.end).start
    before = {token.lower_ for token in context.doc[max(0, start - 2) : start]}
    return bool(before & _BELOW) and not context.text[mention.end : mention.end + 9].startswith((", alias", " alias"))
