"""What worked/README.md says of other generators of sites, done sentence by sentence."""

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[3] / "worked/README.md").read_text("utf8")
SECTION = README.partition("## With any generator of sites\n")[2].partition("\n## ")[0]
PROSE = " ".join(re.sub(r"^```.*?^```$", " ", SECTION, flags=re.DOTALL | re.MULTILINE).split())
SENTENCES = re.split(r"(?<=[.:]) (?=[A-Z`])", PROSE)
SAID = {  # how each sentence begins, and the test that does what it says
    "`plugins: [worked]` is for MkDocs": "tests/site/builds/test_repeatable.py::test_two_builds_give_the_same_bytes",
    "Around any other generator": "tests/worked/site/test_finish.py::test_finished_site_has_cards_ledger_and_totals",
    "Nothing is staged while": "tests/worked/site/test_stage.py::test_nothing_is_staged_where_a_number_is_wrong",
    "A staged page holds": "tests/worked/site/test_stage.py::test_staged_page_is_markdown_with_its_numbers",
    "What stands beside": "tests/worked/site/test_stage.py::test_what_is_published_beside_the_pages_is_staged_too_and_nothing_else",
    "Where the project has": "tests/worked/site/test_stage.py::test_settings_of_mkdocs_are_staged_without_the_plugin_and_the_hooks",
    "A staged page says": "tests/worked/site/test_finish.py::test_page_says_that_it_is_not_finished_until_it_is",
    "`worked finish` takes": "tests/worked/site/test_finish.py::test_finished_site_has_cards_ledger_and_totals",
    "It leaves a site": "tests/worked/site/test_finish.py::test_site_is_left_as_it_is_where_a_page_shows_something_else",
    "A page that nobody staged": "tests/worked/site/test_finish.py::test_site_of_pages_that_nobody_staged_is_refused",
    "`worked finish` refuses": "tests/worked/site/test_finish.py::test_page_that_somebody_added_with_claims_is_refused",
    "It also refuses": "tests/worked/site/test_finish.py::test_site_without_comments_is_refused",
    "What the generator": "tests/worked/site/test_finish.py::test_number_of_a_template_around_a_text_is_left_alone",
    "Hooks that": "tests/worked/mkdocs/test_elsewhere.py::test_hooks_do_the_same_as_under_mkdocs",
    "What main.html": "tests/worked/mkdocs/test_elsewhere.py::test_hooks_do_the_same_as_under_mkdocs",
    "Where `site_url`": "tests/site/builds/test_other_generators.py::test_each_page_has_a_policy_a_picture_to_share_and_what_its_parts_need",
}


def test_every_sentence_is_tried():
    untried = [one for one in SENTENCES if not one.startswith(tuple(SAID))]
    assert untried == [] and len(SENTENCES) == len(SAID)


@pytest.mark.parametrize("named", dict.fromkeys(SAID.values()))
def test_test_of_a_sentence_is_there(named):
    file, _, name = named.partition("::")
    assert f"def {name}(" in (Path(__file__).parents[3] / file).read_text("utf8")


def test_commands_of_the_readme_are_those_of_the_command_line(run, capsys):
    for command in re.findall(r"^worked (\w+) [A-Z]+ ", SECTION, re.MULTILINE):
        with pytest.raises(SystemExit) as ended:
            run(command, "--help")
        assert ended.value.code == 0 and command in capsys.readouterr().out
