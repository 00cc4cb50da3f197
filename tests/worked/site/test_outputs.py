"""Outputs: what the cells of a lab put out, run in a kernel, and what is refused."""

import _thread
import re
import subprocess
import sys
import threading
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_output

from worked.read.lab import LabError, LabSource
from worked.site.kernel import Kernel, aside
from worked.site.outputs import run_lab, shown

OUTPUTS = {  # what the page shows of each cell; None where there is no box
    "import time\nprint('half', end='')\ntime.sleep(0.5)\nprint(' and half')": "half and half",
    "print('half', end='', flush=True)\nprint(' and half')\n7": "half and half\n7",
    "print('one')\ndisplay(2, 3)\nprint('four')": "one\n2\n3\nfour",
    "print('\\x1b[31mred\\x1b[0m &amp; <b>')": "red &amp; <b>",
    "print('\\n\\n  an indent\\n\\n')": "  an indent",
    "'text'": "'text'",
    "print(*range(3000))": " ".join(map(str, range(3000))),
    "import os\nsorted(os.listdir())": "[]",
    "print()": "",
    "kept = 1": None,
    "": None,
}
DRAWS = """
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(2, 1))
axes.bar(["animal", "road"], [0.72, 0.05], color="#bb4e00", edgecolor="black")
plt.close(figure)
display(figure, metadata={"alt": "Animal's bar is the longer one."})
"""
TABLE = """
class Table:
    def _repr_html_(self):
        return "<table><tr><td>1</td></tr></table>"
    def __repr__(self):
        return "animal  1"
Table()
"""
FIRST = 5  # the line of the mark of the first cell


def lab_of(*cells: str) -> LabSource:
    text = "# ---\n# title: Lab\n# ---\n" + "".join(f"\n# %%\n{cell}\n" for cell in cells)
    return LabSource(Path("lab.py"), "lab.py", text.encode())


def picture(*inside: str, root: str = '<svg viewBox="0 0 9 9">', **metadata: str):
    text = f'{root}{"".join(inside)}<path d="M1 1h7" style="stroke:#BB4E00;fill:none"/></svg>'
    return new_output("execute_result", {"image/svg+xml": text, "text/plain": "<Odd>"}, metadata=metadata)


def test_page_shows_the_text_that_each_cell_puts_out():
    ran = run_lab(lab_of(*OUTPUTS))
    box = r'<div class="lab-output".*?><pre tabindex="0">(.*)</pre></div>'
    boxes = [re.fullmatch(box, html, re.DOTALL) for html in ran]
    assert [box and unescape(box[1]) for box in boxes] == list(OUTPUTS.values())
    assert not any("<b>" in html for html in ran) and ran[-1] == ran[-2] == ""


@pytest.mark.parametrize(
    "cells, below, message",  # how many lines below the mark of the first cell
    [
        (["", "def fail():\n    1 / 0", "fail()"], 5, "this cell fails: ZeroDivisionError: division by zero"),
        (["half = 0.5", "half +"], 4, "this cell fails: SyntaxError: invalid syntax"),
        (["1", "import sys\nprint('\\x1b[31modd\\x1b[0m\\nend', file=sys.stderr)"], 3, "this cell warns: odd end"),
        (
            ["1", "class Odd:\n    def _repr_html_(self):\n        return '<b>a</b>'\nOdd()"],
            3,
            "this cell puts out text/html, and a lab shows text, or SVG: print what it shows",
        ),
        (["1", "import os\nos._exit(1)"], 1 - FIRST, "no kernel ran this lab to its end: Kernel died"),
    ],
    ids=["in a function above", "syntax", "warning", "other kind", "dead kernel"],
)
def test_cell_that_cannot_be_shown_is_named_with_its_line(cells, below, message):
    with pytest.raises(LabError, match=f"^{message}") as caught:
        run_lab(lab_of(*cells))
    assert caught.value.line == FIRST + below


