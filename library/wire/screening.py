"""The JSON of names against lists."""

from __future__ import annotations

from collections.abc import Iterable

from library.screening import Candidate, Listing, Screened
from library.wire.facts import Json, evidence_json


def screened_json(screened: Screened) -> Json:
    """Return a name with its candidates; `error` is null where it could be screened."""
    return {
        "row": screened.asked.row,
        "name": screened.asked.name,
        "error": screened.error or None,
        "candidates": [candidate_json(candidate) for candidate in screened.candidates],
    }


def candidate_json(candidate: Candidate) -> Json:
    """Return a listed party that a name may be, with what the lists say of it."""
    entity = candidate.entity
    return {
        "entity_id": entity.entity_id,
        "name": entity.name,
        "label": entity.label.value,
        "matched": candidate.matched,
        "score": candidate.comparison.score,
        "reason": candidate.comparison.reason,
        "identifiers": [{"scheme": scheme, "value": value} for scheme, value in entity.identifiers],
        "listings": [listing_json(listing) for listing in candidate.listings],
    }


def matches_json(candidates: Iterable[Candidate]) -> Json:
    """Return the listed parties that an entity may be, as a dossier has them beside its facts."""
    return {"lists": [candidate_json(candidate) for candidate in candidates]}


def listing_json(listing: Listing) -> Json:
    """Return what a list says, with its evidence; what it does not say is null."""
    return {
        "authority": listing.authority or None,
        "list": listing.list_name or None,
        "programme": listing.programme or None,
        "reference": listing.reference or None,
        "date": listing.date or None,
        "until": listing.until or None,
        "status": listing.status or None,
        "fact_id": listing.fact_id,
        "evidence": evidence_json(listing.evidence),
        "link": evidence_link(listing),
    }


def evidence_link(listing: Listing) -> str:
    """Return the address of the entry in the browser, from the root of the server."""
    evidence = listing.evidence
    return f"/documents/{evidence.document_id}?start={evidence.start}&end={evidence.end}"
