"""Each fact as a sentence made of pieces: names that link to entities, values, and words between them.

One function a kind of fact. Roles that a text does not state are left out or called unnamed, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from extract.records import Fact, FactKind, Filler, Label, Money, Role
from web import wording
from web.calming import calm
from web.current import Names

Tone = Literal["words", "name", "value"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: plain words, a name (with its entity, where it has one) or a value."""

    text: str
    tone: Tone = "words"
    entity_id: str | None = None
    label: Label | None = None


Pieces = tuple[Piece, ...]


def words(text: str) -> Pieces:
    """Return plain words."""
    return (Piece(text),)


def name_piece(filler: Filler, names: Names) -> Piece:
    """Return a filler as a name that leads to its entity and is the entity's own; the quote has the text's."""
    entity = names.entity(filler.name_id)
    if entity is None:
        return Piece(calm(filler.name), "name", None, filler.label)
    return Piece(calm(entity.name), "name", entity.entity_id, entity.label)


def listed(fillers: Iterable[Filler], names: Names) -> Pieces:
    """Return names as a list in words: A, B and C; a name that occurs twice is said once."""
    found = (name_piece(filler, names) for filler in fillers)
    pieces = list({piece.entity_id or piece.text: piece for piece in found}.values())
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index:
            out.append(Piece(" and " if index == len(pieces) - 1 else ", "))
        out.append(piece)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Teller:
    """A fact being told: looks up its roles and values."""

    fact: Fact
    names: Names

    def who(self, role: Role, before: str = "", *, otherwise: str = "") -> Pieces:
        """Return who fills a role, behind the words `before`; `otherwise` stands where nobody does."""
        pieces = listed(self.fact.filled(role), self.names)
        if pieces:
            return (*words(before), *pieces) if before else pieces
        return words(otherwise) if otherwise else ()

    def value(self, name: str, before: str = "", after: str = "") -> Pieces:
        """Return a value in words, between `before` and `after`; nothing where the fact has none."""
        for key, value in self.fact.values:
            if key == name:
                text = calm(wording.value_words(value))
                suffix = " in total" if isinstance(value, Money) and value.qualifier == "total" else ""
                return (
                    *(words(before) if before else ()),
                    Piece(text + suffix, "value"),
                    *(words(after) if after else ()),
                )
        return ()

    def quotes(self, name: str) -> bool:
        """Whether a value's words stand in the fact's evidence, which is shown beside the sentence anyway."""
        said = next((value for key, value in self.fact.values if key == name and isinstance(value, str)), "")
        return any(said in evidence.quote for evidence in self.fact.evidence)

    def first(self, *keys: str, before: str = "") -> Pieces:
        """Return the first of several values that the fact has."""
        return next((pieces for key in keys if (pieces := self.value(key, before))), ())


def tell_contract(t: Teller) -> Pieces:
    """Supplier, buyer, region, amount; or the parties where the text tells no sides."""
    supplier = "A supplier not named" if t.fact.filled(Role.BUYER) else "Parties not named"
    sides = t.who(Role.SUPPLIER, otherwise="" if t.fact.filled(Role.PARTY) else supplier)
    return (
        *(sides or t.who(Role.PARTY)),
        *words(" under contract"),
        *t.who(Role.BUYER, " with "),
        *t.who(Role.REGION, " in "),
        *t.first("amount", "value", before=": "),
        *t.first("subject", "product", before=", for "),
        *t.first("date", "period", before=", "),
    )


def tell_deployment(t: Teller) -> Pieces:
    """User, product, maker, place."""
    return (
        *t.who(Role.USER, otherwise="Somebody not named"),
        *words(" uses "),
        *(t.first("product") or words("equipment")),
        *t.who(Role.VENDOR, " of "),
        *t.who(Role.PLACE, " in "),
        *t.first("date", "period", before=", "),
    )


DESIGNATION_ACTS = {"listed": " listed ", "amended": " amended the listing of ", "removed": " removed ",
                    "proposed": " proposes to list "}  # fmt: skip


