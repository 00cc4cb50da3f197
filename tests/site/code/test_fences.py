"""Every python fence of a page is found and run, wherever a reader can see it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_markdown_docs.plugin import FenceSyntax, extract_fence_tests

ROOT = Path(__file__).parents[3]

PLACES = """\
```python
top
```

``` `` ``` opens no fence.

!!! note "In an admonition"

    ```python
    in_admonition
    ```

    === "In a tab of it"

        ```python
        in_tab_of_admonition
        ```

=== "In a tab"
    ```python
    in_tab
    ```

??? question "In a list of details"
    1.  one

        ```python
        in_list_of_details
        ```

- in a list

    ```python
    in_list
    ```

    !!! tip

        ```{.python title="with options"}
        in_admonition_of_list
        ```

> in a quote
>
> ```python
> in_quote
> ```
>
> !!! note
>     ```python
>     in_admonition_of_quote
>     ```

A note.[^1]

[^1]: In a footnote

    ```python
    in_footnote
    ```

Term
:   In a definition

    ~~~ python
    in_definition
    ~~~

````markdown
!!! note "Shown, not run"

    ```python
    shown
    ```
````

!!! note

    ```text
    === "no tab"
    ```

```python
def last():
    keeps_its_indent
```
"""


def fences_seen(page: str) -> int:
    """Count the python fences by the look of their first lines alone."""
    seen, opened = 0, ""
    for line in page.splitlines():
        line = re.sub(r"^([\s>]|[-*+] |\d+\. )+", "", line).rstrip()
        fence = re.match(r"(`{3,}(?!.*`)|~{3,})\s*(\{?\s*\.?(python3?|py)\b)?", line)
        if not opened and fence:
            opened, seen = fence[1], seen + bool(fence[2])
        elif opened and len(line) >= len(opened) and set(line) == {opened[0]}:
            opened = ""
    return seen


def fences_run(request: pytest.FixtureRequest, page: str) -> list[str]:
    parser = request.config.hook.pytest_markdown_docs_markdown_it()
    tests = extract_fence_tests(parser, page, 0, Path("page.md"), fence_syntax=FenceSyntax.superfences)
    return [test.source for test in tests]


def test_fences_run_wherever_a_reader_sees_them(request):
    run = fences_run(request, PLACES)
    assert [source.rpartition("\n\n")[2].strip() for source in run] == [
        "top",
        "in_admonition",
        "in_tab_of_admonition",
        "in_tab",
        "in_list_of_details",
        "in_list",
        "in_admonition_of_list",
        "in_quote",
        "in_admonition_of_quote",
        "in_footnote",
        "in_definition",
        "def last():\n    keeps_its_indent",
    ]
    assert fences_seen(PLACES) == len(run)


def test_fence_keeps_the_line_of_the_page(request):
    lines = PLACES.splitlines()
    for source in fences_run(request, PLACES):
        last_line = source.splitlines()[-1].strip()
        assert lines[source.count("\n") - 1].strip("> ") == last_line


def test_quote_after_a_note_is_not_content_of_the_note(request):
    page = "!!! note\n    text\n\n>     ```python\n>     four columns in: a code block of the quote\n>     ```\n"
    assert fences_run(request, page) == []


def test_every_fence_of_the_pages_is_collected():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "docs"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    collected = listed.stdout.count("[CodeFence#")
    seen = sum(fences_seen(page.read_text("utf8")) for page in ROOT.glob("docs/**/*.md"))
    assert collected == seen, listed.stdout
    assert seen > 0, "the pages hold no python fence"


QUOTING = """\
# Page

```python
--8<-- "{}"
```
"""
HALF = '```python\n--8<-- "lookup.py:half"\n```\n\n'


@pytest.fixture
def snippet(request, tmp_path, monkeypatch):
    """A snippet in a project of its own."""
    conftest = request.config.pluginmanager.get_plugin(str(ROOT / "conftest.py"))
    monkeypatch.setattr(conftest, "ROOT", tmp_path)
    (tmp_path / "lookup.py").write_text(
        "# --8<-- [start:half]\nfrom math import exp\n\nhalf = 0.5\n# --8<-- [end:half]\n\n"
        "# --8<-- [start:power]\npower = exp(half)\n# --8<-- [end:power]\n\n"
        "raise AssertionError('beyond the section')\n"
    )


def test_quoted_section_runs_after_the_fences_above_it(request, snippet):
    _, source = fences_run(request, HALF + QUOTING.format("lookup.py:power"))
    names = {}
    exec(source, names)
    assert names["power"] == names["exp"](0.5)


@pytest.mark.parametrize("below", ["", HALF])
def test_quoted_section_does_not_run_without_what_it_depends_on(request, snippet, below):
    source, *_ = fences_run(request, QUOTING.format("lookup.py:power") + below)
    with pytest.raises(NameError, match="exp"):
        exec(source, {})


@pytest.mark.parametrize(
    ("quoted", "message"),
    [
        ("lookup.py:halves", 'line 4: lookup.py has no section "halves".*it has: half, power'),
        ("nowhere.py:half", "line 4: .*nowhere.py"),
    ],
)
def test_wrong_section_is_an_error_that_names_the_line_and_the_file(request, snippet, quoted, message):
    with pytest.raises(pytest.Collector.CollectError, match=message):
        fences_run(request, QUOTING.format(quoted))
