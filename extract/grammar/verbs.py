"""Verbs as data: lists of lemmas, and which of their forms stands in a text.

A trigger is found by its form, so that a wrong lemma from a tagger loses nothing. Regular forms are made by the
rules of spelling, irregular ones are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Flag, auto
from functools import cache

from extract.folding import listed

_IRREGULAR = {
    "be": ("was", "been"), "bid": ("bid", "bid"), "build": ("built", "built"), "buy": ("bought", "bought"),
    "find": ("found", "found"), "freeze": ("froze", "frozen"), "get": ("got", "got"), "give": ("gave", "given"),
    "hear": ("heard", "heard"), "hold": ("held", "held"), "know": ("knew", "known"), "lead": ("led", "led"),
    "lose": ("lost", "lost"),
    "make": ("made", "made"), "mislead": ("misled", "misled"), "pay": ("paid", "paid"), "put": ("put", "put"),
    "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"), "sell": ("sold", "sold"),
    "show": ("showed", "shown"), "spend": ("spent", "spent"), "steal": ("stole", "stolen"),
    "strike": ("struck", "struck"), "take": ("took", "taken"), "tell": ("told", "told"),
    "think": ("thought", "thought"), "win": ("won", "won"), "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld", "withheld"), "write": ("wrote", "written"), "break": ("broke", "broken"),
    "hit": ("hit", "hit"), "hang": ("hung", "hung"), "teach": ("taught", "taught"), "mean": ("meant", "meant"),
    "beat": ("beat", "beaten"), "choose": ("chose", "chosen"), "go": ("went", "gone"), "feed": ("fed", "fed"),
    "have": ("had", "had"), "bring": ("brought", "brought"), "seek": ("sought", "sought"), "set": ("set", "set"),
    "become": ("became", "become"), "quit": ("quit", "quit"), "cut": ("cut", "cut"), "come": ("came", "come"),
    "begin": ("began", "begun"), "bear": ("bore", "borne"), "catch": ("caught", "caught"), "draw": ("drew", "drawn"),
    "feel": ("felt", "felt"), "fight": ("fought", "fought"), "fly": ("flew", "flown"), "grow": ("grew", "grown"),
    "forbid": ("forbade", "forbidden"), "keep": ("kept", "kept"), "leave": ("left", "left"), "lend": ("lent", "lent"),
    "let": ("let", "let"), "meet": ("met", "met"), "oversee": ("oversaw", "overseen"), "read": ("read", "read"),
    "ride": ("rode", "ridden"), "rise": ("rose", "risen"), "send": ("sent", "sent"), "sit": ("sat", "sat"),
    "speak": ("spoke", "spoken"), "stand": ("stood", "stood"), "swear": ("swore", "sworn"), "lay": ("laid", "laid"),
    "throw": ("threw", "thrown"), "undertake": ("undertook", "undertaken"), "wear": ("wore", "worn"),
    "deal": ("dealt", "dealt"), "do": ("did", "done"), "stick": ("stuck", "stuck"), "hurt": ("hurt", "hurt"),
    "string": ("strung", "strung"), "instal": ("installed", "installed"),
    "hide": ("hid", "hidden"), "shoot": ("shot", "shot"), "drive": ("drove", "driven"), "fall": ("fell", "fallen"),
}  # fmt: skip
_DOUBLING = listed(
    "admit control ban bar commit drop equip fit plan rebut step slap snag refer ship submit tap rig snap strip grab"
    " scrap stop scan swap trap bag tag nab net debar expel patrol compel defer occur prefer abet acquit enrol kidnap"
    " omit permit transmit retrofit map clip pin chip whip rob jam slam dog"
)
_EITHER = listed("trial total initial cancel label travel model signal fuel level channel tunnel counsel")
"""Verbs whose last letter is doubled in British spelling alone."""
_VOWELS = frozenset("aeiou")


class FormOf(Flag):
    """What a form of a verb can be; one form is often several."""

    BASE = auto()
    PRESENT = auto()
    ING = auto()
    PAST = auto()
    PARTICIPLE = auto()


def inflect(lemma: str) -> dict[str, FormOf]:
    """Return the forms of a verb, each with all that it can be."""
    past, participle = _IRREGULAR.get(lemma, (_past(lemma),) * 2)
    pairs: tuple[tuple[str, FormOf], ...] = (
        (lemma, FormOf.BASE), (_present(lemma), FormOf.PRESENT), (_ing(lemma), FormOf.ING),
        (past, FormOf.PAST), (participle, FormOf.PARTICIPLE),
    )  # fmt: skip
    if lemma in _EITHER:
        doubled = lemma + lemma[-1]
        pairs += ((doubled + "ing", FormOf.ING), (doubled + "ed", FormOf.PAST), (doubled + "ed", FormOf.PARTICIPLE))
    forms: dict[str, FormOf] = {}
    for form, kind in pairs:
        forms[form] = forms.get(form, kind) | kind
    return forms


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if lemma in _DOUBLING else lemma) + "ed"


def _present(lemma: str) -> str:
    if lemma in ("be", "have"):
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ing(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return lemma[:-1] + "ing"
    return (lemma + lemma[-1] if lemma in _DOUBLING or lemma in {"put", "get", "win", "run", "hit", "bid", "set"}
            else lemma) + "ing"  # fmt: skip


class Verbs:
    """A list of verbs, looked up by any of their forms."""

    def __init__(self, lemmas: str | Iterable[str]) -> None:
        """Take lemmas, as one string with spaces between them or one by one."""
        self.lemmas = frozenset(lemmas.split() if isinstance(lemmas, str) else lemmas)
        self._forms: dict[str, tuple[str, FormOf]] = {
            form: (lemma, kind) for lemma in sorted(self.lemmas) for form, kind in inflect(lemma).items()
        }

    def __or__(self, other: Verbs) -> Verbs:
        return _of(self.lemmas | other.lemmas)

    def __contains__(self, lemma: object) -> bool:
        return lemma in self.lemmas

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.lemmas))

    def find(self, form: str) -> tuple[str, FormOf] | None:
        """Return the lemma of a lower-case form and what the form can be, None for other words."""
        return self._forms.get(form)


@cache
def _of(lemmas: frozenset[str]) -> Verbs:
    """Return the list of some lemmas; readers join the same lists for every sentence."""
    return Verbs(lemmas)
