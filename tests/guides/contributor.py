"""What a contributor does who follows CONTRIBUTING.md: each change of its table, with the code that the guide gives.

Everything bears the name of a round, so that the same can be done twice in one project.
"""

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from tests.project import ROOT, edit, run
from tests.tools import packages
from tools.lessons import Lesson
from tools.lock import MODEL_LOCK, PYTHON_LOCK

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf8")
ROUNDS = ("alpha", "beta")


def code(row: str, start: str) -> str:
    """The code of a row that begins with some words; a guide that says it otherwise is followed otherwise."""
    found = [span for span in re.findall(r"`([^`]+)`", TABLE[row]) if span.startswith(start)]
    assert len(found) == 1, f"CONTRIBUTING.md gives {found} for {row}, of which none or several begin with {start}"
    return found[0]


def section(title: str) -> str:
    return GUIDE.partition(f"## {title}\n")[2].partition("\n## ")[0]


TABLE = dict(re.findall(r"^\| ([\w ]+) \| (.+) \|$", section("Add something else"), re.MULTILINE))
del TABLE["new"]  # the head of the table


class Contributor:
    """Somebody who changes a copy of the project.

    tests  the tests that were written, or that the guide names
    """

    def __init__(self, root: Path, name: str):
        self.root, self.name, number = root, name, 91 + ROUNDS.index(name)
        self.lesson = Lesson(f"{number}-guide-{name}")
        self.tests: list[str] = []

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        assert not file.exists(), f"{path} is there already"
        file.write_text(textwrap.dedent(text).lstrip("\n"), "utf8")
        if Path(path).name.startswith("test_"):
            self.tests.append(path)

    def add(self, path: str, text: str, before: str = "") -> None:
        """Add text to a file: at its end, or before the last place where some words stand."""
        file = self.root / path
        old = file.read_text("utf8")
        at = old.rindex(before) if before else len(old)
        file.write_text(old[:at] + textwrap.dedent(text).lstrip("\n") + old[at:], "utf8")

    def tell(self, text: str) -> None:
        """Tell something in the lesson: in front of its last section."""
        self.add(self.lesson.page, text + "\n", before="## From memory")

    def compute(self, text: str, *inputs: str) -> None:
        """Compute something in the lesson's snippet, and say what of it was chosen."""
        self.add(self.lesson.snippet, text + "\n", before="# What somebody chose")
        for name in inputs:
            edit(self.root / self.lesson.snippet, "inputs = [", f'inputs = ["{name}", ')

    def front_matter(self, old: str, new: str) -> None:
        edit(self.root / self.lesson.page, old, new)

    def navigate(self, path: str) -> None:
        edit(self.root / "mkdocs.yml", "      - glossary.md\n", f"      - glossary.md\n      - {path}\n")

    def prove(self, stem: str, text: str) -> None:
        """Write a test into tests/snippets/."""
        self.write(f"tests/snippets/test_{stem}.py", text)


def lesson(one: Contributor) -> None:
    [command] = re.findall(r"^make new-lesson NAME=(\S+) TITLE=\"(.+)\"$", section("Add a lesson"), re.MULTILINE)
    assert command == ("10-positions", "Positions")
    made = run(one.root, "tools.new_lesson", one.lesson.name, f"Guide {one.name}", PYTHONSAFEPATH="")
    assert made.returncode == 0, made.stderr
    one.tests.append(one.lesson.test)


def example(one: Contributor) -> None:
    """In the lesson that is there, as the guide shows it, under another name: it may have been followed before."""
    half, words = (
        textwrap.dedent(block).replace("half_", f"{one.name}_half_")
        for block in re.findall(r"```\w+\n(.*?)```", section("Add an example"), re.DOTALL)
    )
    at = "# What somebody chose"
    one.add("snippets/soft_lookup.py", half + "\n", before=at)
    edit(one.root / "snippets/soft_lookup.py", 'inputs = """', f'inputs = """ {one.name}_half_weights')
    one.add("docs/lessons/07-soft-lookup.md", f"\n{words}")


def page(one: Contributor) -> None:
    assert code("page that is no lesson", "docs/") == "docs/NAME.md"
    assert code("page that is no lesson", "nav") == "nav" and code("page that is no lesson", "inputs") == "inputs"
    name = f"guide-{one.name}"
    one.write(
        f"docs/{name}.md",
        f"""
        ---
        title: "Cards of {one.name}"
        description: How many cards {one.name} has.
        numbers: snippets/cards_{one.name}.py
        ---

        # Cards of {one.name} {{ #cards }}

        There are [12](=cards) cards here.
        """,
    )
    one.write(f"snippets/cards_{one.name}.py", f'"""The cards of {one.name}."""\n\ncards = 12\n\ninputs = ["cards"]\n')
    one.prove(
        f"cards_{one.name}",
        f"from snippets.cards_{one.name} import cards\n\n\ndef test_cards_make_a_dozen():\n    assert cards == 3 * 4\n",
    )
    one.navigate(f"{name}.md")


