"""The pages over a real workspace: whole, well formed, linked, and honest about claims."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markup import Page
from web_workspace import HOSTILE_NAME, SCRIPT

from corpus.records import InputState, Kind
from extract.records import FactKind, Label, Role
from library.library import Library
from web import vendor
from web.pages import entities
from web.syntax import examples

PLAIN = (
    "/", "/search", "/search?q=camera", "/search?q=camera&kind=news&sort=date", "/search?q=%22", "/search?q=zzzzqqq",
    "/documents", "/documents?kind=news", "/documents?page=2", "/entities", "/entities?label=company",
    "/entities?name=a&page=2", "/graph", "/graph?entity=nobody+at+all", "/add", "/ledger", "/ledger?state=failed",
    "/ledger?name=courier",
)  # fmt: skip
STRANGE = ("../../etc/passwd", "%00", "'; DROP TABLE documents; --", "<script>", "a" * 3000, "☃", "..%2f..", " ")


def page(client: FlaskClient, path: str, status: int = 200) -> Page:
    """Return a page that is answered with `status` and well formed."""
    answer = client.get(path)
    assert answer.status_code == status, path
    read = Page(answer.text)
    assert not read.problems, (path, read.problems)
    return read


def addresses(library: Library) -> list[str]:
    """Return the address of every document, of every entity that takes part in a fact, and of some of their graphs."""
    parts = {library.naming(filler.name_id, "")[0] for fact in library.facts() for filler in fact.fillers}
    documents = [f"/documents/{head.document_id}" for head in library.heads()]
    return [
        *documents,
        *(f"/entities/{part}" for part in sorted(parts)),
        *(f"/graph?entity={p}" for p in sorted(parts)[::3]),
    ]


@pytest.mark.parametrize("path", PLAIN)
def test_every_page_is_whole(client: FlaskClient, path: str) -> None:
    """Each page is answered, well formed, has one heading, landmarks and a way past the navigation."""
    read = page(client, path)
    assert len(read.of("h1")) == 1
    assert len(read.of("main")) == 1
    assert read.of("a")[0]["href"] == "#main"


def test_examples_of_queries_find_what_they_say(client: FlaskClient, web_library: Library) -> None:
    """The help with queries, empty box or not, has examples of this corpus, and each finds as many as it says."""
    told = examples(web_library)
    assert len(told) >= 8
    for one in told:
        assert one.total == web_library.search(one.query).total > 0
    for path in ("/search", "/search?q=camera"):
        assert all(one.query in page(client, path).text for one in told)


def test_a_dossier_loads_the_surest_facts_and_counts_the_rest(web_library: Library) -> None:
    """Of each kind no more is loaded than asked for, the surest, and what is left out is counted to the last one."""
    entity = next(web_library.entities(Label.COMPANY))
    every = list(web_library.facts(entity_id=entity.entity_id))
    best = web_library.best_facts_about(entity, 1)
    own = [fact for fact in best.facts if fact.fact_id in {one.fact_id for one in every}]
    totals = Counter(fact.kind for fact in every)
    assert best.totals == totals
    for kind in totals:
        surest = max(fact.confidence for fact in every if fact.kind is kind)
        assert surest in [fact.confidence for fact in own if fact.kind is kind]
    assert {fact_id for fact in best.facts for fact_id in fact.answers} <= {fact.fact_id for fact in best.facts}
    contracts = {fact.fact_id for fact in every if fact.kind is FactKind.CONTRACT}
    assert {fact.fact_id for fact in best.contracts} == contracts, "sums go over more than are shown"
    assert entity.entity_id not in best.met


def test_the_facts_of_a_kind_go_on_from_page_to_page(
    client: FlaskClient, web_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every fact of a kind stands on one page of the dossier or another; a page past the last leads to the last."""
    monkeypatch.setattr(entities, "FACTS_A_PAGE", 1)
    monkeypatch.setattr(entities, "FACTS_SHOWN", 1)
    entity = next(web_library.entities(Label.COMPANY))
    every = {fact.fact_id for fact in web_library.facts(FactKind.CONTRACT, entity_id=entity.entity_id)}
    assert len(every) > 1
    path: str | None = f"/entities/{entity.entity_id}?kind=contract"
    assert path in page(client, f"/entities/{entity.entity_id}").links
    told: list[str] = []
    while path:
        page(client, path)
        shown = client.get(path).text
        told += re.findall(r'id="fact-(\w+)"', shown)
        path = next(iter(re.findall(r'rel="next" href="([^"]+)"', shown)), "").replace("&amp;", "&")
    assert sorted(told) == sorted(every)
    past = client.get(f"/entities/{entity.entity_id}?kind=contract&page=9999")
    assert past.status_code == 302
    assert past.location.endswith(f"kind=contract&page={len(every)}")
    none = page(client, f"/entities/{next(web_library.entities(Label.GROUP)).entity_id}?kind=ownership").text
    assert "No ownership of" in none
    assert client.get(f"/entities/{entity.entity_id}?kind=nonsense&page=x").status_code == 200


