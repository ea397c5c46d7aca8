"""Did you mean: other spellings of the words of a query, out of the index, where it finds little.

Guarantees: a phrase in quotes, a pattern, a word under a minus is never changed; what is suggested finds more than what
was typed, since it was tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import log

from search.analysis import stem, words
from search.fields import NAMES, TEXTS
from search.index import Index, SearchOptions
from search.language import Query, parse, show
from search.results import Suggestion
from search.tree import And, Node, Or, Term, both, either

FEW = 3
"""A query that finds this many documents or more gets no suggestions."""

SUGGESTIONS = 3
TRIED = 8
COMMONER = 4
"""Another spelling is offered where it stands in at least this many times as many documents."""

A_LETTER = 2.2
"""A letter's difference outweighs this much of the logarithm of frequency."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A word of the query, and what may have been meant, the likeliest first."""

    leaf: Term
    others: tuple[str, ...]


def suggestions(index: Index, query: str | Query, total: int, options: SearchOptions) -> tuple[Suggestion, ...]:
    """Return up to three queries that find more than `total` documents; none where that is enough already."""
    if total >= FEW:
        return ()
    tree = parse(query).tree if isinstance(query, str) else query.tree
    plain = replace(options, limit=0, facets=(), sort="relevance", groups=None, seen=None, unseen_only=False)
    for variants in (_put_right(index, tree), _joined(index, tree)):
        found: dict[tuple[str, ...], Suggestion] = {}
        for changed in islice(variants, TRIED):
            text = show(changed)
            if text and _sense(text) not in found and (more := index.search(Query(changed), plain).total) > total:
                found[_sense(text)] = Suggestion(text, more)
        if found:
            return tuple(sorted(found.values(), key=lambda one: -one.total)[:SUGGESTIONS])
    return ()


def _sense(text: str) -> tuple[str, ...]:
    """Return the stems of a text: with the same ones, another ending finds the same."""
    return tuple(stem(part.form) for word in words(text) for part in word.shape.parts)


def _put_right(index: Index, tree: Node) -> Iterator[Node]:
    """Yield the query with every doubtful word put right, then with the second guess for one of them."""
    changes = [change for leaf in _words(tree) if (change := _change(index, leaf)).others]
    best = {change.leaf: change.others[0] for change in changes}
    if changes:
        yield _rewritten(tree, best)
    for change in changes:
        for other in change.others[1:]:
            yield _rewritten(tree, best | {change.leaf: other})


def _words(node: Node) -> Iterator[Term]:
    """Yield the words that may be changed: unquoted, and not under a minus."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _words(part)
    elif isinstance(node, Term) and (node.field is None or node.field in TEXTS | NAMES):
        yield node


def _change(index: Index, leaf: Term) -> _Change:
    own, *others = index.spellings(leaf.text, leaf.field) or (("", 0),)
    form, frequency = own
    likely = [
        (log(count) - A_LETTER * _edits(form, other), other)
        for other, count in others
        if count >= COMMONER * frequency and other != form
    ]
    ranked = tuple(other for _, other in sorted(likely, key=lambda pair: (-pair[0], pair[1])))
    return _Change(leaf, ranked[:2])


def _rewritten(node: Node, meant: dict[Term, str]) -> Node:
    if isinstance(node, And):
        return both(_rewritten(part, meant) for part in node.parts)
    if isinstance(node, Or):
        return either(_rewritten(part, meant) for part in node.parts)
    if isinstance(node, Term) and node in meant:
        return parse(show(replace(node, text=meant[node]))).tree
    return node


def _joined(index: Index, tree: Node) -> Iterator[Node]:
    """Yield the query with two words that stand side by side made one, where the index has that one."""
    parts = tree.parts if isinstance(tree, And) else ()
    for place, (first, second) in enumerate(pairwise(parts)):
        if isinstance(first, Term) and isinstance(second, Term) and first.field == second.field:
            text = first.text + second.text
            if any(form == text.casefold() and count for form, count in index.spellings(text, first.field)[:1]):
                yield both([*parts[:place], replace(first, text=text), *parts[place + 2 :]])


def _edits(one: str, other: str) -> int:
    """Count the letters put in, left out, changed, or two neighbours swapped (optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        following = [i]
        for j, b in enumerate(other, start=1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]
