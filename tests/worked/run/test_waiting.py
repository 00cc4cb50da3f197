"""Whoever waits for a run is told what is running, and may give it up."""

import pytest

from worked.run import waiting
from worked.run.waiting import GivenUp, Waiting


def test_what_is_still_running_is_told_after_a_while_and_then_again(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(waiting.time, "monotonic", lambda: now[0])
    told: list[str] = []
    one = Waiting()
    one.tell = told.append
    assert one.words() == ""
    with one.on("snippets/soft.py", "at most 60"):
        for now[0] in (101.0, 104.0, 105.0, 106.0, 114.0, 116.0):
            one.pass_time()
    assert told == [f"snippets/soft.py is still running, after {after} s (at most 60)" for after in (5, 16)]
    assert one.words() == ""


def test_run_that_is_given_up_ends_and_the_next_one_is_not_kept_from_running(project, monkeypatch):
    project.write("snippets/soft.py", "import time\n\nwhile True:\n    time.sleep(0.1)\n")
    project.page("[0.5](=half)\n")
    monkeypatch.setattr(waiting.WAITING, "is_given_up", True)
    with pytest.raises(GivenUp):
        project.check()
    monkeypatch.setattr(waiting.WAITING, "is_given_up", False)
    project.write("snippets/soft.py", "half = 0.5\n")
    assert project.check().code == 0


def test_check_of_somebody_who_watches_tells_what_is_still_running(project, monkeypatch):
    monkeypatch.setattr(waiting, "FIRST", 0)
    project.write("snippets/soft.py", "import time\n\ntime.sleep(1)\nhalf = 0.5\n")
    project.page("[0.5](=half)\n")
    told = "snippets/soft.py is still running, after"
    assert told in project.check("--verbose", "page.md").err
