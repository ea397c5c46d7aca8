"""What the name of a body says it is, by its legal form, the lists, and its head word: "Ports Authority of Osk".

Nothing but the name is looked at; what it is used for is for `entity_typing` to see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.components.typed import CERTAIN, CONTEXT, HEAD
from extract.folding import listed
from extract.gazetteers.bodies import find_body, head_label
from extract.gazetteers.countries import find_country
from extract.gazetteers.legal_forms import has_legal_form
from extract.records import Label

_OFFICES = frozenset(
    ("office", "service", "services", "force", "forces", "chamber", "house", "committee", "guard", "guards")
)
PERIODICALS = listed("daily sunday weekly evening morning monthly saturday quarterly")
"""Words that begin the names of newspapers."""
LEADING_HEADS = listed(
    "minera grupo banco compañía compagnie société empresa gruppo banca banque constructora corporación transportes"
    " sociedade companhia industrias consorcio cementos petróleos cervecería laboratorios aceros"
)
"""Words that begin names of companies where the head comes first."""

_CORPORATIONS = re.compile(r"\b(?:Municipal|Metropolitan|City|Town|Borough) Corporation\b(?! of \w+ L)", re.IGNORECASE)
_OFFICE_ENDING = re.compile(
    r"[a-zäöüåø]{3}(?:ministeri(?:um|et|e)|staatsanwaltschaft|gericht|waterstaat|verwaltung|styrelsen|verket|direktoratet"
    r"|tilsynet|inspektionen|politiet|polizei|domstolen|nämnden|(?:bundes|landes|landrats|finanz|ordnungs|jugend|kriminal"
    r"|kartell)amt)$|^(?:bundes|landes|rijks)(?!liga|bahn|bank)[a-z]{4,}$",
    re.IGNORECASE,
)
"""How German, Dutch and Nordic public bodies are called in one word: `Rijkswaterstaat`, `Skatteverket`."""
_STATE = re.compile(
    r"(?:the )?(?:\w+ )?(?:republic|commonwealth|kingdom|principality|sultanate) of \w+$", re.IGNORECASE
)
_STREETS = listed("prospekt avenue boulevard lane road strasse straße straat")


def by_name(name: str) -> tuple[Label, str, int] | None:
    """Return what a body's name alone says it is, with the reason and its strength; None if it says nothing."""
    body = find_body(name)
    if body is not None:
        return body.label, "well known", CERTAIN
    if _CORPORATIONS.search(name):
        return Label.GOVERNMENT, "the corporation of a town", CERTAIN
    if has_legal_form(name) and not name.isupper():
        return Label.COMPANY, "legal form", CERTAIN
    return _by_place(name) or _by_words(name)


def _by_words(name: str) -> tuple[Label, str, int] | None:
    if has_legal_form(name):
        return Label.COMPANY, "legal form", CERTAIN
    words = [word.strip(",.") for word in name.replace("’s", "").replace("'s", "").split()]
    if any(_OFFICE_ENDING.search(word) for word in words):
        return Label.GOVERNMENT, "a word for an office", HEAD
    return _by_head(words) if len(words) > 1 else None


def _by_place(name: str) -> tuple[Label, str, int] | None:
    if find_country(name) is not None:
        return Label.PLACE, "a country", CERTAIN
    site = _site(name)
    return (Label.PLACE, site, HEAD) if site is not None else None


def _site(name: str) -> str | None:
    """Return what sort of place a name shows itself to be: a street, a prison, a state."""
    if " " in name and name.rsplit(maxsplit=1)[-1].lower() in _STREETS:
        return "a street"
    if name.startswith(("HMP ", "HM Prison ")):
        return "a prison"
    return "the full name of a state" if _STATE.match(name) else None


def _by_head(words: Sequence[str]) -> tuple[Label, str, int] | None:
    """Read the head of a name: the last word before "of" or "for", otherwise the last that says anything."""
    lower = [word.lower() for word in words]
    links = [index for index, word in enumerate(lower) if word in ("of", "for", "on", "against", "de")]
    stem = words[: links[0]] if links and links[0] else words
    head = stem[-1] if stem else words[-1]
    if (special := _of_its_own(lower, len(stem))) is not None:
        return special, f"head word {head}", HEAD
    if head.lower() in _OFFICES:
        return (Label.GOVERNMENT, f"head word {head}", HEAD) if links else _second_head(stem)
    label = head_label(head)
    if label is not None and _is_public(lower, len(stem)):
        label = Label.GOVERNMENT
    if label is None and len(stem) < len(words):
        head = words[-1]  # "Port of Lisselund Harbour Board"
        label = head_label(head)
    return (label, f"head word {head}", HEAD) if label is not None else _by_first(words)


