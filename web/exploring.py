"""What an address of the graph explorer asks for, and the addresses of what can be asked next.

    /graph?entity=ID&expand=ID:contract:74&hide=place&hide=role&drop=ID&as_of=2019-10

`entity` starts at somebody, `other` names the other end of a path, `q` starts from a search. `expand` asks for more of
somebody's facts: all kinds, or one, up to a number. `hide` puts a kind away (`hide=none` puts nothing away), `drop` an
entity or a fact. The page, its drawing, the API and the file all read the same address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from extract.errors import EntityNotFoundError
from extract.records import Entity, FactKind
from library.errors import AmbiguousNameError, NameNotFoundError
from library.exploring import FIRST, LARGEST, Expansion, Wish, readable
from library.library import Library
from web import listing

MOST_EXPANDED = 200
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a question: what was typed, the entity it is, or the entities it may be."""

    asked: str = ""
    entity: Entity | None = None
    choices: tuple[Entity, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an address asks for; every change of it is another address."""

    start: End = field(default=End())
    other: End = field(default=End())
    query: str = ""
    as_of: str = ""
    expanded: tuple[Expansion, ...] = ()
    hidden: frozenset[str] | None = None
    dropped: frozenset[str] = frozenset()

    @property
    def arguments(self) -> list[tuple[str, str]]:
        """The arguments of the address."""
        ends = (("entity", self.start), ("other", self.other))
        hidden = () if self.hidden is None else sorted(self.hidden) or (NOTHING,)
        return [
            *((name, end.entity.entity_id if end.entity else end.asked) for name, end in ends if end.asked),
            *((("q", self.query),) if self.query else ()),
            *((("as_of", self.as_of),) if self.as_of else ()),
            *(("expand", expansion_words(one)) for one in self.expanded),
            *(("hide", kind) for kind in hidden),
            *(("drop", one) for one in sorted(self.dropped)),
        ]

    @property
    def is_whole(self) -> bool:
        """Whether it can be answered: every end that was named is somebody."""
        named = [end for end in (self.start, self.other) if end.asked]
        return (
            bool(named or self.query)
            and all(end.entity for end in named)
            and not (self.other.asked and not self.start.asked)
        )

    @property
    def wish(self) -> Wish:
        """What the library is asked."""
        return Wish(
            start_id=self.start.entity.entity_id if self.start.entity else "",
            other_id=self.other.entity.entity_id if self.other.entity else "",
            query=self.query,
            expanded=self.expanded,
            hidden=self.hidden,
            dropped=self.dropped,
            as_of=self.as_of or None,
        )

    def link(self, path: str = "/graph") -> str:
        """Return the address at a path."""
        return f"{path}?{urlencode(self.arguments)}"

    def hiding(self, kinds: frozenset[str]) -> Question:
        """Return the same with these kinds put away, and no others."""
        return replace(self, hidden=kinds)

    def expanding(self, entity_id: str, kind: FactKind | None, limit: int) -> Question:
        """Return the same with more of somebody's facts."""
        others = tuple(one for one in self.expanded if (one.entity_id, one.kind) != (entity_id, kind))
        hidden = None if self.hidden is None else self.hidden - {kind}
        return replace(self, expanded=(*others, Expansion(entity_id, kind, min(limit, LARGEST))), hidden=hidden)

    def dropping(self, node_id: str) -> Question:
        """Return the same without an entity, or without a fact."""
        return replace(self, dropped=self.dropped | {node_id})

    def keeping(self) -> Question:
        """Return the same with nothing dropped."""
        return replace(self, dropped=frozenset())


def expansion_words(one: Expansion) -> str:
    """Return an expansion as it stands in an address."""
    return one.entity_id if one.kind is None and one.limit == FIRST else f"{one.entity_id}:{one.kind or ''}:{one.limit}"


def expansions(given: Sequence[str]) -> tuple[Expansion, ...]:
    """Return what the arguments `expand` ask for; what makes no sense is as if not given."""
    found: dict[tuple[str, FactKind | None], Expansion] = {}
    for text in given[:MOST_EXPANDED]:
        entity_id, _, rest = text.partition(":")
        kind, _, limit = rest.partition(":")
        known = FactKind(kind) if kind in set(FactKind) else None
        if entity_id and (known or not kind):
            found[entity_id, known] = Expansion(entity_id, known, listing.whole(limit, FIRST, most=LARGEST))
    return tuple(found.values())


def question(source: Library, arguments: MultiDict[str, str]) -> Question:
    """Return what the arguments of an address ask for."""
    hidden = arguments.getlist("hide")
    return Question(
        start=end(source, arguments.get("entity", "").strip()),
        other=end(source, arguments.get("other", "").strip()),
        query=arguments.get("q", "").strip(),
        as_of=arguments.get("as_of", "").strip(),
        expanded=tuple(one for one in expansions(arguments.getlist("expand")) if is_known(source, one.entity_id)),
        hidden=frozenset(readable(hidden)) if hidden else None,
        dropped=frozenset(arguments.getlist("drop")[:MOST_EXPANDED]),
    )


def is_known(source: Library, entity_id: str) -> bool:
    """Whether an id leads to an entity: a link may be older than what it was made from."""
    return source.entity_of(entity_id) is not None


def end(source: Library, text: str) -> End:
    """Return whom an argument means: an id, a name, or a part of one."""
    if not text:
        return End()
    try:
        return End(text, source.entity(text))
    except EntityNotFoundError:
        pass  # it is a name, then
    try:
        return End(text, source.entity_called(text))
    except AmbiguousNameError as error:
        choices = tuple(source.entity(entity_id) for entity_id, _, _ in error.choices)
        return End(text, choices=choices, problem=f"Several are called something like “{text}”. Which do you mean?")
    except NameNotFoundError:
        return End(text, problem=f"Nobody and nothing in these documents is called “{text}”.")
