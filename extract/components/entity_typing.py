"""What a name is, by its form and by its use: company, government, organisation, place, person or group.

An ORG is told by its legal form, the lists, its head word, the words around it; then the strongest reason found
anywhere in the document holds for every mention of the same name. A place that acts is a government where it acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from extract.components import act_words
from extract.components.body_names import LEADING_HEADS, by_name
from extract.components.described_later import described_later
from extract.components.document_votes import PEOPLE_ENDING, agree, is_known_place
from extract.components.spans import Found, Tag
from extract.components.typed import CERTAIN, CONTEXT, DEFAULT, HEAD, Typed
from extract.components.use_of_names import used_as_firms
from extract.folding import listed
from extract.gazetteers.bodies import find_body, head_label, is_people
from extract.gazetteers.countries import find_by_adjective, find_by_seat, find_country, is_city, is_state
from extract.gazetteers.legal_forms import has_legal_form
from extract.gazetteers.places import find_places
from extract.names import is_acronym, is_generic
from extract.records import Label

_PLAIN = {Tag.PERSON: Label.PERSON, Tag.PLACE: Label.PLACE, Tag.GROUP: Label.GROUP}
_REACH = 14  # words on either side in which an apposition is looked for


def type_all(doc: Doc, found: Sequence[Found], phrases: Iterable[Typed]) -> list[Typed]:
    """Return every name with its label, in order; `phrases` are governments already found, which win their tokens."""
    taken = {index for phrase in phrases for index in range(phrase.start, phrase.end)}
    free = (one for one in found if taken.isdisjoint(range(one.start, one.end)))
    typed = [_type(doc, one) for one in free if not (_is_bare_word(doc, one) or _is_nobody(doc, one))]
    typed = agree(doc, described_later(doc, used_as_firms(doc, typed)))
    return sorted((*typed, *phrases), key=lambda one: one.start)


_SHOUTED_SURNAME = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})? [A-Z]{4,}")
"""`Ivan PETROV`, as notices write persons."""


def _type(doc: Doc, found: Found) -> Typed:
    text = doc[found.start : found.end].text
    if is_people(text):
        return Typed(found.start, found.end, Label.GROUP, "a people or faith", CERTAIN)
    if _is_adjective(doc, found, text):
        return Typed(found.start, found.end, Label.GROUP, "an adjective of a people", CONTEXT)
    if found.tag is not Tag.PERSON and _SHOUTED_SURNAME.fullmatch(text) and not by_name(text.title()):
        return Typed(found.start, found.end, Label.PERSON, "a surname in capitals", CONTEXT)
    if found.tag is not Tag.ORG:
        return _mistagged(doc, found, text) or Typed(found.start, found.end, _PLAIN[found.tag], "tagged")
    label, reason, strength = by_name(text) or _by_context(doc, found) or (_unknown(text), "tagged", DEFAULT)
    return Typed(found.start, found.end, label, reason, strength)


_BARE_BODIES = listed(
    "congress parliament senate treasury duma bundestag knesset pentagon customs cabinet politburo army navy police"
    " interpol judiciary legislature majlis"
)


_UNDERTAKINGS = listed("programme program scheme initiative tower festival trophy vaccine")
"""After a name of nobody: "the Safe Valleys programme"."""
_NOBODY = re.compile(
    r"(?:COVID|SARS|MERS|HIV)\b.*|Ebola|Zika|(?:Typhoon|Hurricane|Cyclone|Tropical Storm|Operation) [A-Z]\w+"
    r"(?: [A-Z]\w+)?|.+ (?:Act|Bill|Amendment|Treaty|Accords?|Virus|Disease|Championships?)"
)
"""What has a name and does nothing."""


def _is_bare_word(doc: Doc, found: Found) -> bool:
    """Whether what the tagger calls a body is one general word (`Council`, `World`) or the name of an undertaking."""
    text = doc[found.start : found.end].text
    if found.end < len(doc) and doc[found.end].text in _UNDERTAKINGS:
        return not found.fixed and by_name(text) is None
    if found.tag is not Tag.ORG or found.end - found.start > 1:
        return False
    word = doc[found.start].text
    if act_words.TITLED.search(doc[max(0, found.start - 3) : found.start].text_with_ws):
        return False
    if word.isupper() and _is_shouted(doc, found):
        return True
    if find_body(word) or find_country(word) or find_by_seat(word) or is_city(word) or is_state(word):
        return False
    shouted = is_acronym(word) and head_label(word) is None
    return is_generic(word) and not shouted and word.lower() not in _BARE_BODIES


def _is_nobody(doc: Doc, found: Found) -> bool:
    """Whether what the tagger calls a body is a disease, a storm, a law, a campaign or a contest."""
    text = doc[found.start : found.end].text
    return found.tag is Tag.ORG and not found.fixed and bool(_NOBODY.fullmatch(text)) and find_body(text) is None


def _is_shouted(doc: Doc, found: Found) -> bool:
    """Whether a word is in capitals only because those around it are, and nowhere written as a name."""
    word = doc[found.start].text
    beside = doc[max(0, found.start - 1) : found.end + 1]
    if len(beside) < 3 or not all(token.is_upper and len(token) > 2 for token in beside):
        return False
    return not (find_body(word) or find_country(word) or any(token.text == word.title() for token in doc))


def _mistagged(doc: Doc, found: Found, text: str) -> Typed | None:
    """Overrule a tagger that calls a firm a person or a place: a legal form, a list, the words around it are surer."""
    if has_legal_form(text) and found.tag is not Tag.GROUP and len(text.split()) > 1 and found.fixed:
        return Typed(found.start, found.end, Label.COMPANY, "legal form", CERTAIN)
    if found.tag is Tag.PERSON and _is_seat(doc, found, text):
        return Typed(found.start, found.end, Label.PLACE, "a capital or a country", CONTEXT)
    body = find_body(text)
    if body is not None and not (find_country(text) or find_by_adjective(text)):
        return Typed(found.start, found.end, body.label, "well known", CERTAIN)
    if found.tag is Tag.GROUP and find_country(text) and not find_by_adjective(text):
        return Typed(found.start, found.end, Label.PLACE, "a country", CERTAIN)
    if found.tag is not Tag.GROUP and not is_known_place(text):
        said = _by_context(doc, found)
        if said is None or said[0] is Label.PERSON or said[2] < HEAD:
            said = _by_sure_head(text.split()) or _by_trade(doc, found)
        return Typed(found.start, found.end, *said) if said else None
    return None


_ALSO_PERSONS = listed(
    "Jordan Chad Georgia Paris Victoria Kingston Lima Sofia Israel Valentina Santiago Male London Ireland"
)


def _is_seat(doc: Doc, found: Found, text: str) -> bool:
    """Whether one word that the tagger calls a person is a country or a capital, and no surname of the text."""
    if found.end - found.start > 1 or text in _ALSO_PERSONS or not (find_country(text) or find_by_seat(text)):
        return False
    return not any(ent.end - ent.start > 1 and ent[-1].text == text and ent.label_ == "PERSON" for ent in doc.ents)


def _by_sure_head(words: Sequence[str]) -> tuple[Label, str, int] | None:
    """Return what a head word says that no surname and no place is made of."""
    if len(words) < 2:
        return None
    if words[0].lower() in LEADING_HEADS:
        return Label.COMPANY, f"head word {words[0]}", HEAD
    label = head_label(words[-1]) if words[-1] in _SURE_HEADS else None
    return (label, f"head word {words[-1]}", CONTEXT) if label else None


_PLACING = re.compile(r"\b(?:in|of|near|at|to|from|around|outside|across|through|between|and|with|for|by) (?:the )?$")


def _by_trade(doc: Doc, found: Found) -> tuple[Label, str, int] | None:
    """Return that a word nobody knows is a company, because it makes, sells or is sold: "Zorvik scanners"."""
    if found.end - found.start > 1 and found.tag is not Tag.PLACE:
        return None
    before = doc[max(0, found.start - _REACH) : found.start].text_with_ws.rpartition("\n")[2]
    after = doc[found.end - 1].whitespace_ + doc[found.end : found.end + _REACH].text
    if found.tag is Tag.PLACE and (_PLACING.search(before) or find_places(doc[found.start : found.end].text)):
        return None  # "in the north of England own cameras", "in Calderwick belongs to"
    sure = act_words.TRADE_AFTER.match(after) or act_words.TRADE_BEFORE.search(before)
    return (Label.COMPANY, "makes, sells or is sold", CONTEXT) if sure else None


def _is_adjective(doc: Doc, found: Found, text: str) -> bool:
    """Whether one word stands like `Kestrian` in "Kestrian firms": its ending and the noun after it say so."""
    if found.end - found.start > 1 or not PEOPLE_ENDING.search(text) or found.end >= len(doc):
        return False
    following = doc[found.end]
    if text.endswith(("ians", "eans")):
        return True
    return find_by_adjective(text) is not None or (
        following.is_alpha and following.is_lower and following.pos_ != "VERB"
    )


_SURE_HEADS = listed(
    "Brothers Group Holdings Holding Systems Technologies Industries Ministry Council University Institute Foundation"
    " Association Federation Alliance Movement Solutions Enterprises Laboratories Airlines Logistics Engineering"
    " Networks Commission Committee Agency Authority Union Society Associates Partners Electronics Pharmaceuticals"
    " Hospital Observatory Gazette Herald Ledger Tribune Chronicle Courier Dispatch Bulletin Examiner Inquirer"
    " Sentinel Trust Fund Bureau Department Court Tribunal Police Party Church College School Coalition Initiative"
    " Monitor Ltd"
)
"""Head words that are no surnames and no places: whatever the tagger says, their name is that of a body."""


def _by_context(doc: Doc, found: Found) -> tuple[Label, str, int] | None:
    before = doc[max(0, found.start - _REACH) : found.start].text_with_ws.rpartition("\n")[2]
    after = doc[found.end - 1].whitespace_ + doc[found.end : found.end + _REACH].text
    unnamed = by_name(doc[found.start : found.end].text) is None
    if unnamed and act_words.PERSON_AFTER.match(after):
        return Label.PERSON, "of an age or an office", CONTEXT
    if unnamed and found.end - found.start > 1 and act_words.PERSON_BEFORE.search(before):
        return Label.PERSON, "after an office", CONTEXT
    for label, pattern in act_words.BEFORE:
        if match := pattern.search(before):
            return Label(label), f"called {match.group().strip()}", HEAD
    for label, pattern in act_words.AFTER:
        if match := pattern.match(after):
            return Label(label), f"said to be {match.group().split()[-1]}", HEAD
    return next(
        (said for pattern, on_the_left, said in _TELLING if pattern.search(before if on_the_left else after)), None
    )


_TELLING = (
    (act_words.COMPANY_PART, False, (Label.COMPANY, "a part of another", HEAD)),
    (act_words.COMPANY_BEFORE, True, (Label.COMPANY, "trades", CONTEXT)),
    (act_words.COMPANY_ACTS, False, (Label.COMPANY, "trades", CONTEXT)),
    (act_words.COMPANY_AFTER, False, (Label.COMPANY, "has products", CONTEXT)),
    (act_words.PRESS_BEFORE, True, (Label.ORGANISATION, "writes or campaigns", CONTEXT)),
    (act_words.PRESS_AFTER, False, (Label.ORGANISATION, "writes or campaigns", CONTEXT)),
    (act_words.TITLED, True, (Label.ORGANISATION, "a title with its article", CONTEXT)),
)
"""Words beside a name, whether they stand on its left, and what they say of it."""


_LONGEST_CODE = 4
"""Letters of a body's acronym that may as well be a place in capitals: `LIMA`, but not `URUMQI`."""
_LITTLE = re.compile(r"\b(?:of|for|without|the|and|on|against|to|in)\b")


def _unknown(text: str) -> Label:
    """Label a body nothing is known of: an acronym, or a name with little words in it, is oftener an organisation."""
    if is_known_place(text) and (not is_acronym(text) or len(text) > _LONGEST_CODE):
        return Label.PLACE
    if text.lower() in _BARE_BODIES:
        return Label.GOVERNMENT
    return Label.ORGANISATION if is_acronym(text) or _LITTLE.search(text) else Label.COMPANY