def _by_first(words: Sequence[str]) -> tuple[Label, str, int] | None:
    """Read a name that begins with what it is: "Daily Herald", "Grupo Osk", "Ayuntamiento de Osk"."""
    first = words[0].lower()
    if first in PERIODICALS:
        return Label.ORGANISATION, "comes out at a time", HEAD
    if first in LEADING_HEADS:
        return Label.COMPANY, f"head word {words[0]}", HEAD
    label = head_label(words[0])
    if label is Label.GOVERNMENT or (label is Label.ORGANISATION and first not in _MODIFYING):
        return label, f"head word {words[0]}", HEAD
    return None


_MODIFYING = listed(
    "trust network press rights action aid youth research action story stories mail express mirror star sun globe"
    " standard order alliance news watch front workers friends radio television tv media club union post center centre"
)
"""Heads of organisations that begin other names as well: "Trust Payments"."""
_SOCIETIES = listed(
    "refugee refugees muslim islamic jewish christian churches hindu sikh press atlantic world tamil women women's"
    " youth workers students student tenants business"
)
"""Before Council these speak of a society, and not of a town or a state."""
_TRADE = listed("commerce trade industry industries mines shipping agriculture crafts architects notaries")
_CENTRES = listed("anti-corruption anticorruption cyber security crime cybercrime intelligence data cybersecurity")


def _of_its_own(words: Sequence[str], stem: int) -> Label | None:
    """Read heads that another word turns: "Chamber of Commerce", "Refugee Council", "Council for Civil Liberties"."""
    before, head, after = words[stem - 2] if stem > 1 else "", words[stem - 1], words[stem:]
    public = any(word in _NATIONAL for word in words[:stem])
    if head == "union" and before in ("customs", "economic", "monetary", "african"):
        return Label.GOVERNMENT
    if head == "agency" and before in ("news", "press"):
        return Label.ORGANISATION
    if head == "chamber" and _TRADE & set(after):
        return Label.ORGANISATION
    if head == "council" and not public and (before in _SOCIETIES or after[:1] in (["for"], ["on"], ["against"])):
        return Label.ORGANISATION
    if head in ("centre", "center") and (before in _CENTRES or (public and before in _PUBLIC)):
        return Label.GOVERNMENT
    return None


_NATIONAL = listed("national federal state")


def _is_public(words: Sequence[str], stem: int) -> bool:
    """Whether a head that mostly is a firm's or a society's is the state's here."""
    before, head = words[stem - 2] if stem > 1 else "", words[stem - 1]
    if head == "institute":  # "National Institute of Statistics"
        return before in _NATIONAL and stem < len(words)
    if (
        head == "bank"
    ):  # "Lakeland Development Bank", "Reserve Bank of India"; "China Development Bank" is a state's firm
        lent = before == "development" and stem > len(("development", "bank")) and find_country(words[0]) is None
        return lent or before == "reserve"
    return False


_PUBLIC = listed(
    "police border fire health prison secret customs intelligence home foreign air armed defence defense"
    " security rescue ambulance cabinet meteorological statistics press select joint parliamentary ethics"
    " scrutiny accounts senate congressional budget oversight affairs judiciary appropriations revenue postal"
    " weather probation forest park marshals coast procurement patent audit fraud tax immigration sanctions"
    " finance planning licensing executive standing trade electoral elections majesty's protection wildlife"
    " correctional corrections prisons geological employment registration investigation investigations crime"
    " rapid correction roads highways quarantine veterinary inspection labour labor"
    " irrigation civil social welfare children information municipal metropolitan"
)
"""Before Service, Force or Office these say that it is the public's: `Border Force`, `Fire Service`."""


def _second_head(stem: Sequence[str]) -> tuple[Label, str, int] | None:
    """A Service or a Force is public where a public word comes before it: `Border Force`, `Fire Service`."""
    if any(word.lower() in _PUBLIC for word in stem[:-1]):
        return Label.GOVERNMENT, f"head word {stem[-1]}", HEAD
    label = head_label(stem[-1])
    if stem[-1].lower() == "committee":
        return Label.ORGANISATION, "head word Committee", CONTEXT
    return (label, f"head word {stem[-1]}", CONTEXT) if label else None
