"""Allegations: what somebody says another has done wrong, always as the claim of its claimant or of nobody named.

Charges ("accused of", "linked to") are allegations by their cue; statements are where they are claims about another
party, or tell of harm done by one. Nothing here is ever asserted as true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.charges import Charge, all_charges
from extract.attribution.cues import ALL_CHARGING, ALL_STATING, EMERGING, STATING_NOUNS, CueClass, class_of, is_credit
from extract.attribution.speakers import mention_at_span
from extract.context import Context
from extract.facts.accused import accused_in, agents_of_harm, faulty_in, housing_harm, is_denied
from extract.facts.accusing_frames import find_framed_charges
from extract.facts.accusing_nouns import author_at, find_noun_charges
from extract.facts.affiliations import find_affiliations
from extract.facts.drafts import UNATTRIBUTED, make_fact
from extract.facts.lookup import PARTIES, labelled, parties
from extract.facts.professing import professes
from extract.facts.regions import with_shared_regions
from extract.facts.remembering import remembered
from extract.facts.telling import employer_of, is_aside, is_charge, is_own, is_secret, says_itself
from extract.facts.triggers import HARM, POWERS
from extract.folding import listed
from extract.grammar.clauses import NEGATIONS
from extract.grammar.passages import find_passages
from extract.grammar.phrases import named
from extract.records import Attribution, Fact, FactKind, Form, Label, Mention, Modality, Role, Span

_DISTANT = frozenset({"allege", "claim", "assert", "contend", "suspect", "accuse"})
_CHARGING = frozenset({"suspect", "accuse"})
_FIRST = frozenset({"we", "our", "i", "my", "it", "its", "he", "she", "his", "her"})
_PURSUING = frozenset({"investigate", "charge", "suspect", "sue", "indict", "prosecute"})
_WEAK = listed(
    "link tie connect associate criticise criticize condemn denounce fault charge"
    " investigate probe attack summon arrest detain"
)


def find_allegations(context: Context) -> Iterator[Fact]:
    """Yield the allegations of a document: charges first, then statements; equal ones are dropped by the caller."""
    yield from remembered(context, "allegations", lambda: tuple(_allegations(context)))


def _allegations(context: Context) -> Iterator[Fact]:
    affiliations = find_affiliations(context)
    found = [_from_charge(context, charge) for charge in all_charges(context)]
    found += [_from_statement(context, attribution, affiliations) for attribution in context.attributions]
    found += _from_nouns(context)
    yield from with_shared_regions(context, [fact for fact in found if fact is not None])


def allege(
    context: Context, *, claimant: Mention | None, words: str | None, targets: Iterable[Mention], content: Span,
    act: str, evidence: Iterable[Span | TokenSpan], confidence: float,
) -> Fact | None:  # fmt: skip
    """Return an allegation with the places and groups that its content names; without a claimant it is unattributed.

    `words` say who claims it where no mention does.
    """
    targets = list(targets)
    named_claimant = claimant is not None and context.find_filler(Role.CLAIMANT, claimant) is not None
    if not (targets or named_claimant) or content.end <= content.start:
        return None
    roles = [(Role.TARGET, mention) for mention in targets]
    if claimant is not None and named_claimant:
        roles.append((Role.CLAIMANT, claimant))
    taken = {mention.start for _, mention in roles}
    for role, label in ((Role.REGION, Label.PLACE), (Role.AFFECTED, Label.GROUP)):
        found = labelled(context, content.start, content.end, label)
        roles.extend(
            (role, mention) for mention in found if mention.start not in taken and _is_setting(context, mention)
        )
    return make_fact(
        context, FactKind.ALLEGATION, roles, evidence,
        content=context.text[content.start : content.end], act=act, modality=Modality.REPORTED,
        claimed_by=None if named_claimant else (words or UNATTRIBUTED), confidence=confidence,
    )  # fmt: skip


def _is_setting(context: Context, mention: Mention) -> bool:
    """Whether a place is where it happens: not where data flow to, nor whose people they are ("Norvenia's Tavri")."""
    if mention.label is Label.GROUP:
        return True
    if context.text[: mention.start].endswith(" of ") and context.mention_at(max(0, mention.start - 5)) is not None:
        return False  # "Pallas Crane of Dubai" says where it is from
    after = context.text[mention.end : mention.end + 2]
    if after in ("'s", "’s"):
        return _is_region_behind(context, mention)
    before = context.text[max(0, mention.start - 24) : mention.start].split()
    heading = next(
        (word.lower() for word in reversed(before) if word.lower() not in ("the", "northern", "southern")), ""
    )
    noun_follows = (
        context.text[mention.end : mention.end + 1] == " " and context.text[mention.end + 1 : mention.end + 2].islower()
    )
    return heading not in ("to", "by", "with", "against", "for") or (
        heading == "to" and noun_follows and before[-1] == "the"
    )


def _is_region_behind(context: Context, mention: Mention) -> bool:
    """Whether a possessive place is followed by a place in it: "China's Xinjiang"."""
    following = context.mention_at(min(mention.end + 3, len(context.text) - 1))
    return following is not None and following.label is Label.PLACE


def _from_charge(context: Context, charge: Charge) -> Fact | None:
    lemma = charge.predicate.lemma
    words = context.text[charge.content.start : charge.content.end]
    if charge.predicate.tentative and charge.predicate.modal != "will":
        return None
    if lemma in _WEAK and not (HARM.search(words) or (POWERS.search(words) and lemma != "charge")):
        return None
    targets = _charged(context, charge)
    unnamed = bool(charge.targets) and charge.targets[0].mention is None
    pursued = lemma in _PURSUING and charge.source is not None and not charge.predicate.ing
    if not targets and not (unnamed and (lemma == "accuse" or pursued)):
        return None
    source = charge.source
    claimant = source.mention if source is not None else None
    said_by = context.text[source.span.start : source.span.end] if source is not None else None
    if source is not None and claimant is None:
        claimant = author_at(context, source.span.start, source.span.end)
    if source is not None and claimant is not None and claimant.label is Label.PLACE:
        claimant = None
    if claimant is not None and any(claimant.name_id == target.name_id for target in targets):
        return None
    return allege(
        context, claimant=claimant, words=said_by, targets=targets, content=charge.content, act=_present(lemma),
        evidence=[charge.passage], confidence=0.85 if lemma == "accuse" else 0.75,
    )  # fmt: skip


def _from_nouns(context: Context) -> Iterator[Fact | None]:
    for passage in find_passages(context):
        for charge in (*find_noun_charges(context, passage), *find_framed_charges(context, passage)):
            yield allege(
                context, claimant=charge.claimant, words=charge.words, targets=charge.targets, content=charge.content,
                act=charge.act, evidence=[passage], confidence=0.65,
            )  # fmt: skip


def _charged(context: Context, charge: Charge) -> tuple[Mention, ...]:
    for phrase in charge.targets:
        mention = named(context, phrase, charge.passage)
        if mention is None and phrase.mention is None:
            mention = _behind(context, phrase.start)  # "Hikvision, a Chinese company linked to ..."
        if mention is None or mention.label not in PARTIES or mention.name_id is None:
            continue
        until = charge.predicate.first
        listed = parties(context, phrase, charge.passage, PARTIES, until) if phrase.mention is mention else (mention,)
        before = charge.predicate.first if charge.predicate.passive else len(context.doc)
        limit = context.doc[before].idx if before < len(context.doc) else len(context.text)
        return tuple(item for item in listed if item.start < limit) or (mention,)
    return ()


def _behind(context: Context, start: int) -> Mention | None:
    """Return the name that a phrase explains: right before it and a comma, where the phrase opens with an article."""
    doc = context.doc
    if start < 2 or doc[start - 1].text != "," or doc[start].lower_ not in ("a", "an", "the"):
        return None
    return context.mention_of(doc[start - 2])


def _from_statement(  # noqa: PLR0911 - a chain of tests
    context: Context, attribution: Attribution, affiliations: dict[str, frozenset[str]]
) -> Fact | None:
    cue = context.text[attribution.cue.start : attribution.cue.end].lower()
    lemma = _cue_lemma(cue)
    making = (CueClass.SAY, CueClass.CLAIM, CueClass.FIND)
    if lemma is None or class_of(lemma) not in making or _is_disowned(context, attribution):
        return None
    content = attribution.content
    claimant = mention_at_span(context, attribution.source)
    if attribution.source is not None and claimant is not None and claimant.name_id is None:
        if claimant.form is Form.PRONOUN:
            return None
        claimant = None
    distant = lemma in _DISTANT
    if is_aside(context, attribution, lemma, distant=distant):
        return None
    targets = (
        accused_in(context, content, distant=distant)
        or agents_of_harm(context, content, distant=distant)
        or housing_harm(context, content)
        or faulty_in(context, content)
        or (employer_of(context, attribution) if claimant is None else ())
    )
    own = {claimant.name_id or "", *affiliations.get(claimant.name_id or "", ())} if claimant is not None else set()
    said = context.text[content.start : content.end]
    if any(target.name_id in own for target in targets) or professes(said):
        return None
    persons = lemma not in _CHARGING and all(target.label is Label.PERSON for target in targets)
    strict = (not distant or persons) and lemma != "allege"
    if strict and not is_charge(context, attribution, targets, distant=distant):
        return None  # "claimed that Lincoln was the last of his party" charges nobody
    if targets and (is_own(context, targets[0], claimant) or says_itself(context, content, targets)):
        return None
    secret = (
        lemma not in _DISTANT and claimant is not None and claimant.label is not Label.GOVERNMENT and is_secret(said)
    )
    if not targets and not ((lemma in _DISTANT or secret) and _names_wrong(context, content, own)):
        return None
    words = context.text[attribution.source.start : attribution.source.end] if attribution.source else None
    if lemma == "hear":
        claimant, words = None, None  # whoever told the court
    if words is not None and words.lower() == "i":
        words = None
    if words is not None and words.lower() == "we":
        words = context.document.publisher or words  # a report speaking of its authors
        claimant = next((m for m in context.mentions if m.name_id and context.fullest_name(m) == words), None)
    start, end = min(attribution.cue.start, content.start), max(attribution.cue.end, content.end)
    return allege(
        context, claimant=claimant, words=words, targets=targets, content=content, act=_present(lemma),
        evidence=[_sentences(context, start, end)], confidence=0.75 if lemma in _DISTANT else 0.65,
    )  # fmt: skip


def _names_wrong(context: Context, content: Span, own: set[str]) -> bool:
    """Whether a content tells of wrong by somebody unnamed: not of the speaker's own doings, and not denied."""
    tokens = context.tokens(content.start, content.end)
    if is_denied(tokens) or any(token.lower_ in _FIRST for token in tokens[:3]):
        return False
    return all(one.name_id not in own for one in context.mentions_in(content.start, content.end))


