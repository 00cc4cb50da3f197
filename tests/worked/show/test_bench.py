"""The bench: a second process makes some of the pages, and what it makes is what this one would make."""

from pathlib import Path

import pytest

from worked.settings import settings_for
from worked.show.bench import Bench, Shared, free_bench
from worked.show.workshop import Workshop
from worked.tell.verdict import known_verdict

PAGE = "---\nnumbers: snippets/{name}.py\n---\n# Page\n\nThere are [{shown}](=apples) apples.\n"


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """Three pages, each with a snippet of its own; the number of the last one is wrong."""
    (tmp_path / "pyproject.toml").write_text("[tool.worked]\n")
    for name, apples, shown in (("one", 10, 10), ("two", 20, 20), ("three", 30, 31)):
        for folder, file, text in (("snippets", "py", f"apples = {apples}\n"), ("docs", "md", PAGE)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{name}.{file}").write_text(text.format(name=name, shown=shown))
    return [tmp_path / f"docs/{name}.md" for name in ("one", "two", "three")]


def test_second_process_makes_what_this_one_would_make(pages: list[Path]):
    settings = settings_for(pages[0].parent)
    bench = Bench()
    try:
        bench.begin(settings.root, pages, [[page] for page in pages])
        told = dict(iter(bench.receive, None))
        assert bench.is_free()
    finally:
        bench.end()
    assert list(told) == pages
    assert [told[page] for page in pages[:2]] == [None, None]  # kept in the cache
    assert [failure.shown for failure in told[pages[2]].failures] == ["31"]
    for page in pages[:2]:
        kept, made = known_verdict(page, settings), Workshop(settings).make(page)
        assert (kept.markdown, kept.text, kept.kinds, kept.read) == (made.markdown, made.text, made.kinds, made.read)


def test_pages_are_shared_whoever_is_faster(pages: list[Path]):
    settings = settings_for(pages[0].parent)
    workshop, own = Workshop(settings), []

    def make(page: Path):
        own.append(page)
        return workshop.make(page)

    shared = Shared(settings, pages, pages)
    shared.begin()
    made = [shared.make(page, make) for page in pages]
    assert [len(verdict.failures) for verdict in made] == [0, 0, 1]
    assert len(own) == len(set(own)) <= len(pages)
    assert own == [page for page in own if shared.group_of[page] in shared.own]


def test_edit_in_the_meantime_is_seen(pages: list[Path]):
    settings = settings_for(pages[0].parent)
    shared = Shared(settings, pages, pages)
    shared.begin()
    shared.made = dict(iter(shared.bench.receive, None))  # the other process has made them all
    pages[2].write_text(pages[2].read_text().replace("31", "30"))
    assert [shared.make(page, Workshop(settings).make).failures for page in pages] == [[], [], []]


def test_this_process_makes_what_an_ended_one_leaves(pages: list[Path]):
    settings = settings_for(pages[0].parent)
    shared = Shared(settings, pages, pages)
    shared.begin()
    ended = shared.bench
    ended.process.kill()
    made = [shared.make(page, Workshop(settings).make) for page in pages]
    assert [len(verdict.failures) for verdict in made] == [0, 0, 1]
    assert free_bench() is not ended
