"""Facts made by hand for the tests of the graph: the founding story, a seller of facts one at a time, and any facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from corpus.records import DocumentHead, Kind
from extract.records import (
    ROLES,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Filler,
    Label,
    Modality,
    Money,
    Quantity,
    Role,
    Tier,
    Value,
)
from graph.build import build
from graph.network import EntityGraph
from graph.records import View

PATIENT = settings(deadline=None, suppress_health_check=(HealthCheck.too_slow,))
"""A busy machine draws facts slowly; that is no fault of the graph."""

LABEL_OF = {
    Role.BUYER: Label.GOVERNMENT,
    Role.AUTHORITY: Label.GOVERNMENT,
    Role.REGION: Label.PLACE,
    Role.PLACE: Label.PLACE,
    Role.AFFECTED: Label.GROUP,
    Role.PERSON: Label.PERSON,
    Role.CLAIMANT: Label.ORGANISATION,
    Role.SOURCE: Label.ORGANISATION,
    Role.ORGANISATION: Label.ORGANISATION,
    Role.USER: Label.GOVERNMENT,
}


def name_id(name: str) -> str:
    """The id under which the tests know a name."""
    return f"name-{name}"


def names_in(given: str | Sequence[str]) -> Sequence[str]:
    """One name or several, as several."""
    return (given,) if isinstance(given, str) else given


def fact(
    fact_id: str,
    kind: FactKind,
    roles: Mapping[Role, str | Sequence[str]],
    *,
    document_id: str = "d1",
    values: Mapping[str, Value] | None = None,
    content: str | None = None,
    act: str | None = None,
    claimed_by: str | None = None,
    answers: tuple[str, ...] = (),
    confidence: float = 0.8,
    modality: Modality = Modality.ASSERTED,
    status: FactStatus = FactStatus.PROPOSED,
    evidence: tuple[Evidence, ...] | None = None,
    labels: Mapping[str, Label] | None = None,
) -> Fact:
    """A fact whose roles are filled by names; a role's usual label is taken unless `labels` says otherwise."""
    fillers = tuple(
        Filler(
            role, name_id(name), name, (labels or {}).get(name, LABEL_OF.get(role, Label.COMPANY)), 10, 10 + len(name)
        )
        for role in ROLES[kind]
        for name in names_in(roles.get(role, ()))
    )
    return Fact(
        fact_id=fact_id,
        document_id=document_id,
        kind=kind,
        fillers=fillers,
        values=tuple(sorted((values or {}).items())),
        content=content,
        act=act,
        modality=modality,
        status=status,
        claimed_by=claimed_by,
        answers=answers,
        confidence=confidence,
        evidence=(Evidence(document_id, 10, 60, f"The words behind {fact_id}.", 1),) if evidence is None else evidence,
    )


def entity(name: str, label: Label, *other_names: str, identifiers: tuple[tuple[str, str], ...] = ()) -> Entity:
    """An entity with the names joined into it."""
    return Entity(
        entity_id=name_id(name),
        label=label,
        name=name,
        aliases=other_names,
        name_ids=(name_id(name), *map(name_id, other_names)),
        mentions=3,
        documents=2,
        tier=Tier.CONFIRMED,
        identifiers=identifiers,
    )


def head(document_id: str, date: str | None = "2021-06-15", publisher: str | None = "The Daily") -> DocumentHead:
    """A document without its text."""
    return DocumentHead(
        document_id, "0" * 64, f"{document_id}.html", "text/html", Kind.NEWS, "", f"Title of {document_id}", date,
        "en", publisher, None, 1, 1000,
    )  # fmt: skip


def heads(*given: DocumentHead) -> dict[str, DocumentHead]:
    """Documents by id."""
    return {one.document_id: one for one in given}


def usd(amount: int | str, qualifier: str = "total") -> Money:
    """An amount in US dollars."""
    return Money(Decimal(amount), "USD", qualifier)


