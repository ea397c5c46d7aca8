"""A spaCy CNN of the shape of `en_core_web_sm`, with random weights, to hold the speed of a language pipeline against.

tok2vec 96 wide and 4 deep, hashed embeddings of `en_core_web_sm`'s rows, tagger, parser, attribute ruler, rule
lemmatizer with small tables, names with a tok2vec of their own, and as many labels. What it says is noise, but its
speed does not depend on the weights: a word costs the same products and transitions whatever they hold.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example

TAGS, ARCS, KINDS = 50, 45, 18
"""How many fine tags, labels of arcs and kinds of names `en_core_web_sm` tells apart."""
SENTENCE = 9


def cnn() -> Language:
    """Return the baseline pipeline with random weights."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"])})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", shared)})
    ruler = nlp.add_pipe("attribute_ruler")
    own = _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"])
    nlp.add_pipe("ner", config={"model": _transitions("ner", own)})
    nlp.initialize(lambda: list(_examples(nlp)))
    nlp.add_pipe("lemmatizer", before="ner").initialize(lookups=_lookups())  # type: ignore[attr-defined]
    for number in range(TAGS):
        kind = ("NOUN", "VERB", "ADJ", "PROPN", "ADP")[number % 5]
        ruler.add(patterns=[[{"TAG": f"T{number}"}]], attrs={"POS": kind, "MORPH": f"Kind={number}"})  # type: ignore[attr-defined]
    return nlp


def _tok2vec(attributes: list[str]) -> dict[str, object]:
    rows = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": attributes,
            "rows": [rows[name] for name in attributes], "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
            "maxout_pieces": 3,
        },
    }  # fmt: skip


def _transitions(state: str, tok2vec: dict[str, object]) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": state, "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec,
    }  # fmt: skip


def _examples(nlp: Language) -> list[Example]:
    """Return invented sentences that hold every label once."""
    found = []
    for number in range(max(TAGS, ARCS, KINDS)):
        words = [f"word{number}x{place}" for place in range(SENTENCE)]
        doc = Doc(
            nlp.vocab,
            words=words,
            tags=[f"T{(number + place) % TAGS}" for place in range(SENTENCE)],
            heads=[0] * SENTENCE,
            deps=["ROOT"] + [f"d{(number + place) % ARCS}" for place in range(1, SENTENCE)],
            ents=[f"B-K{number % KINDS}"] + ["O"] * (SENTENCE - 1),
        )
        found += [Example(nlp.make_doc(doc.text), doc)] * 40  # the parser learns no label met less than thirty times
    return found


def _lookups() -> Lookups:
    """Return tables for the rule lemmatizer: its endings, and nothing irregular."""
    endings = {
        "noun": [["s", ""], ["ses", "s"], ["ies", "y"]],
        "verb": [["s", ""], ["ies", "y"], ["es", "e"], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]],
        "adj": [["er", ""], ["est", ""], ["er", "e"], ["est", "e"]],
    }
    lookups = Lookups()
    lookups.add_table("lemma_rules", endings)
    for name in ("lemma_exc", "lemma_index"):
        lookups.add_table(name, {kind: {} if name == "lemma_exc" else [] for kind in endings})
    return lookups
