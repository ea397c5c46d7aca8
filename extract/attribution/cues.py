"""Cues of attribution as data: the words that tie somebody to what they say, and what kind of saying it is.

Classes: `say` (no stance), `claim` (the writer keeps a distance), `find` (a result), `deny`, `confirm`, `accuse` (the
content is a charge against the object), `link` (the same without a charge), `order`.
"""

from __future__ import annotations

import re
from enum import StrEnum

from extract.folding import listed
from extract.grammar.verbs import Verbs


class CueClass(StrEnum):
    """What kind of saying a cue is."""

    SAY = "say"
    CLAIM = "claim"
    FIND = "find"
    DENY = "deny"
    CONFIRM = "confirm"
    ACCUSE = "accuse"
    LINK = "link"
    ORDER = "order"


CUES: dict[CueClass, Verbs] = {
    CueClass.SAY: Verbs(
        "say tell add write state announce report note explain argue comment remark reply respond describe call warn "
        "stress insist declare mention believe think tweet post observe reiterate disclose testify estimate inform "
        "reckon recall boast joke complain caution emphasise emphasize underline counter concur predict suggest quip "
        "confide forecast project fear hear"
    ),
    CueClass.CLAIM: Verbs("claim allege assert maintain contend suspect suggest complain"),
    CueClass.FIND: Verbs(
        "find show reveal conclude discover determine document identify uncover establish indicate calculate verify"
        " expose rule"
    ),
    CueClass.DENY: Verbs("deny reject dispute dismiss refute rebut contest repudiate disavow contradict"),
    CueClass.CONFIRM: Verbs("confirm admit acknowledge concede agree accept"),
    CueClass.ACCUSE: Verbs(
        "accuse charge blame suspect implicate indict criticise criticize condemn denounce fault"
        " sue prosecute investigate convict probe fine penalise penalize reprimand censure rebuke blast slam lambast"
        " lambaste castigate attack jail sentence arrest summon detain"
    ),
    CueClass.LINK: Verbs("link tie connect associate"),
    CueClass.ORDER: Verbs("order demand urge ask request"),
}
"""Each class with its verbs; the order is the order of preference for a verb in two classes."""

CHARGE_PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "accuse": ("of",), "suspect": ("of",), "charge": ("with",), "blame": ("for",), "implicate": ("in",),
    "indict": ("for", "on", "over"), "criticise": ("for", "over"), "criticize": ("for", "over"),
    "condemn": ("for", "over"), "denounce": ("for", "over", "as"), "sue": ("for", "over"), "prosecute": ("for", "over"),
    "investigate": ("for", "over", "on"), "detain": ("for", "over", "on"),
    "probe": ("for", "over"), "convict": ("of",), "fault": ("for",),
    "fine": ("for", "over"), "penalise": ("for", "over"), "penalize": ("for", "over"), "reprimand": ("for", "over"),
    "censure": ("for", "over"), "rebuke": ("for", "over"), "blast": ("for", "over"), "slam": ("for", "over"),
    "lambast": ("for", "over"), "lambaste": ("for", "over"), "castigate": ("for", "over"), "attack": ("for", "over"),
    "jail": ("for", "over"), "sentence": ("for",), "arrest": ("for", "over", "on"), "summon": ("over",),
    "link": ("to", "with"), "tie": ("to",), "connect": ("to", "with"), "associate": ("with",),
}  # fmt: skip
"""The prepositions behind which a verb's charge stands."""

SPEAKING_NOUNS = listed(
    "spokesman spokeswoman spokesperson spokespeople representative lawyer attorney statement counsel press"
    " letter filing website blog"
)
"""Heads that speak for somebody else: "a spokesman for Veshtar" is Veshtar speaking."""

STATING_NOUNS = listed(
    "claim claims allegation allegations accusation accusations suggestion suggestions report reports assertion"
    " assertions rumour rumours evidence concern concerns suspicion suspicions complaint complaints"
)
"""Nouns that take a clause as their content: "claims that ..."."""

EMERGING = frozenset({"emerged", "emerges", "transpired", "transpires"})
"""What a claim does that nobody in particular makes: "it emerged that"."""

COUNTS = listed("reckoning count counts estimate estimates calculation calculations figures account tally analysis")
"""Nouns behind whose owner a whole sentence can stand: "by the union's count"."""

CREDIT = re.compile(
    rf"according to|as per|(?:by|on) (?:the |an? )?(?:{'|'.join(sorted(COUNTS))}|data|records|statistics)"
    r" (?:of|by|from)|in the (?:words|estimate|estimation|reckoning|view) of"
    r"|based on (?:data|figures|records|statistics) (?:of|by|from)",
    re.IGNORECASE,
)
"""What credits a whole sentence to the name behind it."""

_CLASS_OF = {lemma: kind for kind in reversed(CUES) for lemma in CUES[kind]}


def is_credit(cue: str) -> bool:
    """Whether a cue credits a sentence to somebody: "according to", "by the count of", the "by" of "by X's count"."""
    return cue in ("by", "on") or CREDIT.fullmatch(cue) is not None


def class_of(lemma: str) -> CueClass:
    """Return the class of a cue verb; raises `KeyError` for other verbs."""
    return _CLASS_OF[lemma]


def _joined(*kinds: CueClass) -> Verbs:
    return Verbs(lemma for kind in kinds for lemma in CUES[kind])


ALL_STATING = _joined(CueClass.SAY, CueClass.CLAIM, CueClass.FIND, CueClass.DENY, CueClass.CONFIRM)
"""Verbs whose content is a clause or a quotation."""

ALL_CHARGING = _joined(CueClass.ACCUSE, CueClass.LINK)
"""Verbs whose content is a charge behind a preposition."""
