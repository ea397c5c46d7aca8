"""Roles: which position a person holds where, from appositions, titles before the name, "heads", "chairs", "leads"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.lookup import bare
from extract.facts.role_frames import verbal_roles
from extract.facts.role_ties import Told, tied_roles
from extract.facts.role_words import POSITIONS
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase, apposed, complement, phrase_after, phrase_before
from extract.records import Fact, FactKind, Form, Label, Mention, Role

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PLACE)
_LONGEST_TITLE = 14
_RANKS = frozenset({"chief", "officer", "member", "official", "executive", "fellow", "partner", "head"})
"""Words that name no position by themselves."""
_AT = frozenset({"at", "of", "for", "with", "in", "from", "on"})


def find_roles(context: Context) -> Iterator[Fact]:
    """Yield the roles of a document in the order of the text."""
    for passage in find_passages(context):
        found: list[Fact] = []
        for mention in context.mentions_in(passage.start_char, passage.end_char):
            if mention.label is Label.PERSON and mention.name_id is not None and mention.form is not Form.DESCRIPTION:
                found += _of_person(context, mention, passage)
        found += _by_verb(context, passage, verbal_roles(context, passage))
        yield from found
        placed = {filler.name_id for fact in found for filler in fact.filled(Role.PERSON)}
        others = (told for told in tied_roles(context, passage) if told[0].name_id not in placed)
        yield from _by_verb(context, passage, others)


def _of_person(context: Context, person: Mention, passage: TokenSpan) -> Iterator[Fact]:
    tokens = context.tokens(person.start, person.end)
    found = [
        item for item in (_behind(context, tokens, passage), _before(context, tokens, passage)) if item is not None
    ]
    body = _of_body(context, tokens, passage) if not found else None
    for position, held_in in (*found, *([("", body)] if body is not None else [])):
        fact = _fact(context, person, position, held_in, passage=passage)
        if fact is not None:
            yield fact


def _of_body(context: Context, tokens: TokenSpan, passage: TokenSpan) -> Mention | None:
    """Read "Tomas Herling of Open Lens Watch": a person of a body, in no stated position."""
    if tokens.end >= passage.end or context.doc[tokens.end].lower_ not in ("of", "at", "from"):
        return None
    phrase = phrase_after(context, tokens.end + 1, passage)
    body = phrase.mention if phrase is not None else None
    return body if body is not None and body.label in _BODIES[:3] and body.name_id is not None else None


def _fact(context: Context, person: Mention, position: str, body: Mention | None, *, passage: TokenSpan) -> Fact | None:
    if body is None and position.lower() in _RANKS:
        return None  # "Chief Okonta"
    former = any(position.lower().startswith(word) for word in ("former ", "ex-", "late ", "then "))
    roles = [(Role.PERSON, person)]
    if body is not None and body.name_id is not None:
        roles.append((Role.ORGANISATION, body))
    return make_fact(
        context, FactKind.ROLE, roles, [passage],
        values={"position": position or None, "period": "former" if former else None},
        confidence=0.85 if body else 0.65,
    )  # fmt: skip


def _behind(context: Context, tokens: TokenSpan, passage: TokenSpan) -> tuple[str, Mention | None] | None:
    """Read "P, a researcher at O" and "P, who is ... " up to its comma."""
    if tokens.end >= passage.end or context.doc[tokens.end].text not in (",", "(", "—", "–"):
        return None
    phrase = phrase_after(context, _past_aside(context, tokens.end + 1, passage), passage)
    if phrase is None:
        return None
    return _position(context, phrase, passage, None)


def _past_aside(context: Context, index: int, passage: TokenSpan) -> int:
    """Step over an age ("Ann Frey, 54, a director") and over "in her role as"."""
    words = [token.lower_ for token in context.doc[index : min(passage.end, index + 6)]]
    if len(words) > 2 and words[0].isdigit() and words[1] == ",":
        return index + 2
    return index + words.index("as") + 1 if words[:1] in (["in"], ["speaking"], ["acting"]) and "as" in words else index


def _before(context: Context, tokens: TokenSpan, passage: TokenSpan) -> tuple[str, Mention | None] | None:
    """Read "its chairman, P", "the interior minister of N, P", "O chief executive P", "former Secretary, P"."""
    index = tokens.start
    if index > passage.start and context.doc[index - 1].text == ",":
        return _chain_before(context, index - 1, passage)
    start = index
    while start > passage.start and (
        context.doc[start - 1].text == "-" or not context.doc[start - 1].is_punct
    ) and context.doc[start - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "PART", "PUNCT", "X"):  # fmt: skip
        start -= 1
    if start == index:
        return None
    title = phrase_after(context, start, passage[0 : index - passage.start])
    if title is None or title.end != index:
        return None
    return _position(context, title, passage[0 : index - passage.start], tokens)


def _chain_before(context: Context, comma: int, passage: TokenSpan) -> tuple[str, Mention | None] | None:
    """Read the phrase chain before a comma, from its head: "the UK Secretary of State for Health,"."""
    window = passage[0 : comma - passage.start]
    phrase = phrase_before(context, comma, window)
    for _ in range(4):
        if phrase is None or phrase.start <= passage.start or context.doc[phrase.start - 1].lower_ not in _AT:
            break
        if {token.lower_ for token in context.doc[phrase.start : phrase.end]} & POSITIONS:
            break
        outer = phrase_before(context, phrase.start - 1, window)
        if outer is None:
            break
        phrase = outer
    if phrase is not None and _is_wanted(context, phrase, passage):
        return None
    return _position(context, phrase, window, None) if phrase is not None else None


def _is_wanted(context: Context, phrase: Phrase, passage: TokenSpan) -> bool:
    """Whether nobody holds the office yet: "is looking for a chief executive, P said"."""
    doc = context.doc
    open_to_any = doc[phrase.start].lower_ in ("a", "an")
    return open_to_any and phrase.start > passage.start and doc[phrase.start - 1].lower_ in ("for", "of", "without")


def _position(
    context: Context, phrase: Phrase, passage: TokenSpan, before: TokenSpan | None
) -> tuple[str, Mention | None] | None:
    """Return the position a phrase names, and the body it is held in: behind "of" or "at", or a possessor before it."""
    own = [token for token in context.doc[phrase.start : phrase.end] if token.lower_ in POSITIONS]
    if not own or (phrase.mention is not None and phrase.mention.label is not Label.PERSON):
        return None
    last = own[-1].i
    while last + 1 < phrase.end and context.doc[last + 1].lower_ in ("general", "elect", "designate", "emeritus", "-"):
        last += 1
    if last + 1 < phrase.end and before is None and context.doc[last + 1].pos_ in ("NOUN", "PROPN"):
        return None  # "a director salary"
    start = phrase.start
    body: Mention | None = None
    for mention in phrase.inner:
        if mention.label in _BODIES and context.tokens(mention.start, mention.end).end <= own[0].i:
            body = mention
            start = context.tokens(mention.start, mention.end).end
    while start < last and context.doc[start].lower_ in ("'s", "’s", "'", "’"):
        start += 1
    end = last + 1
    if _matches_state(context, end):
        end = _past_state(context, end, passage)
        return _with_former(context, phrase.start, start, bare(context.doc[start:end].text)), body
    behind = complement(context, phrase, passage) if phrase.end == end else None
    if behind is not None:
        if body is None:
            body = next((m for m in (behind.mention, *behind.inner) if m is not None and m.label in _BODIES), None)
        if body is None or body.start < context.doc[end].idx:
            end = _title_end(context, end, passage)
    if body is None and before is None:
        end, body = _past_more(context, end, passage), _body_behind(context, end, passage)
    words = _with_former(context, phrase.start, start, bare(context.doc[start:end].text))
    return (words, body) if words else None


def _past_more(context: Context, end: int, passage: TokenSpan) -> int:
    """Return where a title of two ends: "president and chief executive officer of V"."""
    if end + 1 >= passage.end or context.doc[end].lower_ not in ("and", "&"):
        return end
    phrase = phrase_after(context, end + 1, passage)
    more = phrase is not None and any(token.lower_ in POSITIONS for token in context.doc[phrase.start : phrase.end])
    return phrase.end if phrase is not None and more and phrase.mention is None else end


def _body_behind(context: Context, end: int, passage: TokenSpan) -> Mention | None:
    """Return the body that a title goes on to: "of communications at V", "and founder of V", "Chief Executive, V,"."""
    doc = context.doc
    opened = False
    for index in range(end, min(passage.end, end + _LONGEST_TITLE)):
        token, mention = doc[index], context.mention_of(doc[index])
        if mention is not None and mention.label is not Label.PLACE:
            fits = opened and mention.label in _BODIES and mention.name_id is not None and mention.start == token.idx
            return mention if fits else None
        if token.text == "," and index + 1 < passage.end:
            return _apposed_body(context, index, passage)
        if (token.is_punct and token.text != "-") or token.tag_ in (
            "VBD",
            "VBZ",
            "VBP",
            "MD",
            "WDT",
            "WP",
            "VBN",
            "VBG",
        ):
            return None
        opened = opened or token.lower_ in _AT
    return None


def _apposed_body(context: Context, comma: int, passage: TokenSpan) -> Mention | None:
    """Return V of "Ann Frey, Chief Executive, V, said"; not of "Ann Frey, a director, V and others"."""
    body = apposed(context, comma, passage)
    fits = body is not None and body.label in _BODIES[:3] and body.name_id is not None
    return body if fits and body is not None and body.start == context.doc[comma + 1].idx else None


def _with_former(context: Context, first: int, start: int, words: str) -> str:
    """Keep the "former" of "the former UK Secretary of State", which stands before the body."""
    past = any(token.lower_ in ("former", "late", "then", "ex") for token in context.doc[first:start])
    return f"former {words}" if past and words else words


def _matches_state(context: Context, index: int) -> bool:
    """Whether "of State" follows: "Secretary of State for Health" is one title."""
    doc = context.doc
    return index + 1 < len(doc) and doc[index].lower_ == "of" and doc[index + 1].lower_ == "state"


def _past_state(context: Context, index: int, passage: TokenSpan) -> int:
    doc = context.doc
    end = index + 2
    if end + 1 < passage.end and doc[end].lower_ == "for":
        phrase = phrase_after(context, end + 1, passage)
        end = phrase.end if phrase is not None else end
    return end


def _title_end(context: Context, index: int, passage: TokenSpan) -> int:
    """Return where a title with "of" and "for" ends: "Secretary of State for Health"."""
    end = index
    while end + 1 < passage.end and context.doc[end].lower_ in ("of", "for"):
        phrase = phrase_after(context, end + 1, passage)
        if phrase is None or phrase.mention is not None:
            break
        end = phrase.end
    return end


def _by_verb(context: Context, passage: TokenSpan, told_roles: Iterable[Told]) -> Iterator[Fact]:
    """Yield roles told by a verb, or by what ties an office to a person: "P was appointed director of O"."""
    for person, phrase, words, told_body in told_roles:
        position, body = words, told_body
        if phrase is not None:
            inner = replace(phrase, mention=None, inner=(*phrase.inner, *_own_mention(phrase)))
            read = _position(context, inner, passage, None)
            if read is None:
                continue
            position, body = f"{words}{read[0]}", read[1] or told_body
        told = body is not None or phrase is not None
        fact = _fact(context, person, position, body, passage=passage) if told else None
        if fact is not None:
            yield fact


def _own_mention(phrase: Phrase) -> tuple[Mention, ...]:
    return (phrase.mention,) if phrase.mention is not None else ()
