"""How an entity's name is shown: as its documents write it, and not in capitals where they also write it otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from extract.folding import fold
from extract.gazetteers.legal_forms import split_legal_form


def is_shouted(name: str) -> bool:
    """Whether a word of four letters or more stands in capitals; shorter ones are acronyms: `U.S.`, `NEC`."""
    return any(word.isupper() and sum(letter.isalpha() for letter in word) > 3 for word in name.split())


def readable(name: str, forms: Iterable[str]) -> str:
    """Return a name written in capitals as its other forms write it, word by word; any other name as it is.

    A name that no form writes in small letters stays in capitals. Legal forms take their usual spelling.
    """
    if len(name) < 5 or not is_shouted(name):
        return name
    mixed = [form for form in forms if not is_shouted(form)]
    for form in mixed:
        if fold(form) == fold(name):
            return form
    if not name.isupper():
        return name
    words = {fold(word): word for form in reversed(mixed) for word in form.split() if word[:1].isupper()}
    plain, legal = split_legal_form(name)
    kept = name.split()[: len(plain.split())] if legal else name.split()
    spelled = [words.get(fold(word)) for word in kept]
    if not kept or None in spelled or len(fold(" ".join(kept)).split()) != len(plain.split()):
        return name
    return " ".join([*(word for word in spelled if word), *([legal] if legal else [])])


def with_legal_form(name: str, forms: Iterable[str]) -> str:
    """Return a company's name with the legal form that one of its other forms adds to exactly this name."""
    plain, legal = split_legal_form(name)
    if legal:
        return name
    added = {form for other, form in map(split_legal_form, forms) if other == plain and form}
    return f"{name} {added.pop()}" if len(added) == 1 else name
