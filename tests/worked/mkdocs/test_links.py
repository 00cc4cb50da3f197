"""Links of a lab: a dead one is named with its place in the Python file."""

from pathlib import Path
from types import SimpleNamespace

from mkdocs.structure.files import Files

from worked.mkdocs.links import dead_links
from worked.read.lab import LabSource

LAB = """\
# ---
# title: Lab
# ---

# %% [markdown]
# [dead](nowhere.md), [source](https://example.org/), [here](#part), [0.5](=half)

# %%
half = 0.5
[round][0](half)

# %% [markdown]
# ![gone](gone.md)
"""


def test_dead_link_is_found_in_text_and_no_call_is_taken_for_a_link():
    page = SimpleNamespace(file=SimpleNamespace(src_uri="lab.py"))
    found = dead_links(LabSource(Path("lab.py"), "lab.py", LAB.encode()), page, Files([]))
    assert [(failure.line, failure.column, failure.headline) for failure in found] == [
        (6, 10, "this link leads to no page: nowhere.md")
    ]
