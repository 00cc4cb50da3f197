"""Formulas: each of their signs is in the font that the site brings along; worked steps show their page's fences."""

import re
import runpy
import tomllib
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from tests.project import ROOT

FONTS = Path("assets/fonts")
USUAL, SELDOM = FONTS / "stix-two-math-usual.woff2", FONTS / "stix-two-math-seldom.woff2"
SCRIPT = "theme/assets/fonts/subset.py"
MOST = {USUAL: 10_000, SELDOM: 20_000}  # bytes
TALL_ROOT = re.compile(
    r"<(msqrt|mroot)>(?:(?!</\1>).)*?<(?:mfrac|munder|mover|munderover|mtable|msqrt|mroot)\b", re.DOTALL
)
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
GROWS = {"(": 3, ")": 3, "[": 3, "]": 3, "∑": 2}  # and at least so many sizes of it
FENCE = re.compile(r"^([ >]*)```worked\b[^\n]*\n(.*?)^[ >]*```$", re.DOTALL | re.MULTILINE)
STEPS = re.compile(r'<div class="worked-steps".*?</div></div>', re.DOTALL)
LABEL = re.compile(r'<span class="worked-label">(\w+)</span>')


@pytest.fixture(scope="module")
def fonts(built: Path) -> dict[Path, TTFont]:
    return {file: TTFont(built / "site" / file) for file in (USUAL, SELDOM)}


@pytest.fixture(scope="module")
def known(fonts: dict[Path, TTFont]) -> set[int]:
    """The characters that one of the two has."""
    return {code for font in fonts.values() for code in font.getBestCmap()}


def italics() -> dict[str, str]:
    """What the browser draws for a letter that stands alone, by the Unicode database."""
    drawn = {"h": "ℎ"}  # reserved long before the others
    for italic in map(chr, range(0x1D434, 0x1D7CA)):
        if unicodedata.name(italic, "").startswith("MATHEMATICAL ITALIC "):
            plain = chr(int(unicodedata.decomposition(italic).split()[1], 16))
            drawn[plain] = italic
    return drawn


ITALICS = italics()


def signs(formula: str) -> Iterator[str]:
    """The characters that a browser draws for a formula."""
    named = re.sub(
        r"&(?!amp;|lt;|gt;|quot;|#)\w+;", lambda entity: unescape(entity.group()), formula
    )  # &ApplyFunction;
    for element in ElementTree.fromstring(named).iter():
        yield from "√" if element.tag in ("msqrt", "mroot") else ""
        text = (element.text or "").strip()
        is_italic = element.tag == "mi" and len(text) == 1 and element.get("mathvariant") != "normal"
        yield from ITALICS.get(text, text) if is_italic else text


def unknown_signs(page: str, html: str, known: set[int]) -> list[str]:
    return [
        f"{page}: the font has no {sign!r} (U+{ord(sign):04X}) for {formula}: add it to CHARACTERS in {SCRIPT}, "
        f"then run .venv/bin/python {SCRIPT}"
        for formula in FORMULA.findall(html)
        for sign in signs(formula)
        if ord(sign) not in known
    ]


def pages_of(built: Path) -> dict[str, str]:
    return {
        page.relative_to(built / "site").as_posix(): page.read_text("utf8")
        for page in sorted(built.glob("site/**/*.html"))
    }


def test_fonts_have_every_sign_of_every_formula(built, known):
    pages = pages_of(built)
    unknown = [message for page, html in pages.items() for message in unknown_signs(page, html, known)]
    assert unknown == [], "\n" + "\n".join(unknown)
    drawn = [sign for html in pages.values() for formula in FORMULA.findall(html) for sign in signs(formula)]
    assert len(drawn) > 150 and {"∑", "√", "⊤", "∞", "𝛼", "𝑄", "(", "s"} <= set(drawn)


def test_roots_are_as_tall_as_the_font_draws_them(built):
    roots = [(page, root[0]) for page, html in pages_of(built).items() for root in TALL_ROOT.finditer(html)]
    assert roots == [], f"{SCRIPT} drops tall roots"
    assert TALL_ROOT.search("<msqrt><mn>2</mn></msqrt><msqrt><mrow><mfrac><mn>1</mn>")
    assert not TALL_ROOT.search("<msqrt><mi>d</mi></msqrt><mfrac>")


def test_sign_that_the_font_lacks_is_named_with_its_page_and_the_remedy(known):
    [message] = unknown_signs("a/index.html", "<p><math><mi>x</mi><mo>⥀</mo></math>", known)
    assert message.startswith("a/index.html: ") and "U+2940" in message and "<mi>x</mi>" in message
    assert message.endswith(f".venv/bin/python {SCRIPT}") and (ROOT / SCRIPT).is_file()


def test_letter_alone_is_sought_in_italics_and_a_root_by_its_sign():
    formula = '<math><msqrt><mi>h</mi></msqrt><mi>α</mi><mi mathvariant="normal">d</mi><mi>max</mi><mtext>q</mtext><mi>∞</mi><mo>&ApplyFunction;</mo></math>'
    assert list(signs(formula)) == ["√", "ℎ", "𝛼", "d", "m", "a", "x", "q", "∞", "\u2061"]


