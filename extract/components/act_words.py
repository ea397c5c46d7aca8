"""Words that show who acts: verbs that states do, and nouns that say what sort of body a name belongs to."""

from __future__ import annotations

import re

from extract.folding import listed

STATE_ACTS = listed(
    "say deny announce blacklist impose sanction vote ban accuse condemn add list designate warn insist claim reject"
    " criticise criticize agree sign sue demand urge call refuse decline confirm adopt approve order pledge promise"
    " vow want threaten retaliate respond admit argue defend decide plan pass withdraw lift lobby restrict block veto"
    " recognise recognize expel summon declare propose launch buy purchase award deport detain arrest jail outlaw"
    " spend negotiate fine deploy acknowledge protest dispute dismiss intend hope invite punish target back support"
    " oppose press push try seek offer comment reply ask weigh consider mediate grant halt suspend revoke issue stop"
    " freeze seize tighten ease scrap cancel delay postpone extend invest appoint investigate probe pay join ratify"
    " quit host-talks resist concede apologise apologize denounce hesitate pursue prepare close open repeal overturn"
    " curb limit prohibit authorise authorize license outline unveil maintain signal stress reiterate hail welcome"
    " resume send supply deliver answer owe break remove let take tell keep help lend borrow cut drop raise set write"
    " put hand favour favor bar disown recall renounce annul nationalise nationalize lease sell"
)
"""Lemmas whose subject is a state when it is a place's name."""

ACTED_UPON = listed(
    "accuse blame condemn criticise criticize urge pressure lobby sue sanction warn punish persuade ask"
    " beg convince reassure brief pressurise petition thank praise isolate appease antagonise provoke"
)
"""Lemmas whose object is a state when it is a place's name."""

_FORMS = {
    "say": "said says saying", "deny": "denied denies", "impose": "imposed imposes", "ban": "banned bans",
    "blacklist": "blacklisted blacklists", "accuse": "accused accuses", "condemn": "condemned condemns",
    "sanction": "sanctioned sanctions", "vote": "voted votes", "announce": "announced announces",
    "warn": "warned warns", "insist": "insisted insists", "reject": "rejected rejects", "add": "added",
    "confirm": "confirmed confirms", "agree": "agreed agrees", "claim": "claimed claims", "refuse": "refused refuses",
    "decline": "declined declines", "adopt": "adopted adopts", "approve": "approved", "order": "ordered",
    "designate": "designated", "criticise": "criticised criticises", "criticize": "criticized criticizes",
    "respond": "responded", "retaliate": "retaliated", "threaten": "threatened threatens", "vow": "vowed vows",
    "demand": "demanded demands", "admit": "admitted admits", "dismiss": "dismissed dismisses",
    "pledge": "pledged pledges", "restrict": "restricted", "dispute": "disputed disputes", "block": "blocked",
    "expel": "expelled", "reply": "replied replies reply",
}  # fmt: skip
LEMMA_OF = {form: lemma for lemma, forms in _FORMS.items() for form in forms.split()}
"""Inflected forms of the commonest acts, for docs without lemmas."""

