"""Judgements without a pipeline: keys, what stands of a log, bonds and bars between names, the tables."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.database import Database, open_database
from corpus.store import DocumentStore
from extract.extraction import Extraction
from extract.identity import fact_id, name_id
from extract.joining import Groups
from extract.judgements.editing import check, edited
from extract.judgements.encoding import number_of
from extract.judgements.errors import (
    EditRefusedError,
    JudgedMeanwhileError,
    JudgementNotFoundError,
    NothingToJudgeError,
)
from extract.judgements.keys import fact_key, found_again
from extract.judgements.links import obey
from extract.judgements.records import Act, Decision, Edit, Judgement, Party
from extract.judgements.standing import standing, undone_by, verdict
from extract.names import key
from extract.records import (
    Date,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Filler,
    Label,
    Mention,
    Money,
    Name,
    NameRow,
    Role,
    Tier,
)
from extract.resolve import resolve
from extract.store import ExtractionStore

QUOTE = "Veshtar Optics won a contract worth $3 million with Halden Council in Leeds."
AMOUNT = ("amount", Money(Decimal(3000000), "USD", "total"))


def party(name: str, label: Label = Label.COMPANY) -> Party:
    """A name as judgements know it."""
    return Party(name_id(label, key(name, label)), label, name)


def filler(role: Role, name: str, start: int, label: Label = Label.COMPANY) -> Filler:
    """Somebody in a role."""
    return Filler(role, party(name, label).name_id, name, label, start, start + len(name))


def deal(quote: str = QUOTE, at: int = 0, document_id: str = "d1", **fields: object) -> Fact:
    """A contract as one sentence tells it, at a place in its document."""
    fillers = (filler(Role.SUPPLIER, "Veshtar Optics", at), filler(Role.BUYER, "Halden Council", at + 50))
    evidence = (Evidence(document_id, at, at + len(quote), quote),)
    made = fact_id(document_id, FactKind.CONTRACT, fillers, evidence)
    return replace(Fact(made, document_id, FactKind.CONTRACT, fillers, (AMOUNT,), evidence=evidence), **fields)  # type: ignore[arg-type]


def judgement(number: int, act: Act, **fields: object) -> Judgement:
    """A judgement in a log."""
    decision = replace(Decision(act, "Ann", fact_key="k1", document_id="d1"), **fields)  # type: ignore[arg-type]
    return Judgement(f"j{number}", number, "2026-01-01T00:00:00+00:00", decision)


# Keys.


def test_a_key_is_made_of_what_a_fact_says() -> None:
    """Place, id, letter case, punctuation and legal form do not count; every word of what it says does."""
    fact = deal()
    same = [
        deal(at=500),
        replace(fact, fact_id="f0", confidence=0.1, answers=("f9",)),
        deal(QUOTE.upper().replace(" ", "  ") + "!"),
        replace(fact, fillers=fact.fillers[::-1]),
        replace(fact, fillers=(filler(Role.SUPPLIER, "VESHTAR OPTICS Ltd", 0), fact.fillers[1])),
    ]
    assert {fact_key(one) for one in same} == {fact_key(fact)}
    other = [
        deal(document_id="d2"),
        deal(QUOTE + " Again."),
        replace(fact, kind=FactKind.DEPLOYMENT),
        replace(fact, act="denies"),
        replace(fact, content="a contract"),
        replace(fact, values=()),
        replace(fact, values=(("amount", Money(Decimal(3000000), "EUR", "total")),)),
        replace(fact, fillers=fact.fillers[:1]),
        replace(fact, fillers=(replace(fact.fillers[0], role=Role.PARTY), fact.fillers[1])),
    ]
    assert len({fact_key(one) for one in (fact, *other)}) == len(other) + 1


def test_two_acts_in_one_sentence_have_two_keys() -> None:
    """Who confirms the sale and declines to tell the price makes two statements, although their ids are equal."""
    quote = "Veshtar confirmed the sale but declined to give the price."
    fillers, evidence = (filler(Role.RESPONDER, "Veshtar", 0),), (Evidence("d1", 0, len(quote), quote),)
    one = Fact("f1", "d1", FactKind.RESPONSE, fillers, act="confirms", content="the sale", evidence=evidence)
    other = replace(one, act="declines", content=None)
    assert fact_id("d1", one.kind, one.fillers, evidence) == fact_id("d1", other.kind, other.fillers, evidence)
    assert fact_key(one) != fact_key(other)


@pytest.mark.parametrize(
    ("now", "carried"),
    [
        (deal("In May, " + QUOTE), True),
        (deal(QUOTE, values=()), True),
        (deal(QUOTE + " x", fillers=(filler(Role.SUPPLIER, "Veshtar Optics Systems Ltd", 0), deal().fillers[1])), True),
        (deal(QUOTE, values=(AMOUNT, ("date", Date("2019")))), False),
        (deal(QUOTE, values=(("amount", Money(Decimal(4), "USD", "total")),)), False),
        (deal(QUOTE, fillers=deal().fillers[:1]), False),
        (deal(QUOTE, fillers=(*deal().fillers, filler(Role.REGION, "Leeds", 70, Label.PLACE))), False),
        (deal(QUOTE, fillers=(filler(Role.SUPPLIER, "Corvane", 0), deal().fillers[1])), False),
        (deal("Quite another sentence about a sale of cameras by them."), False),
        (deal(QUOTE, act="denies"), False),
    ],
)
def test_a_judgement_is_carried_only_to_the_same_statement(now: Fact, carried: bool) -> None:
    """Words shifted, a fuller name, a value gone: carried. Another name or value, or more than was judged: orphaned."""
    assert fact_key(now) != fact_key(deal())
    assert found_again({fact_key(deal()): deal()}, [now]) == ({now.fact_id: fact_key(deal())} if carried else {})


def test_a_judgement_is_not_carried_where_two_facts_fit() -> None:
    """Two facts that fit equally well are a question for a person; an equal fact always wins over one that fits."""
    shifted, twice = deal("So: " + QUOTE), deal("Yes: " + QUOTE, at=900)
    assert found_again({fact_key(deal()): deal()}, [shifted, twice]) == {}
    assert found_again({fact_key(deal()): deal()}, [deal(), shifted]) == {deal().fact_id: fact_key(deal())}


# What stands.


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """Logs of one fact: confirmations, rejections, edits, and undoings of any of those before."""
    log: list[Judgement] = []
    for number in range(1, draw(st.integers(1, 9))):
        act = draw(st.sampled_from([Act.CONFIRM, Act.REJECT, Act.EDIT, Act.UNDO]))
        if act is Act.UNDO and log:
            log.append(judgement(number, act, undoes=draw(st.sampled_from(log)).judgement_id))
        elif act is Act.EDIT:
            value = draw(st.sampled_from(["a", "b", None]))
            edit = Edit(values=((draw(st.sampled_from(["product", "subject"])), value),))
            log.append(judgement(number, act, edit=edit))
        else:
            log.append(judgement(number, Act.CONFIRM if act is Act.UNDO else act))
    return log


@given(logs())
def test_undoing_leaves_what_stood_without_it(log: list[Judgement]) -> None:
    """A judgement and its undoing at the end of a log change nothing; undoing the undoing brings it back."""
    before, number = verdict(log), len(log) + 1
    reject = judgement(number, Act.REJECT)
    undo = judgement(number + 1, Act.UNDO, undoes=reject.judgement_id)
    redo = judgement(number + 2, Act.UNDO, undoes=undo.judgement_id)
    assert verdict([*log, reject, undo]) == before
    again = verdict([*log, reject, undo, redo])
    assert again is not None
    assert (again.status, again.last) == (FactStatus.REJECTED, reject)


@given(logs())
def test_what_stands_is_what_is_not_undone(log: list[Judgement]) -> None:
    """Against the plain definition: an entry is undone if a later entry that is not undone itself undoes it."""

    def undone(one: Judgement) -> bool:
        later = (other for other in log if other.decision.undoes == one.judgement_id and other.number > one.number)
        return any(not undone(other) for other in later)

    assert set(undone_by(log)) == {one.judgement_id for one in log if undone(one)}
    assert standing(log) == tuple(one for one in log if one.act is not Act.UNDO and not undone(one))


def test_edits_add_up_and_the_later_wins() -> None:
    """Two edits of different values both hold; of the same value the later one; an edit confirms its fact."""
    log = [
        judgement(1, Act.EDIT, edit=Edit(values=(("product", "a"), ("subject", "b")))),
        judgement(2, Act.EDIT, edit=Edit(values=(("subject", "c"),))),
    ]
    stands = verdict(log)
    assert stands is not None
    assert (stands.status, dict(stands.edit.values)) == (FactStatus.CONFIRMED, {"product": "a", "subject": "c"})
    undone = verdict([*log, judgement(3, Act.UNDO, undoes="j2")])
    assert undone is not None
    assert dict(undone.edit.values) == {"product": "a", "subject": "b"}


# Editing.


def test_an_edit_replaces_whole_roles_and_values() -> None:
    """Named roles are replaced, others stay; a name that the evidence holds points there; a value of None goes."""
    edit = Edit(((Role.BUYER, (party("Leeds"), party("Newco Ltd"))),), (("amount", None), ("date", Date("2020"))))
    told = edited(deal(at=10), edit)
    assert [(one.role, one.name) for one in told.fillers] == [
        (Role.SUPPLIER, "Veshtar Optics"), (Role.BUYER, "Newco Ltd"), (Role.BUYER, "Leeds"),
    ]  # fmt: skip
    leeds = next(one for one in told.fillers if one.name == "Leeds")
    assert QUOTE[leeds.start - 10 : leeds.end - 10] == "Leeds"
    assert told.values == (("date", Date("2020")),)
    assert (told.fact_id, told.evidence) == (deal(at=10).fact_id, deal(at=10).evidence)


def test_an_allegation_never_loses_its_claimant_silently() -> None:
    """Where an editor removes the claimant, the claim is unattributed."""
    claim = Fact("f1", "d1", FactKind.ALLEGATION, (filler(Role.CLAIMANT, "A", 0), filler(Role.TARGET, "B", 5)),
                 evidence=deal().evidence)  # fmt: skip
    assert edited(claim, Edit(((Role.CLAIMANT, ()),))).claimed_by == "unattributed"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Edit(), "changes nothing"),
        (Edit(((Role.TARGET, (party("A"),)),)), "no role 'target'"),
        (Edit(((Role.SUPPLIER, ()), (Role.BUYER, ()))), "nobody would be left"),
        (Edit(values=(("Bad name!", "x"),)), "no name of a value"),
        (Edit(values=(("amount", "much"),)), "amount of money"),
        (Edit(values=(AMOUNT,)), "says so already"),
    ],
)
def test_edits_that_make_no_sense_are_refused(edit: Edit, words: str) -> None:
    """Each refusal says what is wrong."""
    with pytest.raises(EditRefusedError, match=words):
        check(deal(), edit)


# Bonds and bars.


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_barred_names_are_never_joined(steps: list[tuple[bool, int, int]]) -> None:
    """In whatever order things are joined and barred: what was barred in time stays apart, what was joined together."""
    groups: Groups[str] = Groups("abcdef")
    joined, barred = [], []
    for is_bar, first, second in steps:
        one, other = "abcdef"[first], "abcdef"[second]
        if is_bar and groups.bar(one, other):
            barred.append((one, other))
        elif not is_bar and groups.join(one, other):
            joined.append((one, other))
    assert all(groups.together(*pair) for pair in joined)
    assert not any(groups.together(*pair) for pair in barred)


def row(name: str, label: Label = Label.COMPANY, mentions: int = 1) -> NameRow:
    """A name over all documents."""
    return NameRow(party(name, label).name_id, label, name, (), mentions, 1)


def entities(judged: list[Judgement], *rows: NameRow) -> set[frozenset[str]]:
    """Which names belong together."""
    names = {one.name_id: one.name for one in rows}
    return {frozenset(names[name_id] for name_id in entity.name_ids) for entity in resolve(rows, judged)}


def of_entities(number: int, act: Act, *sides: tuple[Party, ...]) -> Judgement:
    """A judgement of entities."""
    return judgement(number, act, fact_key=None, document_id=None, sides=sides)


LONG, SHORT, OTHER = "Hangzhou Hikvision Digital Technology Co., Ltd.", "Hikvision", "Corvane GmbH"


def test_people_outrank_rules() -> None:
    """A merge joins what no rule would; "not the same" and a split part what a rule joins, and say who said so."""
    rows = (row(LONG), row(SHORT), row(OTHER))
    assert entities([], *rows) == {frozenset((LONG, SHORT)), frozenset((OTHER,))}
    merge = of_entities(1, Act.MERGE, (party(OTHER),), (party(LONG), party(SHORT)))
    assert entities([merge], *rows) == {frozenset((LONG, SHORT, OTHER))}
    [one] = resolve(rows, [merge])
    assert one.tier is Tier.CONFIRMED
    assert any("judged to be one by Ann" in reason for _, reason in one.reasons)
    for act in (Act.NOT_SAME, Act.SPLIT):
        part = of_entities(1, act, (party(SHORT),), (party(LONG),))
        assert entities([part], *rows) == {frozenset((LONG,)), frozenset((SHORT,)), frozenset((OTHER,))}


def test_the_newest_word_holds() -> None:
    """Of two judgements that contradict each other the later holds, and the earlier is overruled."""
    merge = of_entities(1, Act.MERGE, (party(OTHER),), (party(LONG),))
    part = of_entities(2, Act.NOT_SAME, (party(OTHER),), (party(LONG),))
    assert entities([merge, part], row(LONG), row(OTHER)) == {frozenset((LONG,)), frozenset((OTHER,))}
    names = {party(LONG).name_id, party(OTHER).name_id}
    assert obey([merge, part], names, Groups()).states == {"j1": "overruled", "j2": "stands"}
    later = replace(merge, number=3, judgement_id="j3")
    assert obey([part, later], names, Groups()).states == {"j2": "overruled", "j3": "stands"}


def test_a_name_under_another_label_is_the_same_name() -> None:
    """A judgement survives that a new tagger calls a company an organisation; without any name left it is orphaned."""
    merge = of_entities(1, Act.MERGE, (party("Lantern Watch"),), (party(OTHER),))
    watch = row("Lantern Watch", Label.ORGANISATION)
    assert entities([merge], watch, row(OTHER)) == {frozenset(("Lantern Watch", OTHER))}
    assert obey([merge], {party(OTHER).name_id}, Groups()).states == {"j1": "orphaned"}


# The tables.


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty workspace database."""
    with open_database(tmp_path / "threadline.db") as opened:
        DocumentStore(opened)
        yield opened