def test_fonts_are_small_and_were_made_of_the_characters_of_their_script(built, fonts):
    script = runpy.run_path(str(ROOT / SCRIPT))
    for file, name in {USUAL: "usual", SELDOM: "seldom"}.items():
        assert (built / "site" / file).stat().st_size <= MOST[file], file
        assert {chr(code) for code in fonts[file].getBestCmap()} == script["FONTS"][name], file
    sheet = (ROOT / "theme/assets/site.css").read_text("utf8")
    assert script["with_ranges"](sheet) == sheet and sheet.count("unicode-range") == 2


def test_font_can_set_mathematics(fonts):
    """Its MATH table, with the sizes in which brackets and sums grow."""
    font = fonts[USUAL]
    variants = font["MATH"].table.MathVariants
    grows = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    for sign, sizes in GROWS.items():
        construction = grows[font.getBestCmap()[ord(sign)]]
        assert construction.VariantCount >= sizes, sign
        assert {variant.VariantGlyph for variant in construction.MathGlyphVariantRecord} <= set(font.getGlyphOrder())
    assert font["MATH"].table.MathConstants.AxisHeight.Value > 0


def test_licence_stands_beside_the_font_and_the_script_does_not(built):
    assert "SIL OPEN FONT LICENSE" in (built / "site" / FONTS / "OFL.txt").read_text("utf8")
    assert sorted(file.name for file in (built / "site" / FONTS).iterdir()) == ["OFL.txt", SELDOM.name, USUAL.name]


def test_only_pages_with_formulas_ask_for_the_font(built):
    asking, with_formulas = set(), set()
    for page, html in pages_of(built).items():
        links = re.findall(r'<link rel="preload" href="([^"]*)" as="font" type="font/woff2" crossorigin>', html)
        asking |= {page} if links else set()
        with_formulas |= {page} if "<math" in html else set()
        assert all((built / "site" / page).parent.joinpath(link).resolve() == built / "site" / USUAL for link in links)
    assert asking == with_formulas and len(asking) >= 3
    assert "404.html" not in asking and "index.html" not in asking


def test_no_formula_is_left_in_latex(built):
    articles = [html.partition("<article")[2].partition("</article>")[0] for html in pages_of(built).values()]
    prose = [
        re.sub(r"<(pre|code)\b.*?</\1>|<annotation.*?</annotation>", "", html, flags=re.DOTALL) for html in articles
    ]
    assert [found for html in prose for found in re.findall(r"\$[^$<\s][^$<]*\$|\\(?:sqrt|frac|sum)\b", html)] == []
    assert sum(html.count("<math") for html in articles) >= 40


# ---- worked fences


def plainly(text: str) -> str:
    return re.sub(r"[\s>]", "", text.replace("−", "-").replace("*", "·"))


def test_each_worked_fence_is_set_with_its_own_numbers(built):
    """Without labels and blanks, the page shows what its source says."""
    count = 0
    for page in sorted(built.glob("docs/**/*.md")):
        name = page.relative_to(built / "docs").with_suffix("")
        html = (built / "site" / (name.parent if name.name == "index" else name) / "index.html").read_text("utf8")
        shown = [re.sub(r"<button\b.*?</button>|<[^>]*>", "", LABEL.sub("", steps)) for steps in STEPS.findall(html)]
        typed = [content for _, content in FENCE.findall(page.read_text("utf8"))]
        assert [plainly(unescape(text)) for text in shown] == [plainly(text) for text in typed], page.name
        count += len(typed)
    assert count >= 4


def test_terms_of_the_mini_lookup_are_those_of_the_four_tokens(built):
    html = (built / "site/lessons/07-soft-lookup/index.html").read_text("utf8")
    steps = next(steps for steps in STEPS.findall(html) if "worked-label" in steps)
    tokens = ["animal", "road", "cross", "tired"]
    assert LABEL.findall(steps) == tokens
    terms = re.findall(r'<span class="worked-token token-(\w+)">(?:<span[^>]*>\w+</span> )?([^<]*)</span>', steps)
    assert [name for name, _ in terms] == tokens * 2
    assert dict(terms[4:]) == {
        "animal": "&#91;2.88, 0.72&#93;",
        "road": "&#91;0.05, 0.20&#93;",
        "cross": "&#91;0.16, 0.00&#93;",
        "tired": "&#91;0.00, 0.45&#93;",
    }


def test_every_token_has_the_colour_of_the_figures_in_worked_steps(built):
    colors = tomllib.loads((built / "pyproject.toml").read_text("utf8"))["tool"]["worked"]["colors"]
    names = [variable.removeprefix("--token-") for variable in colors.values() if variable.startswith("--token-")]
    css = (built / "theme/assets/figures.css").read_text("utf8")
    rules = dict(re.findall(r"\.token-(\w+) \{\s*color: var\(--token-(\w+)\);\s*\}", css))
    assert rules == {name: name for name in names} and len(names) >= 4
