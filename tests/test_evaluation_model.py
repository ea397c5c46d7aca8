"""Scores of language pipelines: what counts as right, where floors stand, what is told when something is missing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import spacy
from command_line import run_here
from foreign_pipelines import complete, names_only
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from corpus.records import Document, Kind
from evaluation.floor_files import read_floors, write_floors
from evaluation.model.consistency import (
    Gold,
    MarkedDocument,
    gold_of,
    mentions_of,
    read_documents,
    read_marked,
    score_consistency,
)
from evaluation.model.counting import Count, by_label, trimmed
from evaluation.model.floors import FLOORS, HEAD, MARGIN, renewed, with_floors
from evaluation.model.names import score_names
from evaluation.model.parties import contracts, party_name, score_parties
from evaluation.model.passages import read_passages, score_passages, starts_of
from evaluation.model.pipelines import LABELS, names_in
from evaluation.model.records import Figure, Skipped
from evaluation.model.run import evaluate_model
from evaluation.model.syntax import read, score_syntax
from extract.pipeline import load, text_document

CONLLU = """# newdoc id = one
# newpar
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\tSpaceAfter=No
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tpay\tpay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def values(figures: list[Figure | Skipped]) -> dict[tuple[str, str], float]:
    """Return the figures by set and measure."""
    return {(one.test_set, one.measure): one.value for one in figures if isinstance(one, Figure)}


def text_of(words: str) -> Document:
    """Return a document of these words."""
    return Document("d", "", "", "text/plain", Kind.OTHER, "", "", words)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("the United Nations", "United Nations"),
        ("THE HAGUE", "HAGUE"),
        ("Hikvision's", "Hikvision"),
        ("Veltrona Ltd.", "Veltrona Ltd"),
        ("\n Leeds \n", "Leeds"),
        ("Theodora", "Theodora"),
        ("the", "the"),
        (".", "."),
    ],
)
def test_edges_that_are_forgiven(words: str, kept: str) -> None:
    """An article, a possessive, a full stop and white space at a name's edges tell nothing apart."""
    start, end = trimmed(words, 0, len(words))
    assert words[start:end] == kept


@given(st.text("the .'s\nA", max_size=12), st.integers(0, 6), st.integers(0, 6))
def test_trimming_keeps_inside_the_name(words: str, start: int, more: int) -> None:
    """Whatever the text, what is left of a name lies in it, and trimming again changes nothing."""
    end = min(len(words), start + more)
    start = min(start, end)
    kept = trimmed(words, start, end)
    assert start <= kept[0] <= kept[1] <= end
    assert (kept[0] < kept[1]) == (start < end)


def test_counts_by_label() -> None:
    """A name with the wrong label is wrong under one label and missed under the other."""
    count_of = {label: Count() for label in ("all", "ORG", "PLACE")}
    by_label(count_of, [(0, 4, "ORG"), (9, 12, "PLACE")], [(0, 4, "PLACE"), (9, 12, "PLACE")])
    figure = count_of["all"].figure("names", "set", "all")
    assert (figure.precision, figure.recall, figure.value, figure.gold) == (50, 50, 50, 2)
    assert count_of["ORG"].figure("names", "set", "ORG").recall == 0
    assert count_of["PLACE"].figure("names", "set", "PLACE").precision == 50


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("The Johns Hopkins University", "Johns Hopkins University"),
        ("Northgate, Inc. (formerly known as Southgate, Inc.)", "Northgate, Inc"),
        ("Northgate (International) Limited", "Northgate (International) Limited"),
        ("The buyer/End-User: Northgate Co., Ltd.", "Northgate Co., Ltd."),
        ("Licensee THE NORTHGATE CORPORATION", "NORTHGATE CORPORATION"),
        ("northgate.com, inc.", "northgate.com, inc."),
        ("Distributor", None),
        ("Party A", None),
        ("XXXXXXXXXX", None),
        ('Heritage and Premier are each referred to herein as a "Party".', None),
        ("", None),
    ],
)
def test_party_names(quote: str, name: str | None) -> None:
    """Of what is marked as a party only names count: no roles, no definitions, nothing that is struck out."""
    found = party_name(quote)
    assert (found and found.rstrip(".")) == (name and name.rstrip("."))


