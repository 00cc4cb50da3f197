"""What a snippet reads is seen, or its result is not kept, or the table of `worked.run.watch` says that it is not seen."""

import os
import re
import sqlite3
import textwrap
from pathlib import Path

import pytest

from tests.worked.run.test_store import Kept
from worked.run import watch


@pytest.fixture
def kept(project, tmp_path_factory) -> Kept:
    return Kept(project, tmp_path_factory)


def write(name: str, text: str = "x"):
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)

    return change


def insert(root: Path) -> None:
    with sqlite3.connect(root / "data.db") as database:
        database.execute("create table if not exists things (one)")
        database.execute("insert into things values (1)")
    database.close()


def write_array(root: Path) -> None:
    import numpy as np

    file = root / "data.npy"
    np.save(file, np.arange(len(np.load(file)) + 1 if file.exists() else 1))


def link(root: Path) -> None:
    place = root / "link"
    target = "one" if not place.is_symlink() else "other"
    place.unlink(missing_ok=True)
    place.symlink_to(target)


def none(root: Path) -> None:
    """Nothing is there before."""


def longer(name: str):
    return write(name, "xy")


# What a snippet counts: an expression that is 1 before a change and 2 after it.
ONE_FILE = write("data/a.txt"), write("data/b.txt")
APPEARS = none, write("later.txt")
GROWS = write("a.txt"), longer("a.txt")
SEEN = {
    "files and databases": {
        "open": ("len(open('a.txt').read())", *GROWS),
        "open in bytes": ("len(open(b'a.txt', 'rb').read())", *GROWS),
        "open to read and write": ("len(open('a.txt', 'r+').read())", *GROWS),
        "os.open": ("len(os.read(os.open('a.txt', os.O_RDONLY), 99))", *GROWS),
        "os.open to read and write": ("len(os.read(os.open('a.txt', os.O_RDWR), 99))", *GROWS),
        "opener": ("len(open('a.txt', opener=os.open).read())", *GROWS),
        "hidden folder": ("len(open('.config/a.txt').read())", write(".config/a.txt"), longer(".config/a.txt")),
        "hidden cache": (
            "len(open('.cache/matplotlib/a').read())",
            write(".cache/matplotlib/a"),
            longer(".cache/matplotlib/a"),
        ),
        "mmap": ("len(mmap.mmap(os.open('a.txt', os.O_RDONLY), 0, access=mmap.ACCESS_READ))", *GROWS),
        "fileinput": ("len(''.join(fileinput.input('a.txt')))", *GROWS),
        "linecache": ("len(linecache.getline('a.txt', 1).strip())", *GROWS),
        "threads": (
            "max(len(text) for text in ThreadPoolExecutor(4).map(lambda name: open(name).read(), ['a.txt', 'pyproject.toml'] * 20) if len(text) < 9)",
            *GROWS,
        ),
        "numpy.fromfile": ("len(np.fromfile('a.txt', dtype=np.uint8))", *GROWS),
        "numpy.loadtxt": ("np.loadtxt('a.txt').sum()", write("a.txt", "1"), write("a.txt", "2")),
        "numpy.genfromtxt": ("np.genfromtxt('a.txt').sum()", write("a.txt", "1"), write("a.txt", "2")),
        "numpy.load": ("len(np.load('data.npy'))", write_array, write_array),
        "numpy.load in place": ("len(np.load('data.npy', mmap_mode='r'))", write_array, write_array),
        "numpy.memmap": ("len(np.memmap('a.txt', mode='r'))", *GROWS),
        "sqlite": ("sqlite3.connect('data.db').execute('select count(*) from things').fetchone()[0]", insert, insert),
        "sqlite by its address": (
            "sqlite3.connect('file:data.db?mode=ro', uri=True).execute('select count(*) from things').fetchone()[0]",
            insert,
            insert,
        ),
        "module": ("__import__('more').count", write("more.py", "count = 1\n"), write("more.py", "count = 2\n")),
        "module that appears": (
            "2 if importlib.util.find_spec('more') else 1",
            none,
            write("more.py", ""),
        ),
    },
    "names in folders": {
        "listdir": ("len(os.listdir('data'))", *ONE_FILE),
        "scandir": ("len(list(os.scandir('data')))", *ONE_FILE),
        "walk": ("sum(len(files) for _, _, files in os.walk('data'))", *ONE_FILE),
        "fwalk": ("sum(len(files) for _, _, files, _ in os.fwalk('data'))", *ONE_FILE),
        "open folder": ("len(os.listdir(os.open('data', os.O_RDONLY)))", *ONE_FILE),
        "glob": ("len(glob.glob('data/*'))", *ONE_FILE),
        "Path.glob": ("len(list(Path('data').glob('*')))", *ONE_FILE),
        "Path.rglob": ("len(list(Path('data').rglob('*')))", *ONE_FILE),
        "Path.iterdir": ("len(list(Path('data').iterdir()))", *ONE_FILE),
        "root": ("len(list(ROOT.glob('*.txt')))", write("a.txt"), write("b.txt")),
        "root by listdir": (
            "len([name for name in os.listdir(ROOT) if name.endswith('.txt')])",
            write("a.txt"),
            write("b.txt"),
        ),
        "where it stands": (
            "len([name for name in os.listdir() if name.endswith('.txt')])",
            write("a.txt"),
            write("b.txt"),
        ),
        "snippets": ("len(list((ROOT / 'snippets').glob('*.txt')))", write("snippets/a.txt"), write("snippets/b.txt")),
        "folder that appears": ("1 + len(glob.glob('later/*'))", none, write("later/a.txt")),
    },
    "whether a file is there": {
        "os.path.exists": ("1 + os.path.exists('later.txt')", *APPEARS),
        "os.path.isfile": ("1 + os.path.isfile('later.txt')", *APPEARS),
        "os.path.isdir": ("1 + os.path.isdir('later')", none, write("later/a.txt")),
        "os.path.lexists": ("1 + os.path.lexists('later.txt')", *APPEARS),
        "os.path.getsize": ("os.path.getsize('a.txt')", *GROWS),
        "os.stat": ("os.stat('a.txt').st_size", *GROWS),
        "os.lstat": ("os.lstat('a.txt').st_size", *GROWS),
        "os.access": ("1 + os.access('later.txt', os.R_OK)", *APPEARS),
        "os.readlink": ("['one', 'other'].index(os.readlink('link')) + 1", link, link),
        "realpath": ("['one', 'other'].index(os.path.basename(os.path.realpath('link'))) + 1", link, link),
        "Path.exists": ("1 + Path('later.txt').exists()", *APPEARS),
        "Path.is_file": ("1 + Path('later.txt').is_file()", *APPEARS),
        "Path.stat": ("Path('a.txt').stat().st_size", *GROWS),
        "bytes": ("1 + os.path.exists(b'later.txt')", *APPEARS),
        "shutil.which": ("1 + bool(shutil.which('later.txt', path='.', mode=os.F_OK))", *APPEARS),
        "thread": ("1 + ThreadPoolExecutor().submit(os.path.exists, 'later.txt').result()", *APPEARS),
    },
}
IMPORTS = """\
import fileinput, glob, importlib.util, linecache, mmap, os, shutil, socket, sqlite3, subprocess, sys, time, warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import numpy as np
warnings.simplefilter("ignore")
ROOT = Path(__file__).parents[1]
"""
ROWS = [(kind, name, *case) for kind, cases in SEEN.items() for name, case in cases.items()]


