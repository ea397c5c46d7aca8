"""The JSON of commands and API: one function a record, the same names everywhere.

Every function returns a new dict of plain JSON values. Roles that a text does not state are absent; a claim nobody is
named for has the claimant `unattributed`.
"""

from library.wire.answers import (
    alert_json,
    edge_json,
    explored_json,
    hit_json,
    node_json,
    problem_json,
    results_json,
    saved_json,
    significance_json,
    similar_json,
    status_json,
    summary_json,
    view_json,
)
from library.wire.documents import document_json, head_json, ledger_json, story_json
from library.wire.facts import (
    UNATTRIBUTED,
    Json,
    Naming,
    annotation_json,
    as_named,
    attribution_json,
    dossier_json,
    entity_json,
    evidence_json,
    fact_json,
    mention_json,
    number,
    span_json,
    value_json,
)
from library.wire.judgements import entry_json, item_json, reextracted_json

__all__ = [
    "UNATTRIBUTED",
    "Json",
    "Naming",
    "alert_json",
    "annotation_json",
    "as_named",
    "attribution_json",
    "document_json",
    "dossier_json",
    "edge_json",
    "entity_json",
    "entry_json",
    "evidence_json",
    "explored_json",
    "fact_json",
    "head_json",
    "hit_json",
    "item_json",
    "ledger_json",
    "mention_json",
    "node_json",
    "number",
    "problem_json",
    "reextracted_json",
    "results_json",
    "saved_json",
    "significance_json",
    "similar_json",
    "span_json",
    "status_json",
    "story_json",
    "summary_json",
    "value_json",
    "view_json",
]
