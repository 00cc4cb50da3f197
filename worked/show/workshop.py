"""The workshop: it checks a page, draws its pictures, sets its formulas, and keeps the result."""

import re
from importlib.util import find_spec
from pathlib import Path

from worked.judge.check import check_page
from worked.judge.findings import Report
from worked.read.ahead import asked_by, drawn_by
from worked.run.store import Store
from worked.settings import Settings, resolved
from worked.show.appendix import note
from worked.show.cards import Cards
from worked.show.draw import CORES, Drawer
from worked.show.render import render
from worked.show.seen import SeenNumbers
from worked.show.text import text_of
from worked.tell.verdict import Verdict, keep, verdict_of

COLOURED = re.compile(r"\x1b\[[\d;]*m")  # how a message of LaTeX is coloured for a terminal
STYLED = re.compile(r"<\w+[^>]* style=")
PLAIN_FORMULAS = "a formula for each line of an aligned one, without colours, frames and negative blanks"


class Workshop:
    """Makes pages of one project ready for a Markdown processor.

    cores  on which it may draw at one time
    """

    def __init__(self, settings: Settings, cores: int = CORES):
        self.settings = settings
        self.store = Store(settings)
        self.drawer = Drawer(settings, cores)

    def look_ahead(self, pages: list[Path]) -> None:
        """Let each snippet run once, and each module of figures draw once, for all pages of which something changed."""
        root = self.settings.root
        for names, expressions in asked_by(pages).items():
            self.store.expect(tuple(resolved(root / name) for name in names), expressions)
        for name, pictures in drawn_by(pages).items():
            self.drawer.expected[(resolved(root / name),)] = pictures

    def make(self, path: Path) -> Verdict:
        """Check and render a page.

        returns  the verdict; its ``markdown`` is the page
        raises   SettingsError: the file of references cannot be read
        """
        report = check_page(path, self.settings, self.store, self.drawer)
        if report.page is None:
            return verdict_of(report)
        cards = Cards(report, self.settings)
        body = render(report, Formulas(report).write if find_spec("math_core") else None, cards.at)
        is_compared = report.is_accounted and not report.failures
        seen = SeenNumbers(report, self.settings, has_count=bool(cards.at)).as_data() if is_compared else None
        verdict = verdict_of(report, body + note(report), seen)
        verdict.record["cards"] = cards.all
        verdict.text = "" if verdict.failures else text_of(report, self.settings)
        keep(verdict, report, self.settings)
        return verdict


class Formulas:
    """Writes LaTeX as MathML; a formula for which that fails is a failure of its page."""

    def __init__(self, report: Report):
        self.report = report

    def write(self, latex: str, is_displayed: bool) -> str:
        from math_core import LatexError, LatexToMathML

        try:
            mathml = LatexToMathML().convert_with_local_state(latex.strip(), displaystyle=is_displayed)
        except LatexError as error:
            reason = COLOURED.sub("", str(error)).strip().partition("\n")[0]  # below it, a drawing of the place
            return self.refuse(latex, f"this formula cannot be set: {reason.removeprefix('Error: ')}")
        if self.report.is_accounted and STYLED.search(mathml):
            return self.refuse(latex, "this formula needs a style, which no page may have", [("write", PLAIN_FORMULAS)])
        mathml = mathml.replace("_", "&#95;").replace("*", "&#42;").replace("\n", " ")
        if is_displayed:
            return f'<div class="worked-formula" role="group" aria-label="Formula" tabindex="0">{mathml}</div>'
        return f'<span class="worked-formula">{mathml}</span>'

    def refuse(self, latex: str, headline: str, advice: list[tuple[str, str]] | None = None) -> str:
        at = max(self.report.page.text.find(latex), 0)
        self.report.fail(at, headline, end=at + len(latex), advice=advice or [])
        return "<code>formula</code>"