def drawing(one: Contributor) -> None:
    named = [code("drawing", beginning) for beginning in ("stage(", "figures:", "snippets/")]
    assert named == ["stage(HEIGHT)", "figures:", "snippets/figures/"]
    one.write(
        f"snippets/figures/{one.lesson.stem}.py",
        f"""
        \"\"\"The drawings of lesson {one.lesson.number}.\"\"\"

        from matplotlib.patches import Rectangle

        from snippets import {one.lesson.stem} as lesson
        from snippets.figures.stage import BEAM, stage, write
        from worked import Picture


        def light() -> Picture:
            \"\"\"How many parts of the light each card gets.\"\"\"
            figure, axes = stage(60)
            for parts, y in zip(lesson.light, (45, 15)):
                axes.add_artist(Rectangle((6, y - 10), 100 * parts, 20, color=BEAM))
                write(axes, 100 * parts + 20, y, str(parts))
            return Picture(figure, f"Two bars of light: {{lesson.light[0]}} parts and {{lesson.light[1]}}.")
        """,
    )
    one.front_matter(
        f"numbers: {one.lesson.snippet}\n",
        f"numbers: {one.lesson.snippet}\nfigures: snippets/figures/{one.lesson.stem}.py\ncard: light()\n",
    )
    one.tell("![The parts of the light.](=light())\n")
    one.prove(
        f"figures_{one.lesson.stem}",
        f"""
        from snippets.figures.{one.lesson.stem} import light


        def test_bars_are_as_long_as_the_light():
            [axes] = light().figure.axes
            assert [bar.get_width() for bar in axes.patches] == [300, 100]
        """,
    )


def part(one: Contributor) -> None:
    name = f"tally{one.name}"
    place = code("interactive part", "<div").replace("NAME", name).replace("words weights", "light")
    assert code("interactive part", "theme/parts/NAME") == "theme/parts/NAME/"
    one.tell(f"Count the light yourself. Without a computer, count the parts above.\n\n{place}\n")
    folder = f"theme/parts/{name}"
    one.write(
        f"{folder}/{name}.html",
        """
        <p class="interactive-title" id="{{ part }}-title">Count the light</p>
        <button type="button">Count</button>
        <output aria-live="polite"></output>
        <template><p data-say="counted">All cards together have {parts} parts of the light.</p></template>
        """,
    )
    one.write(
        f"{folder}/{name}.js",
        """
        import { sentences } from "../shared/said.js";

        export function start(part, { light }) {
          const say = sentences(part);
          part.querySelector("button").addEventListener("click", () => {
            const parts = light.reduce((sum, one) => sum + one);
            part.querySelector("output").textContent = say("counted", { parts });
          });
        }
        """,
    )
    one.write(f"{folder}/{name}.css", f"[data-part={name}] output {{ min-height: 3rem; }}\n")
    one.write(
        f"tests/site/parts/test_{name}.py",
        f"""
        def test_light_is_counted(site):
            with site.window() as window:
                page = window.open("lessons/{one.lesson.name}/")
                part = page.locator("[data-part={name}]")
                part.scroll_into_view_if_needed()
                part.locator("button").click()
                part.locator("output", has_text="4 parts").wait_for()
            assert window.faults == []
        """,
    )


def question(one: Contributor) -> None:
    opening = code("question with options", "<div").replace('id="..."', f'id="{one.name}-light"')
    right, wrong = (code("question with options", f"??? {kind}") for kind in ("right", "wrong"))
    one.tell(
        f"""
        {opening}

        Who gets most of the light?
        {{ .choice-question }}

        {right} "The first card."
            **Right.** Three of all four parts of the light go there.

        {wrong} "The second card."
            **That is the smaller share.** It gets only one part of all four parts.

        {wrong} "Nobody."
            **Nothing goes to waste.** All of the light goes to one card or another.

        </div>
        """
    )


def source(one: Contributor) -> None:
    assert code("source", "[bengio") == "[bengio1994]" and code("source", "url") == "url"
    one.add(
        "docs/references.toml",
        f"""

        [{one.name}2020]
        authors = "Ann {one.name.capitalize()}, Ben Other"
        year = 2020
        title = "A title about light"
        venue = "arXiv"
        url = "https://example.org/{one.name}"
        places = ["table 2"]
        """,
    )
    one.tell(f"[{one.name.capitalize()} et al. 2020](https://example.org/{one.name}) counted the cards before.\n")


