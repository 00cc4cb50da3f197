"""A real `mkdocs serve` goes on whatever is edited, and ends without leaving anything behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

PATIENCE = 120  # seconds until what never comes is given up, however busy the machine is
FILES = {
    "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\n',
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\nhooks: [hooks/one.py]\ntheme: {name: null, custom_dir: theme}\n"
    "nav: [index.md, one.md]\nmarkdown_extensions:\n  - pymdownx.snippets: {check_paths: true}\n",
    "hooks/one.py": "from beside import word\n\n\ndef on_page_content(html, **_):\n    return html + word\n",
    "hooks/beside.py": 'word = "<p>From the hook.</p>"\n',
    "theme/main.html": "<html><body>{% include 'part.html' %}<article>{{ page.content }}</article></body></html>",
    "theme/lamp.js": "const lamp = 1;\n",
    "theme/part.html": "<p>A part.</p>",
    "snippets/lunch.py": "price = 1.25\n",
    "docs/index.md": "# Notes\n\nNo number here.\n",
    "docs/one.md": "---\nnumbers: snippets/lunch.py\n---\n# One\n\nA bun is [1.25](=price).\n",
}


class Served:
    """A project under `mkdocs serve`."""

    def __init__(self, root: Path, process: subprocess.Popen, address: str):
        self.root, self.process, self.address = root, process, address

    @property
    def said(self) -> str:
        return (self.root / "serve.log").read_text("utf8")

    def page(self, name: str) -> str:
        try:
            with urlopen(f"http://{self.address}/{name}", timeout=PATIENCE) as answer:
                return unescape(answer.read().decode())
        except HTTPError as error:
            return unescape(error.read().decode())
        except (URLError, ConnectionError):
            return ""

    def wait(self, name: str, is_there: Callable[[str], bool]) -> str:
        """A page, once it is as it should be."""
        return self.until(lambda: (html := self.page(name)) and is_there(html) and html)

    def until(self, state: Callable):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if found := state():
                return found
            time.sleep(0.05)
        raise AssertionError(f"it never came:\n{self.said[-2000:]}")

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, "utf8")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def write_project(root: Path) -> Path:
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf8")
    return root


def started(root: Path, port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    surroundings = {**os.environ, "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with (root / "serve.log").open("w") as log:
        return subprocess.Popen(command, cwd=root, env=surroundings, stdout=log, stderr=log)


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    port = free_port()
    process = started(root, port)
    try:
        yield Served(root, process, f"127.0.0.1:{port}")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = write_project(tmp_path_factory.mktemp("a place für notes"))
    with serving(root) as served:
        served.wait("one/", lambda html: "From the hook." in html)
        yield served


def test_page_listens_before_all_else_for_scripts_that_fail_and_knows_their_sources(served):
    head, listens, _ = served.page("one/").partition("<body>")[0].partition('addEventListener("error"')
    assert '"lamp.js": "theme/lamp.js"' in head and listens and "src=" not in head


def has_banner(html: str) -> bool:
    return 'class="worked-banner"' in html


# What is broken, how, and what all pages then say.
FOR_ALL = {
    "the settings of the site": (
        "mkdocs.yml",
        lambda text: f"{text}extra: [\n",
        r"mkdocs\.yml:\d+:\d+: this is no YAML",
    ),
    "a plugin that is not there": (
        "mkdocs.yml",
        lambda text: text.replace("[worked]", "[worked, none]"),
        r"mkdocs\.yml:2:1: .*plugins",
    ),
    "this plugin, left out": (
        "mkdocs.yml",
        lambda text: text.replace("[worked]", "[]"),
        r"mkdocs\.yml:2:1: .*worked is not among them",
    ),
    "a page that the navigation misses": (
        "mkdocs.yml",
        lambda text: text.replace("one.md]", "two.md]"),
        r"mkdocs\.yml:5:1: .*'two\.md'",
    ),
    "the settings of the check": ("pyproject.toml", lambda text: f"{text}[x\n", r"pyproject\.toml:3:3: "),
    "a setting of the check": (
        "pyproject.toml",
        lambda text: f"{text}time_limit = 0\n",
        r"pyproject\.toml:3:1: .*time_limit must be at least 1",
    ),
    "a setting that there is not, below a program of that name": (
        "pyproject.toml",
        lambda text: f'[project.scripts]\nworked = "a:b"\n{text}pagez = []\n',
        r"pyproject\.toml:5:1: .*no setting 'pagez'",
    ),
    "a colour of the check": (
        "pyproject.toml",
        lambda text: f'{text}[tool.worked.colors]\n"#112233" = "--name"\n"#12" = "--name"\n',
        r"pyproject\.toml:5:1: .*'#12' is none",
    ),
    "an extension of Markdown": (
        "mkdocs.yml",
        lambda text: text.replace("check_paths", "check_pathz"),
        r"mkdocs\.yml:7:1: [^\n]*'pymdownx\.snippets'\.\nKeyError: .*check_pathz",
    ),
    "a hook that does not parse": ("hooks/one.py", lambda text: f"{text}def (\n", r"hooks/one\.py:6: SyntaxError"),
    "what a hook imports": (
        "hooks/beside.py",
        lambda text: "import nowhere\n",
        r"hooks/beside\.py:1: ModuleNotFoundError: .*\n +import nowhere",
    ),
    "a part of a template": ("theme/part.html", lambda text: "\n{% if %}", r"theme/part\.html:2: TemplateSyntaxError"),
}


@pytest.mark.parametrize(("file", "change", "said"), FOR_ALL.values(), ids=FOR_ALL)
def test_fault_of_the_whole_site_stands_on_each_page_until_it_is_mended(served, file, change, said):
    served.write(file, change(FILES[file]))
    for page in ("", "one/"):
        served.wait(page, lambda html: has_banner(html) and re.search(said, html))
    served.write(file, FILES[file])
    for page in ("", "one/"):
        served.wait(page, lambda html: not has_banner(html) and "From the hook." in html and "A part." in html)


def test_file_that_a_page_names_is_seen_when_it_comes(served):
    served.write("docs/one.md", FILES["docs/one.md"] + '\n--8<-- "notes/later.md"\n')
    served.wait("one/", lambda html: has_banner(html) and "notes/later.md" in html)
    assert not has_banner(served.page(""))
    served.write("notes/later.md", "Written later.\n")
    served.wait("one/", lambda html: "Written later." in html)
    served.write("docs/one.md", FILES["docs/one.md"])
    served.wait("one/", lambda html: not has_banner(html) and "Written later." not in html)


def test_page_that_is_no_text_says_so_and_the_others_go_on(served):
    (served.root / "docs/one.md").write_bytes(b"\xff\xfe\xff")
    served.wait("one/", lambda html: has_banner(html) and "docs/one.md:1:1: the file is not UTF-8" in html)
    assert not has_banner(served.page(""))
    served.write("docs/one.md", FILES["docs/one.md"])
    served.wait("one/", lambda html: not has_banner(html) and "A bun" in html)


WRITER = """\
from pathlib import Path

