"""Values are kept exactly as long as they are true, and no longer."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

from worked.run.cache import BEFORE, BEHIND, BETWEEN, checksum
from worked.run.store import Store
from worked.settings import settings_for

CHECK = "import sys; from worked.cli import main; sys.exit(main(['check', 'page.md']))"


class Kept:
    """A project whose snippet leaves one mark, outside the project, each time it runs."""

    def __init__(self, project, tmp_path_factory):
        self.project, self.marks = project, tmp_path_factory.mktemp("marks") / "runs"
        self.marks.touch()

    def snippet(self, code: str, name: str = "snippets/soft.py") -> None:
        mark = f"with open({str(self.marks)!r}, 'a') as file:\n    file.write('x')\n"
        self.project.write(name, mark + textwrap.dedent(code))

    @property
    def runs(self) -> int:
        return len(self.marks.read_text())

    def shows(self, number: str, claim: str = "number") -> bool:
        self.project.page(f"See [{number}](={claim}).\n")
        return self.project.check().code == 0


@pytest.fixture
def kept(project, tmp_path_factory) -> Kept:
    return Kept(project, tmp_path_factory)


def rewrite_unseen(file, old: str, new: str) -> None:
    """An edit of the same size within the same moment."""
    before = file.stat()
    assert len(old) == len(new)
    file.write_text(file.read_text().replace(old, new))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_runs_when_nothing_changed(kept):
    kept.snippet("number = 0.25\n")
    assert kept.shows("0.25") and kept.runs == 1
    assert kept.shows("0.25") and kept.runs == 1


def test_edit_of_the_prose_runs_no_snippet(kept):
    kept.snippet("number = 0.25\n")
    kept.project.page("See [0.25](=number).\n")
    assert kept.project.check().code == 0 and kept.runs == 1
    kept.project.page("More words, and\n\n- see [0.3](=number) or [0.250](=number), `number = 0.25`.\n")
    assert kept.project.check().code == 1 and kept.runs == 1


def test_wrong_number_is_still_wrong_from_the_store(kept):
    kept.snippet("number = 0.25\n")
    assert not kept.shows("0.26") and not kept.shows("0.26") and kept.runs <= 2


def test_new_expression_runs_the_snippet_once_more(kept):
    kept.snippet("number = 0.25\nother = 0.75\n")
    assert kept.shows("0.25") and kept.shows("0.75", "other") and kept.runs == 2
    assert kept.shows("0.25") and kept.shows("0.75", "other") and kept.runs == 2


def test_name_of_something_that_is_no_number_is_looked_up_once(kept):
    kept.snippet("number = 0.25\ntable = {}\n")
    asked = ["number", "table", "nothing"]
    settings = settings_for(kept.project.root)
    first, again = (Store(settings).values((settings.snippets / "soft.py",), asked) for _ in range(2))
    assert kept.runs == 1 and first.errors == again.errors and set(first.errors) == {"table", "nothing"}
    kept.snippet("number = 0.25\ntable = 0.5\nnothing = 1\n")
    assert not Store(settings).values((settings.snippets / "soft.py",), asked).errors and kept.runs == 2


def test_edit_of_the_snippet_is_seen(kept):
    kept.snippet("number = 0.25\n")
    assert kept.shows("0.25")
    rewrite_unseen(kept.project.root / "snippets/soft.py", "0.25", "0.75")
    assert kept.shows("0.75") and not kept.shows("0.25")


def test_edit_of_an_imported_module_is_seen_within_the_same_moment(kept):
    kept.snippet("from snippets.cards import number\n")
    cards = kept.project.write("snippets/cards.py", "number = 0.25\n")
    assert kept.shows("0.25")
    rewrite_unseen(cards, "0.25", "0.75")
    assert kept.shows("0.75") and not kept.shows("0.25")


def test_edit_of_a_module_that_a_module_imports_is_seen(kept):
    kept.snippet("from cards import number\n")
    kept.project.write("snippets/cards.py", "from snippets.deck import number\n")
    deck = kept.project.write("snippets/deck.py", "number = 0.25\n")
    assert kept.shows("0.25")
    rewrite_unseen(deck, "0.25", "0.75")
    assert kept.shows("0.75")


def test_module_outside_the_snippets_folder_is_watched_too(kept):
    kept.snippet("from kitchen.cards import number\n")
    kept.project.write("kitchen/__init__.py", "")
    cards = kept.project.write("kitchen/cards.py", "number = 0.25\n")
    assert kept.shows("0.25")
    rewrite_unseen(cards, "0.25", "0.75")
    assert kept.shows("0.75")


@pytest.mark.parametrize(
    "reading",
    [
        "open('data/n.txt').read()",
        "Path('data/n.txt').read_text()",
        "__import__('numpy').loadtxt('data/n.txt')",
        "os.read(os.open('data/n.txt', os.O_RDONLY), 99)",
        "io.FileIO('data/n.txt').read()",
        "ThreadPoolExecutor().submit(Path('data/n.txt').read_text).result()",
        "open(b'data/n.txt').read()",
    ],
)
def test_edit_of_a_data_file_is_seen(kept, reading):
    kept.snippet(
        f"import io, os, warnings\nfrom concurrent.futures import ThreadPoolExecutor\nfrom pathlib import Path\nwarnings.simplefilter('ignore')\nnumber = float({reading})\n"
    )
    data = kept.project.write("data/n.txt", "0.25\n")
    assert kept.shows("0.25") and kept.shows("0.25") and kept.runs == 1
    rewrite_unseen(data, "0.25", "0.75")
    assert kept.shows("0.75") and not kept.shows("0.25")


def test_edit_of_a_data_file_that_a_function_opens_is_seen(kept):
    kept.snippet("def number():\n    with open('data/n.txt') as file:\n        return float(file.read())\n")
    data = kept.project.write("data/n.txt", "0.25")
    assert kept.shows("0.25", "number()")
    rewrite_unseen(data, "0.25", "0.75")
    assert kept.shows("0.75", "number()")


def test_edit_of_a_data_file_outside_the_project_is_seen(kept, tmp_path_factory):
    data = tmp_path_factory.mktemp("elsewhere") / "n.txt"
    data.write_text("0.25")
    kept.snippet(f"from pathlib import Path\nnumber = float(Path({str(data)!r}).read_text())\n")
    assert kept.shows("0.25")
    rewrite_unseen(data, "0.25", "0.75")
    assert kept.shows("0.75") and not kept.shows("0.25")


@pytest.mark.parametrize(
    "counting",
    [
        "len(os.listdir('data'))",
        "len(list(os.scandir('data')))",
        "len(list(Path('data').iterdir()))",
        "len(list(Path('data').glob('*.txt')))",
        "len(glob.glob('data/*.txt'))",
        "sum(len(files) for _, _, files in os.walk('data'))",
    ],
)
def test_new_file_in_a_folder_that_a_snippet_lists_is_seen(kept, counting):
    kept.snippet(f"import glob, os\nfrom pathlib import Path\nnumber = {counting}\n")
    kept.project.write("data/a.txt", "a")
    assert kept.shows("1")
    kept.project.write("data/b.txt", "b")
    assert kept.shows("2") and not kept.shows("1")


def test_file_that_was_not_there_is_looked_for_again(kept):
    kept.snippet(
        "from pathlib import Path\ntry:\n    number = float(Path('data.txt').read_text())\nexcept OSError:\n    number = 0.25\n"
    )
    assert kept.shows("0.25")
    kept.project.write("data.txt", "0.75")
    assert kept.shows("0.75") and not kept.shows("0.25")


def test_module_that_comes_to_stand_before_another_is_seen(kept):
    kept.snippet("try:\n    from snippets.better import number\nexcept ImportError:\n    number = 0.25\n")
    assert kept.shows("0.25")
    kept.project.write("snippets/better.py", "number = 0.75\n")
    assert kept.shows("0.75") and not kept.shows("0.25")


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"fingerprint": 1}', "\x00\x01", '{"data": {"number": ["computed", "", "", 0.99]}}'],
)
def test_damaged_record_is_computed_again(kept, damage):
    kept.snippet("number = 0.25\n")
    assert kept.shows("0.25")
    records = list((kept.project.root / ".worked").rglob("*.json"))
    assert len(records) == 2  # of the snippet and of the page
    for record in records:
        record.write_text(damage)
    assert kept.shows("0.25") and not kept.shows("0.99") and kept.runs >= 2


@pytest.mark.parametrize(
    "values",
    [
        "[]",
        '{"number": 1}',
        '{"number": ["computed", "", ""]}',
        '{"number": ["computed", "", "", "one"]}',
        '{"number": ["computed", "", "", {"a": 1}]}',
        "7",
    ],
)
def test_record_whose_values_are_damaged_is_computed_again(kept, values):
    kept.snippet("number = 0.25\n")
    assert kept.shows("0.25")
    for record in (kept.project.root / ".worked").rglob("*.json"):
        data = {"values": json.loads(values), "errors": {}} if values != "7" else 7
        inner = json.dumps({**json.loads(record.read_text())["record"], "data": data}).encode()
        record.write_bytes(BEFORE + checksum(inner) + BETWEEN + inner + BEHIND)  # as if it had been kept so
    assert kept.shows("0.25")


def test_record_is_data_and_holds_no_pickle(kept):
    kept.snippet("number = 0.25\n")
    kept.shows("0.25")
    files = [file for file in (kept.project.root / ".worked").rglob("*") if file.is_file()]
    assert files and all(json.loads(file.read_text()) is not None for file in files if file.suffix == ".json")
    assert not [file for file in files if b"\x80\x04" in file.read_bytes()]


def test_project_that_cannot_keep_anything_is_still_checked(kept):
    kept.snippet("number = 0.25\n")
    kept.project.write(".worked", "a file is in the way")
    assert kept.shows("0.25") and not kept.shows("0.26")


def test_two_snippets_of_one_name_are_kept_apart(kept):
    kept.project.write("snippets/a/soft.py", "number = 0.25\n")
    kept.project.write("snippets/b/soft.py", "number = 0.75\n")
    for folder, number in (("a", "0.25"), ("b", "0.75")) * 2:
        kept.project.write("page.md", f"---\nnumbers: snippets/{folder}/soft.py\n---\n[{number}](=number)\n")
        assert kept.project.check().code == 0


def test_snippet_that_no_longer_runs_is_reported_though_its_values_were_kept(kept):
    kept.snippet("number = 0.25\n")
    assert kept.shows("0.25")
    kept.snippet("number = 0.25\n1 / 0\n")
    assert not kept.shows("0.25")


def test_another_version_of_a_package_runs_the_snippet_again(kept, tmp_path_factory):
    packages = tmp_path_factory.mktemp("packages")
    environment = {**os.environ, "PYTHONPATH": str(packages)}

    def check() -> int:
        return subprocess.run(
            [sys.executable, "-c", CHECK], cwd=kept.project.root, env=environment, capture_output=True
        ).returncode

    kept.snippet("number = 0.25\n")
    kept.project.page("[0.25](=number)\n")
    (packages / "soft-1.0.dist-info").mkdir()
    assert check() == 0 and check() == 0 and kept.runs == 1
    (packages / "soft-1.0.dist-info").rename(packages / "soft-1.1.dist-info")
    assert check() == 0 and kept.runs == 2


def test_check_of_kept_values_imports_no_numpy_and_starts_no_process(kept):
    code = "import sys; from worked.cli import main; main(['check', 'page.md']); print('numpy' in sys.modules, 'worked.run.servers' in sys.modules)"

    def loads() -> str:
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=kept.project.root, capture_output=True, text=True, check=True
        )
        return ran.stdout.splitlines()[-1]

    kept.snippet("import numpy as np\nnumber = np.float64(0.25)\n")
    kept.project.page("[0.25](=number)\n")
    assert (loads(), loads(), kept.runs) == ("False True", "False False", 1)
