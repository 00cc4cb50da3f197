"""`plugins: [worked]` in any other MkDocs project: its pages are checked, and styled too."""

import errno
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort

from tests.project import run
from worked.mkdocs.plugin import WorkedPlugin
from worked.site.fill import WRAPPED_FIGURE

FILES = {
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\nmarkdown_extensions: [admonition]\nnav: [{Home: index.md}, {Sums: sums.md}, {Ledger: ledger.md}]\n",
    "snippets/lunch.py": "price = 1.25\n\n\ndef bill():\n    return 'a bun'\n",
    "docs/index.md": "# Notes\n\nNo number here.\n",
    "docs/sums.md": "---\nnumbers: snippets/lunch.py\n---\n# Sums\n\nA bun is [1.25](=price).\n\n!!! note\n\n    ![The bill.](=bill())\n",
    "docs/ledger.md": "# Ledger\n\n<!-- worked:ledger -->\n",
}


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project that has MkDocs' own theme and this plugin, and nothing else."""
    folder = tmp_path_factory.mktemp("plain")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf8")
    build = run(folder, "mkdocs", "build", "--strict", "-q")
    assert build.returncode == 0, build.stderr
    return folder / "site"


def test_each_page_has_the_sheets_and_scripts_that_its_numbers_need(plain_site):
    page = (plain_site / "sums/index.html").read_text("utf8")
    for name in ("numbers.css", "cards.css", "maths.css", "switch.js"):
        assert f'"../assets/worked/{name}"' in page
        assert (plain_site / "assets/worked" / name).stat().st_size > 0
    assert 'popovertarget="w1"' in page and 'id="w1" class="worked-card"' in page


def test_figure_in_a_box_is_no_part_of_a_paragraph(plain_site):
    """A paragraph ends where a figure begins, so that a browser would make two empty ones of it."""
    page = BeautifulSoup((plain_site / "sums/index.html").read_text("utf8"), "html.parser")
    assert page.select_one("figure > figcaption").get_text() == "The bill."
    assert page.figure.parent["class"] == ["admonition", "note"]


def test_paragraph_that_begins_with_a_figure_stays_whole():
    figure = '<figure class="worked-figure">a bun</figure>'
    begun = f"<p>{figure} and words</p>\n"
    assert WRAPPED_FIGURE.sub(r"\1", f"{begun}<p>{figure}</p>") == begun + figure


def test_only_the_page_with_the_ledger_loads_what_the_ledger_needs(plain_site):
    loading = [page for page in plain_site.rglob("*.html") if "assets/worked/ledger" in page.read_text("utf8")]
    assert loading == [plain_site / "ledger/index.html"]
    for name in ("ledger.css", "ledger.js"):
        assert f'"../assets/worked/{name}"' in loading[0].read_text("utf8")
        assert (plain_site / "assets/worked" / name).stat().st_size > 0


def test_colours_of_another_theme_are_those_of_the_browser(plain_site):
    """Each variable of Material has something to fall back on."""
    sheets = [sheet.read_text("utf8") for sheet in (plain_site / "assets/worked").glob("*.css")]
    assert len(sheets) == 4
    for sheet in sheets:
        alone = [use for use in sheet.split("var(")[1:] if use.split(")")[0].find(",") < 0]
        assert [use[:30] for use in alone if not use.startswith("--md-code-font")] == []


def test_full_disk_is_told_in_one_line(caplog):
    with pytest.raises(Abort):
        WorkedPlugin().on_build_error(error=OSError(errno.ENOSPC, "No space left on device", "site/index.html"))
    assert caplog.messages == ["worked: the site cannot be written: No space left on device"]
    WorkedPlugin().on_build_error(error=OSError(errno.EIO, "Input/output error"))  # of which MkDocs tells
