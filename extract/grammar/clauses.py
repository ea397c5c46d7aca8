"""Predicates: a verb with its auxiliaries, read from the words in order.

Voice, negation and modality are read from the words before the verb, which is more reliable than a small parser; the
parse only settles what word order leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.folding import listed
from extract.grammar.verbs import FormOf, Verbs

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "get", "got", "gets"})
HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'d", "’d"})
DO = frozenset({"do", "does", "did"})
POSSIBLE = frozenset({"could", "may", "might", "would", "should", "can"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "nothing"})
HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "apparently"})
_SMALL_ADVERBS = listed(
    "also now since then already again still ever just twice later once even so far yet first soon finally long"
)
_TAKES_CLAIMS = listed(
    "denies denied deny denying rejects rejected reject rejecting disputes disputed dismisses dismissed refutes"
    " refuted rebuts rebutted"
)
ALWAYS_VERBS = listed(
    "denies denied says said accuses alleges rejects rejected dismisses refutes refuted blacklisted sanctioned"
    " installed awarded signed won bought sold uses owns imposes imposed declined operates provides makes wins"
    " buys sells installs acquires acquired confirms respects complies banned paid pays awards"
)
"""Forms that are verbs after a name whatever a tagger says of them."""
_CLEFT = frozenset({"'s", "’s"})
CREDITING = listed(
    "estimate estimates show shows claims reports finds calculates suggest suggests reckons warns notes"
    " forecasts forecast projects fears believes"
)
_CLAUSES = frozenset({"ROOT", "root", "ccomp", "acl:relcl", "advcl", "conj", "xcomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb as it stands in a sentence.

    `first` is the index of the first token of its group ("has been" of "has been accused"); `reduced` says that it is
    a bare participle ("cameras made by"); `adverbs` are in lower case.
    """

    verb: Token
    lemma: str
    first: int
    passive: bool = False
    reduced: bool = False
    ing: bool = False
    infinitive: bool = False
    negated: bool = False
    modal: str | None = None
    adverbs: tuple[str, ...] = ()

    @property
    def tentative(self) -> bool:
        """Whether it says only that something can, could or will be."""
        return self.modal in POSSIBLE or self.modal in FUTURE

    @property
    def hearsay(self) -> bool:
        """Whether an adverb marks it as told by nobody in particular: reportedly, allegedly."""
        return any(word in HEARSAY for word in self.adverbs)


def find_predicates(sentence: TokenSpan, verbs: Verbs) -> Iterator[Predicate]:
    """Yield the predicates of a sentence whose verb is in the list, in order."""
    doc = sentence.doc
    for index, lower in _verbal(sentence):
        found = verbs.find(lower)
        if found is not None:
            yield _predicate(doc[index], found[0], found[1], sentence.start)


def _verbal(sentence: TokenSpan) -> list[tuple[int, str]]:
    """Return where verbs stand in a sentence and in what form; kept with the doc, since every reader asks it."""
    key = f"verbal {sentence.start} {sentence.end}"
    kept: list[tuple[int, str]] | None = sentence.doc.user_data.get(key)
    if kept is None:
        kept = [(token.i, token.lower_) for token in sentence if is_verbal(token, sentence)]
        sentence.doc.user_data[key] = kept
    return kept


