"""Start a lesson: `make new-lesson NAME=10-positions TITLE="Positions"`.

It writes a page, a snippet and its test from `skeleton/`, which hold as they stand, and adds the lesson to
the navigation and to the home page. It changes no other file, and nothing at all where something is in
the way. It stands in `tools/`, which is for those who write here: nothing of the site or of `worked` needs it.
"""

import importlib.util
import keyword
import re
import sys
from pathlib import Path
from string import Template

from tools.lessons import HOME, NAVIGATION, TIMES, Lesson, lessons

ROOT = Path(__file__).parents[1]
SKELETON = Path(__file__).parent / "skeleton"
LONGEST = 60  # characters of a title


def main(name: str, words: str) -> None:
    """Write what a lesson consists of, and say what was written."""
    lesson = Lesson(name)
    title = f"Lesson {lesson.number}: {words or lesson.id.replace('-', ' ').capitalize()}"
    refuse(lesson, title.partition(": ")[2])
    written: list[str] = []
    for path, kind in ((lesson.page, "page.md"), (lesson.snippet, "snippet.py"), (lesson.test, "test.py")):
        text = Template((SKELETON / kind).read_text(encoding="utf-8"))
        try:
            write(path, text.substitute(vars(lesson), title=title), "x")
        except OSError:  # half a lesson would be in the way of the next try
            for other in written:
                (ROOT / other).unlink()
            raise
        written.append(path)
    from snippets import home  # it finds the page that was written just now

    write(NAVIGATION, with_line(read(NAVIGATION), lesson, lesson.navigation_line(title)), "w")
    times = [getattr(home, time)(ROOT / lesson.page) for time in TIMES]
    write(HOME, with_entry(read(HOME), lesson, lesson.entry(title, *times)), "w")
    print("Now look at it, with `make serve`, and fill it in. `make check` and `make test` see what is missing.")


def refuse(lesson: Lesson, words: str) -> None:
    """Refuse what would be in the way of something.

    raises  ValueError
    """
    for other in lessons(ROOT):
        if other.number == lesson.number:
            raise ValueError(f"{other.page} has the number {lesson.number} already")
    for path in (lesson.page, lesson.snippet, lesson.test):
        if (ROOT / path).exists():
            raise ValueError(f"{path} is there already, and nothing is overwritten: choose another name")
    if keyword.iskeyword(lesson.stem) or importlib.util.find_spec(lesson.stem):
        raise ValueError(f"Python has a module or a word {lesson.stem} already: choose another name")
    if len(words) > LONGEST or not re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[ ,.:;?!’'()-])*", words):
        example = f'make new-lesson NAME={lesson.name} TITLE="Positions"'
        raise ValueError(f"{words!r} is no title of up to {LONGEST} letters, without numbers and quotes: {example}")


def with_line(text: str, lesson: Lesson, line: str) -> str:
    """The settings of the site with a line for the lesson, behind those of the lessons before it and of their labs."""
    known = list(re.finditer(r"^ +- .*\blessons/(\d\d)-.*\.md\n(?: +- .*\blabs/.*\n)*", text, re.MULTILINE))

    before = [match.end() for match in known if match[1] < lesson.number]
    return insert(text, line, before[-1] if before else known[0].start())


def with_entry(text: str, lesson: Lesson, entry: str) -> str:
    """The home page with an entry for the lesson, before those of the lessons behind it."""
    known = list(re.finditer(r"^- \[.*\]\(lessons/(\d\d)-.*\.md\)\n", text, re.MULTILINE))
    behind = [match.start() for match in known if match[1] > lesson.number]
    return insert(text, entry, behind[0] if behind else text.index("</div>", known[-1].end()))


def insert(text: str, new: str, at: int) -> str:
    return text[:at] + new + text[at:]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def write(path: str, text: str, mode: str) -> None:
    with (ROOT / path).open(mode, encoding="utf-8") as file:
        file.write(text)
    print(f"{'wrote' if mode == 'x' else 'added it to'} {path}")


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2])
    except ValueError as error:
        sys.exit(f"new-lesson: {error}")
    except OSError as error:
        sys.exit(f"new-lesson: {error.filename} cannot be written: {error.strerror}")
