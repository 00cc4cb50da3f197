"""A snippet runs once for many pages, and no page sees that another was checked with it."""

import itertools
import os
import time
from pathlib import Path

import pytest

from tests.worked.run.test_store import Kept
from worked.read.ahead import asked_by, drawn_by, grouped
from worked.run.server import Supervision
from worked.run.servers import SERVERS
from worked.run.store import Store
from worked.settings import settings_for


@pytest.fixture
def kept(project, tmp_path_factory) -> Kept:
    return Kept(project, tmp_path_factory)


def pages(kept: Kept, *bodies: str) -> list[str]:
    names = [f"page{number}.md" for number in range(len(bodies))]
    for name, body in zip(names, bodies):
        kept.project.page(body, name)
    return names


def test_snippet_runs_once_for_many_pages(kept):
    kept.snippet("counts = [10, 11, 12, 13]\n")
    names = pages(kept, *(f"It is [{10 + place}](=counts[{place}]).\n" for place in range(4)))
    assert kept.project.check(*names).code == 0 and kept.runs == 1


@pytest.mark.parametrize("named", ["snippets/soft.py", "[snippets/soft.py]", "'snippets/soft.py'  # ours"])
def test_expressions_are_found_by_the_snippets_that_pages_name(project, named):
    page = project.write(
        "page.md", f"---\nnumbers: {named}\n---\n[1](=a), [2](<=b * 2>), [3](=f(1)), [`4`](=c[1, 2])\n"
    )
    plain = project.write("plain.md", "[1](=a)\n")
    odd = project.write("odd.md", b"---\nnumbers: [\n---\n[1](=a)\n")
    bytes_ = project.write("bytes.md", b"\xff")
    assert asked_by([page, plain, odd, bytes_, project.root / "none.md"]) == {
        ("snippets/soft.py",): ["a", "b * 2", "c[1, 2]"]
    }


@pytest.mark.parametrize("line", ["numbers:41 a.py", "numbers: [", "numbers: {[a]: b}", "numbers: *a", "numbers: 41"])
def test_line_that_names_no_snippet_is_left_to_the_check_of_its_page(project, line):
    page = project.write("page.md", f"---\ntitle: A page\n{line}\n---\n[1](=a)\n")
    assert asked_by([page]) == {}


def test_pictures_are_found_by_the_module_that_pages_name(project):
    page = project.write(
        "page.md",
        "---\nfigures: snippets/figures/a.py\n---\n![A *word*\nin [2](=b) lines.](=beam(2))\n\n![x](=row())\n",
    )
    other = project.write("other.md", "---\nfigures: 'snippets/figures/a.py'\n---\n![x](=row())\n")
    plain = project.write("plain.md", "![x](=row())\n")
    assert drawn_by([page, other, plain, project.root / "none.md"]) == {"snippets/figures/a.py": ["beam(2)", "row()"]}


ODD = """\
import numpy as np

weights = np.array([0.25, 0.5])


class Odd:
    count = 0

    def __getitem__(self, place):
        self.count += 1
        return self.count


odd = Odd()
table = {"a": [1, 2]}


def spoil():
    weights[0] = 9
    return 1
"""


@pytest.mark.parametrize(
    "bodies",
    [
        ("[1](=spoil())\n", "[0.25](=weights[0])\n", "[0.5](=weights[1])\n"),
        ("[1](=odd[0])\n", "[1](=odd[1])\n", "[1](=odd[2])\n"),
        ("[9](=nothing)\n", "[0.25](=weights[0])\n", "[1](=weights[7])\n"),
        ("[0.25](=weights[0]), [0.3](=weights[0] / 0)\n", "[1](=spoil())\n", "[2](=table['a'][1])\n"),
    ],
)
def test_no_order_of_pages_changes_what_is_said_of_one(project, bodies):
    project.write("snippets/soft.py", ODD)
    alone = {}
    for number, body in enumerate(bodies):
        project.page(body, f"page{number}.md")
        alone[number] = project.check(f"page{number}.md").headlines
    for order in itertools.permutations(range(len(bodies))):
        for record in (project.root / ".worked").rglob("*.json"):
            record.unlink()
        run = project.check(*(f"page{number}.md" for number in order))
        assert run.headlines == [headline for number in order for headline in alone[number]], order


