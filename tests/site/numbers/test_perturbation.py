"""What derives from an input of a snippet moves with it, so that nothing typed can hide.

Each number of an input (the snippet lists them, as `inputs`) is nudged by one in its last digit, one at a time; where the
snippet refuses that (shares add up to one), the next number of its list gives what it takes. Nudges that move no
claim in common are then shown and checked in one world, since none can answer for another there. Then

- the check refuses the pages, at the line of every claim that reads otherwise now;
- every other number that the snippet names has moved under some nudge;
- every number in the texts and alternative texts of the drawings follows some expression that
  moves, under all nudges alike. A typed label follows none: whatever it equals moves away.

So is each number of an experiment's record (`rescues.json` beside `rescues.py`). An input that was
a setting of the experiment is refused alone: the record says so too, and then it runs.

Not nudged are indices, axes and numbers of decimals, which say where and how (a result may hold
no other number: it would be typed); the bodies of functions, since what they return is looked
at instead; and the numbers of `snippets/figures`, which are places and sizes on the paper. A
number of a drawing that is too coarse to move with one unit has to move with ten.
"""

import ast
import compileall
import gc
import re
import runpy
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.project import ROOT, Checker, copy, imports_from, line_of, pages
from tests.site.numbers.draws import drawn_once
from tests.site.numbers.nudge import (
    Place,
    entries,
    inputs_of,
    numbers_of_inputs,
    places_measured,
    remeasured,
    resettled,
    rewritten,
    typed_numbers,
)
from worked import Page, Picture, named_snippets, read_source, svg

SNIPPETS = sorted(file.stem for file in ROOT.glob("snippets/*.py"))
CONSTANT = {  # results of each snippet that no input moves, and why: its own test lists them
    stem: getattr(import_module(f"tests.snippets.test_{stem}"), "CONSTANT", {}) for stem in SNIPPETS
}
NAMES_DRAWN = {"state1", "state2"}
KNOWN_EVERYWHERE = {"sqrt": np.sqrt, "exp": np.exp}  # in every claim
PLACE = re.compile(r"[\w/-]+\.(?:md|py):\d+(?::\d+)?|to \d+ digits")  # of a message that is shown: held by its own test
WITHOUT_NUMBERS = {"shapes()", "layer()", "choices()"}  # they name their sizes by letters

NUMBER = re.compile(r"[A-Za-z]*\d+(?:,\d{3})*(?:\.\d+)?%?")
EXPRESSION = r"=(?:[^()]|\((?:[^()]|\([^()]*\))*\))+|<=[^<>]+>"
CLAIM = re.compile(rf"(?<!!)\[([^\[\]]+|\[[^\[\]]+\])\]\(({EXPRESSION})\)")
DRAWING = re.compile(r"\]\(=(\w+\(\))\)")


