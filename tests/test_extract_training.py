"""Training data: reading, cleaning, putting together, scoring. Nothing here needs PyTorch."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.training import contracts, data, frames, notices, sets, vendors
from extract.training.augment import augment
from extract.training.score import names_of, score
from extract.training.sets import Sentence, bio_spans, clean, unique
from extract.training.ud import PARAGRAPH, examples, read_conllu

CONLLU = """# newdoc id = one
# newpar
# text = They don't pay.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tpay\tpay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# text = Nobody came.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
2.1\tback\tback\tADV\tRB\t_\t_\t_\t_\t_
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    """An empty English pipeline."""
    return spacy.blank("en")


def test_bio_spans() -> None:
    """A B- begins a span, another label ends it, and an I- alone begins one."""
    assert bio_spans(["B-x", "I-x", "B-x", "O", "I-y", "I-x"]) == [(0, 2, "x"), (2, 3, "x"), (4, 5, "y"), (5, 6, "x")]
    assert bio_spans([]) == []


@pytest.mark.parametrize(
    ("words", "raw", "name", "kept"),
    [
        ("President Fuad Masum", "per", "gmb", ("Fuad Masum", "PERSON")),
        ("Mr.", "per", "gmb", None),
        ("Iraqi President Fuad Masum", "Person", "re3d", ("Fuad Masum", "PERSON")),
        ("the United Nations", "geo", "gmb", ("United Nations", "ORG")),
        ("The Hague", "geo", "gmb", ("The Hague", "PLACE")),
        ("British", "gpe", "gmb", ("British", "GROUP")),
        ("South Korean", "gpe", "gmb", ("South Korean", "GROUP")),
        ("Pakistan", "gpe", "gmb", ("Pakistan", "PLACE")),
        ("United States", "org", "gmb", ("United States", "PLACE")),
        ("Canadian", "LOC", "re-docred-dev", ("Canadian", "GROUP")),
        ("Borrower", "PER", "sec-fin5", None),
        ("the rebels", "Organisation", "re3d", None),
        ("fighting positions", "Location", "re3d", None),
        ("Turkey 's", "geo", "gmb", ("Turkey", "PLACE")),
        ("Wednesday", "tim", "gmb", None),
        ("Oriental Insurance Co Ltd.", "RESPONDENT", "legal-in-dev", ("Oriental Insurance Co Ltd.", "ORG")),
        ("Kulbir Singh", "PETITIONER", "legal-in-dev", ("Kulbir Singh", "HIDDEN")),
    ],
)
def test_cleaning(words: str, raw: str, name: str, kept: tuple[str, str] | None) -> None:
    """Titles, role words, descriptions, articles and possessives go; countries and peoples are told apart."""
    tokens = words.split()
    span = clean(tokens, 0, len(tokens), raw, name)
    assert (span and (" ".join(tokens[span[0] : span[1]]), span[2])) == kept


