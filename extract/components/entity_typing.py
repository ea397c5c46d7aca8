"""What a name is, by its form and by its use: company, government, organisation, place, person or group.

An ORG is told by its legal form, the lists, its head word, the words around it; then the strongest reason found
anywhere in the document holds for every mention of the same name. A place that acts is a government where it acts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extract.components import act_words
from extract.components.spans import Found, Tag
from extract.components.typed import CERTAIN, CONTEXT, DEFAULT, HEAD, Typed
from extract.folding import listed
from extract.gazetteers.bodies import find_body, head_label, is_people
from extract.gazetteers.countries import find_by_adjective, find_by_seat, find_country, is_city, is_state
from extract.gazetteers.legal_forms import has_legal_form
from extract.longer_names import LongerNames
from extract.names import base, is_acronym, is_generic
from extract.records import Form, Label

_PLAIN = {Tag.PERSON: Label.PERSON, Tag.PLACE: Label.PLACE, Tag.GROUP: Label.GROUP}
_REACH = 14  # words on either side in which an apposition is looked for
_OFFICES = frozenset(("office", "service", "services", "force", "forces", "chamber", "house", "committee"))


def type_all(doc: Doc, found: Sequence[Found], phrases: Iterable[Typed]) -> list[Typed]:
    """Return every name with its label, in order; `phrases` are governments already found, which win their tokens."""
    taken = {index for phrase in phrases for index in range(phrase.start, phrase.end)}
    free = (one for one in found if taken.isdisjoint(range(one.start, one.end)))
    typed = [_type(doc, one) for one in free if not _is_bare_word(doc, one)]
    typed = _coordinated(doc, _agreed(doc, _voted(doc, _homelands(doc, typed))))
    return sorted((*typed, *phrases), key=lambda one: one.start)


def _type(doc: Doc, found: Found) -> Typed:
    text = doc[found.start : found.end].text
    if is_people(text):
        return Typed(found.start, found.end, Label.GROUP, "a people or faith", CERTAIN)
    if _is_adjective(doc, found, text):
        return Typed(found.start, found.end, Label.GROUP, "an adjective of a people", CONTEXT)
    if found.tag is not Tag.ORG:
        return _mistagged(doc, found, text) or Typed(found.start, found.end, _PLAIN[found.tag], "tagged")
    label, reason, strength = by_name(text) or _by_context(doc, found) or (_unknown(text), "tagged", DEFAULT)
    return Typed(found.start, found.end, label, reason, strength)


_BARE_BODIES = listed(
    "congress parliament senate treasury duma bundestag knesset pentagon customs cabinet politburo army navy police"
    " interpol judiciary legislature majlis"
)


def _is_bare_word(doc: Doc, found: Found) -> bool:
    """Whether what the tagger calls a body is one general word: `Council`, `World`."""
    if found.tag is not Tag.ORG or found.end - found.start > 1:
        return False
    word = doc[found.start].text
    if find_body(word) or find_country(word) or find_by_seat(word) or is_city(word) or is_state(word):
        return False
    return is_generic(word) and not is_acronym(word) and word.lower() not in _BARE_BODIES


def _mistagged(doc: Doc, found: Found, text: str) -> Typed | None:
    """Overrule a tagger that calls a firm a person or a place: a legal form, a list, the words around it are surer."""
    if has_legal_form(text) and found.tag is not Tag.GROUP and len(text.split()) > 1 and found.fixed:
        return Typed(found.start, found.end, Label.COMPANY, "legal form", CERTAIN)
    body = find_body(text)
    if body is not None and not (find_country(text) or find_by_adjective(text)):
        return Typed(found.start, found.end, body.label, "well known", CERTAIN)
    if found.tag is Tag.GROUP and find_country(text) and not find_by_adjective(text):
        return Typed(found.start, found.end, Label.PLACE, "a country", CERTAIN)
    if found.tag is not Tag.GROUP and not _is_known_place(text):
        said = _by_context(doc, found)
        if said is not None and said[0] is Label.COMPANY and said[2] >= HEAD:
            return Typed(found.start, found.end, *said)
    return None


def _is_adjective(doc: Doc, found: Found, text: str) -> bool:
    """Whether one word stands like `Kestrian` in "Kestrian firms": its ending and the noun after it say so."""
    if found.end - found.start > 1 or not _PEOPLE_ENDING.search(text) or found.end >= len(doc):
        return False
    following = doc[found.end]
    if text.endswith(("ians", "eans")):
        return True
    return find_by_adjective(text) is not None or (
        following.is_alpha and following.is_lower and following.pos_ != "VERB"
    )


_PEOPLE_ENDING = re.compile(r"[a-z]{2}(?:ian|ean|ese|ish|ians|eans)$")


def _is_known_place(text: str) -> bool:
    return bool(find_country(text) or find_by_seat(text)) or is_state(text) or is_city(text)


def by_name(name: str) -> tuple[Label, str, int] | None:
    """Return what a body's name alone says it is, with the reason and its strength; None if it says nothing."""
    body = find_body(name)
    if body is not None:
        return body.label, "well known", CERTAIN
    if has_legal_form(name) and not name.isupper():
        return Label.COMPANY, "legal form", CERTAIN
    if find_country(name) is not None:
        return Label.PLACE, "a country", CERTAIN
    words = [word.strip(",.") for word in name.replace("’s", "").replace("'s", "").split()]
    if has_legal_form(name):
        return Label.COMPANY, "legal form", CERTAIN
    return _by_head(words) if len(words) > 1 else None


