"""`/facts/ID`: one fact, rejected or not: its sentence, its quotes, what was decided of it, and the form to edit it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint

from extract.records import Fact, FactStatus
from web import judging, wording
from web.cards import Card
from web.current import library, names
from web.judging import Field, Line, desk
from web.pages.review import done, last_known
from web.rendering import Page, render
from web.statements import Pieces

blueprint = Blueprint("facts", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPage(Page):
    """A fact with its history and the form."""

    template = "fact.html"
    section = "review"
    fact: Fact
    card: Card
    extracted: Pieces
    roles: tuple[Field, ...]
    values: tuple[Field, ...]
    lines: tuple[Line, ...]
    done: Line | None
    after: str

    @property
    def heading(self) -> str:
        """What it is."""
        return f"A {wording.FACTS[self.fact.kind]}"

    @property
    def rejected(self) -> bool:
        """Whether somebody rejected it."""
        return self.fact.status is FactStatus.REJECTED


@blueprint.get("/facts/<fact_id>")
def fact(fact_id: str) -> str:
    """Show a fact."""
    found = library().fact(fact_id)
    return render(
        FactPage(
            fact=found,
            card=judging.told(library(), found, names()),
            extracted=judging.as_extracted(found, names()),
            roles=judging.role_fields(found, names()),
            values=judging.value_fields(found),
            lines=judging.lines(desk().history(fact_id=fact_id), names()),
            done=done(),
            after=last_known(),
        )
    )