def test_reading_marks_peoples_that_a_set_does_not(tmp_path: Path) -> None:
    """A nationality without a tag is a group, and white space among the tokens is dropped."""
    row = {"tokens": ["The", "\n", "Chinese", "firm", "in", "Lima"], "tags": ["O", "O", "O", "O", "O", "B-LOC"]}
    with gzip.open(tmp_path / "wikigold.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    (sentence,) = sets.read(tmp_path, "wikigold")
    assert sentence.words == ("The", "Chinese", "firm", "in", "Lima")
    assert sentence.spans == ((1, 2, "GROUP"), (4, 5, "PLACE"))


def test_re3d_is_parted_in_two(tmp_path: Path) -> None:
    """The last fifth of re3d is for testing alone."""
    with gzip.open(tmp_path / "re3d.jsonl.gz", "wt", encoding="utf-8") as out:
        for number in range(10):
            out.write(json.dumps({"tokens": ["Number", str(number)], "tags": ["O", "O"]}) + "\n")
    assert [s.words[1] for s in sets.read(tmp_path, "re3d")] == list("01234567")
    assert [s.words[1] for s in sets.read(tmp_path, "re3d", test=True)] == list("89")


def test_no_document_of_re3d_is_parted(tmp_path: Path) -> None:
    """What is left of the document that the cut falls into is neither trained on nor tested on."""
    with gzip.open(tmp_path / "re3d.jsonl.gz", "wt", encoding="utf-8") as out:
        for number, document in enumerate("aaaaaaabbc"):
            out.write(json.dumps({"tokens": ["Number", str(number)], "tags": ["O", "O"], "doc": document}) + "\n")
    assert [s.words[1] for s in sets.read(tmp_path, "re3d")] == list("01234567")
    assert [s.words[1] for s in sets.read(tmp_path, "re3d", test=True)] == ["9"]


def test_duplicates_are_dropped_but_short_sentences_stay() -> None:
    """The same long sentence in two sets is read once."""
    long = Sentence(("one", "two", "three", "four"), (), "a")
    short = Sentence(("one",), (), "a")
    assert list(unique([long, short, short, Sentence(long.words, (), "b")])) == [long, short, short]


def test_test_sets_are_not_training_sets() -> None:
    """No test or development set is trained on, re3d's training part aside."""
    assert not (set(sets.TRAIN) - {"re3d"}) & {*sets.DEV, *sets.TEST}


def test_document_aligns_names_with_tokens(nlp: Language) -> None:
    """Names keep their words when sentences become running text, a blank line included."""
    first = Sentence(("Acme", "Co.", ",", "Ltd.", "'s", "plant"), ((0, 4, "ORG"),), "a")
    second = Sentence(("In", "Lima", "."), ((1, 2, "PLACE"),), "a")
    doc = data.document(nlp, [first, second], [False, True])
    assert doc.text == "Acme Co., Ltd.'s plant\n\nIn Lima."
    assert [(e.text, e.label_) for e in doc.ents] == [("Acme Co., Ltd.", "ORG"), ("Lima", "PLACE")]
    assert data.passage(doc).tags.count("SPACE") == 1


def test_joined_sentences_stay_in_their_document() -> None:
    """Passages never cross from one document into another."""
    sentences = [Sentence(("word",) * 5, (), "a", document) for document in "xxxyyyxx"]
    for run in [*data.joined(sentences, random.Random(0), 40), *data.joined_evenly(sentences, 40)]:
        assert len({sentence.document for sentence in run}) == 1
    assert [len(run) for run in data.joined_evenly(sentences, 40)] == [3, 3, 2]


def test_augmentation_keeps_spans_on_their_words() -> None:
    """Whatever is changed, a span still covers a name, and words outside names are the same but for case."""
    before = [
        Sentence(("Shares", "of", "Acme", "Gate", "fell", "in", "Lima", "."), ((2, 4, "ORG"), (6, 7, "PLACE")), "a")
    ]
    for seed in range(200):
        (after,) = augment(before, random.Random(seed), ["ZETA STEEL S.A."])
        covered = {i for start, end, _ in after.spans for i in range(start, end)}
        outside = [word.lower() for i, word in enumerate(after.words) if i not in covered]
        assert outside == ["shares", "of", "fell", "in", "."]
        assert [label for _, _, label in after.spans] == ["ORG", "PLACE"]
        assert after.words[after.spans[1][0]].lower() == "lima"


def test_invented_sentences_are_labelled() -> None:
    """A frame's slots become spans; the same seed gives the same sentence."""
    made = [frames.sentence(random.Random(seed), ["Lima"], ["Ana Ruiz"], []) for seed in range(50)]
    assert made == [frames.sentence(random.Random(seed), ["Lima"], ["Ana Ruiz"], []) for seed in range(50)]
    assert all(sentence.spans for sentence in made)
    assert all(" ".join(s.words[a:b]) == "Lima" for s in made for a, b, label in s.spans if label == "PLACE")
    assert vendors.full_name(random.Random(1)) == vendors.full_name(random.Random(1))


@pytest.mark.parametrize(
    ("name", "is_company"),
    [("Acme Gate, Inc.", True), ("Distributor", False), ("the Company", False), ("Inc.", False), ("Ana Ruiz", False)],
)
def test_parties_of_contracts(name: str, is_company: bool) -> None:
    """Only companies' names with a legal form are taken from a contract's marked parties."""
    assert contracts.is_party(name) is is_company


RULE = """<RULE><ROW><ENT>
  Halden Works Co., Ltd., a.k.a., the following two aliases:
  <LI>—Halden Works; <E T="03">and</E></LI><LI>—H.W. Optics Inc.</LI>
  <LI>2 Mill Road, Kestria City.</LI>
</ENT><ENT>For all items subject to the EAR</ENT></ROW>
<ROW><ENT>Ivor Halden, a.k.a., the following one alias: <LI>—I. Halden.</LI></ENT></ROW></RULE>"""


def listed_folder(folder: Path) -> Path:
    """Return a folder with a rule of the Entity List, a list of consolidated names and one of OFAC's."""
    for name in ("notices", "lists/ofac"):
        (folder / name).mkdir(parents=True)
    (folder / "notices" / "1_entity-list-additions.xml").write_text(RULE, encoding="utf-8")
    rows = "source,name\nEntity List (EL) - BIS,Vesh Optics Ltd.\nEntity List (EL) - BIS,A. Vesh\nOther,Noor Inc.\n"
    (folder / "lists" / "consolidated.csv").write_text(rows, encoding="utf-8")
    ofac = '1,"NORTH STAR LINES",-0- ,"X"\n2,"SOUTH STAR LINES",-0- ,"X"\n3,"DOE, Jo","individual","X"\n'
    (folder / "lists" / "ofac" / "sdn.csv").write_text(ofac, encoding="latin-1")
    return folder


def test_entries_of_a_notice_are_silver(tmp_path: Path) -> None:
    """Names that a rule lists are certain, the capitals of an address are hidden, a person's entry is left out."""
    (found,) = notices.read(listed_folder(tmp_path))
    spans = [(" ".join(found.words[start:end]), label) for start, end, label in found.spans]
    names = [name for name, label in spans if label == "ORG"]
    assert names == ["Halden Works Co. , Ltd.", "Halden Works", "H.W. Optics Inc."]
    assert {"Mill", "Road", "Kestria", "City"} <= {name for name, label in spans if label == "HIDDEN"}
    assert found.source == notices.SOURCE


def test_listed_organisations_are_swapped_in(tmp_path: Path) -> None:
    """OFAC's organisations stand in capitals and in title case, the Entity List's as written; persons nowhere."""
    names = notices.organisations(listed_folder(tmp_path))
    assert names[:2] == ["North Star Lines", "SOUTH STAR LINES"]
    assert names[2:] == ["H.W. Optics Inc.", "Halden Works", "Halden Works Co., Ltd.", "Vesh Optics Ltd."]


def test_treebank_is_put_together(nlp: Language, tmp_path: Path) -> None:
    """Sentences become running text with paragraphs, contractions come apart, heads and starts stay."""
    path = tmp_path / "small.conllu.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(CONLLU)
    assert [len(sentence.words) for sentence in read_conllu(path)] == [5, 3]
    (example,) = examples(nlp, [path], seed=1)
    gold = example.reference
    assert gold.text.strip() == "They don't pay.\n\nNobody came."
    assert [token.text for token in gold if token.is_sent_start] == ["They", "Nobody"]
    assert [(token.text, token.head.text) for token in gold if token.dep_ == "nsubj"] == [
        ("They", "pay"),
        ("Nobody", "came"),
    ]
    assert [token.text for token in example.predicted] == [token.text for token in gold]
    assert PARAGRAPH in [token.text for token in gold]


def test_score_forgives_articles_and_possessives(nlp: Language) -> None:
    """A leading "the" and a trailing 's are no error; a wrong label is two."""
    doc = nlp.make_doc("The United Nations's plant in Lima fell.")
    doc.ents = [Span(doc, 0, 4, "ORG"), Span(doc, 6, 7, "PLACE")]
    assert names_of(doc) == {(4, 18, "ORG"), (30, 34, "PLACE")}

    class Finder:
        def __call__(self, text: str) -> Doc:
            found = nlp.make_doc(text)
            found.ents = [Span(found, 1, 3, "ORG"), Span(found, 6, 7, "GPE")]
            return found

    right = score(Finder(), [doc], aliases={"GPE": "PLACE"})  # type: ignore[arg-type]
    assert (right["all"].f1, right["ORG"].recall, right["PERSON"].right) == (100, 100, 0)
    wrong = score(Finder(), [doc])  # type: ignore[arg-type]
    assert (wrong["all"].right, wrong["all"].wrong, wrong["all"].missed) == (1, 0, 1)


@pytest.mark.shared
@pytest.mark.slow
def test_no_test_sentence_is_trained_on(shared: Path) -> None:
    """None of the test or development sets' longer sentences is among the training sentences."""
    ner = shared / "data" / "ner"
    held = {s.words for name in (*sets.DEV, *sets.TEST) for s in sets.read(ner, name, test=True) if len(s.words) > 5}
    trained = {s.words for sentences in data.load(ner).by_set.values() for s in sentences}
    assert not held & trained
