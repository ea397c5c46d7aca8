"""How judgements lie in the database: the parts that are no columns as JSON, exact in and out."""

from __future__ import annotations

import json
import re
from typing import Any

from extract.encoding import decode_fact, encode_fact, read_value, value_json
from extract.judgements.records import Act, Decision, Edit, Judgement, Party, Side
from extract.records import Label, Role

Json = dict[str, Any]
_ID = re.compile(r"j[0-9]{1,15}")


def encode_decision(decision: Decision) -> str:
    """Return what a decision says beside its columns."""
    edit = decision.edit
    value = {
        "extracted": None if decision.extracted is None else encode_fact(decision.extracted),
        "edit": None if edit is None else _edit_json(edit),
        "sides": [_side_json(side) for side in decision.sides],
    }
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def read_judgement(row: Any) -> Judgement:
    """Return the judgement that a row of `judgements` holds."""
    body: Json = json.loads(row["body"])
    decision = Decision(
        act=Act(row["act"]),
        by=row["judge"],
        note=row["note"],
        fact_key=row["fact_key"],
        document_id=row["document_id"],
        extracted=None if body["extracted"] is None else decode_fact(body["extracted"]),
        edit=None if body["edit"] is None else _read_edit(body["edit"]),
        sides=tuple(_read_side(side) for side in body["sides"]),
        undoes=row["undoes"],
    )
    return Judgement(f"j{row['number']}", row["number"], row["made_at"], decision)


def number_of(judgement_id: str) -> int | None:
    """Return the number of a judgement id, None where it is none."""
    return int(judgement_id[1:]) if _ID.fullmatch(judgement_id) else None


def _edit_json(edit: Edit) -> Json:
    return {
        "roles": [[role.value, _side_json(side)] for role, side in edit.roles],
        "values": [[name, None if value is None else value_json(value)] for name, value in edit.values],
    }


def _read_edit(value: Json) -> Edit:
    return Edit(
        tuple((Role(role), _read_side(side)) for role, side in value["roles"]),
        tuple((name, None if given is None else read_value(given)) for name, given in value["values"]),
    )


def _side_json(side: Side) -> list[list[str]]:
    return [[party.name_id, party.label.value, party.name] for party in side]


def _read_side(value: list[list[str]]) -> Side:
    return tuple(Party(name_id, Label(label), name) for name_id, label, name in value)
