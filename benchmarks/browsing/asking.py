"""What people ask of the browser in the benchmark: addresses of every kind of page, drawn from a workspace."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import quote, urlencode

from library.library import Library

WORDS = (
    "cameras", "contract", "council", "blacklisted", "detention", "software", "terminal", "gates", "denied", "tender",
    "equipment", "region", "supply", "passengers", "figures", "list", "payment", "court", "drones", "report",
)  # fmt: skip
KINDS = ("contract", "designation", "allegation", "deployment")
KNOWN = 400
Address = Callable[[random.Random], str]


def addresses(library: Library) -> dict[str, Address]:
    """Return, for every kind of page, how to draw an address of it; the baseline `healthz` comes first.

    Half of the entities asked about are among the most mentioned, half are any; so are the names searched for.
    """
    documents = [head.document_id for head in library.heads()]
    entities = [(entity.entity_id, entity.name) for entity in library.entities()]

    def somebody(dice: random.Random) -> tuple[str, str]:
        return dice.choice(entities[:KNOWN] if dice.random() < 0.5 else entities)

    def words(dice: random.Random) -> str:
        first, second, third = dice.sample(WORDS, 3)
        name = somebody(dice)[1]
        forms = (
            first, f"{first} {second}", f"{first} OR {second}", f'"{name}"', f"{name} {first}", f"{first} -{second}",
            f"kind:news {first}", f"{first} date:2015..2019", f'"{first} {second}"~10', f"{first[:4]}* {third}",
        )  # fmt: skip
        return dice.choice(forms)

    return {
        "healthz": lambda _: "/healthz",
        "home": lambda _: "/",
        "search": lambda dice: f"/search?{urlencode({'q': words(dice)})}",
        "document": lambda dice: f"/documents/{dice.choice(documents)}",
        "documents like one": lambda dice: f"/documents/{dice.choice(documents)}/similar",
        "dossier": lambda dice: f"/entities/{quote(somebody(dice)[0])}",
        "facts of a kind": lambda dice: f"/entities/{quote(somebody(dice)[0])}?kind={dice.choice(KINDS)}",
        "graph": lambda dice: f"/graph?entity={quote(somebody(dice)[0])}",
        "graph table from a search": lambda dice: f"/graph?{urlencode({'q': words(dice)})}",
        "documents": lambda _: "/documents",
        "entities": lambda _: "/entities",
        "review": lambda dice: f"/review?page={dice.randint(1, 5)}",
        "ledger": lambda dice: f"/ledger?page={dice.randint(1, 50)}",
        "api search": lambda dice: f"/api/v1/search?{urlencode({'q': words(dice), 'facets': '1', 'limit': '20'})}",
        "api document": lambda dice: f"/api/v1/documents/{dice.choice(documents)}",
        "api dossier": lambda dice: f"/api/v1/entities/{quote(somebody(dice)[0])}",
        "api neighbours": lambda dice: f"/api/v1/graph/neighbours?entity={quote(somebody(dice)[0])}",
        "api view": lambda dice: f"/api/v1/graph/view?entity={quote(somebody(dice)[0])}",
    }