def test_every_document_and_dossier_is_whole(client: FlaskClient, web_library: Library) -> None:
    """No document, dossier or graph of the workspace breaks its page."""
    for path in addresses(web_library):
        page(client, path)


def test_no_link_leads_nowhere(client: FlaskClient, web_library: Library) -> None:
    """Every link stays here, and a few of each shape are followed and answered."""
    followed: Counter[tuple[str, ...]] = Counter()
    links = [link for path in [*PLAIN, *addresses(web_library)[::6]] for link in page(client, path).links]
    for address in dict.fromkeys(link.partition("#")[0] for link in links):
        target = urlsplit(address)
        assert not target.scheme, address
        assert not target.netloc, address
        shape = (target.path.split("/")[1] if address else "", *parse_qs(target.query))
        followed[shape] += 1
        if address and followed[shape] <= 4:
            answer = client.get(address)
            assert answer.status_code in (200, 302), address
            answer.close()
    assert len(followed) > 20


@pytest.mark.parametrize("odd", STRANGE)
@pytest.mark.parametrize("shape", ["/documents/{}", "/entities/{}", "/documents/{}/original", "/add/{}"])
def test_unknown_ids_are_not_found(client: FlaskClient, shape: str, odd: str) -> None:
    """An id that is none, or means harm, gives a page that says so."""
    answer = client.get(shape.format(odd.replace("/", "%2f")))
    assert answer.status_code in (404, 308)
    assert "Traceback" not in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("odd", [*STRANGE, "-1", "0", "9" * 40, "1e9"])
def test_strange_arguments_are_harmless(client: FlaskClient, web_library: Library, odd: str) -> None:
    """Pages, spans, kinds and names that make no sense show the page without them."""
    head = next(web_library.heads())
    document = f"/documents/{head.document_id}"
    for path, names in (
        (document, ("page", "part", "start", "end", "q")),
        ("/search", ("q", "page", "sort", "kind", "company")),
        ("/entities", ("label", "name", "page")),
        ("/ledger", ("state", "name", "page")),
        ("/graph", ("entity", "other", "as_of")),
        ("/documents", ("kind", "page")),
    ):
        for name in names:
            answer = client.get(path, query_string={name: odd}, follow_redirects=True)
            assert answer.status_code == 200, (path, name)
            assert not Page(answer.text).problems, (path, name)
            assert "<script>" not in answer.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_query_gives_a_page(client: FlaskClient, query: str) -> None:
    """Whatever is typed into the search box is answered, and shown back as typed."""
    answer = client.get("/search", query_string={"q": query})
    assert answer.status_code == 200
    assert not Page(answer.text).problems


