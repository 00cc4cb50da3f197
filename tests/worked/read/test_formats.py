"""Markdown of other tools: .mdx, .qmd and .Rmd, and front matter that is no plain YAML."""

import pytest

PAGES = {
    "page.mdx": "import Chart from './chart'\n\nexport const n = 3\n\n# Title\n\n<Chart n={n}>\n\n`3 * 7 = R`\n\n</Chart>\n",
    "page.qmd": "---\ntitle: x\n---\n\n```{python}\n#| label: fig\nn = 3\n```\n\nSo $3 \\cdot 7 = R$, {{< meta x >}}.\n",
    "page.Rmd": "---\ndate: !expr Sys.Date()\n---\n\n```{r}\nn <- 3\n```\n\nWe have `r n` and `3 * 7 = R`.\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_of_another_tool_is_checked_in_a_folder(project, name):
    for result, code in (("21", 0), ("22", 1)):
        project.write(f"notes/{name}", PAGES[name].replace("R`", f"{result}`").replace("R$", f"{result}$"))
        run = project.check("notes")
        assert run.code == code, run.out + run.err
    assert run.places[0][0] == f"notes/{name}"


@pytest.mark.parametrize("meta", ["date: !expr Sys.Date()", "a: &x 1\nb: *x", "a: [1", "title: 'x"])
def test_front_matter_that_is_no_plain_yaml_is_skipped_with_a_note(project, meta):
    project.plain(f"---\n{meta}\n---\n`1 + 1 = 3`\n")
    run = project.check()
    assert run.code == 1 and "this equation does not hold" in run.out
    assert "page.md:1:1: the front matter is not plain YAML, and is skipped" in run.out


@pytest.mark.parametrize("meta", ["numbers: !expr x", "numbers: snippets/soft.py\ntitle: 'x"])
def test_front_matter_that_names_a_snippet_has_to_be_read(project, meta):
    project.plain(f"---\n{meta}\n---\n`1 + 1 = 2`\n")
    run = project.check()
    assert run.code == 1 and "front matter" in run.out and "skipped" not in run.out


def test_front_matter_of_a_page_that_the_settings_account_for_has_to_be_read(project):
    project.write("pyproject.toml", '[tool.worked]\naccounted = ["page.md"]\n')
    project.plain("---\ntitle: 'x\n---\nText.\n")
    assert project.check().code == 1
