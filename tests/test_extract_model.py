"""The language pipeline in `extract/model`, and the component that reads it all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer, models, pre_tokenizers

import extract.components.sentences  # noqa: F401  (registers the factory)
from extract.components.encoder import SYNTAX, Encoder
from extract.components.name_tags import decode, spans_of, transitions
from extract.components.wordpieces import Wordpieces, shape

MODEL = Path(__file__).parent.parent / "extract" / "model"
TAGS = ("O", "B-ORG", "I-ORG", "B-PLACE", "I-PLACE")
STORY = (
    "Veltrona Imaging Co., Ltd. sold cameras to the police in Nairobi, the Kenyan government said in March.\n\n"
    "Maria Okafor, a researcher at the University of Leeds, said Veltrona had known of the abuses in Xinjiang. "
    "Veltrona denies it. The U.S. Department of Commerce added the company to a list."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The shipped pipeline."""
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def finder(nlp: Language) -> Encoder:
    """The encoder of the shipped pipeline."""
    pipe = nlp.get_pipe("encoder")
    assert isinstance(pipe, Encoder)
    return pipe


@pytest.fixture(scope="module")
def reader() -> Wordpieces:
    """A reader of word pieces whose pieces are letters."""
    letters = "abcdefghijklmnopqrstuvwxyz.,"
    vocabulary = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3}
    vocabulary |= {
        mark + letter: 4 + 2 * i + j for i, letter in enumerate(letters) for j, mark in enumerate(("", "##"))
    }
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_padding(length=50)
    return Wordpieces(tokenizer)


def names(doc: Doc) -> list[tuple[str, str]]:
    """Return a document's names and labels."""
    return [(span.text, span.label_) for span in doc.ents]


