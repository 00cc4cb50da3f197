"""Every number of every page, changed in its last digit, makes the check fail at its line.

The numbers are found here by their looks, not by `worked`: the page's source without what no
reader sees (expressions, addresses, attributes). Labels are names, not quantities, and may
change; which numbers are labels is judged here too, and has to agree with `worked`.
"""

import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.project import ROOT, Checker, copy, line_of, pages
from tests.site.numbers.nudge import inputs_of, numbers_of_inputs
from tests.site.numbers.places import PLACES, PLAIN

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
UNSEEN = re.compile(
    r"""
    \]\(<=.*?>\)                                                # an expression with blanks
    | \]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)                # an expression, or an address
    | (?<=[)\]\s`])\{[^{}\n]*[.\#][\w-]+[^{}\n]*\}              # attributes
    | ^.*--8<--.*$                                              # a quotation
    | ^(?!title|description|unchecked)\w+:.*(?=\n(?:.*\n)*?---) # other settings of the page
    | <[a-z/!][^>]*>                                            # a tag
    """,
    re.VERBOSE | re.MULTILINE,
)
NOUNS = "|".join(tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["worked"]["labels"])
LABEL = re.compile(rf"(?:[A-Za-z_]|\b(?:{NOUNS})[\s-]|\b(?:{NOUNS})s\s(?:\d+(?:,\s|\sand\s|\sto\s))*)\Z", re.IGNORECASE)
LIST_MARKER = re.compile(r"^[ \t>]*\Z", re.MULTILINE)
LESSON_LINK = re.compile(r"[^\[\]]*\]\((?:lessons/)?\d+-")
BORDER = re.compile(r"\n(?=\n|[ >]*\|)")  # above a block of a page, or a row of a table
TIMES = re.compile(r'^  "[^"]+": \Z', re.MULTILINE)  # before the count of a phrase


class Seen:
    """A number as a reader sees it in the source."""

    def __init__(self, page: Path, text: str, match: re.Match):
        before, after = text[: match.start()], text[match.end() :]
        self.page, self.text, self.start, self.end = page, text, *match.span()
        self.line = line_of(text, self.start)
        self.is_marker = bool(LIST_MARKER.search(before)) and re.match(r"[.)] ", after) is not None
        is_bare = match.group().isdigit() and not re.match("[%A-Za-z]", after)
        self.is_label = self.is_marker or (is_bare and LABEL.search(before) is not None)
        self.leads_to_lesson = LESSON_LINK.match(after) is not None

    def __repr__(self) -> str:
        return f"{self.page.name}:{self.line}: {self.text[self.start : self.end]}"

    def lines(self) -> set[int]:
        """Where the check may say so: here; for the phrases of `unchecked`, there as well."""
        is_front_matter = self.start < self.text.index("\n---\n", 3)
        opening = self.text.find("\nunchecked:")
        listed = is_front_matter and 0 <= opening < self.start
        return {self.line, line_of(self.text, opening + 1)} if listed else {self.line}

    @property
    def block(self) -> int:
        return block_of(self.text, self.line)


def block_of(text: str, line: int) -> int:
    """Which of the paragraphs, fences and rows of tables of the body a line is in; a line of the front matter is its own."""
    head = text[: text.index("\n---\n", 3)].count("\n") + 2
    return len(BORDER.findall("\n".join(text.split("\n")[head:line]))) if line > head else -line


def numbers_seen(page: Path) -> list[Seen]:
    text = page.read_text("utf8")
    visible = UNSEEN.sub(lambda unseen: " " * len(unseen.group()), text)
    return [Seen(page, text, match) for match in NUMBER.finditer(visible)]


def changed(numbers: list[Seen], step: int) -> str:
    """The page of some numbers, with another last digit in each."""
    text = numbers[0].text
    for number in numbers:
        digit = (int(text[number.end - 1]) + step) % 10
        text = f"{text[: number.end - 1]}{digit}{text[number.end :]}"
    return text


