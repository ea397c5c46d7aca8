"""Deals told by a noun near the only company and the only public body of a sentence, however they are tied to it.

"The award to S of the contract was confirmed by B", "S's clients include B", "payments of M by B to S". The readers
before this one know the wordings; this one knows what a deal is not: hoped for, lost, denied, fought over, looked
into, or told by a body that only reports it.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from extract.records import Form, Label, Mention

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
    " blocked blocks probe probed question questioned questions halt halted scrap scrapped oppose opposed opposes annul"
    " annulled raid raided arrest arrested charge charged condemn condemned hope hopes hoped want wants wanted plan"
    " plans planned bid bids bidding compete competing seek seeks sought seeking try tries tried appeal appealed complain"
    " complained call called calls consider considering considers threaten threatened propose proposed proposes"
    " unless if whether would-be rival rivals apologise apologised expel expelled protest protested without blacklist"
    " blacklisted sanction sanctioned sanctions talks negotiate negotiating negotiations overturned suspended inquiry"
)
"""Words of a sentence in which a deal is wished for, fought over or looked into."""
_NEAR = 18


def find_deal_ties(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deal of a sentence that names one company and one body and a noun of dealing near both."""
    nouns = [token for token in passage if token.lower_ in _DEALS and context.mention_of(token) is None]
    if not nouns or _is_doubtful(passage):
        return
    companies, bodies = _parties(context, passage)
    if len(companies) != 1 or len(bodies) != 1:
        return
    for noun in nouns:
        if noun.pos_ != "NOUN" or is_negated_noun(noun) or is_pending(noun, passage) or not _sells(context, noun):
            continue
        if all(_is_near(context, mention, noun) for mention in (*companies, *bodies)):
            phrase = phrase_around(context, noun, passage)
            governor = DEALING.find(noun.head.lower_)
            verb = noun.head if governor is not None else noun
            predicate = Predicate(verb, governor[0] if governor is not None else "contract", verb.i)
            item = phrase if is_contract(phrase) else None
            yield ContractDraft(predicate, passage, tuple(companies), tuple(bodies), item)
            return


def _is_doubtful(passage: TokenSpan) -> bool:
    """Whether a sentence denies, asks, wishes or charges."""
    words = {token.lower_ for token in passage}
    if words & (_FOUGHT | POSSIBLE | (NEGATIONS - {"without"})) or "?" in words:
        return True
    return HARM.search(passage.text) is not None


def _parties(context: Context, passage: TokenSpan) -> tuple[list[Mention], list[Mention]]:
    """Return the companies and the bodies that a sentence names, each once; a body that only reports is none."""
    companies: dict[str, Mention] = {}
    bodies: dict[str, Mention] = {}
    for mention in context.mentions_in(passage.start_char, passage.end_char):
        if mention.name_id is None or (mention.form is Form.PRONOUN and mention.label is not Label.COMPANY):
            continue
        if mention.label is Label.COMPANY:
            companies.setdefault(mention.name_id, mention)
        elif mention.label in BODIES and not _reports(context, mention):
            bodies.setdefault(mention.name_id, mention)
    return list(companies.values()), list(bodies.values())


def _reports(context: Context, mention: Mention) -> bool:
    """Whether a body says what the sentence tells, and does no more: "the auditor said", "according to the bureau"."""
    tokens = context.tokens(mention.start, mention.end)
    around = context.doc[max(0, tokens.start - 3) : tokens.end + 3]
    if any(token.lower_ in _REPORTING for token in around if not tokens.start <= token.i < tokens.end):
        return True
    return any(source is not None and source.start <= mention.start < source.end
               for source in (one.source for one in context.attributions))  # fmt: skip


def _sells(context: Context, noun: Token) -> bool:
    """Whether a noun's deal is of goods and work, not of shares and houses."""
    return not {token.lower_ for token in context.doc[noun.i : noun.i + 6]} & _ESTATE


def _is_near(context: Context, mention: Mention, noun: Token) -> bool:
    tokens = context.tokens(mention.start, mention.end)
    return min(abs(tokens.start - noun.i), abs(tokens.end - noun.i)) <= _NEAR
