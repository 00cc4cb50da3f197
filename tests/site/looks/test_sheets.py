"""What every style sheet of ours keeps to, so that all browsers draw it alike."""

import re

from tests.project import ROOT

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SHORTHAND = re.compile(r"text-decoration:\s*([^;}]+)")


def test_a_decorated_line_is_written_in_longhands():
    """WebKit draws nothing for `text-decoration: underline dotted`; it knows each of the longhands."""
    sheets = [file for folder in ("theme", "worked") for file in sorted((ROOT / folder).rglob("*.css"))]
    texts = {file.relative_to(ROOT).as_posix(): COMMENT.sub("", file.read_text("utf8")) for file in sheets}
    several = {
        name: [value for value in SHORTHAND.findall(text) if " " in value.strip()] for name, text in texts.items()
    }
    assert {name: values for name, values in several.items() if values} == {}
    assert sum(text.count("text-decoration-style: dotted") for text in texts.values()) >= 2
    assert len(texts) >= 10 and any(SHORTHAND.search(text) for text in texts.values())
