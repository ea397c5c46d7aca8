"""Legal forms of companies in many countries: `Ltd`, `GmbH`, `S.p.A.`, and where they stand in a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.folding import fold
from extract.gazetteers.tables import rows

_LEADING = ("pt", "ooo", "oao", "zao", "pao", "ao", "jsc", "pjsc", "tov", "too", "uab", "sia")
"""Forms that stand before the name: `PT Telkom`, `OOO Vesna`."""
_WEAK = frozenset(
    ("company", "as", "ad", "ag", "sa", "se", "ab", "sl", "lp", "ao", "pt", "kk", "kg", "co", "na", "ug", "cc")
)
"""Forms that are words or initials as well: written in running text they need capitals to count."""


def split_legal_form(name: str) -> tuple[str, str]:
    """Return the folded name without its legal form, and the form's canonical spelling (empty where there is none)."""
    words = fold(name).split()
    forms = _forms()
    for length in range(min(_longest(), len(words) - 1), 0, -1):
        tail = tuple(words[-length:])
        if tail in forms:
            return " ".join(words[:-length]), forms[tail]
    if len(words) > 1 and words[0] in _LEADING:
        return " ".join(words[1:]), forms[(words[0],)]
    return " ".join(words), ""


def is_cut_off(form: str, forms: Iterable[str]) -> bool:
    """Say whether a canonical form is the beginning of another of these: "co" where "co ltd" was cut at its comma."""
    return any(other.startswith(f"{form} ") for other in forms)


def has_legal_form(name: str) -> bool:
    """Whether a name ends (or, in some languages, begins) with a legal form."""
    return bool(split_legal_form(name)[1])


def find_form_countries(name: str) -> frozenset[str]:
    """Return the alpha-2 codes of the countries whose law knows the legal form of a name, as far as they are listed."""
    form = split_legal_form(name)[1]
    return _countries().get(form, frozenset()) if form else frozenset()


@cache
def _countries() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("legal_forms.csv"):
        found.setdefault(row["canonical"], set()).update(filter(None, row["countries"].split("|")))
    return {form: frozenset(codes) for form, codes in found.items()}


@cache
def legal_form_pattern() -> re.Pattern[str]:
    """Return a pattern for a legal form as it is written after a name, case-sensitive, longest first."""
    written = sorted({row["form"] for row in rows("legal_forms.csv")}, key=lambda form: (-len(form), form))
    forms = [form for form in written if form.isupper() is False or len(form) > 2]
    loud = [form.upper() for form in forms if form != form.upper() and fold(form) not in _WEAK]
    alternatives = "|".join(_spelled(form) for form in dict.fromkeys((*forms, *loud)))
    return re.compile(rf"(?:{alternatives})(?:\.(?=[\s,;)]|$))?(?!\w)")


def _spelled(form: str) -> str:
    """A dot, a comma or a space between two parts of a form may be written or left out: `Co., Ltd.`, `Co Ltd`."""
    parts = re.split(r"[\s]+", form)
    return r"\.?,?\s".join(re.escape(part.rstrip(".")) + (r"\.?" if "." in part else "") for part in parts)


@cache
def _forms() -> dict[tuple[str, ...], str]:
    return {tuple(fold(row["form"]).split()): row["canonical"] for row in reversed(list(rows("legal_forms.csv")))}


@cache
def _longest() -> int:
    return max(len(form) for form in _forms())
