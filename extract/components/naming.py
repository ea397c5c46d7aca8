"""Joins the names of one document: full names, short forms, acronyms and defined terms become one name each.

"Hikvision" is a short form of "Hangzhou Hikvision Digital Technology Co., Ltd.", "FCC" of the commission it was
introduced beside. A short form that fits two longer names stays a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract.components.defined_terms import Definition, find_definitions, find_uses
from extract.components.typed import Typed
from extract.gazetteers.legal_forms import has_legal_form, split_legal_form
from extract.identity import name_id
from extract.joining import Groups
from extract.longer_names import LongerNames
from extract.names import base, is_acronym, is_generic, key
from extract.records import Form, Label, Mention, Name

_BRACKETED = re.compile(r"^\s?\(\s?(?:the\s|or\s)?[\"“‘']?(?P<short>[A-Z][\w&.-]{1,11})[\"”’']?\s?[);,]")
_SHORTENED = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON)


@dataclass(frozen=True, slots=True)
class Use:
    """A mention at tokens, and what is called there: its own words, the party's name or the whole description."""

    start: int
    end: int
    label: Label
    form: Form
    called: str

    @property
    def key(self) -> str:
        """The label and the normalised name as one text: uses under one key are of one name."""
        return f"{self.label.value}:{key(self.called, self.label)}"


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a document and where they are used, both in order of first use."""

    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]


def join_names(doc: Doc, typed: Sequence[Typed], document_id: str) -> Naming:
    """Return the mentions and names of a document; `typed` is in order and does not overlap."""
    definitions = find_definitions(doc, typed)
    uses = _with_terms(doc, typed, definitions)
    uses = _repeated(doc, uses)
    groups = _groups(doc, uses)
    return _named(doc, uses, groups, document_id)


def _with_terms(doc: Doc, typed: Sequence[Typed], definitions: Sequence[Definition]) -> list[Use]:
    """Put the uses of defined terms, which win their tokens, beside the names; none is a part of its party's name."""
    inside = {
        (start, end)
        for start, end, definition in find_uses(doc, definitions)
        for one in typed
        if one.start <= start
        and end <= one.end
        and end - start < one.end - one.start
        and (_called(doc, one) == _called(doc, definition.party) or has_legal_form(doc[one.start : one.end].text))
    }
    uses = [
        Use(start, end, definition.party.label, Form.DEFINED_TERM, _called(doc, definition.party))
        for start, end, definition in find_uses(doc, definitions)
        if (start, end) not in inside
    ]
    parties = {(one.party.start, one.party.end) for one in definitions}
    terms = {index for use in uses for index in range(use.start, use.end)}
    named = [
        Use(one.start, one.end, one.label, one.form, _called(doc, one))
        for one in typed
        if (one.start, one.end) in parties or terms.isdisjoint(range(one.start, one.end))
    ]
    return _apart([*uses, *named])


def _apart(uses: Iterable[Use]) -> list[Use]:
    """Return uses in order, names before terms where they overlap."""
    kept: list[Use] = []
    taken: set[int] = set()
    for use in sorted(uses, key=lambda use: (use.form is Form.DEFINED_TERM, use.start)):
        if taken.isdisjoint(range(use.start, use.end)):
            taken.update(range(use.start, use.end))
            kept.append(use)
    return sorted(kept, key=lambda use: use.start)


def _called(doc: Doc, one: Typed) -> str:
    return " ".join((one.called or doc[one.start : one.end].text).split())


def _repeated(doc: Doc, uses: list[Use]) -> list[Use]:
    """Add the places where the tagger missed a name that it found elsewhere in the document."""
    patterns: dict[str, Use] = {}
    for use in uses:
        text = doc[use.start : use.end].text
        if use.form is Form.NAME and text[:1].isupper() and not _too_common(text, use.label):
            patterns.setdefault(text, use)
    matcher = PhraseMatcher(doc.vocab)
    for text, use in patterns.items():
        matcher.add(text, [Doc(doc.vocab, words=[token.text for token in doc[use.start : use.end]])])
    taken = {index for use in uses for index in range(use.start, use.end)}
    added = []
    for _, start, end in sorted(matcher(doc), key=lambda match: (match[1] - match[2], match[1])):
        if taken.isdisjoint(range(start, end)) and not _inside_longer(doc, start, end):
            taken.update(range(start, end))
            use = patterns[doc[start:end].text]
            added.append(Use(start, end, use.label, Form.NAME, use.called))
    return sorted([*uses, *added], key=lambda use: use.start)


def _too_common(text: str, label: Label) -> bool:
    """Whether a word may as well be no name: a generic word, or a single word of a place or person."""
    if label in (Label.PLACE, Label.GROUP):
        return len(text) < 4
    return is_generic(text) and not is_acronym(text)


