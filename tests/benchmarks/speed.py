"""Times whole processes and prints medians and ratios; see README.md beside this file."""

import argparse
import contextlib
import os
import random
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.worked.editor.client import Client

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("docs", "snippets", "theme", "mkdocs.yml", "pyproject.toml", "requirements.txt")
PYTHON = sys.executable
LESSON = "docs/lessons/07-soft-lookup.md"
LAB = "docs/labs/07-soft-lookup.py"
EDITS = {  # each adds to the end of a file
    "a page": (LESSON, "\nMore words.\n"),
    "a snippet, a comment": ("snippets/soft_lookup.py", "\n# more words\n"),
    "a snippet, its code": ("snippets/soft_lookup.py", "\nmore = 1\n"),
    "a figure": ("snippets/figures/beams.py", "\nmore = 1\n"),
    "a lab, its text": (LAB, "\n# %% [markdown]\n# More words.\n"),
    "a lab, its code": (LAB, '\n# %%\nprint("more words")\n'),
    "a template": ("theme/main.html", "{# more words #}\n"),
    "a style sheet": ("theme/assets/site.css", "\n/* more words */\n"),
    "a hook": ("theme/hooks/code_lines.py", "\n# more words\n"),
}
CHECK = [PYTHON, "-m", "worked", "check"]
BUILD = [PYTHON, "-m", "mkdocs", "build", "--quiet"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7, help="runs of each command (default: 7)")
    options.add_argument(
        "--only", choices=["preview", "editor", "equations", "large"], help="measure one of these alone"
    )
    chosen = options.parse_args()
    runs = chosen.runs
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        alone = {
            "preview": lambda: time_edits(project, runs),
            "editor": lambda: time_editor(project, runs),
            "equations": lambda: check_equations(Path(folder) / "equations"),
            "large": lambda: check_large_pages(project),
        }
        if chosen.only:
            alone[chosen.only]()
            return
        compare_checks(project, runs)
        compare_builds(project, runs)
        for measure in alone.values():
            measure()
        check_copies(Path(folder))


def copy_project(target: Path) -> Path:
    target.mkdir()
    for name in PARTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, target / name)
    return target


