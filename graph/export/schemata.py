"""Facts and entities in the schemata of FollowTheMoney (https://followthemoney.tech/explorer/schemata/).

FollowTheMoney has no place for a claim, so whatever the text does not assert stays a `Note`: allegations with their
claimant and the responses to them, responses, what is denied or merely possible, and designations only proposed. A
`Contract` or a `Sanction` is written only for what a text states as so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from extract.records import FactKind, Label, Modality, Role
from graph.dates import find_last_day
from graph.export.part import Lookup
from graph.network import ANSWERS
from graph.records import Edge, Node

SCHEMA = {
    Label.COMPANY.value: "Company",
    Label.GOVERNMENT.value: "PublicBody",
    Label.PERSON.value: "Person",
    Label.ORGANISATION.value: "Organization",
    Label.PLACE.value: "Address",
    Label.GROUP.value: "Organization",
}
IDENTIFIERS = {"iso3166-1": "country", "lei": "leiCode", "wikidata": "wikidataId"}
LINKED = ["linked to"]
"""The position of who a list says is linked to somebody, and no more."""
NOT_SO = (Modality.DENIED.value, Modality.POSSIBLE.value)
BODIES = (Label.COMPANY.value, Label.GOVERNMENT.value, Label.ORGANISATION.value)


@dataclass(frozen=True, slots=True)
class Item:
    """One FollowTheMoney entity; properties without values are dropped when it is written."""

    item_id: str
    schema: str
    properties: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with all that its items need."""

    node: Node
    edges: tuple[Edge, ...]
    responses: tuple[Node, ...]
    lookup: Lookup

    def value(self, name: str) -> list[str]:
        """Return an attribute as a list of one or none."""
        return [text for key, text in self.node.attributes if key == name]

    def dates(self) -> list[str]:
        """Return the date or the beginning of the period that the fact speaks of."""
        return [text for text in (*self.value("date"), *self.value("period")) if find_last_day(text)][:1]

    def ids(self, *roles: Role) -> list[str]:
        """Return who fills these roles, each once."""
        return list(dict.fromkeys(edge.target_id for role in roles for edge in self.edges if edge.role == role.value))

    def names(self, role: Role) -> list[str]:
        """Return the names of who fills a role."""
        return [self.lookup.node(node_id).name for node_id in self.ids(role)]

    def kind_of(self, node_id: str) -> str:
        """Return the label of a participant."""
        return self.lookup.node(node_id).kind

    def derived(self, *parts: str) -> str:
        """Return the id of an item made from this fact, the same in every run."""
        digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8)
        return f"{self.node.node_id}-{digest.hexdigest()}"

    def source(self, quotes: str) -> dict[str, list[str]]:
        """Return publisher, document and citations, the latter under the property `quotes`."""
        said = self.edges[0].evidence if self.edges else ()
        title = next(iter(self.value("document_title")), "")
        publisher = next(iter(self.value("publisher")), "")
        cited = [
            f"“{one.quote}” ({', '.join(filter(None, (publisher, title, f'page {one.page}' if one.page else '')))}"
            f"; document {one.document_id}, characters {one.start} to {one.end})"
            for one in said
        ] or self.value("quote")
        return {"publisher": self.value("publisher"), "proof": self.value("document_id"), quotes: cited}


def entity_item(node: Node) -> Item:
    """Return an entity as an item."""
    values = dict(node.attributes)
    properties = {"name": [node.name], "alias": split(values.get("aliases"))}
    if node.kind == Label.PLACE.value:
        properties["full"] = [node.name]
    if node.kind == Label.GROUP.value:
        properties["classification"] = ["group of people"]
    for identifier in split(values.get("identifiers")):
        scheme, _, value = identifier.partition(":")
        if scheme in IDENTIFIERS:
            properties[IDENTIFIERS[scheme]] = [value.lower() if scheme == "iso3166-1" else value]
    return Item(node.node_id, SCHEMA[node.kind], properties)


def split(joined: str | None) -> list[str]:
    """Return the parts of an attribute that holds several."""
    return joined.split(" | ") if joined else []


def document_item(node: Node) -> Item:
    """Return the document of a fact as an item."""
    values = dict(node.attributes)
    document_id = values["document_id"]
    title = values.get("document_title") or document_id
    return Item(
        document_id,
        "Document",
        {
            "title": [title],
            "fileName": [title],
            "publishedAt": [values[name] for name in ("document_date",) if name in values],
            "publisher": [values[name] for name in ("publisher",) if name in values],
        },
    )


def fact_items(told: Told) -> Iterator[Item]:
    """Yield the items of one fact, at least one."""
    doubtful = set(told.value("modality")) & set(NOT_SO) or "proposed" in told.value("designation_status")
    makers = {
        FactKind.CONTRACT.value: contract_items,
        FactKind.DESIGNATION.value: sanction_items,
        FactKind.OWNERSHIP.value: ownership_items,
        FactKind.ROLE.value: employment_items,
        FactKind.DEPLOYMENT.value: deployment_items,
    }
    maker = makers.get(told.node.kind)
    items = list(maker(told)) if maker and not doubtful else []
    yield from items
    if not items or (told.responses and items[0].item_id != told.node.node_id):
        # What somebody answers needs an item of its own for the answer to point at, and to tell the answer.
        yield from note_items(told)


