"""Where a number that the check did not see is looked for."""

from worked.show.around import EDGE, Seen
from worked.show.compare import Comparison, Displayed, shown_in
from worked.site.displayed import displayed_article


def test_number_is_looked_for_in_the_lines_that_a_page_has():
    comparison = Comparison("page.md", lambda: ["Two things.", "Or 4."], lambda *sought: None)
    assert comparison.in_lines(1, 3, 0, "4") == ("page.md", 2, 4)
    assert comparison.in_lines(1, 3, 0, "6") is None  # the count at the foot is seen behind the last line


def test_number_of_a_setting_is_told_there_though_a_line_of_the_page_has_its_digits():
    comparison = Comparison("page.md", lambda: ["There are 41.", "Two things."], lambda *sought: ("mkdocs.yml", 7, 3))
    (shown,) = shown_in("Link to these 41 sections")
    assert comparison.place_between([], [], shown) == ("mkdocs.yml", 7, 3)
    (shown,) = shown_in("There are 41, all told")
    assert comparison.place_between([], [], shown) == ("page.md", 1, 11)


def test_what_hides_a_number_is_told_at_that_number():
    displayed = Displayed()
    displayed.write("", "All ")
    displayed.problems[""] = [(displayed.length(""), "a style sheet hides this", "it without this class")]
    displayed.write("", "41 and 42")
    seen = [Seen("41", "", "", "", 3, 5), Seen("42", "", "", "", 4, 1)]
    comparison = Comparison("page.md", list, lambda *sought: None)
    comparison.tell_problems(seen, displayed, "")
    assert [(failure.line, failure.column) for failure in comparison.failures] == [(3, 5)]


ELSEWHERE = ("theme/part.html", 1, 1)  # where a template has the same number among some of the words


def places_of(lines: list[str], seen: list[tuple[str, int, int]], displayed: str) -> list[tuple[str, int, int]]:
    comparison = Comparison("page.md", lambda: lines, lambda *sought: ELSEWHERE)
    comparison.compare([Seen(number, "", "", "", *place) for number, *place in seen], shown_in(displayed))
    return [(failure.file, failure.line, failure.column) for failure in comparison.failures]


def test_number_that_a_name_of_an_emoji_becomes_is_told_at_that_name():
    lines = ["All [20](=n).", "", "Then some words", "and :hash: then :three: of them", "", "All [4](=d)."]
    displayed = f"All 20.{EDGE}Then some words\nand # then 3 of them{EDGE}All 4."
    assert places_of(lines, [("20", 1, 6), ("4", 6, 6)], displayed) == [("page.md", 4, 17)]


def test_number_of_an_entry_of_html_is_told_at_that_entry():
    lines = ["All [20](=n).", "<ol><li>one</li>", "<LI><p>two</p></li><li></li></ol>", "", "All [4](=d)."]
    displayed = f"All 20.{EDGE}{EDGE}1. {EDGE}one{EDGE}{EDGE}2. {EDGE}{EDGE}two{EDGE}{EDGE}3. {EDGE}{EDGE}All 4."
    found = places_of(lines, [("20", 1, 6), ("4", 5, 6)], displayed)
    assert found == [("page.md", 2, 5), ("page.md", 3, 1), ("page.md", 3, 20)]


def test_character_that_an_emoji_brings_is_told_at_its_name():
    displayed = displayed_article("<p>All 20.</p><p>Some words\nand #\ufe0f\u20e3 then 5</p><p>All 4.</p>")
    comparison = Comparison("page.md", lambda: ["All [20](=n).", "Some words", "and :hash: then", "All [4](=d)."], dict)
    comparison.tell_problems([Seen("20", "", "", "", 1, 6), Seen("4", "", "", "", 4, 6)], displayed, "")
    assert [(one.line, one.column, one.headline[:6]) for one in comparison.failures[:1]] == [(3, 5, "U+FE0F")]
