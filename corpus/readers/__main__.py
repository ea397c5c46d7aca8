"""Prints the table of formats for README, from the readers themselves."""

from __future__ import annotations

from corpus.readers.table import format_table

if __name__ == "__main__":
    print(format_table())  # noqa: T201 - it is there to be read
