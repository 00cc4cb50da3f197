"""What rests on a module stays while all that it takes of it is the same, and no longer."""

import textwrap
from importlib import import_module

import numpy
import pytest

from worked.run.given import Given
from worked.run.prints import print_of
from worked.run.store import Store
from worked.run.uses import ALL, PACKAGES, TABLES, is_closed, taken
from worked.settings import settings_for

BASE = """\
import numpy as np

weights = np.array([0.25, 0.75])
values = np.array([[4, 1], [1, 4]])
table = {"one": [1, 2], "two": [3]}
spare = 3
limit = 1


def mix(weights, values):
    return weights @ values


def scale(x, by=2):
    return limit * abs(x) * by


def unused(x):
    return x


output = mix(weights, values)
"""
USER = """\
import snippets.base as lesson
from snippets.base import mix, scale, values

lesson.table["one"].append(7)
blend = mix(values[:, 0], values) + scale(1)
shape = lesson.weights.dtype.itemsize + len(lesson.table["two"]) + sum(lesson.table["one"])
"""
ASKED = ["blend", "shape", "scale(3)"]
SAME = {
    "a name more": ("\noutput", "\nmore = mix(weights, values)\noutput"),
    "another value": ("spare = 3", "spare = 4"),
    "a function more": ("def unused", "def more(x):\n    return output\n\n\ndef unused"),
    "another body": ("return x\n", "return x + 1\n"),
    "written in another way": ("[0.25, 0.75]", "[1 / 4, 0.5 + 0.25]"),
    "a name less": ("spare = 3\n", ""),
    "a comment and a name": ("spare = 3", "# more words\nspare = 5"),
}
OTHER = {
    "another number": ("[[4, 1], [1, 4]]", "[[4, 1], [2, 4]]"),
    "another kind of number": ("np.array([0.25, 0.75])", "np.array([0.25, 0.75], dtype=np.float32)"),
    "another body": ("weights @ values", "2 * weights @ values"),
    "what a function finds by a name": ("limit = 1", "limit = 2"),
    "a default": ("by=2", "by=3"),
    "an entry": ("[3]", "[3, 4]"),
    "shared with another name": ('"two": [3]}', '"two": [3]}\ntable["two"] = table["one"]'),
    "changed behind its definition": ("spare = 3", "spare = 3\nvalues[0, 0] = 9"),
    "changed by what looks harmless": ("spare = 3", "spare = values.sort()"),
    "hidden name": ("def mix", "def abs(x):\n    return 5\n\n\ndef mix"),
    "does not run any more": ("spare = 3", "spare = 1 / 0"),
    "removed": ("values = np", "valuez = np"),
}


class Kept:
    """A snippet that takes something of another one, in a live preview; it leaves a mark each time it runs."""

    def __init__(self, project, marks):
        self.project, self.marks = project, marks

    def write(self, base: str, user: str) -> None:
        mark = f"with open({str(self.marks)!r}, 'a') as file:\n    file.write('x')\n"
        self.project.write("snippets/base.py", base)
        self.project.write("snippets/user.py", mark + textwrap.dedent(user))

    def values(self, asked=ASKED, kind: str = "values") -> tuple:
        """What is computed, or why not, and in how many runs."""
        settings = settings_for(self.project.root)
        self.marks.write_text("")
        try:
            made = Store(settings, kind).values((settings.snippets / "user.py",), list(asked))
        except Exception as error:
            return str(error), 1
        return ({text: repr(value.data) for text, value in made.values.items()}, made.errors), len(
            self.marks.read_text()
        )


@pytest.fixture
def kept(project, tmp_path_factory, monkeypatch) -> Kept:
    monkeypatch.setattr(Given, "is_kept", True)
    return Kept(project, tmp_path_factory.mktemp("marks") / "runs")


