"""Sentences with slots, written for this project: how contracts, notices and news speak of vendors.

Slots: {V} a vendor, {W} another, {F} a vendor with its legal form, {A} an abbreviation, {L} a place, {M} another place,
{P} a person, {G} a people, {O} a public body.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from extract.training import institutions
from extract.training.scheme import PEOPLES, listed
from extract.training.sets import Sentence, Span
from extract.training.vendors import full_name, short_name, vendor

FRAMES = (
    (
        'This Agreement is made by and between {F} (" {A} " or the "Supplier"), a company organised under the laws '
        'of {L}, and {W} (the "Buyer").'
    ),
    (
        "THIS SUPPLY AGREEMENT is entered into as of March 3, 2017 between {F}, a corporation with its principal "
        "office in {L}, and the {O}."
    ),
    "{F} shall deliver the Equipment to the {O} at its premises in {L}, {M}.",
    "IN WITNESS WHEREOF, {F} By: {P} Title: Chief Executive Officer",
    "Either party may assign this Agreement to {F} or an Affiliate of {F} with the consent of {W}.",
    "Notices to the Company shall be sent to {F}, Attention: {P}, {L}.",
    "The {O} has awarded {V} a contract worth $ 290 million to install cameras across {L}.",
    "The {O} added {F} to the list of designated entities for its part in the repression of {G} in {L}.",
    "{F} (a.k.a. {A}; a.k.a. {W}), {L}, {M}; Registration Number 4401 [PROGRAMME].",
    "The following entity is added to the list under {L}: {F}, a.k.a., {V}, {M}.",
    "{P}, a spokesperson for {V}, denied that its equipment was used to monitor {G}.",
    "{V} and {W} did not respond to requests for comment.",
    "{V} says it sold nothing to the {O}.",
    "According to {P}, a researcher at {V}, around 65 % of councils in {L} use {W} cameras.",
    "Cameras made by {V} hang in hospitals from {L} to {M}.",
    "{V}, {W} and {F} were named in the vote by the {O}.",
    "The {L} - based company {V} has linked its cameras to a police database, {P} told {W}.",
    "A {G} activist, {P}, said {V} should leave {L}.",
    "{V} 's equipment was found in {L}; {V} denies it.",
    "In {L}, {V} runs a plant that employs {G} workers.",
    "Shares in {V} fell after the {O} blacklisted {W}.",
    "The {O} of {L} bought at least 1.3 million worth of {V} products over two years.",
    "{P} joined {V} from {W} in 2014.",
    "{V} was acquired by {F} for an undisclosed sum.",
    "Hospitals in {L} have installed {V}.",
    "{V} cameras, {W} drones and software from {F} were seized in {L}.",
    "What {V} knew about {L} is unclear.",
    '{V} ( " {A} " ) is a subsidiary of {F}.',
    "Contract No. 12-044 between the {O} and {F}, dated 4 May 2018",
    "{F} 12 Harbour Road {L}",
    "Will {V} quit {L}? {P} thinks so.",
    "Tender awarded: {F} ({L})",
    "Critics accuse {V} of helping the authorities of {L} to track {G}.",
    "{V} , founded by {P} in {L}, makes thermal cameras.",
    "The police in {L} bought 300 cameras from {V}.",
    "{G} exiles in {L} say {V} must answer for what happened in {M}.",
)
BODIES = listed(
    "Ministry of Interior|Ministry of Public Security|Department of Commerce|"
    "Department of Health and Social Care|Federal Communications Commission|"
    "U.S. Federal Communications Commission|Home Office|Foreign Office|Bureau of Industry and Security|"
    "Office of Foreign Assets Control|European Commission|Public Security Bureau|Metropolitan Police|"
    "City Council|Ministry of Defence|Department of the Treasury|Procurement Agency|Border Force|"
    "National Health Service|Ministry of State Security|Department of Homeland Security|Treasury|"
    "Supreme Court|Customs and Border Protection|Department for Education|"
    "State Administration of Foreign Exchange|House of Commons",
    "|",
)
INSTITUTIONS = 0.5
"""So many of the invented sentences speak of organisations that are no companies."""
_SLOT = re.compile(r"\{([A-Z])\}")
_LABEL = {
    "V": "ORG",
    "W": "ORG",
    "F": "ORG",
    "A": "ORG",
    "O": "ORG",
    "L": "PLACE",
    "M": "PLACE",
    "P": "PERSON",
    "G": "GROUP",
}


def sentence(rng: random.Random, places: list[str], persons: list[str], vendors: list[str]) -> Sentence:
    """Return a frame with its slots filled: places and persons from the sets, vendors invented or from `vendors`."""
    if rng.random() < INSTITUTIONS:
        return filled(rng.choice(institutions.FRAMES), institutions.fillings(rng, places, persons), institutions.LABELS)

    def company() -> str:
        return rng.choice(vendors) if vendors and rng.random() < 0.25 else vendor(rng)

    names = {
        "V": company(),
        "W": company(),
        "F": full_name(rng),
        "A": short_name(rng).split()[0],
        "L": rng.choice(places),
        "M": rng.choice(places),
        "P": rng.choice(persons),
        "O": rng.choice(BODIES),
        "G": rng.choice(sorted(PEOPLES)),
    }
    return filled(rng.choice(FRAMES), names, _LABEL)


def filled(frame: str, names: Mapping[str, str], labels: Mapping[str, str]) -> Sentence:
    """Return a frame with a name in each slot, marked with the slot's label; a slot without a label stays unmarked."""
    words: list[str] = []
    spans: list[Span] = []
    for number, piece in enumerate(_SLOT.split(frame)):
        found = (names[piece] if number % 2 else piece).split()
        found = [part for word in found for part in re.findall(r"[(\"]+|[^()\",;:?]+|[,;:?)\"]+", word)]
        if number % 2 and piece in labels:
            spans.append((len(words), len(words) + len(found), labels[piece]))
        words += found
    return Sentence(tuple(words), tuple(spans), "frames")