def is_verbal(token: Token, sentence: TokenSpan) -> bool:  # noqa: PLR0911 - a chain of tests, each with its answer
    """Whether a token that has the form of a verb is one here; untagged words count as verbs."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    before = token.nbor(-1) if token.i > sentence.start else None
    if token.text in ALWAYS_VERBS:
        return not after_determiner(token, sentence.start)
    if token.pos_ in ("VERB", "AUX", ""):
        if (
            before is not None
            and before.pos_ == "VERB"
            and before.tag_ in ("VBZ", "VBD", "VBP", "VBG")
            and before.dep_ != "amod"
        ):
            return token.tag_ in ("VB", "VBN", "VBG") or before.lower_ in BE | HAVE | DO  # "denies claims that"
        if before is not None and before.lower_ in _TAKES_CLAIMS:
            return False
        return token.pos_ != "" or not after_determiner(token, sentence.start)
    if before is None:
        return False
    if token.pos_ == "ADJ":
        return token.lower_.endswith(("ed", "en", "un")) and (
            before.lower_ in BE or following in ("by", "to", "with", "of") or before.lower_ in HAVE
        )
    if token.pos_ in ("NOUN", "PROPN"):  # "Veshtar claims that": a tagger's slip
        if token.tag_.startswith("VB") and token.dep_ in _CLAUSES:
            return not after_determiner(token, sentence.start)
        if (
            token.lower_ in CREDITING
            and before.pos_ == "PROPN"
            and following in (".", ",", ";", "")
            and _behind_comma(token, sentence.start)
        ):
            return token.lower_ == token.text
        between = before.pos_ == "PROPN" and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
        that = following == "that" and before.pos_ in ("PROPN", "PRON", "ADV")
        return (that or between) and token.lower_ == token.text
    return False


def _behind_comma(token: Token, start: int) -> bool:
    """Whether a comma stands a few words before: "..., analysts at Open Lens Watch estimate"."""
    return any(word.text == "," for word in token.doc[max(start, token.i - 9) : token.i])


def after_determiner(token: Token, start: int) -> bool:
    """Whether a word stands behind an article or a possessive, where no verb can stand."""
    return token.i > start and token.nbor(-1).lower_ in ("the", "a", "an", "its", "their", "his", "of", "any", "such")


def _predicate(verb: Token, lemma: str, form: FormOf, start: int) -> Predicate:
    words, first = _group(verb, start)
    lower = [word.lower_ for word in words]
    be = any(word in BE for word in lower) or (
        bool(_CLEFT & set(lower)) and FormOf.PARTICIPLE in form and verb.tag_ == "VBN"
    )
    ing = form is FormOf.ING
    participle = FormOf.PARTICIPLE in form and (
        verb.tag_ not in ("VBD", "VBP", "VB", "VBZ") or (verb.dep_ == "acl" and _before_preposition(verb))
    )
    have = any(word in HAVE for word in lower)
    modal = next((word for word in lower if word in POSSIBLE or word in FUTURE), None)
    bare = participle and not be and not have and modal is None and not (DO & set(lower))
    reduced = bare and _is_reduced(verb)
    passive = (be and FormOf.PARTICIPLE in form and not ing) or reduced or (bare and _shares_passive(verb))
    return Predicate(
        verb, lemma, first, passive=passive, reduced=reduced, ing=ing,
        infinitive="to" in lower, negated=any(word in NEGATIONS for word in lower), modal=modal,
        adverbs=tuple(word.lower_ for word in words if word.lower_.endswith("ly")),
    )  # fmt: skip


def _group(verb: Token, start: int) -> tuple[list[Token], int]:
    """Return the auxiliaries and adverbs before a verb, nearest last, and the index of the first."""
    words: list[Token] = []
    index = verb.i - 1
    while index >= start and _belongs_to_group(verb.doc[index]):
        words.insert(0, verb.doc[index])
        index -= 1
    while (
        words
        and words[0].lower_ not in BE | HAVE | DO | POSSIBLE | FUTURE | {"to", "not", "never"}
        and (words[0].pos_ == "ADV" and words[0].lower_ in ("so", "far", "yet", "long", "once", "later", "now", "then"))
    ):
        words.pop(0)
    return words, verb.i - len(words)


def _belongs_to_group(token: Token) -> bool:
    lower = token.lower_
    if lower in BE or lower in HAVE or lower in DO or lower in POSSIBLE or lower in FUTURE:
        return True
    if lower in _CLEFT:
        return token.tag_ != "POS" and token.pos_ in ("AUX", "VERB")
    if lower in ("to", "not", "n't", "n’t", "never", "longer"):
        return True
    if lower == "no":
        return token.i + 1 < len(token.doc) and token.nbor().lower_ == "longer"
    return (lower.endswith("ly") and token.pos_ in ("ADV", "")) or lower in _SMALL_ADVERBS


def _before_preposition(verb: Token) -> bool:
    following = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return following in ("by", "to", "of", "with", "for", "from", "in", "at", "under")


def _is_reduced(verb: Token) -> bool:
    """Whether a participle without auxiliaries stands for a passive: "a company linked to", "made by"."""
    if any(child.dep_ == "nsubj" for child in verb.children):
        return False
    if verb.dep_.startswith(("acl", "amod", "advcl")):
        return True
    following = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return following == "by" or (verb.tag_ == "VBN" and verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis", ""))


def _shares_passive(verb: Token) -> bool:
    """Whether a participle shares the auxiliary of the verb it is joined to: "was accused and blacklisted"."""
    if any(child.dep_ == "nsubj:pass" for child in verb.children):
        return True
    if verb.dep_ != "conj" or any(child.dep_ == "nsubj" for child in verb.children):
        return False
    return verb.tag_ == "VBN" and any(child.dep_ == "aux:pass" for child in verb.head.children)