HIKVISION = name_id("Hikvision")
STORY_ENTITIES = (
    entity("Hikvision", Label.COMPANY, "Hangzhou Hikvision Digital Technology Co., Ltd."),
    entity("United States", Label.GOVERNMENT, "US", identifiers=(("iso3166-1", "US"),)),
    entity("Xinjiang", Label.PLACE, identifiers=(("iso3166-1", "CN"),)),
    entity("Nobody", Label.PERSON),
)
STORY_FACTS = (
    fact(
        "contract", FactKind.CONTRACT,
        {Role.SUPPLIER: "Hikvision", Role.BUYER: "authorities in Xinjiang", Role.REGION: "Xinjiang"},
        values={"amount": usd(290_000_000)},
    ),
    fact(
        "designation", FactKind.DESIGNATION, {Role.AUTHORITY: "US", Role.TARGET: "Hikvision"},
        values={"status": "listed", "date": Date("2019-10")},
    ),
    fact(
        "allegation", FactKind.ALLEGATION,
        {Role.TARGET: "Hikvision", Role.REGION: "Xinjiang", Role.AFFECTED: "Uyghurs"},
        content="linked to the mass oppression of Uyghurs in Xinjiang", modality=Modality.REPORTED,
    ),
    fact(
        "denial", FactKind.RESPONSE, {Role.RESPONDER: "Hikvision"},
        act="denies", content="that it took part in any oppression", answers=("allegation",),
    ),
    fact(
        "deployment", FactKind.DEPLOYMENT,
        {Role.VENDOR: "Hikvision", Role.USER: "Department of Health and Social Care", Role.PLACE: "London"},
        values={"product": "cameras"},
    ),
    fact(
        "statistic", FactKind.STATISTIC, {Role.SUBJECT: "Hikvision", Role.SOURCE: "Top10VPN"},
        values={"quantity": Quantity(Decimal(65), "percent", "about")},
    ),
    fact(
        "researcher", FactKind.ROLE, {Role.PERSON: "Samuel Woodhams", Role.ORGANISATION: "Top10VPN"},
        values={"position": "researcher"},
    ),
)  # fmt: skip


def story() -> EntityGraph:
    """The graph of the founding story."""
    return build(STORY_ENTITIES, STORY_FACTS, heads(head("d1")))


def node_ids(view: View) -> set[str]:
    """The ids of a view's nodes."""
    return {node.node_id for node in view.nodes}


def attributes(graph: EntityGraph, node_id: str) -> dict[str, str]:
    """What a node says of itself."""
    return dict(graph.get_node(node_id).attributes)


HOSTILE = (
    "O'Neill & Sons",
    'The "Best" <Co>',
    "=cmd|' /C calc'!A0",
    "\x00\x1b[31m\x0b",
    "\u202eevil",
    "\ud800",
    "]]>",
    "石油",
    "\\u0027",
)
NAMES = ("Acme", "Bolt", "Crane", "Delta", *HOSTILE)
VALUE_NAMES = ("amount", "date", "status", "we`ird \n<na'me>")
DOCUMENTS = tuple(f"d{number}" for number in range(5))
texts = st.sampled_from(HOSTILE) | st.text(max_size=12)
dates = st.sampled_from(("2019", "2019-10", "2019-10-07", "2020-02", "2021-06-15"))
values_of_any_kind: st.SearchStrategy[Value] = st.one_of(
    st.builds(Money, st.decimals(0, 10**9, places=2), st.sampled_from(("USD", "EUR"))),
    st.builds(Date, dates),
    st.builds(Quantity, st.decimals(0, 100, places=1), texts),
    texts,
)


@st.composite
def facts_of_any_kind(draw: st.DrawFn, most: int = 12) -> list[Fact]:
    """Facts with distinct ids that answer one another at will."""
    count = draw(st.integers(1, most))
    ids = [f"f{number}" for number in range(count)]
    return [draw(one_fact(fact_id, ids)) for fact_id in ids]


@st.composite
def one_fact(draw: st.DrawFn, fact_id: str, ids: Sequence[str]) -> Fact:
    """A fact with any roles filled by any of a few names."""
    kind = draw(st.sampled_from(list(FactKind)))
    document_id = draw(st.sampled_from(DOCUMENTS))
    roles = {role: draw(st.lists(st.sampled_from(NAMES), max_size=2)) for role in ROLES[kind]}
    spans = draw(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=3))
    quote = draw(st.text(min_size=1, max_size=20))
    return fact(
        fact_id,
        kind,
        roles,
        document_id=document_id,
        values=draw(
            st.dictionaries(st.sampled_from(("amount", "date", "status", "we`ird \n<na'me>")), values_of_any_kind)
        ),
        content=draw(st.none() | texts),
        act=draw(st.none() | st.sampled_from(("denies", "confirms"))),
        answers=tuple(draw(st.sets(st.sampled_from(list(ids)), max_size=2))) if kind is FactKind.RESPONSE else (),
        confidence=draw(st.sampled_from((0.2, 0.5, 0.9))),
        modality=draw(st.sampled_from(list(Modality))),
        status=draw(st.sampled_from(list(FactStatus))),
        evidence=tuple(Evidence(document_id, start, start + size, quote, 2) for start, size in spans),
    )


ANY_HEADS = heads(
    head("d0", "2019"), head("d1", "2020-02-30"), head("d2", None), head("d3", "2020-03-01", None)
)  # d4 is unknown, d1 has a date that does not exist


def any_graph(facts: Sequence[Fact]) -> EntityGraph:
    """The graph of facts drawn at random, some of whose names belong to entities."""
    known = (entity("Acme", Label.COMPANY, "Bolt"), entity("Crane", Label.PLACE), entity(HOSTILE[0], Label.COMPANY))
    return build(known, facts, ANY_HEADS)
