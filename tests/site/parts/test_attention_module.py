"""The mathematics of the interactive parts agrees with the snippets' numpy, and shows numbers as `worked` does."""

import json
import random
import re
from fractions import Fraction

import pytest
from playwright.sync_api import Page

from tests.site.parts import attention_cases
from worked import decimals_of, round_to, write_number

CLOSE = 1e-12  # of the largest entry
# Cases and results go as one text each: entry by entry they would take many times as long on their way.
MODULE = """async ([name, call, cases]) => {
    const module = await import(new URL(`../../parts/${name}.js`, location));
    const revived = (thing) => ["-Infinity", "+Infinity"].includes(thing) ? Number(thing) : Array.isArray(thing) ? thing.map(revived) : thing;
    const kept = (_, thing) => typeof thing === "bigint" || (typeof thing === "number" && !Number.isFinite(thing)) ? String(thing) : thing;
    return JSON.stringify(JSON.parse(cases).map((given) => {
        try {
            return module[call](...given.map(revived));
        } catch (error) {
            return error.name;
        }
    }), kept);
}"""


def called(page: Page, name: str, function: str, cases: list) -> list:
    """What a function of a module gives in the browser, once for each list of arguments."""
    return json.loads(page.evaluate(MODULE, [name, function, json.dumps(cases)]))


@pytest.fixture(scope="module")
def call(site):
    """Calls a function of a module in the browser, once for each list of arguments."""
    with site.window() as window:
        page = window.open("lessons/07-soft-lookup/")
        yield lambda name, function, cases: called(page, name, function, cases)
    assert window.faults == []


@pytest.fixture(scope="module")
def cases(tmp_path_factory) -> dict:
    """What the snippets give, from a file."""
    file = tmp_path_factory.mktemp("cases") / "cases.json"
    attention_cases.write(file)
    return json.loads(file.read_text("utf8"))


def off(found: list, expected: list) -> float:
    """The largest difference, in parts of the largest entry."""
    assert len(found) == len(expected)
    scale = max(map(abs, expected)) or 1
    return max(abs(one - other) for one, other in zip(found, expected)) / scale


def test_softmax_agrees_with_numpy(call, cases):
    lookups = cases["lookups"]
    found = call("shared/attention", "softmax", [[one["scores"], one["temperature"]] for one in lookups])
    assert max(map(off, found, (one["weights"] for one in lookups))) < CLOSE
    assert len(lookups) > 4000


def test_mix_agrees_with_numpy(call, cases):
    lookups = cases["lookups"]
    found = call("shared/attention", "mix", [[one["weights"], one["values"]] for one in lookups])
    assert max(map(off, found, (one["blend"] for one in lookups))) < CLOSE


def test_dot_products_agree_with_numpy(call, cases):
    products = cases["products"]
    found = call("shared/attention", "dotProducts", [[one["query"], one["keys"]] for one in products])
    assert max(map(off, found, (one["products"] for one in products))) < CLOSE
    assert len(products) > 1000


def test_endless_temperature_is_the_plain_average_of_all_that_may_be_looked_at(call):
    hot = [[[2, 1, 0, -5], "+Infinity"], [[1e308, "-Infinity", -1e308], "+Infinity"], [[5], "+Infinity"]]
    assert call("shared/attention", "softmax", hot) == [[0.25] * 4, [0.5, 0, 0.5], [1]]


def test_no_temperature_at_all_is_the_hard_lookup(call):
    cold = [[[2, 1, 0], 0], [[2, 2, 0], 0], [[1e308, -1e308], 1e-300], [[5], 0], [["-Infinity", -3], 0]]
    assert call("shared/attention", "softmax", cold) == [[1, 0, 0], [0.5, 0.5, 0], [1, 0], [1], [0, 1]]


def test_what_is_no_score_and_no_temperature_is_refused(call):
    bad = [
        [[], 1],
        [["-Infinity", "-Infinity"], 1],
        [[None, 1], -1],
        [[1, 2], -0.1],
        [[1, 2], "cold"],
        [["cold", 1], 1],
    ]
    assert call("shared/attention", "softmax", bad) == ["RangeError"] * len(bad)


# ---- how numbers are shown


def numbers() -> list[tuple[float, int]]:
    chance = random.Random(5)
    ties = [
        1.005,
        2.675,
        0.125,
        -0.125,
        0.5,
        -0.5,
        2.5,
        1e-7,
        -1e-9,
        0.0,
        -0.0,
        1.37,
        3.0949999999999998,
        1e21,
        12345.678,
        5e-324,
        0.045,
        99.995,
    ]
    some = [chance.uniform(-1, 1) * 10 ** chance.uniform(-8, 8) for _ in range(2000)]
    halves = [chance.randrange(-100_000, 100_000) / 2000 for _ in range(2000)]
    return [(value, decimals) for value in ties + some + halves for decimals in (0, 1, 2, 3, 4)]


def test_numbers_are_rounded_as_the_checker_rounds(call):
    given = numbers()
    expected = []
    for value, decimals in given:
        unit = Fraction(1, 10**decimals)
        expected.append(write_number(round_to(value, unit), decimals_of(unit)))
    assert call("shared/show", "rounded", [list(one) for one in given]) == expected
    assert len(given) > 20_000


def test_weights_are_snapped_to_units_that_add_up_to_one(call):
    chance = random.Random(6)
    amounts = [[chance.random() ** 3 for _ in range(chance.randint(1, 8))] for _ in range(3000)]
    weights = [[one / sum(row) for one in row] for row in amounts]
    for decimals in (1, 2, 3):
        found = call("shared/show", "snapped", [[row, decimals] for row in weights])
        for row, units in zip(weights, found):
            assert sum(units) == 10**decimals
            assert all(abs(unit - weight * 10**decimals) < 1 for unit, weight in zip(units, row))
    assert call("shared/show", "snapped", [[[0.72, 0.05, 0.08, 0.15], 2], [[1 / 3] * 3, 2], [[1], 2], [[0, 1], 2]]) == [
        [72, 5, 8, 15],
        [34, 33, 33],
        [100],
        [0, 100],
    ]


TYPED = {
    "0.5": (0.5, 1),
    " ,25 ": (0.25, 2),
    "7%": (0.07, 2),
    "33.3 %": (0.333, 3),
    "−1.50": (-1.5, 2),
    "–2": (-2, 0),
    "+3.": (3, 0),
    "1/5": (0.2, 1),
    "9 / 20": (0.45, 2),
    "1/3": (1 / 3, 6),
    "-4/2": (-2, 0),
    "½": (0.5, 1),
    "−¾": (-0.75, 2),
}
NO_NUMBERS = ["", "-", ".", "%", "1e3", "1.2.3", "1/0", "1/2/3", "1.5/2", "1/", "a tenth", "0.5 0.5", "Infinity", "0x1"]
NO_NUMBERS += ["1½", "½5", "½½"]


def test_typed_numbers_are_read_with_the_decimals_of_their_value(call):
    found = call("shared/typed", "number", [[text] for text in TYPED])
    assert [(one["value"], one["decimals"]) for one in found] == list(TYPED.values())
    assert [one["isPercent"] for one in found] == ["%" in text for text in TYPED]
    assert [one["isFraction"] for one in found] == [bool(re.search("[/½¾]", text)) for text in TYPED]
    assert call("shared/typed", "number", [[text] for text in NO_NUMBERS]) == [None] * len(NO_NUMBERS)
