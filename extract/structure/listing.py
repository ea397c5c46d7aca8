"""Lists of sanctioned parties: each entry a designation, its other names, its links and owners, and its numbers.

A listed name has an id of its own, made from its number in the list: two listed people of the same name stay two, and
nobody whom an article calls so is taken for either.
"""

from __future__ import annotations

from corpus.entries import ALIASES, LISTING, EntrySpans, Field, FieldSpan, parts_of
from extract.identifiers import ALIASED, Identifier, entry_number, identifier, name_in_list
from extract.identity import name_id
from extract.names import key
from extract.records import Date, FactKind, Label, Mention, Role, Span
from extract.structure.entries import Gathering, line_of, lines_of
from extract.structure.labels import party_label, untyped_label

LISTED, LINKED = "listed", "linked"
LINK = "linked to"
"""What a list says of two parties without saying more: the position in such a fact."""


def read_entry(gathering: Gathering, entry: EntrySpans) -> None:
    """Gather what an entry says."""
    numbers = _numbers(gathering, entry)
    name = entry.first(Field.NAME) or next(iter(entry.all(*ALIASES)), None)
    if name is None:
        return
    listed = _listed(gathering, entry, name, numbers)
    aliases = [found for found in entry.all(*ALIASES) if found is not name]
    for found in aliases:
        gathering.mention(Span(found.start, found.end), listed.name_id or "", listed.label, full=False)
        gathering.fact(
            FactKind.ALIAS,
            [(Role.ENTITY, listed)],
            [line_of(name), line_of(found)],
            {"name": gathering.text(found)},
            act=found.field.value.lower(),
        )
    _designation(gathering, entry, listed)
    _ties(gathering, entry, listed, numbers)


def _numbers(gathering: Gathering, entry: EntrySpans) -> tuple[Identifier, ...]:
    found = entry.first(Field.ENTRY)
    numbers = [entry_number(gathering.text(found))] if found is not None else []
    for one in entry.all(Field.IDENTIFIER):
        scheme, value, *_ = (*parts_of(gathering.text(one)), "")
        numbers.append(identifier(scheme, value))
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def _listed(gathering: Gathering, entry: EntrySpans, name: FieldSpan, numbers: tuple[Identifier, ...]) -> Mention:
    """Return the party: known by its number, and where it has none by its name, like any other."""
    text, kind = gathering.text(name), entry.first(Field.TYPE)
    label = untyped_label(text) if kind is None else party_label(text, gathering.text(kind))
    told = key(text, label)
    if entry.first(Field.ENTRY) is not None and numbers:
        scheme, number = numbers[0]
        told = f"listed {scheme} {number}"
        if entry.first(Field.NAME) is None:  # its own name is in another document, and what it is, too
            told, numbers = f"aliased {scheme} {number}", (*numbers, (scheme + ALIASED, number))
    return gathering.mention(Span(name.start, name.end), name_id(label, told), label, numbers)


def _designation(gathering: Gathering, entry: EntrySpans, listed: Mention) -> None:
    """Gather who listed the party, under what, when; an entry that nobody listed is no designation."""
    authorities = [_authority(gathering, found) for found in entry.all(Field.AUTHORITY)]
    if not authorities:
        return
    gathering.fact(
        FactKind.DESIGNATION,
        [*((Role.AUTHORITY, authority) for authority in authorities), (Role.TARGET, listed)],
        [lines_of(entry.all(*LISTING), entry)],
        {
            "programme": _joined(gathering, entry, Field.PROGRAMME),
            "list": _joined(gathering, entry, Field.LIST),
            "date": _date(gathering, entry, Field.LISTED),
            "until": _date(gathering, entry, Field.ENDS),
            "reason": _joined(gathering, entry, Field.REASON),
            "reference": _joined(gathering, entry, Field.ENTRY),
            "status": LISTED,
        },
        act=LISTED,
    )


def _authority(gathering: Gathering, found: FieldSpan) -> Mention:
    text = gathering.text(found)
    return gathering.mention(
        Span(found.start, found.end), name_id(Label.GOVERNMENT, key(text, Label.GOVERNMENT)), Label.GOVERNMENT
    )


def _ties(gathering: Gathering, entry: EntrySpans, listed: Mention, numbers: tuple[Identifier, ...]) -> None:
    """Gather whom the entry says the party is linked to, owned or directed by."""
    name = entry.first(Field.NAME)
    for found in entry.all(Field.LINKED, Field.OWNER, Field.DIRECTOR):
        other = _named(gathering, found, numbers)
        evidence = [line_of(found), *([line_of(name)] if name is not None else [])]
        if found.field is Field.OWNER:
            gathering.fact(FactKind.OWNERSHIP, [(Role.OWNER, other), (Role.OWNED, listed)], evidence, {})
        elif found.field is Field.DIRECTOR:
            roles = [(Role.PERSON, other), (Role.ORGANISATION, listed)]
            gathering.fact(FactKind.ROLE, roles, evidence, {"position": "director"})
        else:
            roles = [(Role.PERSON, listed), (Role.ORGANISATION, other)]
            gathering.fact(FactKind.ROLE, roles, evidence, {"position": LINK}, act=LINKED)


def _named(gathering: Gathering, found: FieldSpan, numbers: tuple[Identifier, ...]) -> Mention:
    """Return a party that the list names without its number: whoever in the list is called so, if only one is."""
    text = gathering.text(found)
    label = party_label(text, "individual" if found.field is Field.DIRECTOR else "")
    if not numbers:
        return gathering.mention(Span(found.start, found.end), name_id(label, key(text, label)), label)
    known = name_in_list(numbers[0][0], text)
    return gathering.mention(Span(found.start, found.end), name_id(label, f"named {' '.join(known)}"), label, [known])


def _joined(gathering: Gathering, entry: EntrySpans, field: Field) -> str | None:
    return "; ".join(gathering.text(found) for found in entry.all(field)) or None


def _date(gathering: Gathering, entry: EntrySpans, field: Field) -> Date | None:
    found = entry.first(field)
    return None if found is None else Date(gathering.text(found))
