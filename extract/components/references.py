"""What refers without a name: "the company", "the Chinese firm", "the ministry", "it", "he".

Only plain cases become mentions, with the name they refer to; everything else is left alone, never guessed. The
mention is the noun or the pronoun itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from extract.components.answerers import find_answerer, find_spoken_for
from extract.components.definite import ARTICLES, NEW, noun_at, phrase_at
from extract.components.descriptions import find_described
from extract.components.discourse import BODIES, Discourse, Suits, possesses
from extract.components.employers import find_employer
from extract.components.offices import is_office
from extract.components.things import is_thing
from extract.folding import fold, listed
from extract.gazetteers.descriptions import find_descriptors
from extract.gazetteers.given_names import find_pronoun
from extract.records import Form, Label, Mention, Name

_BACK = 3  # sentences that "he" or "she" may look back
_PRONOUN_BACK = 1
_PERSONAL = frozenset(("he", "she", "him", "his", "her", "himself", "herself"))
_NEUTER = frozenset(("it", "its", "itself"))
_PLURAL = frozenset(("they", "their", "them", "themselves"))
_IMPERSONAL = listed("emerge seem appear happen turn remain be become take rain")
_TOLD = listed("say find tell conclude report state announce note warn allege claim add write hear believe think rule")
_ACTS = listed(
    "say tell ask add warn order demand recommend urge call find note conclude fine give want expect arrest accuse"
    " blame criticise criticize refuse decline deny publish announce plan hope"
)
_OF_COMPANIES = listed(
    "subsidiary parent share shareholder profit revenue turnover customer competitor rival chief-executive stock ceo"
    " brand affiliate dividend bondholder creditor takeover factory plant"
)
"""Nouns for what companies have, so that "its" before them is no ministry's."""
_NAMED_WITH = 2  # words at least: a name that is one word is no longer than its head


def find_references(doc: Doc, mentions: Iterable[Mention], names: Iterable[Name], document_id: str) -> list[Mention]:
    """Return the descriptions and pronouns whose antecedent is clear, in order."""
    mentions = tuple(mentions)
    discourse = Discourse(doc, mentions)
    discourse.settle(mentions)
    by_id = {name.name_id: name for name in names}
    found = []
    for token in doc:
        if discourse.mention_at(token.i) is not None:
            continue
        antecedent, form = _antecedent(discourse, token, by_id)
        if antecedent is not None:
            end = token.idx + len(token)
            label = antecedent.label
            mention = Mention(document_id, token.idx, end, label, token.text, form, antecedent.name_id)
            discourse.add(mention)
            found.append(mention)
    return found


def _antecedent(discourse: Discourse, token: Token, names: dict[str, Name]) -> tuple[Mention | None, Form]:
    word, noun = token.lower_, noun_at(token)
    if find_descriptors(noun) and token.text.istitle() and not _opens(token):
        short = _titled(discourse, token, names)
        if short is not None or not is_office(noun):
            return short, Form.SHORT
    if word.startswith("spokes"):
        return find_spoken_for(discourse, token), Form.DESCRIPTION
    if find_descriptors(noun) or token.pos_ == "NOUN":
        return _description(discourse, token, names), Form.DESCRIPTION
    return _pronoun(discourse, token, word, names), Form.PRONOUN


def _pronoun(discourse: Discourse, token: Token, word: str, names: dict[str, Name]) -> Mention | None:
    if word in _PERSONAL:
        return _person(discourse, token, names)
    if word in _NEUTER:
        return _body(discourse, token)
    return _several(discourse, token) if word in _PLURAL else None


def _description(discourse: Discourse, token: Token, names: dict[str, Name]) -> Mention | None:
    if (named := _named_next(discourse, token)) is not None:
        return named
    phrase = phrase_at(discourse, token) if find_descriptors(noun_at(token)) else None
    return find_described(discourse, phrase, names) if phrase and not _is_introduced(discourse, token) else None


