"""The families of ways in which English tells a fact: one sentence for each, and look-alikes that tell none."""

from __future__ import annotations

import pytest
from marked_text import facts_in, roles_of

from extract.records import FactKind, Role

C, A, R = FactKind.CONTRACT, FactKind.ALLEGATION, FactKind.RESPONSE
V, P, Q = "[[Veshtar|company]]", "[[Pallas|company]]", "[[Quill Systems|company]]"
MINISTRY, POLICE = "[[the Ministry of Health|government]]", "[[Koper Police|government]]"
OLW, ANN = "[[Open Lens Watch|organisation]]", "[[Ann Frey|person]]"
KESTRIA, KOPER = "[[Kestria|government]]", "[[Koper|place]]"
DEAL = {"supplier": ["Veshtar"], "buyer": ["the Ministry of Health"]}

CONTRACTS = [
    f"{V} landed a 12 million euro deal with {MINISTRY}.",
    f"A contract for 300 cameras was awarded to {V} by {MINISTRY}.",
    f"The award of a contract to {V} by {MINISTRY} was criticised.",
    f"{V} was hired by {MINISTRY} to build the system.",
    f"{MINISTRY} has hired {V} to run its call centre.",
    f"{V} has been contracted by {MINISTRY} to upgrade the network.",
    f"{MINISTRY}, which has ordered 40 scanners from {V}, declined to say more.",
    f"{MINISTRY} handed {V} a £3 million contract for body cameras.",
    f"{V}, which has supplied scanners to {MINISTRY} since 2015, said sales were up.",
    f"{V} clinched an order from {MINISTRY} for 40 scanners.",
    f"{MINISTRY} placed an order with {V} for 40 scanners.",
    f"{MINISTRY}’s purchase of 40 scanners from {V} took a year.",
    f"{V}’s contract with {MINISTRY} ends in June.",
    f"{MINISTRY}’s $3 million contract with {V} ends in June.",
    f"{MINISTRY} renewed its contract with {V} last week.",
    f"{MINISTRY} has struck a deal with {V} to buy 40 scanners.",
    f"{MINISTRY} picked {V} to supply 40 scanners.",
    f"The scanners were supplied to {MINISTRY} by {V}.",
    f"{MINISTRY} agreed to buy 40 scanners from {V}.",
    f"{V} delivered 40 scanners to {MINISTRY} in March.",
]
NO_CONTRACTS = [
    f"{V} lost the contract with {MINISTRY}.",
    f"{MINISTRY} refused to award a contract to {V}.",
    f"{MINISTRY} ordered {V} to stop selling cameras.",
    f"{V} is bidding for a contract with {MINISTRY}.",
    f"{V} failed to land a deal with {MINISTRY}.",
    f"{ANN} struck a plea deal with {MINISTRY}.",
    f"{V} has no contract with {MINISTRY}.",
    f"{V} provided evidence to {MINISTRY}.",
    f"{MINISTRY} gave {V} a warning.",
    f"{V} delivered a letter to {MINISTRY}.",
    f"{MINISTRY} chose to ignore {V}.",
]

