"""A term that the glossary does not have stops the build, which names its place and what to write."""

from pathlib import Path

from tests.project import edit, run
from tests.site.small_site import HOME, PAGE
from theme.hooks import term_links

MISTYPED = [  # page, what stands there, what stands there instead, the message
    (
        PAGE,
        "**[key][]**",
        "**[kei][]**",
        "the glossary has no term “kei”\n  write [key][]\n  or add an entry “kei” to docs/glossary.md",
    ),
    (
        PAGE,
        "a [value of its own][value]",
        "a [value of\n*its own*][valeu]",
        "the glossary has no term “valeu”\n  write [value of its own][value]\n",
    ),
    (
        HOME,
        "## For whom",
        "[xyzzy][]\n\n## For whom",
        "the glossary has no term “xyzzy”\n  add an entry “xyzzy” to docs/glossary.md",
    ),
]


def test_mistyped_terms_stop_the_build_each_with_its_place_and_what_to_write(small: Path):
    for page, old, new, _ in MISTYPED:
        edit(small / page, old, new)
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0 and "Traceback" not in build.stderr
    for page, _, new, message in MISTYPED:
        text = (small / page).read_text("utf8")
        start = text.index(new) + new.index("[")
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        assert f"{page}:{line}:{column}: {message}" in build.stderr
    assert build.stderr.count("the glossary has no term") == len(MISTYPED)


def test_brackets_of_code_are_no_links(small: Path):
    edit(small / HOME, "For everybody.", "Write `table[row][column]`, or `cards[word][]`.")
    build = run(small, "mkdocs", "build", "--strict", "-q")
    assert (build.returncode, build.stderr) == (0, "")


def test_terms_are_defined_with_an_address_from_any_page(monkeypatch):
    """Python-Markdown takes the definitions that stand at the end of a page."""
    term = term_links.Term("RNN", "rnn", "A network that reads token by token.")
    monkeypatch.setattr(term_links, "terms", {"rnn": term})

    class Page:
        class file:
            src_uri = "index.md"

    for where, address in {
        "index.md": "glossary.md",
        "lessons/07.md": "../glossary.md",
        "a/b/c.md": "../../glossary.md",
    }.items():
        Page.file.src_uri = where
        text = term_links.on_page_markdown("Words.", page=Page)
        assert text.splitlines()[0] == "Words."
        assert text.splitlines()[-1] == f'[RNN]: {address}#rnn "A network that reads token by token."'