def _is_disowned(context: Context, attribution: Attribution) -> bool:
    """Whether a claim is not made: "we do not claim that ..."."""
    cue = context.tokens(attribution.cue.start, attribution.cue.end)
    before = context.doc[max(0, cue.start - 2) : cue.start]
    return any(token.lower_ in NEGATIONS for token in before if not token.is_sent_start)


def _sentences(context: Context, start: int, end: int) -> Span:
    evidence = context.sentence_evidence(start, end)
    return Span(evidence.start, evidence.end)


def _cue_lemma(cue: str) -> str | None:
    if is_credit(cue) or cue == ":" or cue in EMERGING:
        return "say"
    if cue in STATING_NOUNS:
        singular = cue.removesuffix("s")
        return {"claim": "claim", "allegation": "allege", "accusation": "allege", "report": "report",
                "assertion": "assert", "suspicion": "suspect"}.get(singular, "say")  # fmt: skip
    found = ALL_STATING.find(cue)
    return found[0] if found else None


def _present(lemma: str) -> str:
    """Return the act of an allegation: its verb in the present, third person."""
    forms = {"say": "says", "tell": "says", "deny": "denies"}
    return forms.get(lemma, lemma + "s") if lemma in ALL_STATING or lemma in ALL_CHARGING else lemma
