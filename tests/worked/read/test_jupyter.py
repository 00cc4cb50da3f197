"""Notebooks: messages lead to the line of the file, and a fix changes nothing but the digits that it means."""

import json

import pytest


def notebook(*cells: tuple[str, str], indent: int | None = 1, as_lines: bool = True) -> str:
    made = []
    for kind, text in cells:
        source = text.splitlines(keepends=True) if as_lines else text
        cell = {"cell_type": kind, "metadata": {"source": "`1 + 1 = 3`", "cells": []}, "source": source}
        made.append({**cell, "outputs": [{"data": {"text/plain": "3 + 3 = 7"}}]} if kind == "code" else cell)
    return json.dumps({"nbformat": 4, "cells": made, "metadata": {}}, indent=indent) + "\n"


BOOK = (
    ("markdown", 'A "first" cell.\n\nSo $3 \\cdot 7 = FIRST$ é \\o/.'),
    ("code", "x = 3\nprint(x)  # 2 * 3 = 7"),
    ("raw", "`4 + 4 = 9`"),
    ("markdown", "And `60 / 4 = 15` 😀 `6 + 6 = SECOND`."),
)


def written(first, second, **form) -> str:
    return notebook(*((kind, text.replace("FIRST", first).replace("SECOND", second)) for kind, text in BOOK), **form)


@pytest.mark.parametrize("form", [{}, {"indent": None}, {"as_lines": False}, {"indent": 4}], ids=str)
def test_wrong_numbers_of_a_notebook_are_told_and_fixed_where_they_stand(project, form):
    file = project.write("book.ipynb", written("22", "13", **form))
    run = project.check("book.ipynb")
    assert run.code == 1, run.out
    assert run.headlines == [
        "cell 1, line 3: this equation does not hold",
        "cell 4, line 1: this equation does not hold",
    ]
    lines = file.read_text().split("\n")
    for (_, line, column), wrong in zip(run.places, ("22", "13"), strict=True):
        assert lines[line - 1][column - 1 :].startswith(wrong)
    assert "1 place not judged: 1 in fences" in run.out
    assert project.fix("book.ipynb").code == 0
    assert file.read_bytes() == written("21", "12", **form).encode(), "and nothing else is changed"


def test_notebook_in_a_folder_is_checked(project):
    project.write("notes/book.ipynb", written("22", "12"))
    run = project.check("notes")
    assert run.code == 1 and run.places[0][0] == "notes/book.ipynb"


@pytest.mark.parametrize(
    "data, said",
    [
        ('{"cells": [\n  {"cell_type": ', "book.ipynb:2:17: the notebook is not JSON"),
        ("[1, 2]", "the notebook has no cells"),
        ('{"cells": 3}', "the notebook has no cells"),
        ("[" * 100_000, "the notebook is not JSON"),
        (b"\xff\xfe", "the file is not UTF-8"),
        ('{"cells": [3, null, {"cell_type": 7, "source": [1, {"a": "b"}]}, {"source": "1 + 1"}]}', ""),
    ],
)
def test_what_is_no_notebook_is_one_clear_line(project, data, said):
    project.write("book.ipynb", data)
    run = project.check("book.ipynb")
    assert run.code == (1 if said else 0) and said in run.out and len(run.places) == bool(said)
