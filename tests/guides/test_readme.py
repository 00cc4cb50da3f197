"""What README.md and CONTRIBUTING.md promise, done in a copy of the project."""

import re
import tomllib

import yaml

import worked
from tests.project import ROOT, edit, run
from tests.site import small_site
from tests.site.numbers.test_perturbation import Project

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LESSON = "docs/lessons/07-soft-lookup.md"


def blocks(text: str, start: str) -> list[str]:
    """The fences of a text that begin with a word."""
    found = re.findall(r"^ *(`{3,})\w*\n(.*?)^ *\1$", text, re.DOTALL | re.MULTILINE)
    return [block for _, block in found if block.strip().startswith(start)]


def test_failing_message_in_the_readme_is_what_the_check_says(project):
    """Of a page with the line that README shows. What stands in which line of the lesson changes with every edit."""
    [message] = blocks(README, LESSON)
    line = message.splitlines()[1].strip()
    front_matter = "numbers: snippets/soft_lookup.py\nfigures: snippets/figures/soft_lookup.py\n"
    (project / LESSON).write_text(f"---\ntitle: A lesson\n{front_matter}---\n\n{line}\n", encoding="utf-8")
    checked = run(project, "worked", "check", LESSON)
    assert checked.returncode == 1
    assert without_lines(checked.stdout).startswith(without_lines(message))


def without_lines(text: str) -> str:
    """A message without the lines that it names; the columns stay."""
    return re.sub(r"(\.(?:md|py)):\d+", r"\1:LINE", text)


def test_citation_names_the_release_and_the_course():
    """Its form is that of the Citation File Format 1.2.0, of which these are all keys that it may use here."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    title = re.search(r"^title: (.+)$", (ROOT / "docs/index.md").read_text("utf8"), re.MULTILINE)[1]
    said = (cited["cff-version"], cited["type"], cited["version"], cited["license"], cited["title"])
    assert said == ("1.2.0", "software", project["version"], project["license"], title)
    assert all(author["name"] in (ROOT / "LICENSE").read_text("utf8") for author in cited["authors"])
    assert cited.keys() - {"message", "abstract", "authors", "keywords"} == {
        "cff-version",
        "type",
        "version",
        "license",
        "title",
    }
    assert project["version"] == worked.__version__


def test_first_change_of_a_contributor_is_refused_and_mended(drawn):
    """It is a change of a claim that stands in the lesson, wherever that may be."""
    [claim], [(right, wrong)] = (
        re.findall(r"look for `([^`]+)`", CONTRIBUTING),
        re.findall(r"Make a ([\d.]+) there\s+a\s+([\d.]+):", CONTRIBUTING),
    )
    [changed] = [block.strip() for block in blocks(CONTRIBUTING, "[") if claim in block]
    before = (drawn / LESSON).read_text(encoding="utf-8")
    after = before.replace(changed.replace(wrong, right), changed, 1)
    assert after != before
    (drawn / LESSON).write_text(after, encoding="utf-8")
    refused = run(drawn, "worked", "check")
    assert refused.returncode == 1 and re.search(rf"page says  {wrong}\n  computed   {right} ", refused.stdout)
    assert "fix page   make fix\n" in refused.stdout
    assert run(drawn, "worked", "fix", "docs").returncode == 0
    assert (drawn / LESSON).read_text(encoding="utf-8") == before


def test_example_of_a_contributor_takes_two_files(drawn, alone):
    """Under other names than it shows: it may have been followed before."""
    [code] = (own(block) for block in blocks(CONTRIBUTING, "half_weights"))
    [words] = (own(block) for block in blocks(CONTRIBUTING, "Half the light"))
    snippet, lesson = drawn / "snippets/soft_lookup.py", drawn / LESSON
    lines = [line.strip() for line in code.strip().splitlines()]
    edit(snippet, "# What somebody chose", "\n".join(lines) + "\n\n# What somebody chose")
    edit(snippet, 'inputs = """', 'inputs = """ own_half_weights')
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n" + words.strip() + "\n", encoding="utf-8")
    checked = run(drawn, "worked", "check")
    assert checked.returncode == 0, checked.stdout
    nudged = Project(drawn, "soft_lookup", only="own_half_weights", drawings="paths()")
    assert nudged.typed_results() == set() and len(nudged.nudged) == 4
    assert all(world.moved for _, world in nudged.nudged)
    for world in nudged.shown:
        assert [claim.place for claim in world.moved if claim.place not in world.failures] == []


def own(text: str) -> str:
    return re.sub(r"\bhalf_", "own_half_", text)


def test_page_source_and_term_of_a_contributor_take_what_the_table_says(tmp_path):
    small = small_site.write(tmp_path / "small")
    table = dict(re.findall(r"^\| ([\w ]+) \| (.+) \|$", CONTRIBUTING, re.MULTILINE))
    lesson = "---\ntitle: Another lesson\ndescription: Words.\nnumbers: snippets/another.py\n---\n\n# Another { #another }\n\n"
    body = "A [key][] has [12](=heads) heads, says [Somebody et al. 2020](https://example.org/paper).\n"
    row = table["page that is no lesson"]
    assert all(name in row for name in ("docs/NAME.md", "`nav` in `mkdocs.yml`", "`inputs`"))
    (small / "docs/another.md").write_text(lesson + body, encoding="utf-8")
    (small / "snippets/another.py").write_text('heads = 12\ninputs = ["heads"]\n', encoding="utf-8")
    checked = run(small, "worked", "check")
    assert "this link leads to no source of docs/references.toml" in checked.stdout
    assert all(name in table["source"] for name in ("docs/references.toml", "`url`"))
    source = '\n[new2020]\nauthors = "A. Somebody, B. Else"\nyear = 2020\ntitle = "A title"\nvenue = "arXiv"\nurl = "https://example.org/paper"\n'
    with (small / "docs/references.toml").open("a", encoding="utf-8") as references:
        references.write(source)
    built = run(small, "mkdocs", "build", "--strict")
    assert built.returncode == 1 and "another.md" in built.stderr and "nav" in built.stderr
    edit(small / "mkdocs.yml", "- glossary.md\n", "- glossary.md\n  - another.md\n")
    built = run(small, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    html = (small / "site/another/index.html").read_text(encoding="utf-8")
    assert 'href="../glossary/#key" title="' in html
