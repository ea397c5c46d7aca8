"""Sentences with slots about organisations that are no companies: teams, schools, bands, papers, parties, charities.

News and encyclopaedias are full of them, the open sets hold few. Many bear the name of a place or a person, so that
only the sentence tells: "was sent to Harrow", "Ashford beat Marlow 2 - 1". Some frames show the contrary: the same
words as a place, and titles of works, which are no names in this scheme.

Slots: {T} a team, {S} another, {U} a school or university, {B} a band, {N} a paper or broadcaster, {Y} a party or
movement, {C} a charity or institute, {K} the title of a work, {L} a place, {M} another place, {P} and {Q} persons.
"""

from __future__ import annotations

import random

from extract.training.scheme import listed
from extract.training.vendors import coined

LABELS = {**dict.fromkeys("TSUBNYC", "ORG"), "L": "PLACE", "M": "PLACE", "P": "PERSON", "Q": "PERSON"}

FRAMES = (
    "{T} beat {S} 2 - 1 in the final at {L}.",
    "{P} scored twice as {T} drew with {S}.",
    "{P} joined {T} from {S} on a free transfer in 2008.",
    "He played 34 matches for {T} before a move to {S}.",
    "{T} were relegated after a defeat by {S}.",
    "{T} ( {L} ) won the league in 1987 and 1991.",
    "The coach of {T}, {P}, was born in {L}.",
    "{P} was drafted by the {T} in the second round and traded to the {S}.",
    "The {T} finished the season ahead of the {S}.",
    "Fans of {T} travelled to {L} for the match against {S}.",
    "{P} was educated at {U} and at {L}.",
    "She studied law at {U} and took her doctorate at the {C}.",
    "{P}, professor of history at {U}, disagrees.",
    "In 1803 he was sent to {U}, where he stayed two years.",
    "Researchers at {U} and the {C} in {L} published the study.",
    "A graduate of {U}, {P} taught at {C} from 1974.",
    "{P} lectures at {U}, {L}.",
    "Students of {U} marched through {L}.",
    "{B} released their third album, {K}, in 1994.",
    "{P} left {B} and formed {C} with {Q}.",
    "{B} are a rock band from {L}.",
    "{P} sang with {B} on the song {K}.",
    "The drummer of {B}, {P}, lives in {L}.",
    "{B} toured with {T} in {L} and {M}.",
    "{P} told the {N} that he knew nothing.",
    "The {N} reported on Tuesday that {P} had left {L}.",
    "{N} first published the documents.",
    "According to {N}, the fire in {L} killed three.",
    "He was an editor of the {N} and wrote for {U}.",
    "The series was broadcast on {N} from 2003 to 2006.",
    "{P} of the {N} won a prize for her reports from {L}.",
    "The {Y} won 41 seats; the {S} won 12.",
    "{P}, leader of the {Y}, spoke in {L}.",
    "Fighters of the {Y} attacked a post near {L}.",
    "He was a member of the {Y} until 1956.",
    "The {Y} and the {C} signed a truce in {L}.",
    "{P} stood for the {Y} in {L} against {Q}.",
    "The {C} says that 300 families fled {L}.",
    "{P} founded the {C} in 1921.",
    "A report by {C} names {P} and {Q}.",
    "{C} has its seat in {L}.",
    "{P} works for {C} in {L} and {M}.",
    "{P} was born in {L} and died in {M}.",
    "The road from {L} to {M} is closed.",
    "{P} wrote {K} in 1968 and moved to {L}.",
    "{K} is a film by {P} with {Q}.",
    "{P} starred in {K}.",
    "{Q} and {P} were married in {L}.",
    "{P} succeeded {Q} as governor of {L}.",
    "{L} lies on the river north of {M}.",
    "The battle of {L} began in May.",
    "{P} returned to {L} with {Q}.",
)
_ANIMALS = listed(
    "Falcons Wolves Bears Lions Hawks Sharks Rangers Pirates Rovers Wanderers Giants Kings Rockets Saints Comets "
    "Raiders Vikings Royals Flyers Spurs Dynamos Colts Bulls Stags"
)
_CLUBS = listed("F.C.|FC|United|City|Town|Athletic|Albion|Dynamo|Sporting|Rovers|County|Harriers|Wanderers", "|")
_PAPERS = listed(
    "Times|Post|Herald|Tribune|Gazette|Bulletin|Daily News|Chronicle|Star|Observer|Courier|Mail|Radio|Television|"
    "News|Review|Journal|Evening Standard|Telegraph|Broadcasting Corporation",
    "|",
)
_PARTY = listed(
    "People's|Democratic|Liberal|Conservative|National|Workers'|Christian Democratic|Socialist|Republican|Popular|"
    "Islamic|United|Progressive|Green|Communist|Patriotic",
    "|",
)
_MOVEMENT = listed("Party|Front|Movement|Alliance|League|Union|Liberation Army|Congress|Brigade|Coalition", "|")
_CAUSES = listed(
    "Human Rights|Refugees|Press Freedom|Public Health|Peace Studies|Economic Research|Children|Forests|"
    "International Affairs|Climate Policy|Digital Rights|Marine Biology|Medicine|the Blind|Strategic Studies",
    "|",
)
_WORDS = listed(
    "Velvet Glass Broken Silent Summer Winter Paper Hollow Electric Midnight Burning Crimson Lonely Golden Wild "
    "Distant Falling Bitter Northern Empty"
)
_THINGS = listed(
    "Machine Hearts Rivers Kingdom Garden Shadows Letters Mirrors Birds Harbour Windows Children Engine Thieves "
    "Orchard Sailors Sisters Weather Stations Parade"
)