from mkdocs.structure.files import File


def on_files(files, *, config):
    folder = Path(config.config_file_path).parents[1] / "made"
    folder.mkdir(exist_ok=True)
    (folder / "made.md").write_text("Made anew.\\n")
    files.append(File("made.md", str(folder), config.site_dir, config.use_directory_urls))
    return files
"""


def test_page_that_each_build_writes_anew_is_no_edit(tmp_path):
    root = write_project(tmp_path / "notes")
    (root / "hooks/one.py").write_text(WRITER, "utf8")
    with serving(root) as served:
        served.wait("made/", lambda html: "Made anew." in html)
        for words in ("Once.", "Twice."):
            served.write("docs/index.md", f"# Notes\n\n{words}\n")
            served.wait("", lambda html, words=words: words in html)
        for _ in range(20):  # looks of the watcher
            time.sleep(0.1)
        assert served.said.count("Detected file changes") == 2


def test_page_that_is_renamed_is_shown_to_whoever_asks_for_the_old_name(served):
    def is_at(asked: str, shown: str) -> bool:
        try:
            with urlopen(f"http://{served.address}/{asked}", timeout=PATIENCE) as answer:
                html = answer.read().decode()
                return answer.geturl().endswith(f"/{shown}") and "A bun" in html and not has_banner(html)
        except HTTPError:
            return False

    (served.root / "docs/one.md").rename(served.root / "docs/two.md")
    served.write("mkdocs.yml", FILES["mkdocs.yml"].replace("one.md]", "two.md]"))
    served.until(lambda: is_at("two/", "two/") and is_at("one/", "two/"))
    (served.root / "docs/two.md").rename(served.root / "docs/one.md")
    served.write("mkdocs.yml", FILES["mkdocs.yml"])
    served.until(lambda: is_at("one/", "one/") and is_at("two/", "one/"))


def test_snippet_that_runs_for_long_is_told_while_it_runs_and_given_up_when_it_is_edited(served):
    served.write("pyproject.toml", FILES["pyproject.toml"] + "time_limit = 1000\n")  # longer than this test waits
    served.write("snippets/lunch.py", "import time\n\nwhile True:\n    time.sleep(0.1)\n")
    busy = r'class="worked-busy".*snippets/lunch\.py is still running, after \d+ s \(at most 1000: time_limit'
    served.wait("one/", lambda html: re.search(busy, html, re.DOTALL) and "A bun" in html)
    for name in ("snippets/lunch.py", "pyproject.toml"):
        served.write(name, FILES[name])
    served.wait("one/", lambda html: not has_banner(html) and "worked-busy" not in html and "A bun" in html)


# ---- the port, and the end


@pytest.mark.parametrize("makefile", ["", "PORT ?= 8000\nserve:\n\tmkdocs serve --dev-addr 127.0.0.1:$(PORT)\n"])
def test_taken_port_is_said_before_anything_is_built(tmp_path, makefile):
    write_project(tmp_path)
    if makefile:
        (tmp_path / "Makefile").write_text(makefile, "utf8")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = started(tmp_path, port)
        assert process.wait(PATIENCE) == 1
    said = (tmp_path / "serve.log").read_text("utf8")
    way_out = "make serve PORT=" if makefile else "mkdocs serve --dev-addr 127.0.0.1:"
    assert f"127.0.0.1:{port} cannot be taken" in said and re.search(rf"{way_out}\d+$", said, re.MULTILINE)
    assert "numbers hold" not in said and "Traceback" not in said


def test_number_of_no_port_is_said_before_anything_is_built(tmp_path):
    process = started(write_project(tmp_path), 80_000)
    assert process.wait(PATIENCE) == 1
    said = (tmp_path / "serve.log").read_text("utf8")
    assert "80000 is no port" in said and "mkdocs serve --dev-addr 127.0.0.1:8000" in said
    assert "numbers hold" not in said and "Traceback" not in said


def descendants(process: int) -> set[int]:
    """The processes that one started, and that those started."""
    rows = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in map(str.split, rows.splitlines())}
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def is_running(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


LOOP = "from pathlib import Path\n\nPath('at-work').touch()\nwhile True:\n    pass\n"


@pytest.mark.skipif(os.name != "posix", reason="signals and ps")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("is_building", [False, True])
def test_end_leaves_no_process_and_no_traceback(tmp_path, ending, is_building):
    write_project(tmp_path)
    if is_building:
        (tmp_path / "snippets/lunch.py").write_text(LOOP, "utf8")
    process = started(tmp_path, port := free_port())
    served = Served(tmp_path, process, f"127.0.0.1:{port}")
    served.until((tmp_path / "at-work").exists if is_building else lambda: "Serving on" in served.said)
    others = descendants(process.pid)
    assert others
    process.send_signal(ending)
    process.wait(PATIENCE)
    end = time.monotonic() + PATIENCE
    while (left := list(filter(is_running, others))) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left and "Traceback" not in served.said
