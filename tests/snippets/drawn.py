"""What tests of figures look at: the texts, shapes and ends of a picture, and a snippet with other inputs."""

import ast
import math
import re
from pathlib import Path
from types import ModuleType

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from snippets.figures import stage
from worked import Picture

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def texts(picture: Picture) -> list[Text]:
    found = [text for text in picture.figure.findobj(Text) if text.get_text()]
    assert found
    return found


def labels(picture: Picture) -> list[str]:
    return [text.get_text() for text in texts(picture)]


def polygons(picture: Picture, color: str) -> list[np.ndarray]:
    shapes = [shape for shape in picture.figure.axes[0].patches if type(shape) is Polygon]
    found = [shape.get_xy()[:-1] for shape in shapes if to_hex(shape.get_facecolor()) == color]
    assert found
    return found


def bands(picture: Picture, word: str) -> list[np.ndarray]:
    """The outlines of a word's bands: down one side, back along the other."""
    return [outline for outline in polygons(picture, stage.TOKENS[word]) if len(outline) != 3]


def rectangles(picture: Picture, color: str | None = None) -> list[Rectangle]:
    shapes = [shape for shape in picture.figure.axes[0].patches if type(shape) is Rectangle]
    found = [shape for shape in shapes if color in (None, to_hex(shape.get_facecolor()))]
    assert found
    return found


def lines(picture: Picture, color: str, width: float | None = None) -> list[Line2D]:
    drawn = [line for line in picture.figure.axes[0].lines if to_hex(line.get_color()) == color]
    found = [line for line in drawn if width in (None, line.get_linewidth())]
    assert found
    return found


def end_widths(outline: np.ndarray) -> tuple[float, float]:
    half = len(outline) // 2
    return math.dist(outline[0], outline[-1]), math.dist(outline[half - 1], outline[half])


def rebuilt(lesson: ModuleType, **new: str) -> dict:
    """The names of a snippet, were these inputs other than they are."""
    tree = ast.parse(Path(lesson.__file__).read_text(encoding="utf-8"))
    changed = []
    for node in tree.body:
        for name in new if isinstance(node, ast.Assign) else ():
            if name in ast.unparse(node.targets[0]).strip("()").split(", "):
                targets = ast.unparse(node.targets[0]).strip("()").split(", ")
                values = node.value.elts if len(targets) > 1 else [node.value]
                values[targets.index(name)] = ast.parse(new[name], mode="eval").body
                node.value = ast.Tuple(values, ast.Load()) if len(targets) > 1 else values[0]
                changed.append(name)
    assert sorted(changed) == sorted(new)
    names = {"__name__": lesson.__name__}
    exec(compile(ast.fix_missing_locations(tree), "changed", "exec"), names)
    return names


def typed_numbers(module: ModuleType, name: str, lesson: ModuleType, other: dict, monkeypatch) -> list[tuple]:
    """The numbers of a drawing that stay as they are with other values of the lesson, each with its text."""
    before = getattr(module, name)()
    for key, value in other.items():
        if hasattr(lesson, key):
            monkeypatch.setattr(lesson, key, value)
    after = getattr(module, name)()
    pairs = [(before.alt, after.alt), *zip(labels(before), labels(after), strict=True)]
    numbers = [
        (same, old)
        for old, new in pairs
        for same, shown in zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
        if same == shown
    ]
    assert any(NUMBER.search(text) for text in (before.alt, *labels(before)))
    return numbers
