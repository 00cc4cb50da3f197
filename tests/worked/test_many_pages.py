"""Many pages: several processes check them side by side, and nobody can tell from what is said."""

import os
import signal

import pytest

from worked.tell import crew

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # the tests' process is, at times

WRONG = {3: "`2 * 3 = 7`", 8: "$4 + 4 = 9$"}


@pytest.fixture
def pages(project, monkeypatch):
    monkeypatch.setattr(crew, "FEW_BYTES", 0)
    monkeypatch.setattr(crew, "is_bare", lambda: True)  # whatever the tests have loaded
    monkeypatch.setattr(crew, "cores", lambda: 3)
    names = [f"{number}.md" for number in range(12)]
    for number, name in enumerate(names):
        project.plain(f"`{number} + 1 = {number + 1}`\n{WRONG.get(number, '')}\n", name)
    project.page("[0.72](=weights[animal])\n", "5.md")  # runs a snippet
    return names


def test_pages_that_are_shared_out_give_the_same_report(project, pages, monkeypatch):
    shared = project.check("--unread", *pages)
    assert [place[:2] for place in shared.places] == [("3.md", 2), ("8.md", 2)]
    assert shared.out.endswith("2 failures; 34 numbers hold on 12 pages: 34 computed\n")
    assert project.check("--unread", *pages) == shared  # now from what was kept
    monkeypatch.setattr(crew, "cores", lambda: 1)
    assert project.check("--unread", *pages) == shared


def test_page_whose_process_was_killed_is_checked_all_the_same(project, pages, monkeypatch):
    first = os.getpid()

    def killed(line, check):
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(crew, "work", killed)
    assert os.getpid() == first and len(project.check(*pages).places) == 2


def test_page_that_vanishes_or_cannot_be_checked_elsewhere_is_told_once(project, pages, monkeypatch):
    first, check = os.getpid(), crew.Crew.__init__

    def failing(self, given, function):
        def fails_elsewhere(page):
            if os.getpid() != first:
                raise ValueError("here I cannot")
            return function(page)

        (project.root / "7.md").unlink()
        check(self, given, fails_elsewhere)

    monkeypatch.setattr(crew.Crew, "__init__", failing)
    assert [place[0] for place in project.check(*pages).places] == ["3.md", "7.md", "8.md"]
