"""The site's colours, computed from its style sheets: enough contrast, and tokens that nobody mixes up.

Contrast is that of WCAG 2. How colours look to colour-blind readers is simulated with the matrices of
Machado, Oliveira and Fernandes (2009), and how far two colours lie apart is measured in CIELAB.
"""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from snippets.figures import stage
from tests.site.window import DARK, LIGHT

ASSETS = Path(__file__).parents[3] / "theme" / "assets"
TOKENS = ["animal", "road", "cross", "tired"]
SCHEMES = ["default", "slate", "stage"]
BLINDNESS = {  # to linear RGB, for full severity
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
WHITE = np.array([0.95047, 1.0, 1.08883])


def variables(scheme: str) -> dict[str, str]:
    """The custom properties of a scheme, with references between them followed."""
    named = {"default": (":root", "default"), "slate": (":root", "slate"), "stage": (":root", "slate", ".stage")}
    found: dict[str, str] = {}
    for name, sheet in itertools.product(named[scheme], ("site.css", "figures.css")):
        css = re.sub(r"/\*.*?\*/", "", (ASSETS / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
            heads = [part.strip() for part in selectors.split(",")]
            if name in heads or f'[data-md-color-scheme="{name}"]' in heads:
                found |= dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))
    reference = re.compile(r"var\(--([\w-]+)(?:,[^)]*)?\)")
    for _ in range(4):
        found = {
            key: reference.sub(lambda m, known=found: known.get(m[1], m[0]), value) for key, value in found.items()
        }
    return found


def rules() -> list[tuple[list[str], dict[str, str]]]:
    """Each rule that sets custom properties: its selectors, and what it sets."""
    css = "".join(file.read_text(encoding="utf-8") for file in sorted(ASSETS.glob("*.css")))
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return [
        ([part.strip() for part in heads.split(",")], dict(re.findall(r"--([\w-]+):\s*([^;]+);", body)))
        for heads, body in found
    ]


def linear(color: str) -> np.ndarray:
    assert re.fullmatch(r"#[0-9a-f]{6}", color), color
    shown = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    x, y, z = np.cbrt(np.maximum(TO_XYZ @ rgb / WHITE, 0.0089))  # above the formula's straight part
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(colors: dict[str, str], seen) -> dict[tuple, float]:
    places = {name: seen(linear(color)) for name, color in colors.items()}
    return {(a, b): float(np.linalg.norm(places[a] - places[b])) for a, b in itertools.combinations(places, 2)}


def tokens(scheme: str) -> dict[str, str]:
    found = variables(scheme)
    return {token: found[f"token-{token}"] for token in TOKENS}


def test_formulas_agree_with_published_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM's example of a near miss
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)  # Lindbloom's calculator


def test_nothing_follows_a_scheme_from_where_it_cannot_see_it():
    """The scheme stands on the body, so a reference from the root to one of its colours stays with the light one."""
    changing = {name for heads, made in rules() if any('"slate"' in head for head in heads) for name in made}
    assert {"md-default-bg-color", "token-animal", "lit"} <= changing
    stuck = {
        name
        for heads, made in rules()
        if all(head in (":root", "html") for head in heads)
        for name, value in made.items()
        if set(re.findall(r"var\(--([\w-]+)", value)) & changing
    }
    assert not stuck


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_contrast(scheme):
    found = variables(scheme)
    grounds = ["md-default-bg-color", "md-code-bg-color", "lit"]
    inks = ["md-typeset-color", "md-typeset-a-color", "md-default-fg-color--light", "beam", "muted"]
    inks += [f"token-{token}" for token in TOKENS]
    pairs = list(itertools.product(inks, grounds))
    pairs += [(name, "md-code-bg-color") for name in found if re.fullmatch(r"md-code-(fg|hl-\w+)-color", name)]
    pairs += [("alarm", "alarm-bg"), ("md-accent-bg-color", "md-accent-fg-color")]
    assert len(pairs) >= 27 + 12
    poor = {pair: ratio for pair in pairs if (ratio := contrast(found[pair[0]], found[pair[1]])) < 4.5}
    assert not poor


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_drawn_has_contrast(scheme):
    found = variables(scheme)
    grounds = ["md-default-bg-color", "md-code-bg-color", "lit"]
    drawn = ["md-accent-fg-color", "beam", *(f"token-{token}" for token in TOKENS)]
    assert not {pair for pair in itertools.product(drawn, grounds) if contrast(found[pair[0]], found[pair[1]]) < 3}
    assert contrast(found["stage-beam"], found["stage"]) >= 3  # the focus ring in the header


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colour_blind_readers_tell_tokens_apart(scheme, blindness):
    distances = apart(tokens(scheme), lambda rgb: lab(np.clip(BLINDNESS[blindness] @ rgb, 0, 1)))
    assert len(distances) == 6
    assert min(distances.values()) >= 24, distances


@pytest.mark.parametrize("scheme", SCHEMES)
def test_tokens_are_told_apart_in_grey(scheme):
    distances = apart(tokens(scheme), lambda rgb: lab(rgb)[:1])
    assert len(distances) == 6
    assert min(distances.values()) >= 7, distances


def test_figures_are_drawn_in_the_light_colours():
    found = variables("default")
    assert {name: found[f"token-{name}"] for name in TOKENS} == stage.TOKENS
    assert all(found[name] == stage.ROLES[name] for name in ("beam", "muted", "faint"))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_button_that_copies_is_seen_on_the_ground_of_its_block(site, scheme):
    with site.window(scheme) as window:
        page = window.open("lessons/07-soft-lookup/")
        button = page.locator(".md-code__nav button").first
        ink, *grounds = button.evaluate("""(button) => [
            getComputedStyle(button).color,
            getComputedStyle(button.closest("nav")).backgroundColor,
            getComputedStyle(button.closest("pre").querySelector("code")).backgroundColor,
        ].map((color) => "#" + color.match(/\\d+/g).slice(0, 3).map((part) => (+part).toString(16).padStart(2, "0")).join(""))""")
        assert grounds[0] == grounds[1] and contrast(ink, grounds[0]) >= 3
