"""The MkDocs plugin: every page is checked and rendered; a wrong number stops the build.

Under ``mkdocs serve`` a wrong number puts a banner on its page instead, and the preview goes on.
"""

import logging
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from worked.check import check_page
from worked.draw import Drawer
from worked.notes import banner, note
from worked.numerals import Labels
from worked.render import render
from worked.report import Totals, as_text
from worked.seen import unseen_numbers
from worked.settings import SettingsError, settings_for
from worked.store import Store

log = logging.getLogger("mkdocs.plugins.worked")


class WorkedPlugin(BasePlugin):
    """Settings are read from [tool.worked] in pyproject.toml, as the command line reads them."""

    is_serving = False

    def on_startup(self, *, command, dirty) -> None:
        self.is_serving = command == "serve"

    def on_config(self, config):
        try:
            self.settings = settings_for(Path(config.config_file_path or ".").resolve().parent)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        for path in (self.settings.snippets, self.settings.root / "pyproject.toml"):
            if path.exists() and str(path) not in config.watch:
                config.watch.append(str(path))
        return config

    def on_files(self, files, *, config):
        self.store = Store(self.settings)
        self.drawer = Drawer(self.settings, self.store)
        self.totals, self.messages, self.reports = Totals(), [], {}
        self.formula = formula_writer()
        return files

    def on_nav(self, nav, *, config, files):
        """The site's name and the titles of its navigation hold labels only, as headings do."""
        labels = Labels(self.settings.labels)
        file = Path(config.config_file_path)
        text = file.read_text(encoding="utf-8")
        for title in filter(None, [config.site_name, config.site_description, config.copyright, *titles_of(config.nav)]):
            for shown in labels.missing_in(title):
                self.totals.failures += 1
                line = text.count("\n", 0, max(text.find(title), 0)) + 1
                self.messages.append(f"{file.name}:{line}:1: nothing accounts for {shown}: a title holds labels only ({title})")
        return nav

    @event_priority(100)  # before any plugin that changes the text: lines and columns are the file's
    def on_page_markdown(self, markdown, *, page, config, files):
        path = page.file.abs_src_path
        if path is None or not path.endswith(".md"):
            return markdown
        try:
            report = check_page(Path(path), self.settings, self.store, self.drawer)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        self.totals.add(report)
        self.messages += map(as_text, report.failures)
        if report.page is None:
            return banner(report)
        self.reports[path] = report
        return banner(report) + render(report, self.formula) + note(report)

    def on_page_content(self, html, *, page, config, files):
        report = self.reports.pop(page.file.abs_src_path, None)
        if report is not None and report.is_accounted and not report.failures:
            unseen = unseen_numbers(report, self.settings, html)
            self.totals.failures += len(unseen)
            self.messages += map(as_text, unseen)
        return html

    def on_env(self, env, *, config, files):
        if not self.messages:
            log.info("worked: %s", self.totals.line())
        elif self.is_serving:
            log.warning("worked: %s\n\n%s", self.totals.line(), "\n\n".join(self.messages))
        else:
            raise PluginError("\n\n" + "\n\n".join(self.messages) + f"\n\nworked: {self.totals.line()}")
        return env


def titles_of(nav) -> list[str]:
    """The titles that the navigation's settings give."""
    if isinstance(nav, list):
        return [title for entry in nav for title in titles_of(entry)]
    if isinstance(nav, dict):
        return [*nav, *(title for entry in nav.values() for title in titles_of(entry))]
    return []


def formula_writer():
    """Turns LaTeX into MathML; None, and formulas stay as they are, without math-core."""
    try:
        from math_core import LatexError, LatexToMathML
    except ImportError:
        return None
    writer = LatexToMathML()

    def formula(latex: str, is_displayed: bool) -> str:
        try:
            mathml = writer.convert_with_local_state(latex.strip(), displaystyle=is_displayed)
        except LatexError as error:
            log.warning("worked: the formula %s cannot be typeset: %s", latex.strip(), error)
            return f"<code>{latex}</code>"
        mathml = mathml.replace("_", "&#95;").replace("*", "&#42;").replace("\n", " ")
        if is_displayed:
            return f'<div class="worked-formula" tabindex="0">{mathml}</div>'
        return f'<span class="worked-formula">{mathml}</span>'

    return formula
