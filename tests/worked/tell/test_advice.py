"""Each piece of advice was tried: followed on the page that caused it, it makes the page hold."""

import re
import shlex
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.exceptions import Abort

from tests.worked.conftest import Project
from tests.worked.tell.advice import HEADINGS, advice_in_code
from tests.worked.tell.advice_cases import BUILT, CASES, HOME, SITE, Case
from worked.judge.check import check_page
from worked.judge.findings import Failure
from worked.run.store import Store
from worked.settings import settings_for
from worked.tell.listed import Listed
from worked.tell.pages import Pages
from worked.tell.site import site_failures
from worked.tell.verdict import verdict_of

HELD = "\n\n[0.5](=half)\n"
CLAIM = re.compile(r"(?P<claim>!?\[.*\]\(=.*?\))(?:   .*|,? (?:for|with|or) .*|$)")
LISTED = re.compile(r"unchecked: \{.*\}")
AWAY = re.compile(r"(?:it|the \w+) without .*")


def write(project: Project, case: Case) -> None:
    is_whole = case.page != "page.md" or case.body.startswith("---")
    body = case.body if is_whole else f"---\nnumbers: snippets/soft.py\n{case.meta}---\n{case.body}{HELD}"
    for name, text in {case.page: body, **case.files}.items():
        project.write(name, text or body)


def failures(project: Project, page: str) -> list[Failure]:
    """What `worked check` tells of the project, or of its page where the settings name none."""
    settings = settings_for(project.root)
    store = Store(settings)
    pages = Pages([] if settings.pages else [page]).found
    reports = [check_page(page, settings, store) for page in pages]
    found = [failure for report in reports for failure in report.failures]
    if settings.pages:
        known = {report.name: verdict_of(report) for report in reports}
        found += [*site_failures(known, settings), *Listed(settings).failures()]
    return found


def follow(project: Project, case: Case, failure: Failure, advice: str) -> None:
    """Do what a piece of advice says."""
    file = project.root / failure.file
    if case.edit is not None:
        edit(project, case.edit, case.page)
    elif advice.startswith("worked "):
        command, *arguments = shlex.split(advice)[1:]
        assert project.run(command, *arguments).code == 0
    elif listed := LISTED.search(advice):
        file.write_text(file.read_text("utf8").replace("---\n", f"---\n{filled(listed[0], case)}\n", 1), "utf8")
    elif setting := re.match(r'"(\w+)" to labels', advice):
        edit(project, ("pyproject.toml", "labels = [", f'labels = ["{setting[1]}", '))
    elif setting := re.match(r"(.*) to \[tool\.worked\.labels\]", advice):
        edit(project, ("pyproject.toml", "[tool.worked.labels]\n", f"[tool.worked.labels]\n{setting[1]}\n"))
    elif advice.endswith(" in the front matter"):
        file.write_text(
            file.read_text("utf8").replace("---\n", f"---\n{advice.removesuffix(' in the front matter')}\n", 1), "utf8"
        )
    elif claim := CLAIM.fullmatch(advice):
        replace(file, failure, filled(claim["claim"], case))
    elif advice.endswith(", with more decimals"):
        replace(file, failure, advice.removesuffix(", with more decimals"))
    else:
        assert AWAY.match(advice), f"how does one follow {advice!r}? Give the case an edit"
        replace(file, failure, "")


def filled(text: str, case: Case) -> str:
    for word, meant in case.fill.items():
        text = text.replace(word, meant)
    return text


def replace(file: Path, failure: Failure, new: str) -> None:
    """Write something else in the place that a message marks."""
    lines = file.read_text("utf8").splitlines(keepends=True)
    line, start = lines[failure.line - 1], failure.column - 1
    old = line[start : start + failure.width]
    if (equation := new.rpartition("](=")[0][1:]) and equation not in old:  # of which a part is marked
        start, old = line.index(equation), equation
    lines[failure.line - 1] = line[:start] + new + line[start + len(old) :]
    file.write_text("".join(lines), "utf8")


def edit(project: Project, change: tuple[str, ...], page: str = "page.md") -> None:
    name, old, new = change if len(change) == 3 else (page, *change)
    if name == "rename":
        (project.root / old).rename(project.root / new)
        return
    text = (project.root / name).read_text("utf8")
    assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
    project.write(name, text.replace(old, new))


@pytest.mark.parametrize("name", CASES)
def test_advice_that_is_followed_makes_the_page_hold(project, name):
    case = CASES[name]
    write(project, case)
    found = [
        (failure, text) for failure in failures(project, case.page) for head, text in failure.advice if head in HEADINGS
    ]
    met = [(failure, text) for failure, text in found if case.advice in text]
    assert met, f"no message advises {case.advice!r}:\n" + "\n".join(text for _, text in found)
    follow(project, case, *met[0])
    left = [(failure.file, failure.line, failure.headline, failure.advice) for failure in failures(project, case.page)]
    assert left == []


def told_by_build(root: Path, caplog) -> str:
    """What a build tells; "" where the site is built."""
    caplog.clear()
    Hooks._load_hook.cache_clear()
    try:
        build(load_config(str(root / "mkdocs.yml")))
    except (Abort, SystemExit):
        return caplog.text
    return ""


@pytest.mark.parametrize("name", BUILT)
def test_advice_of_a_build_that_is_followed_makes_the_site_hold(project, caplog, monkeypatch, name):
    monkeypatch.setattr("sys.dont_write_bytecode", True)  # else a hook edited within a second is not read anew
    case = BUILT[name]
    for file, text in {**SITE, "docs/index.md": HOME, **case.files}.items():
        project.write(file, text)
    told = told_by_build(project.root, caplog)
    assert case.advice in told, told or "it is built"
    edit(project, case.edit)
    assert told_by_build(project.root, caplog) == ""


def test_every_piece_of_advice_in_the_code_has_a_case():
    known = advice_in_code()
    assert len(known) > 90
    tried = [case.advice for case in [*CASES.values(), *BUILT.values()]]
    untried = [text for text in known if not any(words_of(text, one) for one in tried)]
    assert untried == []


def words_of(advice: str, tried: str) -> bool:
    """Does a case try a piece of advice? It gives the words between two gaps, or most of them."""
    pieces = advice.split("…")
    return any(tried in piece and 2 * len(tried) >= len(piece) for piece in pieces) or max(pieces, key=len) in tried
