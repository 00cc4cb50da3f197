"""Pages are checked while they are written, in any editor that speaks the Language Server Protocol."""

import json
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.worked.editor.client import Client
from worked.editor.allowed import list_file
from worked.editor.checked import Checked
from worked.run.servers import SERVERS
from worked.run.store import Store
from worked.settings import settings_for

ROOT = Path(__file__).parents[3]

SNIPPET = """\
import math
from pathlib import Path

Path(__file__).with_name("was-run").touch()
animal, road = range(2)
weights = [0.72, 0.28]
"""
FRONT = "---\nnumbers: snippets/beam.py\n---\n"
PAGE = f"{FRONT}# A page\n\nThe beam gives [0.72](=weights[animal]) to one.\n"
WRONG = PAGE.replace("[0.72]", "[0.73]")
LAB = "# ---\n# jupyter: {}\n# ---\n\n# %% [markdown]\n# There are [5](=legs) legs.\n\n# %%\nlegs = 4\n"


def new_project(folder: Path, page: str = PAGE) -> Path:
    (folder / "snippets").mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[tool.worked]\npages = ["*.md"]\n', "utf-8")
    (folder / "snippets/beam.py").write_text(SNIPPET, "utf-8")
    (folder / "page.md").write_text(page, "utf-8")
    return folder


class Desk:
    """A project, and an editor that is open on it."""

    def __init__(self, folder: Path):
        self.state = folder / "state"
        self.root = new_project(folder / "a projéct")
        self.page = self.root / "page.md"
        self.snippet = self.root / "snippets/beam.py"
        self.was_run = self.root / "snippets/was-run"
        self.client = Client(self.root, self.state)

    def marks_of(self, name: str, text: str) -> list[dict]:
        """The marks of a page that exists in the editor alone; it is closed again."""
        uri = self.client.open(self.root / name, text)
        found = self.client.marks(uri)
        self.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert self.client.marks(uri, None) == []
        return found

    def actions(self, uri: str, marks: list[dict]) -> list[dict]:
        context = {"diagnostics": marks}
        asked = {"textDocument": {"uri": uri}, "range": marks[0]["range"], "context": context}
        return self.client.ask("textDocument/codeAction", asked)

    def allow(self) -> None:
        uri = self.client.open(self.page)
        command = self.actions(uri, self.client.marks(uri))[0]["command"]
        self.client.ask("workspace/executeCommand", {key: command[key] for key in ("command", "arguments")})
        self.client.marks(uri)
        self.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self.client.marks(uri, None)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """A desk where nothing was allowed to run."""
    desk = Desk(tmp_path_factory.mktemp("stranger"))
    yield desk
    assert desk.client.end() == 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk where the project's Python may run."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.allow()
    yield desk
    assert desk.client.end() == 0


def span(mark: dict) -> tuple[int, int, int]:
    start, end = mark["range"]["start"], mark["range"]["end"]
    assert start["line"] == end["line"]
    return start["line"], start["character"], end["character"]


# ---- marks -----------------------------------------------------------------------------------


def test_wrong_number_is_marked_while_it_is_written(desk):
    uri = desk.client.open(desk.page)
    assert desk.client.marks(uri) == []
    desk.client.change(uri, 2, WRONG)
    (mark,) = desk.client.marks(uri, 2)
    assert span(mark) == (5, 16, 20)
    assert mark["severity"] == 1 and mark["source"] == "worked"
    assert mark["message"].startswith("the page and the snippet disagree\n  page says  0.73\n  computed   0.72")
    assert desk.page.read_text("utf-8") == PAGE
    desk.client.change(uri, 3, PAGE)
    assert desk.client.marks(uri, 3) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("We ate `3 * 7 = 22` figs.", 16),
        ("Wir aßen für Özgür `3 * 7 = 22` Feigen.", 28),
        ("🍐🍐 and 𝟙 `3 * 7 = 22`", 21),
        ("one\r\n\r\ne\u0301 `3 * 7 = 22`\r\n", 12),
        ("a\u2028b\x0cc `3 * 7 = 22`", 15),
    ],
)
def test_columns_are_units_of_utf_16(stranger, text, start):
    (mark,) = stranger.marks_of("notes.md", text)
    assert span(mark) == (2 if "\n" in text else 0, start, start + 2)