def test_pipeline_has_what_the_stages_need(nlp: Language, finder: Encoder) -> None:
    """Tags, lemmas, syntax, sentences and names are all set on a document."""
    doc = nlp(STORY)
    for annotation in ("TAG", "POS", "LEMMA", "DEP", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(annotation)
    factories = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    assert {"threadline_sentences", "threadline_encoder"} <= factories
    assert finder.labels == ("PERSON", "ORG", "PLACE", "GROUP")


def test_pipeline_is_small() -> None:
    """The model's folder stays under 45 MB and carries its card and its scores."""
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 45_000_000
    assert (MODEL / "README.md").exists()
    assert (MODEL / "scores.json").exists()


def test_names_of_a_story(nlp: Language) -> None:
    """Invented companies, real places, persons, bodies and nationalities are found and told apart."""
    found = names(nlp(STORY))
    assert ("Veltrona Imaging Co., Ltd.", "ORG") in found
    assert found.count(("Veltrona", "ORG")) == 2
    assert ("Maria Okafor", "PERSON") in found
    assert ("University of Leeds", "ORG") in found
    assert ("U.S. Department of Commerce", "ORG") in found
    assert {("Nairobi", "PLACE"), ("Xinjiang", "PLACE"), ("Kenyan", "GROUP")} <= set(found)


@pytest.mark.parametrize("gap", [" ", "\n", "  ", " \n "])
def test_line_break_inside_a_name_changes_nothing(nlp: Language, gap: str) -> None:
    """A name broken over lines is one span, and no span begins or ends with white space."""
    doc = nlp(f"The ministry said Veltrona{gap}Imaging{gap}Ltd. won the tender in Nairobi.")
    assert ("Veltrona Imaging Ltd.", "ORG") in [(" ".join(text.split()), label) for text, label in names(doc)]
    assert all(span.text == span.text.strip() for span in doc.ents)


def test_line_break_before_a_name_is_outside_it(nlp: Language) -> None:
    """A paragraph that begins with a name gives the name alone."""
    doc = nlp("The contract was signed in May.\n\nHikvision denied the claim.\n\nHuawei said nothing.")
    assert names(doc) == [("Hikvision", "ORG"), ("Huawei", "ORG")]


def test_same_text_same_names_in_any_batch(nlp: Language) -> None:
    """Neighbours, their order and the size of the batch change nothing, not by a single score."""
    texts = [STORY, "Dahua and Huawei fell.", STORY * 6, "In Lima it rained. " * 90, "", "\n\n", STORY[:80]]
    alone = [names(nlp(text)) for text in texts]
    assert [names(doc) for doc in nlp.pipe(texts, batch_size=3)] == alone
    assert [names(doc) for doc in nlp.pipe(texts[::-1], batch_size=64)] == alone[::-1]


def test_scores_of_a_window_are_equal_whatever_was_read_before(nlp: Language, finder: Encoder) -> None:
    """Reading other windows in between leaves a window's scores equal to the last bit."""
    assert finder._reader is not None
    story = [token.text for token in nlp.make_doc(STORY)]
    window = next(finder._reader.windows(story, 192, 64))
    wanted = ["names", *SYNTAX]
    before = finder.scores(window, wanted)
    for other in finder._reader.windows(["Lima"] * 500, 192, 64):
        finder.scores(other, wanted)
    after = finder.scores(window, wanted)
    assert all(np.array_equal(before[name], after[name]) for name in wanted)


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_long_document_loses_no_name(nlp: Language, gap: str) -> None:
    """In a document of many windows the last name is found as the first is, with or without paragraphs."""
    text = gap.join(
        [f"On day {n} Northgate Optics Ltd. sold {n} cameras to the police in Nairobi." for n in range(120)]
    )
    found = names(nlp(text))
    assert found.count(("Northgate Optics Ltd.", "ORG")) == 120
    assert found.count(("Nairobi", "PLACE")) == 120


@given(
    st.lists(st.sampled_from(["a", "abc", "abcdefgh", "\n\n", "\n", " ", "b" * 40, "x,y"]), max_size=120),
    st.integers(30, 60),
    st.integers(0, 20),
)
def test_windows_answer_every_word_once(reader: Wordpieces, words: list[str], size: int, overlap: int) -> None:
    """Every word that is no white space is answered in exactly one window, and no window is too long."""
    answered: list[int] = []
    for window in reader.windows(words, size, overlap):
        assert len(window.pieces) == len(window.shapes) <= size
        answered += window.tokens[window.keep_from : window.keep_to]
    assert answered == [i for i, word in enumerate(words) if not word.isspace()]


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), min_size=1, max_size=9))
@settings(max_examples=60)
def test_decoded_tags_are_valid(rows: list[list[float]]) -> None:
    """No name goes on that has not begun, whatever the scores."""
    best = [TAGS[number] for number in decode(np.array(rows, np.float32), transitions(TAGS))]
    assert len(best) == len(rows)
    for before, after in zip(["O", *best], best, strict=False):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_blank_line_ends_a_name() -> None:
    """A name may hold a line break; after a blank line a name begins anew."""
    assert spans_of(["Acme", "\n", "Ltd."], ["B-ORG", "O", "I-ORG"]) == [(0, 3, "ORG")]
    assert spans_of(["Acme", "\n\n", "Ltd."], ["B-ORG", "O", "I-ORG"]) == [(0, 1, "ORG"), (2, 3, "ORG")]


@pytest.mark.parametrize(
    ("word", "number"),
    [("--", 0), ("290", 1), ("USA", 2), ("A", 3), ("the", 4), ("Hikvision", 5), ("SenseTime", 6), ("U.S.", 7)],
)
def test_shape_of_a_word(word: str, number: int) -> None:
    """A word's shape tells its letters' case."""
    assert shape(word) == number