def fillings(rng: random.Random, places: list[str], persons: list[str]) -> dict[str, str]:
    """Return a name for each slot."""
    return {
        **{slot: _team(rng, places) for slot in "TS"},
        "U": _school(rng, places, persons),
        "B": _band(rng),
        "N": _paper(rng, places),
        "Y": _party(rng, places),
        "C": _charity(rng, places, persons),
        "K": f"{rng.choice(_WORDS)} {rng.choice(_THINGS)}",
        **{slot: rng.choice(places) for slot in "LM"},
        **{slot: rng.choice(persons) for slot in "PQ"},
    }


def _team(rng: random.Random, places: list[str]) -> str:
    place = rng.choice(places) if rng.random() < 0.7 else coined(rng)
    return rng.choice((place, f"{place} {rng.choice(_CLUBS)}", f"{place} {rng.choice(_ANIMALS)}", rng.choice(_ANIMALS)))


def _school(rng: random.Random, places: list[str], persons: list[str]) -> str:
    place = rng.choice(places)
    surname = rng.choice(persons).split()[-1]
    return rng.choice(
        (
            f"University of {place}",
            f"{place} University",
            f"{place} College",
            f"{surname} College",
            f"{place} Academy",
            f"{place} Grammar School",
            f"{surname} High School",
            f"{place} Technical Institute",
            surname,
            place,
        )
    )


def _band(rng: random.Random) -> str:
    word, thing = rng.choice(_WORDS), rng.choice(_THINGS)
    return rng.choice(
        (f"The {thing}", f"{word} {thing}", f"The {word} {thing}", coined(rng), f"{word} Orchestra", thing)
    )


def _paper(rng: random.Random, places: list[str]) -> str:
    place = rng.choice(places) if rng.random() < 0.7 else coined(rng)
    return rng.choice((f"{place} {rng.choice(_PAPERS)}", f"{place} {rng.choice(_PAPERS)}", _initials(rng)))


def _party(rng: random.Random, places: list[str]) -> str:
    kind = f"{rng.choice(_PARTY)} {rng.choice(_MOVEMENT)}"
    return rng.choice((kind, f"{rng.choice(places)} {kind}", f"{kind} of {rng.choice(places)}", _initials(rng)))


def _charity(rng: random.Random, places: list[str], persons: list[str]) -> str:
    kind = rng.choice(("Institute", "Centre", "Center", "Society", "Foundation", "Association", "Council", "Committee"))
    cause = rng.choice(_CAUSES)
    surname = rng.choice(persons).split()[-1]
    return rng.choice(
        (
            f"{kind} for {cause}",
            f"{rng.choice(places)} {kind} for {cause}",
            f"{surname} {kind}",
            f"{kind} of {cause} of {rng.choice(places)}",
            f"{cause.removeprefix('the ')} Watch",
            _initials(rng),
        )
    )


def _initials(rng: random.Random) -> str:
    return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(rng.choice((3, 3, 4, 4, 5))))