def test_columns_are_what_the_editor_asks_for(tmp_path):
    client = Client(tmp_path, tmp_path, general={"positionEncodings": ["utf-8", "utf-16"]})
    assert client.can["positionEncoding"] == "utf-8"
    (mark,) = client.marks(client.open(tmp_path / "notes.md", "🍐 `3 * 7 = 22`"))
    assert span(mark) == (0, 14, 16)
    assert client.end() == 0


def test_lab_is_checked_and_other_python_is_not(desk):
    lab = desk.root / "lab.py"
    lab.write_text(LAB, "utf-8")
    (mark,) = desk.marks_of("lab.py", LAB)
    assert span(mark) == (5, 13, 14) and "computed   4" in mark["message"]
    uri = desk.client.open(lab, LAB)
    (fix,) = desk.actions(uri, desk.client.marks(uri))
    (edit,) = fix["edit"]["changes"][uri]
    assert edit == {"range": mark["range"], "newText": "4"}
    desk.client.change(uri, 2, LAB.replace("[5]", "[4]"))
    assert desk.client.marks(uri, 2) == []
    assert "`legs` = 4" in desk.client.ask("textDocument/hover", desk.client.at(uri, 5, 13))["contents"]["value"]
    desk.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    uri = desk.client.open(desk.root / "snippets/beam.py", "half = `3 * 7 = 22`")
    assert desk.client.ask("textDocument/hover", desk.client.at(uri, 0, 3)) is None
    assert not [params for _, params in desk.client.sent if params.get("uri") == uri and params["diagnostics"]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "notes.tex",
            "\\documentclass{article}\n\\usepackage[latin1]{inputenc}\n\\begin{document}\nFür $3 \\cdot 7 = 22$",
        ),
        ("notes.ipynb", '{"cells": [{"cell_type": "markdown",\n"source":"`3*7 = 22`"}]}'),
        ("notes.qmd", "---\ntitle: x\n---\n\nFür $3 \\cdot 7 = 22$"),
        ("notes.mdx", "import x from 'y'\n\n\n\nFür $3 \\cdot 7 = 22$"),
    ],
)
def test_other_formats_are_read_as_what_they_are(stranger, name, text):
    (mark,) = stranger.marks_of(name, text)
    assert span(mark) == (text.count("\n"), 17, 19)


def test_slip_of_style_is_a_warning_and_what_is_not_judged_is_a_hint(stranger):
    slip, note = stranger.marks_of("notes.md", "`2/3 = 0.66`. Is $\\frac{3}{8} = \\frac{10}{27}$ a proportion?")
    assert slip["severity"] == 2 and "cut, not rounded" in slip["message"]
    assert note["severity"] == 3 and "asked, not said" in note["message"]


def test_fault_of_the_code_is_marked_where_the_page_names_it(desk):
    before = desk.snippet.read_text("utf-8")
    uri = desk.client.open(desk.page)
    assert desk.client.marks(uri) == []
    try:
        desk.snippet.write_text(before + "\n1 / 0\n", "utf-8")
        desk.client.tell("textDocument/didSave", {"textDocument": {"uri": desk.snippet.as_uri()}})
        (mark,) = desk.client.marks(uri)
        assert span(mark) == (1, 9, 25)
        assert mark["message"].startswith("snippets/beam.py:8: the snippet does not run: ZeroDivisionError")
        (related,) = mark["relatedInformation"]
        assert (
            related["location"]["uri"] == desk.snippet.as_uri() and related["location"]["range"]["start"]["line"] == 7
        )
    finally:
        desk.snippet.write_text(before, "utf-8")
    desk.client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": desk.snippet.as_uri(), "type": 2}]})
    assert desk.client.marks(uri) == []
    desk.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_page_in_a_folder_that_is_not_there_yet_is_checked(stranger):
    (mark,) = stranger.marks_of("new/folder/notes.md", "`3 * 7 = 22`")
    assert span(mark) == (0, 9, 11)