class Claim:
    """A claim of a page, read and judged without `worked`."""

    def __init__(self, place: tuple[str, int], shown: str, expression: str):
        # An equation: the expression gives the numbers of one of its sides.
        self.place, self.expression = place, expression.removeprefix("<").removeprefix("=").removesuffix(">")
        self.sides = [re.findall(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?%?", side) for side in shown.split("=")]

    def holds(self, world: "World") -> bool:
        values = np.ravel(world.shown(self)).tolist()
        fitting = [side for side in self.sides if len(side) == len(values)]
        return bool(fitting) and all(map(reads_as, fitting[0], values))


def reads_as(shown: str, value: float) -> bool:
    number, half_unit, factor = read(shown)
    return abs(number - value * factor) <= half_unit * (1 + 1e-9)


@cache  # labels are compared with each value of each world
def read(shown: str) -> tuple[float, float, int]:
    """A number as it stands on a page, half a unit of its last digit, and by how much a percentage is larger."""
    digits = shown.strip("%").replace("−", "-").replace(",", "")
    return float(digits), 10.0 ** Decimal(digits).as_tuple().exponent / 2, 100 if shown.endswith("%") else 1


class World:
    """A project with the text of one snippet, or its record, changed: what is computed, drawn and refused in it.

    drawings    those that are drawn in it
    is_checked  where the snippet refuses what was changed, it is checked in any case
    own         what the snippet itself defines
    names       what the pages show: this, and what the other snippets define that they name
    """

    def __init__(
        self, project: "Project", text: str, record: str = "", drawings: list[str] = (), is_checked: bool = True
    ):
        self.project, self.text, self.record = project, text, record
        project.snippet.write_text(text, "utf8")
        if project.record_text:
            project.record.write_text(record or project.record_text, "utf8")
        self.own: dict = {}
        self.names: dict = {}
        self.others: dict[str, dict] = {}
        self.of_page: dict[str, dict] = {}
        self.known: dict[
            tuple[str, str], object
        ] = {}  # what expressions come to, by their page, once they were asked for
        with imports_from(project.root), drawn_once():
            self.runs = self.takes(text)
            if self.runs:
                self.names |= self.own
                self.numbers = {drawing: numbers_of(self.texts(drawing)) for drawing in drawings}
        self.failures = set(self.refused()) if project.is_checked and (is_checked or not self.runs) else set()

    def refused(self) -> Iterator[tuple[str, int]]:
        """The places at which the check refuses the pages."""
        checker = Checker(self.project.root)
        for page, text in self.asked().items():
            for failure in checker.check(page, text).failures:
                yield failure.file, failure.line

    def asked(self) -> dict[Path, str]:
        """The pages that have to be refused, with their texts; all, where none has.

        Each would tell of a snippet that does not run: one does, as far as its first claim.
        """
        project = self.project
        if not self.runs:
            page = project.pages[0]
            first = CLAIM.search(text := project.sources[page])
            return {page: text[: first.end()] if first else text}
        moved = {claim.place[0] for claim in self.moved}
        shown = [page for page in project.pages if page.relative_to(project.root).as_posix() in moved]
        return {page: project.sources[page] for page in shown or project.pages}

    def takes(self, text: str) -> bool:
        """Whether the snippet runs with what was changed, and all others that the pages show with it."""
        try:
            self.run(self.project.snippet, text)
            for other in self.project.others:
                self.others[other.relative_to(self.project.root).as_posix()] = vars(self.project.imported(other))
                self.names |= vars(self.project.imported(other))
        except ValueError:
            return False
        return True

    def run(self, snippet: Path, text: str) -> None:
        """Run the snippet for all that import it, too; what it defined before it refused is known."""
        module = ModuleType(f"snippets.{snippet.stem}")
        module.__file__ = str(snippet)
        sys.modules[module.__name__] = module
        self.own = vars(module)
        self.own.update(KNOWN_EVERYWHERE)
        exec(compile(text, str(snippet), "exec"), self.own)

    @cached_property
    def moved(self) -> list[Claim]:
        """The claims that read otherwise in this world."""
        return [claim for claim in self.project.claims if not claim.holds(self)]

    def names_on(self, page: str) -> dict:
        """What a page shows: two pages may name snippets that call different things by one name."""
        if page not in self.of_page:
            named = [self.others[one] for one in self.project.named[page] if one in self.others]
            self.of_page[page] = {name: thing for other in named for name, thing in other.items()} | self.own
        return self.of_page[page]

    def texts(self, drawing: str) -> list[str]:
        """The texts of a drawing, the alternative text first."""
        if callable(self.names.get(drawing.partition("(")[0])):
            return [eval(drawing, self.names)]  # a diagram, which is text
        return texts_of(eval(drawing, vars(self.project.imported(self.project.figures))))

    def shown(self, claim: Claim):
        """What the expression of a claim comes to here, worked out once; in one world for all, where it never rests on the snippet."""
        page, expression = claim.place[0], claim.expression
        known = self.project.apart if self.is_apart(page, expression) else self.known
        if (page, expression) not in known:
            known[page, expression] = eval(compiled(expression), self.names_on(page))
        return known[page, expression]

    def is_apart(self, page: str, expression: str) -> bool:
        """Whether an expression of a page names only what snippets define that are free of the one that is nudged."""
        names = set(compiled(expression).co_names)
        if names & self.own.keys():
            return False
        definers = {one for one in self.project.named[page] if names & self.others.get(one, {}).keys()}
        return definers <= self.project.free

    @cached_property
    def values(self) -> dict[str, float]:
        """What the snippet's names and the pages' expressions come to, entry by entry."""
        things = {name: thing for name, thing in self.own.items() if not name.startswith("_")}
        things |= {f"{claim.place[0]}={claim.expression}": self.shown(claim) for claim in self.project.claims}
        return {place: value for name, thing in things.items() for place, value in entries(name, thing)}


@cache  # the same in each world
def compiled(expression: str) -> CodeType:
    return compile(expression, expression, "eval")


def snippets_of(page: Path) -> list[str]:
    """The snippets that a page names."""
    return named_snippets(Page(read_source(page, page.name)).meta)


def shown_on(root: Path, name: str) -> list[Path]:
    """The pages that show the numbers of a snippet."""
    found = [page for page in pages(root) if name in snippets_of(page)]
    assert found, f"no page shows a number of {name}: name it there, in `numbers:`"
    return found


def imported_names(text: str) -> set[str]:
    """What a module takes from others: their results, not its own."""
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def numbers_of(texts: list[str]) -> list[str]:
    return [number for text in texts for number in NUMBER.findall(PLACE.sub("", text)) if number not in NAMES_DRAWN]


def texts_of(picture: Picture) -> list[str]:
    return [picture.alt, *(text.get_text() for axes in picture.figure.axes for text in axes.texts)]


class Project:
    """A copy of the project in which the numbers of a snippet are nudged.

    nudged   each input, or of the names in `only`, with the world in which it alone is one unit higher
    shown    the same nudges in worlds that are drawn and checked
    refused  the worlds in which the snippet refused to run with that change alone
    """

    def __init__(self, root: Path, stem: str, only: str = "", drawings: str = "", is_checked: bool = True):
        self.root, self.is_checked = root, is_checked
        self.snippet, self.figures = root / f"snippets/{stem}.py", root / f"snippets/figures/{stem}.py"
        self.record = self.snippet.with_suffix(".json")
        name = f"snippets/{stem}.py"
        self.pages = shown_on(root, name)
        self.named = {page.relative_to(root).as_posix(): snippets_of(page) for page in self.pages}
        self.others = [
            root / one for one in dict.fromkeys(one for named in self.named.values() for one in named) if one != name
        ]
        self.free = {one.relative_to(root).as_posix() for one in self.others if not self.needs_snippet(one)}
        self.apart: dict[tuple[str, str], object] = {}  # what expressions come to in each world
        self.sources = {page: page.read_text("utf8") for page in self.pages}
        self.claims = [
            Claim((page.relative_to(root).as_posix(), line_of(text, match.start())), *match.groups())
            for page, text in self.sources.items()
            for match in CLAIM.finditer(text)
        ]
        texts = self.sources.values()
        drawn = [drawing for text in texts for drawing in DRAWING.findall(text)]
        assert len(self.claims) + len(drawn) == sum(len(re.findall(r"\]\(<?=", text)) for text in texts)
        self.inputs = inputs_of(self.snippet)
        self.text = self.snippet.read_text("utf8")
        self.record_text = self.record.read_text("utf8") if self.record.exists() else ""
        self.drawings = drawings.split() or sorted(drawing for drawing in set(drawn) if self.is_own(drawing))
        own = re.compile(rf"snippets.{stem}\.py$")  # which is another text in each world
        compileall.compile_dir(root / "snippets", rx=own, quiet=1)  # once, and not in each world
        self.base, self.refused = World(self, self.text, drawings=self.drawings), []
        gc.freeze()  # what is loaded by now stays: else each world's garbage is looked for among all of it
        self.numbered = [drawing for drawing, numbers in self.base.numbers.items() if numbers]
        self.numbers = numbers_of_inputs(self.text, only.split() or self.inputs)
        nudges = [(str(number), *self.nudge(number)) for number in self.numbers]
        if self.record_text and not only:
            nudges += [self.measure(place) for place in places_measured(self.record_text)]
        self.nudged = [(name, world) for name, world, _ in nudges]
        self.shown = [shown for group in grouped(nudges) for shown in self.together(group)]

    def imported(self, file: Path) -> ModuleType:
        """A module of this project, run at most once in a world."""
        return import_module(".".join(file.relative_to(self.root).with_suffix("").parts))

    def needs_snippet(self, other: Path) -> bool:
        """Whether another snippet imports the one that is nudged, or what it imports does."""
        with imports_from(self.root):
            self.imported(other)
            return f"snippets.{self.snippet.stem}" in sys.modules

    def is_own(self, drawing: str) -> bool:
        """Whether this snippet or its figures make a drawing; a page may show others."""
        texts = [self.text, self.figures.read_text("utf8") if self.figures.exists() else ""]
        return any(f"\ndef {drawing.removesuffix(')')}" in text for text in texts)

    def computed(self, text: str, record: str = "") -> World:
        return World(self, text, record, is_checked=False)

    def drawn(self, text: str, record: str = "") -> World:
        return World(self, text, record, self.numbered)

    def nudge(self, number) -> tuple[World, dict]:
        """The first nudge of a number that the snippet takes."""
        for changes in number.nudges():
            world = self.computed(text := rewritten(self.text, changes))
            if not world.runs and self.record_text:
                self.refused.append(world)
                world = self.computed(text, resettled(self.record_text, world.own["settings"]))
            if world.runs:
                return world, changes
            self.refused.append(world)
        raise AssertionError(f"the snippet runs with no nudge of {number}")

    def measure(self, place: Place) -> tuple[str, World, dict]:
        """A nudge of a measured number."""
        world = self.computed(self.text, remeasured(self.record_text, [place]))
        return f"measured {' '.join(map(str, place))}", world, {place: None}

    def together(self, group: list[tuple[str, World, dict]]) -> list[World]:
        """The world of some nudges at once; of half of them each, where some undo what another does."""
        if len(group) == 1:
            return [self.drawn(group[0][1].text, group[0][1].record)]
        world = self.combined({what: by for _, _, changes in group for what, by in changes.items()})
        moved = {claim for _, alone, _ in group for claim in alone.moved}
        if world.runs and moved <= set(world.moved):
            return [self.drawn(world.text, world.record)]
        half = len(group) // 2
        return [*self.together(group[:half]), *self.together(group[half:])]

    def combined(self, changes: dict) -> World:
        """The world of some changes of typed numbers and of measured ones."""
        text = rewritten(self.text, {node: by for node, by in changes.items() if isinstance(node, ast.Constant)})
        places = [place for place in changes if isinstance(place, tuple)]
        record = remeasured(self.record_text, places) if places else ""
        world = self.computed(text, record)
        if not world.runs and self.record_text:
            world = self.computed(text, resettled(record or self.record_text, world.own["settings"]))
        return world

    def pushed(self, drawings: list[str]) -> list[World]:
        """Worlds in which all numbers of an input are ten units higher, where the snippet takes that, with some drawings."""
        worlds = []
        for names in {tuple(number.names): None for number in self.numbers}:
            changes = {number.node: 10 * number.unit for number in self.numbers if tuple(number.names) == names}
            worlds.append(World(self, rewritten(self.text, changes), drawings=drawings, is_checked=False))
        return [world for world in worlds if world.runs]

    def typed_results(self) -> set[str]:
        """The names that hold typed numbers, and are no inputs."""
        return {", ".join(i.names) for i in typed_numbers(self.text) if not i.names or set(i.names) - set(self.inputs)}

    def unmoved_results(self) -> set[str]:
        """The computed numbers that stay the same under every nudge."""
        names = self.base.own.keys() - imported_names(self.text) - set(self.inputs)
        names = [name for name in names if not name.startswith("_")]
        places = [place for name in names for place, _ in entries(name, self.base.own[name])]
        worlds = [self.base, *(world for _, world in self.nudged)]
        return {place for place in places if len({world.values.get(place) for world in worlds}) == 1}

    def typed_labels(self) -> set[tuple[str, str]]:
        """The numbers of the drawings that follow nothing that moves, be it nudged or pushed."""
        shown = [self.base, *self.shown]
        coarse = sorted({drawing for drawing, _ in self.unfollowed(shown, self.numbered)})
        return self.unfollowed(shown + self.pushed(coarse), coarse) if coarse else set()

    def unfollowed(self, worlds: list[World], drawings: list[str]) -> set[tuple[str, str]]:
        values = np.array([[abs(world.values.get(place, np.nan)) for place in self.base.values] for world in worlds])
        return {
            (drawing, column[0])
            for drawing in drawings
            for column in zip(*(world.numbers[drawing] for world in worlds), strict=True)
            if not is_followed(column, values)
        }


def grouped(nudges: list[tuple[str, World, dict]]) -> list[list[tuple[str, World, dict]]]:
    """Nudges in groups in which no two move the same claim, or change the same number."""
    groups: list[tuple[set, list]] = []
    for nudge in sorted(nudges, key=lambda nudge: -len(nudge[1].moved)):
        touched = {*nudge[1].moved, *nudge[2]}
        taken, group = next((one for one in groups if one[0].isdisjoint(touched)), (set(), []))
        if not group:
            groups.append((taken, group))
        taken |= touched
        group.append(nudge)
    return [group for _, group in groups]


def differences(text: str, other: str) -> str:
    """The lines of one text that read otherwise in another."""
    return "\n".join(line for line in other.splitlines() if line not in text.splitlines())


def is_followed(column: tuple[str, ...], values: np.ndarray) -> bool:
    """Whether a drawing's number moves, and is in all worlds the value of one place.

    column  the number as it is shown in each world
    values  (n_world, n_place) float, without their signs
    """
    letters = re.match("[A-Za-z]*", column[0]).group()
    shown = [number.removeprefix(letters) for number in column]
    numbers, half_units, factors = (np.array(part)[:, None] for part in zip(*map(read, shown)))

    def reads(worlds: slice, values: np.ndarray) -> np.ndarray:  # (n_world, n_place)
        return np.abs(numbers[worlds] - values * factors[worlds]) <= half_units[worlds] * (1 + 1e-9)

    at_first = reads(slice(1), values[:1])[0]  # few places have the number that the page shows
    return len(set(shown)) > 1 and bool(reads(slice(None), values[:, at_first]).all(axis=0).any())


# ---- the snippets of the project


@pytest.fixture(scope="module", params=SNIPPETS)
def nudged(request, alone, tmp_path_factory) -> Project:
    return Project(copy(tmp_path_factory.mktemp("nudged") / "project"), request.param)


def test_every_snippet_lists_its_inputs():
    assert SNIPPETS and all(inputs_of(ROOT / f"snippets/{stem}.py") for stem in SNIPPETS)


def test_every_drawing_of_the_pages_is_looked_at_with_some_snippet():
    """A page names the module that draws; what this takes from another's figures is looked at with that snippet."""
    files = {stem: [ROOT / f"snippets/{stem}.py", ROOT / f"snippets/figures/{stem}.py"] for stem in SNIPPETS}
    texts = {stem: "".join(file.read_text("utf8") for file in both if file.exists()) for stem, both in files.items()}
    owners = {}
    for page in pages():
        text, meta = page.read_text("utf8"), Page(read_source(page, page.name)).meta
        named = {Path(one).stem for one in [*named_snippets(meta), *filter(None, [meta.get("figures")])]}
        taken = {
            other
            for stem in named
            for other in re.findall(r"^from snippets\.figures\.(\w+) import", texts[stem], re.MULTILINE)
        }
        for drawing in DRAWING.findall(text):
            stems = [stem for stem in sorted((named | taken) & texts.keys()) if f"\ndef {drawing[:-1]}" in texts[stem]]
            owners[page.name, drawing] = stems
    assert len(owners) >= 9 and all(len(stems) == 1 for stems in owners.values()), owners
    assert "rescues" in {stem for stems in owners.values() for stem in stems}


def test_nudged_input_is_refused_at_every_claim_that_reads_otherwise(nudged, capsys):
    for number, world in nudged.nudged:
        assert world.moved, f"{number} shows on no page: write it, or what is computed from it, as a claim of a page"
    unseen = {
        f"{claim.place}: {claim.expression}, where the snippet reads\n{differences(nudged.text, world.text)}"
        for world in nudged.shown
        for claim in world.moved
        if claim.place not in world.failures
    }
    assert not unseen
    refused = sum(len(world.moved) for world in nudged.shown)
    with capsys.disabled():
        print(
            f"\n{len(nudged.nudged)} inputs nudged, in {len(nudged.shown)} worlds: {refused} claims moved and were refused"
        )
    assert refused >= sum(len(world.moved) for _, world in nudged.nudged)
    assert not nudged.base.failures
    assert len(nudged.nudged) >= len(nudged.inputs)


def test_snippet_that_refuses_its_input_is_refused(nudged):
    snippet = nudged.snippet.relative_to(nudged.root).as_posix()
    assert all(snippet in {file for file, _ in world.failures} for world in nudged.refused)


def test_no_result_of_the_snippet_is_typed(nudged):
    assert nudged.typed_results() == set(), "typed numbers of a snippet are named in its `inputs`, or computed"
    stem = nudged.snippet.stem
    assert nudged.unmoved_results() == set(CONSTANT[stem]), (
        f"results that no input moves are listed as CONSTANT in tests/snippets/test_{stem}.py, each with the reason"
    )


def test_every_number_of_a_drawing_follows_what_it_shows(nudged, capsys):
    with capsys.disabled():
        print(
            f"\n{sum(map(len, nudged.base.numbers.values()))} numbers on {len(nudged.drawings)} drawings, in {1 + len(nudged.shown)} worlds"
        )
    assert nudged.typed_labels() == set(), "a number of a drawing is written from a value of the snippet"
    assert {drawing for drawing, numbers in nudged.base.numbers.items() if not numbers} <= WITHOUT_NUMBERS


def test_texts_looked_at_are_all_that_a_picture_shows(alone):
    figures = import_module("snippets.figures.soft_lookup")
    for name in ("relay_and_direct", "fading", "recall", "memory", "spotlight", "hard_and_soft", "blend", "dial"):
        picture = getattr(figures, name)()
        drawn = ElementTree.fromstring(svg(picture, prefix="p", colors={}))
        shown = [" ".join(text.itertext()) for text in drawn.iter() if text.tag.endswith("}text")]
        assert sorted(filter(None, texts_of(picture))) == sorted([drawn.get("aria-label"), *shown])
        assert len(shown) > 1


# ---- what the above would see


TYPED = {
    "label": 'for text in drawn.figure.axes[0].texts:\n        text.set_text(text.get_text().replace(amount(lesson.weights[0]), "0.72"))',
    "alternative text": 'drawn = Picture(drawn.figure, drawn.alt.replace(amount(lesson.weights[0]), "0.72"))',
}


@pytest.mark.parametrize("line", TYPED.values(), ids=TYPED)
def test_typed_number_of_a_drawing_is_seen(alone, tmp_path, line):
    root = copy(tmp_path / "project")
    with (root / "snippets/figures/soft_lookup.py").open("a") as figures:
        figures.write(f"\ndraw_it = spotlight\ndef spotlight():\n    drawn = draw_it()\n    {line}\n    return drawn\n")
    project = Project(root, "soft_lookup", only="weights", drawings="spotlight()", is_checked=False)
    assert project.typed_labels() == {("spotlight()", "0.72")}


TYPED_RESULTS = {
    "np.array([3.09, 1.37])": {"output[0]", "output[1]"},
    "np.array([(weights @ values)[0], 1.37])": {"output[1]"},
    "weights @ np.array([[4, 1], [1, 4], [2, 0], [0, 3]])": set(),  # moves with the weights alone
}


@pytest.mark.parametrize("typed", TYPED_RESULTS)
def test_typed_result_is_seen(alone, tmp_path, typed):
    root = copy(tmp_path / "project")
    snippet = root / "snippets/soft_lookup.py"
    text, count = re.subn(r"^output = .*", f"output = {typed}", snippet.read_text("utf8"), flags=re.MULTILINE)
    assert count == 1
    snippet.write_text(text, "utf8")
    project = Project(root, "soft_lookup", only="weights values", drawings="paths()", is_checked=False)
    assert "output" in project.typed_results()
    assert {name for name in project.unmoved_results() if name.startswith("output")} == TYPED_RESULTS[typed]


def test_typed_measurement_is_seen(alone, tmp_path):
    root = copy(tmp_path / "project")
    snippet = root / "snippets/rescues.py"
    text = snippet.read_text("utf8")
    line = 'standard_error = measurements["standard_error"]'
    assert text.count(line) == 1
    typed = runpy.run_path(str(snippet))["standard_error"]
    snippet.write_text(text.replace(line, f"standard_error = {typed!r}"), "utf8")
    project = Project(root, "rescues", is_checked=False)
    assert project.typed_results() == {"standard_error"}
    assert project.unmoved_results() - set(CONSTANT["rescues"]) == {"standard_error"}
    [(_, world)] = [(name, world) for name, world in project.nudged if name == "measured standard_error"]
    assert not world.moved  # nobody would see it change
