"""Facts of others are cited with their source, results of ours are measured and say how."""

import json
from fractions import Fraction

import numpy as np
import pytest

from worked import cited, measured
from worked.maths.exact import EvaluationError
from worked.run.values import decode, encode, value_of

RECORD = {
    "script": "labs/run.py",
    "seed": 7,
    "versions": {"numpy": "2.0"},
    "values": {"loss": 0.125, "steps": [1, 2, 3]},
}


def bleu():
    return cited(26.75, "Bahdanau et al. 2014, table 1", "https://arxiv.org/abs/1409.0473")


@pytest.fixture
def data(tmp_path):
    file = tmp_path / "data.json"
    file.write_text(json.dumps(RECORD))
    return file


def test_cited_number_is_exactly_what_the_source_prints():
    value = value_of("bleu", bleu())
    assert (value.data, value.kind) == (Fraction("26.75"), "cited")
    assert "Bahdanau et al. 2014, table 1" in value.source


def test_what_is_computed_from_a_cited_number_is_computed():
    assert value_of("gain", bleu() - 1).kind == "computed"
    assert value_of("mixed", [bleu(), 1.0]).kind == "computed"


def test_list_of_cited_numbers_names_every_source():
    other = cited(28.4, "Vaswani et al. 2017, table 2", "https://arxiv.org/abs/1706.03762")
    value = value_of("both", [bleu(), other])
    assert value.kind == "cited" and "table 1" in value.source and "table 2" in value.source


@pytest.mark.parametrize(
    "source, url", [("", "https://x"), (" ", "https://x"), ("Somebody 2014", ""), ("Somebody 2014", " ")]
)
def test_cited_number_needs_source_and_address(source, url):
    with pytest.raises(ValueError, match="cited"):
        cited(1.0, source, url)


def test_measured_values_say_which_run_made_them(data):
    value = value_of("loss", measured(data)["loss"])
    assert (value.data, value.kind) == (Fraction(1, 8), "measured")
    assert "labs/run.py" in value.source and "seed 7" in value.source


def test_list_of_measured_values_is_measured(data):
    value = value_of("steps", measured(data)["steps"])
    assert (value.data, value.kind) == ((1, 2, 3), "measured")


@pytest.mark.parametrize("missing", ["script", "seed", "versions", "values"])
def test_measurements_must_say_how_they_were_made(data, missing):
    data.write_text(json.dumps({key: value for key, value in RECORD.items() if key != missing}))
    with pytest.raises(ValueError, match=f"data.json.*{missing}"):
        measured(data)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "3",
        '"text"',
        "{",
        "",
        '{"script": "a", "seed": 1, "versions": {}, "values": []}',
        '{"script": "a", "seed": 1, "versions": {}, "values": {"a": "b"}}',
    ],
)
def test_file_that_holds_no_measurements_is_refused_by_name(data, text):
    data.write_text(text)
    with pytest.raises(ValueError, match="data.json"):
        measured(data)


@pytest.mark.parametrize(
    "thing, data",
    [
        (3, Fraction(3)),
        (0.5, 0.5),
        (Fraction(1, 3), Fraction(1, 3)),
        ([1, 2], (1, 2)),
        (np.arange(4).reshape(2, 2), ((0, 1), (2, 3))),
        (np.float64(0.25), 0.25),
        (np.int64(7), Fraction(7)),
        (np.float32(0.72), 0.72),
        (np.array([0.1], "float32"), (0.1,)),
        (np.float16(0.5), 0.5),
        (np.array(3.0), 3.0),
    ],
)
def test_object_of_a_snippet_becomes_plain_data(thing, data):
    assert value_of("thing", thing).data == data


@pytest.mark.parametrize(
    "thing",
    [
        None,
        True,
        [True],
        np.array([True]),
        b"x",
        {},
        {"a": 1},
        set(),
        object(),
        1j,
        np.array([1j]),
        [],
        np.zeros(0),
        [[1], []],
        ["a"],
        len,
        [None],
        np.array(["a"]),
        np.zeros(100_001),
        10**4_000,
        np.datetime64("2020-01-01"),
    ],
    ids=lambda thing: f"{type(thing).__name__}-{str(thing)[:20]}",
)
def test_what_is_no_number_is_refused(thing):
    with pytest.raises(EvaluationError):
        value_of("thing", thing)


@pytest.mark.parametrize(
    "thing", [3, 0.1, Fraction(1, 3), [[1, 2.5], [3, 4]], "a diagram", float("inf"), -0.0, 1e300, 2**100]
)
def test_kept_value_is_the_same_value(thing):
    value = value_of("thing", thing)
    again = decode(json.loads(json.dumps(encode(value))))
    assert (again.data, again.kind, repr(again.data)) == (value.data, value.kind, repr(value.data))


def test_kept_cited_value_keeps_its_source():
    value = value_of("bleu", bleu())
    again = decode(json.loads(json.dumps(encode(value))))
    assert (again.data, again.kind, again.source) == (value.data, "cited", value.source)


def test_page_shows_whose_number_it_is(project):
    project.write(
        "snippets/soft.py",
        "from worked import cited\nbleu = cited(26.75, 'Bahdanau et al. 2014, table 1', 'https://arxiv.org/abs/1409.0473')\n",
    )
    project.page("[26.75](=bleu)\n")
    run = project.numbers()
    assert run.code == 0 and "cited" in run.out


def test_wrong_cited_number_is_refused(project):
    project.write(
        "snippets/soft.py",
        "from worked import cited\nbleu = cited(26.75, 'Bahdanau et al. 2014, table 1', 'https://arxiv.org/abs/1409.0473')\n",
    )
    project.page("[26.76](=bleu)\n")
    assert project.check().failure == (4, 2, "the page and the snippet disagree")


def test_failing_declaration_is_reported_at_its_line_of_the_snippet(project):
    project.write("snippets/soft.py", "from worked import cited\n\nbleu = cited(26.75, '', '')\n")
    project.page("[26.75](=bleu)\n")
    assert project.check().places == [("snippets/soft.py", 3, 1)]


def test_figure_without_words_is_told_what_to_return(project):
    project.write(
        "snippets/soft.py",
        "class Figure:\n    def savefig(self, file):\n        pass\n\n\ndef drawn():\n    return Figure()\n",
    )
    project.write("page.md", "---\nnumbers: snippets/soft.py\n---\n![A figure.](=drawn())\n")
    assert "return worked.Picture(figure, alt)" in project.check().out


@pytest.mark.parametrize("huge", ["10**5000", "Fraction(1, 10**5000)", "-(10**5000)"])
def test_number_of_thousands_of_digits_is_refused_and_no_traceback(project, huge):
    project.write("snippets/soft.py", f"from fractions import Fraction\n\nhuge = {huge}\n")
    project.write("page.md", "---\nnumbers: snippets/soft.py\n---\n[1](=huge)\n")
    run = project.check()
    assert run.code == 1 and "too large to show" in run.out