@pytest.mark.parametrize(
    ("old", "new"), [*SAME.values(), *OTHER.values()], ids=[*SAME, *(f"not: {one}" for one in OTHER)]
)
def test_user_of_a_module_runs_again_only_where_it_may_give_something_else(kept, old, new):
    assert BASE.count(old) == 1
    kept.write(BASE, USER)
    first, runs = kept.values()
    assert runs == 1 and kept.values() == (first, 0)
    kept.write(BASE.replace(old, new), USER)
    now, runs = kept.values()
    fresh, _ = kept.values(kind=f"fresh {new[:5]!r}".replace(" ", "-"))
    assert now == fresh
    assert runs == (0 if (old, new) in SAME.values() else 1)
    if "1 / 0" not in new and "valuez" not in new:
        assert (first == now) == ((old, new) in SAME.values())


def test_what_was_asked_of_the_module_itself_is_taken_of_it(kept):
    kept.write(BASE, "from snippets.base import *\n")
    kept.project.write("snippets/user.py", BASE)
    first, _ = kept.values(["spare", "output[0]"])
    kept.project.write("snippets/user.py", BASE + "more = 7\n")
    assert kept.values(["spare", "output[0]"])[0] == first
    assert "7" in str(kept.values(["more"]))
    kept.project.write("snippets/user.py", BASE.replace("spare = 3", "spare = 8") + "more = 7\n")
    assert "8" in str(kept.values(["spare"])) and "7" in str(kept.values(["more"]))


def test_edits_one_after_the_other_are_compared_with_the_run(kept):
    kept.write(BASE, USER)
    first, _ = kept.values()
    for more in ("more = 1\n", "more = 2\n", "other = 2\n"):
        kept.write(BASE + more, USER)
        assert kept.values() == (first, 0)
    kept.write(BASE.replace("limit = 1", "limit = 5"), USER)
    assert kept.values()[0] != first
    kept.write(BASE, USER)
    assert kept.values() == (first, 1)


def test_build_notes_nothing_of_the_kind(kept, monkeypatch):
    monkeypatch.setattr(Given, "is_kept", False)
    kept.write(BASE, USER)
    kept.values()
    kept.write(BASE + "more = 1\n", USER)
    assert kept.values()[1] == 1 and not (kept.project.root / ".worked/given").exists()


TAKEN = {
    "import snippets.base as lesson\nx = lesson.a + lesson.b": {"a", "b"},
    "from snippets.base import a, b as c": {"a", "b"},
    "from snippets import base as lesson\nx = lesson.a": {"a"},
    "from .base import a": {"a"},
    "import base as lesson\nx = lesson.a.b": {"a"},
    "def f():\n    import snippets.base as lesson\n    return lesson.a": {"a"},
    "from snippets.base import *": {ALL, "*"},
    "from snippets import *": {ALL},
    "import snippets.base\nx = snippets.base.a": {ALL},
    "import snippets.other\nx = snippets.base.a": {ALL},
    "import snippets.base as lesson\nf(lesson)": {ALL},
    "import base": {ALL},
    "import figures.plane\nx = figures.base.a": {ALL},
    "import numpy as np\nx = np.base": {ALL},
    "import numpy as np\nx = np.pi": set(),
}


@pytest.mark.parametrize("code", TAKEN)
def test_names_that_are_taken_of_a_module(code):
    assert taken("snippets/base.py", [code.encode()]) >= TAKEN[code]
    assert ALL in TAKEN[code] or taken("snippets/base.py", [code.encode()]) == TAKEN[code]


def test_module_that_is_found_in_another_one_is_taken_as_a_whole():
    between = b"import snippets.base as lesson\nx = lesson.a"
    assert taken("snippets/base.py", [between]) == {"a"}
    for code in (b"from snippets.between import lesson", b"import snippets.between as other\nx = other.lesson.b"):
        assert ALL in taken("snippets/base.py", [between, code])


def test_each_table_of_a_package_is_known():
    modules = map(import_module, PACKAGES)
    named = {name for module in modules for name, thing in vars(module).items() if isinstance(thing, (dict, list, set))}
    tables = {name for name in named if not name.startswith("_")}
    assert {"typecodes", "sctypeDict"} <= tables <= TABLES


