"""The page on how this site checks itself: a lookup of two cards, its sources, and a mistake.

The texts that the page shows as its own source are made from the values, and a test holds them to
the page. The message is what the checker says of a wrong page, each time that this page is built.
"""

from pathlib import Path

from worked import (
    Settings, settings_for,
    Store, as_text, check_page,
)

# --8<-- [start:cards]
import numpy as np

first, second = range(2)
weights = np.array([0.75, 0.25])  # (2,)
values = np.array([4, 1])  # (2,)
output = weights @ values  # 3.25
# --8<-- [end:cards]

ROOT = Path(__file__).resolve().parents[1]

parts = weights * values  # (2,)
total = weights.sum()
slip = 0.1  # what the mistake adds
mistaken = output + slip


def flow() -> str:
    """A number on its way to the reader.

    returns  str, what the page says above what the snippet computes
    source   the page on how this site checks itself
    """
    shown = f"{output:.2f}"
    return "\n".join([
        f"the page says         {shown}",
        "                       │",
        "                     equal?",
        "                       │",
        f"the snippet computes  {shown}",
        "",
        "yes ─▶ the page is published",
        "no ──▶ the build stops, and says where",
    ])


def claim_source() -> str:
    """A claim as it is written.

    returns  str, a paragraph of the page, with dots for its words
    """
    return f"… [{weights[first]:.2f}](=weights[first]) …"


def equation_source() -> str:
    """An equation as it is written.

    returns  str, a paragraph of the page, with dots for its words
    """
    shares = " + ".join(f"{weight:.2f}" for weight in weights)
    return f"… [`{shares} = {total:.2f}`](=weights)."


def fence_source() -> str:
    """A worked calculation as it is written.

    returns  str, a fence of the page
    """
    products = " + ".join(f"{weight:.2f}·{value}" for weight, value in zip(weights, values))
    sums = " + ".join(f"{part:.2f}" for part in parts)
    steps = ["```worked", "weights @ values", f"  = {products}", f"  = {sums}", f"  = {output:.2f}", "```"]
    return "\n".join(steps)


def drawing_source() -> str:
    """A drawing as it is written.

    returns  str, a paragraph of the page, with dots for its words
    """
    return f"![… [{weights[first]:.2f}](=weights[first]) …](=bars())"


def bars() -> str:
    """The weights as bars.

    returns  str, one line per card; the weights are in proportion to the bars
    source   the page on how this site checks itself, "Drawing"
    """
    names = ["first card ", "second card"]
    return "\n".join(f"{name} {'█' * round(20 * weight):<20} {weight:.2f}" for name, weight in zip(names, weights))


class FromRoot(Settings):
    """Settings that name files from the project's root, wherever the build was started."""

    def name_of(self, path: Path) -> str:
        return self.name_in_project(path.resolve())


def wrong_page() -> str:
    """A small page with one wrong number.

    returns  str, the page's source
    """
    return "\n".join([
        "---",
        "title: A page with a mistake",
        "numbers: snippets/how_it_checks.py",
        "---",
        "",
        f"The blend is [{mistaken:.2f}](=output).",
    ])


def mistake() -> str:
    """What the checker says of the wrong page: it is run on it.

    returns  str, the message as the command line prints it
    raises   ValueError: the checker found nothing wrong, or more than the one mistake
    """
    settings = FromRoot(ROOT, settings_for(ROOT).table)
    page = ROOT / "docs/mistake.md"  # there is no such file: the text is given
    [failure] = check_page(page, settings, Store(settings), data=wrong_page().encode()).failures
    return as_text(failure)


inputs = ["weights", "values", "slip"]
