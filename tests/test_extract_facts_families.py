"""Facts in the wordings of journalists, press offices, campaigners and auditors: a table of sentences, kind by kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked_text import facts_in, roles_of

from extract.records import Fact, FactKind

_NAMES = {
    "V": "[[Veshtar|company]]", "P": "[[Pallas Crane|company]]", "Q": "[[Quill Systems|company]]",
    "M": "[[the Ministry of Health|government]]", "POL": "[[Koper Police|government]]",
    "COU": "[[Dunmore Council|government]]", "O": "[[Open Lens Watch|organisation]]", "ANN": "[[Ann Frey|person]]",
    "BOB": "[[Bob Tallis|person]]", "KES": "[[Kestria|government]]", "KOP": "[[Koper|place]]",
    "UNI": "[[Dunmore University|organisation]]",
}  # fmt: skip
_ACCUSED = "{O} accused {V} of bribing officials. "
"""What stands before every answer."""


def _table() -> dict[str, list[str]]:
    """Return the lines of the table under the kind they belong to."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "data" / "wordings.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = found.setdefault(line.strip("[]"), [])
        elif line[:2] in ("+ ", "- "):
            kind.append(line)
    return found


TABLE = _table()


def _names(facts: list[Fact], *roles: str) -> list[dict[str, list[str]]]:
    return [{role: names for role, names in roles_of(fact).items() if role in roles} for fact in facts]


def _is_read(kind: str, wanted: str, facts: list[Fact]) -> bool:
    """Whether facts tell what a sentence of the table tells, in its kind's roles."""
    if kind == "ownership":
        return _names(facts, "owner", "owned") == [{"owner": ["Veshtar"], "owned": ["Pallas Crane"]}]
    if kind == "contract":
        return _names(facts, "supplier", "buyer") == [{"supplier": ["Veshtar"], "buyer": ["the Ministry of Health"]}]
    if kind == "allegation":
        claimed = {"claimant": ["Open Lens Watch"]} if wanted == "by" else {}
        told = all(fact.claimed_by or fact.fillers[0].role.value == "claimant" for fact in facts)
        return told and _names(facts, "claimant", "target") in (
            [claimed | {"target": ["Veshtar"]}], [claimed | {"target": ["Veshtar", "Quill Systems"]}]
        )  # fmt: skip
    if kind == "response":
        return [fact.act for fact in facts] == [wanted]
    if kind == "role":
        return {"person": ["Ann Frey"], "organisation": ["Veshtar"]} in _names(facts, "person", "organisation")
    if kind == "deployment":
        return _names(facts, "vendor") == [{"vendor": ["Veshtar"]}]
    if kind == "designation":
        return _names(facts, "authority") == [{"authority": ["Kestria"]}]
    return len(facts) == 1


def _facts(kind: str, sentence: str) -> list[Fact]:
    marked = (_ACCUSED if kind == "response" else "") + sentence
    for key, name in _NAMES.items():
        marked = marked.replace("{" + key + "}", name)
    return facts_in(marked, FactKind(kind))


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_a_kind_is_read_in_each_of_its_wordings(kind: str) -> None:
    """Every sentence of the table tells its fact with the right sides, once."""
    missed = []
    for line in (line for line in TABLE[kind] if line.startswith("+")):
        wanted, _, sentence = line[2:].rpartition(" | ")
        if not _is_read(kind, wanted, _facts(kind, sentence)):
            missed.append(sentence)
    assert missed == []


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_look_alikes_of_a_kind_tell_nothing(kind: str) -> None:
    """Wishes, refusals, denials and other business in the same words are no facts."""
    assert [line for line in TABLE[kind] if line.startswith("-") and _facts(kind, line[2:])] == []
