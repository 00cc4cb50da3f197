"""What a maintainer can tell: skip this, leave out those; and what a check of named pages gives."""

import pytest

WRONG = "`3 + 3 = 7`"


@pytest.mark.parametrize(
    "page, skipped",
    [
        (f"They say {WRONG}. <!-- worked: skip (false on purpose) -->", 1),
        (f"Text <!-- worked: skip (a joke (old)) --> and {WRONG} and {WRONG}.", 2),
        (f"First.\n\n<!-- worked: skip (a puzzle) -->\n{WRONG}\n{WRONG}", 2),
        (f"First.\n\n<!-- worked: skip (a puzzle) -->\n\n- {WRONG}\n- {WRONG}", 2),
        ("First.\n\n<!-- worked: skip (a puzzle) -->\n```worked\n3 + 3 = 7\n\n1 + 1 = 3\n```", 2),
        ("First.\n\n<!-- worked: skip (a puzzle) -->\n$$\n3 + 3 = 7\n\n$$", 1),
        (f"<!-- worked: skip (made by a program) -->\n\n{WRONG}\n\n{WRONG}", 2),
        (f"# Title\n\n{WRONG}\n\n<!-- worked: skip file (made by a program) -->\n", 1),
        (f"{{/* worked: skip (mdx) */}}\n{WRONG}", 1),
    ],
)
def test_comment_skips_a_line_a_block_or_a_file_and_is_counted(project, page, skipped):
    project.plain(f"{page}\n")
    run = project.check()
    count = "1 equation" if skipped == 1 else f"{skipped} equations"
    assert run.code == 0 and f"{count} skipped on purpose" in run.out, run.out
    assert project.check().out == run.out, "a kept verdict says the same"


@pytest.mark.parametrize(
    "page",
    [
        f"{WRONG} <!-- worked: skip (here) -->\n{WRONG}",
        f"First.\n\n<!-- worked: skip (the next) -->\n`1 + 1 = 2`\n\n{WRONG}",
        f"# Title\n\n<!-- worked: skip (the next) -->\n\nText.\n\n{WRONG}",
        f"{WRONG} `<!-- worked: skip (code) -->`",
        f"{WRONG} <!-- worked: skip -->",
        f"{WRONG} <!-- worked: skip () -->",
        f"{WRONG} <!-- skip (nobody asked) -->",
    ],
)
def test_what_no_comment_skips_is_refused(project, page):
    project.plain(f"{page}\n")
    assert project.check().code == 1


def test_accounted_page_skips_nothing(project):
    project.page("[0.72](=weights[animal]) and `1 + 1 = 3`. <!-- worked: skip (on purpose) -->\n")
    run = project.check()
    assert run.code == 1 and "this equation does not hold" in run.out and "there is no such marker" in run.out


@pytest.mark.parametrize("pattern", ["vendor", "vendor/**", "vendor/*.md", "**/bad.md"])
def test_excluded_pages_are_not_checked_even_by_name(project, pattern):
    project.write("pyproject.toml", f'[tool.worked]\nexclude = ["{pattern}"]\npages = ["**/*.md"]\n')
    project.plain("`1 + 1 = 2`\n")
    project.plain(f"{WRONG}\n", "vendor/bad.md")
    for arguments in ((".",), ("page.md", "vendor/bad.md"), ("vendor/bad.md",)):
        run = project.check(*arguments)
        assert run.code == 0 and "1 page excluded" in run.out, run.out + run.err
    run = project.run("check")
    assert run.code == 0 and "1 page excluded" in run.out, run.out + run.err


def test_accounted_page_is_not_excluded(project):
    project.write(
        "pyproject.toml", '[tool.worked]\nexclude = ["docs"]\npages = ["**/*.md"]\naccounted = ["docs/*.md"]\n'
    )
    project.page("[0.72](=weights[animal])\n", "docs/index.md")
    run = project.run("check")
    assert run.code == 2 and "exclude names docs/index.md" in run.err


def test_named_pages_without_a_number_are_no_error(project):
    project.plain("No sums.\n")
    project.plain("None here.\n", "other.md")
    run = project.check("page.md", "other.md")
    assert run.code == 0 and "no number to check on 2 pages" in run.err
    assert project.check(".").code == 2, "a folder without any is one"


def test_files_of_other_types_are_counted(project):
    project.plain("`1 + 1 = 2`\n")
    for name in ("a.rst", "b/c.rst", "d.typ", ".git/e.rst", "f.png", "node_modules/g.rst"):
        project.write(name, "3 * 7 = 22")
    run = project.check(".")
    assert run.code == 0 and run.out.endswith("passed over: 2 .rst, 1 .typ\n"), run.out
    run = project.check("a.rst", "page.md")
    assert run.code == 0 and run.out.endswith("passed over: 1 .rst\n"), run.out
    run = project.check("b")
    assert run.code == 2 and "passed over: 1 .rst" in run.err
