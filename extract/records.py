"""The records that extraction emits: mentions, values, attributions, facts, and the entities they are about.

Every span is half-open, in code points of `Document.text`. A mention belongs to a *name* (one entity as one document
calls it); names are joined across documents into *entities*. Facts point at names, so that joining or parting
entities later changes no fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extract.values import Date as Date  # noqa: PLC0414 - facts and their values are told together
from extract.values import Money as Money  # noqa: PLC0414 - facts and their values are told together
from extract.values import Quantity as Quantity  # noqa: PLC0414 - facts and their values are told together
from extract.values import Value as Value  # noqa: PLC0414 - facts and their values are told together


class Label(StrEnum):
    """What a mention is, by how it is used: "Beijing denied" is a government, "in Beijing" a place."""

    COMPANY = "company"
    GOVERNMENT = "government"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


class Form(StrEnum):
    """How a mention refers: by a name of its own, or through another mention in the same document."""

    NAME = "name"
    SHORT = "short"
    ACRONYM = "acronym"
    DEFINED_TERM = "defined_term"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Tier(StrEnum):
    """How far an entity is trusted: merely mentioned, a candidate, or confirmed by evidence or by a person."""

    MENTION = "mention"
    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"


class FactKind(StrEnum):
    """The closed list of facts."""

    CONTRACT = "contract"
    DEPLOYMENT = "deployment"
    DESIGNATION = "designation"
    ALLEGATION = "allegation"
    RESPONSE = "response"
    STATISTIC = "statistic"
    OWNERSHIP = "ownership"
    ROLE = "role"
    ALIAS = "alias"


class Role(StrEnum):
    """Who does what in a fact; which roles a kind takes is in `ROLES`."""

    SUPPLIER = "supplier"
    BUYER = "buyer"
    PARTY = "party"
    REGION = "region"
    VENDOR = "vendor"
    USER = "user"
    PLACE = "place"
    AUTHORITY = "authority"
    TARGET = "target"
    CLAIMANT = "claimant"
    AFFECTED = "affected"
    RESPONDER = "responder"
    SUBJECT = "subject"
    SOURCE = "source"
    OWNER = "owner"
    OWNED = "owned"
    PERSON = "person"
    ORGANISATION = "organisation"
    ENTITY = "entity"


ROLES: dict[FactKind, tuple[Role, ...]] = {
    FactKind.CONTRACT: (Role.SUPPLIER, Role.BUYER, Role.PARTY, Role.REGION),
    FactKind.DEPLOYMENT: (Role.VENDOR, Role.USER, Role.PLACE),
    FactKind.DESIGNATION: (Role.AUTHORITY, Role.TARGET),
    FactKind.ALLEGATION: (Role.CLAIMANT, Role.TARGET, Role.REGION, Role.AFFECTED),
    FactKind.RESPONSE: (Role.RESPONDER,),
    FactKind.STATISTIC: (Role.SUBJECT, Role.SOURCE),
    FactKind.OWNERSHIP: (Role.OWNER, Role.OWNED),
    FactKind.ROLE: (Role.PERSON, Role.ORGANISATION),
    FactKind.ALIAS: (Role.ENTITY,),
}


class Modality(StrEnum):
    """How the text stands to what it says."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    POSSIBLE = "possible"
    DENIED = "denied"


class FactStatus(StrEnum):
    """Where a fact stands with people: found by the program, or confirmed or rejected by somebody."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document names or refers to somebody or something.

    `name_id` is the name it belongs to, None where it stays unresolved (a pronoun without a clear antecedent).
    """

    document_id: str
    start: int
    end: int
    label: Label
    text: str
    form: Form = Form.NAME
    name_id: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One entity as one document calls it.

    `name_id` is derived from label and normalised name, so that equal names in two documents are one name (of an entry
    of a list: from its number). `aliases` are other forms this document uses, `identifiers` are `(scheme, value)`.
    """

    name_id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name over all documents: its most used form, every other form, its numbers, and how often it is met."""

    name_id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NameUse:
    """How often a name is met, in how many documents, and the document that uses it most."""

    name_id: str
    name: str
    document_id: str
    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Names joined across documents: one company, government, place, person, organisation or group.

    `entity_id` is the id of its representative name; every id in `name_ids` leads to it. `reasons` says, for each
    joined name, why it was joined: `(name_id, reason)`. `identifiers` are `(scheme, value)`, such as
    `("iso3166-1", "CN")`.
    """

    entity_id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    name_ids: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    tier: Tier = Tier.CANDIDATE
    reasons: tuple[tuple[str, str], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ValueMention:
    """A value and where it stands."""

    document_id: str
    start: int
    end: int
    value: Money | Date | Quantity


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the source (None when nobody is named), the cue and the content, as spans."""

    source: Span | None
    cue: Span
    content: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a fact stands on; `quote` equals the document's text from `start` to `end`.

    `page` is None only where the source has no pages.
    """

    document_id: str
    start: int
    end: int
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """Who fills a role: the name, in the document's fullest form, and the mention that says so."""

    role: Role
    name_id: str
    name: str
    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document says, with who says it and the words that say so.

    `fact_id` is derived from document, kind, fillers' spans and evidence. `fillers` are in the order of `ROLES[kind]`;
    a role the text does not state is absent. `values` are `(name, value)` in order of name: `amount`, `date`, `period`,
    `product`, `programme`, `reason`, `quantity`, `status` (of a designation: listed, amended, removed, proposed) ...
    `claimed_by` says in words who says it when no filler does: the publisher, or `unattributed`. `answers` are
    fact ids. `judged` is what people decided of it, None where nothing stands.
    """

    fact_id: str
    document_id: str
    kind: FactKind
    fillers: tuple[Filler, ...]
    values: tuple[tuple[str, Value], ...] = ()
    content: str | None = None
    act: str | None = None
    modality: Modality = Modality.ASSERTED
    status: FactStatus = FactStatus.PROPOSED
    claimed_by: str | None = None
    answers: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    judged: Judged | None = None

    def filled(self, role: Role) -> tuple[Filler, ...]:
        """Return the fillers of one role, in the order of the text."""
        return tuple(filler for filler in self.fillers if filler.role is role)


@dataclass(frozen=True, slots=True)
class Said:
    """Who decided what of a fact, when (ISO 8601, UTC), and in which words; see `extract.judgements`."""

    judgement_id: str
    act: str
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands of people's judgements of a fact: the last word, and the last edit with the fact as `extracted`."""

    fact_key: str
    decided: Said
    edited: Said | None = None
    extracted: Fact | None = None