def term(one: Contributor) -> None:
    assert code("term", "[query]") == "[query][]"
    word = f"light of {one.name}"
    text = (one.root / "docs/glossary.md").read_text("utf8")
    words = re.findall(r"^## (.+?) \{", text, re.MULTILINE)
    behind = next(other for other in words if other.lower() > word)
    entry = f"## Light of {one.name} {{ #light-of-{one.name} }}\n\nWhat each card gets a share of.\n\n"
    entry += f"Lesson {one.lesson.number}: [From memory](lessons/{one.lesson.name}.md#recall).\n\n"
    one.add("docs/glossary.md", entry, before=f"## {behind} {{")
    one.tell(code("term", "[query]").replace("query", word).join(["The ", " goes to cards.\n"]))


def fact(one: Contributor) -> None:
    call = code("fact of others", "cited(")
    for argument, given in {
        "value": "4",
        "source": f'"{one.name.capitalize()} et al. 2020, table 2"',
        "url": f'"https://example.org/{one.name}"',
    }.items():
        call = call.replace(argument, given)
    assert code("fact of others", "places") == "places"
    one.compute(f"from worked import cited\n\ncards_before = {call}\n", "cards_before")
    one.tell("In their count there were [4](=cards_before) cards.\n")


def measurement(one: Contributor) -> None:
    command = code("measurement", ".venv/bin/python").replace("rescues", f"tosses_{one.name}").split()
    assert code("measurement", "measured(") == "measured(file)"
    one.write(f"snippets/tosses_{one.name}.py", EXPERIMENT.replace("WHO", one.name))
    made = run(one.root, *command[2:], PYTHONSAFEPATH="")
    assert made.returncode == 0, made.stderr
    show_measured(one)
    one.prove(f"tosses_{one.name}", RERUN.replace("WHO", one.name))


def show_measured(one: Contributor) -> None:
    """Tell in the lesson what the record of the experiment says."""
    record = json.loads((one.root / f"snippets/tosses_{one.name}.json").read_text("utf8"))
    one.front_matter(
        f"numbers: {one.lesson.snippet}\n", f"numbers: [{one.lesson.snippet}, snippets/tosses_{one.name}.py]\n"
    )
    heads = f"[{record['values']['heads']:.2f}](={one.name}_heads)"
    one.tell(f"Of [200](={one.name}_tosses) tosses of a coin, a share of {heads} were heads.\n")


EXPERIMENT = '''
"""How often a coin falls on its head. `python -m snippets.tosses_WHO` tosses it anew."""

import json
import platform
import random
from pathlib import Path

from worked import measured

RESULTS = Path(__file__).with_suffix(".json")
WHO_tosses = 200
settings = {"tosses": WHO_tosses}


def share_of_heads(tosses: int, seed: int) -> float:
    return sum(random.Random(seed).choices([0, 1], k=tosses)) / tosses


def results() -> dict:
    if json.loads(RESULTS.read_text(encoding="utf-8"))["settings"] != settings:
        raise ValueError(f"{RESULTS.name} has other settings: run python -m snippets.tosses_WHO")
    return measured(RESULTS)


def measure() -> dict:
    return {
        "script": "python -m snippets.tosses_WHO",
        "seed": 7,
        "versions": {"python": platform.python_version()},
        "settings": settings,
        "values": {"heads": share_of_heads(WHO_tosses, 7)},
    }


def write() -> None:
    RESULTS.write_text(json.dumps(measure(), indent=2) + "\\n", encoding="utf-8")


if __name__ == "__main__":
    write()

WHO_heads = results()["heads"]

inputs = ["WHO_tosses"]
'''
RERUN = """
from snippets import tosses_WHO as tosses


def test_a_quarter_of_the_tosses_falls_alike():
    assert abs(tosses.share_of_heads(50, 7) - tosses.WHO_heads) < 0.25
"""


