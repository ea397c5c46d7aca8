"""Noun phrases: the words that stand together around a head, whom they name, and what they are joined to.

Read from the words in order, so that a wrong parse cannot tear "the camera maker Veshtar" apart. A phrase *is* a
mention only where the mention covers its last word: in "Veshtar cameras" it is merely inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.folding import listed
from extract.grammar.clauses import ALWAYS_VERBS, BE, CREDITING, DO, FUTURE, HAVE, POSSIBLE, after_determiner, is_verbal
from extract.records import Date, Form, Mention, ValueMention

_TIMES = listed("year month week night summer winter spring autumn fall quarter decade")
_PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "SYM"})
_NOUNS = frozenset({"building", "buildings", "holding", "holdings", "housing"})
"""Nouns that a tagger takes for verbs."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_NOT_PARTS = listed(
    "which who whom that what whose where when there because while if but of for in on at by to with from after"
    " before during under over since until as into than also not said says denies denied worth accuses alleges"
    " rejects and or"
)
_JOINERS = frozenset({",", "and", "or", "&", "including", "nor", ";"})
_LONG_JOINERS = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("such", "as"),
    ("alongside",),
    ("namely",),
)
_QUALIFIERS = (("at", "least"), ("up", "to"), ("more", "than"), ("less", "than"), ("at", "most"), ("as", "much", "as"),
               ("as", "many", "as"), ("over",), ("around",), ("about",))  # fmt: skip