def _inside_longer(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words go on to the left or right: then it is part of another name."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    left = before is not None and before.is_title and not before.is_sent_start and not before.is_punct
    return bool(left or (after is not None and after.is_title and after.is_alpha))


def _groups(doc: Doc, uses: Sequence[Use]) -> Groups[str]:
    """Join the keys that mean one name."""
    texts = _texts(uses)
    groups: Groups[str] = Groups(texts)
    for short, long in _introduced(doc, uses):
        groups.join(short, long)
    for short, long in (*_without_form(texts), *_states(texts)):
        groups.join(short, long)
    for label in _SHORTENED:
        names = {key: written for key, written in texts.items() if key.startswith(f"{label.value}:")}
        owners = {text: key for key, written in names.items() for text in written}
        index = LongerNames(owners, label)
        for short, written in names.items():
            longer = {groups.root(owners[text]) for text in index.longer_than(written[0])}
            longest = _one_chain(longer, texts)
            if longest is not None and groups.root(short) not in longer:
                groups.join(short, longest)
    return groups


def _without_form(texts: dict[str, list[str]]) -> Iterable[tuple[str, str]]:
    """Yield companies written without their legal form, each with the one it is written with: `Nordgas AB`."""
    forms: dict[str, list[str]] = {}
    companies = [one for one in texts if one.startswith(f"{Label.COMPANY.value}:")]
    for one in companies:
        if split_legal_form(texts[one][0])[1]:
            forms.setdefault(base(texts[one][0]), []).append(one)
    for one in companies:
        whole = forms.get(base(texts[one][0]), [])
        if len(whole) == 1 and whole[0] != one:
            yield one, whole[0]


_STATE = re.compile(r"government of (?P<land>.+)|(?P<people>.+?) government")


def _states(texts: dict[str, list[str]]) -> Iterable[tuple[str, str]]:
    """Yield "the government of Kestria" and "the Kestrian government", each with Kestria where that acts, too."""
    lead = f"{Label.GOVERNMENT.value}:"
    by_base = {base(written[0]): one for one, written in texts.items() if one.startswith(lead)}
    for name, one in by_base.items():
        match = _STATE.fullmatch(name)
        for land in (match["land"] or match["people"], (match["people"] or "").removesuffix("n")) if match else ():
            if land in by_base:
                yield by_base[land], one


def _one_chain(longer: set[str], texts: dict[str, list[str]]) -> str | None:
    """Return the one name a short form stands for; of several only when each is a short form of the longest."""
    if len(longer) < 2:
        return next(iter(longer), None)
    by_length = sorted(longer, key=lambda key: (len(texts[key][0]), key))
    longest = texts[by_length[-1]][0]
    chained = all(f" {base(texts[key][0])} " in f" {base(longest)} " for key in by_length[:-1])
    return by_length[-1] if chained else None


def _texts(uses: Sequence[Use]) -> dict[str, list[str]]:
    """Return how each key is written, the first way first."""
    texts: dict[str, list[str]] = {}
    for use in uses:
        written = texts.setdefault(use.key, [])
        if use.called not in written:
            written.append(use.called)
    return texts


def _introduced(doc: Doc, uses: Sequence[Use]) -> Iterable[tuple[str, str]]:
    """Yield pairs of keys where a name is followed by a shorter one in brackets: "... Commission (FCC)"."""
    for use, following in pairwise(uses):
        rest = doc[use.end - 1].whitespace_ + doc[use.end : use.end + 8].text
        match = _BRACKETED.match(rest)
        if match and use.label is following.label and doc[following.start].text.startswith(match["short"][:2]):
            short, long = doc[following.start : following.end].text, doc[use.start : use.end].text
            if following.start - use.end <= 4 and _abbreviates(short, long):
                yield following.key, use.key


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a bracketed form come in order in the name before it."""
    letters = iter(long.lower())
    return len(short) < len(long) and all(letter in letters for letter in short.lower() if letter.isalnum())


def _named(doc: Doc, uses: Sequence[Use], groups: Groups[str], document_id: str) -> Naming:
    members: dict[str, list[Use]] = {}
    for use in uses:
        members.setdefault(groups.root(use.key), []).append(use)
    names: dict[str, Name] = {}
    mentions: list[Mention] = []
    for group in members.values():
        name = _name(doc, group)
        known = names.get(name.name_id)
        aliases = tuple(dict.fromkeys((*(known.aliases if known else ()), *name.aliases)))
        names[name.name_id] = Name(name.name_id, name.label, name.name, aliases)
        mentions.extend(_mention(doc, use, name, document_id) for use in group)
    return Naming(tuple(sorted(mentions, key=lambda one: one.start)), tuple(names.values()))


def _name(doc: Doc, group: Sequence[Use]) -> Name:
    """Return the name of a group: its fullest form, and the other ways it is written in order of use."""
    label = group[0].label
    full = max(dict.fromkeys(use.called for use in group), key=_fullness)
    written = (" ".join(doc[use.start : use.end].text.split()) for use in group)
    ways = dict.fromkeys(text for use, text in zip(group, written, strict=True) if text != full)
    return Name(name_id(label, key(full, label)), label, full, tuple(ways))


def _fullness(text: str) -> tuple[int, bool, int]:
    return len(text.split()), not text.isupper(), len(text)


def _mention(doc: Doc, use: Use, name: Name, document_id: str) -> Mention:
    span = doc[use.start : use.end]
    form = use.form
    if form is Form.NAME and key(span.text, use.label) != key(name.name, name.label):
        form = Form.ACRONYM if is_acronym(span.text) else Form.SHORT
    return Mention(document_id, span.start_char, span.end_char, use.label, span.text, form, name.name_id)
