"""How a judgement finds its fact again: by a key made of what the fact says, and where that fails, by likeness.

The key is drawn from the document's id (itself drawn from the original bytes), the kind, the act, the modality, the
words claimed, the words of the evidence, who fills which role by name, and the values. No offset and no row number is
in it: a reader that shifts the text, and a new version of the rules that finds the same, give the same key. Letter
case, accents, white space and punctuation do not count, nor legal forms of names.

Where no fact has the key any more, a judgement is carried to the fact of the same document that is plainly the same
statement told a little differently: same kind, act and modality, the same names in the same roles (be they written
shorter or longer), evidence that shares half of its words, no value that was not there when it was judged, and no
second fact that fits as well. Anything less certain stays without a fact: it is orphaned, listed as such, and never
dropped; it applies again as soon as its fact is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from extract.encoding import value_json
from extract.folding import fold
from extract.names import base, is_short_form
from extract.records import Fact, Filler, Value

_DIGITS = 20
_SHARED = 0.5
"""Words of the shorter evidence that must stand in the longer one for it to be the same place in the text."""


def fact_key(fact: Fact) -> str:
    """Return the key of a fact as extracted: `k` and 20 hexadecimal digits."""
    parts = [
        fact.document_id,
        fact.kind.value,
        fact.act or "",
        fact.modality.value,
        _plain(fact.content or ""),
        *sorted(_plain(piece.quote) for piece in fact.evidence),
        "roles",
        *sorted(f"{filler.role.value}:{_named(filler.name)}" for filler in fact.fillers),
        "values",
        *sorted(f"{name}:{_written(value)}" for name, value in fact.values),
    ]
    return "k" + sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def found_again(wanted: Mapping[str, Fact], facts: Iterable[Fact]) -> dict[str, str]:
    """Return the key that each fact is judged under, by fact id: facts of one document, against `wanted` by key.

    A key without an equal fact goes to the one fact left that is most like it; facts that nothing fits are left out.
    """
    held = {fact.fact_id: fact for fact in facts}
    equal = {fact_key(fact): key for key, fact in sorted(wanted.items())} | {key: key for key in wanted}
    found = {fact_id: equal[own] for fact_id, fact in held.items() if (own := fact_key(fact)) in equal}
    left = {fact_id: fact for fact_id, fact in held.items() if fact_id not in found}
    for key in sorted(wanted.keys() - set(found.values())):
        scored = sorted(((_likeness(wanted[key], fact), fact_id) for fact_id, fact in left.items()), reverse=True)
        if scored and scored[0][0] > 0 and (len(scored) == 1 or scored[1][0] < scored[0][0]):
            found[scored[0][1]] = key
            del left[scored[0][1]]
    return found


def _likeness(wanted: Fact, fact: Fact) -> float:
    """Return how plainly a fact is the statement that was judged, 0 where it differs or says more than was judged."""
    same = (wanted.kind, wanted.act, wanted.modality) == (fact.kind, fact.act, fact.modality)
    if not (same and _same_roles(wanted, fact) and _says_no_more(wanted, fact)):
        return 0.0
    if bool(wanted.content) != bool(fact.content) or not _alike(wanted.content or "", fact.content or ""):
        return 0.0
    shared = _shared(" ".join(piece.quote for piece in wanted.evidence), " ".join(p.quote for p in fact.evidence))
    return shared if shared >= _SHARED else 0.0


def _same_roles(wanted: Fact, fact: Fact) -> bool:
    """Whether the same roles are filled by the same names, be they written shorter or longer."""
    if len(wanted.fillers) != len(fact.fillers):
        return False
    left = list(fact.fillers)
    for filler in wanted.fillers:
        match = next((other for other in left if other.role is filler.role and _same_name(filler, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_name(first: Filler, second: Filler) -> bool:
    one, other = first.name, second.name
    if _named(one) == _named(other):
        return True
    return any(is_short_form(*pair, label) for pair in ((one, other), (other, one)) for label in {first.label})


def _says_no_more(wanted: Fact, fact: Fact) -> bool:
    """Whether every value of a fact was there when it was judged: nobody's word covers what nobody saw."""
    seen = dict(wanted.values)
    return all(
        name in seen and (_written(seen[name]) == _written(value) or _both_alike(seen[name], value))
        for name, value in fact.values
    )


def _both_alike(first: Value, second: Value) -> bool:
    return isinstance(first, str) and isinstance(second, str) and _alike(first, second)


def _alike(first: str, second: str) -> bool:
    return first == second or _shared(first, second) >= _SHARED


def _shared(first: str, second: str) -> float:
    """Return the share of the shorter text's words that the longer one has too."""
    one, other = set(_plain(first).split()), set(_plain(second).split())
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _plain(text: str) -> str:
    return fold.__wrapped__(text)  # long texts, each folded once: not worth a place in the cache


def _named(name: str) -> str:
    return base(name) or fold(name) or name


def _written(value: Value) -> str:
    return _plain(value) if isinstance(value, str) else str(value_json(value))
