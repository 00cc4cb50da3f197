"""A claim rests on what it names, whole numbers do not wrap around, and a list is as long in each row."""

import pytest

from worked.maths.exact import EvaluationError
from worked.maths.expression import parse
from worked.run.native import native
from worked.run.resting import NOTHING, refuse_idle
from worked.run.values import value_of

np = pytest.importorskip("numpy")
NAMES = {
    "d_k": 4,
    "w": np.array([0.7, 0.3]),
    "low": np.array([2.0, -1.0]),
    "M": np.array([[1, 2], [3, 4]]),
    "words": ["it", "road"],
    "big": np.array([2**62, 2**62]),
    "small": np.array([200, 100], dtype=np.uint8),
    "signed": np.array([-128, 1], dtype=np.int8),
    "edge": np.int32(2**31 - 1),
}


def shares(weights):
    if abs(sum(weights) - 1) > 1e-9:
        raise ValueError("no shares")
    return weights


def always(number, other=None):
    return 41


FUNCTIONS = {"shares": shares, "always": always}


def value(text: str):
    tree, names = parse(text), NAMES | FUNCTIONS
    result = native(tree, names, lambda thing: thing in FUNCTIONS.values())
    refuse_idle(text, tree, names, lambda thing: thing in FUNCTIONS.values(), result)
    return result


@pytest.mark.parametrize(
    "text",
    [
        "d_k",
        "w[0]",
        "2 * d_k",
        "sqrt(d_k)",
        "1 - w",
        "w[0] / (w[0] + w[1])",
        "low[0] * w[0] + low[1] * -w[1]",
        "M @ w",
        "w @ M[:, 0]",
        "len(words) * 2",
        "M.shape[0] + 1",
        "argmax(w * 2) + 1",
        "max(w * 2)",
        "round(100 * w[0])",
        "d_k % 2 + 2",
        "shares(w / w.sum())",
        "100 * shares(w)",
        "w.mean() * 2",
        "M[0] / sum(M[0])",
        "shares(w)",
        "argmax(shares(w))",
    ],
)
def test_expression_that_follows_its_names_holds(text):
    assert value(text) is not None


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("d_k - d_k + 100/2 - 2*2*2 - 1", "d_k"),
        ("d_k * 0 + 100/2", "d_k"),
        ("d_k / d_k", "d_k"),
        ("d_k ** 0 + 1", "d_k"),
        ("d_k % 1 + 2", "d_k"),
        ("d_k // 100 + 100/2", "d_k"),
        ("abs(d_k) - d_k + 2", "d_k"),
        ("sqrt(d_k**2) - d_k + 2", "d_k"),
        ("round(d_k - d_k + 100/2)", "d_k"),
        ("len(words) - len(words) + 2", "len(words)"),
        ("M.shape[0] * 0 + 2", "M.shape[0]"),
        ("max(M * 0 + 2)", "M"),
        ("sum(w - w) + 1", "w"),
        ("M[d_k - d_k, 0]", "d_k"),
        ("w[0] * 0 + d_k", "w[0]"),
        ("[d_k, d_k] - [d_k, d_k]", "d_k"),
        ("always(d_k)", "d_k"),
        ("always(w)", "w"),
        ("always(M[0], other=w)", "M[0]"),
        ("round(always(len(words)))", "len(words)"),
        ("2 * w.argmax() - 2 * w.argmax() + 2", "w.argmax()"),
    ],
)
def test_expression_that_is_the_same_whatever_a_name_is_is_refused(text, idle):
    with pytest.raises(EvaluationError) as error:
        value(text)
    assert str(error.value) == f"{NOTHING}{idle} is"


@pytest.mark.parametrize(
    ("text", "exactly"),
    [
        ("big.sum()", 2**63),
        ("sum(big)", 2**63),
        ("big @ big", 2 * 2**124),
        ("big.prod()", 2**124),
        ("small + small", [400, 200]),
        ("small * small", [40_000, 10_000]),
        ("small - 201", [-1, -101]),
        ("-signed", [128, -1]),
        ("abs(signed)", [128, 1]),
        ("edge + 1", 2**31),
        ("edge * edge", (2**31 - 1) ** 2),
        ("edge ** 2", (2**31 - 1) ** 2),
        ("M.sum(axis=0)", [4, 6]),
        ("M // 2", [[0, 1], [1, 2]]),
    ],
)
def test_whole_numbers_do_not_wrap_around(text, exactly):
    assert np.asarray(value(text)).tolist() == exactly


@pytest.mark.parametrize("ragged", [[[1], [2, 3]], [1, [2]], [[[1], [2]], [[1]]], ([1, 2], 3)])
def test_list_with_rows_of_different_lengths_is_no_value(ragged):
    with pytest.raises(EvaluationError, match="different shapes"):
        value_of("ragged", ragged)


# ---- on a page


def test_claim_that_rests_on_nothing_is_refused_with_what_to_write(project):
    project.page("[41](=animal - animal + 100/2 - 2*2*2 - 1)\n")
    run = project.check()
    assert run.failure == (4, 7, "this claim proves nothing: it gives the same whatever animal is")
    assert "write  an expression in which each name matters" in run.out


def test_number_given_by_keyword_needs_a_name(project):
    project.page("[8](=twice(x=4))\n")
    assert "4 in an expression is a number that nothing computes" in project.check().failure[2]


@pytest.mark.parametrize("shown", ["[[[1], [2]]]", "[[[1], [2, 3]]]", "[[1, 2]]"])
def test_ragged_list_is_shown_by_no_claim(project, shown):
    project.write("snippets/soft.py", "ragged = [[1], [2, 3]]\n")
    project.page(f"{shown}(=ragged)\n")
    assert project.check().code == 1


def test_snippet_whose_number_grows_out_of_its_type_is_refused_at_its_line(project):
    project.write("snippets/soft.py", "import numpy as np\n\nn = np.int32(2**31 - 1)\nm = n + np.int32(1)\n")
    project.page("[1](=m)\n")
    run = project.check()
    assert run.places == [("snippets/soft.py", 4, 1)] and "overflow encountered in scalar add" in run.headlines[0]
