"""Bad input: a page that cannot be read as it was meant names its place, and nothing crashes."""

import pytest

HELD = "\n\n[0.72](=weights[animal])\n"


# ---- files -----------------------------------------------------------------------------------


def test_page_that_is_not_utf8_names_the_place(project):
    project.write("page.md", "first\nein Körper\n".encode("latin-1"))
    assert project.check().code == 1
    assert project.check().failure == (2, 6, "the file is not UTF-8")


def test_column_of_a_bad_byte_counts_code_points(project):
    project.write("page.md", "é é ".encode() + b"\xff\n")
    assert project.check().failure == (1, 5, "the file is not UTF-8")


def test_column_of_a_bad_byte_does_not_count_the_byte_order_mark(project):
    project.write("page.md", b"\xef\xbb\xbfab\xff\n")
    assert project.check().failure == (1, 3, "the file is not UTF-8")


def test_page_in_utf16_is_refused(project):
    project.write("page.md", "`1 + 1 = 2`".encode("utf-16"))
    assert project.check().failure == (1, 1, "the file is not UTF-8")


def test_page_that_cannot_be_read_is_refused(project):
    (project.root / "page.md").symlink_to("page.md")
    run = project.check()
    assert run.code in (1, 2) and "page.md" in run.out + run.err


def test_empty_page_has_no_number(project):
    project.plain("")
    run = project.check()
    assert run.code == 0 and "no number" in run.err


def test_page_of_blanks_has_no_number(project):
    project.plain(" \n\t\n\n")
    assert "no number" in project.check().err


def test_other_pages_are_still_checked_behind_a_bad_one(project):
    project.write("a.md", b"\xff")
    project.write("b.md", "`1 + 1 = 3`\n")
    assert project.check("a.md", "b.md").places == [("a.md", 1, 1), ("b.md", 1, 10)]


# ---- line ends and blanks --------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "lone CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_place_is_the_same_for_every_line_end_and_mark(project, end, mark):
    text = "---\nnumbers: snippets/soft.py\n---\n\nfirst\n\té [0.73](=weights[animal])\n"
    project.write("page.md", mark + text.replace("\n", end).encode())
    assert project.check().failure == (6, 5, "the page and the snippet disagree")


def test_mixed_line_ends_count_as_one_line_each(project):
    project.write("page.md", b"one\r\ntwo\rthree\n`1 + 1 = 3`")
    assert project.check().failure == (4, 10, "this equation does not hold")


def test_last_line_needs_no_line_end(project):
    project.page("[0.73](=weights[animal])")
    assert project.check().failure == (4, 2, "the page and the snippet disagree")


def test_column_counts_code_points(project):
    project.plain("𝛼 and é: `1 + 1 = 3`\n")
    assert project.check().failure == (1, 19, "this equation does not hold")


# ---- front matter ----------------------------------------------------------------------------


def test_front_matter_that_is_not_yaml_names_its_line(project):
    project.write("page.md", "---\ntitle: ok\nnumbers: [unclosed\n---\ntext\n")
    run = project.check()
    line, _, headline = run.failure
    assert run.code == 1 and line in (3, 4) and headline.startswith("the front matter is not YAML")


def test_front_matter_with_a_tab_names_its_line(project):
    project.write("page.md", "---\ntitle: ok\n\tnumbers: x\n---\ntext\n")
    assert project.check().failure[0] == 3


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("title: One\nnumbers: snippets/soft.py\ntitle: Two", (4, 1)),
        ("numbers: snippets/soft.py\nnumbers: snippets/none.py", (3, 1)),
        ('numbers: snippets/soft.py\nunchecked: {"5 min": 1, 5 min: 2}', (3, 25)),
        ("numbers: snippets/soft.py\ntags:\n  - {name: a, é: 1, name: b}", (4, 21)),
        ("numbers: snippets/soft.py\n'title': |\n  title: a\n\"title\": b", (5, 1)),
    ],
)
def test_name_that_a_front_matter_gives_twice_is_refused_at_the_second(project, front, place):
    project.write("page.md", f"---\n{front}\n---\nText.\n")
    run = project.check()
    told = zip(run.places, run.headlines, strict=True)
    assert [found[1:] for found, headline in told if "a second time" in headline] == [place], run.out


def test_name_that_stands_in_two_mappings_or_in_a_page_of_others_is_nobodys_fault(project):
    names = "unchecked: {one: 1, two: 1}\nextra: {one: 1, title: 2}\ntitle: |\n  title: a\n  title: b\n"
    project.write("page.md", f"---\nnumbers: snippets/soft.py\n{names}---\nText.\n")
    assert "a second time" not in project.check().out
    project.write("page.md", "---\ntitle: a\ntitle: b\n---\n`1 + 1 = 2`\n")
    assert project.check().code == 0


def test_rule_list_and_rule_at_the_top_are_text_and_no_front_matter(project):
    project.write("page.md", "---\n- one\n- two\n---\n`1 + 1 = 3`\n")
    assert project.check().failure[:2] == (5, 10)


