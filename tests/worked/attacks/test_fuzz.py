"""Whatever is done to a page: it is refused, or it shows nothing but the numbers that it showed before.

Each page is built by MkDocs with the project's extensions, and what was built is shown to a real browser. The
oracle shares no code with `worked`: it takes the text that the browser lays out. `make fuzz` runs it for long.
"""

import os
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, note, settings

from tests import browser
from tests.worked.attacks.fuzzed_pages import BASES, edited
from tests.worked.attacks.fuzzed_site import SNIPPET, Site

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", 60))
# What may touch a number and leave it what it is: not a sign in front of it, not a percent sign behind it.
TRUE = re.compile(r"`d_k ([-+]) ?(\d+) = (\d+)`")  # two digits may change together, and what is written is right again
CLAIM = re.compile(r"\[([^\[\]]*)\]+\(=([^()]*)\)")
MARK = r"[\[\]()<>{}/:;.,\"'|&=#@~]"  # what leaves a number between words the number that it is
APART = re.compile(
    "|".join(
        [
            r"\||[,;:.](?=\D)|\]\(|\(#",  # the bar of a broken table, and what is left of a claim's link
            rf"(?<=\d){MARK}+(?=[^\d!%‰])|(?<=\d)\{{",
            rf"(?<=[a-z])(?:-|{MARK}+)(?=\d)",  # the hyphen of "top-4"
            r"[&=](?=[a-z])|\[?TOC\]\[?(?=[\d.])",
        ]
    )
)
AROUND = re.compile(r"^(?:(?!\.\d)[^\w√−±-]|_)+|(?:[^\w%‰]|_)+$")
seen = Counter()


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    return Site(tmp_path_factory.mktemp("fuzz"), browser.started())


def numbers(text: str) -> list[str]:
    """The runs of text with a digit in them, as a reader takes them in: sign, unit and exponent belong to it."""
    tokens = [token for word in text.split() if has_digit(word) for token in APART.split(word)]
    return [AROUND.sub("", token) for token in tokens if has_digit(token)]


def has_digit(text: str) -> bool:
    return any(character.isnumeric() for character in text)


def without_zeros(number: str) -> str:
    """A number without zeros at its end: those of the snippet are exact, so 0.720 is 0.72."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def rounded(page: str) -> set[str]:
    """What claims show in fewer decimals than they did, and rightly so: 0.7 for 0.72, and 3 for 3.09."""
    exact = {expression: numbers(literal) for text in BASES.values() for literal, expression in CLAIM.findall(text)}
    pairs = [
        pair
        for literal, expression in CLAIM.findall(page)
        for pair in zip(numbers(literal), exact.get(expression, []), strict=False)
    ]
    return {short for short, whole in pairs if is_rounding(short, whole)}


def is_rounding(short: str, whole: str) -> bool:
    if not re.fullmatch(r"\d*\.?\d+", short):
        return False
    places = len(short.partition(".")[2])
    return float(short) == float(f"{float(whole.replace(',', '').strip('−%')):.{places}f}")


def faults(base: dict, shown: dict, page: str, is_strict: bool) -> list[str]:
    """What a reader may take for a checked number and is none."""
    known = {*numbers(base["text"]), *numbers(base["text"].replace(", ", ","))} | set(numbers(SNIPPET))
    known |= {number[1:] for number in known if number.startswith("0.")}  # 0.08 may be written .08
    known |= rounded(page) | {"1d_k"}  # once d_k is d_k
    for sign, number, result in TRUE.findall(page):
        is_true = int(result) == (4 + int(number) if sign == "+" else 4 - int(number))
        known |= {number, result, sign + number} if is_true else set()  # d_k -1 = 3, too
    found = [
        f"shows {number}"
        for text in [shown["text"], *shown["words"]]
        for number in numbers(text)
        if number not in known and without_zeros(number) not in known
    ]
    found += [f"shows {number} outside of what is checked" for number in numbers(shown["outside"]) if is_strict]
    typed = set(re.findall(r"^[ \t>]*(?:[-*+] +)*(\d+)[.)]", page, re.MULTILINE))
    found += [f"sets {marker} before an entry" for marker in shown["markers"] if str(marker) not in typed]
    found += [f"shows U+{ord(c):04X}" for c in shown["text"] if unicodedata.category(c) == "Cf"]
    return found


@pytest.mark.parametrize("name", BASES)
def test_page_is_refused_or_shows_what_it_showed(site, name, capsys):
    html = site.build(BASES[name])
    assert html is not None, "the page holds before anything is done to it"
    base = site.displayed(html)
    assert faults(base, base, BASES[name], name == "claims") == []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(page=edited(BASES[name]))
    def attack(page: str) -> None:
        seen["tried"] += 1
        html = site.build(page)
        if html is None:
            return
        seen["accepted"] += 1
        note(page)
        assert faults(base, site.displayed(html), page, name == "claims") == []

    attack()
    with capsys.disabled():
        print(f"\n{seen['tried']} pages tried, {seen['accepted']} accepted")
    assert 0 < seen["accepted"] < seen["tried"]