ALLEGATIONS = [
    (f"{OLW} criticised {V} for helping to spy on students.", ["Open Lens Watch"], ["Veshtar"]),
    (f"{V} faces allegations of bribery.", [], ["Veshtar"]),
    (f"{V} is facing a lawsuit from {OLW} over illegal surveillance.", ["Open Lens Watch"], ["Veshtar"]),
    (f"{OLW} sued {V} for violating the privacy of students.", ["Open Lens Watch"], ["Veshtar"]),
    (f"{V} is under investigation by {POLICE} over bribery.", ["Koper Police"], ["Veshtar"]),
    (f"{POLICE} are investigating {V} for fraud.", ["Koper Police"], ["Veshtar"]),
    (f"{V} has come under fire for helping to spy on students.", [], ["Veshtar"]),
    (f"{V} allegedly bribed two officials.", [], ["Veshtar"]),
    (f"{OLW} published a report accusing {V} of complicity in torture.", ["Open Lens Watch"], ["Veshtar"]),
    (f"A lawsuit filed by {OLW} accuses {V} of stealing designs.", ["Open Lens Watch"], ["Veshtar"]),
    (f"According to {OLW}, {V} helped the army to track and detain protesters.", ["Open Lens Watch"], ["Veshtar"]),
    (
        f"{OLW} found that cameras from {V} were used to persecute the [[Tavri|group]].",
        ["Open Lens Watch"],
        ["Veshtar"],
    ),
    (f"{OLW} has long said that police in {KOPER} were bribed by {V}.", ["Open Lens Watch"], ["Veshtar"]),
    (f"Allegations of fraud against {V} were raised by {OLW}.", ["Open Lens Watch"], ["Veshtar"]),
    (f"{V} is suspected of evading sanctions.", [], ["Veshtar"]),
    (f"{KESTRIA} charged {V} with fraud.", ["Kestria"], ["Veshtar"]),
]
NO_ALLEGATIONS = [
    f"{V} is under new management.",
    f"{OLW} thanked {V} for helping the victims of abuse.",
    f"{POLICE} are investigating the theft of cameras from {V}.",
    f"{V} sued {OLW}.",
    f"{V} was cleared of fraud.",
    f"{OLW} praised {V}, which investigates fraud.",
    f"{OLW} said that {V} was hacked by thieves.",
    f"{OLW} said that {V} detects fraud.",
]
RESPONSES = [
    (f"{V} called the accusations groundless.", "Veshtar", "denies"),
    (f"{V} has repeatedly denied any wrongdoing.", "Veshtar", "denies"),
    (f"{V} did not immediately respond to a request for comment.", "Veshtar", "no reply"),
    (f"{V} could not immediately be reached for comment.", "Veshtar", "no reply"),
    (f"{V} refused to comment.", "Veshtar", "declines"),
    (f"{V} had no comment.", "Veshtar", "declines"),
    (f"{V} pleaded not guilty.", "Veshtar", "denies"),
    (f"{V} admitted that it had paid the officials.", "Veshtar", "confirms"),
    (f"{V} has said the allegations are untrue.", "Veshtar", "denies"),
    (f"Asked about the charges, {V} declined to comment.", "Veshtar", "declines"),
    (f"There was no immediate comment from {V}.", "Veshtar", "no reply"),
    (f"{V} insists that it did nothing wrong.", "Veshtar", "denies"),
    (f"{V} dismissed the accusations as politically motivated.", "Veshtar", "denies"),
    (f"The charges were denied by {V}.", "Veshtar", "denies"),
]
NO_RESPONSES = [
    f"{V} pleaded for more time.",
    f"{V} denied the workers a pay rise.",
    f"{P} was denied entry by {V}.",
    f"There was no snow in the town of {V}.",
    f"{V} was refused a licence.",
]
ROLES = [
    (f"{ANN}, chief executive of {V}, left.", "Veshtar"),
    (f"{ANN} works for {V}.", "Veshtar"),
    (f"{ANN} has served as chairman of {V} since 2015.", "Veshtar"),
    (f"{ANN} was appointed chief executive of {V} in May.", "Veshtar"),
    (f"{V} named {ANN} as its chief executive.", "Veshtar"),
    (f"{V} appointed {ANN} chief executive.", "Veshtar"),
    (f"{ANN} is the chief executive of {V}.", "Veshtar"),
    (f"{ANN} joined {V} as finance director in 2019.", "Veshtar"),
    (f"{ANN} became head of {V} in 2019.", "Veshtar"),
    (f"{ANN} resigned as chairman of {V}.", "Veshtar"),
    (f"The chief executive of {V}, {ANN}, resigned.", "Veshtar"),
    (f"{V}’s chief executive {ANN} resigned.", "Veshtar"),
    (f"{V} is headed by {ANN}.", "Veshtar"),
    (f"{V} was founded by {ANN} in 1999.", "Veshtar"),
    (f"{V}, led by {ANN}, grew.", "Veshtar"),
    (f"{ANN}, who is a professor at {OLW}, agreed.", "Open Lens Watch"),
    (f"“It is bad,” said {ANN}, a senior researcher with {OLW}.", "Open Lens Watch"),
    (f"{ANN} stepped down as director of {V} in May.", "Veshtar"),
    (f"{V} spokeswoman {ANN} declined to comment.", "Veshtar"),
]
NO_ROLES = [
    f"{ANN} met the chief executive of {V}.",
    f"{ANN} worked against {V}.",
    f"{ANN} joined a protest against {V}.",
    f"{ANN} is not the chairman of {V}.",
    f"{ANN} led a protest at {V}.",
    f"{ANN} was named in a lawsuit against {V}.",
]
OWNERSHIPS = [
    f"{V} bought {P} for $3 million.",
    f"{V} holds a 30% stake in {P}.",
    f"{V} has a majority stake in {P}.",
    f"{P} was taken over by {V} in 2019.",
    f"{P}, which is owned by {V}, closed.",
    f"{P}, owned by {V}, closed.",
    f"{V} completed its acquisition of {P}.",
    f"{V}’s acquisition of {P} closed in May.",
    f"{V} is the parent company of {P}.",
    f"{P} is a wholly owned subsidiary of {V}.",
    f"{P}’s parent company, {V}, grew.",
    f"{V}, the owner of {P}, grew.",
    f"{V}, which owns {P}, grew.",
    f"{V} acquired a controlling stake in {P}.",
    f"The takeover of {P} by {V} took a year.",
    f"{P} is part of {V}.",
    f"{P} belongs to {V}.",
    f"{V} controls {P}.",
]
NO_OWNERSHIPS = [
    f"{V} bought cameras from {P}.",
    f"{V} wants to buy {P}.",
    f"{V} plans to acquire a stake in {P}.",
    f"{V} sold its stake in {P}.",
    f"{V} has a stake in the future of {P}.",
    f"{V} abandoned its acquisition of {P}.",
    f"{V} is not the parent company of {P}.",
    f"The failed takeover of {P} by {V} cost millions.",
]
STATISTICS = [
    f"One in three schools in {KOPER} uses drones, according to {OLW}.",
    f"{OLW} found that 40% of schools use cameras.",
    f"Nearly 300 of the 430 councils in {KOPER} use cameras, {OLW} said.",
    f"About 65 per cent of councils in {KOPER} use cameras.",
    f"{OLW} estimates that one million people are held in {KOPER}.",
    f"Two thirds of councils in {KOPER} use cameras, {OLW} said.",
    f"According to {OLW}, 2,300 people died in {KOPER} last year.",
]
NO_STATISTICS = [
    f"{V} said it has 3 offices.",
    f"{V} will cut prices by 5%.",
    f"{V} owns 40% of {P}.",
    f"Shares in {V} rose 3%.",
    f"{V} was founded 300 days ago.",
    f"One in the morning, {V} called.",
    f"{OLW} said 14 people were arrested.",
]
DEPLOYMENTS = [
    (f"{POLICE} deployed drones made by {V}.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (f"{POLICE} have been using software from {V}.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (f"{V} software is used by {POLICE}.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (f"Drones made by {V} are operated by {POLICE}.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (
        f"{POLICE} rolled out {V} cameras in {KOPER}.",
        {"vendor": ["Veshtar"], "user": ["Koper Police"], "place": ["Koper"]},
    ),
    (f"{V}’s system has been deployed in {KOPER}.", {"vendor": ["Veshtar"], "place": ["Koper"]}),
    (f"{POLICE} rely on {V} cameras.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (f"The use of {V} cameras by {POLICE} was criticised.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (f"{POLICE}’s use of {V} cameras was criticised.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
    (f"{POLICE}, which operate {V} drones, declined to comment.", {"vendor": ["Veshtar"], "user": ["Koper Police"]}),
]
NO_DEPLOYMENTS = [
    f"{POLICE} stopped using {V} cameras.",
    f"{POLICE} banned the use of {V} cameras.",
    f"{POLICE} do not use {V} drones.",
    f"{POLICE} may use {V} cameras.",
    f"{POLICE} seized {V} cameras.",
    f"{POLICE} considered using {V} cameras.",
]
DESIGNATIONS = [
    (f"{KESTRIA} banned {V} from its 5G network.", "listed"),
    (f"{KESTRIA} slapped sanctions on {V}.", "listed"),
    (f"{V} was hit with sanctions by {KESTRIA}.", "listed"),
    (f"{V} was sanctioned by {KESTRIA} in May.", "listed"),
    (f"{V} was put on a blacklist by {KESTRIA}.", "listed"),
    (f"{V} has been under sanctions by {KESTRIA} since 2019.", "listed"),
    (f"{KESTRIA} has designated {V} as a threat to national security.", "listed"),
    (f"The blacklisting of {V} by {KESTRIA} came in May.", "listed"),
    (f"{KESTRIA}’s sanctions against {V} took effect in May.", "listed"),
    (f"{KESTRIA} is considering sanctions against {V}.", "proposed"),
    (f"{KESTRIA} lifted its ban on {V}.", "removed"),
    (f"{V} was dropped from the sanctions list by {KESTRIA}.", "removed"),
]
NO_DESIGNATIONS = [
    f"{KESTRIA} refused to sanction {V}.",
    f"{V} ignored the sanctions of {KESTRIA}.",
    f"{KESTRIA} designated {V} as the main sponsor.",
    f"{KESTRIA} listed {V} among the winners.",
]


def _names(marked: str, kind: FactKind) -> list[dict[str, list[str]]]:
    return [{role: names for role, names in roles_of(fact).items() if role != "region"}
            for fact in facts_in(marked, kind)]  # fmt: skip


@pytest.mark.parametrize("marked", CONTRACTS)
def test_contracts_are_read_in_each_wording(marked: str) -> None:
    """Whoever supplies and whoever buys take their sides whatever verb, noun or voice tells of the deal."""
    assert _names(marked, C) == [DEAL]


@pytest.mark.parametrize(("marked", "claimants", "targets"), ALLEGATIONS)
def test_allegations_are_read_in_each_wording(marked: str, claimants: list[str], targets: list[str]) -> None:
    """Who claims it and of whom, one allegation each; nobody named leaves it unattributed."""
    found = [([f.name for f in fact.filled(Role.CLAIMANT)], [f.name for f in fact.filled(Role.TARGET)])
             for fact in facts_in(marked, A)]  # fmt: skip
    assert found == [(claimants, targets)]


@pytest.mark.parametrize(("marked", "responder", "act"), RESPONSES)
def test_responses_are_read_in_each_wording(marked: str, responder: str, act: str) -> None:
    """Who answers and how."""
    charge = f"{OLW} accused {V} of bribing officials. "
    found = [(fact.filled(Role.RESPONDER)[0].name, fact.act) for fact in facts_in(charge + marked, R)]
    assert found == [(responder, act)]


@pytest.mark.parametrize(("marked", "body"), ROLES)
def test_roles_are_read_in_each_wording(marked: str, body: str) -> None:
    """The person and the body, once."""
    assert _names(marked, FactKind.ROLE) == [{"person": ["Ann Frey"], "organisation": [body]}]


@pytest.mark.parametrize("marked", OWNERSHIPS)
def test_ownerships_are_read_in_each_wording(marked: str) -> None:
    """Owner and owned keep their sides."""
    assert _names(marked, FactKind.OWNERSHIP) == [{"owner": ["Veshtar"], "owned": ["Pallas"]}]


@pytest.mark.parametrize("marked", STATISTICS)
def test_statistics_are_read_in_each_wording(marked: str) -> None:
    """A share or a figure with a source is one statistic."""
    assert len(facts_in(marked, FactKind.STATISTIC)) == 1


@pytest.mark.parametrize(("marked", "roles"), DEPLOYMENTS)
def test_deployments_are_read_in_each_wording(marked: str, roles: dict[str, list[str]]) -> None:
    """Vendor, user and place."""
    assert [roles_of(fact) for fact in facts_in(marked, FactKind.DEPLOYMENT)] == [roles]


@pytest.mark.parametrize(("marked", "status"), DESIGNATIONS)
def test_designations_are_read_in_each_wording(marked: str, status: str) -> None:
    """Authority, target and how far it went."""
    found = [(roles_of(fact), dict(fact.values)["status"]) for fact in facts_in(marked, FactKind.DESIGNATION)]
    assert found == [({"authority": ["Kestria"], "target": ["Veshtar"]}, status)]


_LOOK_ALIKES = [
    *((C, marked) for marked in NO_CONTRACTS), *((A, marked) for marked in NO_ALLEGATIONS),
    *((R, marked) for marked in NO_RESPONSES), *((FactKind.ROLE, marked) for marked in NO_ROLES),
    *((FactKind.OWNERSHIP, marked) for marked in NO_OWNERSHIPS),
    *((FactKind.STATISTIC, marked) for marked in NO_STATISTICS),
    *((FactKind.DEPLOYMENT, marked) for marked in NO_DEPLOYMENTS),
    *((FactKind.DESIGNATION, marked) for marked in NO_DESIGNATIONS),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "marked"), _LOOK_ALIKES)
def test_look_alikes_give_nothing(kind: FactKind, marked: str) -> None:
    """Refusals, wishes, and verbs of the same form with another sense give no fact of the kind."""
    assert facts_in(marked, kind) == []


_BARRED = [
    (f"Sanctioned by the {KESTRIA} in 2019, {V} has changed its name.", "listed"),
    (f"The {KESTRIA} has blacklisted 12 contractors, among them {V}.", "listed"),
    (f"The {KESTRIA} is weighing a ban on {V} drones.", "proposed"),
    (f"The {KESTRIA} proposed revoking the licences of {V}.", "proposed"),
    (f"The blacklisting of {V} by the {KESTRIA} took effect at midnight.", "listed"),
    (f"The {KESTRIA} has told operators to stop buying from {V}.", "listed"),
]


@pytest.mark.parametrize(("marked", "status"), _BARRED)
def test_restrictions_in_other_clauses(marked: str, status: str) -> None:
    """Fronted participles, examples, bans on goods, plans and nouns tell who is barred by whom, and how far it is."""
    (fact,) = facts_in(marked, FactKind.DESIGNATION)
    assert (roles_of(fact), dict(fact.values)["status"]) == ({"authority": ["Kestria"], "target": ["Veshtar"]}, status)


_FIGURES = [
    (f"Some 12,400 seafarers were stranded in March, says {OLW}.", 12400),
    (f"The number of prisoners, by the count of {OLW}, is 3,870 men.", 3870),
    (f"Of 230 workers interviewed by {OLW}, 171 had never seen a contract.", 171),
    (f"Half the councils have no plan, according to {OLW}.", 50),
    (f"Every fifth bus is late, {OLW} found.", 20),
    (f"{OLW} figures put the number of displaced people at 4.3 million.", 4300000),
]


@pytest.mark.parametrize(("marked", "figure"), _FIGURES)
def test_figures_of_somebody_named(marked: str, figure: int) -> None:
    """A count, a share or a part of those asked is the figure of whoever counts, says or credits it."""
    (fact,) = facts_in(marked, FactKind.STATISTIC)
    quantity = dict(fact.values)["quantity"]
    assert roles_of(fact)["source"] == ["Open Lens Watch"]
    assert getattr(quantity, "value", None) == figure
