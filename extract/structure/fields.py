"""What a label of a form or the head of a column says: "Name of the awarded supplier", "Total Call-Off Charges".

A label is judged by its words, not looked up whole: which side it names, what of that side (the party itself, a person
who speaks for it, an address), or which value. Words of which nothing is known make a label say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.folding import listed

Field = Literal[
    "supplier", "buyer", "bidder", "amount", "date", "subject", "reference", "region", "period", "signers", "listed",
    "grounds", "since", "until", "issuer", "result", "position",
]  # fmt: skip
Side = Literal["supplier", "buyer"]
_LONGEST = 9  # words of a label


@dataclass(frozen=True, slots=True)
class Sense:
    """What a label says; `side` is whose signer it names; of two values of a field the one of lesser `rank` holds."""

    field: Field
    side: Side | None = None
    rank: int = 0


_CLAUSE = re.compile(r"\b(?:shall|will|must|may|is|are|was|were|has|have|had|that|which|who|hereby|if|agrees?)\b")
_ASIDE = re.compile(r"\((?!s\)|ies\))[^()]*\)|[’']s\b|s[’'](?=\s)")
_SUPPLIER = re.compile(
    r"\b(?:contractors?|suppliers?|vendors?|sellers?|(?:service )?providers?|awardees?|winners?|consultants?"
    r"|(?:winning|successful|selected|awarded|preferred|chosen) (?:bidders?|tenderers?|offerors?|compan(?:y|ies)|firms?"
    r"|economic operators?)|awarded to|award(?:ed)? recipients?|economic operators?|recipients?|concessionaires?"
    r"|lessors?"
    r"|landlord|licensors?|payee)\b"
)
_BUYER = re.compile(
    r"\b(?:buyers?|purchasers?|clients?|customers?|employer|lessee|tenant|licensee"
    r"|(?:contracting|procuring|purchasing|awarding|buying|ordering|procurement|commissioning|tendering)"
    r" (?:authority|authorities|entity|body|agency|activity|institution|office|organi[sz]ation|department)"
    r"|buyer organi[sz]ation|published by|end[- ]user)\b|^authority$|^department/ind agency$|^sub-?tier$"
)
_BIDDER = re.compile(r"\b(?:bidders?|tenderers?|offerors?|applicants?)\b")
_PERSON = re.compile(
    r"\b(?:represent(?:ed by|atives?)|signator(?:y|ies)|contact(?: person| name)?|authori[sz]ed (?:officer|person|by)"
    r"|signed by|for the attention of|project manager|contract manager)$"
)
_DETAIL = listed(
    "address addresses postal postcode post code city town country county tel telephone phone email e-mail mail fax"
    " website web url vat tax gstin registration registered id identifier identification duns number no type size sme"
    " category nationality level sector status account bank iban performance obligations response responses remarks"
    " activity email notes size acceptance share shares role contact"
)
_MEANS_NAME = listed(
    "name names of the a an s legal full official trading business registered organisation organization entity "
    "company firm"
    " details and or main lead principal appointed party to by no per prime selected awarded winning successful its "
    "contract"
)
_AMOUNT = re.compile(
    r"\b(?:values?|price|amount|sum|fees?|charges?|cost|consideration|remuneration|contract total|grand total)\b"
    r"|^total$"
)
_NO_AMOUNT = re.compile(
    r"\b(?:estimated?|estimates|budget\w*|unit|per|guarantee|securit\w+|deposit|liabilit\w+|insurance|threshold|minimum"
    r"|previous|quoted?|bid|offer|lowest|highest|first year|annual|monthly|hourly|daily|rates?|invoice\w*|late|payable"
    r"|share|fair|nominal|score|added|initial|advance|terms?|schedule|basis|type|currency|date)\b"
)
_DATES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(?:award\w*|sign\w*|conclu\w+|executed)\b"), 0),
    (re.compile(r"\b(?:commencement|start)\b"), 2),
    (re.compile(r"\b(?:contract|agreement|order|effective|decision|dated|purchase)\b"), 1),
)
_IS_DATE = re.compile(r"\bdate\b|\bon$|^dated$|\bstart$|^(?:contract )?award decision$|^signature$")
_NO_DATE = re.compile(
    r"\b(?:publi\w+|deadline|closing|close|expiry|expir\w+|end|completion|delivery|birth|list\w*|designat\w+|debar\w+"
    r"|exclu\w+|modified|updated|received|submission|opening|invoice|payment|review|termination|number|no|days)\b"
)
_REFERENCE = re.compile(r"\b(?:reference|ref|number|no|nr|id|identifier|code|ocid)\b")
_REFERS_TO = re.compile(
    r"\b(?:contract|notice|tender|award|procedure|order|call-off|agreement|procurement|solicitation|file|case|our"
    r"|project"
    r"|letter of award|award letter)\b"
)
_NO_REFERENCE = re.compile(
    r"\b(?:registration|registered|company|vat|tax|phone|tel|account|invoice|lot|item|passport|page|version|postal"
    r"|cpv|of"
    r" (?:tenders|bids|offers)|bids|tenders received|internal|commodity|supplier|vendor|id card|class\w*)\b"
)
_WORDED: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("subject", re.compile(
        r"(?:(?:subject|object)(?:[- ]matter)?(?: of (?:the )?(?:contract|procurement|agreement))?|description"
        r"|(?:(?:tender|contract|call-off|lot|notice|project|procurement) )?(?:title|description)|goods|services"
        r"|products"
        r"|works|scope(?: of (?:work|services))?)")),
    ("region", re.compile(
        r"(?:(?:main )?(?:place|site|location) of (?:performance|delivery|work|installation)s?|locations?|region"
        r"|delivery (?:place|location))")),
    ("period", re.compile(
        r"duration(?: of (?:the )?(?:contract|agreement))?|(?:(?:subscription|initial|contract|agreement|completion) )*"
        r"(?:term|period)")),
    ("until", re.compile(
        r"(?:(?:ineligib\w+|debar\w+|exclu\w+|sanction\w*|valid|effective|suspen\w+) )?(?:period )?"
        r"(?:until|to|end(?:s|ing)?|expir\w+)(?: date| on)?|end date|expiry date|(?:date )?(?:of )?expiry|to date")),
    ("since", re.compile(
        r"(?:ineligib\w+|debarr\w+|excluded|effective|valid|suspended|sanctioned) (?:from|since|on)|from|since"
        r"|(?:start|from|effective) date|listed on|date listed|start of (?:exclusion|debarment|ineligibility|sanction)"
        r"|(?:date of |date )(?:listing|designation|exclusion|debarment|inclusion|sanction|suspension|designated|added)"
        r"|(?:exclusion|debarment|sanction|listing|designation|added)(?: start)?(?: date| on)"
        r"|(?:exclusion|debarment|sanction|ineligibility) period|period of (?:exclusion|debarment|ineligibility"
        r"|sanction)"
        r"|(?:exclusion|debarment|sanction) (?:starts|begins|start|from)|date of decision|decision date")),
    ("grounds", re.compile(
        r"(?:(?:exclusion|debarment|mandatory|discretionary|sanction|listing) )*grounds?(?: (?:for|of) [\w ]+)?"
        r"|(?:statement of )?reasons?(?: for [\w ]+)?|basis(?: of [\w ]+)?|violations?|misconduct|findings?"
        r"|(?:type|nature) of (?:misconduct|violation|offence)|cause(?: of action)?")),
    ("issuer", re.compile(
        r"(?:issued|decided|imposed|designated|sanctioned|excluded|debarred) by|(?:deciding|issuing|sanctioning|listing"
        r"|excluding|debarring|designating|responsible|competent) (?:authority|body|agency|institution|office|entity)"
        r"|decision[- ]maker|(?:authority|agency|institution) (?:responsible|imposing [\w ]+)|agency")),
    ("listed", re.compile(
        r"(?:excluded |debarred |listed |sanctioned |designated |suspended |ineligible )*"
        r"(?:supplier|firm|entity|company|person|individual|vessel|undertaking|respondent|economic operator|party"
        r"|contractor"
        r"|organi[sz]ation|name)s?(?: or (?:individual|entity|firm)(?:s)?)?(?: names?)?"
        r"|name of (?:the )?(?:excluded |debarred |listed |sanctioned )?(?:firm|company|person|entity|supplier"
        r"|individual"
        r"|vessel|economic operator|respondent|undertaking)s?|subject of (?:the )?(?:decision|order|exclusion)")),
    ("result", re.compile(r"result|outcome|status|decision|rank(?:ing)?|remarks|evaluation")),
    ("position", re.compile(r"(?:position|role|title|function|office|capacity|designation|job title)(?: held)?")),
)  # fmt: skip


@lru_cache(maxsize=4096)
def sense_of(label: str) -> Sense | None:
    """Return what a label says of a contract or an award, None where it says nothing that is known."""
    words = _plain(label)
    if not words or len(words.split()) > _LONGEST or _CLAUSE.search(words):
        return None
    return _of_party(words) or _of_value(words)


@lru_cache(maxsize=4096)
def column_of(head: str) -> Field | None:
    """Return what a column holds by its head: as of a label, but also whom a list names, since when and why."""
    words = _plain(head)
    if not words or len(words.split()) > _LONGEST:
        return None
    for name, pattern in _WORDED[3:-1]:
        if name != "listed" and pattern.fullmatch(words):
            return name
    sense = sense_of(head)
    if sense is not None:
        return None if sense.field == "signers" else sense.field
    if _BIDDER.search(words) and not _rest(_BIDDER, words) & _DETAIL:
        return "bidder"
    return "listed" if dict(_WORDED)["listed"].fullmatch(words) else None


@lru_cache(maxsize=4096)
def entry_field(label: str) -> Field | None:
    """Return what a line says of somebody listed: who it is, since when, until when, on what grounds, by whom."""
    words = _plain(label)
    return next((name for name, pattern in _WORDED[3:-2] if pattern.fullmatch(words)), None)


def side_in(words: str) -> Side | None:
    """Return which side words name: "Buyer's authorised representative", "For the Supplier"; None for both or none."""
    plain = re.sub(r"^(?:signed )?(?:for|by)(?: and on behalf of)? (?:the )?", "", _plain(words))
    supplies, buys = _SUPPLIER.search(plain), _BUYER.search(plain)
    return None if bool(supplies) == bool(buys) else "supplier" if supplies else "buyer"


def _plain(label: str) -> str:
    words = _ASIDE.sub("", label.replace("(s)", "").replace("(ies)", "")).lower()
    words = re.sub(
        r"^\W*(?:(?:[ivx]{1,4}|\d{1,3}|[a-z])(?:\.\d+)*[.)]+|\d{1,3}(?:\.\d+)+|section [ivx\d]+:?)\s+", "", words
    )
    return " ".join(re.sub(r"[^\w\s&/-]|[/](?=\s)", " ", words).split())


def _rest(pattern: re.Pattern[str], words: str) -> set[str]:
    return set(re.split(r"[\s/]+", pattern.sub(" ", words))) - {""}


def _of_party(words: str) -> Sense | None:
    sides: tuple[tuple[Side, re.Pattern[str]], ...] = (("supplier", _SUPPLIER), ("buyer", _BUYER))
    named: list[Side] = [side for side, pattern in sides if pattern.search(words)]
    side = named[0] if len(named) == 1 else None
    if _PERSON.search(words):
        return Sense("signers", side) if side is not None or not words.startswith("contact") else None
    if side is None or (_AMOUNT.search(words) and side == "supplier"):
        return None
    return Sense(side) if _rest(dict(sides)[side], words) <= _MEANS_NAME else None


def _of_value(words: str) -> Sense | None:
    if _REFERENCE.search(words) and not _NO_REFERENCE.search(words):
        if _REFERS_TO.search(words) or re.fullmatch(r"(?:reference|ref)(?: (?:number|no))?", words):
            return Sense("reference", rank=int("contract" not in words and "reference" not in words))
        return None
    if _AMOUNT.search(words) and not _NO_AMOUNT.search(words):
        return Sense("amount", rank=int(not re.search(r"\b(?:total|award\w*|contract|final)\b", words)))
    if re.search(
        r"\bdate\b|\bon$|^dated$|\bstart$|^(?:contract )?award decision$|^signature$", words
    ) and not _NO_DATE.search(words):
        return next((Sense("date", rank=rank) for pattern, rank in _DATES if pattern.search(words)), None)
    return next((Sense(name) for name, pattern in _WORDED[:3] if pattern.fullmatch(words)), None)
