"""A snippet runs in a process of its own: whatever it does there ends with it, and the check says what happened."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from worked import Settings, SnippetError, run_snippet, settings_for
from worked.run import servers

LIMITS = "[tool.worked]\ntime_limit = {}\nmemory_limit = 1000\n"
PATIENCE = 60  # seconds, far more than anything takes that ends by itself
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans back and limits memory")


@pytest.fixture
def hostile(project):
    """A project with little memory, and a page that claims the 0.5 of its snippet."""
    project.page("[0.5](=half)\n")

    def check(code: str, seconds: int = PATIENCE):
        project.write("pyproject.toml", LIMITS.format(seconds))
        project.write("snippets/soft.py", textwrap.dedent(code))
        return project.check()

    return check


def processes(mark: str) -> list[int]:
    """The processes of this machine whose command line holds a mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def wait_until(is_so) -> None:
    """Wait for a state."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


# ---- what never ends, and what ends too soon


ENDLESS = {
    "loop": ("while True: pass", "it was still running after 1 second", 2),
    "sleep": ("import time; time.sleep(99)", "it was still running after 1 second", 2),
    "loop in C": ("sum(iter(int, 1))", "it was still running after 1 second", 2),
    "wait for a thread": (
        "import threading\nthread = threading.Thread(target=threading.Event().wait)\nthread.start()\nthread.join()",
        "it was still running after 1 second",
        5,
    ),
    "signals blocked": (
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\nwhile True: pass",
        "it was still running after 1 second",
        4,
    ),
    "exceptions caught": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "it was still running after 1 second",
        4,
    ),
}
ENDED = {
    "os._exit(0)": ("import os; os._exit(0)", "it ended its process (exit code 0)", 2),
    "os._exit(1)": ("import os\n\n\nos._exit(1)", "it ended its process (exit code 1)", 5),
    "sys.exit": ("import sys; sys.exit(0)", "SystemExit: 0", 2),
    "exit": ("raise SystemExit", "SystemExit", 2),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt", 2),
    "GeneratorExit": ("raise GeneratorExit", "GeneratorExit", 2),
    "own exception": ("class Odd(BaseException): pass\n\nraise Odd('so')", "Odd: so", 4),
    "segmentation fault": ("import ctypes; ctypes.string_at(0)", "signal 11: Segmentation fault", 2),
    "abort": ("import os; os.abort()", "signal 6: Aborted", 2),
    "killed by itself": ("import os; os.kill(os.getpid(), 9)", "signal 9: Killed", 2),
    "group killed": ("import os; os.killpg(0, 9)", "signal 9: Killed", 2),
    "terminated": ("import os; os.kill(0, 15)", "signal 15: Terminated", 2),
    "recursion": ("def deep(): return deep()\n\ndeep()", "RecursionError", 2),
    "crash in a thread": (
        "import ctypes, threading\n\ndef crash():\n    ctypes.string_at(0)\n\nthreading.Thread(target=crash).start()\nthreading.Event().wait()",
        "signal 11: Segmentation fault",
        5,
    ),
    "another program": ("import os\nos.execv('/bin/true', ['true'])", "it ended its process (exit code 0)", 1),
}


@pytest.mark.parametrize("name", [*ENDLESS, *ENDED])
def test_snippet_that_gives_no_values_is_a_failure_at_its_line(hostile, name):
    code, message, line = (ENDLESS | ENDED)[name]
    run = hostile(f"half = 0.5\n{code}\n", 1 if name in ENDLESS else PATIENCE)
    assert run.code == 1
    (file, found, _), headline = run.places[0], run.headlines[0]
    assert (file, found) == ("snippets/soft.py", line) and message in headline
    assert len(run.places) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("while True: pass", "still running after 1 second"),
        ("import os; os._exit(0)", "exit code 0"),
        ("import ctypes; ctypes.string_at(0)", "signal 11"),
    ],
)
def test_expression_that_ends_the_process_is_named(project, body, message):
    project.write("pyproject.toml", LIMITS.format(1 if "while" in body else PATIENCE))
    project.write("snippets/soft.py", f"half = 0.5\n\n\ndef odd():\n    {body}\n")
    project.page("[0.5](=half), [0.5](=odd())\n")
    run = project.check()
    assert run.places[0][:2] == ("snippets/soft.py", 5)
    assert message in run.headlines[0] and "while it computed odd()" in run.headlines[0]


@pytest.mark.parametrize("raised", ["SystemExit(0)", "KeyboardInterrupt", "GeneratorExit", "MemoryError", "ValueError"])
def test_expression_that_raises_anything_fails_alone(project, raised):
    project.write("snippets/soft.py", f"half = 0.5\n\n\ndef odd():\n    raise {raised}\n")
    project.page("[0.5](=half)\n\n[0.5](=odd())\n")
    run = project.check()
    assert run.places[0] == ("page.md", 6, 8) and raised.partition("(")[0] in run.out and len(run.places) == 1


@LINUX
@pytest.mark.parametrize(
    "code",
    [
        "x = bytearray(2 << 30)",
        "import numpy as np; x = np.ones(1 << 28)",
        "x = []\nwhile True: x.append('x' * 9999999)",
    ],
)
def test_limit_of_memory_is_said(project, hostile, code):
    project.write("pyproject.toml", "[tool.worked]\nmemory_limit = 1000\n")
    run = hostile(f"half = 0.5\n{code}\n")
    assert run.code == 1 and run.places[0][0] == "snippets/soft.py" and run.places[0][1] >= 2
    assert "MemoryError" in run.headlines[0] and "memory_limit in [tool.worked]" in run.headlines[0]


def test_limit_does_not_count_from_one_run_to_the_next(hostile):
    code = "import time\ntime.sleep(2)\nhalf = {}\n"
    assert [hostile(code.format(half), 5).code for half in ("0.5", "1 / 2", "5 / 10")] == [0, 0, 0]


# ---- what a run leaves behind


LEFT_BEHIND = {
    "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()",
    "timer": "import threading\nthreading.Timer(99, print).start()",
    "closed output": "import os; os.close(1); os.close(2)",
    "closed files": "import os; os.closerange(0, 150)",
    "no output": "import sys; sys.stdout = sys.stderr = sys.stdin = None",
    "odd output": "import sys\nclass Odd:\n    def flush(self): raise KeyboardInterrupt\nsys.stdout = Odd()",
    "at the end": "import atexit, os\natexit.register(os._exit, 3)",
    "fork": "import os\nos.fork()",
    "flood": "import os, subprocess\nsubprocess.Popen(['yes'])\nos._exit(0)",
    "flood by a process of its own": "import os, subprocess\nsubprocess.Popen(['yes'], start_new_session=True)",
    "current folder": "import os; os.chdir('/')",
    "folder that is gone": "import os, tempfile\nplace = tempfile.mkdtemp()\nos.chdir(place)\nos.rmdir(place)",
    "environment": "import os; os.environ.clear()",
    "umask": "import os; os.umask(0o777)",
    "group": "import os; os.setpgid(0, 0) if os.getpgid(0) != os.getpid() else None",
    "path": "import sys; sys.path.clear(); sys.meta_path.clear()",
    "modules": "import sys; sys.modules.clear()",
    "recursion limit": "import sys; sys.setrecursionlimit(70)",
    "alarm": "import signal; signal.setitimer(signal.ITIMER_REAL, 0.01); signal.signal(signal.SIGALRM, signal.SIG_IGN)",
    "trace": "import sys; sys.settrace(lambda *a: None); sys.setprofile(lambda *a: None)",
    "json": "import json; json.dumps = json.loads = None",
    "builtins": "import builtins\nbuiltins.len = builtins.isinstance = lambda *a: 7",
}


@pytest.mark.parametrize("code", LEFT_BEHIND.values(), ids=LEFT_BEHIND)
def test_next_page_knows_nothing_of_what_a_snippet_did(project, code):
    """Whatever its own page says, the check ends, and the next page holds, or fails, as it would alone."""
    before = os.getcwd(), dict(os.environ), list(sys.path), set(sys.modules)
    project.write("snippets/hard.py", f"half = 0.5\n{code}\n")
    project.write("first.md", "---\nnumbers: snippets/hard.py\n---\n[0.5](=half)\n")
    project.write(
        "second.md", "---\nnumbers: snippets/soft.py\n---\n[0.5](=half), [0.72](=weights[animal]), [1](=twice(half))\n"
    )
    project.write("third.md", "---\nnumbers: snippets/soft.py\n---\n[0.6](=half)\n")
    run = project.check("first.md", "second.md", "third.md")
    assert run.code == 1 and [place[0] for place in run.places if place[0] != "snippets/hard.py"] == ["third.md"]
    assert (os.getcwd(), dict(os.environ), list(sys.path)) == before[:3]
    assert not {name for name in set(sys.modules) - before[3] if name.startswith("snippets")}


@LINUX
@pytest.mark.parametrize(
    "code",
    [
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)', MARK])",
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)', MARK], start_new_session=True)",
        "os.system(f'nohup setsid {sys.executable} -c \"import time; time.sleep(99)\" {MARK} >/dev/null 2>&1 &')",
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        os.execv(sys.executable, ['python', '-c', 'import time; time.sleep(99)', MARK])\n    os._exit(0)",
    ],
    ids=["child", "child of a session of its own", "by a shell", "twice removed"],
)
def test_process_that_a_snippet_starts_ends_with_it(hostile, tmp_path, code):
    mark = f"mark-{tmp_path.name}-{os.getpid()}"
    run = hostile(f"import os, subprocess, sys, time\nMARK = {mark!r}\nhalf = 0.5\n{code}\ntime.sleep(0.2)\n")
    assert run.code == 0, run.out
    wait_until(lambda: not processes(mark))


def test_input_is_empty(hostile):
    assert hostile("import sys\nhalf = 0.5 + len(sys.stdin.read())\n").code == 0
    assert "EOFError" in hostile("half = float(input())\n").headlines[0]


def test_flood_of_print_is_cut_short(hostile):
    run = hostile("half = 0.5\nfor _ in range(1000):\n    print('x' * 100_000)\n")
    assert run.code == 0 and "bytes more" in run.err and len(run.err) < 20_000 and "xxx" not in run.out


def test_print_shows_apart_from_the_report_even_where_the_snippet_fails(hostile):
    run = hostile("import sys\nprint('up')\nprint('down', file=sys.stderr)\n1 / 0\n")
    assert "up\ndown\n" in run.err and "down" not in run.out


@pytest.mark.parametrize("value", ["0.1 + 0.2", "1e-320", "2**53 + 1", "1 / 3", "float('inf')", "-0.0", "10**400"])
def test_values_come_back_exactly(project, value):
    project.write("snippets/soft.py", f"from fractions import Fraction\nthing = {value}\n")
    found = run_snippet(project.root / "snippets/soft.py", settings_for(project.root), ["thing"]).values["thing"].data
    expected = eval(value)
    assert found == expected and repr(float(found) if abs(expected) < 1e308 else 0) == repr(
        float(expected) if abs(expected) < 1e308 else 0
    )


# ---- no order of pages changes a verdict


SETTINGS_OF_A_PROCESS = {
    "decimal": ("import decimal; decimal.getcontext().prec = 3", "from decimal import Decimal\nvalue = float(Decimal(1) / 7)", "0.142857"),
    "numpy's errors": ("import numpy; numpy.seterr(all='raise')", "import numpy as np\nvalue = float(np.float32(1e-30) * np.float32(1e-30)) + 0.25", "0.25"),
    "numpy's print": ("import numpy; numpy.set_printoptions(precision=1)", "import numpy as np\nvalue = float(str(np.array([0.125]))[1:-1])", "0.125"),
    "numpy itself": ("import numpy; numpy.sum = lambda *a: 9", "import numpy as np\nvalue = float(np.sum([0.25, 0.25]))", "0.5"),
    "random": ("import random; random.seed(1)", "import random\nstate = random.getstate()\nrandom.seed(5)\nvalue = random.random()", "0.62"),
    "warnings": ("import warnings; warnings.simplefilter('error')", "import warnings\nwarnings.warn('so')\nvalue = 0.5", "0.5"),
    "builtins": ("import builtins; builtins.sum = lambda *a: 9", "value = sum([0.25, 0.25])", "0.5"),
    "the evaluator": ("import worked.run.native as n; n.native = lambda *a: 9", "value = 0.5", "0.5"),
    "the values": ("import worked.run.values as v; v.encode = v.exact_of = None", "value = 0.5", "0.5"),
    "the checker": ("import worked.judge.claims as c; c.rounds_to = lambda *a: True", "value = 0.5", "0.5"),
    "locale": ("import locale; locale.setlocale(locale.LC_ALL, 'C')", "value = 0.5", "0.5"),
    "float": ("import sys; sys.set_int_max_str_digits(640)", "value = len(str(10**999)) + 0.5", "1000.5"),
}  # fmt: skip  # one row for each


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
@pytest.mark.parametrize(("odd", "code", "shown"), SETTINGS_OF_A_PROCESS.values(), ids=SETTINGS_OF_A_PROCESS)
def test_no_order_of_pages_changes_a_verdict(project, odd, code, shown, order):
    project.write("snippets/one.py", f"value = 1\n{odd}\n")
    project.write("snippets/two.py", f"{code}\n")
    project.write("one.md", "---\nnumbers: snippets/one.py\n---\nA [1](=value).\n")
    project.write("two.md", f"---\nnumbers: snippets/two.py\n---\nA [{shown}](=value).\n")
    run = project.check(*(f"{name}.md" for name in order))
    assert "two" not in "".join(place[0] for place in run.places), run.out
    project.write("two.md", "---\nnumbers: snippets/two.py\n---\nA [9](=value).\n")
    assert "two.md" in [place[0] for place in project.check(*(f"{name}.md" for name in order)).places]


# ---- the door


@pytest.fixture
def elsewhere(project) -> Iterator[Path]:
    """A Python file outside of the snippets folder, which leaves a mark when it runs; no file does."""
    evil = project.write("benchmarks/evil.py", "# ---\n# title: x\n# ---\nopen('ran', 'w')\nhalf = 0.5\n")
    yield evil
    assert not (project.root / "ran").exists()


@pytest.mark.parametrize(
    "name",
    [
        "benchmarks/evil.py",
        "snippets/../benchmarks/evil.py",
        "snippets/link.py",
        "snippets/folder/evil.py",
        "evil.txt",
        "snippets",
    ],
)
def test_file_outside_of_the_snippets_folder_does_not_run_whoever_asks(project, elsewhere, name):
    (project.root / "snippets/link.py").symlink_to(elsewhere)
    (project.root / "snippets/folder").symlink_to(elsewhere.parent)
    project.write("evil.txt", elsewhere.read_text())
    settings = settings_for(project.root)
    for paths in (project.root / name, (project.root / "snippets/soft.py", project.root / name)):
        with pytest.raises(SnippetError, match="no Python file inside snippets/"):
            run_snippet(paths, settings, ["half"])
    project.page("[0.5](=half)\n")
    project.write("page.md", f"---\nnumbers: {name}\n---\n[0.5](=half)\n")
    assert project.check().code == 1


def test_names_of_files_that_cannot_be_do_not_run(project):
    for name in ("\0", "x" * 5000, "nothing.py", ""):
        with pytest.raises(SnippetError):
            run_snippet(project.root / "snippets" / name, settings_for(project.root), ["half"])


@pytest.mark.parametrize(
    "table",
    [
        "time_limit = 0",
        "time_limit = -1",
        "time_limit = 1.5",
        "memory_limit = 1",
        "time_limit = '60'",
        "memory_limit = true",
    ],
)
def test_limits_that_are_none_are_refused(project, table):
    project.write("pyproject.toml", f"[tool.worked]\n{table}\n")
    project.page("[0.5](=half)\n")
    run = project.check()
    assert run.code == 2 and table.partition(" ")[0] in run.err


# ---- servers


CHECK = "import sys; from worked.cli import main; sys.exit(main(['check', 'page.md']))"


def started(project, code: str) -> subprocess.Popen:
    """A check in a process of its own, whose snippet has begun to run."""
    mark = project.root / "begun"
    project.write("snippets/soft.py", f"open({str(mark)!r}, 'w')\n{code}\n")
    project.page("[0.5](=half)\n")
    check = subprocess.Popen(
        [sys.executable, "-c", CHECK], cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_until(mark.exists)
    return check


@LINUX
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_nothing_goes_on_once_the_check_is_ended(project, how):
    check = started(project, "half = 0.5\nimport time\nwhile True: time.sleep(1)")
    running = [check.pid, *descendants(check.pid)]
    assert len(running) >= 3  # the check, its server, and the run
    check.send_signal(how)
    check.communicate()
    wait_until(lambda: not any(map(is_alive, running)))


def descendants(process: int) -> list[int]:
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return [one for child in map(int, children) for one in (child, *descendants(child))]
    return []


def is_alive(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


@LINUX
def test_server_that_is_killed_is_said_and_the_next_page_gets_another(project):
    project.write("snippets/hard.py", "import os\nos.kill(os.getppid(), 9)\nhalf = 0.5\n")
    project.write("first.md", "---\nnumbers: snippets/hard.py\n---\n[0.5](=half)\n")
    project.page("[0.5](=half)\n")
    run = project.check("first.md", "page.md")
    assert run.places == [("snippets/hard.py", 1, 1)] and "the process that runs snippets" in run.headlines[0]


def test_one_server_runs_the_snippets_of_many_pages(project, monkeypatch):
    begun = []
    monkeypatch.setattr(servers.SERVERS, "idle", [])
    monkeypatch.setattr(servers, "started", lambda *a, start=servers.started, **k: begun.append(1) or start(*a, **k))
    for number in range(30):
        project.page(f"[{number}.5](=half + {'1 + ' * number}0)\n".replace(" + 0)", ")"), f"page{number}.md")
    assert project.check(*(f"page{number}.md" for number in range(30))).code == 0
    assert len(begun) == 1
    servers.SERVERS.end()


@pytest.mark.parametrize("can_fork", [True, False], ids=["with a server", "without fork"])
@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("half = 0.5", ""),
        ("import numpy as np\nhalf = np.array([0.5])[0]\nprint('so')", ""),
        ("half = 0.5\nwhile True: pass", "still running after 1 second"),
        ("import os; os._exit(0)", "exit code 0"),
        ("import os; os.kill(os.getpid(), 9)", "signal 9"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_platform_that_cannot_fork_gives_the_same(hostile, monkeypatch, can_fork, code, message):
    monkeypatch.setattr(servers, "CAN_FORK", can_fork)
    run = hostile(code, 1 if "while" in code else PATIENCE)
    assert run.code == bool(message) and message in run.out


def test_settings_of_limits_have_defaults():
    settings = Settings(Path.cwd())
    assert (settings.time_limit, settings.memory_limit) == (60, 4096)
