"""What a drawing or a lab rests on of a module: what its code does, and not how that is written."""

import hashlib
from pathlib import Path

import pytest

from worked.run.cache import MARK, is_unchanged
from worked.run.code import as_code, code_state

CODE = '"""Beams."""\n\nimport numpy as np\n\n# how wide\nwidth = 3\n\n\ndef beam(x):\n    """One beam."""\n    return x * width\n\n\nif width:\n\n    class Lamp:\n        """A lamp."""\n\n        colors = {"red", "green", "blue"}\n'
SAME = {
    "docstring of the module": ('"""Beams."""', '"""Beams and more.\n\nOf light."""'),
    "docstring of a function": ('"""One beam."""', '"""A beam."""'),
    "docstring of a class in a branch": ('"""A lamp."""', '"""What shines.\n\n    All night."""'),
    "comment": ("# how wide", "# how wide a beam is\n# in points"),
    "blank lines": ("\n\n\n", "\n\n\n\n"),
    "layout": ("x * width", "(\n        x * width\n    )"),
}
OTHER = {
    "number": ("width = 3", "width = 4"),
    "kind of number": ("width = 3", "width = 3.0"),
    "truth": ("width = 3", "width = True"),
    "set": ('"red"', '"black"'),
    "name": ("beam(x)", "light(x)"),
    "order": ("x * width", "width * x"),
    "text that is no docstring": ("width = 3", 'width = len("abc")'),
}


def digests(code: str) -> tuple[str, str]:
    text, _, meaning = code_state(code.encode()).partition(" ")
    return text, meaning


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_what_nobody_runs_changes_the_text_alone(old, new):
    assert old in CODE
    (text, code), (other_text, other_code) = digests(CODE), digests(CODE.replace(old, new, 1))
    assert code == other_code and text != other_text


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_what_runs_changes_the_code(old, new):
    assert old in CODE and digests(CODE)[1] != digests(CODE.replace(old, new, 1))[1]


@pytest.mark.parametrize("broken", ["def (", "x = '\0'", "\udc80"])
def test_file_that_does_not_parse_is_its_text(broken):
    text, code = (lambda state: state.split(" "))(code_state(broken.encode("utf-8", "surrogateescape")))
    assert text == code


def read_of(root: Path, **files: str) -> dict[str, str]:
    """What a run tells that it has read."""
    read = {}
    for name, content in files.items():
        (root / f"{name}.py").write_text(content, "utf8")
        read[f"{name}.py"] = hashlib.sha256(content.encode()).hexdigest()
    return read


def test_record_holds_until_the_code_changes(tmp_path):
    [(name, known)] = as_code(read_of(tmp_path, beams=CODE), tmp_path).items()
    assert name == f"code{MARK}beams.py" and is_unchanged(tmp_path, name, known)
    (tmp_path / "beams.py").write_text(CODE.replace("One beam", "A beam"), "utf8")
    assert is_unchanged(tmp_path, name, known)
    (tmp_path / "beams.py").write_text(CODE.replace("3", "4"), "utf8")
    assert not is_unchanged(tmp_path, name, known)
    (tmp_path / "beams.py").unlink()
    assert not is_unchanged(tmp_path, name, known)


LOOKS = {
    "docstring": "width = len(beam.__doc__)",
    "docstring by another name": "width = len(getattr(beam, '__d' + 'oc__'))",
    "line": "import sys\nwidth = sys._getframe().f_lineno",
    "source": "import inspect\nwidth = len(inspect.getsource(beam))",
    "error": "import traceback",
    "evaluated": "width = eval('beam').__doc__",
}


@pytest.mark.parametrize("line", LOOKS.values(), ids=LOOKS)
def test_code_that_may_look_at_itself_or_another_module_is_its_text(tmp_path, line):
    read = read_of(tmp_path, beams=CODE, looks=f"from beams import beam\n{line}\n")
    assert as_code(read, tmp_path) == read
    assert as_code(read_of(tmp_path, beams=CODE), tmp_path, more=line.encode()) == read_of(tmp_path, beams=CODE)


def test_module_that_was_opened_as_a_text_too_is_a_text(tmp_path):
    read = read_of(tmp_path, beams=CODE)
    read |= {f"text{MARK}beams.py": read["beams.py"]}
    assert as_code(read, tmp_path) == read


def test_module_that_was_edited_since_the_run_is_a_text(tmp_path):
    read = read_of(tmp_path, beams=CODE)
    (tmp_path / "beams.py").write_text("width = 4\n", "utf8")
    assert as_code(read, tmp_path) == read