def test_page_that_the_settings_exclude_has_no_marks(desk):
    settings = desk.root / "pyproject.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before + 'exclude = ["drafts/*.md"]\n', "utf-8")
    try:
        (desk.root / "drafts").mkdir()
        (desk.root / "drafts/a.md").write_text("`3 * 7 = 22`\n", "utf-8")
        assert desk.marks_of("drafts/a.md", "`3 * 7 = 22`\n") == []
    finally:
        settings.write_text(before, "utf-8")


def test_settings_that_cannot_be_used_are_told_on_the_page(tmp_path):
    new_project(tmp_path / "b")
    (tmp_path / "b/pyproject.toml").write_text("[tool.worked]\npagse = 3\n", "utf-8")
    client = Client(tmp_path, tmp_path / "state")
    (mark,) = client.marks(client.open(tmp_path / "b/page.md"))
    assert span(mark)[0] == 0 and "has no setting 'pagse'" in mark["message"]
    assert client.end() == 0


def test_editor_is_asked_to_tell_of_code_that_others_change(tmp_path):
    can = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
    client = Client(tmp_path, tmp_path, workspace=can)
    asked = client.next()
    assert asked["method"] == "client/registerCapability"
    (wish,) = asked["params"]["registrations"]
    assert [one["globPattern"] for one in wish["registerOptions"]["watchers"]] == ["**/*.py", "**/*.toml"]
    client.write({"id": asked["id"], "result": None})
    assert client.end() == 0


# ---- what may run ----------------------------------------------------------------------------


def test_nothing_runs_before_somebody_allows_it_and_that_is_remembered(tmp_path):
    desk = Desk(tmp_path)
    uri = desk.client.open(desk.page, WRONG + "\nAnd `3 * 7 = 22`.\n")
    told, wrong = sorted(desk.client.marks(uri), key=lambda mark: -mark["severity"])
    assert told["severity"] == 3 and span(told)[0] == 1 and "has not been allowed to run" in told["message"]
    assert span(wrong) == (7, 13, 15)  # what needs no Python is checked all the same
    (offer,) = desk.actions(uri, [told])
    assert str(desk.root) in offer["title"]
    assert not desk.was_run.exists()

    desk.client.ask("workspace/executeCommand", {key: offer["command"][key] for key in ("command", "arguments")})
    assert [span(mark)[0] for mark in desk.client.marks(uri)] == [5, 7]
    assert desk.was_run.exists()
    assert desk.client.end() == 0

    desk.was_run.unlink()
    other = new_project(tmp_path / "other")
    client = Client(desk.root, desk.state, [desk.root, other])
    (wrong,) = client.marks(client.open(desk.page, WRONG + "\nNo more.\n"))
    assert span(wrong) == (5, 16, 20)
    (told,) = client.marks(client.open(other / "page.md", WRONG))
    assert told["severity"] == 3 and not (other / "snippets/was-run").exists()
    assert client.end() == 0


def test_numbers_in_quoted_code_begin_no_run_of_it_either(tmp_path, monkeypatch):
    begun: list[dict] = []
    monkeypatch.setattr(SERVERS, "begin", begun.append)
    monkeypatch.chdir(tmp_path)
    root = new_project(tmp_path / "project")
    (root / "snippets/beam.py").write_text("weights = [0.72, 0.28]  # [0.72, 0.28]\n", "utf-8")
    page = f'{FRONT}```python\n--8<-- "snippets/beam.py"\n```\n'
    (root / "page.md").write_text(page, "utf-8")
    assert Checked(root / "page.md", page, [root]).waits and begun == []
    Store(settings_for(root)).prepare((root / "snippets/beam.py",), ["weights"])
    assert len(begun) == 1  # as it is where it may run


# ---- what is offered -------------------------------------------------------------------------


def test_quick_fix_writes_the_number_and_nothing_else(desk):
    text = f"{FRONT}🍐 [0.73](=weights[animal]) and [0.28](=weights[road]).\n"
    uri = desk.client.open(desk.root / "fix.md", text)
    marks = desk.client.marks(uri)
    (offer,) = desk.actions(uri, marks)
    assert offer["title"] == "Write 0.72" and offer["isPreferred"] and offer["diagnostics"] == marks
    ((address, (edit,)),) = offer["edit"]["changes"].items()
    assert address == uri and edit["newText"] == "0.72"
    assert edit["range"] == marks[0]["range"]
    desk.client.change(uri, 2, text.replace("0.73", "0.72"))
    assert desk.client.marks(uri, 2) == []


def test_card_tells_what_a_number_rests_on(desk):
    uri = desk.client.open(desk.root / "card.md", PAGE)
    hover = desk.client.ask("textDocument/hover", desk.client.at(uri, 5, 18))
    assert hover["contents"]["value"] == (
        "**computed**: `weights[animal]` = 0.72\n\nsnippets/beam.py:6\n```python\nweights = [0.72, 0.28]\n```"
    )
    assert hover["range"] == {"start": {"line": 5, "character": 16}, "end": {"line": 5, "character": 20}}
    assert desk.client.ask("textDocument/hover", desk.client.at(uri, 5, 3)) is None
    assert desk.client.ask("textDocument/hover", desk.client.at(uri, 99, 3)) is None


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("It is [0.7](=wei", ["Path", "animal", "road", "weights"]),
        ("It is [0.7](<=2 * an", ["Path", "animal", "road", "weights"]),
        ("It is `2 * ", ["Path", "animal", "road", "weights"]),
        ("\n\n```worked\nweights[animal] +", ["Path", "animal", "road", "weights"]),
        ("\n\n```python\nweights[animal] +", []),
        ("It is [0.7](https://wei", []),
        ("It is `done` and wei", []),
        ("It is wei", []),
    ],
)
def test_names_of_the_snippet_are_offered_in_expressions(desk, written, names):
    text = f"{FRONT}🍐 {written}"
    last = text.rpartition("\n")[2]
    column = len(last) + last.count("🍐")
    uri = desk.client.open(desk.root / "names.md", text)
    desk.client.marks(uri)
    offered = desk.client.ask("textDocument/completion", desk.client.at(uri, text.count("\n"), column))
    assert [one["label"] for one in offered] == names
    for one in offered:
        start, end = (one["textEdit"]["range"][side]["character"] for side in ("start", "end"))
        assert end == column and last[len(last) - (end - start) :] in ("wei", "an", "")
    desk.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


# ---- bad input -------------------------------------------------------------------------------


def test_changes_that_come_faster_than_checks_cost_one_check(desk):
    uri = desk.client.open(desk.root / "fast.md", PAGE)
    desk.client.marks(uri)
    for version in range(2, 302):
        desk.client.change(uri, version, f"{WRONG}{version}\n" if version % 2 else WRONG + "\nMore.\n" * version)
    marks = desk.client.marks(uri, 301)
    assert span(marks[0]) == (5, 16, 20)
    versions = [params.get("version") for _, params in desk.client.sent if params.get("uri") == uri]
    assert versions == sorted(versions) and len(versions) < 100


def test_page_that_is_not_saved_under_a_name_is_left_alone(stranger):
    document = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "`3 * 7 = 22`"}
    stranger.client.tell("textDocument/didOpen", {"textDocument": document})
    assert stranger.client.ask("textDocument/hover", stranger.client.at("untitled:Untitled-1", 0, 9)) is None


def test_server_ends_when_its_editor_is_gone_whatever_runs(tmp_path):
    desk = Desk(tmp_path)
    (desk.root / "pyproject.toml").write_text("[tool.worked]\ntime_limit = 1000\n", "utf-8")  # longer than it waits
    desk.allow()
    desk.snippet.write_text(SNIPPET + "\nwhile True:\n    pass\n", "utf-8")
    desk.was_run.unlink()
    desk.client.open(desk.page, WRONG + "\nOnce more.\n")
    while not desk.was_run.exists():
        time.sleep(0.05)
    assert desk.client.gone() == 0


def test_guide_starts_the_server_in_each_editor():
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## In your editor")[2].partition("\n## ")[0]
    lua, toml, json_ = (re.search(rf"```{kind}\n(.+?)```", guide, re.DOTALL)[1] for kind in ("lua", "toml", "json"))
    command = [".venv/bin/worked", "server"]
    assert re.findall('"([^"]+)"', re.search("cmd = {(.+)}", lua)[1]) == command
    helix = tomllib.loads(toml)["language-server"]["worked"]
    assert [helix["command"], *helix["args"]] == command
    code = json.loads(json_)
    # The extension fills no variable in: it starts what is written in the folder that is open.
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == command
    assert list_file().name in guide


def test_command_says_what_it_needs(tmp_path):
    hidden = tmp_path / "pygls.py"
    hidden.write_text("raise ModuleNotFoundError(\"No module named 'pygls'\", name='pygls')", "utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from worked.cli import main; sys.exit(main(['server']))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr == "worked: worked server needs pygls: python -m pip install 'worked[editor]'\n"
