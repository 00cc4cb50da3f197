"""`worked stage OUT`: checked pages as plain Markdown."""

import shutil

import pytest

from worked.site.plain import Plain


@pytest.fixture
def staged(notes):
    run = notes.run("stage", "out")
    assert run.code == 0, run.out + run.err
    return notes.root / "out"


def test_staged_page_is_markdown_with_its_numbers(staged):
    page = (staged / "docs/sums.md").read_text("utf8")
    assert page.startswith('---\nnumbers: snippets/soft.py\ntitle: "Sums"\n---\n')
    assert "](=" not in page and "```worked" not in page and "--8<--" not in page
    for shown in ("3.16, 1.84", "0.50", "0.72", '<div class="worked-step">', "[the ledger](ledger.md)", "# Sums\n"):
        assert shown in page


def test_quoted_code_stands_in_its_fence_without_its_marks_and_indent(staged):
    assert "```python\nlight = np.array([0.72, 0.28])\n```" in (staged / "docs/sums.md").read_text("utf8")


def test_what_is_published_beside_the_pages_is_staged_too_and_nothing_else(staged):
    files = {file.relative_to(staged).as_posix() for file in staged.rglob("*") if file.is_file()}
    assert {"docs/sums.md", "docs/ledger.md", "docs/bun.svg", "docs/assets/worked/switch.js"} < files
    assert not [name for name in files if name.endswith((".py", ".toml"))]


def test_nothing_is_staged_where_a_number_is_wrong(notes):
    notes.page("A half is [0.51](=half).\n", "docs/wrong.md")
    run = notes.run("stage", "out")
    assert run.code == 1 and run.failure[:2] == (4, 12) and not (notes.root / "out").exists()


def test_nothing_is_staged_where_a_file_would_be_published_that_nothing_checks(notes):
    notes.write("docs/data.csv", "1,2,3\n")
    run = notes.run("stage", "out")
    assert run.code == 1 and "nothing checks it" in run.failure[2]


def test_stage_takes_away_what_it_wrote_before_and_nothing_of_somebody_else(notes, staged):
    (staged / "site").mkdir()
    (staged / "site/index.html").write_text("built", "utf8")
    (notes.root / "docs/sums.md").unlink()
    assert notes.run("stage", "out").code == 0
    assert not (staged / "docs/sums.md").exists() and (staged / "site/index.html").exists()


def test_stage_takes_away_and_writes_nothing_outside_of_its_folder(notes, staged):
    (staged / ".staged").write_text("../docs/bun.svg\n", "utf8")
    run = notes.run("stage", "out")
    assert run.code == 2 and "no place in" in run.err and (notes.root / "docs/bun.svg").exists()
    shutil.rmtree(staged / "docs")
    (staged / "docs").symlink_to(notes.root / "snippets")
    run = notes.run("stage", "out")
    assert run.code == 2 and "no place in" in run.err and not (notes.root / "snippets/sums.md").exists()


@pytest.mark.parametrize("out", [".", "..", "docs", "snippets"])
def test_stage_writes_into_no_folder_that_holds_something_else(notes, out):
    run = notes.run("stage", out)
    assert run.code == 2 and "stag" in run.err


def test_the_same_pages_are_staged_as_the_same_bytes(notes, staged):
    before = {file: file.read_bytes() for file in staged.rglob("*") if file.is_file()}
    assert notes.run("stage", "out").code == 0
    assert {file: file.read_bytes() for file in staged.rglob("*") if file.is_file()} == before


def test_settings_of_mkdocs_are_staged_without_the_plugin_and_the_hooks(notes):
    notes.write(
        "mkdocs.yml",
        "site_name: Notes\nsite_url: !ENV [ADDRESS, '']\nnav: [{One: sums.md}, {Lab: lab.py}, ledger.md]\n"
        "plugins: [search, {worked: {}}]\ntheme: {name: material}\nextra_css: [own.css]\nmarkdown_extensions:\n"
        "  - pymdownx.snippets: {base_path: !relative $config_dir}\n",
    )
    assert notes.run("stage", "out").code == 0
    settings = (notes.root / "out/mkdocs.yml").read_text("utf8")
    assert "!ENV [ADDRESS, '']" in settings and "!relative" not in settings and "lab.md" in settings
    assert "worked:" not in settings and "- search" in settings and "variant: classic" in settings
    assert settings.index("assets/worked/numbers.css") < settings.index("own.css")


@pytest.mark.parametrize(
    "before, after",
    [
        ("[lab](../labs/one.py)", "[lab](../labs/one.md)"),
        ("[lab](../labs/one.py#now-you)", "[lab](../labs/one.md#now-you)"),
        ("[lab]: ../labs/one.py", "[lab]: ../labs/one.py"),  # without an end of the line, it may go on
        ("[lab]: ../labs/one.py\n", "[lab]: ../labs/one.md\n"),
        ("see docs/labs/one.py and ../labs/one.py", "see docs/labs/one.py and ../labs/one.py"),
        ("[other](../labs/other.py)", "[other](../labs/other.py)"),
    ],
)
def test_link_to_a_lab_leads_to_the_page_that_it_becomes(notes, before, after):
    from worked.settings import settings_for

    docs = notes.root / "docs"
    plain = Plain(settings_for(notes.root), [docs / "labs/one.py"])
    assert plain.text(before, docs / "lessons/a.md") == after
