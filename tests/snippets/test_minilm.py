"""Our forward pass and our tokenizer give what other implementations give, token by token and head by head."""

import json
import math
import random
import unicodedata

import numpy as np
import pytest

from snippets import heads
from snippets.evidence import minilm
from snippets.evidence.wordpiece import WordPiece, words
from tests.snippets import minilm_reference as reference

OLD = unicodedata.ucd_3_2_0  # the other tokenizer knows an older Unicode: it is asked about what both know
PLAIN = "abc XYZ didn't éÉßİſ.,$^`|~\t\n\x00\u200b\ufeff\ufffd\u2028\xa0道路가힣ΣςΟ\u0301½²ﬁ—…«»¿ªº_#[]"


# ---- against transformers on torch


@pytest.mark.parametrize("place", range(len(reference.SENTENCES)))
def test_each_head_gives_what_transformers_gives(model, place):
    with np.load(reference.FILE) as kept:
        tokens, weights, output = (kept[f"{name}{place}"] for name in ("tokens", "weights", "output"))
    run = model.run(reference.SENTENCES[place])
    assert run.tokens == tokens.tolist()
    assert run.weights.shape == weights.shape == (6, 12, len(tokens), len(tokens))
    assert abs(run.weights - weights).max() <= heads.tolerance
    assert abs(run.output - output).max() <= heads.tolerance


def test_reference_says_which_program_and_which_weights_made_it():
    with np.load(reference.FILE) as kept:
        about = json.loads(str(kept["about"]))
    assert about.keys() == {"transformers", "torch", "model"}
    record = json.loads(heads.RESULTS.read_text(encoding="utf-8"))
    assert record["versions"]["model"].endswith(about["model"])


def test_text_longer_than_the_model_reads_is_refused(model):
    with pytest.raises(ValueError, match="512 tokens at most: got 602"):
        model.run("word " * 600)


# ---- against the tokenizer that others use


def test_tokens_are_those_of_another_tokenizer(model):
    other = pytest.importorskip("tokenizers").Tokenizer.from_file(str(minilm.folder() / "tokenizer.json"))
    other.no_truncation()
    other.no_padding()
    rng, compared = random.Random(3), set()
    for text in [*heads.texts, "x" * 100, "x" * 101, "", *(noise(rng) for _ in range(1000))]:
        given = model.pieces.tokens(text)
        assert given == other.encode(text, add_special_tokens=False).tokens, repr(text)
        compared.update(given)
    assert len(compared) > 250


def noise(rng: random.Random) -> str:
    """A text of letters and signs of many writings."""
    return "".join(rng.choice(PLAIN) if rng.random() < 0.8 else old_character(rng) for _ in range(rng.randrange(1, 25)))


def old_character(rng: random.Random) -> str:
    while OLD.category(c := chr(rng.randrange(0x10000))) in ("Cn", "Cs") or OLD.category(c) != unicodedata.category(c):
        pass
    return c


# ---- small cases by hand, for which no model is needed


def test_longest_piece_comes_first():
    pieces = WordPiece(["un", "una", "##bel", "##a", "able", "[UNK]"])
    assert pieces.split("unaa") == ["una", "##a"]
    assert pieces.split("unbel") == ["un", "##bel"]
    assert pieces.split("able") == ["able"]
    assert pieces.split("unable") == pieces.split("xun") == ["[UNK]"]  # "##ble" is missing


def test_words_are_small_bare_and_apart_from_punctuation():
    assert words("Zoë didn't\tpay $5!") == ["zoe", "didn", "'", "t", "pay", "$", "5", "!"]
    assert words("a\u200bb 道路") == ["ab", "道", "路"]


def test_attention_by_explicit_loops():
    rng = np.random.default_rng(2)
    queries, keys, values = rng.normal(size=(3, 2, 4, 8))
    weights, blends = minilm.attend(queries, keys, values)
    for head in range(2):
        for query in range(4):
            scores = [sum(a * b for a, b in zip(queries[head, query], key)) / math.sqrt(8) for key in keys[head]]
            raised = [math.exp(score) for score in scores]
            expected = [one / sum(raised) for one in raised]
            assert weights[head, query] == pytest.approx(expected)
            blend = [sum(w * v for w, v in zip(expected, values[head, :, entry])) for entry in range(8)]
            assert blends[head, query] == pytest.approx(blend)


def test_gelu_is_the_published_one():
    assert minilm.gelu(np.array([0.0, 1.0, -1.0])) == pytest.approx([0, 0.8413447, -0.1586553])  # one times Φ(1)