def batches(numbers: list[Seen]) -> Iterator[list[Seen]]:
    """Numbers of a page that cannot answer for each other, since none shares its block with another."""
    blocks: dict[int, list[Seen]] = {}
    for number in numbers:
        blocks.setdefault(number.block, []).append(number)
    yield from ([number] for block, found in blocks.items() if block < 0 for number in found)
    in_body = [found for block, found in blocks.items() if block >= 0]
    yield from (list(filter(None, batch)) for batch in itertools.zip_longest(*in_body))


def refused(checker: Checker, numbers: list[Seen], step: int) -> list[Seen]:
    """The numbers at whose lines the check fails when all are changed; each is tried alone if other blocks fail, too."""
    text = numbers[0].text
    failing = {failure.line for failure in checker.check(numbers[0].page, changed(numbers, step)).failures}
    others = {block_of(text, line) for line in failing} - {number.block for number in numbers}
    if len(numbers) > 1 and max(others, default=-1) >= 0:
        return [one for number in numbers for one in refused(checker, [number], step)]
    return [number for number in numbers if number.lines() & failing]


@pytest.fixture(scope="module")
def caught(tmp_path_factory) -> dict[tuple[Seen, int], bool]:
    """Each number that was changed, one more and one less: did the check see it?"""
    checker = Checker(copy(tmp_path_factory.mktemp("mutated") / "project"))
    found = {}
    for page in pages(checker.settings.root):
        numbers = [number for number in numbers_seen(page) if not number.is_label or number.leads_to_lesson]
        for batch, step in itertools.product(batches(numbers), (1, -1)):
            seen = refused(checker, batch, step)
            found |= {(number, step): number in seen for number in batch}
    return found


def test_another_last_digit_is_refused_at_its_line(caught, capsys):
    missed = [(number, step) for (number, step), is_caught in caught.items() if not is_caught]
    numbers = len(caught) // 2
    with capsys.disabled():
        print(f"\n{numbers} numbers changed, each to two others: {len(caught) - len(missed)} of {len(caught)} caught")
    assert not missed
    assert numbers >= 200


def test_labels_are_those_that_look_like_labels(tmp_path):
    project = copy(tmp_path / "project")
    checker = Checker(project)
    count = 0
    for page in pages(project):
        kept = [n for n in checker.check(page, page.read_text("utf8")).numbers if n.kind == "label" and not n.file]
        looked = {number.start for number in numbers_seen(page) if number.is_label}
        assert {label.start for label in kept} == looked
        count += len(looked)
    assert count > 0


# ---- numbers of quoted code


def quoted_numbers(project: Path) -> list[tuple[Path, int, int]]:
    """The numbers of the sections that the pages quote: file, start and end of each."""
    found = set()
    for page in pages(project):
        for name, section in re.findall(r'^--8<-- "([\w/.]+):(\w+)"', page.read_text("utf8"), re.MULTILINE):
            text = (project / name).read_text("utf8")
            start, end = (text.index(f"[{edge}:{section}]") for edge in ("start", "end"))
            numbers = re.compile(r"(?<![\w.])\d+(?:\.\d+)*(?!<--)").finditer(text, start, end)
            found |= {(project / name, *match.span()) for match in numbers}
    return sorted(found)


def is_nudged(file: Path, start: int) -> bool:
    """Whether it is typed for an input of a snippet: test_perturbation.py raises each of these by a unit of its last
    digit, and each has to be refused at every claim that moves with it."""
    return file.parent.name == "snippets" and start in starts_of_inputs(file)


@cache
def starts_of_inputs(snippet: Path) -> set[int]:
    return {number.start for number in numbers_of_inputs(snippet.read_text("utf8"), inputs_of(snippet))}


def is_of_comment(text: str, start: int) -> bool:
    return "#" in text[text.rindex("\n", 0, start) : start]


