"""What the labs promise: eight cells to the blend, an opening, and tasks that say what went wrong."""

import ast
import contextlib
import io
import re
from fractions import Fraction
from functools import cache
from importlib import import_module
from itertools import takewhile
from types import SimpleNamespace

import jupytext
import numpy as np
import pytest

from tests.project import ROOT
from tools.lessons import Lesson

LABS = sorted((ROOT / "docs" / "labs").glob("*.py"))
SOFT_LOOKUP, SCALED_DOT_PRODUCT = "07-soft-lookup", "08-scaled-dot-product"
PARTS = ["What you need", "What you will do", "What you will know"]


@cache
def cells(lab: str) -> list:
    return jupytext.read(ROOT / "docs" / "labs" / f"{lab}.py", fmt="py:percent").cells


@cache
def code(lab: str) -> list[str]:
    return [cell.source for cell in cells(lab) if cell.cell_type == "code"]


def prose(lab: str) -> list[str]:
    return [cell.source for cell in cells(lab) if cell.cell_type == "markdown"]


def said(source: str, names: dict) -> str:
    """Run cells, and give what they print and draw."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for statement in ast.parse(source).body:
            if isinstance(statement, ast.Expr):
                value = eval(compile(ast.Expression(statement.value), "<cell>", "eval"), names)
                print(value._repr_svg_(), end="") if hasattr(value, "_repr_svg_") else None
            else:
                exec(compile(ast.Module([statement], []), "<cell>", "exec"), names)
    return out.getvalue().strip()


@cache
def ran(lab: str) -> SimpleNamespace:
    """A lab that ran from its first cell to its last: its names, and what each cell printed."""
    names = {"__name__": "__main__"}
    return SimpleNamespace(names=names, outputs=[said(source, names) for source in code(lab)])


def judge_of(task: str) -> tuple[str, str]:
    """The lab of a task, and the cell that judges it."""
    found = [(lab.stem, source) for lab in LABS for source in code(lab.stem) if f"({task}))" in source]
    assert len(found) == 1, f"{task} is judged by {len(found)} cells"
    return found[0]


def judged(task: str, answer: str) -> str:
    """What the judge prints, once a reader wrote an answer into the cell of a task."""
    lab, judge = judge_of(task)
    names = dict(ran(lab).names)
    said(f"{task} = {answer}", names)
    return said(judge, names)


def test_each_lab_bears_the_name_of_its_lesson_and_leads_to_it() -> None:
    assert {SOFT_LOOKUP, SCALED_DOT_PRODUCT} <= {lab.stem for lab in LABS}
    for lab in LABS:
        assert f"(../lessons/{lab.stem}.md" in lab.read_text(encoding="utf-8"), (
            f"{lab.name}: name it as its lesson, and link to that"
        )


@pytest.mark.parametrize("lab", [lab.stem for lab in LABS])
def test_a_lab_opens_with_what_you_need_do_and_know(lab: str) -> None:
    opening = prose(lab)[0]
    assert opening.startswith("# Lab: "), "a lab opens with a title, # Lab: ..."
    found = re.findall(r"^\*\*(.+?)\*\*$", opening, re.MULTILINE)
    assert found == PARTS, f"under its title, a lab has the lists {', '.join(f'**{part}**' for part in PARTS)}"
    for part in PARTS:
        after = opening.partition(f"**{part}**")[2].strip().splitlines()
        items = [line for line in takewhile(str.strip, after) if line.startswith("- ")]
        assert len(items) >= 2, f"a lab has two points or more under **{part}**"


@pytest.mark.parametrize("lab", [lab.stem for lab in LABS])
def test_a_lab_needs_nothing_but_numpy(lab: str) -> None:
    tree = ast.parse("\n".join(code(lab)))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import numpy as np"], (
        "a lab imports numpy once, and nothing else"
    )


@pytest.mark.parametrize("lab", [lab.stem for lab in LABS])
def test_a_lab_asks_before_it_shows(lab: str) -> None:
    asked = sum("**Predict" in text for text in prose(lab))
    tasks = sum("## Now you" in text for text in prose(lab))
    assert asked >= 12, "a lab asks at least 12 questions that open with **Predict"
    assert tasks >= 3, "a lab has at least 3 tasks, each under a heading ### Now you: ... of its own"
    assert tasks == len(re.findall(r"^my_\w+ = ", "\n".join(code(lab)), re.MULTILINE)), (
        "under each heading ### Now you: ... stands one task, my_NAME = ..."
    )


@pytest.mark.parametrize("lab", [lab.stem for lab in LABS])
def test_an_answer_waits_in_a_closed_box_behind_its_judge(lab: str) -> None:
    box = re.compile(r'\?\?\? success "[^"\n]+"(\n(    .+)?)+')  # all of a cell, all of it inside
    judges = [place for place, cell in enumerate(cells(lab)) if "def judge_" in cell.source]
    boxes = [place for place, cell in enumerate(cells(lab)) if box.fullmatch(cell.source)]
    assert [place + 1 for place in judges] == boxes, (
        'behind each judge_NAME stands a box ??? success "...", alone in its text: a line # %% [markdown] above it, and one below'
    )
    assert len(judges) == sum("## Now you" in text for text in prose(lab))


def test_a_soft_lookup_is_built_in_eight_cells() -> None:
    built = []
    for cell in cells(SOFT_LOOKUP):
        if "## Now you" in cell.source:
            break
        built += [cell.source] if cell.cell_type == "code" else []
    names: dict = {}
    outputs = [said(source, names) for source in built]
    assert len(built) == 8
    assert "cards[" in built[0] and outputs[0] == "[4, 1]"  # from a dict …
    assert outputs[-1] == "[3.09 1.37]"  # … to the blend
    shares = [Fraction(share) for share in ("0.72", "0.05", "0.08", "0.15")]
    by_hand = [sum(map(Fraction.__mul__, shares, map(Fraction, column))) for column in ([4, 1, 2, 0], [1, 4, 0, 3])]
    assert by_hand == [Fraction("3.09"), Fraction("1.37")]
    assert names["output"] == pytest.approx([float(entry) for entry in by_hand], rel=1e-15)


def test_the_lookup_that_was_built_refuses_what_are_no_shares() -> None:
    mix = ran(SOFT_LOOKUP).names["mix"]
    values = ran(SOFT_LOOKUP).names["values"]
    for wrong in ([0.5, 0.3, 0.1, 0.2], [1.2, -0.2, 0.0, 0.0]):
        with pytest.raises(ValueError, match="shares"):
            mix(wrong, values)


OF_LESSON = {lab.stem: import_module(f"tests.snippets.test_{Lesson(lab.stem).stem}") for lab in LABS}
TASKS = {task: tried for test in OF_LESSON.values() for task, tried in getattr(test, "TASKS", {}).items()}


def test_every_task_of_the_labs_is_tried() -> None:
    for lab in LABS:
        tasks = re.findall(r"^(my_\w+) = ", "\n".join(code(lab.stem)), re.MULTILINE)
        tried = list(getattr(OF_LESSON[lab.stem], "TASKS", {}))
        assert tasks == tried, f"{Lesson(lab.stem).test} tries the tasks of {lab.name} in TASKS, in their order"


@pytest.mark.parametrize("task", TASKS)
def test_an_empty_task_says_that_there_is_nothing_to_check(task: str) -> None:
    lab, judge = judge_of(task)
    assert ran(lab).outputs[code(lab).index(judge)].startswith("Nothing to check yet: replace ")


CASES = [(task, *case) for task, cases in TASKS.items() for case in cases]


@pytest.mark.parametrize(("task", "answer", "verdict"), CASES)
def test_a_judge_says_in_words_what_is_wrong(task: str, answer: str, verdict: str) -> None:
    assert verdict in judged(task, answer)


def sentences_of(task: str) -> list[str]:
    """All that a judge may say, apart from the numbers in it."""
    constants = (node.value for node in ast.walk(ast.parse(judge_of(task)[1])) if isinstance(node, ast.Constant))
    return [text for text in constants if isinstance(text, str) and len(text.split()) > 2]


@pytest.mark.parametrize("task", TASKS)
def test_every_sentence_of_a_judge_can_be_heard(task: str) -> None:
    heard = "\n".join([judged(task, "..."), *(judged(task, answer) for answer, _ in TASKS[task])])
    sentences = sentences_of(task)
    assert len(sentences) >= 5, f"the judge of {task} says at least 5 sentences, each of 3 words or more"
    unheard = [sentence for sentence in sentences if sentence not in heard]
    assert unheard == [], "each sentence of a judge is heard with an answer in TASKS"


@pytest.mark.parametrize("task", TASKS)
def test_a_judge_does_not_give_the_answer_away(task: str) -> None:
    told = {answer: judged(task, answer) for answer, _ in TASKS[task]}
    *_, last = told  # a right one
    accepted = [sentence for sentence in sentences_of(task) if sentence in told[last]]
    right = [answer for answer, words in told.items() if any(sentence in words for sentence in accepted)]
    wrong = told.keys() - set(right)
    assert accepted, f"the judge of {task} says a sentence of 3 words or more to the last answer of TASKS, a right one"
    assert len(wrong) >= 4, f"TASKS tries {task} with at least 4 wrong answers, and with a right one at the end"
    secrets = {number for answer in right for number in re.findall(r"\d+\.\d+", answer)}
    for answer in wrong:
        assert not secrets & set(re.findall(r"\d+\.\d+", told[answer]))


def test_the_detective_sees_each_mistake_in_its_table() -> None:
    names = ran(SCALED_DOT_PRODUCT).names
    looks = {}
    for letter, culprit in names["truth"].items():
        table = names["culprits"][culprit]
        sums, later = [sum(row) for row in table.tolist()], table[~np.tri(len(table), dtype=bool)]
        rows_fail, light_is_late = max(abs(total - 1) for total in sums) > 0.01, later.max() > 0.01
        looks[letter] = "axis" if rows_fail else "mask" if light_is_late else "scale"
    assert looks == names["truth"]
    assert sorted(looks.values()) == ["axis", "mask", "scale"]


def test_without_a_mask_the_order_of_the_cards_does_not_matter() -> None:
    names = ran(SCALED_DOT_PRODUCT).names
    queries, keys, values = names["text_queries"], names["text_keys"], names["text_values"]
    shuffled = [3, 0, 4, 2, 1]
    answers, _ = names["attention"](queries, keys, values)
    same, _ = names["attention"](queries, keys[shuffled], values[shuffled])
    assert same == pytest.approx(answers, rel=1e-12)
    masked, _ = names["attention"](queries, keys[shuffled], values[shuffled], names["may_look"])
    assert not np.allclose(masked, names["text_outputs"])


# ---- the numbers in the code ------------------------------------------------------------------------

WIDTH = re.compile(r":[<>]?(\d+)?(?:\.(\d+)f)?\}")  # of a format: {share:.2f}


def typed_in(code: str) -> list[tuple[int, int]]:
    """Where numbers stand in the code of a lab, widths of formats too; a judge is heard only with an answer."""
    tree, starts = ast.parse(code), [0]
    for line in code.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    judges = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("judge_")]
    silent = [(starts[node.lineno - 1], starts[node.end_lineno]) for node in judges]
    found = [match.span(group) for match in WIDTH.finditer(code) for group in (1, 2) if match[group]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            line = code[starts[node.lineno - 1] : starts[node.lineno]].encode()
            column = len(line[: node.col_offset].decode())
            start = starts[node.lineno - 1] + column
            found.append((start, start + len(ast.get_source_segment(code, node))))
    return [span for span in found if not any(low <= span[0] < high for low, high in silent)]


def heard(code: str) -> str:
    try:
        return said(code, {"__name__": "__main__"})
    except (ArithmeticError, IndexError, KeyError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("lab", [lab.stem for lab in LABS])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # another number may divide by zero
def test_each_number_of_the_code_shows_in_what_it_prints(lab: str) -> None:
    source = "\n\n".join(code(lab))
    before, places, same = heard(source), typed_in(source), getattr(OF_LESSON[lab], "SAME", {})
    unseen = set()
    for start, end in places:
        number = Fraction(source[start:end])
        unit = Fraction(1, 10 ** len(source[start:end].partition(".")[2]))
        other = source[:start] + str(float(number + unit) if "." in source[start:end] else number + unit) + source[end:]
        if heard(other) == before:
            line = source[source.rfind("\n", 0, start) + 1 : source.index("\n", start)].strip()
            unseen.add(next((known for known in same if line.startswith(known)), line))
    assert len(places) > (40 if lab in (SOFT_LOOKUP, SCALED_DOT_PRODUCT) else 0)
    assert unseen <= same.keys(), f"print what these numbers change, or say in SAME of {Lesson(lab).test} why not"