OPEN = [
    "from snippets.other import a",
    "from . import other",
    "import os",
    "import random",
    "import matplotlib.pyplot as plt",
    "np.random.seed(7)",
    "np.set_printoptions(precision=2)",
    "np.seterr(all='raise')",
    "np.pi = 3",
    "np.sctypeDict['own'] = np.int16",
    "np.typecodes.clear()",
    "x = mix.__annotations__",
    "open('x', 'w')",
    "setattr(np, 'pi', 3)",
    "values.tofile('x')",
    "x = vars(mix)",
    "x = mix.__doc__",
    "def",
]


@pytest.mark.parametrize("line", OPEN)
def test_module_that_reaches_beyond_itself_is_run_with_all_that_rests_on_it(line):
    assert is_closed(BASE.encode()) and not is_closed(f"{BASE}\n{line}\n".encode())


@pytest.mark.parametrize(
    "line",
    [
        "np.set_printoptions(precision=1)",
        "np.pi = 4",
        "setattr(lesson, 'limit', 5)",
        "np.typecodes.update(Float='e')",
        "np.sctypeDict.setdefault('own', np.int16)",
        "table = np.typecodes\ntable['Float'] = 'e'",
        "from numpy import typecodes as table\ntable.pop('Float')",
    ],
)
def test_nothing_is_compared_where_somebody_else_changes_what_a_module_finds(kept, line):
    kept.write(BASE, f"{USER}\nimport numpy as np\n{line}\n")
    kept.values()
    kept.write(BASE + "more = 1\n", f"{USER}\nimport numpy as np\n{line}\n")
    assert kept.values()[1] == 1


def test_module_with_the_name_of_a_package_is_one_of_the_project(kept):
    kept.project.write("snippets/string.py", "digits = 1\n")
    kept.write("from string import digits\nx = digits\n", "from snippets.base import x\n")
    assert "1" in str(kept.values(["x"]))
    kept.project.write("snippets/string.py", "digits = 2\n")
    assert "2" in str(kept.values(["x"]))


UNKNOWN = {
    "generator": "x = (n for n in range(3))",
    "random numbers": "x = np.random.default_rng(1)",
    "class": "class x:\n    y = 1",
    "object": "class y:\n    pass\n\n\nx = y()",
    "function that remembers": "from functools import cache\n@cache\ndef x(n):\n    return n\nx(3)",
    "array of bytes": "x = np.frombuffer(b'12', dtype='i1')",
    "array of objects": "x = np.array([[1], [1, 2]], dtype=object)",
    "method": "x = [1, 2].append",
    "function of a generator": "y = iter([1, 2])\ndef x():\n    return next(y)",
    "attribute of a function": "from functools import wraps\n@wraps(np.sum)\ndef x():\n    return 1",
    "partial": "from functools import partial\nx = partial(max, 1)",
}


@pytest.mark.parametrize("code", UNKNOWN.values(), ids=UNKNOWN)
def test_object_that_cannot_be_told_has_no_fingerprint(code):
    space = {"__name__": "snippets.base"}
    exec(f"import numpy as np\n{code}", space)
    try:
        made = print_of("x", space["x"])
    except AttributeError:  # told as an error by whoever runs it
        return
    assert made == ["", []]


UNLIKE = {
    "names of fields": (
        "np.zeros(1, dtype=[('a', 'i4'), ('b', 'i4')])",
        "np.zeros(1, dtype=[('b', 'i4'), ('a', 'i4')])",
    ),
    "parts of an array": ("np.zeros(4)[:2]", "np.zeros(4)[2:]"),
    "zeros": ("0.0", "-0.0"),
    "numbers alike in twelve digits": ("0.1 + 0.2", "0.3"),
    "kinds of number": ("1", "True"),
    "orders": ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"),
}


@pytest.mark.parametrize(("one", "other"), UNLIKE.values(), ids=UNLIKE)
def test_objects_that_look_alike_have_fingerprints_of_their_own(one, other):
    made, others = (print_of("x", eval(code, {"np": numpy})) for code in (one, other))
    assert made[0] and others[0] and made[0] != others[0]
