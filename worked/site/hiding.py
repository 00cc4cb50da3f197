"""Classes by which style sheets hide or move words: in the text of a page they would show other words than are written."""

import re
from collections.abc import Iterable
from pathlib import Path

RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<declarations>[^{}]*)\}")
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])|font\s*:\s*0"
    r"|direction\s*:\s*rtl|unicode-bidi\s*:|position\s*:\s*(?:absolute|fixed)|float\s*:|order\s*:|clip(?:-path)?\s*:|text-indent\s*:\s*-)"
)
CLASSES = re.compile(r"\.([\w-]+)")
# What Markdown processors and this library write themselves, and what stands beside the text in its own box.
USUAL = re.compile(
    r"headerlink|footnote-\w+|highlight\w*|linenos\w*|filename|tabbed-.*|admonition.*|inline|end|task-list-.*|worked.*|lab-.*"
)


def style_sheets(folders: Iterable[Path]) -> list[Path]:
    """The style sheets in some folders and below them: those of a theme, of a project and of its pages."""
    return sorted({sheet for folder in folders for sheet in folder.rglob("*.css")})


def hiding_classes(sheet: bytes) -> set[str]:
    """The classes of an element that a style sheet hides or takes out of its line."""
    found: set[str] = set()
    for rule in RULE.finditer(REMARK.sub("", sheet.decode("utf-8", "replace"))):
        if HIDES.search(rule["declarations"]):
            for selector in rule["selectors"].split(","):
                last = re.split(r"[\s>+~]", selector.strip())[-1]
                if "::" not in last and not re.search(r":(?:before|after)\b", last):
                    found.update(CLASSES.findall(re.sub(r":not\([^)]*\)", "", last)))
    return {name for name in found if not USUAL.fullmatch(name)}