def test_what_another_page_asks_is_no_failure_here(kept):
    kept.snippet("count = 10\n")
    names = pages(kept, "[10](=count)\n", "[10](=cuont)\n", "[10](=count[0])\n", "[10](=count +)\n")
    run = kept.project.check(*names)
    assert [place[0] for place in run.places] == names[1:]


# ---- a snippet runs while its page is still being read

MANY = "".join(f"It is [{place}](=counts[{place}]).\n" for place in range(0, 30_000, 3))


@pytest.fixture
def begun(monkeypatch) -> list[list[str]]:
    """The files of each run that was begun, from the moment that this is asked for."""
    files: list[list[str]] = []
    SERVERS.end()  # none of an earlier test waits
    begin = SERVERS.begin

    def noting(request):
        files.append([Path(file).name for file in request["files"]])
        begin(request)

    monkeypatch.setattr(SERVERS, "begin", noting)
    return files


def test_snippet_runs_while_its_page_is_read_and_only_once(kept, begun):
    kept.snippet("half = 0.5\n")
    kept.project.page("[0.5](=half)\n")
    assert kept.project.check().code == 0 and begun == [["soft.py"]] and kept.runs == 1


def test_comments_of_a_quoted_snippet_are_computed_while_the_page_is_judged(project, begun):
    project.write("snippets/other.py", "third = 0.25  # 0.25\n")
    project.page('[0.5](=half)\n\n```python\n--8<-- "snippets/other.py"\n```\n')
    assert project.check().code == 0 and begun == [["soft.py"], ["other.py"]]


def test_nothing_is_begun_where_all_is_known(project, begun):
    project.page("[0.5](=half)\n")
    project.check()
    begun.clear()
    project.page("More words: [0.5](=half)\n")
    assert project.check().code == 0 and begun == []


def test_run_that_nobody_asked_in_time_is_left_for_another(kept, monkeypatch):
    kept.snippet("half = 0.5\n")
    kept.project.page("[0.5](=half)\n")
    begin, now = SERVERS.begin, time.monotonic

    def long_ago(request):
        begin(request)
        monkeypatch.setattr(SERVERS, "begun", {key: (one, now() - 99) for key, (one, _) in SERVERS.begun.items()})

    monkeypatch.setattr(SERVERS, "begin", long_ago)
    assert kept.project.check().code == 0 and not SERVERS.begun


def test_limit_of_time_counts_from_when_the_expressions_come(project):
    """A page that takes long to be read takes nothing from what its functions may take."""
    project.write("pyproject.toml", "[tool.worked]\ntime_limit = 2\n")
    project.write("snippets/soft.py", "import time\n\n\ndef late():\n    time.sleep(1.2)\n    return 3\n")
    settings = settings_for(project.root)
    store, snippets = Store(settings), (settings.snippets / "soft.py",)
    store.prepare(snippets)
    time.sleep(1.5)
    assert store.values(snippets, ["late()"]).values["late()"].data == 3


def test_snippet_that_does_not_run_is_not_begun_again_for_its_comments(project, begun):
    """Whoever mends it would be told what the old one says: nobody asks for that run."""
    project.write("snippets/soft.py", "half = 1 / 0  # 0.5\n")
    project.page('[0.5](=half)\n\n```python\n--8<-- "snippets/soft.py"\n```\n')
    assert project.check().code == 1 and begun == [["soft.py"]] and not SERVERS.begun


def test_nothing_is_begun_for_a_name_that_is_known_to_be_missing(project, begun):
    settings = settings_for(project.root)
    store, snippets = Store(settings), (settings.snippets / "soft.py",)
    assert store.values(snippets, ["nothing"]).errors.keys() == {"nothing"}
    store.prepare(snippets, ["nothing"])
    assert begun == []