def _by_head(words: Sequence[str]) -> tuple[Label, str, int] | None:
    """Read the head of a name: the last word before "of" or "for", otherwise the last that says anything."""
    lower = [word.lower() for word in words]
    links = [index for index, word in enumerate(lower) if word in ("of", "for", "on", "against", "de")]
    stem = words[: links[0]] if links and links[0] else words
    head = stem[-1] if stem else words[-1]
    if head.lower() in _OFFICES:
        return (Label.GOVERNMENT, f"head word {head}", HEAD) if links else _second_head(stem)
    label = head_label(head)
    if head.lower() == "agency" and len(stem) > 1 and stem[-2].lower() in ("news", "press"):
        label = Label.ORGANISATION
    if label is not None:
        return label, f"head word {head}", HEAD
    first = head_label(words[0])
    if first is Label.GOVERNMENT:
        return first, f"head word {words[0]}", HEAD
    return None


def _second_head(stem: Sequence[str]) -> tuple[Label, str, int] | None:
    """A Service or a Force is public where a public word comes before it: `Border Force`, `Fire Service`."""
    public = {"police", "border", "fire", "health", "prison", "secret", "customs", "intelligence", "home", "foreign",
              "air", "armed", "defence", "defense", "security", "rescue", "ambulance", "cabinet", "meteorological",
              "statistics", "press", "select", "joint"}  # fmt: skip
    if any(word.lower() in public for word in stem[:-1]):
        return Label.GOVERNMENT, f"head word {stem[-1]}", HEAD
    label = head_label(stem[-1])
    return (label, f"head word {stem[-1]}", CONTEXT) if label else None


def _by_context(doc: Doc, found: Found) -> tuple[Label, str, int] | None:
    before = doc[max(0, found.start - _REACH) : found.start].text_with_ws
    after = doc[found.end - 1].whitespace_ + doc[found.end : found.end + _REACH].text
    for label, pattern in act_words.BEFORE:
        if match := pattern.search(before):
            return Label(label), f"called {match.group().strip()}", HEAD
    for label, pattern in act_words.AFTER:
        if match := pattern.match(after):
            return Label(label), f"said to be {match.group().split()[-1]}", HEAD
    if act_words.COMPANY_BEFORE.search(before) or act_words.COMPANY_ACTS.match(after):
        return Label.COMPANY, "trades", CONTEXT
    if act_words.COMPANY_AFTER.match(after):
        return Label.COMPANY, "has products", CONTEXT
    return None


def _unknown(text: str) -> Label:
    """Label a body nothing is known of: an acronym is oftener an organisation, a single coined word a company."""
    if _is_known_place(text) and not is_acronym(text):
        return Label.PLACE
    if text.lower() in _BARE_BODIES:
        return Label.GOVERNMENT
    return Label.ORGANISATION if is_acronym(text) or len(text.split()) > 1 else Label.COMPANY