def save(store: ExtractionStore, *facts: Fact, version: str = "v1") -> None:
    """Store facts as what was found in a document, with the names in them."""
    names = {one.name_id: Name(one.name_id, one.label, one.name) for fact in facts for one in fact.fillers}
    mentions = tuple(Mention("d1", 0, 5, one.label, one.name, name_id=one.name_id) for one in names.values())
    store.save(Extraction("d1", version, mentions, tuple(names.values()), facts=facts))


def decide(fact: Fact, act: Act, **fields: object) -> Decision:
    """A decision about a fact."""
    decision = Decision(act, "Ann", "why", fact_key(fact), fact.document_id, fact)
    return replace(decision, **fields)  # type: ignore[arg-type]


def test_a_judgement_holds_over_a_new_extraction(database: Database) -> None:
    """Rejected, the fact is gone from the list; found again at another place under another id, it is so still."""
    store = ExtractionStore(database)
    save(store, deal())
    made = store.judge(decide(deal(), Act.REJECT))
    assert list(store.facts()) == []
    assert [one.status for one in store.facts(rejected=True)] == [FactStatus.REJECTED]
    moved = deal(at=40)
    save(store, moved, version="v2")
    [fact] = store.facts(rejected=True)
    assert fact.fact_id == moved.fact_id != deal().fact_id
    assert fact.judged is not None
    assert (fact.judged.decided.by, fact.judged.decided.note) == ("Ann", "why")
    save(store, version="v3")
    assert store.judgements.orphaned() == [fact_key(deal())]
    save(store, deal("Well, " + QUOTE), version="v4")
    assert store.judgements.orphaned() == []
    store.judge(decide(deal(), Act.UNDO, undoes=made.judgement_id))
    assert [one.status for one in store.facts()] == [FactStatus.PROPOSED]


