"""Labs on the site: run once, shown as pages are, taken away as notebooks that run anywhere."""

import itertools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import chdir
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest

from tests.project import ENVIRONMENT, ROOT, Checker, copy, edit, line_of, run
from tests.site.numbers.reader import claims_shown, visible_text
from tests.site.numbers.test_mutation import LABEL, NUMBER, UNSEEN

LAB = "docs/labs/01-cards.py"
PATIENCE = 600  # seconds until what never comes is given up, however busy the machine is
FILES = {
    "pyproject.toml": '[tool.worked]\npages = ["docs/**/*.md", "docs/labs/*.py"]\nlabels = ["lesson"]\n',
    "mkdocs.yml": """\
site_name: Small
site_url: !ENV [SITE_URL, ""]
theme: {name: null, custom_dir: theme}
plugins: [search, worked]
nav: [index.md, labs/01-cards.py]
markdown_extensions: [attr_list, tables, pymdownx.superfences, pymdownx.highlight, toc: {permalink: true}]
validation: {links: {anchors: warn, not_found: warn}}
""",
    "theme/main.html": "<title>{{ page.title }}</title><meta content='{{ page.meta.description }}'><article>{{ page.content }}</article>"
    "{% for one in page.toc %}{{ one.url }}{% for two in one.children %}{{ two.url }}{% endfor %}{% endfor %}",
    "docs/index.md": "# Start { #start }\n\nTo the [lab](labs/01-cards.py#cards).\n",
    "snippets/cards.py": "from snippets.factor import factor\n\nbase = 4\nproduct = base * factor\n",
    "snippets/factor.py": "factor = 3\n",
    LAB: """\
# ---
# title: Lab for lesson 01
# description: Cards and their product.
# numbers: snippets/cards.py
# ---

# %% [markdown]
# # Cards
#
# First [the start](../index.md#start). The product is [12](=product), and `product = 12`.

# %%
import os

base = 4
if "get_ipython" in globals():
    with open(os.environ["RUNS"], "a") as log:
        log.write("ran\\n")

# %% [markdown]
# ## The product { #product }
#
# Each temperature counts.

# %%
product = base * 3  # 12
print("the <product> is", product)
[base, product]
""",
}
LOADED = """
import sys
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "build", "-q", "--strict"]
try:
    cli()
except SystemExit as end:
    assert not end.code
print(sorted(sys.modules))
"""


def build(project: Path, *code: str, quiet: str = "-q", **environment: str) -> subprocess.CompletedProcess:
    surroundings = ENVIRONMENT | {"RUNS": str(project / "runs.log")} | environment
    if not code:
        return run(project, "mkdocs", "build", "--strict", *filter(None, [quiet]), **surroundings)
    return subprocess.run([sys.executable, "-c", *code], cwd=project, env=surroundings, capture_output=True, text=True)


def runs(project: Path) -> int:
    """How often the lab was run: by two kernels at one time."""
    return ((project / "runs.log").read_text().count("ran") + 1) // 2


def page(project: Path) -> str:
    return (project / "site/labs/01-cards/index.html").read_text("utf8")


def notebook(project: Path) -> bytes:
    return (project / "site/labs/01-cards/01-cards.ipynb").read_bytes()


