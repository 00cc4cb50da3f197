"""One list of pages: what stands among accounted pages is a page that is checked, or a file that the settings list."""

import pytest

SETTINGS = '[tool.worked]\npages = ["docs/**/*.md"]\naccounted = ["docs/**/*.md"]\n'
PAGE = "---\nnumbers: snippets/soft.py\n---\n# Page { #page }\n\n[0.72](=weights[animal])\n"


@pytest.fixture
def docs(project):
    """A project whose pages lie in docs/ and are accounted for."""
    project.write("pyproject.toml", SETTINGS)
    project.write("docs/index.md", PAGE)
    assert project.run("check").code == 0
    return project


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("docs/more/extra.markdown", "this page would be published, and nothing checks it"),
        ("docs/extra.mdown", "this page would be published, and nothing checks it"),
        ("docs/extra.mkdn", "this page would be published, and nothing checks it"),
        ("docs/extra.mkd", "this page would be published, and nothing checks it"),
        ("docs/EXTRA.MD", "this file would be published, and nothing checks it"),
        ("docs/x.html", "this file would be published, and nothing checks it"),
        ("docs/pictures/x.svg", "this file would be published, and nothing checks it"),
        ("docs/x.ipynb", "this file would be published, and nothing checks it"),
        ("docs/x.py", "this file would be published, and nothing checks it"),
        ("docs/LICENSE", "this file would be published, and nothing checks it"),
        ("docs/pyproject.toml", "a second settings file among the pages"),
        ("docs/README.md", "index.md is the page of this folder"),
        ("docs/.hidden.md", "a hidden file is no page"),
        ("docs/.hidden/x.md", "a hidden file is no page"),
    ],
)
def test_what_nothing_checks_is_refused_by_its_name(docs, name, headline):
    docs.write(name, PAGE if name.endswith(".md") else "")
    run = docs.run("check")
    assert run.code == 1 and run.places == [(name, 1, 1)]
    assert run.headlines[0].startswith(headline)
    assert "move  it elsewhere" in run.out


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("docs/linked", "../elsewhere"),
        ("docs/loop", "."),
        ("docs/x.txt", "/etc/hostname"),
        ("docs/x.md", "../elsewhere/x.md"),
        ("docs/gone.md", "nowhere.md"),
    ],
)
def test_link_that_leads_out_is_refused_by_its_name(docs, link, target):
    docs.write("elsewhere/x.md", PAGE)
    (docs.root / link).symlink_to(target)
    run = docs.run("check")
    if link == "docs/gone.md":  # leads to nothing within the folder: a page that is not there
        assert run.code == 1
        return
    assert run.code == 1 and (link, 1, 1) in run.places and "this link leads" in run.out


@pytest.mark.parametrize("name", [".index.md.swp", ".DS_Store", "more/.keep"])
def test_what_an_editor_leaves_is_nobodys_business(docs, name):
    docs.write(f"docs/{name}", "41")
    assert docs.run("check").code == 0


def test_settings_list_files_to_publish(docs):
    docs.write("docs/pictures/x.png", "")
    docs.write("docs/references.toml", "")
    assert docs.run("check").code == 1
    docs.write("pyproject.toml", SETTINGS + 'references = "docs/references.toml"\nfiles = ["docs/pictures/*.png"]\n')
    run = docs.run("check")
    assert run.code == 0, run.out


def test_second_settings_file_among_the_pages_is_refused(docs):
    docs.write("docs/extra/pyproject.toml", "[tool.worked]\n")
    docs.write("docs/extra/x.md", "There are 41 things.\n")
    for arguments in [(), ("docs/extra/x.md",)]:
        run = docs.run("check", *arguments)
        assert run.code == 2 and "a second [tool.worked]" in run.err and "docs/extra/pyproject.toml" in run.err


def test_settings_of_another_project_within_are_its_own(docs):
    docs.write("other/pyproject.toml", "[tool.worked]\n")
    docs.write("other/x.md", "There are 41 things: `2 + 2 = 4`.\n")
    assert docs.run("check", "other/x.md").code == 0


def test_project_that_accounts_for_no_page_by_its_settings_has_no_list(docs):
    docs.write("pyproject.toml", '[tool.worked]\npages = ["docs/**/*.md"]\n')
    docs.write("docs/x.html", "")
    docs.write("docs/extra.markdown", "There are 41 things.\n")
    assert docs.run("check").code == 0


def test_page_may_be_named_and_free_of_the_account(docs):
    docs.write("docs/blog/x.md", "There are 41 things.\n")
    docs.write("pyproject.toml", SETTINGS.replace('accounted = ["docs/**/*.md"]', 'accounted = ["docs/*.md"]'))
    assert docs.run("check").code == 0
