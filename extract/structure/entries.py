"""What is gathered from an entry: mentions, names and facts, each with its place in the document's text.

Facts of structured documents are certain as far as the document goes: their confidence is 1, and their act says whether
they were listed, awarded or linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.entries import EntrySpans, FieldSpan
from corpus.records import Document
from extract.extraction import Extraction
from extract.facts.drafts import is_self_opposed, order_fillers
from extract.identifiers import Identifier
from extract.identity import fact_id
from extract.records import Evidence, Fact, FactKind, Filler, Label, Mention, Name, Role, Span, Value

CERTAIN = 1.0


@dataclass(slots=True)
class Gathering:
    """What was found in a document so far."""

    document: Document
    mentions: list[Mention] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    _forms: dict[str, Counter[str]] = field(default_factory=dict)
    _labels: dict[str, Label] = field(default_factory=dict)
    _identifiers: dict[str, dict[Identifier, None]] = field(default_factory=dict)

    def text(self, span: FieldSpan | Span) -> str:
        """Return the words at a place."""
        return self.document.text[span.start : span.end]

    def mention(
        self, span: Span, name_id: str, label: Label, identifiers: Iterable[Identifier] = (), *, full: bool = True
    ) -> Mention:
        """Note that a name stands here; `full` says that it is the name and no other form of it."""
        found = Mention(self.document.document_id, span.start, span.end, label, self.text(span), name_id=name_id)
        self.mentions.append(found)
        self._labels.setdefault(name_id, label)
        self._forms.setdefault(name_id, Counter())[found.text] += 1_000_000 if full else 1
        self._identifiers.setdefault(name_id, {}).update(dict.fromkeys(identifiers))
        return found

    def fact(
        self,
        kind: FactKind,
        roles: Iterable[tuple[Role, Mention]],
        evidence: Iterable[Span],
        values: Mapping[str, Value | None],
        *,
        act: str | None = None,
    ) -> None:
        """Note a fact; one without a filler, or with one name on both sides, is none."""
        fillers = order_fillers(kind, (_filler(role, mention) for role, mention in roles))
        if not fillers or is_self_opposed(fillers):
            return
        pieces = tuple(self._evidence(span) for span in dict.fromkeys(evidence))
        made = Fact(
            fact_id(self.document.document_id, kind, fillers, pieces),
            self.document.document_id,
            kind,
            fillers,
            tuple((name, value) for name, value in sorted(values.items()) if value not in (None, "")),
            act=act,
            confidence=CERTAIN,
            evidence=tuple(sorted(pieces, key=lambda piece: (piece.start, piece.end))),
        )
        self.facts.setdefault(made.fact_id, made)

    def extraction(self, version: str) -> Extraction:
        """Return all that was gathered."""
        return Extraction(
            self.document.document_id,
            version,
            tuple(sorted(self.mentions, key=lambda mention: (mention.start, mention.end))),
            tuple(self._name(name_id) for name_id in sorted(self._forms)),
            facts=tuple(self.facts.values()),
        )

    def _name(self, name_id: str) -> Name:
        forms = self._forms[name_id]
        name = max(forms, key=lambda form: (forms[form], form))
        aliases = tuple(form for form in forms if form != name)
        return Name(name_id, self._labels[name_id], name, aliases, tuple(self._identifiers[name_id]))

    def _evidence(self, span: Span) -> Evidence:
        page = self.document.page_at(span.start)
        return Evidence(self.document.document_id, span.start, span.end, self.text(span), page)


def line_of(found: FieldSpan) -> Span:
    """Return the whole line of a field, its label included."""
    return Span(found.line_start, found.end)


def lines_of(fields: Iterable[FieldSpan], entry: EntrySpans) -> Span:
    """Return the stretch from the first of these lines to the last; the whole entry where there are none."""
    found = list(fields)
    if not found:
        return Span(entry.start, entry.end)
    return Span(min(one.line_start for one in found), max(one.end for one in found))


def part_of(gathering: Gathering, found: FieldSpan) -> Span:
    """Return where the first part of a value stands: the name, in `Name | scheme | number`."""
    text = gathering.text(found)
    first = text.partition(" | ")[0]
    return Span(found.start, found.start + len(first.rstrip()))


def _filler(role: Role, mention: Mention) -> Filler:
    assert mention.name_id is not None
    return Filler(role, mention.name_id, mention.text, mention.label, mention.start, mention.end)
