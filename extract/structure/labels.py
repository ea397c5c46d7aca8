"""What a party of a list or a register is: by the type it is given, else by the words of its name."""

from __future__ import annotations

from extract.folding import fold, listed
from extract.gazetteers.bodies import find_body, head_label
from extract.gazetteers.countries import find_country
from extract.gazetteers.legal_forms import split_legal_form
from extract.records import Label

GIVEN = {
    "individual": Label.PERSON,
    "person": Label.PERSON,
    "company": Label.COMPANY,
    "organisation": Label.ORGANISATION,
    "public body": Label.GOVERNMENT,
    # They own nothing and say nothing, but are listed: organisations, for want of a label of their own.
    "vessel": Label.ORGANISATION,
    "ship": Label.ORGANISATION,
    "aircraft": Label.ORGANISATION,
}
"""What a party is of whom a list says this."""


TRADES = listed(
    " aerospace air aircraft airlines airways aviation business center centre chemical commercial"
    " communications components computer computers construction consulting contracting defence defense"
    " development distribution electric electrical electronic electronics energy engineering enterprise"
    " enterprises equipment export exports freight global general import industrial industries industry"
    " instruments international investment investments logistics machine machinery manufacturing marine"
    " maritime materials medical metal metals oil optical parts petroleum power products project research sales"
    " science sciences scientific security semiconductor service services shipping software solutions supplies"
    " supply systems technical technologies technology telecom telecommunications trade traders trading"
    " transport travel tech co corp brigade division regiment academy plant factory works net network and the"
    " of"
)
"""Words that people are not called."""


def party_label(name: str, kind: str = "", *, otherwise: Label = Label.COMPANY) -> Label:
    """Return the label of a party; `kind` is what the list says it is, `otherwise` what a name without marks is."""
    plain = kind.strip().lower()
    return GIVEN[plain] if plain in GIVEN else _by_words(name, otherwise)


def _by_words(name: str, otherwise: Label) -> Label:
    """Return the label that the words of a name give: a legal form, a known body, a country, a head word."""
    if split_legal_form(name)[1]:
        return Label.COMPANY
    body = find_body(name)
    if body is not None:
        return body.label
    if find_country(name) is not None:
        return Label.GOVERNMENT
    words = fold(name).split()
    heads = [words[at - 1] for at, word in enumerate(words) if word in ("of", "for") and at] + words[-1:] + words[:1]
    return next((label for word in heads if (label := head_label(word)) is not None), otherwise)


def untyped_label(name: str) -> Label:
    """Return the label of a party of whose kind a list says nothing: a person where the words look like a name."""
    label = party_label(name, otherwise=Label.PERSON)
    words = fold(name).split()
    plain = all(word.isalpha() for word in words) and not TRADES.intersection(words)
    return Label.COMPANY if label is Label.PERSON and not (plain and 2 <= len(words) <= 5) else label
