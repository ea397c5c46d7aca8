"""Writing the tables of entities: what stays as it was is not written again.

A file added to a workspace with a list of twenty thousand parties changes a handful of entities; rewriting all of them
each time was most of what adding it cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from extract.schema import ENTITIES, ENTITY_NAMES

COMPARED = ("body", "called", "listed", "path")
"""What tells that an entity's row changed; its documents are counted apart."""


def replace_entities(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store these entities in place of all there were; names of those that go lead nowhere until they are replaced."""
    columns = (ENTITIES.c[name] for name in ("entity_id", *COMPARED))
    held = {entity_id: tuple(rest) for entity_id, *rest in connection.execute(select(*columns))}
    changed = [dict(row) for row in rows if held.get(row["entity_id"]) != tuple(row[name] for name in COMPARED)]
    if changed:
        statement = insert(ENTITIES)
        new = {column.name: statement.excluded[column.name] for column in ENTITIES.c if column.name != "entity_id"}
        connection.execute(statement.on_conflict_do_update(index_elements=["entity_id"], set_=new), changed)
    _drop(connection, ENTITIES, "entity_id", held.keys() - {row["entity_id"] for row in rows})


def replace_names(connection: Connection, entity_of: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Store where each name leads in place of all that was; `before` is what was."""
    changed = [
        {"name_id": name_id, "entity_id": entity_id}
        for name_id, entity_id in entity_of.items()
        if before.get(name_id) != entity_id
    ]
    if changed:
        statement = insert(ENTITY_NAMES)
        new = {"entity_id": statement.excluded.entity_id}
        connection.execute(statement.on_conflict_do_update(index_elements=["name_id"], set_=new), changed)
    _drop(connection, ENTITY_NAMES, "name_id", before.keys() - entity_of.keys())


def _drop(connection: Connection, table: Any, column: str, ids: Iterable[str]) -> None:
    gone = [{"one": one} for one in sorted(ids)]
    if gone:
        connection.execute(delete(table).where(table.c[column] == bindparam("one")), gone)
