"""What a lesson consists of, found by its name, and what the lessons of a project lack.

A lesson is its page, its snippet, the snippet's test, its line in the navigation, and its entry on the
home page. All else finds lessons by their pages: `docs/lessons/NN-NAME.md`.
"""

import re
from pathlib import Path

NAME = re.compile(r"(?P<number>\d\d)-(?P<words>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
HEADING = re.compile(r"^# (?P<title>.+?)(?: \{.*\})?$", re.MULTILINE)
NAVIGATION, HOME = "mkdocs.yml", "docs/index.md"
TIMES = ("minutes", "minutes_to_do")  # of snippets/home.py


class Lesson:
    """A lesson by its name: 07-soft-lookup. What its name gives are paths below the project's root."""

    def __init__(self, name: str):
        match = NAME.fullmatch(name)
        if match is None:
            raise ValueError(f"{name!r} is no name of a lesson: two digits and small words, such as 10-positions")
        self.name, self.number, words = name, match["number"], match["words"]
        self.id, self.stem = words, words.replace("-", "_")
        self.address = f"lessons/{name}.md"  # below docs/
        self.page = f"docs/{self.address}"
        self.snippet = f"snippets/{self.stem}.py"
        self.test = f"tests/snippets/test_{self.stem}.py"

    def navigation_line(self, title: str) -> str:
        return f'      - "{title}": {self.address}\n'

    def entry(self, title: str, to_read: int | str, to_do: int | str) -> str:
        """What the home page says of the lesson: how many minutes, too."""
        about = "Say here in one sentence what the lesson is about."
        reading, doing = (f"](={function}(lessons[{int(self.number)}]))" for function in TIMES)
        return f"- [{title}]({self.address})\n\n    {about}\n\n    [{to_read}{reading} minutes to read, [{to_do}{doing} to do\n\n"


def lessons(root: Path) -> list[Lesson]:
    """The lessons of a project, in their order.

    raises  ValueError: a page has no name of a lesson
    """
    return [Lesson(page.stem) for page in sorted(root.glob("docs/lessons/*.md"))]


def missing(root: Path) -> list[str]:
    """What the lessons of a project lack, each with what to write."""
    found = lessons(root)
    numbers = [lesson.number for lesson in found]
    problems = [
        f"{lesson.page}: another lesson has the number {lesson.number}; rename one of them"
        for lesson in found
        if numbers.count(lesson.number) > 1
    ]
    return problems + [problem for lesson in found for problem in missing_of(root, lesson)]


def missing_of(root: Path, lesson: Lesson) -> list[str]:
    """What a lesson lacks."""
    page = (root / lesson.page).read_text(encoding="utf-8")
    header = page.partition("\n---\n")[0]
    navigation, home = ((root / name).read_text(encoding="utf-8") for name in (NAVIGATION, HOME))
    title = heading["title"] if (heading := HEADING.search(page)) else f"Lesson {lesson.number}"
    has_line = re.search(rf"^ +- .*\b{lesson.address}$", navigation, re.MULTILINE)
    times = [f"](={function}(lessons[{int(lesson.number)}]))" for function in TIMES]
    has_entry = all(text in home for text in (f"]({lesson.address})\n", *times))
    checks = [
        (has_line, f"no line under `nav` in {NAVIGATION}; write\n{lesson.navigation_line(title)}"),
        ((root / lesson.snippet).is_file(), f"no snippet; write {lesson.snippet}, with a list of its `inputs`"),
        (lesson.snippet in header, f"its snippet is not in its front matter; write\nnumbers: {lesson.snippet}"),
        ((root / lesson.test).is_file(), f"no test of its snippet; write {lesson.test}"),
        (has_entry, f"no entry in the path of {HOME}; write\n{lesson.entry(title, 'MINUTES', 'MINUTES')}"),
    ]
    return [f"{lesson.page}: {problem}".rstrip() for is_there, problem in checks if not is_there]