def quoted_batches(numbers: list[tuple[Path, int, int]]) -> Iterator[tuple[Path, list[tuple[int, int]]]]:
    """A number of the code alone; of the comments of a file, which change nothing but their lines, one of each line."""
    lines: dict[Path, dict[int, list[tuple[int, int]]]] = {}
    for file, *place in numbers:
        text = file.read_text("utf8")
        if is_of_comment(text, place[0]):
            lines.setdefault(file, {}).setdefault(line_of(text, place[0]), []).append(tuple(place))
        else:
            yield file, [tuple(place)]
    for file, found in lines.items():
        yield from ((file, list(filter(None, batch))) for batch in itertools.zip_longest(*found.values()))


def refused_places(project: Path, by_likelihood: list[Path], asked: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Where the check of the pages fails, until it has failed at all places that are asked for, or anywhere if at none."""
    checker, found = Checker(project), set()
    for page in by_likelihood:
        found |= {(failure.file, failure.line) for failure in checker.check(page, page.read_text("utf8")).failures}
        if found and asked <= found:
            break
    return found


def test_another_last_digit_in_quoted_code_is_refused(project, alone, capsys):
    quoted = quoted_numbers(project)
    numbers, missed = [(file, start, end) for file, start, end in quoted if not is_nudged(file, start)], []
    texts = {page: page.read_text("utf8") for page in pages(project)}
    by_name = {  # pages that name a file are likely to fail
        name: sorted(texts, key=lambda page: name not in texts[page])
        for name in {file.relative_to(project).as_posix() for file, *_ in numbers}
    }
    for file, places in quoted_batches(numbers):
        text, name = file.read_text("utf8"), file.relative_to(project).as_posix()
        other = text
        for _, end in places:
            other = f"{other[: end - 1]}{(int(text[end - 1]) + 1) % 10}{other[end:]}"
        file.write_text(other, "utf8")
        asked = {(name, line_of(text, start)) for start, _ in places if is_of_comment(text, start)}
        found = refused_places(project, by_name[name], asked)
        missed += [
            f"{name}:{line_of(text, start)}: {text[start:end]}"
            for start, end in places
            if ((name, line_of(text, start)) not in found if asked else not found)
        ]
        file.write_text(text, "utf8")
    with capsys.disabled():
        print(f"\n{len(numbers)} of {len(quoted)} numbers of quoted code changed: {len(numbers) - len(missed)} caught")
    assert not missed
    assert len(numbers) >= 20 and {file for file, *_ in quoted} == {file for file, *_ in numbers}


# ---- places that the pages do not use yet


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> Checker:
    return Checker(copy(tmp_path_factory.mktemp("places") / "project"))


def check(checker: Checker, text: str):
    return checker.check(checker.settings.root / "docs/lessons/page.md", text).failures


@pytest.mark.parametrize("place", PLACES)
def test_number_is_refused_wherever_a_reader_sees_it(checker, place):
    page = PLAIN + PLACES[place].format("41") + "\n"
    lines = [number for number, line in enumerate(page.split("\n"), start=1) if "41" in line]
    assert [failure.line for failure in check(checker, page) if "41" in failure.headline] == lines


@pytest.mark.parametrize("key", ["title", "description"])
def test_number_is_refused_in_the_front_matter(checker, key):
    page = re.sub(rf"^{key}: ", f"{key}: The 41 things: ", PLAIN, flags=re.MULTILINE).replace("things: ", "things, ")
    assert [failure.line for failure in check(checker, page)] == [line_of(page, page.index("41"))]


@pytest.mark.parametrize("written", ["&#52;", "&#x34;", "&frac12;", "&sup2;", "½", "²", "①", "٤", "４"])
def test_number_in_other_signs_is_refused(checker, written):
    page = f"{PLAIN}There are {written} things.\n"
    assert [failure.line for failure in check(checker, page)] == [page.count("\n")]


def test_page_without_the_numbers_has_no_failure(checker):
    assert check(checker, PLAIN) == []