def test_an_edited_fact_is_found_under_its_new_names(database: Database) -> None:
    """The entity put into a role has the fact, the one taken out has it no more, and a new name is an entity."""
    store = ExtractionStore(database)
    save(store, deal())
    store.resolve()
    edit = Edit(((Role.BUYER, (party("Newco Ltd"),)),))
    made = store.judge(decide(deal(), Act.EDIT, edit=edit))
    newco, council = store.get_entity(party("Newco Ltd").name_id), party("Halden Council").name_id
    assert newco.name == "Newco Ltd"
    assert [one.fact_id for one in store.facts(entity_id=newco.entity_id)] == [deal().fact_id]
    assert list(store.facts(entity_id=council)) == []
    [fact] = store.facts()
    assert fact.judged is not None
    assert fact.judged.extracted is not None
    assert fact.judged.extracted.fillers == deal().fillers
    save(store, deal(at=7), version="v2")
    assert [one.fact_id for one in store.facts(entity_id=newco.entity_id)] == [deal(at=7).fact_id]
    store.judge(decide(deal(), Act.UNDO, undoes=made.judgement_id, edit=edit))
    assert store.find_entity(newco.entity_id) is None
    assert len(list(store.facts(entity_id=council))) == 1


def test_the_log_cannot_be_changed(database: Database) -> None:
    """Neither this program nor another one that opens the file can change or delete a judgement."""
    store = ExtractionStore(database)
    save(store, deal())
    store.judge(decide(deal(), Act.CONFIRM))
    with sqlite3.connect(database.path) as other:
        for statement in ("DELETE FROM judgements", "UPDATE judgements SET note = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                other.execute(statement)
    store.remove("d1")
    assert store.judgements.count() == 1
    assert store.judgements.orphaned() == [fact_key(deal())]


def test_two_people_at_once(tmp_path: Path) -> None:
    """Judgements made at the same time by two are all kept, in one order; only one of two undoings is made."""
    with open_database(tmp_path / "threadline.db") as database:
        DocumentStore(database)
        save(ExtractionStore(database), deal())
    problems: list[str] = []

    def work(name: str) -> None:
        with open_database(tmp_path / "threadline.db") as own:
            store = ExtractionStore(own)
            for _ in range(5):
                store.judge(decide(deal(), Act.CONFIRM, by=name))
            try:
                store.judge(decide(deal(), Act.UNDO, by=name, undoes="j1"))
            except NothingToJudgeError as error:
                problems.append(str(error))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ann", "Bo")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_database(tmp_path / "threadline.db") as database:
        log = ExtractionStore(database).judgements.log(limit=100)
    assert [one.number for one in log] == list(range(11, 0, -1))
    assert sorted(one.decision.by for one in log if one.act is Act.CONFIRM) == ["Ann"] * 5 + ["Bo"] * 5
    assert len(problems) == 1
    assert "undone already" in problems[0]


def test_who_judges_on_old_knowledge_is_told(database: Database) -> None:
    """Whoever names the last judgement she knew of is refused when there is a later one."""
    store = ExtractionStore(database)
    save(store, deal())
    first = store.judge(decide(deal(), Act.CONFIRM), after="j0")
    with pytest.raises(JudgedMeanwhileError, match="Ann judged the same in the meantime"):
        store.judge(decide(deal(), Act.REJECT, by="Bo"), after="j0")
    store.judge(decide(deal(), Act.REJECT, by="Bo"), after=first.judgement_id)


@given(st.text(max_size=20))
def test_ids_that_are_none(text: str) -> None:
    """Whatever is given as an id of a judgement is a number or none, never an error."""
    number = number_of(text)
    assert number is None or text == f"j{number}" or text.lstrip("j").lstrip("0") == str(number).lstrip("0")


def test_unknown_judgements(database: Database) -> None:
    """An id of none is refused in words."""
    store = ExtractionStore(database)
    for wrong in ("", "j1", "j" * 100, "1", "j-1", "j1 OR 1=1", "j99999999999999999999"):
        with pytest.raises(JudgementNotFoundError, match="threadline judgements"):
            store.judgements.get(wrong)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from([Act.CONFIRM, Act.REJECT, Act.EDIT])), max_size=8),
    st.permutations(range(4)),
    st.integers(0, 2000),
)
def test_random_judgements_hold_after_extracting_again(
    acts: list[tuple[int, Act]], order: list[int], shift: int
) -> None:
    """Whatever was judged, an extraction that finds the same elsewhere in another order shows the same."""
    quotes = [QUOTE, QUOTE.replace("Leeds", "York"), QUOTE.replace("$3", "some $3"), "Also: " + QUOTE]
    with TemporaryDirectory() as folder, open_database(Path(folder) / "threadline.db") as database:
        DocumentStore(database)
        store = ExtractionStore(database)
        _judge_and_extract_again(store, quotes, acts, order, shift)


def _judge_and_extract_again(
    store: ExtractionStore, quotes: list[str], acts: list[tuple[int, Act]], order: list[int], shift: int
) -> None:
    facts = [deal(quote, at=200 * at) for at, quote in enumerate(quotes)]
    save(store, *facts)
    for which, act in acts:
        edit = Edit(values=(("subject", f"cameras {len(acts)}"),)) if act is Act.EDIT else None
        store.judge(decide(facts[which], act, edit=edit))
    before = {one.evidence[0].quote: (one.status, one.values) for one in store.facts(rejected=True)}
    save(store, *(deal(quotes[at], at=200 * place + shift) for place, at in enumerate(order)), version="v2")
    assert {one.evidence[0].quote: (one.status, one.values) for one in store.facts(rejected=True)} == before