def test_passages_say_where_sentences_begin() -> None:
    """There are sixty passages or more; each begins with its first sentence, and marks are gone from its text."""
    passages = read_passages()
    assert len(passages) >= 60
    for passage in passages:
        assert passage.starts[0] == 0
        assert all(not passage.text[start].isspace() for start in passage.starts), passage.text
        assert "¶" not in passage.text
        assert all(passage.text[start - 1].isspace() for start in passage.starts[1:]), passage.text


def test_passages_are_right_or_wrong_as_a_whole() -> None:
    """A pipeline that splits at every full stop is right on some passages only."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    found = values(list(score_passages(nlp)))
    assert 5 < found["contracts, notices, news", "all"] < 60
    assert starts_of(nlp("He left. \n\n She stayed.")) == (0, 12)


def test_passages_need_sentences() -> None:
    """A pipeline without sentences is told so, and gets no figure."""
    (told,) = score_passages(spacy.blank("en"))
    assert isinstance(told, Skipped)
    assert "finds sentences" in told.reason


def test_every_marked_name_stands_in_its_document() -> None:
    """The gold is true to the documents: every name listed occurs, under one label, and is not open too."""
    marked = read_marked()
    assert len(marked) >= 12
    documents = read_documents(one.path for one in marked)
    for one in marked:
        text = documents[one.path].text
        spans = {(text[start:end], label) for start, end, label in gold_of(one, documents[one.path]).mentions}
        for name, label in one.names:
            ending = trimmed(name, 0, len(name))
            assert (name[ending[0] : ending[1]], label) in spans or "\n" in text, (one.path, name)
        assert len({name for name, _ in one.names}) == len(one.names), one.path
        assert not {name for name, _ in one.names} & set(one.open), one.path


def test_longest_name_first_and_open_spans() -> None:
    """A name inside a longer one is no mention, and what lies in an open span does not count."""
    one = MarkedDocument("p", (("Leeds Bank", "ORG"), ("Leeds", "PLACE")), ("Leeds Act 1990",))
    gold = gold_of(one, text_of("Leeds\nBank moved to Leeds under the Leeds Act 1990. Leedsford did not."))
    assert gold.mentions == {(0, 10, "ORG"), (20, 25, "PLACE")}
    assert gold.counted({(36, 41, "PLACE"), (20, 25, "ORG")}) == {(20, 25, "ORG")}


def test_acronyms_that_a_contract_defines_are_names() -> None:
    """Of the terms of a contract the acronym is a name at each mention, the word for the role is none."""
    text = (
        'Corran Transport Authority ("CTA" or the "Buyer") and Veshtar Ltd (the "Seller") agree. CTA pays the Seller.'
    )
    [context] = load().contexts([text_document(text, "contract")])
    found = [text[start:end] for start, end, _ in mentions_of(context, Gold(frozenset(), ()))]
    assert found.count("CTA") == 2
    assert not {"Buyer", "Seller", "the Seller"} & set(found)


def test_labels_of_other_pipelines_are_ours(tmp_path: Path) -> None:
    """GPE and FAC are scored as PLACE, NORP as GROUP, PER as PERSON, works of art not at all."""
    nlp = spacy.load(names_only(tmp_path / "names"))
    found = list(names_in(nlp("Maria Okafor of Leeds read Seven Days on Mill Bridge, a Kenyan paper.")))
    assert [label for *_, label in found] == ["PERSON", "PLACE", "PLACE", "GROUP"]
    assert set(LABELS) >= {label for *_, label in found}


def test_mentions_alone_where_the_extractor_cannot_follow(tmp_path: Path) -> None:
    """Names are scored without a parser; that the extractor needs one is said."""
    told = list(score_consistency(spacy.load(names_only(tmp_path / "names"))))
    assert any(isinstance(one, Figure) and one.part == "mentions, pipeline alone" for one in told)
    (skipped,) = (one for one in told if isinstance(one, Skipped))
    assert "parses sentences" in skipped.reason


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of tiny test sets: one of names, one treebank, one contract."""
    folder = tmp_path / "data"
    for name in ("ner", "ud", "contracts/cuad"):
        (folder / name).mkdir(parents=True)
    row = {
        "tokens": ["Northgate", "Optics", "Ltd.", "left", "Leeds", "."],
        "tags": ["B-ORG", "I-ORG", "I-ORG", "O", "B-LOC", "O"],
    }
    with gzip.open(folder / "ner" / "wikigold.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(row) + "\n")
    with gzip.open(folder / "ud" / "en_ewt-ud-test.conllu.gz", "wt") as lines:
        lines.write(CONLLU)
    text = "This Agreement is made between Northgate Optics Ltd. and Southgate Inc. in Leeds."
    for name, line in (
        ("cuad-text", {"file": "one.txt", "text": text}),
        (
            "cuad-spans",
            {
                "file": "all/one.txt",
                "spans": [[0, 1, "PARTY", n] for n in ("Northgate Optics Ltd.", "Southgate Inc.", "Seller")],
            },
        ),
    ):
        with gzip.open(folder / "contracts" / f"{name}.jsonl.gz", "wt") as lines:
            lines.write(json.dumps(line) + "\n")
    (folder / "contracts" / "cuad" / "One.PDF").touch()
    return folder


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A small pipeline that is not ours."""
    nlp: Language = spacy.load(complete(tmp_path_factory.mktemp("foreign") / "complete"))
    return nlp


def test_sets_that_are_there_are_scored_and_others_told(data: Path, foreign: Language) -> None:
    """Names by label; three of the four sets are missing and named with the file that was sought."""
    found = list(score_names(foreign, data / "ner"))
    assert values(found)["wikigold", "ORG"] == 100
    assert values(found)["wikigold", "PLACE"] == 100
    told = [one for one in found if isinstance(one, Skipped)]
    assert [one.test_set for one in told] == ["gum-open-test", "uner-ewt-test", "re3d"]
    assert "gum-open-test.jsonl.gz is not there" in told[0].reason


def test_parties_of_contracts(data: Path, foreign: Language) -> None:
    """One of two parties is found; the role is no party; a folder without contracts is told."""
    assert [len(contract.parties) for contract in contracts(data / "contracts")] == [2]
    found = values(list(score_parties(foreign, data / "contracts")))
    assert found["contracts", "found as ORG"] == 50
    assert found["contracts", "all of a contract"] == 0
    (told,) = score_parties(foreign, data / "nowhere")
    assert isinstance(told, Skipped)


def test_syntax_is_scored_where_it_is_set(data: Path, foreign: Language) -> None:
    """A pipeline without a tagger gets no figure for tags, and is told what it lacks; the rest is scored."""
    found = list(score_syntax(foreign, data / "ud"))
    measured = {measure for _, measure in values(found)}
    assert {"lemmas", "UAS", "LAS", "sentences"} <= measured
    assert not {"XPOS", "UPOS"} & measured
    reasons = " ".join(one.reason for one in found if isinstance(one, Skipped))
    assert "`tagger`" in reasons
    assert "en_gum-ud-test.open.conllu.gz is not there" in reasons


def test_gold_against_itself_is_perfect(data: Path, foreign: Language) -> None:
    """A pipeline that says what the treebank says gets 100 for everything, whatever the tokens."""
    gold = {
        example.reference.text: example.reference for example in read(foreign, data / "ud" / "en_ewt-ud-test.conllu.gz")
    }

    class Oracle:
        """Answers with the gold."""

        vocab = foreign.vocab

        def make_doc(self, text: str) -> object:
            return foreign.make_doc(text)

        def pipe(self, stream: list[str], batch_size: int) -> object:
            return (gold[text].copy() for text in stream)

    found = list(score_syntax(Oracle(), data / "ud"))  # type: ignore[arg-type]
    assert {measure: value for (_, measure), value in values(found).items()} == dict.fromkeys(
        ("XPOS", "UPOS", "features", "lemmas", "UAS", "LAS", "LAS with punctuation", "sentences"), 100
    )


def test_floors_rise_and_do_not_fall_by_themselves(tmp_path: Path) -> None:
    """`raise` lifts floors under what was measured, only `lower` lowers one; what was not measured keeps its own."""
    floors = {("names", "wikigold", "all"): 80.0, ("names", "re3d", "all"): 60.0, ("syntax", "EWT", "LAS"): 84.0}
    measured = [
        Figure("names", "wikigold", "all", 85.0, 1000),
        Figure("names", "re3d", "all", 50.0, 1000),
        Figure("sentences", "contracts, notices, news", "all", 90.0, 50),
        Figure("sentences", "contracts, notices, news", "table", 100.0, 1),
        Figure("speed", "this machine", "whole pipeline", 4000.0, 1, unit="words/s"),
    ]
    lifted = renewed(floors, measured, lower=False)
    assert lifted["names", "wikigold", "all"] == 85.0 - MARGIN - 0.1
    assert lifted["names", "re3d", "all"] == 60.0
    assert lifted["syntax", "EWT", "LAS"] == 84.0
    assert lifted["sentences", "contracts, notices, news", "all"] == 90.0 - MARGIN - 2
    assert len(lifted) == 4
    assert renewed(floors, measured, lower=True)["names", "re3d", "all"] == 50.0 - MARGIN - 0.1
    write_floors(lifted, HEAD, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == lifted
    assert read_floors(tmp_path / "none.toml") == {}
    fallen = [one for one in with_floors(measured, lifted) if one.has_fallen]
    assert [one.test_set for one in fallen] == ["re3d"]


def test_floors_that_come_with_the_program_are_of_known_measures() -> None:
    """Each floor is a percent of a part that is measured."""
    parts = {part for part, _, _ in read_floors(FLOORS)}
    assert parts <= {"names", "parties", "syntax", "sentences", "mentions, pipeline alone", "mentions, whole extractor"}
    assert all(0 <= floor <= 100 for floor in read_floors(FLOORS).values())


def test_the_command_tells_what_it_lacks(tmp_path: Path) -> None:
    """Without the open sets the texts of our own are scored, and one sentence says how to get the rest."""
    folder = names_only(tmp_path / "names")
    empty = tmp_path / "empty"
    empty.mkdir()
    told = run_here("evaluate", "model", "--model", str(folder), "--data", str(empty), "--json")
    assert "Traceback" not in told.stderr
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["part"] for row in rows} == {"mentions, pipeline alone", "speed"}
    assert "wikigold.jsonl.gz is not there" in told.stderr
    assert "finds sentences" in told.stderr
    assert told.returncode == (1 if "below the floors" in told.stderr else 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("evaluate", "--data", "."), "goes with `threadline evaluate model`"),
        (("evaluate", "--floors", "raise", "--model", "x"), "leave --model out"),
        (("evaluate", "model", "--floors", "raise", "--model", "x"), "leave --model out"),
        (("evaluate", "model", "--data", "/no/such/folder"), "does not exist"),
        (("evaluate", "modle"), "'modle' is not one of"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], message: str) -> None:
    """Options that do not fit together end in a sentence and status 2."""
    told = run_here(*arguments)
    assert told.returncode == 2
    assert message in told.stderr


def test_a_model_that_is_not_there_is_told() -> None:
    """The evaluation of a pipeline that is not installed ends in the sentence that every command gives."""
    told = run_here("evaluate", "model", "--model", "no_such_pipeline")
    assert told.returncode == 1
    assert "there is none of that name" in told.stderr


@pytest.mark.slow
@pytest.mark.shared
def test_our_pipeline_holds_its_floors(shared: Path) -> None:
    """On the open test sets and on our own texts nothing has fallen below its floor."""
    report = evaluate_model(None, shared / "data")
    assert not [one for one in report.figures if one.has_fallen]
    assert not report.skipped
