"""The editor's desk without JavaScript: forms with tokens, sentences for what is refused, and what others decided."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from extract.records import FactKind, FactStatus, Label
from library.library import Library, open_library

Office = tuple[Library, FlaskClient]


@pytest.fixture(scope="module")
def office(web_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A workspace of the editor's own, and a visitor of it."""
    from web.app import create_app

    place = tmp_path_factory.mktemp("office") / "w"
    shutil.copytree(web_library.rooms.workspace.path, place)
    with open_library(place) as library:
        yield library, create_app(library).test_client()


def sent(office: Office, page: str, path: str, form: dict[str, str | list[str]], status: int = 303) -> str:
    """Send a form with the token that a page gives; return where it leads, or what it says."""
    client = office[1]
    text = client.get(page).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found
    answer = client.post(path, data={"csrf_token": found[1], "back": page, **form})
    assert answer.status_code == status, answer.text
    return answer.location or unescape(answer.text)


def fact_of(library: Library, kind: FactKind = FactKind.CONTRACT) -> str:
    """Return the id of a fact that nobody judged."""
    return next(one.fact_id for one in library.facts(kind) if one.judged is None)


def test_a_fact_is_judged_with_a_note_and_undone(office: Office) -> None:
    """Rejected with a note, it is told with a way to take it back, and is back afterwards."""
    library, client = office
    fact_id = fact_of(library)
    where = sent(office, "/review", f"/facts/{fact_id}/judge", {"act": "reject", "note": "No <b>such</b> deal"})
    assert where.startswith("/review?done=j")
    assert library.fact(fact_id).status is FactStatus.REJECTED
    told = client.get(where).text
    assert "No &lt;b&gt;such&lt;/b&gt; deal" in told
    undo = re.search(r'action="(/judgements/j\d+/undo)"', told)
    assert undo
    sent(office, where, undo[1], {})
    assert library.fact(fact_id).status is FactStatus.PROPOSED
    assert "It was rejected" not in client.get(f"/facts/{fact_id}").text


def test_the_queue_is_that_of_the_library(office: Office) -> None:
    """Each kind of item has its buttons, in the order of the library's queue."""
    library, client = office
    items = library.desk().queue((), limit=20)
    ids = re.findall(r'id="item-([^"]+)"', client.get("/review").text)
    assert ids == [item.fact.fact_id if item.fact else ids[at] for at, item in enumerate(items)][: len(ids)]
    assert 'value="confirm"' in client.get("/review?kind=fact").text
    assert client.get("/review?kind=nonsense&page=9999999").status_code == 200


def test_an_edit_reads_what_was_typed(office: Office) -> None:
    """What was not touched stays; a new name needs its label; what makes no sense is refused in words."""
    library, _ = office
    fact = next(one for one in library.facts(FactKind.CONTRACT) if dict(one.values).get("amount"))
    page, path = f"/facts/{fact.fact_id}", f"/facts/{fact.fact_id}/edit"
    assert "changes nothing" in sent(office, page, path, {}, 400)
    assert "amount" in sent(office, page, path, {"value-amount": "much"}, 400)
    assert "nobody here is called" in sent(office, page, path, {"role-buyer": "Nobody At All"}, 400)
    sent(office, page, path, {"role-buyer": "company: Newmarket Holdings plc\n", "value-amount": "7 EUR about"})
    edited = library.fact(fact.fact_id)
    assert [filler.name for filler in edited.fillers if filler.role == "buyer"] == ["Newmarket Holdings plc"]
    assert [filler for filler in edited.fillers if filler.role == "supplier"] == [
        filler for filler in fact.fillers if filler.role == "supplier"
    ]
    assert "as it was read by the program" in office[1].get(page).text


def test_entities_are_merged_kept_apart_and_split(office: Office) -> None:
    """The dossier's forms merge, part again by a name, and keep apart; each is told there."""
    library, client = office
    first, second = (one.entity_id for one in library.entities(Label.COMPANY, limit=2))
    page = f"/entities/{first}"
    sent(office, page, "/entities/judge", {"act": "merge", "entity": [first, second]})
    assert library.entity(first).entity_id == library.entity(second).entity_id
    sent(office, page, "/entities/judge", {"act": "split", "entity": first, "name": [second]})
    assert library.entity(first).entity_id != library.entity(second).entity_id
    sent(office, page, "/entities/judge", {"act": "not_same", "entity": [first, second], "note": "two firms"})
    told = client.get(page).text
    for word in ("merged", "split", "kept apart", "two firms"):
        assert word in told
    assert sent(office, page, "/entities/judge", {"act": "merge", "entity": [first, first]}, 400)
    assert sent(office, page, "/entities/judge", {"act": "split", "entity": [first, second]}, 400)


def test_who_judges_what_another_just_judged_is_told(office: Office) -> None:
    """A page made before somebody else's word cannot overrule it unseen."""
    library, client = office
    fact_id = fact_of(library, FactKind.DESIGNATION)
    known = re.search(r'name="after" value="([^"]+)"', client.get(f"/facts/{fact_id}").text)
    assert known
    library.desk("Bo").confirm(fact_id)
    said = sent(office, "/review", f"/facts/{fact_id}/judge", {"act": "reject", "after": known[1]}, 409)
    assert "Bo" in said
    assert library.fact(fact_id).status is FactStatus.CONFIRMED


def test_what_others_decided_is_new_until_read(office: Office) -> None:
    """Another's decision is told once one looks; after “I have read these” it is not new any more."""
    library, client = office
    library.desk("Cleo").confirm(fact_of(library, FactKind.ALLEGATION), "seen in the original")
    assert "since you last looked" in client.get("/review").text
    told = client.get("/judgements?shown=new").text
    assert "seen in the original" in told
    number = re.search(r'name="number" value="(\d+)"', told)
    assert number
    sent(office, "/judgements?shown=new", "/judgements/read", {"number": number[1]})
    assert "Nobody else decided anything" in client.get("/judgements?shown=new").text
    assert "by others since" not in client.get("/review").text


def test_nothing_is_judged_without_a_token(office: Office) -> None:
    """A form from elsewhere changes nothing."""
    library, client = office
    fact_id = fact_of(library, FactKind.STATISTIC)
    assert client.post(f"/facts/{fact_id}/judge", data={"act": "reject"}).status_code == 403
    assert library.fact(fact_id).judged is None


def test_a_dossier_says_where_names_come_from(office: Office) -> None:
    """Every name of an entity is listed with a document that has it, linked at the place."""
    library, client = office
    entity = next(one for one in library.entities(Label.COMPANY) if len(one.name_ids) > 1)
    text = unescape(client.get(f"/entities/{entity.entity_id}").text)
    for use in library.uses_of(entity):
        assert use.name in text
        assert f"/documents/{use.document_id}?start=" in text