@pytest.mark.parametrize(
    ("kind", "name", "counting", "before", "after"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS]
)
def test_change_is_seen_and_nothing_runs_without_one(kept, kind, name, counting, before, after):
    before(kept.project.root)
    kept.snippet(f"{IMPORTS}number = int({counting})\n")
    assert kept.shows("1") and kept.shows("1") and kept.runs == 1
    after(kept.project.root)
    assert kept.shows("2") and not kept.shows("1")


VARIABLES = {
    "os.environ": "os.environ['COUNT']",
    "get": "os.environ.get('COUNT', '1')",
    "getenv": "os.getenv('COUNT', '1')",
    "bytes": "os.getenvb(b'COUNT') or 1",
    "in": "1 + ('COUNT' in os.environ and os.environ['COUNT'] == '2')",
    "all": "dict(os.environ)['COUNT']",
    "copy": "os.environ.copy()['COUNT']",
    "items": "[value for name, value in os.environ.items() if name == 'COUNT'][0]",
}


@pytest.mark.parametrize("asking", VARIABLES.values(), ids=VARIABLES)
def test_another_value_of_a_variable_is_seen(kept, monkeypatch, asking):
    monkeypatch.setenv("COUNT", "1")
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    kept.snippet(f"{IMPORTS}number = int({asking})\n")
    assert kept.shows("1") and kept.shows("1") and kept.runs == 1
    monkeypatch.setenv("COUNT", "2")
    assert kept.shows("2") and not kept.shows("1")


