"""Expressions of claims give what Python and numpy give on the snippet's own objects."""

import random
from fractions import Fraction

import numpy as np
import pytest

from worked.maths.exact import EvaluationError
from worked.maths.expression import parse
from worked.run.child import own_function_test
from worked.run.native import native

NAMES = {
    "w": np.array([0.72, 0.05, 0.23]),
    "m": np.arange(9).reshape(3, 3) * 0.25 - 1,
    "c": np.array([[1, 2, 3], [4, 5, 6], [7, 8, 10]]),
    "a": 2,
    "b": 0.5,
    "i": 1,
    "r": Fraction(1, 3),
}
VECTORS = [
    "w",
    "m[i]",
    "c[0]",
    "m[:, i]",
    "c[-1]",
    "m.T[2]",
    "w[::-1]",
    "(w + w)",
    "(m @ w)",
    "w[:3]",
    "(c @ w)",
    "m.mean(axis=0)",
    "c.sum(axis=1)",
]
NUMBERS = [
    "a",
    "b",
    "w[0]",
    "w[i]",
    "m[i, 2]",
    "w.sum()",
    "w.max()",
    "c.min()",
    "m.mean()",
    "(w @ w)",
    "len(w)",
    "abs(b - a)",
    "m.size",
    "w.shape[0]",
    "w.argmax()",
    "m.std()",
    "w[1:].sum()",
    "3",
    "(a + 4)",
]
REDUCTIONS = {"len": len, "abs": np.abs}


def evaluate(text: str, names=NAMES):
    return native(parse(text), names, lambda thing: False)


def random_expression(source: random.Random, depth: int) -> str:
    if depth == 0:
        return source.choice(VECTORS + NUMBERS)
    left, right = random_expression(source, depth - 1), random_expression(source, depth - 1)
    return source.choice(
        [
            "{} + {}",
            "{} - {}",
            "{} * {}",
            "({}) * ({})",
            "({}) / (7 + {} * 0)",
            "-{} + {}",
            "({}) ** 2 - {}",
            "({} + {})",
            "{} * -{}",
        ]
    ).format(left, right)


def test_random_expressions_come_out_as_in_numpy():
    source, compared = random.Random(11), 0
    for _ in range(600):
        text = random_expression(source, 3)
        with np.errstate(all="ignore"):
            expected = eval(text, {**REDUCTIONS, **NAMES})
            assert np.array_equal(evaluate(text), expected, equal_nan=True), text
        compared += 1
    assert compared == 600


@pytest.mark.parametrize(
    "text, expected",
    [
        ("sum(w)", 1.0),
        ("mean(c)", 46 / 9),
        ("max(w)", 0.72),
        ("argmin(w)", 1),
        ("exp(0 * a)", 1.0),
        ("ln(a / a)", 0.0),
        ("sqrt(a * a)", 2.0),
        ("prod(c[0])", 6),
        ("round(b)", 0),
        ("var(c[0])", 2 / 3),
    ],
)
def test_reductions_are_those_of_numpy(text, expected):
    assert np.isclose(evaluate(text), expected, rtol=1e-15)


def test_vector_of_an_expression_is_an_array():
    assert evaluate("c[0] * [1, 2, 3]").tolist() == [1, 4, 9]


def test_rational_of_a_snippet_stays_exact():
    assert evaluate("r * 3 + r ** 2") == Fraction(10, 9)


def test_name_of_the_snippet_goes_before_a_reduction():
    assert evaluate("sum + 1", {"sum": 4}) == 5


def test_function_is_called_only_where_it_is_defined_in_the_snippets_folder(tmp_path):
    file = tmp_path / "snippets" / "own.py"
    file.parent.mkdir()
    namespace: dict = {}
    exec(
        compile(
            "import functools\ndef twice(x):\n    return 2 * x\n@functools.cache\ndef kept(x):\n    return x\n",
            str(file),
            "exec",
        ),
        namespace,
    )
    namespace |= {"dumps": __import__("json").dumps, "array": np.array}
    is_own = own_function_test(file.parent)
    assert native(parse("twice(3) + kept(1)"), namespace, is_own) == 7
    for text in ("dumps(3)", "array(3)"):
        with pytest.raises(EvaluationError, match="not defined in the snippets folder"):
            native(parse(text), namespace, is_own)


def test_function_that_says_it_wraps_another_is_called_as_itself(tmp_path):
    """``__wrapped__`` may say anything; what is called must be the project's own code, or a cache of it."""
    file = tmp_path / "own.py"
    namespace: dict = {}
    exec(compile("def twice(x):\n    return 2 * x\n", str(file), "exec"), namespace)

    class Disguised:
        __wrapped__ = namespace["twice"]

        def __call__(self, x):
            return "called"

    assert not own_function_test(tmp_path)(Disguised())


@pytest.mark.parametrize(
    "text",
    [
        "w * 9 ** 9 ** 9",
        "big ** big",
        "ten ** (ten ** ten)",
        "nine ** nine ** nine ** nine",
        "spread + spread.T",
        "spread.T @ spread",
    ],
)
def test_result_that_is_too_large_is_refused(text):
    with pytest.raises(EvaluationError):
        evaluate(text, {"w": np.ones(3), "big": 10**6, "ten": 10, "nine": 9, "spread": np.zeros((1, 400))})
