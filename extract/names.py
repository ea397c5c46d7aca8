"""Names: the key under which equal names meet, and what kind of word a name is made of.

Guarantees: a key is stable under case, accents, punctuation, possessives, a leading article and spellings of the legal
form; a country has one key however it is called. Different legal forms are different keys: `Ltd` is not `GmbH`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.folding import fold, listed, without_possessive, words
from extract.gazetteers.bodies import head_label
from extract.gazetteers.countries import Country, find_by_adjective, find_by_seat, find_country, is_city, is_state
from extract.gazetteers.legal_forms import split_legal_form
from extract.gazetteers.titles import is_title
from extract.records import Label

_PARTICLES = listed("of and for the in on at de la le du des der den van von el al y e und et da do dos di")
_STATE = re.compile(r"^(?:the )?(?:(?P<before>.+?) (?:federal |central |national )?(?:government|state)"
                    r"|(?:federal |central )?government of (?P<after>.+))$")  # fmt: skip
_COMMON = listed(
    "international national global general world united american european first new central public royal people state"
    " federal digital technology technologies systems services group company limited bank security data media city"
    " north south east west northern southern eastern western great"
)


@lru_cache(maxsize=65536)
def key(name: str, label: Label) -> str:
    """Return the normalised name: equal keys are one name. Empty for a name without letters or digits.

    A country is `country xx` as a place and `state xx` as a government; `xx` is its ISO 3166-1 code in lower case.
    """
    if label is Label.GOVERNMENT and (state := find_state(name)):
        return f"state {state.code.lower()}"
    if label is Label.PLACE and (country := find_country(name)):
        return f"country {country.code.lower()}"
    folded = _bare(name)
    if label is Label.GROUP:
        return _singular(folded)
    if label is Label.PERSON:
        return _untitled(folded)
    base, form = split_legal_form(without_possessive(name))
    base = base.removeprefix("the ")
    return f"{base} {form}" if form and label is Label.COMPANY else folded


def _untitled(folded: str) -> str:
    """Return a person's name without the titles it begins with: "Dr Ann King" is "ann king"."""
    parts = folded.split()
    first = next((index for index, word in enumerate(parts) if not is_title(word)), len(parts) - 1)
    return " ".join(parts[first:])


@lru_cache(maxsize=65536)
def base(name: str) -> str:
    """Return the folded name without article, possessive and legal form."""
    return split_legal_form(without_possessive(name))[0].removeprefix("the ")


def name_key(name: str) -> str:
    """Return what a name is looked up by: the same for any case, accents, article, possessive and legal form."""
    return base(name)


def find_state(name: str) -> Country | None:
    """Return the country that a government's name means: "U.S. government", "China", "Beijing", "Whitehall"."""
    folded = _bare(name)
    match = _STATE.match(folded)
    if match:
        inner = match["before"] or match["after"]
        return find_country(inner) or find_by_adjective(inner)
    return find_country(folded) or find_by_seat(folded)


def _singular(folded: str) -> str:
    """Return a people's name without its plural: `Uyghurs` are the `Uyghur`."""
    return (
        folded[:-1] if len(folded) > 4 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")) else folded
    )


def _bare(name: str) -> str:
    folded = fold(without_possessive(name.strip()))
    return folded.removeprefix("the ") if len(folded) > 4 else folded


def initials(name: str) -> tuple[str, ...]:
    """Return the acronyms a name may have: with and without its small words, its legal form left out."""
    parts = base(name).split()
    large = [part for part in parts if part not in _PARTICLES]
    found = ("".join(part[0] for part in chosen) for chosen in (large, parts))
    return tuple(dict.fromkeys(letters for letters in found if len(letters) > 1))


def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym: two to eight capitals, dots and ampersands aside."""
    letters = re.sub(r"[.&\s]", "", name)
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def is_generic(name: str) -> bool:
    """Whether a name is too common to stand for a longer one: a country, a state, a head word, "International"."""
    parts = base(name).split()
    if len(parts) > 1:
        return all(part in _COMMON or part in _PARTICLES or head_label(part) for part in parts)
    word = parts[0] if parts else ""
    return (
        len(word) < 3
        or word in _COMMON
        or word in _PARTICLES
        or head_label(word) is not None
        or find_country(word) is not None
        or find_by_adjective(word) is not None
        or is_state(word)
        or is_city(word)
    )


def is_short_form(short: str, long: str, label: Label) -> bool:
    """Whether `short` can stand for `long`: a run of its words that is not generic; of a person, the surname."""
    if label is Label.PERSON:
        return _is_surname(key(short, label).split(), key(long, label).split())
    few, many = base(short).split(), base(long).split()
    if label is Label.COMPANY and all(split_legal_form(without_possessive(name))[1] for name in (short, long)):
        return False  # who gives a legal form gives the whole name: Osk Inc. is not Osk Products Inc.
    if not few or len(few) >= len(many) or is_generic(short):
        return False
    if label is Label.GOVERNMENT and not any(head_label(word) is Label.GOVERNMENT for word in few):
        return False  # a body is not called by the name of its place
    starts = [index for index in range(len(many) - len(few) + 1) if many[index : index + len(few)] == few]
    return bool(starts) and (len(few) > 1 or starts[0] <= 2) and _keeps_head(few, many, starts[0])


def _keeps_head(few: list[str], many: list[str], start: int) -> bool:
    """`Ministry` of one thing is not that of another, and `Bank` of a country is no short form of its branches."""
    rest = many[start + len(few) :]
    return not (rest and rest[0] == "of" and len(few) == 1)


def _is_surname(few: list[str], many: list[str]) -> bool:
    if not few or len(few) >= len(many):
        return False
    if many[-len(few) :] == few:
        return True
    return len(few) == 2 and few[0] == many[0] and few[-1] == many[-1]


_PRONOUNS = listed("he she it they him her them we us you i his its their who which this that these those one")


def is_noise(name: str) -> bool:
    """Whether a text cannot be a name: single letters, pronouns, figures, strings no word looks like."""
    parts = words(name)
    letters = sum(letter.isalpha() for letter in name)
    if letters < 2 or not parts or name.lower() in _PRONOUNS:
        return True
    if letters * 2 < len(name.replace(" ", "")) or "\x00" in name or "�" in name:
        return True
    return any(len(part) > 40 for part in parts) or bool(re.search(r"https?://|www\.|[<>{}\\|=]|@\w", name))
