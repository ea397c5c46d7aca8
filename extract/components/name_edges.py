"""Where names begin and end that a tagger cuts: at hyphens, at what a person is, at what a firm or a union is called.

"Nwosu-Blake" is one name, "Montreal-based" holds one, "Desmond Ashe QC" ends before the letters, "Shipbuilder Otrante"
and "NGO Water for Turkana" begin behind the word that describes them, "Antenova of Turin" is a firm and its town.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.components.name_words import is_capital
from extract.components.spans import Found, Tag
from extract.folding import listed
from extract.gazetteers.bodies import find_body, head_label, is_people
from extract.gazetteers.countries import find_by_adjective, find_country, is_city
from extract.gazetteers.descriptions import Manner, find_descriptors
from extract.gazetteers.legal_forms import has_legal_form

_SEATED = listed("based headquartered born registered domiciled")
_TIED = listed("listed led owned backed run made built controlled funded bound trained educated style")
_LETTERS = listed("QC KC SC MP MEP MSP MLA TD OBE MBE CBE DBE PhD MD Esq Esq. FRS RN BA MA LLB LLM CPA")
"""Letters behind a person's name: `Desmond Ashe QC`."""
_TIMES = listed("today yesterday tomorrow meanwhile ngo ngos startup ex former then rival photo caption correction")


def mended_edges(doc: Doc, found: Iterable[Found]) -> Iterator[Found]:
    """Yield names with their edges mended; one that proves to be two is yielded as two."""
    for one in found:
        if one.fixed:
            yield one
            continue
        for part in _parts(doc, one):
            yield _without_letters(doc, _hyphenated(doc, _without_lead(doc, part)))


def seats(doc: Doc) -> Iterator[Found]:
    """Yield the places of "Montreal-based", "Hong Kong-listed": of the latter only what is known to be one."""
    for token in doc[1:-1]:
        following = doc[token.i + 1].lower_
        if token.text != "-" or token.whitespace_ or following not in _SEATED | _TIED:
            continue
        start = token.i
        while start and token.i - start < 3 and is_capital(doc[start - 1]) and not doc[start - 1].is_space:
            start -= 1
        while start < token.i and following in _TIED and not _is_place(doc[start : token.i].text):
            start += 1
        if start < token.i and find_by_adjective(doc[start : token.i].text) is None:
            yield Found(start, token.i, Tag.PLACE)


def _is_place(text: str) -> bool:
    return find_country(text) is not None or is_city(text)


def _parts(doc: Doc, one: Found) -> Iterator[Found]:
    """Part "Antenova of Turin", "Sikh Federation and Muslims", and two firms of which the text names one alone."""
    name = doc[one.start : one.end].text
    if one.tag is Tag.ORG and not has_legal_form(name) and find_body(name) is None:
        for index in range(one.start + 1, one.end - 1):
            word, left, right = doc[index].lower_, doc[one.start : index], doc[index + 1 : one.end]
            if word == "of" and index - one.start == 1 and head_label(left.text) is None and _is_place(right.text):
                yield replace(one, end=index)
                yield Found(index + 1, one.end, Tag.PLACE)
                return
            if word == "and" and (is_people(right[0].text) or _is_alone(doc, left.text, right[0].text)):
                yield replace(one, end=index)
                if not is_people(right[0].text):
                    yield replace(one, start=index + 1)
                    return
                yield Found(index + 1, index + 2, Tag.GROUP)
                if one.end - index > 3 and doc[index + 2].lower_ in ("of", "in"):
                    yield Found(index + 3, one.end, Tag.PLACE)
                return
    yield one


def _is_alone(doc: Doc, left: str, right: str) -> bool:
    """Whether a text names the first of two by itself, with no "and" and the second behind it."""
    if " " in left and head_label(left.rsplit(maxsplit=1)[-1]) is not None:
        return False
    text = doc.text
    return text.count(f"{left} ") + text.count(f"{left}.") + text.count(f"{left},") > text.count(f"{left} and {right}")


def _without_lead(doc: Doc, one: Found) -> Found:
    """Cut a word that is written with a capital because it opens a sentence: "Shipbuilder Otrante Maritime"."""
    if one.end - one.start < 2 or one.tag in (Tag.GROUP, Tag.PLACE):
        return one
    return replace(one, start=after_lead(doc, one.start, one.end))


def after_lead(doc: Doc, start: int, end: int) -> int:
    """Return where a name begins behind a word that describes it and opens the sentence or the line."""
    word = doc[start]
    opens = start == 0 or word.is_sent_start or doc[start - 1].is_space or doc[start - 1].text in (":", "“", '"')
    lead = word.lower_ in _TIMES or (
        any(said.manner is Manner.KIND for said in find_descriptors(word.lower_)) and head_label(word.text) is None
    )
    if (
        end - start > 1
        and opens
        and lead
        and word.text[1:].islower() | (word.text == "NGO")
        and is_capital(doc[start + 1])
    ):
        return start + 1
    return start


def _hyphenated(doc: Doc, one: Found) -> Found:
    """Take in what a hyphen ties to a name without a blank: "Adaora Nwosu-Blake", "Kwok Chi-fai"."""
    start, end = one.start, one.end
    if doc[end - 1].text == "-":
        end -= 1
    while end + 1 < len(doc) and _is_tie(doc[end]) and not doc[end - 1].whitespace_ and _goes_on(doc, one, end):
        end += 2
    while start > 1 and _is_tie(doc[start - 1]) and not doc[start - 2].whitespace_ and is_capital(doc[start - 2]):
        if _stands_for_itself(doc[start - 2]) or _stands_for_itself(doc[start]):
            break
        start -= 2
    return replace(one, start=start, end=end)


def _is_tie(token: Token) -> bool:
    return token.text in ("-", "\u2011") and not token.whitespace_


def _goes_on(doc: Doc, one: Found, end: int) -> bool:
    following = doc[end + 1]
    if is_capital(following):
        return not (_stands_for_itself(doc[end - 1]) or _stands_for_itself(following))
    lower = following.is_lower and following.is_alpha and len(following) < 6
    return one.tag is Tag.PERSON and lower and following.lower_ not in _SEATED | _TIED


def _stands_for_itself(token: Token) -> bool:
    """Whether a word between hyphens is a land or a people, as in "US-China talks"."""
    return find_country(token.text) is not None or find_by_adjective(token.text) is not None


def _without_letters(doc: Doc, one: Found) -> Found:
    end = one.end
    while one.tag is Tag.PERSON and end - one.start > 2 and doc[end - 1].text in _LETTERS:
        end -= 1
    while one.tag is Tag.PERSON and end - one.start > 2 and doc[end - 1].text == ",":
        end -= 1
    return replace(one, end=end)