def package(one: Contributor) -> None:
    """Then a newer version of it. The packages come from a folder: no test asks an index."""
    assert code("package", "pyproject") == "pyproject.toml" and code("package", "requirements") == PYTHON_LOCK.name
    asked, lock, index = f"guide-{one.name}", one.root / PYTHON_LOCK.name, one.root / f"packages-{one.name}"
    before = lock.read_text("utf8")
    packages.write_locked(index, [lock, one.root / MODEL_LOCK.name])
    packages.write(index, asked, "1.0")
    edit(
        one.root / "pyproject.toml",
        "\ntest = [\n",
        f'\ntest = [\n    "{asked}>=1",  # counts the cards of {one.name}\n',
    )
    relock(one, index)
    entry = rf"{asked}==1\.0 (?:\\\n +--hash=sha256:\w{{64}})\n +# via worked \(pyproject.toml\)\n"
    assert re.sub(entry, "", lock.read_text("utf8")) == before != lock.read_text("utf8")
    packages.write(index, asked, "1.1")
    relock(one, index)
    assert f"\n{asked}==1.0 " in lock.read_text("utf8")
    relock(one, index, code("package", "make lock ").partition("ARGS=")[2])
    assert f"\n{asked}==1.1 " in lock.read_text("utf8")


def relock(one: Contributor, index: Path, *arguments: str) -> None:
    """`make lock`, where no Node is installed: a package of Python needs none."""
    there = {"UV_DEFAULT_INDEX": index.as_uri(), "UV_CACHE_DIR": f"{index}/cache", "UV_NO_CONFIG": "1"}
    locked = run(one.root, "tools.lock", *arguments, PYTHONSAFEPATH="", PATH="", **there)
    assert locked.returncode == 0, locked.stderr
    assert "stays as it was" in locked.stdout


def lab(one: Contributor) -> None:
    """As the guide asks for it: named as its lesson, with the parts and as many questions and tasks as a lab has."""
    asked = section("Edit a lab, or add one")
    assert all(words in asked for words in ("docs/labs/NAME.py", "`# ---`", "`# %% [markdown]`", "`numbers:`"))
    predicts = int(re.search(r"(\d+) questions", asked)[1])
    tasks = int(re.search(r"(\d+) tasks", asked)[1])
    cells = [OPENING.format(number=one.lesson.number, name=one.lesson.name, who=one.name, snippet=one.lesson.snippet)]
    cells += [QUESTION.format(place=place) for place in range(predicts)]
    cells += [TASK.format(place=f"{one.name}_{place}") for place in range(tasks)]
    one.write(f"docs/labs/{one.lesson.name}.py", "\n".join(cells))
    tried = "".join(TRIED.format(place=f"{one.name}_{place}") for place in range(tasks))
    one.add(one.lesson.test, f"\n\nTASKS = {{{tried}\n}}\n")
    line = f'      - "Lab {one.lesson.number}: Light": labs/{one.lesson.name}.py\n'
    edit(one.root / "mkdocs.yml", "  - Reference:\n", f"{line}  - Reference:\n")


OPENING = """\
# ---
# title: "Lab for lesson {number}: light"
# description: Share the light of {who} out, cell by cell.
# numbers: {snippet}
# ---

# %% [markdown]
# # Lab: share the light
#
# **What you need**
#
# - [Lesson {number}](../lessons/{name}.md).
# - A little Python.
#
# **What you will do**
#
# - Share some light out.
# - Then share it anew.
#
# **What you will know**
#
# - What a share is.
# - Why all shares make one whole.

# %%
import numpy as np

light = np.array([3, 1])  # (2,)
"""
QUESTION = """\
# %% [markdown]
# **Predict:** how much light is there in all?

# %%
print(light.sum())
"""
TASK = """\
# %% [markdown]
# ## Now you
#
# How much light is there in all? Write it in place of the dots, then run both cells.

# %%
my_{place} = ...


# %%
def judge_{place}(answer):
    if answer is ...:
        return "Nothing to check yet: replace the dots."
    if not isinstance(answer, int):
        return "Write a whole number."
    if answer < 0:
        return "Light is never below zero."
    if answer in light:
        return "That is one card only."
    return "Right, that is all of it." if answer == light.sum() else "Add the light of both cards."


print(judge_{place}(my_{place}))

# %% [markdown]
# ??? success "Show the answer"
#     All of it together: [4](=light.sum()).
"""
TRIED = """
    "my_{place}": [
        ("'much'", "Write a whole number."),
        ("-1", "Light is never below zero."),
        ("3", "That is one card only."),
        ("7", "Add the light of both cards."),
        ("4", "Right, that is all of it."),
    ],"""

ROWS: dict[str, Callable[[Contributor], None]] = {
    "source": source,
    "page that is no lesson": page,
    "drawing": drawing,
    "fact of others": fact,
    "measurement": measurement,
    "term": term,
    "question with options": question,
    "interactive part": part,
    "package": package,
}
SECTIONS: dict[str, Callable[[Contributor], None]] = {
    "Add a lesson": lesson,
    "Add an example": example,
    "Edit a lab, or add one": lab,
}