def tell_designation(t: Teller) -> Pieces:
    """Authority, act, target, programme, date."""
    status = next((value for key, value in t.fact.values if key == "status" and isinstance(value, str)), "listed")
    return (
        *t.who(Role.AUTHORITY, otherwise="An authority not named"),
        *words(DESIGNATION_ACTS.get(status, f" {wording.plain(status)} ")),
        *t.who(Role.TARGET, otherwise="a party not named"),
        *t.first("programme", "list", before=" under "),
        *t.first("date", "period", before=", "),
        *(() if t.quotes("reason") else t.first("reason", before=": ")),
    )


def tell_allegation(t: Teller) -> Pieces:
    """Claimant first, then against whom, where, of whom."""
    claimed_by = t.fact.claimed_by if t.fact.claimed_by not in (None, "", "unattributed") else ""
    unnamed = f"Unattributed, reported by {claimed_by}," if claimed_by else "Unattributed allegation"
    return (
        *t.who(Role.CLAIMANT, "Alleged by ", otherwise=unnamed),
        *t.who(Role.TARGET, " against "),
        *t.who(Role.REGION, ", in "),
        *t.who(Role.AFFECTED, "; affected: "),
        *t.first("date", "period", before=", "),
    )


RESPONSE_ACTS = {"denies": " denies", "confirms": " confirms", "declines": " declines to comment",
                 "no_reply": " did not reply", "no reply": " did not reply"}  # fmt: skip


def tell_response(t: Teller) -> Pieces:
    """Responder and what it does."""
    act = t.fact.act or "responds"
    unnamed = t.fact.claimed_by if t.fact.claimed_by not in (None, "", "unattributed") else "Somebody not named"
    return (
        *t.who(Role.RESPONDER, otherwise=unnamed or ""),
        *words(RESPONSE_ACTS.get(act, f" {wording.plain(act)}")),
    )


def tell_statistic(t: Teller) -> Pieces:
    """Quantity, of what, according to whom."""
    return (
        *(t.first("quantity", "amount") or words("A figure")),
        *t.first("scope", "unit", before=" of "),
        *t.who(Role.SUBJECT, ": "),
        *(t.who(Role.SOURCE, ", according to ") or _told_by(t)),
        *t.first("period", "date", before=", "),
    )


def _told_by(t: Teller) -> Pieces:
    """Return whose figure it is where no name says so: "the police"."""
    claimed_by = t.fact.claimed_by if t.fact.claimed_by not in (None, "", "unattributed") else ""
    return words(f", according to {claimed_by}") if claimed_by else ()


def tell_ownership(t: Teller) -> Pieces:
    """Owner, share, owned."""
    return (
        *t.who(Role.OWNER, otherwise="An owner not named"),
        *words(" owns "),
        *t.value("share", after=" of "),
        *t.who(Role.OWNED, otherwise="a firm not named"),
        *t.first("date", "period", before=", "),
    )


def tell_role(t: Teller) -> Pieces:
    """Person, position, organisation; of who is merely linked, no more than that."""
    if t.fact.act == "linked":
        return (*t.who(Role.PERSON, otherwise="Somebody not named"), *t.who(Role.ORGANISATION, " is linked to "))
    return (
        *t.who(Role.PERSON, otherwise="Somebody not named"),
        *t.first("position", "title", before=", "),
        *t.who(Role.ORGANISATION, " at "),
        *t.first("period", "date", before=", "),
    )


def tell_alias(t: Teller) -> Pieces:
    """Entity and its other name."""
    return (*t.who(Role.ENTITY), *words(" is also called "), *(t.first("name", "alias") or words("otherwise")))


TELLERS: dict[FactKind, Callable[[Teller], Pieces]] = {
    FactKind.CONTRACT: tell_contract,
    FactKind.DEPLOYMENT: tell_deployment,
    FactKind.DESIGNATION: tell_designation,
    FactKind.ALLEGATION: tell_allegation,
    FactKind.RESPONSE: tell_response,
    FactKind.STATISTIC: tell_statistic,
    FactKind.OWNERSHIP: tell_ownership,
    FactKind.ROLE: tell_role,
    FactKind.ALIAS: tell_alias,
}


def tell(fact: Fact, names: Names) -> Pieces:
    """Return a fact as a sentence."""
    return TELLERS[fact.kind](Teller(fact, names))