_PREPOSITIONS_OF_PLACE = frozenset({"of", "for", "at", "from", "in", "with"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as token indices, half-open.

    `mention` is what the phrase names, None where it names nothing we know; `inner` are the mentions inside it that it
    is not, such as the maker in "Veshtar cameras".
    """

    start: int
    end: int
    head: Token
    mention: Mention | None
    inner: tuple[Mention, ...] = ()

    def text(self, context: Context) -> str:
        """Return the words of the phrase."""
        return context.doc[self.start : self.end].text

    def offsets(self, context: Context) -> tuple[int, int]:
        """Return where the phrase stands, as offsets into the document."""
        span = context.doc[self.start : self.end]
        return span.start_char, span.end_char


def phrase_around(context: Context, token: Token, sentence: TokenSpan) -> Phrase:
    """Return the noun phrase that holds a token."""
    start = token.i
    while start > sentence.start and _joins(context, context.doc[start - 1], context.doc[start]):
        start -= 1
    end = token.i + 1
    while end < sentence.end and _joins(context, context.doc[end - 1], context.doc[end]):
        end += 1
    return _phrase(context, start, end)


def phrase_after(context: Context, index: int, sentence: TokenSpan) -> Phrase | None:
    """Return the noun phrase that begins at a token index, past adverbs and "at least"; None where none does."""
    while index < sentence.end and context.doc[index].pos_ == "ADV" and context.mention_of(context.doc[index]) is None:
        index += 1
    index += next((len(words) for words in _QUALIFIERS if _matches(context, index, words, sentence)), 0)
    if index >= sentence.end or not is_part(context, context.doc[index]):
        return None
    end = index + 1
    while end < sentence.end and _joins(context, context.doc[end - 1], context.doc[end]):
        end += 1
    return _phrase(context, index, end)


def phrase_before(context: Context, index: int, sentence: TokenSpan) -> Phrase | None:
    """Return the noun phrase that ends right before a token index; None where none does."""
    if index - 1 < sentence.start or not is_part(context, context.doc[index - 1]):
        return None
    start = index - 1
    while start > sentence.start and _joins(context, context.doc[start - 1], context.doc[start]):
        start -= 1
    return _phrase(context, start, index)


def is_part(context: Context, token: Token) -> bool:  # noqa: PLR0911 - a chain of tests, each with its answer
    """Whether a word can stand in a noun phrase; all words of a mention can."""
    if token.is_space:
        return False
    if context.mention_of(token) is not None or context.value_at(token.idx) is not None:
        return True
    if token.lower_ in _NOT_PARTS or token.lower_ in BE | HAVE | DO | POSSIBLE | FUTURE:
        return False
    if token.text in ALWAYS_VERBS and not after_determiner(token, 0):
        return False
    if token.text in CREDITING and token.pos_ == "NOUN" and is_verbal(token, token.sent):
        return False
    if token.lower_ in _NOUNS and token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ", "DET"):
        return True
    if token.pos_ in _PARTS or token.tag_ == "POS" or (token.lower_ in _POSSESSIVE and token.pos_ == "PART"):
        return True
    if token.pos_ == "VERB":
        return token.dep_ in ("amod", "compound") and token.tag_ in ("VBN", "VBG")
    if token.pos_ == "ADV":
        return token.dep_ == "advmod" and token.head.pos_ in ("ADJ", "NUM") and token.head.i == token.i + 1
    return token.text in ("-", "–", "&", "/") or (token.pos_ == "" and token.is_alpha)


def _joins(context: Context, left: Token, right: Token) -> bool:  # noqa: PLR0911 - a chain of tests
    """Whether two neighbouring words stand in one phrase."""
    if not is_part(context, left) or not is_part(context, right):
        return False
    first, second = context.mention_of(left), context.mention_of(right)
    if first is not None and first is second:
        return True
    value = context.value_at(right.idx)
    if left.pos_ in ("NOUN", "PROPN") and _begins_time(right, value):
        return False  # "from its watch list last year"
    if first is not None and value is not None and value.start >= first.end:
        return False  # "paid Veshtar £96,000"
    if right.pos_ == "DET" and right.lower_ in ("the", "a", "an", "this", "that", "these", "those", "its", "their"):
        return left.lower_ in ("all", "both", "half")
    if right.tag_ == "PRP" or left.tag_ in ("PRP", "WP", "WDT"):
        return False
    if first is not None and first.form is Form.PRONOUN and left.tag_ != "PRP$":
        return False
    return not (second is not None and second.form is Form.PRONOUN and right.tag_ != "PRP$")


def _begins_time(token: Token, value: ValueMention | None) -> bool:
    """Whether a date, or "last year", begins at a token."""
    if value is not None:
        return value.start == token.idx and isinstance(value.value, Date)
    return token.lower_ in ("last", "next") and token.i + 1 < len(token.doc) and token.nbor().lower_ in _TIMES


def _phrase(context: Context, start: int, end: int) -> Phrase:
    tokens = context.doc[start:end]
    last = tokens[-1]
    if last.lower_ in _POSSESSIVE and len(tokens) > 1:
        last = tokens[-2]
    inside = context.mentions_in(tokens.start_char, max(tokens.end_char, last.idx + len(last)))
    mention = context.mention_of(last)
    if mention is not None and tokens[-1].lower_ in _POSSESSIVE:
        mention = None
    return Phrase(start, end, last, mention, tuple(other for other in inside if other is not mention))


def named(context: Context, phrase: Phrase, sentence: TokenSpan) -> Mention | None:
    """Return whom a phrase names: its own mention, or the one right behind a comma: "the reseller, Pallas Crane,".

    A description without antecedent counts as naming nobody, so that the name behind the comma is taken.
    """
    if phrase.mention is not None and phrase.mention.name_id is not None:
        return phrase.mention
    behind = apposed(context, phrase.end, sentence)
    return behind if behind is not None else phrase.mention


def apposed(context: Context, index: int, sentence: TokenSpan) -> Mention | None:
    """Return the mention that stands right behind a comma at a token index and is closed by punctuation."""
    doc = context.doc
    if index + 1 >= sentence.end or doc[index].text != ",":
        return None
    phrase = phrase_after(context, index + 1, sentence)
    if phrase is None or phrase.mention is None or phrase.mention.form is Form.PRONOUN:
        return None
    end = _past_place(context, phrase.end, sentence)
    closing = doc[end].text if end < sentence.end else "."
    return phrase.mention if closing in (",", ".", ";", ":", ")", "—", "–") else None


def joined(context: Context, phrase: Phrase, sentence: TokenSpan, until: int = -1) -> Iterator[Phrase]:
    """Yield a phrase and those listed with it: "A, its affiliate B and C", "A, along with others, including D".

    A phrase with a verb behind it begins a clause of its own, unless that verb's group begins at token `until`.
    """
    yield phrase
    index = phrase.end
    while True:
        index = _past_place(context, index, sentence)
        after = _past_joiners(context, index, sentence)
        following = phrase_after(context, after, sentence) if after > index else None
        if following is None or (following.end != until and _begins_clause(context, following.end, sentence)):
            return
        yield following
        index = following.end


def _past_place(context: Context, index: int, sentence: TokenSpan) -> int:
    """Step over "of Dervan" behind a name."""
    doc = context.doc
    if index < sentence.end and doc[index].lower_ in ("of", "in"):
        phrase = phrase_after(context, index + 1, sentence)
        if phrase is not None and phrase.mention is not None and phrase.mention.label.value == "place":
            return phrase.end
    return index


def _past_joiners(context: Context, index: int, sentence: TokenSpan) -> int:
    doc = context.doc
    start = index
    while index < sentence.end:
        words = next((words for words in _LONG_JOINERS if _matches(context, index, words, sentence)), None)
        if words:
            index += len(words)
        elif (doc[index].lower_ in _JOINERS and context.mention_of(doc[index]) is None) or (
            index > start and doc[index].lower_ in ("other", "also")
        ):
            index += 1
        else:
            break
    return index


def _matches(context: Context, index: int, words: tuple[str, ...], sentence: TokenSpan) -> bool:
    doc = context.doc
    return index + len(words) <= sentence.end and all(doc[index + n].lower_ == word for n, word in enumerate(words))


def _begins_clause(context: Context, index: int, sentence: TokenSpan) -> bool:
    """Whether a finite verb follows, so that the phrase before it is a subject of its own."""
    if index >= sentence.end:
        return False
    token = context.doc[index]
    if token.lower_ in BE | HAVE | DO | POSSIBLE | FUTURE:
        return True
    return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def complement(context: Context, phrase: Phrase, sentence: TokenSpan) -> Phrase | None:
    """Return the phrase that a preposition hangs on this one: "for Veshtar" of "a spokesman for Veshtar"."""
    if phrase.end < sentence.end and context.doc[phrase.end].lower_ in _PREPOSITIONS_OF_PLACE:
        return phrase_after(context, phrase.end + 1, sentence)
    return None
