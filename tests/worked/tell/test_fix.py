"""``worked fix`` writes wrong literals anew, each at its own decimals, and touches nothing else."""

import os

import pytest

from worked.tell import fix as fixing

HEAD = "---\nnumbers: snippets/soft.py\n---\n"
SNIPPET = "import numpy as np\nweights = np.array([0.72, 0.28])\nbig = 1234567\nlow = -0.5\nzero = 0.0\nshare = 0.72\ntiny = 0.000045\nten, hundred = 9.96, 99.5\nten_thousand = 12345.678\n"


def fixed(project, body: str) -> str:
    project.write("snippets/soft.py", SNIPPET)
    page = project.page(body)
    project.fix()
    text = page.read_text()
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


@pytest.mark.parametrize(
    "broken, mended",
    [
        ("[0.7](=ten)", "[10.0](=ten)"),
        ("[0.73](=share)", "[0.72](=share)"),
        ("[0.7](=weights[1])", "[0.3](=weights[1])"),
        ("[0.7300](=share)", "[0.7200](=share)"),
        ("[2](=share)", "[1](=share)"),
        ("[.73](=share)", "[.72](=share)"),
        ("[73%](=share)", "[72%](=share)"),
        ("[73.0 %](=share)", "[72.0 %](=share)"),
        ("[1,234,568](=big)", "[1,234,567](=big)"),
        ("[1\u202f234\u202f568](=big)", "[1\u202f234\u202f567](=big)"),
        ("[567](=big)", "[1234567](=big)"),
        ("[−0.4](=low)", "[−0.5](=low)"),
        ("[-0.4](=low)", "[-0.5](=low)"),
        ("[–0.4](=low)", "[–0.5](=low)"),
        ("[12,345.7](=big)", "[1,234,567.0](=big)"),
        ("[**0.73**](=share)", "[**0.72**](=share)"),
        ("[`0.73`](=share)", "[`0.72`](=share)"),
        ("[[0.73, 0.28]](=weights)", "[[0.72, 0.28]](=weights)"),
        ("[[0.73,0.29]](=weights)", "[[0.72,0.28]](=weights)"),
        ("[−0.72](=share)", "[0.72](=share)"),
        ("[4.6 × 10^-5](=tiny)", "[4.5 × 10^-5](=tiny)"),
        ("[12,345.6](=ten_thousand)", "[12,345.7](=ten_thousand)"),
        ("[0.73](<=share * 1>)", "[0.72](<=share * 1>)"),
        ("[0.1](=zero)", "[0.0](=zero)"),
        ("[−0.1](=zero)", "[0.0](=zero)"),
        ("[99](=ten)", "[10](=ten)"),
        ("[999](=big)", "[1234567](=big)"),
        ("`0.72 + 0.28 = 1.01`", "`0.72 + 0.28 = 1.00`"),
        ("$0.72 + 0.28 = 1.01$", "$0.72 + 0.28 = 1.00$"),
        ("`1 / 4 = 26%`", "`1 / 4 = 25%`"),
        ("`[1, 2] + [3, 4] = [4, 7]`", "`[1, 2] + [3, 4] = [4, 6]`"),
        ("```worked\n0.5 · 3\n  = 1.6\n```", "```worked\n0.5 · 3\n  = 1.5\n```"),
        ("`1,000 · 2 = 2,001`", "`1,000 · 2 = 2,000`"),
        ("`0.1 - 0.3 = -0.3`", "`0.1 - 0.3 = -0.2`"),
        ("`0.3 - 0.1 = −0.2`", "`0.3 - 0.1 = 0.2`"),
    ],
)
def test_literal_keeps_its_own_style(project, broken, mended):
    assert fixed(project, broken + "\n") == mended + "\n"


@pytest.mark.parametrize(
    "broken, mended", [("[0.5](=low)", "[−0.5](=low)"), ("[0.54](=low)", "[−0.50](=low)"), ("[9](=low)", "[−1](=low)")]
)
def test_number_that_becomes_negative_gets_a_minus_sign(project, broken, mended):
    assert fixed(project, broken + "\n") == mended + "\n"


def test_tie_is_written_away_from_zero(project):
    project.write("snippets/soft.py", "up, down = 2.5, -2.5\n")
    project.write("page.md", "`5 / 2 = 7` and `-5 / 2 = −7`\n")
    project.fix()
    assert (project.root / "page.md").read_text() == "`5 / 2 = 3` and `-5 / 2 = −3`\n"


def test_tie_of_decimals_is_decided_on_the_decimal_expansion(project):
    project.write("snippets/soft.py", "price = 1.005\n")
    project.page("[9.00](=price)\n")
    project.fix()
    assert "[1.01](=price)" in (project.root / "page.md").read_text()  # 1.005 is 1.00499999999999989… in bits


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "lone CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
@pytest.mark.parametrize("last", [b"", b"\n"], ids=["", "line end"])
def test_nothing_else_changes_byte_for_byte(project, end, mark, last):
    text = "---\nnumbers: snippets/soft.py\n---\n\n\tTab\u00a0é  \n\n[0.7{}](=weights[animal]) *a*  \n| [0.2{}](=weights[road]) |\n\n\n[`4 + 1 = {}`](=values[animal])".encode()
    broken = mark + text.replace(b"{}", b"9").replace(b"\n", end) + last.replace(b"\n", end)
    page = project.write("page.md", broken)
    assert project.fix().code == 0
    expected = (
        mark
        + text.replace(b"0.7{}", b"0.72").replace(b"0.2{}", b"0.28").replace(b"{}", b"5").replace(b"\n", end)
        + last.replace(b"\n", end)
    )
    assert page.read_bytes() == expected