def _homelands(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Where the text has a word `Kestrian`, let `Kestria` be a place unless something says otherwise."""
    adjectives = {token.text.removesuffix("s") for token in doc if token.is_title and _PEOPLE_ENDING.search(token.text)}
    return [
        replace(one, label=Label.PLACE, reason="the land of a people named beside it", strength=CONTEXT)
        if one.strength == DEFAULT and doc[one.start : one.end].text + "n" in adjectives
        else one
        for one in typed
    ]


def _voted(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Let a name that the tagger calls a person here and a body there be what it mostly, and most surely, is."""
    votes: dict[str, Counter[Label]] = {}
    for one in typed:
        weight = (1, 2, 4, 8)[one.strength]
        votes.setdefault(base(doc[one.start : one.end].text), Counter())[one.label] += weight
    voted = []
    for one in typed:
        label, weight = votes[base(doc[one.start : one.end].text)].most_common(1)[0]
        if one.strength == DEFAULT and label is not one.label and weight > 1:
            one = replace(one, label=label, reason="as elsewhere in the document", strength=CONTEXT)  # noqa: PLW2901
        voted.append(one)
    return voted


_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)


def _agreed(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Give a body's short forms and its weakly typed mentions the label that the strongest reason gives it."""
    texts = [doc[one.start : one.end].text for one in typed]
    surnames = {text.split()[-1] for one, text in zip(typed, texts, strict=True) if " " in text and _is_person(one)}
    names = {
        index: text
        for index, (one, text) in enumerate(zip(typed, texts, strict=True))
        if one.label in _BODIES or _may_be_body(one, text, surnames)
    }
    best: dict[str, Typed] = {}
    for index, name in names.items():
        if typed[index].label not in _BODIES:
            continue
        if base(name) not in best or best[base(name)].strength < typed[index].strength:
            best[base(name)] = typed[index]
    agreed = list(typed)
    longer = LongerNames((name for name in names.values() if " " in name and base(name) in best), Label.COMPANY)
    for index, name in names.items():
        strongest = best.get(base(name), typed[index])
        if strongest.strength < CERTAIN:
            others = (best[base(long)] for long in longer.longer_than(name))
            fitting = [other for other in others if _may_lend(other, name, typed[index])]
            strongest = max([*fitting, strongest], key=lambda one: one.strength)
        if strongest.strength > typed[index].strength:
            reason = "as elsewhere in the document"
            agreed[index] = replace(typed[index], label=strongest.label, reason=reason, strength=strongest.strength)
    return agreed


def _may_lend(longer: Typed, short: str, one: Typed) -> bool:
    """Whether a longer name lends its label to a shorter one, which the tagger may have called a person or a place."""
    if one.label not in _BODIES:
        sure = HEAD if one.label is Label.PERSON else CERTAIN
        return longer.strength >= sure and longer.label is not Label.GOVERNMENT
    return longer.label is not Label.GOVERNMENT or is_acronym(short) or " " in short


def _may_be_body(one: Typed, text: str, surnames: set[str]) -> bool:
    """Whether what the tagger calls a person or a place may be a firm named in full elsewhere."""
    if one.strength > DEFAULT:
        return False
    if one.label is Label.PLACE:
        return " " in text and not _is_known_place(text)
    return one.label is Label.PERSON and text not in surnames


def _is_person(one: Typed) -> bool:
    return one.label is Label.PERSON


def _coordinated(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """A name nothing is known of takes the label of its neighbour in a list: "Hikvision, Dahua and Veshtar"."""
    result = list(typed)
    for order in (range(1, len(typed)), range(len(typed) - 2, -1, -1)):
        for index in order:
            other = index - 1 if order.step == 1 else index + 1
            one, neighbour = result[index], result[other]
            first, second = sorted((one, neighbour), key=lambda item: item.start)
            link = doc[first.end : second.start].text.strip().lower()
            if (
                one.strength == DEFAULT
                and one.label in _BODIES
                and neighbour.label in _BODIES
                and neighbour.strength > DEFAULT
                and link in (",", "and", "or", ", and", "&")
                and one.form is Form.NAME
            ):
                result[index] = replace(one, label=neighbour.label, reason="listed beside one", strength=CONTEXT)
    return result
