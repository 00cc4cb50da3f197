"""A term that nothing defines stops the strict build, as a dead link does."""

from pathlib import Path

from tests.site.project import edit, run

LESSON = "docs/lessons/07-soft-lookup.md"


def test_mistyped_term_stops_the_build_and_is_named_with_its_page(drawn: Path):
    edit(drawn / LESSON, "**[context vector][]**", "**[context vectr][]**")
    build = run(drawn, "mkdocs", "build", "--strict")
    assert build.returncode != 0
    assert "lessons/07-soft-lookup.md: nothing defines the link [context vectr][]" in build.stderr


def test_brackets_of_code_are_no_links(drawn: Path):
    edit(drawn / LESSON, "Say your answer aloud, or write it down.", "Write `table[row][column]`, or `cards[word][]`.")
    build = run(drawn, "mkdocs", "build", "--strict", "-q")
    assert (build.returncode, build.stderr) == (0, "")