def test_hostile_text_is_shown_as_text(client: FlaskClient, web_library: Library) -> None:
    """A document full of tags shows them as words, under a file name full of quotes and tags."""
    head = next(head for head in web_library.heads() if head.location.endswith(HOSTILE_NAME))
    read = page(client, f"/documents/{head.document_id}")
    assert SCRIPT in read.text
    assert "onerror=alert(1)" in read.text
    assert not read.of("img")
    assert HOSTILE_NAME in read.text
    assert HOSTILE_NAME in page(client, "/ledger").text


def test_an_original_is_a_download_that_cannot_run(client: FlaskClient, web_library: Library) -> None:
    """The original comes unchanged, as an attachment of no type, sandboxed."""
    head = next(head for head in web_library.heads() if head.media_type == "text/html")
    answer = client.get(f"/documents/{head.document_id}/original")
    assert answer.data == web_library.original(head.sha256)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_hit_leads_to_its_place(client: FlaskClient) -> None:
    """Following a hit opens the leaf that holds the sentence, with the words marked and anchored."""
    links = [link for link in page(client, "/search?q=cameras").links if "start=" in link]
    assert links
    for link in links:
        assert link.endswith("#here")
        read = page(client, link.partition("#")[0])
        assert read.ids.count("here") == 1


def test_a_document_shows_where_it_comes_from(client: FlaskClient, web_library: Library) -> None:
    """Kind with its reason, path, hash and tools stand on the page."""
    head = next(web_library.heads(Kind.CONTRACT))
    text = page(client, f"/documents/{head.document_id}").text
    document = web_library.document(head.document_id)
    for words in (head.kind_reason, head.location, head.sha256, *(name for name, _ in document.tools)):
        assert words in text


def test_a_paged_document_is_read_by_page(client: FlaskClient, web_library: Library) -> None:
    """`?page=` leads to that page in its leaf, and evidence of a later page is anchored there."""
    head = next(head for head in web_library.heads(Kind.CONTRACT) if head.pages > 1)
    led = client.get(f"/documents/{head.document_id}?page={head.pages}&q=camera")
    assert led.status_code == 302
    assert led.location.endswith(f"#page-{head.pages}")
    read = page(client, led.location.partition("#")[0])
    assert f"page-{head.pages}" in read.ids


def test_mentions_are_marked_by_label_and_can_be_switched_off(client: FlaskClient, web_library: Library) -> None:
    """Every label found has its colour in the text and its switch in the legend."""
    head = next(web_library.heads(Kind.NEWS))
    read = page(client, f"/documents/{head.document_id}")
    for label in {mention.label for mention in web_library.mentions(head.document_id)}:
        assert f"show-{label.value}" in read.ids
        assert any(f"m-{label.value}" in (tag.get("class") or "") for tag in read.of("a") + read.of("span"))


def test_a_claim_is_never_shown_as_a_fact(client: FlaskClient, web_library: Library) -> None:
    """Every allegation on a dossier is marked as a claim, says who claims it, and stands beside its response."""
    allegations = list(web_library.facts(FactKind.ALLEGATION))
    assert allegations
    for fact in allegations:
        for target in fact.filled(Role.TARGET):
            entity_id, _ = web_library.naming(target.name_id, target.name)
            answer = client.get(f"/entities/{entity_id}").text
            article = answer.partition(f'id="fact-{fact.fact_id}"')
            assert article[0].rstrip().endswith('class="fact f-allegation claim"')
            said = article[2].partition("</article>")[0]
            assert any(words in said for words in ("Alleged by", "Unattributed"))
            assert ("No response to this was found" in said) or (">Response<" in said)


def test_the_first_page_ties_vendors_together(client: FlaskClient, web_library: Library) -> None:
    """The first page names vendors with quotes that lead to documents, and the failure with its reason."""
    read = page(client, "/")
    assert read.of("blockquote")
    assert [link for link in read.links if link.startswith("/documents/") and link.endswith("#here")]
    (failure,) = web_library.ledger(failed_only=True)
    assert failure.reason in read.text


