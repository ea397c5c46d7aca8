"""Who has been spoken of so far: mentions by sentence, who is a subject, and how each name has been described."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from extract.components.act_words import AFTER, BEFORE
from extract.components.homes import home_before, homes_after
from extract.components.offices import offices_beside, words_of
from extract.components.topics import Topics
from extract.gazetteers.legal_forms import find_form_countries
from extract.records import Form, Label, Mention

SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer"))
OBJECTS = frozenset(("obj", "dobj"))
_ASKED = frozenset(("ask", "question", "quiz", "urge", "press"))
"""Verbs whose object does what the clause behind them says: "asked Osk why it kept them"."""
_ARGUMENTS = SUBJECTS | OBJECTS | {"iobj", "obl", "obl:agent"}
_AREAS = frozenset(("region", "province", "city", "county", "district", "prefecture", "state", "territory", "island"))
_TOWN = re.compile(r"\b(city|town|county|borough|municipality|canton|district|commune) of (?:the )?$")
_REACH = 60  # characters beside a name in which it is described
_SPOKEN = (Form.NAME, Form.SHORT, Form.ACRONYM, Form.DEFINED_TERM)

BODIES = (Label.COMPANY, Label.ORGANISATION, Label.GOVERNMENT)
Suits = Callable[[Mention], bool]


class Discourse:
    """The mentions of a document up to the word being read; references found are added as they are read."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention]) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy puts it together anew each time it is asked for
        sentences = tuple(doc.sents) if doc.has_annotation("SENT_START") else (doc[:],)
        self._starts = tuple(sentence.start_char for sentence in sentences)
        self.by_sentence: list[list[Mention]] = [[] for _ in sentences]
        self._covered: dict[int, Mention] = {}
        self.roots: dict[Mention, Token] = {}
        self.topics = Topics(self.by_sentence)
        self.descriptors: dict[str, set[str]] = {}
        self.lands: dict[str, set[str]] = {}
        self.pronouns: dict[str, str] = {}
        self.first: dict[str, Mention] = {}
        self.persons: dict[str, list[Span]] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Take a mention into account, and how the words around it describe what it names."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or not self._starts:
            return
        self.by_sentence[self.sentence_number(mention.start)].append(mention)
        self._covered.update((token.i, mention) for token in span)
        self.roots[mention] = span.root
        if mention.name_id:
            self.first.setdefault(mention.name_id, mention)
        if mention.name_id and mention.form in _SPOKEN:
            self.descriptors.setdefault(mention.name_id, set()).update(
                _described(self.doc, self.text, span, mention.label)
            )
            if mention.label is Label.PERSON:
                self.persons.setdefault(mention.name_id, []).append(span)
            lands = self.lands.setdefault(mention.name_id, set())
            lands.update(find_form_countries(mention.text))
            if (land := home_before(self.text, mention.start)) is not None:
                lands.add(land)

    def settle(self, places: Iterable[Mention]) -> None:
        """Note where bodies are said to be at home, once every mention is known."""
        by_start = {mention.start: mention for mention in places if mention.label is Label.PLACE}
        for sentence in self.by_sentence:
            bodies = sorted(one.start for one in sentence if one.label is not Label.PLACE)
            for mention in sentence:
                if mention.name_id and mention.label is not Label.PLACE:
                    following = next((start for start in bodies if start > mention.start), len(self.text))
                    found = homes_after(self.text, mention.end, by_start, following)
                    self.lands.setdefault(mention.name_id, set()).update(found)

    def sentence_number(self, offset: int) -> int:
        """Return the index of the sentence that holds `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def mention_at(self, index: int) -> Mention | None:
        """Return the mention that covers a token."""
        return self._covered.get(index)

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a verb, or says in an apposition who that is."""
        root = self.roots[mention]
        return root.dep_ in SUBJECTS or (root.dep_ == "appos" and root.head.dep_ in SUBJECTS)

    def opens(self, mention: Mention) -> bool:
        """Whether a mention is the first word of its sentence."""
        start = self._starts[self.sentence_number(mention.start)]
        return not self.text[start : mention.start].strip()

    def recent(self, offset: int, back: int) -> Iterator[Mention]:
        """Yield the mentions before `offset`, the last first, up to so many sentences back."""
        number = self.sentence_number(offset)
        for index in range(number, max(-1, number - back - 1), -1):
            held = [one for one in self.by_sentence[index] if one.end <= offset]
            yield from sorted(held, key=lambda one: -one.start)

    def is_prominent(self, mention: Mention) -> bool:
        """Whether a mention alone is the subject of its sentence, or the first thing named in it."""
        if not (self.is_subject(mention) or self.opens(mention)):
            return False
        root = self.roots[mention]
        if any(one.label is mention.label and self.roots[one].dep_ == "conj" and self.roots[one].head.i == root.i
               for one in self.by_sentence[self.sentence_number(mention.start)]):  # fmt: skip
            return False
        later = [one for one in self.by_sentence[self.sentence_number(mention.start)] if one.start >= mention.end]
        gap = self.text[mention.end : min(one.start for one in later)] if later else "."
        return gap.strip() not in (",", "and", "or", ", and", "&")

    def shares_clause(self, token: Token, mention: Mention) -> bool:
        """Whether a mention is an argument of the verb that a word hangs on: then the two are not the same."""
        root, inner = self.roots[mention], token
        while inner.dep_ in ("nmod", "compound", "appos") and inner.head.i != inner.i:
            inner = inner.head
        beside = root.head.i == inner.head.i and root.i not in (root.head.i, inner.i)
        return beside and {root.dep_, inner.dep_} <= _ARGUMENTS

    def is_quoted_apart(self, offset: int, mention: Mention) -> bool:
        """Whether a mention lies within quotation marks that close before `offset`, in the same sentence."""
        return self._is_quoted(mention.start) and not self._is_quoted(offset)

    def _is_quoted(self, offset: int) -> bool:
        start = self.text.rfind("\n\n", 0, offset) + 1
        before = self.text[start:offset]
        curly = before.count("“") > before.count("”")
        return curly or before.count('"') % 2 == 1

    def named_here(self, offset: int, suits: Suits) -> bool:
        """Whether the sentence that holds `offset` has a fitting mention before it."""
        return any(one.start < offset and suits(one) for one in self.by_sentence[self.sentence_number(offset)])

    def governing_subject(self, token: Token, suits: Suits) -> Mention | None:
        """Return the nearest fitting subject of a verb above a word's own clause: "X said that it ..." gives X.

        An object comes before a subject for a possessive: "to punish China for its treatment of ..." gives China.
        """
        verb, own = token, token.head.i
        while verb.head.i != verb.i:
            inner, verb = verb, verb.head
            if verb.i == own and not possesses(token):
                continue
            coordinated = inner.dep_ == "conj"
            asked = verb.lemma_ in _ASKED and inner.dep_ in ("ccomp", "xcomp", "advcl")
            objects_first = asked or (possesses(token) and not coordinated)
            for role in (OBJECTS, SUBJECTS) if objects_first else (SUBJECTS,):
                for child in verb.children:
                    mention = self._argument(child) if child.dep_ in role else None
                    if mention is not None and mention.end <= token.idx and suits(mention):
                        return mention
        return None

    def _argument(self, token: Token) -> Mention | None:
        """Return the mention at an argument of a verb, or the one that stands beside it: "its maker, Osk AG, calls"."""
        mention = self.mention_at(token.i)
        if mention is None or mention.name_id is None:
            beside = (self.mention_at(child.i) for child in token.children if child.dep_ == "appos")
            return next((one for one in beside if one is not None), mention)
        return mention

    def nearest(self, offset: int, suits: Suits, back: int) -> Mention | None:
        """Return the one fitting name of the nearest sentence, up to `back` before, that holds any.

        Where it holds several, the only subject among them; None where that is not plain.
        """
        number = self.sentence_number(offset)
        for index in range(number, max(-1, number - back - 1), -1):
            found = [one for one in self.by_sentence[index] if one.start < offset and one.name_id and suits(one)]
            if found:
                return _only(found) or _only([one for one in found if self.is_subject(one)])
        return None

    def last_of(self, name_id: str, offset: int) -> Mention | None:
        """Return the last mention of a name before `offset`."""
        return next((one for one in self.recent(offset, len(self._starts)) if one.name_id == name_id), None)


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the last of mentions that are all of one name."""
    names = {mention.name_id for mention in mentions}
    return mentions[-1] if len(names) == 1 else None


def possesses(token: Token) -> bool:
    """Whether a word is the owner in a noun phrase: "its", "Osk's"."""
    return token.dep_ in ("nmod:poss", "poss", "det:poss")


def _described(doc: Doc, text: str, span: Span, label: Label) -> set[str]:
    """Return the words that describe a name where it stands: before it, in an apposition, or the area it is."""
    before = text[max(0, span.start_char - _REACH) : span.start_char]
    after = text[span.end_char : span.end_char + _REACH]
    words: set[str] = set()
    if label is Label.PERSON:
        return set[str]().union(*(words_of(office) for office in offices_beside(span)))
    if label is Label.PLACE:
        following = doc[span.end].lower_ if span.end < len(doc) else ""
        return {following} & _AREAS
    if label is Label.GOVERNMENT and (town := _TOWN.search(before)) is not None:
        return {town[1]}
    for _, pattern in BEFORE:
        if match := pattern.search(before):
            phrase = before[: match.end()].replace("“", " ").split()[-5:]
            articles = [index for index, word in enumerate(phrase) if word.lower() in ("the", "a", "an")]
            words.update(word.lower().strip(",") for word in phrase[articles[-1] + 1 if articles else -2 :])
    for _, pattern in AFTER:
        if match := pattern.match(after):
            words.update(word.lower().strip(",") for word in match.group().split())
    return words - {"the", "a", "an", "of", "is", "was", ","}
