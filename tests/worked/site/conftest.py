"""A small project, and two generators of sites that know nothing of `worked`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import markdown
from markdown_it import MarkdownIt

FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
FRAME = "<!doctype html><html><head><title>Notes</title></head><body><nav>Notes</nav><main>{text}</main></body></html>"
GENERATORS: dict[str, Callable[[str], str]] = {
    "Python-Markdown": lambda text: markdown(text, extensions=["attr_list", "fenced_code", "tables", "footnotes"]),
    "CommonMark": MarkdownIt("commonmark", {"html": True}).enable("table").render,
}
SUMS = """\
# Sums

The blend of *animal* is [[3.16, 1.84]](=output), of which a half is [0.50](=half).

```worked
weights @ heights
= 0.72 * 4 + 0.28 * 1
= 3.16
```

| weight | of |
|---|---|
| [0.72](=weights[animal]) | animal |

```python
--8<-- "snippets/soft.py:weights"
```

![The weights of [0.72](=weights[animal])](=bars())

Back to [the ledger](ledger.md).
"""
LEDGER = "# Ledger\n\n<!-- worked:total -->\n\n<!-- worked:ledger -->\n"


@pytest.fixture
def notes(project):
    """Pages with all that staging changes, a picture beside them, and no settings of a generator."""
    project.write(
        "pyproject.toml",
        '[tool.worked]\npages = ["docs/*.md"]\naccounted = ["docs/*.md"]\nfiles = ["docs/*.svg"]\n',
    )
    snippet = (project.root / "snippets/soft.py").read_text("utf8")
    marked = "    # --8<-- [start:weights]\n    light = np.array([0.72, 0.28])\n    # --8<-- [end:weights]\n"
    project.write("snippets/soft.py", f"{snippet}\n\nheights = values[:, 0]\nif True:\n{marked}")
    project.page(SUMS, "docs/sums.md")
    project.page(LEDGER, "docs/ledger.md")
    project.write("docs/bun.svg", "<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    return project


@pytest.fixture(params=GENERATORS)
def generate(request) -> Callable[[Path], Path]:
    """Build the pages of a folder into a site beside it."""

    def generate(staged: Path) -> Path:
        site = staged.parent / "site"
        for page in (staged / "docs").rglob("*.md"):
            text = GENERATORS[request.param](FRONT_MATTER.sub("", page.read_text("utf8"), count=1))
            target = site / page.stem / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(FRAME.format(text=text), "utf8")
        return site

    return generate