def test_fork_of_a_snippet_takes_no_expressions_from_it(project, begun):
    project.write("pyproject.toml", "[tool.worked]\ntime_limit = 5\n")
    project.write("snippets/soft.py", "import os\n\nif child := os.fork():\n    os.waitpid(child, 0)\nhalf = 0.5\n")
    project.page("[0.5](=half)\n")
    assert project.check().code == 0 and begun == [["soft.py"]]


def test_what_a_process_tells_of_its_place_gives_it_no_more_time():
    supervision = Supervision({"time_limit": 60}, lifeline=0)
    supervision.add_faults(b"Timeout (0:01:00)!\n")
    assert supervision.end == 0
    supervision.add_faults(b"@ \n")
    assert supervision.end > 0
    for file in (*supervision.read, *supervision.written):
        os.close(file)


def test_snippet_that_does_not_run_is_told_once_though_it_was_begun(project):
    project.write("snippets/soft.py", "half = 1 / 0\n")
    project.page("[0.5](=half)\n", "one.md")
    project.page("[1](=half)\n", "two.md")
    run = project.check("one.md", "two.md")
    assert run.places[0][:2] == ("snippets/soft.py", 1) and "ZeroDivisionError" in run.headlines[0]
    project.write("snippets/soft.py", "half = 0.5\n")
    assert project.check("one.md").code == 0


@pytest.mark.parametrize("output", [10, 200_000])
def test_many_expressions_reach_a_snippet_that_prints_much(project, output):
    """Neither side waits for the other while both have more to say than a pipe holds."""
    project.write("snippets/soft.py", f"print('x' * {output})\ncounts = list(range(30_000))\n")
    project.page(MANY)
    assert project.check().code == 0


def test_many_expressions_reach_a_snippet_that_fails_with_many_words(project):
    project.write("snippets/soft.py", "raise ValueError('x' * 200_000)\n")
    project.page(MANY)
    assert project.check().code == 1


@pytest.mark.parametrize(
    ("named", "headline"),
    [
        ("snippets/loop.py", "there is no file snippets/loop.py"),
        ('"snippets/a\\0.py"', "'snippets/a\\x00.py' is no Python file inside snippets/"),
        ("/dev/zero", "'/dev/zero' is no Python file inside snippets/"),
        ("outside.py", "'outside.py' is no Python file inside snippets/"),
    ],
)
def test_nothing_is_begun_for_a_file_that_may_not_run(project, begun, named, headline):
    project.write("outside.py", "import numpy\n")
    (project.root / "snippets/loop.py").symlink_to("loop.py")
    project.write("page.md", f"---\nnumbers: {named}\n---\n[0.5](=half)\n")
    assert project.check().headlines == [f"numbers: {headline}"] and begun == []


def test_link_that_leads_to_itself_beside_a_snippet_stops_no_run(project):
    (project.root / "snippets/loop.py").symlink_to("loop.py")
    project.page('[0.5](=half)\n\n```python\n--8<-- "snippets/loop.py"\n```\n')
    assert project.check().headlines == ["this quotation cannot be shown: there is no file snippets/loop.py to quote"]


def test_pages_that_would_run_the_same_are_in_one_group(project):
    front = "---\nnumbers: {}\n{}---\n"
    one = project.write("one.md", front.format("snippets/soft.py", ""))
    list_ = project.write("list.md", front.format("[snippets/soft.py, snippets/b.py]", "figures: snippets/f.py\n"))
    drawn = project.write("drawn.md", front.format("snippets/c.py", "figures: snippets/f.py\n") + "words " * 50)
    lab = project.write("lab.py", "# ---\n# numbers: snippets/soft.py\n# ---\n")
    plain = project.write("plain.md", "")
    assert grouped([one, list_, drawn, lab, plain]) == [[list_, drawn], [one, lab], [plain]]
