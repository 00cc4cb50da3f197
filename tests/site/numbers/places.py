"""Every place of a page where a reader can see a number: `{}` stands for it."""

PLAIN = """\
---
title: A page
description: What it says
numbers: snippets/soft_lookup.py
figures: snippets/figures/soft_lookup.py
---

# A page

"""
PLACES = {
    "paragraph": "There are {} things.",
    "emphasis": "There are **{}** things.",
    "second line": "There are\n{} things.",
    "escaped": r"There are \{}\. No more.",
    "heading": "## The {} things {{ #things }}",
    "underlined heading": "The {} things {{ #things }}\n---------",
    "heading's name": '## Things {{ #things title="{} things" }}',
    "list": "- there are {} things",
    "nested list": "- things\n\n    - there are {}",
    "numbered list": "1. there are {} things",
    "task list": "- [x] there are {} things",
    "quote": "> There are {} things.",
    "admonition's title": '!!! note "The {} things"\n    Text.',
    "admonition's kind": "!!! {} things\n    Text.",
    "admonition": "!!! note\n    There are {} things.",
    "details' title": '??? note "The {} things"\n    Text.',
    "nested admonition": "!!! note\n\n    !!! tip\n\n        There are {} things.",
    "tab's title": '=== "The {} things"\n    Text.',
    "tab": '=== "Things"\n    There are {} things.',
    "table's head": "| {} things |\n|---|\n| a |",
    "table": "| things |\n|---|\n| {} |",
    "table without outer bars": "things | more\n---|---\n{} | a",
    "footnote": "A note.[^a]\n\n[^a]: There are {} things.",
    "footnote's second paragraph": "A note.[^a]\n\n[^a]: Things.\n\n    There are {} of them.",
    "definition": "Things\n:   There are {} of them.",
    "term": "The {} things\n:   Some.",
    "caption": "![The {} things.](=spotlight())",
    "image's words": "![The {} things.](../assets/beam.svg)",
    "image's title": '![Things.](../assets/beam.svg "The {} things")',
    "link's text": "[The {} things](https://example.org/).",
    "link's title": '[Things](https://example.org/ "The {} things").',
    "reference's title": '[Things][a].\n\n[a]: https://example.org/ "The {} things"',
    "attribute": '[Things](https://example.org/){{ title="The {} things" }}.',
    "address shown": "<https://example.org/{}>",
    "inline code": "There is `thing = {}`.",
    "inline code with a call": "There is `things({})`.",
    "formula": "There is $x + {}$.",
    "power": "There is $x^{{{}}}$.",
    "displayed formula": "$$\nx + {}\n$$",
    "text fence": "```text\n{} things\n```",
    "plain fence": "```\n{} things\n```",
    "python fence": "```python\nthings = {}\n```",
    "python comment": "```python\nthings  # {}\n```",
    "comment of a name": "```python\noutput  # [3.09, 1.37], {} things\n```",
    "fence's title": '```python title="The {} things"\nthings\n```',
    "fence's title in single quotes": "```python title='The {} things'\nthings\n```",
    "fence in a list": "- things\n\n    ```text\n    {} things\n    ```",
    "fence in an admonition": "!!! note\n\n    ```text\n    {} things\n    ```",
    "indented code": "Things:\n\n    {} things",
    "HTML": "<p>There are {} things.</p>",
    "HTML in text": "There are <em>{}</em> things.",
    "HTML image's words": '<img src="a.svg" alt="The {} things">',
    "HTML label": '<span aria-label="The {} things">Things</span>',
    "HTML title": '<span title="The {} things">Things</span>',
    "HTML over two lines": '<span\ntitle="The {} things">Things</span>',
    "power sign": "There are x² and {} things.",
    "percent": "There are {}% of them.",
    "thousands": "There are {},000 things.",
    "with a unit": "There are {}px of them.",
    "behind a hyphen": "There are GPT-{} things.",
}