def test_front_matter_that_makes_objects_is_not_run(project):
    project.write("page.md", "---\nnumbers: !!python/object/apply:os.system ['touch made']\n---\n`1 + 1 = 2`\n")
    assert project.check().code == 1
    assert not (project.root / "made").exists()


def test_front_matter_of_aliases_that_multiply_ends(project):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    project.write("page.md", "---\n" + "\n".join(lines) + "\n---\n`1 + 1 = 2`\n")
    assert project.check().code in (0, 1)


@pytest.mark.parametrize("first", ["", "Note: three sums.\n"])
def test_rule_at_the_top_of_a_page_of_others_is_text(project, first):
    project.write("page.md", f"---\n{first}`1 + 1 = 3`\n")
    assert project.check().failure == (2 + bool(first), 10, "this equation does not hold")


def test_deeply_nested_front_matter_is_not_read(project):
    project.write("page.md", "---\na: " + "[" * 20_000 + "\n---\n`1 + 1 = 2`\n")
    assert "the front matter is not plain YAML" in project.check().out


@pytest.mark.parametrize("value", ["[5 min]", "5 min", "3"])
def test_unchecked_that_is_no_mapping_is_refused(project, value):
    project.page("5 min" + HELD, meta=f"unchecked: {value}\n")
    run = project.check()
    assert ("page.md", 3, 12) in run.places
    assert any(headline.startswith("unchecked:") for headline in run.headlines)
    assert 'unchecked: {"5 min": 1}' in run.out


@pytest.mark.parametrize("count", ["one", "-1", "1.5", "[1]", "true", "null", "0"])
def test_unchecked_count_that_is_no_count_is_refused(project, count):
    project.page("It takes 5 min." + HELD, meta=f'unchecked: {{"5 min": {count}}}\n')
    assert project.check().code == 1


@pytest.mark.parametrize("numbers", ["3", "[a]", "[]", "[[snippets/soft.py]]", "{a: 1}", "true", "''", "."])
def test_numbers_that_names_no_file_is_refused(project, numbers):
    project.write("page.md", f"---\nnumbers: {numbers}\n---\n[0.72](=weights[animal])\n")
    run = project.check()
    assert run.failure[0] == 2
    assert "write      numbers: snippets/NAME.py" in run.out
    assert "or a list  numbers: [snippets/ONE.py, snippets/OTHER.py]" in run.out


def test_each_of_several_numbers_that_names_no_file_is_refused(project):
    project.write("page.md", "---\nnumbers: [a, snippets/soft.py, b]\n---\n[0.72](=weights[animal])\n")
    run = project.check()
    assert [place[1] for place in run.places] == [2, 2] and "'a' is no Python" in run.out and "'b' is no" in run.out


def test_empty_numbers_is_refused_where_there_is_a_claim(project):
    project.write("page.md", "---\nnumbers:\n---\n[0.72](=weights[animal])\n")
    assert project.check().code == 1


# ---- marks that never close ------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["```text", "~~~", "```worked"])
def test_fence_that_never_closes_is_refused_where_it_opens(project, mark):
    project.page(f"text{HELD}\n  {mark}\nmore\n")
    run = project.check()
    assert ("page.md", 8, 3) in run.places
    assert "the fence that opens in line 8 is never closed" in run.headlines


def test_formula_that_never_closes_is_refused_where_it_opens(project):
    project.page(f"text{HELD}\n$$\nx\n")
    assert project.check().failure == (8, 1, "the formula that opens in line 8 is never closed")


@pytest.mark.parametrize(
    "claim",
    [
        "[0.72](=weights[animal]",
        "[0.72](<=weights[animal]>",
        "[0.72](<=weights[animal])",
        "[0.72](=twice(half)",
        "[0.72](=",
    ],
)
def test_claim_that_never_closes_is_refused_where_it_opens(project, claim):
    project.page(f"See {claim}\n\nmore text (really)\n")
    line, column, headline = project.check().failure
    assert (line, column) == (4, 5) and "claim" in headline


@pytest.mark.parametrize(
    "text", ["0.72](=weights[animal])", r"See \[0.72](=weights[animal]).", "[a [0.72](=weights[animal] b"]
)
def test_what_looks_like_a_claim_and_is_none_is_refused(project, text):
    project.page(text + HELD)
    run = project.check()
    assert run.code == 1
    assert any("claim" in headline for headline in run.headlines)
    assert {line for _, line, _ in run.places} == {4}


def test_what_looks_like_a_claim_is_refused_on_a_page_without_snippet_too(project):
    project.plain("`1 + 1 = 2` and 0.72](=weights[animal])\n")
    assert project.check().failure[2].startswith("this looks like a claim")


def test_claim_shown_in_code_is_no_claim(project):
    project.plain("Write `[w](=weights)`: `1 + 1 = 2`.\n\n```markdown\n[w](=weights)\n```\n")
    assert project.check().code == 0


def test_character_written_as_a_number_is_refused(project):
    project.page("It is &#55;&#x37; big." + HELD)
    assert project.check().places == [("page.md", 4, 7), ("page.md", 4, 12)]
