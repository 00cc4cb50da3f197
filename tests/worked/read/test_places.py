"""A wrong number is found wherever a reader sees one, at its own line and column."""

import pytest

from tests.worked.conftest import SNIPPET

# Each text holds the right literal where the braces are; {} stands for it once.
CLAIMS = {
    "prose": "Animal gets [{}](=weights[animal]).",
    "prose, in the middle of a paragraph": "Two lines,\nand [{}](=weights[animal]) in the second.",
    "blanks in the expression": "It gets [{}](<=weights[animal] * 1>).",
    "bold literal": "It gets **[{}](=weights[animal])**.",
    "literal that is bold": "It gets [**{}**](=weights[animal]).",
    "literal in code": "It gets [`{}`](=weights[animal]).",
    "list": "- one\n- [{}](=weights[animal])",
    "numbered list": "1. one\n2. [{}](=weights[animal])",
    "nested list": "- one\n    - inner\n        - [{}](=weights[animal])",
    "list item of two paragraphs": "- one\n\n    then [{}](=weights[animal])",
    "task list": "- [ ] [{}](=weights[animal])",
    "quote": "> said\n> [{}](=weights[animal])",
    "list in a quote": "> - [{}](=weights[animal])",
    "admonition": "!!! note\n    It gets [{}](=weights[animal]).",
    "admonition title": '!!! note "It gets [{}](=weights[animal])"\n    Text.',
    "folded admonition": '??? question "How much?"\n    It gets [{}](=weights[animal]).',
    "admonition in an admonition": "!!! note\n    Text.\n\n    !!! tip\n        It gets [{}](=weights[animal]).",
    "tab": '=== "One"\n    It gets [{}](=weights[animal]).\n\n=== "Other"\n    Text.',
    "table cell": "| a | b |\n|---|---|\n| it | [{}](=weights[animal]) |",
    "table cell with a call": "| a |\n|---|\n| [{}](=weights[:1].max()) |",
    "footnote": "Text.[^why]\n\n[^why]: It gets [{}](=weights[animal]).",
    "footnote of two paragraphs": "Text.[^why]\n\n[^why]:\n    First.\n\n    It gets [{}](=weights[animal]).",
    "definition list": "Term\n:   It gets [{}](=weights[animal]).",
    "caption": "![The beam, [{}](=weights[animal]) bright.](=bars())",
    "link text": "[it gets [{}](=weights[animal])](https://example.org)",
    "non-breaking blank before": "café\u00a0[{}](=weights[animal])",
    "behind a comment": "<!-- hidden --> [{}](=weights[animal])",
    "behind a display formula": "$$\nx\n$$\n[{}](=weights[animal])",
    "block of HTML": "<div markdown>\nIt gets [{}](=weights[animal]).\n</div>",
}
EQUATIONS = {
    "code span": "Here [`0.50 + 0.22 = {}`](=parts) holds.",
    "code span of two backticks": "Here [``0.50 + 0.22 = {}``](=parts) holds.",
    "code span in a table": "| a |\n|---|\n| [`0.50 + 0.22 = {}`](=parts) |",
    "code span in a heading": "## Sum `parts.sum() = 0.50 + 0.22 = {}` { #sum }",
    "formula": "Here [$0.50 + 0.22 = {}$](=parts) holds.",
    "formula in a list": "- [$0.50 + 0.22 = {}$](=parts)",
    "displayed formula": "$$\ns = 0.50 + 0.22 = {}\n$$",
    "displayed formula in a list": "- one\n\n    [$$0.50 + 0.22 = {}$$](=parts)",
    "bracketed formula": "\\(s = 0.50 + 0.22 = {}\\) and \\[2 \\cdot s = 1.44\\]",
    "name of the snippet": "Here `weights[animal] = {}` holds.",
    "worked fence": "```worked\nparts.sum()\n  = 0.50 + 0.22\n  = {}\n```",
    "worked fence, its second line": "```worked\n2 * s / 2\n  = 2 * 0.72 / 2\n  = 1.44 / 2\n  = {}\n```",
    "worked fence in an admonition": "!!! note\n    ```worked\n    parts.sum()\n      = 0.50 + 0.22\n      = {}\n    ```",
    "worked fence in a quote": "> ```worked\n> parts.sum()\n>   = 0.50 + 0.22\n>   = {}\n> ```",
}
NAMED = SNIPPET + "parts = np.array([0.50, 0.22])\ns = 0.72\n"
TYPED = {
    "prose": "There are {} cats.",
    "list": "- one\n- {} cats",
    "quote": "> {} cats",
    "admonition title": '!!! note "{} cats"\n    Text.',
    "admonition": "!!! note\n    {} cats",
    "tab title": '=== "{} cats"\n    Text.',
    "table cell": "| a |\n|---|\n| {} cats |",
    "table head": "| {} cats |\n|---|\n| a |",
    "footnote": "Text.[^n]\n\n[^n]: {} cats",
    "definition list": "Term\n:   {} cats",
    "heading": "## {} cats { #cats }",
    "underlined heading": "{} cats { #cats }\n------",
    "code span": "Run `sleep({})`.",
    "formula": "So $x_i \\cdot {}$ grows.",
    "text fence": "```text\n{} cats\n```",
    "python fence": "```python\nx = {}\n```",
    "tilde fence": "~~~\n{} cats\n~~~",
    "fence in a list": "- one\n\n    ```text\n    {} cats\n    ```",
    "fence title": '```text title="{} cats"\ncats\n```',
    "indented code": "Text:\n\n    {} cats",
    "block of HTML": "<div>\n{} cats\n</div>",
    "alt attribute": '<img src="a.png" alt="{} cats">',
    "title attribute": '<abbr title="{} cats">C</abbr>',
    "aria-label attribute": "<span aria-label='{} cats'>c</span>",
    "image text": "![{} cats](cats.png)",
    "link text": "[{} cats](https://example.org)",
    "link title": '[cats](https://example.org "{} cats")',
    "title of a link definition": '[cats]\n\n[cats]: https://example.org "{} cats"',
    "abbreviation": "C here.\n\n*[C]: {} cats",
    "unclosed emphasis": "**{} cats",
    "escaped bracket": r"\[{} cats\]",
    "unclosed backtick": "`{} cats",
    "behind a dollar": "It costs ${} today.",
    "negative": "It is −{} cold.",
    "percent": "It is {}% sure.",
    "with a unit": "It is {} km away.",
    "glued to a unit": "It is {}km away.",
    "power of ten": "It is {}e3 far.",
    "range": "From token 1 to {} cats.",
    "before a declared noun": "There are {} tokens.",
}