def test_component_is_the_same_after_a_round_trip(nlp: Language, finder: Encoder, tmp_path: Path) -> None:
    """Written and read again, the component gives the same answers."""
    finder.to_disk(tmp_path / "encoder")
    again = Encoder(nlp.vocab, "encoder", finder.window, finder.overlap, 1, syntax=True)
    again.from_disk(tmp_path / "encoder")
    assert again(nlp.make_doc(STORY)).to_json() == finder(nlp.make_doc(STORY)).to_json()


def test_names_alone(nlp: Language, finder: Encoder) -> None:
    """Without syntax the same names are found, and nothing else is set."""
    alone = Encoder(nlp.vocab, "encoder", finder.window, finder.overlap, 1, syntax=False)
    alone.from_disk(MODEL / "encoder")
    doc = alone(nlp.make_doc(STORY))
    assert names(doc) == names(nlp(STORY)) != []
    assert not doc.has_annotation("TAG")


def test_component_without_a_model_says_so(nlp: Language) -> None:
    """A component that was made but never loaded is no silent reader."""
    with pytest.raises(ValueError, match="no model yet"):
        Encoder(nlp.vocab, "encoder", 192, 64, 1, syntax=True)(nlp.make_doc("Hikvision"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["Acme sold it.", "\n", "\n\n", "  ", "No. 5", "?", "x" * 300, "He", "“", "the " * 90]))
)
def test_every_text_gets_whole_trees(nlp: Language, pieces: list[str]) -> None:
    """Whatever the text, each token leads to the root of its own sentence, and sentences cover the text."""
    doc = nlp("".join(pieces))
    for sentence in doc.sents:
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert [token.dep_ == "ROOT" for token in sentence] == [token.head.i == token.i for token in sentence]


def test_text_without_an_end_is_read(nlp: Language) -> None:
    """A list of a thousand words and more without a full stop or a line end is cut into sentences of bounded length."""
    doc = nlp("and " * 1200)
    assert [len(sentence) for sentence in doc.sents] == [1000, 200]


def test_parts_of_speech_and_arcs(nlp: Language) -> None:
    """A plain sentence is read as a grammar would have it."""
    doc = nlp("The ministry bought cameras from Hikvision in 2019.")
    read = {token.text: (token.pos_, token.tag_, token.lemma_, token.dep_, token.head.text) for token in doc}
    assert read["bought"] == ("VERB", "VBD", "buy", "ROOT", "bought")
    assert read["ministry"] == ("NOUN", "NN", "ministry", "nsubj", "bought")
    assert read["cameras"] == ("NOUN", "NNS", "camera", "obj", "bought")
    assert read["Hikvision"] == ("PROPN", "NNP", "Hikvision", "obl", "bought")


@pytest.mark.parametrize(
    "sentences",
    [
        ["Northgate Optics Co., Ltd. sold it.", "Nobody paid."],
        ["See No. 5 of the list.", "It is long."],
        ["The U.S. Department of Commerce agreed."],
        ["It works in the U.S.", "The ministry said so."],
        ["2.1 The Supplier shall deliver the goods.", "The Buyer shall pay."],
        ["“It is wrong,” she said.", "“We deny it.”", "Nobody answered."],
        ["J. Okafor met Dr. Smith.", "They spoke."],
        ["It was made by Northgate Ltd.", "It failed."],
        ["It was built in May .", '" We know nothing of it . "', "Nobody else answered ."],
        ["where was it?", "nobody in the office knew.", "they had all gone home."],
        ["It reads faces, plates, etc. and keeps them."],
    ],
)
def test_sentences(nlp: Language, sentences: list[str]) -> None:
    """Abbreviations, legal forms, clause numbers and quotations do not mislead the splitter."""
    assert [sentence.text for sentence in nlp(" ".join(sentences)).sents] == sentences


def test_blank_line_begins_a_sentence(nlp: Language) -> None:
    """A heading is a sentence of its own, and so is a paragraph without a full stop."""
    doc = nlp("Background\n\nThe company sells cameras\n\nNobody answered")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Background",
        "The company sells cameras",
        "Nobody answered",
    ]
