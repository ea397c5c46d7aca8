"""Finds the longer names that a short form may stand for, without comparing every name with every other."""

from __future__ import annotations

from collections.abc import Iterable

from extract.names import base, initials, is_acronym, is_short_form, key
from extract.records import Label

_LONGEST_RUN = 6  # words: longer runs are not used as short forms


class LongerNames:
    """Names of one label by the runs of words in them and by their initials."""

    def __init__(self, names: Iterable[str], label: Label) -> None:
        self._label = label
        self._by_run: dict[str, list[str]] = {}
        self._by_initials: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            for run in self._runs(name):
                self._by_run.setdefault(run, []).append(name)
            for letters in initials(name) if label is not Label.PERSON else ():
                self._by_initials.setdefault(letters, []).append(name)

    def longer_than(self, short: str) -> list[str]:
        """Return the names that `short` can stand for, in order: a run of words, an acronym, part of a person's."""
        folded = self._folded(short)
        found = [
            name
            for name in self._by_run.get(folded, ())
            if is_short_form(short, name, self._label) or self._is_first_name(folded, name)
        ]
        if is_acronym(short) and self._label is not Label.PERSON:
            found += self._by_initials.get(short.replace(".", "").lower(), ())
        return list(dict.fromkeys(found))

    def _is_first_name(self, folded: str, name: str) -> bool:
        return self._label is Label.PERSON and " " not in folded and self._folded(name).startswith(f"{folded} ")

    def _folded(self, name: str) -> str:
        return key(name, self._label) if self._label is Label.PERSON else base(name)

    def _runs(self, name: str) -> set[str]:
        words = self._folded(name).split()
        if self._label is Label.PERSON:
            ends = {" ".join(words[start:]) for start in range(1, len(words))}
            ends |= set(words[:1]) if len(words) > 1 else set()
            return ends | ({f"{words[0]} {words[-1]}"} if len(words) > 2 else set())
        return {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(start + _LONGEST_RUN, len(words)) + 1)
            if end - start < len(words)
        }