def test_variable_that_nobody_asks_for_changes_nothing(kept, monkeypatch):
    kept.snippet(f"{IMPORTS}number = len(os.environ.get('HOME', '')) * 0 + 1\n")
    assert kept.shows("1")
    monkeypatch.setenv("COUNT", "2")
    assert kept.shows("1") and kept.runs == 1


NOT_KEPT = {
    "subprocess": "len(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout.strip())",
    "os.system": "os.system('true') + 1",
    "os.popen": "int(os.popen('echo 1').read())",
    "fork": "1 if (child := os.fork()) == 0 else os.waitpid(child, 0)[1] + 1",
    "spawn": "1 + os.spawnv(os.P_WAIT, sys.executable, ['python', '-c', ''])",
    "posix_spawn": "1 + os.waitpid(os.posix_spawn(sys.executable, ['python', '-c', ''], os.environ), 0)[1]",
    "multiprocessing": "__import__('multiprocessing').get_context('fork').Pool(1).map(len, ['x'])[0]",
    "socket": "socket.socket().connect_ex(('127.0.0.1', 9)) * 0 + 1",
    "name of a host": "len(socket.gethostname()) * 0 + 1",
    "address of a host": "len(socket.getaddrinfo('127.0.0.1', 9)) * 0 + 1",
    "ctypes": "__import__('ctypes').CDLL(None).getppid() * 0 + 1",
}


@pytest.mark.parametrize("counting", NOT_KEPT.values(), ids=NOT_KEPT)
def test_what_cannot_be_compared_is_not_kept(kept, counting):
    kept.snippet(f"{IMPORTS}number = int({counting})\n")
    assert kept.shows("1")
    runs = kept.runs
    assert kept.shows("1") and kept.runs > runs


NOT_SEEN = {
    "time": ("1 + (time.time() > 0)", none),
    "compiled code": ("1 + __import__('posix').stat('a.txt').st_size", longer("a.txt")),
    "open folder": (
        "1 + len(os.read(os.open('a.txt', os.O_RDONLY, dir_fd=os.open('data', os.O_RDONLY)), 9))",
        longer("data/a.txt"),
    ),
    "size of an entry": ("1 + next(entry for entry in os.scandir('data')).stat().st_size", longer("data/a.txt")),
    "system": ("1 + bool(open('/etc/hostname').read())", none),
}


@pytest.mark.parametrize(("counting", "change"), NOT_SEEN.values(), ids=NOT_SEEN)
def test_what_the_table_says_is_not_seen(kept, counting, change):
    write("a.txt")(kept.project.root)
    write("data/a.txt")(kept.project.root)
    kept.snippet(f"{IMPORTS}number = int({counting})\n")
    assert kept.shows("2")
    change(kept.project.root)
    assert kept.shows("2") and kept.runs == 1


def test_table_names_every_row_that_is_tried():
    rows = re.findall(r"^(\S.*?)   *(seen|seen,|not kept|not seen)\b", textwrap.dedent(watch.__doc__), re.MULTILINE)
    classes = [how.strip(",") for _, how in rows]
    assert classes.count("seen") == 5 and classes.count("not kept") == 3 and classes.count("not seen") == 4


def test_home_folder_of_the_machine_is_read_as_any_other(kept, tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    write(".config/tool/a.txt")(home)
    kept.snippet(f"{IMPORTS}number = len(Path('~/.config/tool/a.txt').expanduser().read_text())\n")
    assert kept.shows("1") and kept.shows("1") and kept.runs == 1
    longer(".config/tool/a.txt")(home)
    assert kept.shows("2") and os.environ["HOME"] == str(home)


def test_settings_of_matplotlib_are_read_where_the_project_has_some(kept):
    kept.snippet("import matplotlib\nnumber = int(matplotlib.rcParams['lines.linewidth'])\n")
    write("matplotlibrc", "lines.linewidth: 3\n")(kept.project.root)
    assert kept.shows("3") and kept.shows("3") and kept.runs == 1
    write("matplotlibrc", "lines.linewidth: 4\n")(kept.project.root)
    assert kept.shows("4")
    (kept.project.root / "matplotlibrc").unlink()
    assert kept.shows("1")