def test_mixed_line_ends_stay(project):
    page = project.write("page.md", b"a\r\nb\rc\n`1 + 1 = 3`\r\n`2 + 2 = 5`\r`3 + 3 = 7`\n")
    project.fix()
    assert page.read_bytes() == b"a\r\nb\rc\n`1 + 1 = 2`\r\n`2 + 2 = 4`\r`3 + 3 = 6`\n"


def test_second_fix_changes_nothing(project):
    page = project.page("[[0.71, 0.21]](=weights), `0.72 + 0.28 = 1.01`, [9](=half), [−3](=animal)\n")
    project.fix()
    once = page.read_bytes()
    run = project.fix()
    assert page.read_bytes() == once and "0 numbers rewritten" in run.out


@pytest.mark.parametrize(
    "broken, mended",
    [
        ("`2 · 3 = 7 = 7`", "`2 · 3 = 6 = 6`"),
        ("`2 · 3 = 7 = 8`", "`2 · 3 = 6 = 6`"),
        ("```worked\n1 + 2\n  = 4\n  = 5\n  = 6\n```", "```worked\n1 + 2\n  = 3\n  = 3\n  = 3\n```"),
        ("`2·[4, 1] = [9, 3]`", "`2·[4, 1] = [8, 2]`"),
        ("$1 + 1 = 3 = 3$", "$1 + 1 = 2 = 2$"),
    ],
)
def test_one_fix_mends_a_whole_chain(project, broken, mended):
    page = project.plain(broken + "\n")
    assert project.fix().code == 0 and page.read_text() == mended + "\n"
    assert project.fix().out == "0 numbers rewritten\n"


def test_page_that_holds_is_not_written(project):
    page = project.page("[0.72](=weights[animal])\n")
    before = page.stat()
    run = project.fix()
    after = page.stat()
    assert (run.code, before.st_ino, before.st_mtime_ns) == (0, after.st_ino, after.st_mtime_ns)


def test_dry_run_shows_the_change_and_writes_nothing(project):
    page = project.page("[0.73](=weights[animal])\n")
    before = page.read_bytes()
    run = project.fix("--dry-run", "page.md")
    assert run.code == 0 and page.read_bytes() == before
    assert (
        "-[0.73](=weights[animal])\n+[0.72](=weights[animal])\n" in run.out and "1 number would be rewritten" in run.out
    )


def test_fix_shows_the_change_and_how_many(project):
    project.page("[0.73](=weights[animal])\n\n[0.29](=weights[road])\n")
    run = project.fix()
    assert run.code == 0 and run.err == ""
    assert "-[0.73](=weights[animal])\n+[0.72](=weights[animal])\n" in run.out and "2 numbers rewritten" in run.out


def test_what_cannot_be_fixed_is_said_and_left(project):
    page = project.page("[0.73](=weights[animal]), [0.5](=hlaf), 7 cats, `1/2 + 1/2 = 2 · 2`\n")
    run = project.fix()
    assert run.code == 1 and "1 number rewritten; 3 failures left to mend by hand" in run.out
    assert page.read_text().endswith("[0.72](=weights[animal]), [0.5](=hlaf), 7 cats, `1/2 + 1/2 = 2 · 2`\n")
    assert "did you mean half?" in run.out


def test_sum_that_must_be_exact_is_left_to_its_author(project):
    page = project.page("`1.26 + 1.26 = 2.5`\n")
    assert project.fix().code == 1 and page.read_text().endswith("`1.26 + 1.26 = 2.5`\n")


def test_page_that_cannot_be_read_is_left(project):
    page = project.write("page.md", b"`1 + 1 = 3` \xff")
    run = project.fix()
    assert run.code == 1 and page.read_bytes() == b"`1 + 1 = 3` \xff" and "not UTF-8" in run.out


def test_page_is_whole_when_writing_fails(project, monkeypatch):
    page = project.plain("`1 + 1 = 3`\n")

    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr(fixing.os, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        fixing.replace(page, b"half of a pa")
    assert page.read_text() == "`1 + 1 = 3`\n"
    assert [file.name for file in project.root.iterdir() if "page" in file.name] == ["page.md"]


def test_page_that_may_not_be_written_is_a_clear_error(project, monkeypatch):
    project.plain("`1 + 1 = 3`\n")

    def fail(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(fixing.tempfile, "mkstemp", fail)
    run = project.fix()
    assert run.code in (1, 2) and "page.md" in run.out + run.err and "Permission denied" in run.out + run.err


def test_mode_and_link_of_a_page_stay(project):
    page = project.plain("`1 + 1 = 3`\n", "real.md")
    page.chmod(0o640)
    (project.root / "page.md").symlink_to("real.md")
    project.fix()
    assert page.read_text() == "`1 + 1 = 2`\n" and page.stat().st_mode & 0o777 == 0o640 and os.path.islink("page.md")


def test_fix_needs_a_page(project):
    with pytest.raises(SystemExit) as caught:
        project.run("fix")
    assert caught.value.code == 2