def position(text: str, literal: str) -> tuple[int, int]:
    """Line and column of a literal, on a page whose front matter is three lines long."""
    before = text[: text.index(literal)]
    return before.count("\n") + 4, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS)
def test_claim_is_checked_in(project, text):
    project.page(text.format("0.72"))
    right = project.check()
    assert right.code == 0, right.out
    wrong = text.format("0.73")
    project.page(wrong)
    assert project.check().failure == (*position(wrong, "0.73"), "the page and the snippet disagree")


@pytest.mark.parametrize("text", EQUATIONS.values(), ids=EQUATIONS)
def test_equation_is_checked_in(project, text):
    project.write("snippets/soft.py", NAMED)
    project.page(text.replace("{}", "0.72"))
    right = project.check()
    assert right.code == 0, right.out
    wrong = text.replace("{}", "0.73")
    project.page(wrong)
    assert project.check().failure == (*position(wrong, "0.73"), "this equation does not hold")


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_number_without_account_is_refused_in(project, text):
    typed = text.replace("{}", "97")
    project.page(typed)
    line, column, headline = project.check().failure
    assert (line, column) == position(typed, "97")
    assert headline.startswith("nothing accounts for 97")


@pytest.mark.parametrize("key", ["title", "description"])
@pytest.mark.parametrize("value", ["97 cats", '"97 cats"', "'97 cats'"])
def test_number_without_account_is_refused_in_the_front_matter(project, key, value):
    text = f"---\nnumbers: snippets/soft.py\n{key}: {value}\nhide: 3\n---\n[0.72](=weights[animal])\n"
    project.write("page.md", text)
    before = text[: text.index("97")]
    line, column, headline = project.check().failure
    assert (line, column) == (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    assert headline == "nothing accounts for 97"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 97 cats -->",
        '<span data-n="97">c</span>',
        "[cats](https://example.org/97)",
        "![cats](cats97.png)",
        "[cats](page.md#part-97)",
        "<https://example.org>",
        "[cats](cats.md){ .wide-97 }",
        "Text[^97].\n\n[^97]: cats",
    ],
)
def test_number_that_no_reader_sees_needs_no_account(project, text):
    project.write("pyproject.toml", '[tool.worked]\nattributes = ["data-n"]\n')
    project.page(text + "\n\n[0.72](=weights[animal])\n")
    run = project.check()
    assert run.code == 0, run.out


@pytest.mark.parametrize("key", ["title", "description"])
@pytest.mark.parametrize(
    "value",
    ["97", ">\n  folded\n  97 cats", "|\n  97 cats", '"\\x39\\x37 cats"', "&a 97 cats", "!!str 97", '"97\n  cats"'],
)
def test_number_is_refused_however_the_front_matter_writes_it(project, key, value):
    project.page("[0.72](=weights[animal])\n", meta=f"{key}: {value}\n")
    run = project.check()
    assert run.code == 1 and run.places[0][1] in (3, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "<script>\n97\n</script>",
        "<style>\n.a::after { content: '97' }\n</style>",
        "<script src='cats.js'></script>",
        "Text <script>97</script>",
    ],
)
def test_what_may_write_numbers_later_is_refused(project, text):
    project.page(text + "\n\n[0.72](=weights[animal])\n")
    assert project.check().failure[0] == 4