def contract_items(told: Told) -> Iterator[Item]:
    """Yield a contract, an award to each supplier, and links to those who do not fit in either."""
    buyers = [node_id for node_id in told.ids(Role.BUYER) if told.kind_of(node_id) != Label.PLACE.value]
    suppliers = [node_id for node_id in told.ids(Role.SUPPLIER) if told.kind_of(node_id) != Label.PLACE.value]
    regions = [node_id for node_id in told.ids(Role.REGION) if told.kind_of(node_id) == Label.PLACE.value]
    money = {"amount": told.value("amount"), "currency": told.value("currency")}
    properties = {
        "name": [told.node.name],
        "title": told.value("subject") or [told.node.name],
        "authority": buyers,
        "addressEntity": regions,
        "contractDate": told.dates(),
        "procedureNumber": told.value("reference"),
        "description": [said(told)] if told.responses else told.value("content"),
        **money,
        **told.source("notes"),
    }
    yield Item(told.node.node_id, "Contract", properties)
    for supplier in suppliers:
        award = {
            "supplier": [supplier],
            "contract": [told.node.node_id],
            "date": told.dates(),
            # The sum of a contract shared by several is not each one's.
            **(money if len(suppliers) == 1 else {}),
            **told.source("summary"),
        }
        yield Item(told.derived("ContractAward", supplier), "ContractAward", award)
    yield from links(told, {*buyers, *suppliers, *regions})


def sanction_items(told: Told) -> Iterator[Item]:
    """Yield a sanction for each target."""
    for target in told.ids(Role.TARGET):
        properties = {
            "entity": [target],
            "authority": told.names(Role.AUTHORITY),
            "program": told.value("programme"),
            "status": told.value("designation_status"),
            "reason": told.value("reason"),
            "listingDate": told.dates() if "listed" in told.value("designation_status") else [],
            "date": told.dates(),
            **told.source("summary"),
        }
        yield Item(told.derived("Sanction", target), "Sanction", properties)


def ownership_items(told: Told) -> Iterator[Item]:
    """Yield an ownership for each pair of owner and owned; what cannot own or be owned is merely linked."""
    for owner in told.ids(Role.OWNER):
        for owned in told.ids(Role.OWNED):
            fits = told.kind_of(owner) != Label.PLACE.value and told.kind_of(owned) == Label.COMPANY.value
            properties = {"percentage": told.value("share"), "date": told.dates(), **told.source("summary")}
            if fits:
                properties |= {"owner": [owner], "asset": [owned]}
                yield Item(told.derived("Ownership", owner, owned), "Ownership", properties)
            else:
                yield link(told, owner, owned, "owner")


def employment_items(told: Told) -> Iterator[Item]:
    """Yield an employment for each pair of person and organisation; what cannot employ is merely linked."""
    position = told.value("position")
    for person in told.ids(Role.PERSON):
        for body in told.ids(Role.ORGANISATION):
            employs = told.kind_of(person) == Label.PERSON.value and told.kind_of(body) in BODIES
            if employs and position != LINKED:
                properties = {"employee": [person], "employer": [body], "role": position, "date": told.dates()}
                properties |= told.source("summary")
                yield Item(told.derived("Employment", person, body), "Employment", properties)
            else:
                yield link(told, person, body, *position)


def deployment_items(told: Told) -> Iterator[Item]:
    """Yield a link from each vendor to each user and place."""
    for vendor in told.ids(Role.VENDOR):
        for other in told.ids(Role.USER, Role.PLACE):
            yield link(told, vendor, other, "deployment", *told.value("product"))


def note_items(told: Told) -> Iterator[Item]:
    """Yield a note about everyone concerned, and a link from everyone with the role played."""
    spoken_of = told.ids(Role.TARGET, Role.SUBJECT, Role.ENTITY)
    answered = [edge.target_id for edge in told.edges if edge.role == ANSWERS]
    everyone = [edge.target_id for edge in told.edges if edge.role != ANSWERS]
    properties = {
        "name": [told.node.name],
        "entity": [*answered, *(spoken_of or everyone)],
        "description": [said(told)],
        **told.source("notes"),
    }
    yield Item(told.node.node_id, "Note", properties)
    yield from links(told, set())


def said(told: Told) -> str:
    """Return a fact as a sentence or two: what is said, who says it, and what is answered."""
    words = " ".join(told.value("content")) or told.node.name
    claimants = "; ".join((*told.names(Role.CLAIMANT), *told.names(Role.RESPONDER))) or "; ".join(
        told.value("claimed_by")
    )
    parts = [f"{told.node.kind.capitalize()}: {words}"]
    parts += [f"Said by: {claimants}"] if claimants else []
    parts += [f"Reported by: {publisher}" for publisher in told.value("publisher")]
    parts += [f"Modality: {modality}" for modality in told.value("modality")]
    for response in told.responses:
        by = [
            told.lookup.node(edge.target_id).name
            for edge in told.lookup.edges(response.node_id)
            if edge.role == Role.RESPONDER.value
        ]
        parts.append(f"Response of {'; '.join(by) or 'unnamed'}: {response.name}")
    return ". ".join(parts)


def links(told: Told, covered: set[str]) -> Iterator[Item]:
    """Yield a link with their role from all participants not yet covered to the item of the fact itself."""
    for edge in told.edges:
        if edge.role != ANSWERS and edge.target_id not in covered:
            yield link(told, edge.target_id, told.node.node_id, edge.role)


def link(told: Told, subject: str, target: str, *roles: str) -> Item:
    """Return a plain link between two items."""
    properties = {"subject": [subject], "object": [target], "role": list(roles), "date": told.dates()}
    return Item(
        told.derived("UnknownLink", subject, target, *roles), "UnknownLink", properties | told.source("summary")
    )
