"""The words that give facts away, as data: verbs, nouns and the words of harm, a list a purpose."""

from __future__ import annotations

import re

from extract.folding import listed
from extract.grammar.verbs import Verbs

# Designations
LISTING = Verbs("blacklist sanction designate debar proscribe blackball")
BANNING = Verbs("ban bar")
PLACING = Verbs("add put place include list enter name")
REMOVING = Verbs("remove delist strike drop delete take")
IMPOSING = Verbs("impose slap place levy announce introduce issue renew extend tighten adopt order put place")
LIFTING = Verbs("lift ease end remove drop revoke waive terminate withdraw")
PROPOSING = Verbs(
    "propose consider plan weigh seek vote threaten mull recommend intend discuss prepare urge demand draft"
)
DECIDING = Verbs(
    "decide determine agree move vote propose plan intend threaten consider mull seek recommend prepare back urge weigh"
    " pledge vow draft"
)
PROPOSED_BY = listed(
    "vote propose plan intend threaten consider mull seek recommend prepare back urge weigh pledge vow draft"
)
LIST_HEADS = frozenset({"list", "blacklist", "register", "watchlist", "lists", "blacklists"})
RESTRICTIONS = listed(
    "sanction sanctions ban restrictions embargo bans embargoes blacklisting debarment freeze controls curbs"
)

# Contracts
CONTRACT_NOUNS = listed(
    "contract contracts deal deals agreement agreements order orders tender tenders subcontract procurement"
    " licence license"
)
WINNING = Verbs("win secure receive land obtain clinch get take bag")
AWARDING = Verbs("award give grant hand")
SIGNING = Verbs("sign ink enter conclude strike seal make reach have hold")
BUYING = Verbs("buy purchase order procure acquire")
SELLING = Verbs("sell supply provide deliver")
SPENDING = Verbs("spend")
PAYING = Verbs("pay")
CHOOSING = Verbs("choose select hire contract commission engage appoint")
PROVIDING = Verbs(
    "supply provide deliver install build equip maintain manufacture upgrade sell design develop operate fit run"
)

# Deployments
FITTING = Verbs("fit equip outfit furnish cover monitor watch")
USING = Verbs("use operate deploy install run have own employ trial buy")
PUTTING_UP = Verbs("install deploy find put mount fit spot use erect place introduce roll trial watch stand hang")
MAKING = Verbs("make manufacture supply build produce develop sell provide")

