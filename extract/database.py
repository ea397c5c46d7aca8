"""Reading the tables of extraction, in whole or in pages that hold no reader's place in the log, and filling them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, or_
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database

PAGE_ROWS = 500


def read(database: Database, query: Select[Any]) -> Sequence[RowMapping]:
    """Return the rows of a query."""
    with database.reading() as connection:
        return connection.execute(query).mappings().all()


def count(database: Database, query: Select[Any]) -> int:
    """Return the number that a query gives."""
    with database.reading() as connection:
        return int(connection.execute(query).scalar_one())


def pages(
    database: Database, query: Select[Any], *key: ColumnElement[Any], rows_a_page: int = PAGE_ROWS
) -> Iterator[RowMapping]:
    """Yield rows ordered by `key`, a page at a time, each page a transaction of its own."""
    page = query.order_by(*key).limit(rows_a_page)
    rows = read(database, page)
    while rows:
        yield from rows
        after = tuple(rows[-1][column.key or ""] for column in key)
        rows = read(database, page.where(_after(key, after))) if len(rows) == rows_a_page else []


def portions(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield ids, a page at a time."""
    return (rows[start : start + PAGE_ROWS] for start in range(0, len(rows), PAGE_ROWS))


def _after(key: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    column, value = key[0], values[0]
    return column > value if len(key) == 1 else or_(column > value, (column == value) & _after(key[1:], values[1:]))


def fill(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, if there are any; those that are there already are passed over."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)