_COMPANY = (
    r"compan(?:y|ies)|firms?|giants?|(?!law|policy)[a-z]*makers?|manufacturers?|vendors?|suppliers?|resellers?|(?:sub)?contractors?"
    r"|developers?|banks?|lenders?|miners?|auditors?|utilit(?:y|ies)|joint ventures?|shipping lines?|brewers?|refiners?"
    r"|smelters?|growers?|couriers?|hauliers?|[Rr]ival|agribusiness(?:es)?"
    r"|producers?|conglomerates?|start-?ups?|retailers?|operators?|brands?|subsidiar(?:y|ies)|distributors?"
    r"|carriers?|airlines?|[a-z]*builders?|providers?|insurers?|brokers?|corporations?|business(?:es)?|chains?|integrators?"
    r"|multinationals?|consultanc(?:y|ies)|importers?|exporters?|traders?|shipyards?|publishers?|wholesalers?|installers?"
    r"|trading houses?"
)
_ORGANISATION = (
    r"newspapers?|magazines?|pension funds?|forums?"
    r"|broadcasters?|charit(?:y|ies)|NGOs?|(?:rights|campaign|advocacy|civil liberties|pressure"
    r"|lobby|aid|militant|armed|rebel|monitoring) groups?|think[- ]tanks?|universit(?:y|ies)|part(?:y|ies)|unions?"
    r"|non-?profits?|militias?|foundations?|institutes?|news (?:site|agency|outlet|website)s?|outlets?|movement"
    r"|research group|gangs?|campaigners|trade body|trade association|federation|hospitals?|clinics?|museums?|churches"
    r"|colleges?|schools?|club|dail(?:y|ies)|weekl(?:y|ies)|tabloids?|consortium of journalists|coalition|alliance"
)
_GOVERNMENT = (
    r"regulators?|ministr(?:y|ies)|(?<!news )(?<!advertising )agenc(?:y|ies)|police forces?|councils?|authorit(?:y|ies)"
    r"|courts?|department|lawmakers|legislature|parliament|watchdogs?|inspectorate|tribunal|commission"
)
NOUNS = (("organisation", _ORGANISATION), ("company", _COMPANY), ("government", _GOVERNMENT))
_OFFICE = (
    r"directors?|officials?|spokes\w+|lawyers?|executives?|members?|workers?|leaders?|chiefs?|owners?|employees?|boss"
    r"|founders?|presidents?|analysts?|managers?|councillors?|officers?|ministers?|secretar(?:y|ies)|engineers?|scientists?"
    r"|reporters?|editors?|chair\w*|treasurer|veterans?|insiders?|consultants?|researchers?|activists?|driver|partner"
)
"""Behind the noun these speak of a person: "Jon Eide, a union secretary"."""
_INTRODUCED = r"(?:,?\s+(?:called|named|such as|like|including|among them))?[\s“\"‘']*$"

