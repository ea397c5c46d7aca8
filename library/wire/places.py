"""The JSON of a place: its codes, where it lies, what it lies in and what lies in it."""

from __future__ import annotations

from library.places import Whereabouts
from library.wire.facts import Json, entity_json


def place_json(found: Whereabouts | None) -> Json:
    """Return `{"place": ...}` for a place, nothing for anything else; `within` goes from the country down."""
    if found is None:
        return {}
    within = [{"code": one.code, "name": one.name, "entity_id": one.entity_id} for one in found.within]
    return {
        "place": {
            "country": found.country,
            "region": found.region,
            "geonames": found.geonames,
            "latitude": found.latitude,
            "longitude": found.longitude,
            "within": within,
            "contains": [entity_json(one) for one in found.inside],
        }
    }
