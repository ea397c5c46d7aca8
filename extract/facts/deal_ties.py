"""Deals told by a noun near the only company and the only public body of a sentence, however they are tied to it.

"The award to S of the contract was confirmed by B", "S's clients include B", "payments of M by B to S". The readers
before this one know the wordings; this one knows what a deal is not: hoped for, lost, denied, fought over, looked
into, or told by a body that only reports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.deal_nouns import DEALING, is_pending
from extract.facts.dealing_sides import is_contract
from extract.facts.lookup import BODIES
from extract.facts.triggers import HARM
from extract.folding import listed
from extract.grammar.arguments import is_negated_noun
from extract.grammar.clauses import NEGATIONS, POSSIBLE, Predicate
from extract.grammar.phrases import phrase_around
from extract.records import Label, Mention

_DEALS = listed(
    "contract contracts deal deals order orders subcontract concession procurement tender award purchase purchases"
    " sale sales payment payments invoice invoices lease exports shipment shipments delivery deliveries spending"
    " supplier suppliers contractor contractors subcontractor customer customers client clients"
)
_ESTATE = listed(
    "shares share stake stakes stock business subsidiary unit division headquarters building buildings land assets"
    " bonds brand company firm property"
)
_REPORTING = listed(
    "say says said tell told find finds found report reports reported note notes noted warn warns warned show shows"
    " add adds added write writes wrote reveal reveals revealed estimate estimates according conclude concluded"
)
_FOUGHT = listed(
    "criticise criticised criticises criticize criticized sue sued sues suing investigate investigates investigated"
    " investigating accuse accused accuses ban bans banned bar barred fine fined lobby lobbied reject rejected rejects"
    " lose lost loses refuse refused refuses deny denied denies demand demanded urge urged urges warn warned block"
    " blocked blocks probe probed question questioned questions halt halted scrap scrapped oppose opposed opposes"
    " annul annulled raid raided arrest arrested charge charged condemn condemned hope hopes hoped want wants wanted"
    " plan plans planned bid bids bidding compete competing seek seeks sought seeking try tries tried appeal appealed"
    " complain complained call called calls consider considering considers threaten threatened propose proposed"
    " proposes unless if whether would-be rival rivals apologise apologised expel expelled protest protested without"
    " blacklist blacklisted sanction sanctioned sanctions talks negotiate negotiating negotiations overturned"
    " suspended inquiry"
)
"""Words of a sentence in which a deal is wished for, fought over or looked into."""
_OF_AN_ORDER = listed("for worth from of with by valued placed")
_NEAR = 14
_MARGIN = 5
_TIES = frozenset({"with", "to", "from", "by", "between", "for", "of"})


def find_deal_ties(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deal of a sentence that names one company and one body near a noun of dealing."""
    for noun in passage:
        if noun.lower_ not in _DEALS or noun.pos_ != "NOUN" or context.mention_of(noun) is not None:
            continue
        if noun.dep_ == "compound" or is_negated_noun(noun) or is_pending(noun, passage) or not _sells(context, noun):
            continue
        near = [one for one in parties_near(context, passage, noun.i, _NEAR) if not reports(context, one)]
        firms = [one for one in near if one.label is Label.COMPANY and not _is_purpose(context, one, noun)]
        companies = only_tied(context, noun, firms)
        bodies = only_tied(context, noun, [one for one in near if one.label in BODIES])
        if (
            len(companies) != 1
            or len(bodies) != 1
            or _is_doubtful(stretch(context, passage, noun.i, *companies, *bodies))
        ):
            continue
        governor = DEALING.find(noun.head.lower_)
        verb = noun.head if governor is not None else noun
        predicate = Predicate(verb, governor[0] if governor is not None else "contract", verb.i)
        phrase = phrase_around(context, noun, passage)
        yield ContractDraft(predicate, passage, companies, bodies, phrase if is_contract(phrase) else None)
        return


def parties_near(context: Context, passage: TokenSpan, index: int, reach: int) -> tuple[Mention, ...]:
    """Return the companies, bodies and persons named within some words of a token, each name at its nearest."""
    found: dict[str, Mention] = {}
    for mention in context.mentions_in(passage.start_char, passage.end_char):
        if mention.name_id is None or mention.label in (Label.PLACE, Label.GROUP):
            continue
        far = distance(context, mention, index)
        known = found.get(mention.name_id)
        if far <= reach and (known is None or far < distance(context, known, index)):
            found[mention.name_id] = mention
    return tuple(found.values())


def distance(context: Context, mention: Mention, index: int) -> int:
    """Return how many words lie from a mention to a token."""
    tokens = context.tokens(mention.start, mention.end)
    return min(abs(tokens.start - index), abs(tokens.end - index))


def only_tied(context: Context, noun: Token, near: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the only party near a noun; of several, those that a preposition or a possessive ties to it."""
    if len(near) <= 1:
        return tuple(near)
    return tuple(one for one in near if _is_tied(context, one, noun))


def _is_purpose(context: Context, mention: Mention, noun: Token) -> bool:
    """Whether a name says what a deal is for: "the contract for the La Ceibilla plant"."""
    start = context.tokens(mention.start, mention.end).start
    return start > noun.i and bool(
        {token.lower_ for token in context.doc[max(0, start - 2) : start]} & {"for", "about", "on"}
    )


def _is_tied(context: Context, mention: Mention, noun: Token) -> bool:
    tokens = context.tokens(mention.start, mention.end)
    doc = context.doc
    if tokens.start > noun.i:
        before = [token.lower_ for token in doc[max(noun.i, tokens.start - 3) : tokens.start]]
        return tokens.start - noun.i < _NEAR // 2 and bool(_TIES & set(before))
    following = doc[tokens.end : noun.i]
    return len(following) < _MARGIN and following[:1].text.lower() in ("'s", "’s", "'", "’", "")


def stretch(context: Context, passage: TokenSpan, index: int, *mentions: Mention) -> TokenSpan:
    """Return the words from the first to the last of a token and some mentions, and a few on either side."""
    spans = [context.tokens(one.start, one.end) for one in mentions]
    first = min([index, *(span.start for span in spans)]) - _MARGIN
    last = max([index, *(span.end for span in spans)]) + _MARGIN
    return context.doc[max(passage.start, first) : min(passage.end, last)]


def _is_doubtful(passage: TokenSpan) -> bool:
    """Whether words deny, ask, wish or charge."""
    words = {token.lower_ for token in passage}
    if words & (_FOUGHT | POSSIBLE | (NEGATIONS - {"without"})) or "?" in words:
        return True
    return HARM.search(passage.text) is not None


def reports(context: Context, mention: Mention) -> bool:
    """Whether somebody says what a sentence tells, and does no more: "the auditor said", "according to B"."""
    tokens = context.tokens(mention.start, mention.end)
    around = context.doc[max(0, tokens.start - 3) : tokens.end + 3]
    if any(token.lower_ in _REPORTING for token in around if not tokens.start <= token.i < tokens.end):
        return True
    sources = (one.source for one in context.attributions)
    return any(source is not None and source.start <= mention.start < source.end for source in sources)


def _sells(context: Context, noun: Token) -> bool:
    """Whether a noun's deal is of goods and work, not of shares and houses; an order without goods is a command."""
    if noun.lower_ in ("order", "orders") and noun.i + 1 < len(noun.doc):
        bought = noun.nbor().lower_ in _OF_AN_ORDER or noun.nbor(-1).lower_ in (
            "purchase",
            "million",
            "billion",
            "call-off",
        )
        if not bought:
            return False
    return not {token.lower_ for token in context.doc[noun.i : noun.i + 6]} & _ESTATE
