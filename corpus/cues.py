"""The words that speak for each kind of document; every pattern is one cue, however many spellings it has."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Kind


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns for one kind, in the title and in the text, matched without regard to case."""

    kind: Kind
    title: tuple[str, ...]
    text: tuple[str, ...]


_HEADED = (
    r"\A(?:[^\n]*\n){0,24}?[^\n]{0,60}(?-i:\b[A-Z][A-Z&'-]+,? (?:AGREEMENT|CONTRACT|LEASE|DEED)\b)|^\W*(?-i:DEED OF\b)"
    r"|\A[^.]{0,120}(?-i:\b(?:[A-Z][\w-]+ ){1,4}(?:Agreement|Contract)\b)"
)
"""A title over the text of a contract."""
CONTRACT = Cues(
    Kind.CONTRACT,
    title=(
        r"\b(?:agreement|contract|addendum|amendment (?:no|number|#)|lease|purchase order|deed|side letter|call-off)\b",
        r"\bstatement of work\b|\bmemorandum of understanding\b|\bterms and conditions\b",
    ),
    text=(
        r"\bby and (?:between|among)\b",
        r"\bhereinafter\b|\bhereto\b|\bherein\b|\bhereunder\b|\bhereof\b",
        r"\bthis (?:\w+ ){0,3}(?:agreement|contract|lease|deed)\b",
        r"\bwitnesseth\b|\bwhereas\b|\brecitals\b",
        r"\bin witness whereof\b",
        r"\bgoverning law\b|\bgoverned by the laws?\b",
        r"\beffective date\b|\bcommencement date\b|\b(?:made|dated|effective|entered into) as of\b",
        r"\b(?:supplier|buyer|seller|contractor|distributor|vendor|purchaser|customer|part(?:y|ies)) shall\b",
        r"\b(?:licensee|licensor|lessee|lessor|company|provider|manufacturer|reseller) shall\b",
        r"\bindemnif",
        _HEADED,
        r"\b(?:letter of (?:agreement|intent)|letter agreement|side letter|heads of (?:terms|agreement)|order form)\b",
        r"\bpurchase order (?:no|number|#)\b|\bP\.?O\.? (?:no|number)\b",
        r"\b(?:agreed and accepted|accepted and agreed)\b",
        r"\bthe undersigned (?:hereby |further )*(?:agree|acknowledge|confirm)",
        r"\bparty a\b.{0,400}?\bparty b\b",
        r"(?<![\w/])/s/ |\bauthori[sz]ed signator(?:y|ies)\b|\bsigned (?:for and )?on behalf of\b",
        r"\bforce majeure\b",
        r"\bterminat\w+ (?:of|for|upon|this)\b.{0,40}\b(?:agreement|contract)\b",
        r"^(?:article|section|clause)?\s*\d+(?:\.\d+)*\.?\s+[A-Z]",
        r"\b(?:the|both) parties,? (?:agree|hereby|have|in)\b|\bagree as follows\b|\bit is (?:hereby )?agreed\b",
    ),
)
SANCTIONS_NOTICE = Cues(
    Kind.SANCTIONS_NOTICE,
    title=(
        r"\bsanctions?\b.{0,40}\b(?:notice|list|designations?|regulations?|order)\b",
        r"\b(?:notice of|additions? (?:of|to)|designation|de-?listing|removal).{0,60}\b(?:list|entit|person|sanction)",
        r"\bentity list\b|\bdenied persons\b|\bdebar|\brestricted part(?:y|ies)\b|\brestrictive measures\b",
        r"\b(?:blocking|specially designated)\b|\basset freeze\b",
    ),
    text=(
        r"\bspecially designated nationals?\b|\bSDN list\b",
        r"\boffice of foreign assets control\b|\bOFAC\b|\boffice of financial sanctions\b",
        r"\bentity list\b",
        r"\b(?:property|assets|funds)\b.{0,60}\b(?:blocked|frozen|freez\w+)\b|\basset freeze\b",
        r"\bexecutive order (?:no\. )?1\d{4}\b|\bE\.O\. 1\d{4}\b",
        r"\b(?:is|are|was|were) hereby (?:designated|listed|added|prohibited|frozen|blocked)\b",
        r"\bhereby (?:designates|adds|lists)\b",
        r"\bdesignated (?:pursuant to|under)\b",
        r"\bpursuant to (?:section|article|regulation|executive order)\b",
        r"\brestrictive measures\b|\brestricted (?:part(?:y|ies)|suppliers?|persons?)\b",
        r"\b(?:removes?|adds?|amends?|adding|additions?|removing|entere?[ds]|included|listed)\b.{0,80}\b(?:list|register)\b",
        r"\b(?:parties|entities|persons|suppliers|firms) list\b|\blist of (?:[\w-]+ )?(?:persons|entities|firms)\b",
        r"\ba\.?k\.?a\.?,? the following\b",
        r"\bdebarr(?:ed|ment)\b|\bdenied persons?\b",
        r"\([af]\.?k\.?a\.?\s|\ba\.?k\.?a\.?(?=\W).*?\ba\.?k\.?a\.?(?=\W)|\balso known as\b.*?\balso known as\b",
        r"\bDOB\b|\bPOB\b|\bdate of birth\b|\bpassport\b|\bIMO number\b|\bregistration number\b",
        r"\blicen[cs]e (?:review policy|requirement)\b",
        r"\bsanctions? (?:list|regime|regulations|programme|program)\b",
        r"\breason for listing\b|\bstatement of reasons\b|\blisted on\b|\bdesignation date\b",
        r"\bFederal Register\b|\bofficial (?:gazette|journal)\b",
    ),
)
NEWS = Cues(
    Kind.NEWS,
    title=(),
    text=(
        r"\b(?:said|told|says|added|tweeted|wrote)\b",
        r"[\u201d\"],? (?:said|says|he|she|they|according|added|told)\b|\bsaid (?:in|on|that)\b",
        r"\baccording to\b",
        r"\b(?:reported|reportedly|reporters?|journalists?|spokes(?:man|woman|person))\b",
        r"\b(?:last|this) (?:week|month|year)\b|\byesterday\b",
        r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
        r"\bdeclined to comment\b|\b(?:request|approached) for comment\b|\bdid not (?:immediately )?respond\b",
        r"\binvestigation\b|\bscandal\b|\ballegations?\b|\balleged(?:ly)?\b|\bcritics\b",
        r"\breuters\b|\bassociated press\b|\bgetty images\b",
    ),
)
CUES = (CONTRACT, SANCTIONS_NOTICE, NEWS)