@pytest.fixture(scope="module")
def small_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one lab, whose site was built."""
    root = tmp_path_factory.mktemp("labs") / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf8")
    built = build(root)
    assert built.returncode == 0, built.stderr
    assert built.stdout + built.stderr == "", "the kernel speaks"
    assert runs(root) == 1
    return root


@pytest.fixture
def small(small_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_once, tmp_path / "project")


# ---- the page


def test_lab_shows_its_text_code_and_outputs(small_once):
    html = page(small_once)
    assert claims_shown(small_once / "site/labs/01-cards/index.html") == ["12"]
    assert re.findall(r'<pre tabindex="0">(.*?)</pre>', html, re.DOTALL) == ["the &lt;product&gt; is 12\n[4, 12]"]
    assert html.count('<div class="highlight">') == 2 and '<span class="c1"># 12</span>' in html
    seen = " ".join(visible_text(small_once / "site/labs/01-cards/index.html").split())
    assert (
        seen.index("The product is 12")
        < seen.index("base = 4")
        < seen.index("Each temperature")
        < seen.index("the <product> is 12")
    )
    assert "lab-output" in html and 'id="output-' not in html


def test_title_description_headings_and_links_are_those_of_a_page(small_once):
    html = page(small_once)
    assert "<title>Lab for lesson 01</title>" in html and "content='Cards and their product.'" in html
    assert html.endswith("#cards#product") and '<h2 id="product">' in html and 'href="#product"' in html
    assert '<a href="../../#start">the start</a>' in html
    assert '<a href="labs/01-cards/#cards">' in (small_once / "site/index.html").read_text()


def test_nothing_of_the_style_and_script_of_a_notebook_is_left(small_once):
    html = page(small_once)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|jp-|clipboard|mathjax|https?://", html, re.IGNORECASE)
    assert len(html) < 5000


def test_search_finds_the_section_of_a_lab(small_once):
    index = json.loads((small_once / "site/search/search_index.json").read_text())["docs"]
    assert [entry["location"] for entry in index if "temperature" in entry["text"]] == [
        "labs/01-cards/",
        "labs/01-cards/#product",
    ]


# ---- what stops the build


def refused(project: Path) -> str:
    built = build(project)
    assert built.returncode != 0 and "Traceback" not in built.stderr
    return built.stderr


def test_wrong_claim_stops_the_build_at_its_line_and_column(small):
    line = edit(small / LAB, "[12](=product)", "[13](=product)")
    assert (
        f"{LAB}:{line}:{FILES[LAB].splitlines()[line - 1].index('[12]') + 2}: the page and the snippet disagree"
        in refused(small)
    )
    assert runs(small) == 1


def test_wrong_comment_and_wrong_snippet_stop_the_build(small):
    line = edit(small / LAB, "# 12\nprint", "# 14\nprint")
    edit(small / "snippets/factor.py", "3", "5")
    said = refused(small)
    assert f"{LAB}:{line}:23: the comment and the code disagree" in said
    assert f"{LAB}:{line}:1: the lab and the snippet disagree: product" in said


@pytest.mark.parametrize(
    "code, said",
    [
        ("1 / 0", "the lab does not run: ZeroDivisionError: division by zero"),
        ('if "get_ipython" in globals():\n    raise ValueError("only here")', "this cell fails: ValueError: only here"),
    ],
    ids=["everywhere", "in the kernel"],
)
def test_cell_that_fails_stops_the_build_at_its_line(small, code, said):
    line = edit(small / LAB, "[base, product]\n", f"[base, product]\n\n# %%\n{code}\n")
    assert f"{LAB}:{line + 2 + len(code.splitlines())}:1: {said}" in refused(small)


SHORT = "from functools import partial\nfrom worked.site import outputs\noutputs.run_lab = partial(outputs.run_lab, limit=10)\n"


def test_cell_that_does_not_end_stops_the_build_and_its_kernel(small):
    endless = 'if "get_ipython" in globals():\n    print(os.getpid(), file=open(os.environ["RUNS"], "w"), flush=True)\n    while True:\n        __import__("time").sleep(1)'
    line = edit(small / LAB, "[base, product]\n", f"[base, product]\n\n# %%\n{endless}\n")
    built = build(small, SHORT + LOADED)
    assert built.returncode != 0
    assert f"{LAB}:{line + 2}:1: this cell was still running after 10 seconds: let it compute less" in built.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int((small / "runs.log").read_text()), 0)


def test_dead_link_stops_the_build_at_its_line(small):
    line = edit(small / LAB, "../index.md#start", "../nowhere.md")
    assert f"{LAB}:{line}:21: this link leads to no page: ../nowhere.md" in refused(small)


def test_dead_anchor_stops_the_build(small):
    edit(small / LAB, "../index.md#start", "../index.md#nowhere")
    built = build(small, quiet="")  # a quiet build counts no warning
    assert built.returncode != 0 and "labs/01-cards.py" in built.stderr and "#nowhere" in built.stderr


def test_number_that_only_the_built_lab_shows_stops_the_build(small):
    (small / "more.py").write_text(
        "from mkdocs.plugins import event_priority\n\n@event_priority(90)\ndef on_page_content(html, **_):\n    return html + '<p>41 things</p>'\n"
    )
    edit(small / "mkdocs.yml", "plugins:", "hooks: [more.py]\nplugins:")
    assert "docs/labs/01-cards.py:29:1: the built page shows 41, which the check did not see" in refused(small)


def test_broken_lab_stops_the_build(small):
    edit(small / LAB, "\n\n# %%\nimport", "\n# %%\nimport")
    assert "a blank line belongs above each cell" in refused(small)


def test_lab_without_its_runner_is_told_what_to_install(small):
    ran = build(small, "import sys\nsys.modules['mkdocs_jupyter'] = None\n" + LOADED)
    assert ran.returncode != 0
    assert "labs/01-cards.py is a lab, and mkdocs-jupyter runs it: python -m pip install mkdocs-jupyter" in ran.stderr


def test_log_names_the_lab_that_is_run(small):
    edit(small / LAB, "[base, product]", "[product, base]")
    said = [build(small, quiet="").stderr for _ in range(2)]
    assert [text.count(f"worked: running {LAB}, lab 1 of 1") for text in said] == [1, 0]
    assert "ipynb" not in said[0]


# ---- what is kept


@pytest.mark.parametrize(
    "file, old, new, count",
    [
        (LAB, "Each temperature", "Every temperature", 1),
        (LAB, "[base, product]", "[product, base]", 2),
        ("snippets/cards.py", "base = 4", "base = 2 + 2", 1),
        ("docs/index.md", "To the", "Off to the", 1),
        ("pyproject.toml", '["lesson"]', '["lesson", "card"]', 1),
    ],
    ids=["text of the lab", "code of the lab", "snippet that it does not import", "other page", "a new label"],
)
def test_lab_is_run_again_only_if_its_code_or_something_it_imports_changed(small, file, old, new, count):
    edit(small / file, old, new)
    for _ in range(2):
        built = build(small)
        assert built.returncode == 0, built.stderr
    assert runs(small) == count
    assert ("Every temperature" in page(small)) == ("Every" in new) and ("[12, 4]" in page(small)) == (
        "[product," in new
    )


def test_unchanged_lab_loads_neither_kernel_nor_converter_nor_numpy(small):
    ran = build(small, LOADED)
    assert ran.returncode == 0 and "'worked.mkdocs.labs'" in ran.stdout, ran.stderr
    assert runs(small) == 1
    modules = set(re.findall(r"'([\w.]+)'", ran.stdout))
    assert (
        not {
            "mkdocs_jupyter",
            "nbconvert",
            "nbformat",
            "jupytext",
            "ipykernel",
            "numpy",
            "worked.read.page",
            "worked.site.outputs",
        }
        & modules
    )


def test_two_builds_from_nothing_give_the_same_bytes(small_once, small):
    shutil.rmtree(small / ".worked")
    assert build(small).returncode == 0 and runs(small) == 2
    assert (page(small), notebook(small)) == (page(small_once), notebook(small_once))


# ---- what a user's own Jupyter is set to

PLACES = {  # what each place is to Jupyter or IPython, and the variable that leads there
    "home": {
        ".local/share/jupyter/kernels/python3/kernel.json": "",
        ".jupyter/jupyter_config.py": "",
        ".jupyter/jupyter_nbconvert_config.py": "",
        ".ipython/profile_default/ipython_config.py": "",
        ".ipython/profile_default/startup/start.py": "",
    },
    "variables": {
        "first/kernels/python3/kernel.json": "JUPYTER_PATH",
        "data/kernels/python3/kernel.json": "JUPYTER_DATA_DIR",
        "config/jupyter_nbconvert_config.py": "JUPYTER_CONFIG_DIR",
        "more/jupyter_nbconvert_config.py": "JUPYTER_CONFIG_PATH",
        "ipython/profile_default/ipython_kernel_config.py": "IPYTHONDIR",
        "start.py": "PYTHONSTARTUP",
    },
}
ODD = {"JUPYTER_PREFER_ENV_PATH": "0", "JUPYTER_DEFAULT_PROVISIONER_NAME": "nowhere", "IPYKERNEL_CELL_NAME": "odd"}


@pytest.mark.parametrize("kind", PLACES)
def test_a_user_s_own_jupyter_changes_no_page(small_once, small, tmp_path, kind):
    """Each place leaves its mark when it is used."""
    marks, home = tmp_path / "marks", tmp_path / "home"
    environment = {"HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "0"} | (ODD if kind == "variables" else {})
    for place, variable in PLACES[kind].items():
        mark = f"open({str(marks)!r}, 'a').write({place + chr(10)!r})"
        kernel = {"argv": [sys.executable, "-c", mark], "display_name": "Other", "language": "python"}
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(json.dumps(kernel) if place.endswith(".json") else mark, "utf8")
        if variable:
            environment[variable] = str(home / place if "/" not in place else home / place.partition("/")[0])
    shutil.rmtree(small / ".worked")
    built = build(small, **environment)
    assert not marks.exists(), marks.read_text()
    assert (built.returncode, built.stdout + built.stderr) == (0, "")
    assert (runs(small), page(small)) == (2, page(small_once))


# ---- the notebook


def test_page_offers_the_notebook_that_lies_beside_it(small_once):
    [name] = re.findall(r'<a href="([^"]+\.ipynb)" download>Download this notebook \(\.ipynb\)</a>', page(small_once))
    assert json.loads((small_once / "site/labs/01-cards" / name).read_text())["nbformat"] == 4


def test_notebook_is_valid_and_holds_no_claim_no_output_and_no_dead_link(small_once):
    made = nbformat.reads(notebook(small_once).decode(), as_version=4)
    nbformat.validate(made)
    text = "\n".join(cell.source for cell in made.cells)
    assert "](=" not in text and "](<=" not in text and "](" not in text and "{ #" not in text
    assert "First the start. The product is 12, and" in text
    assert [cell.cell_type for cell in made.cells] == ["markdown", "code", "markdown", "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in made.cells if cell.cell_type == "code")
    assert made.metadata.kernelspec.name == "python3" and len({cell.id for cell in made.cells}) == 4


def test_links_of_the_notebook_lead_to_the_site_where_it_has_an_address(small):
    assert build(small, SITE_URL="https://example.org/book/").returncode == 0
    assert "[the start](https://example.org/book/#start)" in notebook(small).decode()
    assert runs(small) == 1


def test_notebook_runs_in_plain_jupyter(small_once, tmp_path):
    (tmp_path / "lab.ipynb").write_bytes(notebook(small_once))
    code = (
        "import nbformat, nbclient\nmade = nbformat.read('lab.ipynb', 4)\nnbclient.NotebookClient(made, timeout=60).execute()\n"
        "print([one.get('text') or one['data']['text/plain'] for cell in made.cells for one in cell.get('outputs', [])])"
    )
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {
        "RUNS": str(tmp_path / "runs.log")
    }
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=surroundings, capture_output=True, text=True)
    assert ran.stdout == "['the <product> is 12\\n', '[4, 12]']\n", ran.stderr


# ---- the live preview


def test_preview_shows_a_failing_lab_and_goes_on(small):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    log = small / "serve.log"
    surroundings = ENVIRONMENT | {"RUNS": str(small / "runs.log")}
    with (
        log.open("w") as output,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=small,
            env=surroundings,
            stdout=output,
            stderr=output,
        ) as server,
    ):

        def wait(text: str, is_there: bool = True) -> str:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and server.poll() is None:
                try:
                    with urlopen(f"http://{address}/labs/01-cards/", timeout=PATIENCE) as answer:
                        html = unescape(answer.read().decode())
                except (URLError, ConnectionError):
                    html = ""
                if html and (text in html) == is_there:
                    return html
                time.sleep(0.1)
            raise AssertionError(f"the preview never showed it:\n{log.read_text('utf8')[-2000:]}")

        try:
            wait("[4, 12]")
            edit(small / LAB, "[12](=product)", "[13](=product)")
            assert "[4, 12]" in wait("the page and the snippet disagree")
            edit(small / LAB, "[13](=product)", "[12](=product)")
            wait("worked-banner", False)
            edit(small / LAB, "[base, product]", 'get_ipython().nothing if "get_ipython" in globals() else 0')
            assert "base" in wait("this cell fails: AttributeError")
            edit(small / LAB, 'get_ipython().nothing if "get_ipython" in globals() else 0', "[product, base]")
            assert "worked-banner" not in wait("[12, 4]")
        finally:
            server.send_signal(signal.SIGINT)  # as a writer stops it: its own processes end, too


# ---- the labs of the site


def text_of(lab: str) -> str:
    """A lab without its code; every character of its text stays in its place."""
    kept, is_text = [], True
    for line in lab.split("\n"):
        is_text = line == "# %% [markdown]" or (is_text and line != "# %%")
        shown = (
            is_text
            and not line.startswith("# %%")
            and not re.match(r"# \w+:", line.replace("title:", "").replace("description:", ""))
        )
        kept.append(f"  {line[2:]}"[: len(line)] if shown else " " * len(line))
    return UNSEEN.sub(lambda away: re.sub(r"[^\n]", " ", away.group()), "\n".join(kept))


def numbers_of_text(lab: str) -> list[re.Match]:
    text = text_of(lab)
    return [number for number in NUMBER.finditer(text) if not LABEL.search(text[: number.start()])]


def numbers_of_comments(lab: str) -> list[re.Match]:
    comments = re.finditer(r"^(?!# ).*\S.*# (?=[\[(\d])(.*)$", lab, re.MULTILINE)
    return [number for comment in comments for number in NUMBER.finditer(lab, *comment.span(1))]


def block_of(lab: str, line: int) -> int:
    """Which of the paragraphs and pieces of code a line is in."""
    return sum(not content.strip("# ") for content in lab.split("\n")[:line])


def caught(checker: Checker, file: Path, lab: str, numbers: list[re.Match]) -> set[re.Match]:
    """The numbers at whose lines the check fails when the last digit of all is another.

    Each is of a block of its own, so none can answer for another; if other blocks fail, too, each is tried alone.
    """
    text = lab
    for number in numbers:
        text = f"{text[: number.end() - 1]}{(int(text[number.end() - 1]) + 1) % 10}{text[number.end() :]}"
    failing = {failure.line for failure in checker.check(file, text).failures}
    lines = {number: line_of(lab, number.start()) for number in numbers}
    blocks = {block_of(lab, line) for line in lines.values()}
    if len(numbers) > 1 and {block_of(lab, line) for line in failing} - blocks:
        return {one for number in numbers for one in caught(checker, file, lab, [number])}
    return {number for number, line in lines.items() if line in failing}


def batches(lab: str, numbers: list[re.Match]) -> list[list[re.Match]]:
    """The numbers, each time one of each block."""
    blocks: dict[int, list[re.Match]] = {}
    for number in numbers:
        blocks.setdefault(block_of(lab, line_of(lab, number.start())), []).append(number)
    return [list(filter(None, batch)) for batch in itertools.zip_longest(*blocks.values())]


def test_another_last_digit_in_the_text_or_a_comment_of_a_lab_is_refused_at_its_line(small, alone, capsys):
    project = copy(small.parent / "site")
    labs = [(Checker(small), small / LAB), *((Checker(project), lab) for lab in sorted(project.glob("docs/labs/*.py")))]
    missed, tried = [], 0
    for checker, lab in labs:
        text = lab.read_text("utf8")
        with chdir(checker.settings.root):
            assert checker.check(lab, text).failures == []
            for numbers in (numbers_of_text(text), numbers_of_comments(text)):
                seen = {one for batch in batches(text, numbers) for one in caught(checker, lab, text, batch)}
                missed += [f"{lab.name}:{line_of(text, number.start())}" for number in numbers if number not in seen]
                tried += len(numbers)
    with capsys.disabled():
        print(f"\n{tried} numbers of {len(labs)} labs changed: {tried - len(missed)} caught")
    assert not missed
    assert len(labs) == 1 + len(list(ROOT.glob("docs/labs/*.py"))) and tried >= 5 + 20 * (len(labs) - 1)
