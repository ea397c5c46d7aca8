"""Tokens become a tree. Precedence: `-` and NOT bind closest, then words side by side, then OR."""

from __future__ import annotations

from search.fields import CHOICES, NAMES, RANGES, TEXTS, Field, find_field
from search.leaves import choice, phrase, range_of, words_of
from search.tokens import Sort, Token
from search.tree import And, Everything, Fuzzy, Node, Pattern, both, either, without

MAX_LEAVES = 256
"""Words, phrases and values of a query that are read."""

MAX_LOOSE = 16
"""Different words with `*`, `?` or `~` that are read: each may stand for a good part of all words."""

_END = Token(Sort.CLOSE, "")
_STARTS = frozenset({Sort.OPEN, Sort.NOT, Sort.FIELD, Sort.QUOTED, Sort.CHUNK})


class Parser:
    """Reads tokens once, from left to right; what is out of place is left out and said in `warnings`."""

    def __init__(self, tokens: list[Token], warnings: list[str]) -> None:
        self.tokens = tokens
        self.warnings = warnings
        self.position = 0
        self.leaves = 0
        self.loose: set[Node] = set()

    def tree(self) -> Node:
        """Return the whole tree."""
        return self._alternatives(None)

    def _ahead(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else _END

    def _take(self) -> Token:
        token = self._ahead()
        self.position += 1
        return token

    def _warn(self, text: str) -> None:
        self.warnings.append(text)

    def _alternatives(self, field: Field | None) -> Node:
        """Read up to the closing bracket or the end."""
        alternatives: list[Node] = []
        while True:
            parts = self._conjunction(field)
            if parts:
                alternatives.append(both(parts))
            if self._ahead().sort is not Sort.OR:
                return either(alternatives)
            self._take()
            if not parts or self._ahead().sort not in _STARTS:
                self._warn("An OR has nothing on one side: it is ignored.")

    def _conjunction(self, field: Field | None) -> list[Node]:
        parts: list[Node] = []
        while self._ahead().sort not in {Sort.OR, Sort.CLOSE}:
            if self._ahead().sort is Sort.AND:
                self._take()
                if not parts or self._ahead().sort not in _STARTS:
                    self._warn("An AND has nothing on one side: it is ignored.")
            elif (part := self._unit(field)) is not None:
                parts.append(part)
        return parts

    def _unit(self, field: Field | None) -> Node | None:
        """Read one part with its NOTs and its field; None where nothing is left of it."""
        negated = False
        while self._ahead().sort is Sort.NOT:
            self._take()
            negated = not negated
        field = self._field(field)
        if self._ahead().sort not in {Sort.OPEN, Sort.QUOTED, Sort.CHUNK}:
            self._warn("There is nothing after NOT or a field: it is ignored.")
            return None
        part = self._operand(self._take(), field)
        return None if part is None else without(part) if negated else part

    def _field(self, field: Field | None) -> Field | None:
        while self._ahead().sort is Sort.FIELD:
            field = find_field(self._take().text)
            if self._ahead().sort is Sort.NOT:
                self._take()
                self._warn(f"Put the minus before the field: -{field}:...; here it is ignored.")
        return field

    def _operand(self, token: Token, field: Field | None) -> Node | None:
        if token.sort is Sort.OPEN:
            inner = self._alternatives(field)
            self._take()
            if isinstance(inner, Everything):
                self._warn("There is nothing to search for between two brackets: they are ignored.")
                return None
            return inner
        return self._within_limits(self._leaf(token, field))

    def _within_limits(self, part: Node | None) -> Node | None:
        """Count the leaves of a chunk, and leave out those that are too many."""
        leaves = part.parts if isinstance(part, And) else () if part is None else (part,)
        leaves = tuple(leaf for leaf in leaves if not self._is_too_loose(leaf))
        room = MAX_LEAVES - self.leaves
        self.leaves += len(leaves)
        if len(leaves) > room:
            self._warn(f"The query has very many words: only the first {MAX_LEAVES} are read.")
            leaves = leaves[: max(room, 0)]
        return both(leaves) if leaves else None

    def _is_too_loose(self, leaf: Node) -> bool:
        """Count patterns and fuzzy words, and say whether this one is one too many."""
        if not isinstance(leaf, Pattern | Fuzzy) or leaf in self.loose:
            return False
        if len(self.loose) >= MAX_LOOSE:
            self._warn(f"Only the first {MAX_LOOSE} different words with *, ? or ~ are read.")
            return True
        self.loose.add(leaf)
        return False

    def _leaf(self, token: Token, field: Field | None) -> Node | None:
        if field in CHOICES:
            return choice(field, token.text, self.warnings)
        if field in RANGES:
            return range_of(field, self._bounds(token), self.warnings)
        assert field is None or field in TEXTS | NAMES
        if token.sort is Sort.QUOTED:
            return phrase(token.text, token.distance, field, self.warnings)
        return words_of(token.text, field, self.warnings)

    def _bounds(self, token: Token) -> str:
        """Return the text of a range, with what follows a lone `>=`."""
        if token.text in {">", ">=", "<", "<="} and self._ahead().sort is Sort.CHUNK:
            return token.text + self._take().text
        return token.text