_SELF_CALLED = r"|\b(?:who|that|which) (?:calls?|styles?|called|styled) (?:itself|themselves)[\s“\"‘']*$"
BEFORE = tuple(
    (label, re.compile(rf"\b(?:{nouns}){_INTRODUCED}{_SELF_CALLED if label == 'organisation' else ''}"))
    for label, nouns in NOUNS
)
"""A noun right before a name: "the Chinese tech giant Hikvision", "companies such as Dahua"."""
AFTER = tuple(
    (
        label,
        re.compile(
            rf"^(?:,|\s+[-–—]|\s+\(|\s+(?:is|was|are|were|became))\s*(?:an?|the|one of the|one of)\s+"
            rf"(?:(?!said|says|told)(?:[\w’'-]+|(?:\w\.)+),?\s+){{0,5}}?(?:{nouns})\b(?!['’]|\s+(?:{_OFFICE})\b)"
        ),
    )
    for label, nouns in NOUNS
)
"""An apposition or a definition after a name: "Hikvision, a Chinese company", "Orsa is the reseller"."""
COMPANY_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:[a-z-]+\s+)?(?:cameras?|equipment|products?|technolog(?:y|ies)|software|devices?|systems?|gear"
    r"|shares?|stock|customers?|smartphones?|phones?|chips?|hardware|sensors?|drones?|scanners?|turnstiles|subsidiary"
    r"|turnover|revenues?|profits?|sales|headsets?|laptops?|routers?|recorders?|goods)\b"
)
COMPANY_BEFORE = re.compile(
    r"\b(?:made|manufactured|sold|supplied|built|produced|provided|installed) by\s*$"
    r"|\b(?:bought|purchased|procured|ordered|sourced) (?:[\w-]+\s+){0,4}from\s*$"
    r"|\b(?:contracts?|deals?) (?:with|to)\s*$|\bshares (?:of|in)\s*$|\bsubsidiary of\s*$"
)
COMPANY_ACTS = re.compile(
    r"^,?\s+(?:which\s+)?(?:sells|makes|manufactures|produces|supplies|is owned by|went public|exports|imports|employs"
    r"|assembles|markets|leases|rents out|has sold|has bought|was founded in|was bought by|was acquired by)\b"
    r"|^, which (?:builds|owns|operates|runs|mines|brews|ships|develops|designs|trades|distributes)\b"
)
_MADE = (
    r"(?:cameras?|equipment|software|spyware|scanners?|drones?|terminals?|cranes?|turbines?|meters?|readers?|dish(?:es)?"
    r"|rifles?|machines|servers?|switches|helicopters?|satellites?|radars?|bodycams?|robots?|vaccines?|tasers?|detectors?"
    r"|tablets?|handsets?|antennas?|devices?|systems?|technology|sensors?|gates?|chips?|routers?|smartphones?|trackers?)"
)
TRADE_AFTER = re.compile(
    rf"^(?:['’]s?)?\s+(?:[a-z-]+\s+)?{_MADE}\b"
    r"|^\s+(?:has |had )?(?:won|signed|secured|landed|clinched) (?:an?|the) (?:[\w$£€.,-]+ ){0,4}?"
    r"(?:contract|order|tender)\b|^\s+(?:belongs to|was taken over by|took over [A-Z])"
)
"""Behind a word nobody knows: what it makes or has won."""
TRADE_BEFORE = re.compile(
    r"\b(?:made|manufactured|sold|supplied|built|produced|provided|developed) by\s*$"
    r"|\b(?:bought|purchased|procured|ordered|sourced) (?:[\w-]+\s+){0,4}from\s*$"
    r"|\b(?:contracts?|deals?) with\s*$|\bsubsidiar(?:y|ies) of\s*$|\b(?:stake|shareholding|shares) (?:in|of)\s*$"
    rf"|\b(?:takeover|acquisition|parent) of\s*$|\b{_MADE} (?:from|by)\s*$"
)
"""Before a word nobody knows: what is made or sold by it, or who buys it."""
COMPANY_PART = re.compile(
    r"^, (?:a|an|the|its) (?:[\w’'-]+ ){0,3}?(?:unit|subsidiary|arm|division|affiliate|joint venture) of\b"
)
FIRM_BEFORE = re.compile(
    r"\b(?:part of|owned by|arm of|unit of|stakes? in|shares? (?:in|of)|acquired by|bought (?:by|from)|sold (?:by|to)"
    r"|belongs to|contracts? (?:with|to|for)|deals? with|signed with|awarded to|built by|supplied by|paid to"
    r"|work(?:s|ed)? for|(?:lawyers|workers|staff|employees|executives?|managers?|engineers) (?:at|of)|headquarters of"
    r"|subsidiary of|customers? of|rivals?|newcomer|sued by|(?:leaves|left|joined|joins)(?: \w+){0,3} for)\s*$"
)
"""Words before a name that a firm's follows and a person's does not."""
SHARES_BEFORE = re.compile(
    r"\b(?:(?:arm|unit|subsidiary|division) of|stakes? in|shares? (?:in|of)|acquired by|bought from|newcomer"
    r"|customers? of|(?:lawyers|executives?|managers?) (?:at|of))\s*$"
)
"""Words before a name that a firm's follows and a place's does not."""
PRESS_BEFORE = re.compile(
    r"\b(?:interview (?:with|in)|(?:published|reported|obtained) (?:by|in)|(?:writing|wrote|column|article|op-ed) in"
    r"|(?:editor|journalist|reporter|correspondent|columnist|campaigner|activist|volunteer)s? (?:of|at|for|from|with)"
    r"|(?:investigation|survey|poll|report|study|petition|appeal|campaign|lawsuit) by)\s+(?:the )?$"
)
PRESS_AFTER = re.compile(r"^ (?:first |has |also )*reported(?:[.,]| (?:on|last|in|that|this|earlier)\b)|^ campaigns\b")
"""Words around the names of newspapers and societies: "an interview with X", "X reported last week"."""
TITLED = re.compile(r"\b[a-z]+,? The $")
"""Before a name amid a sentence: "as The Ledger reported"."""
PERSON_AFTER = re.compile(
    rf"^, (?:(?:aged )?\d\d[,.]|(?:an?|the|its|their|who is|his|her) (?:[\w’'-]+ ){{0,4}}?(?:{_OFFICE}|professor"
    r"|lecturer|farmer|widow|mother|father|teacher|nurse|doctor|judge|journalist|pensioner|resident|campaigner|commander|politician"
    r"|mp|lawmaker|senator|economist|barrister|accountant|businessman|businesswoman|lobbyist|fisherman|electrician)\b)"
)
"""What stands behind a person's name: an age, an office."""
PERSON_BEFORE = re.compile(
    r"\b(?:co-?founder|founder|director(?: general)?|spokes(?:man|woman|person)|lawyer|chief executive|boss|president"
    r"|analyst|manager|councillor|minister|secretary|engineer|scientist|reporter|editor|chair(?:man|woman)|treasurer"
    r"|researcher|mayor|commissioner|governor|journalist|premier|lawmaker|prosecutor|judge|professor|brother|sister|wife|husband|widow|son"
    r"|daughter|cousin)(?:,? )$"
)
"""An office or kinship right before a name of two words: "its co-founder Mart Kuusik", "the mayor, Béla Nagy"."""