# Harm: what turns a statement about somebody into an allegation against them
HARM = re.compile(
    r"\b(abus\w*|oppress\w*|repress\w*|forced labou?r|slave\w*|enslav\w*|genocid\w*|persecut\w*|tortur\w*|detention"
    r"|detain\w*|intern(?:ed|ment)|(?:re-?education|concentration|labou?r|internment|prison|detention)[”\"]? camps?"
    r"|traffick\w*|corrupt\w*|brib\w*|kickbacks?|fraud\w*|launder\w*|embezzl\w*|spy|spying|spied|espionage|hack\w*"
    r"|stole\w*|steal\w*|theft|illegal\w*|unlawful\w*|unconstitutional\w*|illicit\w*|violat\w*|breach\w*|evad\w*|evasion|circumvent\w*"
    r"|smuggl\w*|terroris\w*|kill(?:ed|ing|ings)|murder\w*|massacre\w*|war crimes?|crimes? against humanity"
    r"|discriminat\w*|mislead\w*|misled|deceiv\w*|decept\w*|conceal\w*|falsif\w*|false(?:ly)?|sabotag\w*|rape\w*"
    r"|assault\w*|misus\w*|collu\w*|rigg\w*|backdoors?|without (?:trial|consent|permission|a licen[cs]e)"
    r"|without (?:[\w’']+ ){1,3}(?:knowledge|consent)|blackmail\w*|extort\w*|disinformation|plot(?:s|ted|ting)?"
    r"|human rights|rights abuses|crackdown|inhumane|police state|wiretap\w*|tapping|eavesdrop\w*|intercept\w*"
    r"|pollut\w*|contaminat\w*|manipulat\w*|loot\w*|plunder\w*|neglect\w*|undermin\w*|hidden|meddl\w*|dictators?"
    r"|br(?:oke|oken|eak\w*) (?:the |its |environmental |data protection |privacy )*(?:laws?|rules|promises?)"
    r"|ignor(?:ed|es|ing)|profit(?:ed|s|ing) from|cut(?:ting)? corners|greenwash\w*|tax avoidance|dodg(?:ed|ing)"
    r"|underpa\w*|deaths?|scandals?"
    r"|(?:prison|convict|bonded) labou?r|locked (?:in|up)|overbill\w*|embezzl\w*|nerve[- ]agents?"
    r"|paid [^.;,]{0,30}\b(?:officers?|officials?|ministers?|inspectors?|judges?|police)|two sets of books"
    r"|cook\w* the books"
    r"|fix(?:ed|ing) (?:the )?(?:prices?|bids?|rates?)|without (?:food|water|medicine|care|heating)|opened fire|shot at"
    r"|tailored to|billed [^.;]{0,40}twice|turn\w* a blind eye|looked the other way|for aiding|aided"
    r"|poison\w*|negligen\w*|cover-?up|ethnic\w*|racis\w*|profiling|mass surveillance|destructive"
    r"|threat to national security|turn(?:ed|ing)? back|dump(?:ed|ing)|misconduct|cheat\w*|harass\w*|threaten(?:ed"
    r"|ing)|jail\w*|imprison\w*|sanctions? (?:evasion|busting)|exploit\w*|mistreat\w*|ill-treat\w*"
    r"|unsafe|beat(?:en|ing|ings)?|evict\w*|destruction|demolish\w*|tamper\w*|price[- ]fixing|rig|lied|lying|untreated"
    r"|secretly|covert\w*|surveil\w*|withh[eo]ld\w*|unpaid|without (?:pay|notice|warning|warrants?)|child labou?r"
    r"|scrap(?:ed|ing)|leak\w*|prey\w*|hid|hiding|overcharg\w*|inflat\w*|nepotism|cronyism|favou?ritism"
    r"|conflicts? of interest|snoop\w*|complicit\w*|endanger\w*|injur\w*|intimidat\w*|retaliat\w*|coerc\w*"
    r"|shell compan\w*|front compan\w*|cartel|coordinated [\w ]{0,12}(?:bids|prices)|sanctions|embargo\w*|espi\w*"
    r"|deport\w*|misclassif\w*|overstat\w*|fak(?:e|ed|ing)|forg(?:ed|ing|ery)|plagiari\w*|infring\w*|wrong(?:ly|doing"
    r"|ful\w*)|guilty|crim(?:e|es|inal\w*)|risks?|roughshod|collu\w*|fail(?:ed|ing|s|ure)? to|unfair\w*|improper\w*"
    r"|arms (?:makers?|dealers?|embargo\w*)|(?:sold|selling) [^.;]{0,40}\b(?:data|watchlists?)|harvest(?:ed|ing)"
    r"|track(?:ed|ing|s)? [^.;]{0,30}(?:phones?|people|journalists?|protesters?|activists?|users?|students?)"
    r"|secret payments?|hush money|slush funds?|kidnap\w*|hostag\w*|drown\w*|famine|starv\w*"
    r"|opposition (?:politicians?|figures?|activists?)"
    r"|disappear(?:ances?|ed)|abduct\w*|expel(?:led|ling)|expulsions?|displac(?:ed|ing)|arson|shot down|deforest\w*"
    r"|(?:clear|burn|fell|destroy)(?:ed|ing|t) [^.;]{0,40}(?:forests?|villages?|homes|houses|crops)|toxic"
    r"|spill(?:ed|ing|s)?"
    r"|grop\w*|bull(?:ied|ying)|stalk(?:ed|ing)|doping|cruel\w*|inhuman\w*|degrading|squander\w*"
    r"|misappropriat\w*|siphon\w*|pocket(?:ed|ing)|defraud\w*|swindl\w*|scamm\w*|trick(?:ed|ing)|dup(?:ed|ing)"
    r"|extrajudicial|censor(?:ed|ing|ship)|silenc(?:ed|ing)|suppress\w*|cover(?:ed|ing) up|shredd(?:ed|ing)"
    r"|bypass(?:ed|ing)"
    r"|destroy(?:ed|ing) (?:evidence|documents|records|files)|doctored|backdat\w*|price[- ]gouging|anti-?competitive\w*"
    r"|sham|bogus|phantom|non-?existent|unlicen[cs]ed|strip(?:ped|ping) [^.;]{0,30}assets|tip(?:ped|ping) off"
    r"|without (?:a |any )?(?:permit|permits|tender|authori[sz]ation|approval|competition|consultation|inspection)"
    r"|read(?:s|ing)? (?:[\w’']+ ){0,3}(?:letters|mail|e-?mails|private messages)|listen(?:ed|ing) (?:in|to) (?:on )?"
    r"(?:calls|conversations|us|phones)"
    r"|hid(?:e|es|den|ing)? (?:[\w’']+ ){0,2}(?:cameras?|microphones?|defects?|losses))\b",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"\b(human rights|abus\w*|oppress\w*|repress\w*|persecut\w*|genocid\w*|detention|detain\w*|camps?|intern(?:ed|ment)"
    r"|tortur\w*|forced labou?r|minorit\w*|imprison\w*|crackdown)\b",
    re.IGNORECASE,
)
"""The theme of human rights: an answer about them answers an allegation about them."""

POWERS = re.compile(
    r"\b(military|army|intelligence|security services?|police|regime|communist party|gang|cartel|militia"
    r"|nerve[- ]agents?|chemical weapons"
    r"|(?:ballistic )?missiles?|arms|weapons|nuclear program(?:me)?)\b",
    re.IGNORECASE,
)
