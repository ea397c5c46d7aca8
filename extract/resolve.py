"""Joins names across documents into entities: pure, explained, the same whatever the order of the names.

Joined are: one name with and without its legal form; a short form of exactly one longer name; an acronym; a body with
and without its country; what one document uses for one name. Kept apart are different legal forms, short forms that
fit two names, generic words, persons by surname alone, and different labels, unless one label clearly prevails
(`extract.across_labels`); a company and an organisation of exactly the same name are one, because the words around a
name do not always tell them apart.

Names that a list knows by number are joined by their numbers alone (`extract.listed`), never by their letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.across_labels import Join, Rows, prevailing, short_for_companies
from extract.display import is_shouted, readable, with_legal_form
from extract.gazetteers.bodies import DESCRIBED_BODIES, find_body
from extract.gazetteers.countries import find_by_adjective, find_country
from extract.gazetteers.legal_forms import is_cut_off, split_legal_form
from extract.gazetteers.parties import PARTY_TERMS
from extract.identifiers import is_aliased, is_list, is_listed, is_told
from extract.joining import Groups
from extract.judgements.links import obey
from extract.judgements.records import Judgement
from extract.listed import apart, named_in_lists, same_numbers
from extract.names import base, find_state, initials, is_acronym, is_generic, is_noise, key
from extract.records import Entity, Label, NameRow, Tier
from extract.same_places import codes_of, same_places

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_SHORTENED = (Label.COMPANY, Label.ORGANISATION)
_MAY_DIFFER = frozenset((Label.COMPANY, Label.ORGANISATION))
_STATES = ("republic of ", "commonwealth of ", "kingdom of ", "federation of ", "principality of ", "sultanate of ")
_LONGEST_LEAD = 2  # words that may come before a short form in the longer name: `Hangzhou Hikvision ...`


def resolve(names: Iterable[NameRow], judged: Iterable[Judgement] = ()) -> tuple[Entity, ...]:
    """Return the entities that names belong to, in order of entity id; every name is in exactly one.

    `judged` are the judgements of entities that stand: they go before all else, and nothing joins what they part.
    """
    rows = {row.name_id: row for row in sorted(names, key=lambda row: row.name_id)}
    groups: Groups[str] = Groups(rows)
    obeyed = obey(judged, rows, groups)
    reasons = dict(obeyed.reasons)
    listed, others = apart(rows)
    _join(same_numbers(listed), groups, reasons)
    known = {join.short: join for join in named_in_lists(listed, others, groups)}
    _join(known.values(), groups, reasons)
    others = {name_id: row for name_id, row in others.items() if name_id not in known}
    while any(_join(find(others, groups), groups, reasons) for find in _FINDERS):
        pass  # two names that were joined may be the one name that a third is short for
    entities = (_entity([rows[name_id] for name_id in group], reasons) for group in groups.all())
    vouched = (
        replace(entity, tier=Tier.CONFIRMED) if obeyed.reasons.keys() & set(entity.name_ids) else entity
        for entity in entities
    )
    return tuple(sorted(vouched, key=lambda entity: entity.entity_id))


def _bodies(rows: Rows, labels: Sequence[Label] = _BODIES) -> Iterator[NameRow]:
    """Yield the names of bodies that may be joined at all."""
    return (row for row in rows.values() if row.label in labels and not is_noise(row.name))


def _by_base(rows: Rows, labels: Sequence[Label]) -> dict[tuple[Label, str], list[NameRow]]:
    found: dict[tuple[Label, str], list[NameRow]] = {}
    for row in _bodies(rows, labels):
        found.setdefault((row.label, base(row.name)), []).append(row)
    return found


def _same_name(rows: Rows, _: Groups[str]) -> Iterator[Join]:
    """A company and an organisation of the same name are one."""
    by_key: dict[str, list[NameRow]] = {}
    for row in _bodies(rows, tuple(_MAY_DIFFER)):
        by_key.setdefault(key(row.name, Label.COMPANY), []).append(row)
    for same in by_key.values():
        for row in same[1:]:
            yield Join(row.name_id, same[0].name_id, f"the same name, called {row.label.value} there")


def _known_bodies(rows: Rows, _: Groups[str]) -> Iterator[Join]:
    """The acronym and the name of a well-known body are one."""
    first: dict[tuple[Label, str], NameRow] = {}
    for row in _bodies(rows):
        body = find_body(row.name)
        if body is not None and body.acronym and body.label is row.label:
            known = first.setdefault((row.label, body.name), row)
            if known is not row:
                yield Join(row.name_id, known.name_id, f"both are the {body.name} ({body.acronym})")


def _with_country(rows: Rows, __: Groups[str]) -> Iterator[Join]:
    """`U.S. Federal Communications Commission` is the commission without its country, if no other country has one."""
    by_rest: dict[str, list[NameRow]] = {}
    places = {base(row.name) for row in rows.values() if row.label is Label.PLACE}
    for row in _bodies(rows, (Label.GOVERNMENT,)):
        words = base(row.name).split()
        for length in (1, 2):
            lead, rest = " ".join(words[:length]), words[length:]
            if len(rest) > 1 and (find_country(lead) or find_by_adjective(lead)):
                by_rest.setdefault(" ".join(rest), []).append(row)
        stem, _, tail = base(row.name).rpartition(" of ")
        if " " in stem and not is_generic(stem) and (tail in places or find_country(tail)):
            by_rest.setdefault(stem, []).append(row)
    plain = _by_base(rows, (Label.GOVERNMENT,))
    for name, longer in by_rest.items():
        leads = {base(row.name).removesuffix(name).removeprefix(f"{name} of ").strip() for row in longer}
        countries = {key(f"{lead} government", Label.GOVERNMENT) for lead in leads}
        for row in plain.get((Label.GOVERNMENT, name), ()) if len(countries) == 1 else ():
            yield Join(row.name_id, longer[0].name_id, f"the same body as {longer[0].name!r}, without its country")


def _states(rows: Rows, _: Groups[str]) -> Iterator[Join]:
    """The `Republic of Norvenia` is Norvenia, and the `government of Norvenia` acts as Norvenia."""
    acting = [row for row in rows.values() if row.label in (Label.PLACE, Label.GOVERNMENT)]
    plain = {(row.label.value, base(row.name)): row for row in acting}
    for row in acting:
        name = base(row.name)
        short = next((name.removeprefix(state) for state in _STATES if name.startswith(state)), None)
        if row.label is Label.GOVERNMENT:
            short = short or name.removeprefix("government of ").removesuffix(" government")
        state = plain.get((row.label.value, short or name))
        if state is not None and state is not row:
            yield Join(row.name_id, state.name_id, f"the full name of the state {state.name!r}")


def _legal_forms(rows: Rows, _: Groups[str]) -> Iterator[Join]:
    """A company without its legal form is the one with it, if only one legal form goes with the name."""
    for same in _by_base(rows, _SHORTENED).values():
        forms: dict[str, list[NameRow]] = {}
        for row in same:
            forms.setdefault(split_legal_form(row.name)[1], []).append(row)
        bare, whole = forms.pop("", []), [form for form in forms if not is_cut_off(form, forms)]
        bare, written = bare + [row for form in forms if form not in whole for row in forms[form]], sorted(whole)
        if len(written) == 1 and bare and not is_generic(bare[0].name):
            reason = f"the same name but for the legal form {written[0]!r}"
            yield from (Join(row.name_id, forms[written[0]][0].name_id, reason) for row in bare)


def _introduced(rows: Rows, groups: Groups[str]) -> Iterator[Join]:
    """What one document uses for a name means that name elsewhere too, if no other name is called so."""
    claims: dict[tuple[Label, str], list[NameRow]] = {}
    for row in _bodies(rows):
        for alias in row.aliases:
            if not is_generic(alias) and not is_noise(alias):
                claims.setdefault((_kind(row.label), key(alias, row.label)), []).append(row)
    for row in _bodies(rows):
        longer = [one for one in claims.get((_kind(row.label), key(row.name, row.label)), ()) if one is not row]
        if longer and not is_generic(row.name) and len({groups.root(one.name_id) for one in longer}) == 1:
            yield Join(row.name_id, longer[0].name_id, f"a document calls {longer[0].name!r} so")


def _kind(label: Label) -> Label:
    """Companies and organisations are not always told apart."""
    return Label.COMPANY if label in _MAY_DIFFER else label


def _short_forms(rows: Rows, groups: Groups[str]) -> Iterator[Join]:
    """A run of words of exactly one longer name stands for it: `Hikvision`."""
    by_base: dict[str, list[NameRow]] = {}
    for row in _bodies(rows, _SHORTENED):
        by_base.setdefault(base(row.name), []).append(row)
    longer: dict[str, list[NameRow]] = {}
    for name, same in by_base.items():
        words = name.split()
        for start in range(min(_LONGEST_LEAD + 1, len(words))):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words) and (end - start > 1 or start <= 1):
                    for short in by_base.get(" ".join(words[start:end]), ()):
                        longer.setdefault(short.name_id, []).extend(same)
    for name_id, candidates in longer.items():
        if is_generic(rows[name_id].name) or split_legal_form(rows[name_id].name)[1]:
            continue
        if len({groups.root(row.name_id) for row in candidates}) == 1:
            yield Join(name_id, candidates[0].name_id, f"a short form of {candidates[0].name!r} and of no other name")


def _acronyms(rows: Rows, groups: Groups[str]) -> Iterator[Join]:
    """An acronym of three letters or more is the one longer name with these initials."""
    by_initials: dict[tuple[Label, str], list[NameRow]] = {}
    for row in _bodies(rows):
        for letters in initials(row.name):
            by_initials.setdefault((row.label, letters), []).append(row)
    for row in _bodies(rows):
        letters = row.name.replace(".", "").lower()
        if is_acronym(row.name) and len(letters) > 2:
            longer = by_initials.get((row.label, letters), [])
            if len({groups.root(one.name_id) for one in longer}) == 1:
                yield Join(row.name_id, longer[0].name_id, f"the initials of {longer[0].name!r} and of no other name")


_FINDERS = (
    _same_name, _known_bodies, _with_country, _states, same_places, _legal_forms, _introduced, _short_forms, _acronyms,
    short_for_companies, prevailing,
)  # fmt: skip


def _join(joins: Iterable[Join], groups: Groups[str], reasons: dict[str, str]) -> bool:
    """Make the joins that are not made yet, in a fixed order, and say whether there were any."""
    new = sorted(
        (join for join in joins if not groups.together(join.short, join.long)), key=lambda join: (join.short, join.long)
    )
    made = [join for join in new if groups.join(join.short, join.long)]
    for join in made:
        reasons.setdefault(join.short, join.reason)
    return bool(made)


def _entity(rows: Sequence[NameRow], reasons: Mapping[str, str]) -> Entity:
    """Return the entity of joined names; the fullest name of its commonest label represents it."""
    listed = [row for row in rows if is_listed(row.identifiers)]  # a list says what its parties are
    speaking = [row for row in listed if not is_aliased(row.identifiers)] or listed or rows
    labels = {row.label for row in speaking}
    weight = {label: sum(row.mentions for row in speaking if row.label is label) for label in labels}
    label = max(weight, key=lambda label: (weight[label], label.value))
    ranked = sorted(rows, key=_rank) if len(rows) > 1 else rows
    head = next(row for row in ranked if row.label is label and row in speaking)
    forms = dict.fromkeys(form for row in ranked for form in (row.name, *row.aliases))
    name = _shown(head, forms)
    return Entity(
        entity_id=head.name_id,
        label=label,
        name=name,
        aliases=tuple(form for form in forms if form != name and form.lower() not in PARTY_TERMS),
        name_ids=tuple(row.name_id for row in rows),
        mentions=sum(row.mentions for row in rows),
        documents=max((row.documents for row in rows), default=0),
        tier=_tier(head, rows),
        reasons=tuple(
            (row.name_id, reasons.get(row.name_id) or _mirrored(row, rows, reasons)) for row in rows if row is not head
        ),
        identifiers=tuple(dict.fromkeys((*_country(head), *codes_of(head), *_numbers(rows)))),
    )


def _shown(head: NameRow, forms: Iterable[str]) -> str:
    if is_listed(head.identifiers):
        return head.name
    country = find_country(head.name) if head.label is Label.PLACE else None
    if country is not None:
        return country.name
    name = readable(head.name, forms)
    return with_legal_form(name, forms) if head.label is Label.COMPANY else name


def _mirrored(row: NameRow, rows: Sequence[NameRow], reasons: Mapping[str, str]) -> str:
    """Return why a name that others were joined to belongs here: the reason of the first that was joined."""
    said = next((f"{other.name!r} is {reasons[other.name_id]}" for other in rows if other.name_id in reasons), "")
    return said or f"the same as {row.name!r}"


def _rank(row: NameRow) -> tuple[bool, bool, int, int, str, str]:
    """Order names: with a legal form before without, not all in capitals, the most used, the fullest, then by letters.

    Use comes before fullness, because within a document a name is as full as it gets, and a longer one that hardly
    anybody uses is more often a slip than a name.
    """
    bare = (row.name.isupper() and " " in row.name) or (row.label is Label.GOVERNMENT and row.name[:1].islower())
    if row.label is Label.PERSON:
        bare = is_shouted(row.name)
    return bare, not split_legal_form(row.name)[1], -row.mentions, -len(base(row.name).split()), row.name, row.name_id


def _numbers(rows: Iterable[NameRow]) -> tuple[tuple[str, str], ...]:
    """Return the numbers of joined names, those of lists first."""
    found = {number for row in rows for number in row.identifiers if is_told(number[0])}
    return tuple(sorted(found, key=lambda number: (not is_list(number[0]), number)))


def _country(row: NameRow) -> tuple[tuple[str, str], ...]:
    finders = {Label.GOVERNMENT: find_state, Label.PLACE: find_country}
    country = finders[row.label](row.name) if row.label in finders else None
    return (("iso3166-1", country.code),) if country else ()


def _tier(head: NameRow, rows: Sequence[NameRow]) -> Tier:
    """Return how far names are trusted: noise merely mentioned; a legal form, an ISO code or a list confirms."""
    if is_listed(head.identifiers):
        return Tier.CONFIRMED
    if is_noise(head.name) or _is_description(head):
        return Tier.MENTION
    if _country(head) or codes_of(head) or find_body(head.name) is not None:
        return Tier.CONFIRMED
    if head.label is Label.COMPANY and any(split_legal_form(row.name)[1] for row in rows):
        return Tier.CONFIRMED
    vague = head.label in _BODIES and is_generic(head.name) and sum(row.mentions for row in rows) < 2
    return Tier.MENTION if vague else Tier.CANDIDATE


def _is_description(row: NameRow) -> bool:
    """Whether a name only describes: `officials in Dublin`, `British councils`, a first name or surname alone."""
    if row.label is Label.GOVERNMENT:
        return any(word in DESCRIBED_BODIES for word in row.name.split())
    return row.label is Label.PERSON and " " not in row.name