@pytest.mark.parametrize(
    "output, message",
    [
        (new_output("execute_result", {"text/plain": "<Axes>", "image/png": ""}), "this cell puts out a picture"),
        (new_output("display_data", {}), "this cell puts out something"),
        (picture(), "this cell draws a picture, and it has no alternative text: give the SVG a <title>, or display"),
        (picture("<title> </title>"), "this cell draws a picture, and it has no alternative text"),
        (new_output("display_data", {"image/svg+xml": "<b>"}, metadata={"alt": "A b."}), "and it is no SVG: "),
        (new_output("display_data", {"image/svg+xml": "<svg/>"}, metadata={"alt": "A."}), "no SVG with a viewBox"),
        (new_output("stream", name="stdout", text=f"{object()}\n"), "this cell puts out an address in memory"),
        (new_output("stream", name="stdout", text="\u202e14\n"), r"nobody can read: U\+202E is a character"),
        (new_output("stream", name="stdout", text="1\u200b4\n"), r"nobody can read: U\+200B is a character"),
        (new_output("stream", name="stdout", text="a\b4\n"), r"nobody can read: U\+0008 is a character"),
        (
            new_output("execute_result", {"text/plain": "[np.float64(3.09)]"}),
            r"this cell shows np.float64\(3.09\), which",
        ),
    ],
    ids=[
        *("other kind", "nothing", "picture without words", "empty words", "damaged", "no size"),
        *("address", "backwards", "unseen", "backspace", "a number of numpy"),
    ],
)
def test_output_that_is_no_lasting_text_is_refused_at_its_cell(output, message):
    lasting = new_output("stream", name="stdout", text="text\n")
    with pytest.raises(LabError, match=message) as caught:
        shown([lasting, output], lab_of("1").code_cells[0], "cell")
    assert caught.value.line == FIRST


@pytest.mark.parametrize(
    "output",
    [
        picture("<title>A level line.</title>"),
        picture(alt="A level  line."),
        picture(
            "<title>A</title>",
            root='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" aria-label="A level line.">',
        ),
    ],
    ids=["title", "what Jupyter is told", "label"],
)
def test_picture_takes_its_words_from_the_cell_and_its_colours_from_the_page(output):
    below = new_output("stream", name="stdout", text="text\n")
    html = shown([output, below], lab_of("1").code_cells[0], "cell", {"#bb4e00": "--beam"})
    assert '<pre tabindex="0">text</pre><svg' in html and "Odd" not in html
    assert 'role="img" aria-label="A level line."' in html and 'class="worked-picture"' in html
    assert 'stroke="var(--beam, #bb4e00)"' in html and 'd="M1 1h7"' in html
    assert "style=" not in html and "<title" not in html


def test_ctrl_c_during_a_lab_reaches_whoever_runs_it_and_ends_the_kernel():
    """In the thread that runs a lab, nbclient would keep it for itself."""
    sleeping = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    over = threading.Event()

    def work() -> None:
        Kernel.running.append(SimpleNamespace(provisioner=SimpleNamespace(process=sleeping)))
        _thread.interrupt_main()
        over.wait()

    with pytest.raises(KeyboardInterrupt):
        aside([work])
    over.set()
    assert sleeping.poll() is not None and not Kernel.running


def test_what_is_done_aside_gives_what_it_gives_and_raises_what_it_raises():
    assert aside([lambda: 7, lambda: 8]) == [7, 8]
    for works in ([lambda: 1 / 0, lambda: 8], [lambda: 7, lambda: 1 / 0]):
        with pytest.raises(ZeroDivisionError):
            aside(works)


@pytest.mark.parametrize(
    "cell",
    [
        "print({'animal', 'road', 'cross', 'tired', 'it', 'the', 'was'})",
        "import random\nrandom.random()",
        "import numpy as np\nnp.random.default_rng().normal()",
        "import time\nprint(time.perf_counter())",
        "import tempfile\nprint(tempfile.mkdtemp())",
    ],
    ids=["a set", "chance", "chance of numpy", "time", "a new name"],
)
def test_what_a_second_run_does_not_repeat_is_refused_at_its_cell(cell):
    with pytest.raises(LabError, match="^this cell puts out something else when the lab runs again") as caught:
        run_lab(lab_of("print('the same')", cell))
    assert caught.value.line == FIRST + 3


def test_lab_runs_in_the_same_place_whatever_a_user_has_set(monkeypatch):
    users_own = {"TZ": "Asia/Tokyo", "LC_NUMERIC": "de_DE", "MATPLOTLIBRC": "/nowhere", "PYTHONWARNINGS": "always"}
    for name, value in users_own.items():
        monkeypatch.setenv(name, value)
    asked = "import os, time, warnings\nwarnings.warn('old', ImportWarning)\nprint(time.localtime(0).tm_hour, os.environ['LC_ALL'], os.environ['MATPLOTLIBRC'])"
    there, drawn, table = run_lab(lab_of(asked, DRAWS.strip(), TABLE.strip()), colors={"#bb4e00": "--beam"})
    assert "0 C.UTF-8 /dev/null" in there
    assert drawn.count("<svg") == 1 and 'aria-label="Animal\'s bar is the longer one."' in drawn
    assert ">animal</text>" in drawn and 'fill="var(--beam, #bb4e00)"' in drawn and 'stroke="currentColor"' in drawn
    assert '<pre tabindex="0">animal  1</pre>' in table