def test_the_first_table_says_who_is_tied_to_what(client: FlaskClient, web_library: Library) -> None:
    """The first table names those of whom something is alleged with the answer; entries lead to sentences."""
    answer = client.get("/").text
    table = answer.partition('<table class="glance">')[2].partition("</table>")[0]
    targets = {
        web_library.naming(target.name_id, target.name)[1]
        for fact in web_library.facts(FactKind.ALLEGATION)
        for target in fact.filled(Role.TARGET)
        if target.label is Label.COMPANY
    }
    assert any(name in table for name in targets)
    claims = [cell.partition("</td>")[0] for cell in table.split('<td class="t-allegation"')[1:]]
    claims = [claim for claim in claims if "<li>" in claim]
    assert claims
    for claim in claims:
        assert re.search(r"denied|confirmed|no comment|no reply|answered|no response found", claim)
    links = re.findall(r'href="(/documents/[^"]+)#here"', table)
    assert links
    for link in links:
        assert page(client, link.replace("&amp;", "&")).ids.count("here") == 1


def test_titles_do_not_shout(client: FlaskClient) -> None:
    """A title in capitals is quiet in lists of documents."""
    listed = page(client, "/documents?kind=contract").text
    assert "Supply and Installation Agreement" in listed
    assert "SUPPLY AND INSTALLATION AGREEMENT" not in listed


def test_the_ledger_adds_up_and_filters(client: FlaskClient, web_library: Library) -> None:
    """The ledger's sum is said, and its filters show what they say."""
    failed = page(client, f"/ledger?state={InputState.FAILED.value}").text
    assert "protected" in failed
    assert "courier" not in failed
    inputs = dict(web_library.status().inputs)
    assert f"{sum(inputs.values())} inputs" in page(client, "/ledger").text


def test_the_graph_has_a_table_of_the_same(client: FlaskClient, web_library: Library) -> None:
    """Without the drawing, every fact of the view stands in the table with its words."""
    entity = next(e for e in web_library.entities(Label.COMPANY) if any(web_library.facts(entity_id=e.entity_id)))
    view = client.get(f"/api/v1/graph/view?entity={entity.entity_id}").get_json()
    answer = client.get(f"/graph?entity={entity.entity_id}").text
    drawn = [node for node in view["nodes"] if node["kind"] in set(FactKind) - {FactKind.RESPONSE}]
    assert drawn
    for node in drawn:
        assert f'id="row-{node["id"]}"' in answer


def test_without_the_graph_library_the_page_says_so(
    client: FlaskClient, web_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody fetched the graph library, the page says how to, loads no script for it, and has the table."""
    monkeypatch.setattr(vendor, "is_present", lambda: False)
    entity = next(e for e in web_library.entities(Label.COMPANY) if any(web_library.facts(entity_id=e.entity_id)))
    read = page(client, f"/graph?entity={entity.entity_id}")
    assert "python -m web.vendor" in read.text
    assert not any("graph.js" in link for link in read.links)
    assert read.of("table")


def test_a_path_is_shown_or_its_absence_said(client: FlaskClient, web_library: Library) -> None:
    """Two ends of one fact are joined by it; an unreadable date is said, not ignored."""
    fact = next(fact for fact in web_library.facts(FactKind.CONTRACT) if len({f.name_id for f in fact.fillers}) > 1)
    first, *_, last = {web_library.naming(filler.name_id, "")[0]: None for filler in fact.fillers}
    read = page(client, f"/graph?entity={first}&other={last}")
    assert any(name.startswith("row-") for name in read.ids)
    assert "not a date" in page(client, f"/graph?entity={first}&as_of=yesterday").text


def test_an_ambiguous_name_is_asked_about(client: FlaskClient) -> None:
    """A part of several names gives the choice, never a guess."""
    read = page(client, "/graph?entity=a")
    assert "Which do you mean?" in read.text
    assert [link for link in read.links if link.startswith("/graph?entity=")]


def test_the_keyboard_help_is_on_every_page(client: FlaskClient) -> None:
    """The keys are described without JavaScript too."""
    assert "next, previous marked place" in page(client, "/").text
