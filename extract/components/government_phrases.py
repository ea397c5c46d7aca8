"""Governments that are described rather than named: "the UK government", "British councils", "authorities in Xinjiang".

"The U.S. government" and "the government of Kestria" are names of a state acting, and "Austria's interior ministry",
"the Dutch security service" of the one body that a state has of the kind; authorities, officials, councils of a place
are descriptions: they get a name that says which they are, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from extract.components.spans import Found, Tag
from extract.components.typed import CERTAIN, HEAD, Typed
from extract.folding import listed
from extract.gazetteers.bodies import DESCRIBED_BODIES
from extract.gazetteers.countries import find_by_adjective, find_country
from extract.records import Form, Label

_NAMING = frozenset(("government", "parliament", "army", "military", "navy"))
_ONE_OF_A_KIND = listed("ministry embassy watchdog regulator treasury ombudsman consulate")
"""Of these a state has one, once it is said whose they are; the following need their trade as well."""
_ONE_OF_A_TRADE = listed("service office agency court authority commission bank police inspectorate committee")
_TRADES = listed(
    "interior finance economy justice labour labor energy agriculture data telecoms competition financial drug drugs"
    " medicines food transport environment environmental nuclear privacy media election electoral antitrust spy secret"
    " intelligence supreme constitutional statistics immigration migration procurement consumer telecommunications"
    " aviation maritime home space education industry commerce central security border customs tax trade foreign"
    " health defence defense prison audit civil engineering planning roads highways rail railway railways water"
    " forestry fisheries mining land property pensions insurance markets securities banking gambling charity"
    " protection child social welfare housing culture sports religious religion information digital cyber"
    " cybersecurity meteorological postal port ports harbour harbor airport nature food-safety anti-corruption"
    " anticorruption corruption crime fraud prosecution asylum youth women family veterans science technology research"
    " works public emergency rescue fire licensing tourism commercial"
)
_TOWN_WORDS = listed("city town county district parish borough regional municipal provincial village metropolitan")
_TOWN_BODIES = listed("council assembly administration hall authority police")
"""Of these a town or a region has one: "Gothenburg city council"."""
_BETWEEN = (
    listed(
        "federal central local regional provincial state national municipal military interim transitional city"
        " communist district government public"
    )
    | _TRADES
)
_AREAS = listed("region province city county prefecture district state territory area republic canton department")
_POSSESSIVES = frozenset(("'s", "’s", "’", "'"))


def government_phrases(doc: Doc, found: Sequence[Found]) -> Iterator[Typed]:
    """Yield the governments that a lower-case noun and a place or nationality describe, in order."""
    ending = {one.end: one for one in found if one.tag in (Tag.PLACE, Tag.GROUP)}
    owners = {one.end: one for one in found if one.end - one.start == 1 and not one.fixed}
    starting = {one.start: one for one in found if one.tag is Tag.PLACE}
    covering = {index: one for one in found if one.tag is Tag.ORG for index in range(one.start, one.end)}
    for token in doc:
        noun = token.lower_
        naming = noun in _NAMING or _is_only_one(doc, token)
        if (not naming and noun not in DESCRIBED_BODIES) or _is_in_name(doc, token, covering):
            continue
        owned = noun in _OF_STATES and token.text.islower() and _town_word(doc, token) is None
        start = _owner_start(doc, token.i, owners if owned else ending)
        if start is not None:
            yield _phrase(doc, start, token.i + 1, naming=naming)
        elif (noun in _NAMING or noun in DESCRIBED_BODIES) and (
            typed := _of_place(doc, token, starting, naming=noun in _NAMING)
        ) is not None:
            yield typed


_OF_STATES = listed("ministry embassy parliament army consulate")
"""Whoever has one of these is a state, whatever a tagger takes the name for."""


def _town_word(doc: Doc, token: Token) -> str | None:
    before = doc[token.i - 1].text if token.i else ""
    return before if before in _TOWN_WORDS else None


def _is_only_one(doc: Doc, token: Token) -> bool:
    """Whether a state or a town has one body that is called so: a ministry, a city council, a service of a trade."""
    before = doc[token.i - 1].text if token.i else ""
    if token.text in _TOWN_BODIES and before in _TOWN_WORDS:
        return True
    if token.text not in _ONE_OF_A_KIND and token.text not in _ONE_OF_A_TRADE:
        return False
    return before in _TRADES or (token.text in _ONE_OF_A_KIND and before not in _BETWEEN)


def _is_in_name(doc: Doc, token: Token, covering: dict[int, Found]) -> bool:
    """Whether a noun with a capital is a word of a name, as in "Calderwick Borough Council of the Town Hall"."""
    if token.text.islower():
        return False
    if token.i in covering:
        one = covering[token.i]
        return one.fixed or (one.start < token.i and doc[one.start].text != token.text)
    before = doc[token.i - 1] if token.i else None
    return token.lower_ in DESCRIBED_BODIES and before is not None and before.is_alpha and before.text[0].isupper()


def _phrase(doc: Doc, start: int, end: int, *, naming: bool) -> Typed:
    form = Form.NAME if naming else Form.DESCRIPTION
    return Typed(start, end, Label.GOVERNMENT, f"called {doc[end - 1].text}", CERTAIN, form)


def _owner_start(doc: Doc, index: int, ending: dict[int, Found]) -> int | None:
    """Return where the place or nationality before a noun begins: `Tavrin regional government`, `China's army`."""
    start = index
    while start and index - start < 3 and doc[start - 1].lower_ in _BETWEEN and doc[start - 1].text.islower():
        start -= 1
    if start and doc[start - 1].text in _POSSESSIVES:
        start -= 1
    if start in ending:
        return ending[start].start
    for length in (3, 2, 1):
        words = doc[max(0, start - length) : start].text
        if words[:1].isupper() and (find_by_adjective(words) or find_country(words) or _is_adjective(words)):
            return start - length
    return None


def _is_adjective(words: str) -> bool:
    """Whether one word looks like `Andalusian`, and is no name of the text."""
    return " " not in words and len(words) > 5 and words.endswith(("ian", "ean", "ese", "ish"))


def _of_place(doc: Doc, token: Token, starting: dict[int, Found], *, naming: bool) -> Typed | None:
    """Read "government of Kestria" (a name) and "authorities in China's Xinjiang region" (a description)."""
    index = token.i + 1
    if index + 1 >= len(doc) or doc[index].lower_ not in ("of", "in"):
        return None
    first = index + 1
    while first < len(doc) and (
        doc[first].lower_ in ("the", "parts", "state", "republic", "commonwealth", "kingdom", "of")
    ):
        first += 1
    place = starting.get(first) or starting.get(index + 1) or starting.get(index + 2)
    if place is None:
        return None
    if doc[index].lower_ == "of":
        start = token.i - 1 if token.i and doc[token.i - 1].lower_ in _BETWEEN else token.i
        return _phrase(doc, start, place.end, naming=naming)
    end = _place_end(doc, place, starting)
    return Typed(
        token.i, token.i + 1, Label.GOVERNMENT, f"{token.lower_} of a place", HEAD, Form.DESCRIPTION,
        called=doc[token.i : end].text,
    )  # fmt: skip


def _place_end(doc: Doc, place: Found, starting: dict[int, Found]) -> int:
    """Follow "China's Xinjiang region" to its end."""
    end = place.end
    while end < len(doc) - 1 and doc[end].text in _POSSESSIVES and end + 1 in starting:
        end = starting[end + 1].end
    return end + 1 if end < len(doc) and doc[end].lower_ in _AREAS else end