def _is_introduced(discourse: Discourse, token: Token) -> bool:
    """Whether a name follows that says who holds an office: "the director, Ana Ruiz"."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].text != ",":
        return False
    mention = discourse.mention_at(token.i + 2) or (
        discourse.mention_at(token.i + 3) if token.i + 3 < len(doc) else None
    )
    return mention is not None and mention.label is Label.PERSON and is_office(token.lower_)


def _opens(token: Token) -> bool:
    """Whether a noun has its capital from the sentence that it opens: "Company officials declined"."""
    before = token.doc[token.i - 1] if token.i else None
    opens = before is None or before.text in _QUOTES or token.is_sent_start
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return bool(opens) and following is not None and following.is_lower


_QUOTES = frozenset(('"', "“", "'", "‘"))
_BEFORE_NOUN = 4  # words between an article and the noun it belongs to


def _named_next(discourse: Discourse, token: Token) -> Mention | None:
    """Return who is named between commas right behind a description: "The losing bidder, Holte Radar, will appeal"."""
    doc, mention = token.doc, discourse.mention_at(token.i + 2)
    if mention is None or token.i + 3 >= len(doc) or doc[token.i + 1].text != ",":
        return None
    if doc[token.i + 3].text in ("'s", "’s"):  # "Spain's Holte Radar"
        mention = discourse.mention_at(token.i + 4) if token.i + 4 < len(doc) else None
    before = {doc[index].lower_ for index in range(max(0, token.i - _BEFORE_NOUN), token.i)}
    if mention is None or mention.name_id is None or not before & {*ARTICLES, "its", "their", "'s", "’s"}:
        return None
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    closed = span is not None and span.end < len(doc) and doc[span.end].text in (",", ".", ";", "–", "-")
    apposed = span is not None and span.root.head.i == token.i and _stands_beside(span.root)
    fits = apposed or any(mention.label in one.labels for one in find_descriptors(noun_at(token)))
    return mention if closed and fits and mention.label in BODIES else None


def _stands_beside(name: Token) -> bool:
    """Whether a name is put beside a noun, and not joined to it by a word like "of"."""
    cased = any(child.dep_ == "case" for child in name.children)
    return name.dep_ == "appos" or (name.dep_ == "nmod" and not cased)


def _titled(discourse: Discourse, token: Token, names: dict[str, Name]) -> Mention | None:
    """Resolve "the Council" to the one body of the document whose name ends so, "the Ministry" to that of Health."""
    doc = token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before not in ARTICLES or (following is not None and (following.lower_ in NEW or following.is_title)):
        return None
    met = [names[name_id] for name_id, first in discourse.first.items() if first.start < token.idx]
    called = {name.name_id for name in met if token.lower_ in _heads(name)}
    ending = {name.name_id for name in met if name.name_id in called and fold(name.name).endswith(f" {token.lower_}")}
    called = ending or called
    if len(called) != 1:
        return None
    return discourse.nearest(token.idx, lambda one: one.name_id in called, len(doc))


def _heads(name: Name) -> set[str]:
    """Return the words that a body is called by in short: the last, and in "City of Osk" those around the `of`."""
    words = fold(name.name).split()
    if name.label not in BODIES or len(words) < _NAMED_WITH:
        return set()
    stem = next((words[:index] for index, word in enumerate(words) if index and word in ("of", "for")), words)
    return {words[-1], stem[-1]} | ({stem[0]} if len(stem) < len(words) else set())


_SHE = frozenset(("she", "her", "hers", "herself"))


def _person(discourse: Discourse, token: Token, names: dict[str, Name]) -> Mention | None:
    """Resolve "he" and "she": nobody whose name, title or earlier pronoun speaks for the other; nobody only quoted."""
    pronoun = "she" if token.lower_ in _SHE else "he"

    def suits(mention: Mention) -> bool:
        if mention.label is not Label.PERSON or mention.name_id is None:
            return False
        spoken = discourse.pronouns.get(mention.name_id) or find_pronoun(names[mention.name_id].name)
        if spoken not in (None, pronoun) or discourse.is_quoted_apart(token.idx, mention):
            return False
        return not discourse.shares_clause(token, mention)

    found = _nearest_person(discourse, token, suits)
    if found is not None and found.name_id is not None:
        discourse.pronouns.setdefault(found.name_id, pronoun)
    return found


def _nearest_person(discourse: Discourse, token: Token, suits: Suits) -> Mention | None:
    return discourse.governing_subject(token, suits) or discourse.nearest(token.idx, suits, _BACK)


def _body(discourse: Discourse, token: Token) -> Mention | None:
    """Resolve "it" and "its": the subject of a verb above, else the only subject of the sentence or the one before."""
    if token.dep_ == "expl" or (token.lower_ == "it" and _is_impersonal(token)) or is_thing(discourse, token):
        return None

    labels = (Label.COMPANY,) if possesses(token) and token.head.lemma_ in _OF_COMPANIES else BODIES

    def suits(mention: Mention) -> bool:
        return mention.label in labels and mention.name_id is not None

    above = discourse.governing_subject(token, suits) or find_answerer(discourse, token)
    if above is not None:
        return above
    if (employer := find_employer(discourse, token)) is not None:
        return discourse.last_of(employer, token.idx)

    def elsewhere(mention: Mention) -> bool:
        return suits(mention) and not _same_clause(discourse, token, mention)

    def spoken_of(mention: Mention) -> bool:
        return elsewhere(mention) and (discourse.is_subject(mention) or discourse.opens(mention))

    here = discourse.nearest(token.idx, spoken_of, 0)
    if here is not None or discourse.named_here(token.idx, elsewhere):
        return here  # somebody else in this sentence may be meant: it is not plain
    return discourse.nearest(token.idx, spoken_of, _PRONOUN_BACK) or _main_subject(discourse, token, suits)


def _is_impersonal(token: Token) -> bool:
    """Whether "it" is nobody: "it seems", "it is clear", "it takes years to build"; not "it took delivery"."""
    if token.head.lemma_ == "take":
        return any(child.dep_ in ("xcomp", "advcl", "csubj", "ccomp") for child in token.head.children)
    return token.head.lemma_ in _IMPERSONAL or token.head.pos_ == "ADJ"


def _main_subject(discourse: Discourse, token: Token, suits: Suits) -> Mention | None:
    """Return who says or finds something in the sentence before, where "It" opens a sentence and goes on to act.

    "The audit office found that Osk had been paid twice. It asked ..." gives the office, not Osk.
    """
    if token.lower_ != "it" or not token.is_sent_start or token.dep_ not in ("nsubj", "nsubj:outer"):
        return None
    before = token.doc[token.i - 1].sent if token.i else None
    if before is None or token.head.lemma_ not in _ACTS or before.root.lemma_ not in _TOLD:
        return None
    for child in before.root.children:
        mention = discourse.mention_at(child.i) if child.dep_ in ("nsubj", "nsubj:outer") else None
        if mention is not None and suits(mention):
            return mention
    return None


def _same_clause(discourse: Discourse, token: Token, mention: Mention) -> bool:
    """Whether a pronoun is the object of the verb whose subject a mention is: then it is somebody else."""
    span = discourse.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and token.dep_ in ("obj", "iobj", "obl", "dobj") and span.root.head.i == token.head.i


def _several(discourse: Discourse, token: Token) -> Mention | None:
    """Resolve "they" only to the one description of several ("British councils") named before in the sentence."""

    def suits(mention: Mention) -> bool:
        plural = mention.form is Form.DESCRIPTION and mention.text.endswith("s")
        return plural or (mention.label is Label.GROUP and mention.text.endswith("s"))

    return discourse.governing_subject(token, suits) or discourse.nearest(token.idx, suits, 0)