def timed(command: list[str], folder: Path, prepare=None) -> float:
    if prepare:
        prepare()
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def in_turn(commands: dict[str, tuple], runs: int) -> dict[str, float]:
    """The median of each command; they take turns, so that a slow moment hits all alike."""
    for command in commands.values():
        timed(*command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(timed(*command))
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def show(title: str, medians: dict[str, float], base: str) -> None:
    print(f"\n{title}")
    for name, seconds in medians.items():
        print(f"  {name:<46} {seconds:7.3f} s   {seconds / medians[base]:6.2f} x")


def compare_checks(project: Path, runs: int) -> None:
    run_snippet = "import runpy; runpy.run_path('snippets/soft_lookup.py')"

    def forget():
        shutil.rmtree(project / ".worked", ignore_errors=True)

    medians = in_turn(
        {
            "python that does nothing": ([PYTHON, "-c", "pass"], project),
            "python that runs the snippet": ([PYTHON, "-c", run_snippet], project),
            "worked check, nothing kept": ([*CHECK, LESSON], project, forget),
            "worked check, nothing changed": ([*CHECK, LESSON], project),
        },
        runs,
    )
    show(f"worked check {LESSON}", medians, "python that runs the snippet")


def compare_builds(project: Path, runs: int) -> None:
    plain = without_plugin(project, project.with_name("plain"))
    commands = {
        "mkdocs build, without the plugin": (BUILD, plain),
        "mkdocs build, with it, without the labs": (BUILD, without_labs(project, project.with_name("lessons"))),
        "mkdocs build, with it and the labs": (BUILD, project),
        "mkdocs build, markdown-exec": (BUILD, with_markdown_exec(plain, project.with_name("exec"))),
    }
    show("the same pages, unchanged", in_turn(commands, runs), "mkdocs build, without the plugin")


def without_plugin(project: Path, target: Path) -> Path:
    shutil.copytree(project, target, ignore=shutil.ignore_patterns("site", ".worked"))
    strike(target / "mkdocs.yml", r"^  - worked\b.*\n")
    return target


def without_labs(project: Path, target: Path) -> Path:
    """The lessons link to the labs: the links lead nowhere, and cost nothing."""
    shutil.copytree(project, target, ignore=shutil.ignore_patterns("site", ".worked", "labs"))
    strike(target / "mkdocs.yml", r"^  - Labs:\n(?:      - .*\n)+")
    return target


def strike(file: Path, pattern: str) -> None:
    text, count = re.subn(pattern, "", file.read_text(), flags=re.MULTILINE)
    assert count == 1, f"{file.name} holds {pattern!r} {count} times"
    file.write_text(text)


def with_markdown_exec(plain: Path, target: Path) -> Path:
    """The lesson's quoted code, typed out and run by markdown-exec in one session."""
    shutil.copytree(plain, target)
    settings = target / "mkdocs.yml"
    assert "  - search\n" in settings.read_text()
    settings.write_text(settings.read_text().replace("  - search\n", "  - search\n  - markdown-exec\n"))
    page = target / LESSON
    code = (target / "snippets/soft_lookup.py").read_text()
    blocks = iter([f'```python exec="on" session="lesson"\n{code}\n```'])
    page.write_text(
        re.sub(r"```python\n--8<--.*?\n```", lambda _: next(blocks, "x\n"), page.read_text(), flags=re.DOTALL)
    )
    return target


def time_edits(project: Path, runs: int) -> None:
    """From saved to shown in the live preview; and of it, what its processes compute, whoever else is at work."""
    times: dict[str, list[float]] = {name: [] for name in EDITS}
    work: dict[str, list[float]] = {name: [] for name in EDITS}
    with preview(project) as server:
        time.sleep(5)  # it loads what runs labs while nobody waits
        for _ in range(runs):
            for name, (file, more) in EDITS.items():
                start, before = time.perf_counter(), seconds_of(server.pid)
                with (project / file).open("a") as opened:
                    opened.write(more)
                wait_for("Reloading browsers", server.stderr)
                times[name].append(time.perf_counter() - start)
                work[name].append(seconds_of(server.pid) - before)
    print("\nlive preview, from saved to shown          median      processor")
    for name in EDITS:
        print(f"  {name:<36} {statistics.median(times[name]):7.3f} s   {statistics.median(work[name]):7.3f} s")


def time_editor(project: Path, runs: int) -> None:
    """From a change in an editor to the marks that it shows, with `worked server`."""
    page, wrong = project / LESSON, "[0.73](=weights[animal])"
    right = page.read_text("utf-8")
    edited = right.replace("[0.72](=weights[animal])", wrong)
    assert edited != right
    times = []
    editor = Client(project, project.with_name("state"))
    address = editor.open(page)
    (mark,) = editor.marks(address)  # that nothing has been allowed to run yet
    range_ = {"textDocument": {"uri": address}, "range": mark["range"], "context": {"diagnostics": [mark]}}
    (offer,) = editor.ask("textDocument/codeAction", range_)
    editor.ask("workspace/executeCommand", {key: offer["command"][key] for key in ("command", "arguments")})
    assert editor.marks(address) == []
    for version in range(2, 2 + 6 * runs):
        is_wrong = version % 2 == 0
        start = time.perf_counter()
        editor.change(address, version, edited if is_wrong else right)
        assert bool(editor.marks(address, version)) == is_wrong
        times.append(time.perf_counter() - start)
    editor.end()
    print(
        f"\neditor, from a digit typed to its mark   {1000 * statistics.median(times):7.0f} ms, median of {len(times)}"
    )


@contextlib.contextmanager
def preview(project: Path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    command = [PYTHON, "-m", "mkdocs", "serve", "--dev-addr", address]
    server = subprocess.Popen(
        command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    try:
        wait_for("Serving on", server.stderr)
        yield server
    finally:
        server.terminate()
        server.wait()


def seconds_of(process: int) -> float:
    """Processor seconds of a process and of all that it has started, those that have ended too (on Linux)."""
    rows: dict[int, list[str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            rows[int(folder.name)] = (folder / "stat").read_text().rpartition(") ")[2].split()
    family = {process}
    while more := {one for one, row in rows.items() if int(row[1]) in family} - family:
        family |= more
    return sum(int(part) for one in family if one in rows for part in rows[one][11:15]) / os.sysconf("SC_CLK_TCK")


def wait_for(words: str, log) -> None:
    for line in log:
        assert "failure" not in line, line
        if words in line:
            return
    raise RuntimeError(f"the preview ended before it said: {words}")


def check_copies(folder: Path) -> None:
    print("\nworked check of distinct copies of the lesson, nothing kept")
    for count in (10, 100, 1000):
        project = copies(folder / f"copies-{count}", count)
        seconds = timed(CHECK, project)
        again = timed(CHECK, project)
        print(
            f"  {count:>5} pages   {1000 * seconds / count:7.1f} ms a page   nothing changed {1000 * again / count:6.1f} ms a page"
            f"   peak memory so far {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:6.0f} MiB"
        )


EQUATIONS, PAGES = 30_000, 100


def check_equations(project: Path) -> None:
    """Equations of a project without snippets, of many kinds: cold, with nothing changed, and how much memory it takes."""
    print(f"\nworked check of {EQUATIONS:,} equations on {PAGES} pages")
    docs = project / "docs"
    docs.mkdir(parents=True)
    (project / "pyproject.toml").write_text('[tool.worked]\npages = ["docs/*.md"]\n')
    chance = random.Random(1)
    for page in range(PAGES):
        rows = [equation(number, chance) for number in range(EQUATIONS // PAGES)]
        words = "Some words stand here, as they do on any page that people write, and none of them is a sum.\n\n"
        (docs / f"{page}.md").write_text("".join(f"{words}{row}\n\n" for row in rows))
    for name in ("nothing kept", "nothing changed"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = timed(CHECK, project)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"  {name:<46} {seconds:7.3f} s   processor {work:6.2f} s   peak memory so far {after.ru_maxrss / 1024:4.0f} MiB"
        )


def equation(number: int, chance: random.Random) -> str:
    a, b, c = chance.randint(2, 99), chance.randint(2, 99), chance.randint(2, 9)
    kinds = [
        f"We sell {c} boxes: `{a} * {b} = {a * b}` pens in all.",
        f"So ${a} + {b} = {a + b}$ and that is that.",
        f"$$\\frac{{{a * c}}}{{{c}}} = {a}$$",
        f"The mean is `({a} + {b}) / 2 = {(a + b) / 2:.1f}` as said.",
        f"It weighs ${a / 10} \\cdot {b} = {a * b / 10:.1f} \\text{{ kg}}$ today.",
        f"| total | `{a} - {b} = {a - b}` |",
        f"About `{a} / {b} ≈ {a / b:.2f}` of them.",
        f"$\\sqrt{{{a * a}}} + {b}^2 = {a + b * b}$",
    ]
    return kinds[number % len(kinds)]


def copies(target: Path, count: int) -> Path:
    """Pages that differ in their numbers, each with a snippet of its own."""
    (target / "docs").mkdir(parents=True)
    shutil.copytree(ROOT / "snippets", target / "snippets")
    text, code = (ROOT / LESSON).read_text(), (ROOT / "snippets/soft_lookup.py").read_text()
    for number in range(count):
        (target / f"snippets/copy_{number}.py").write_text(f"{code}\nown_number = {number}\n")
        own = text.replace("snippets/soft_lookup.py", f"snippets/copy_{number}.py")
        (target / f"docs/{number:04}.md").write_text(f"{own}\n\nThis is copy [{number}](=own_number).\n")
    for name in ("pyproject.toml", "docs/references.toml"):
        shutil.copy2(ROOT / name, target / name)
    return target


_, HEADER, BODY = (ROOT / LESSON).read_text().split("---\n", 2)
LARGE = {  # what a page consists of, and how many bytes of it
    "60 KB of elements that are never closed": ("<details>\n", 60_000),
    "60 KB of nested elements": ("<div>\n\n", 60_000),
    "60 KB of tags in one line": ("<b>", 60_000),
    "5 MB of words": ("and so on and so on, as we all know\n", 5_000_000),
    "5 MB of paragraphs with a claim each": (
        "The beam is brightest on the animal, and less than half as bright on anything else: [0.72](=weights[animal]).\n\n",
        5_000_000,
    ),
    "5 MB of lesson 07, over and over": (BODY, 5_000_000),
}


def check_large_pages(project: Path) -> None:
    print("\nworked check of one large page, nothing kept")
    page = project / "docs/large.md"
    for name, (piece, size) in LARGE.items():
        body = piece * (size // len(piece)) + "\n\n[0.72](=weights[animal])\n"
        page.write_text(f"---\n{HEADER}---\n# A page\n\n{body}")
        start = time.perf_counter()
        done = subprocess.run([*CHECK, page], cwd=project, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        assert done.returncode in (0, 1)  # 1: raw HTML that the check refuses
        print(f"  {name:<46} {time.perf_counter() - start:7.3f} s")
    page.unlink()


if __name__ == "__main__":
    main()
