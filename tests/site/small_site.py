"""A site of two pages and one snippet in the project's own theme: all that a test of one message or one hook needs."""

import re
import shutil
from pathlib import Path

from tests.project import ROOT

PAGE, HOME, SNIPPET, FIGURES = (
    "docs/lessons/01-cards.md",
    "docs/index.md",
    "snippets/cards.py",
    "snippets/figures/cards.py",
)
NAV = 'nav:\n  - Home: index.md\n  - "Lesson 01: Cards": lessons/01-cards.md\n  - glossary.md\n'
FILES = {
    HOME: """\
---
title: Cards
description: Where the cards begin.
numbers: snippets/cards.py
---

# Cards { #cards }

A calm reader reads [200](=speed) words a minute.

## For whom { #for-whom }

For everybody.
""",
    PAGE: """\
---
title: "Lesson 01: Cards"
description: Three cards, and the light on each.
numbers: snippets/cards.py
figures: snippets/figures/cards.py
---

# Lesson 01: Cards { #cards }

Each card has a **[key][]** and a [value of its own][value]. *Road* gets
[0.05](=weights[road]) of the light, a slow one [17.82](=slow).

![The light on the cards.](=light())

## The blend { #blend }

```worked
shares[animal] * paints[animal] + shares[road] * paints[road]
  = 0.72·4 + 0.28·1
  = 2.88 + 0.28
  = 3.16
```

<div data-interactive="pull" data-from="words weights"></div>
""",
    "docs/glossary.md": """\
---
title: Glossary
description: The words of the cards.
---

# Glossary { #glossary }

## key { #key }

What a card is found by.

## value { #value }

What a card gives.
""",
    "docs/references.toml": "",
    SNIPPET: """\
words = ["animal", "road", "cross"]
animal, road, cross = range(3)
weights = [0.72, 0.05, 0.23]
shares = [0.72, 0.28]
paints = [4, 1]
speed = 200
slow = 17.82


def mix(weights):
    return sum(weights)


inputs = ["words", "weights", "shares", "paints", "speed", "slow"]
""",
    FIGURES: """\
from snippets import cards


def light():
    return "\\n".join(f"{word} {weight}" for word, weight in zip(cards.words, cards.weights))
""",
}


def write(folder: Path) -> Path:
    """Write the site's sources; its theme, its plugins and all other settings are the project's."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf8")
    shutil.copytree(ROOT / "theme", folder / "theme", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    settings, count = re.subn(r"^nav:\n(?:  .*\n)+", NAV, (ROOT / "mkdocs.yml").read_text("utf8"), flags=re.MULTILINE)
    assert count == 1
    (folder / "mkdocs.yml").write_text(settings, "utf8")
    return folder
