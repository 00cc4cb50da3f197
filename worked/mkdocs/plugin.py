"""The MkDocs plugin: every page is checked and rendered; a wrong number stops the build.

Under ``mkdocs serve`` a wrong number puts a banner on its page instead, and the preview goes on.
"""

import errno
import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from worked.judge.addresses import Addresses
from worked.judge.findings import NAME_OF_BYTES, Failure, is_writable
from worked.mkdocs.assets import add_files, announce
from worked.mkdocs.built import Built
from worked.mkdocs.hooks import load_anew_next_time
from worked.mkdocs.kept import Kept, remember_search, remember_templates
from worked.mkdocs.labs import Labs
from worked.mkdocs.listed import list_failures
from worked.mkdocs.navigation import faults_in_settings
from worked.mkdocs.plain import escape_texts, front_matter_failures, title_failure
from worked.mkdocs.preview import Preview
from worked.mkdocs.scripts import names_of
from worked.mkdocs.turns import Turn
from worked.read.formats import MARKDOWN
from worked.run.given import Given
from worked.run.waiting import WAITING
from worked.settings import Settings, SettingsError, settings_for
from worked.site.assets import with_ledger_files
from worked.site.html import content_failures
from worked.tell.report import Totals, as_text
from worked.tell.verdict import Verdict, known_verdict

if TYPE_CHECKING:
    from worked.mkdocs.live import Live  # loaded where a server runs
    from worked.show.bench import Shared

log = logging.getLogger("mkdocs.plugins.worked")

ANOTHER_BUILD = "another build writes into {}: waiting for its end"
NOT_QUOTED, NOT_CHECKED = "this quotation cannot be shown", "text that is included"


class WorkedPlugin(BasePlugin):
    """Settings are read from [tool.worked] in pyproject.toml, as the command line reads them."""

    is_serving = is_partial = False
    preview: Preview | None = None  # of the build that is under way
    live: "Live | None" = None  # where a server runs
    turn = Turn()  # to write the site

    def on_startup(self, *, command, dirty) -> None:
        self.is_serving, self.is_partial = command == "serve", dirty
        Given.is_kept = self.is_serving
        self.live = self.preview = None  # MkDocs keeps one plugin for all that a process does
        WAITING.tell = lambda words: log.info("worked: %s", words)
        if self.is_serving:
            from worked.mkdocs.live import Live

            self.live = Live()

    @event_priority(100)  # before the search asks the theme for words
    def remember(self, config):
        if self.live:
            remember_templates(config, self.live.kept)
        return config

    def configure(self, config):
        try:
            self.settings = settings_for(Path(config.config_file_path or ".").resolve().parent)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        if self.live:
            self.live.begin(config, self.settings)
        announce(config)
        self.kept = self.live.kept if self.live else Kept()
        if self.is_serving:
            self.preview = self.live.preview if self.live else Preview(self.settings.root)
            load_anew_next_time(config, self.is_partial)
            self.preview.guard_events(config)
        return config

    on_config = CombinedEvent(remember, configure)

    def on_serve(self, server, *, config, builder):
        return self.live.server_for(server, config, builder) if self.live else server

    def on_pre_build(self, *, config):
        """Say in one line what MkDocs would tell with a traceback."""
        try:
            Path(config.site_dir).mkdir(parents=True, exist_ok=True)
            reason = "" if os.access(config.site_dir, os.W_OK) else "it may not be written"
        except OSError as error:
            reason = error.strerror or str(error)
        if reason:
            raise PluginError(f"worked: the site cannot be built into {config.site_dir}: {reason}")
        if not self.is_serving:  # that writes into folders of its own
            self.turn.take(config.site_dir, lambda: log.info("worked: %s", ANOTHER_BUILD.format(config.site_dir)))

    def on_build_error(self, *, error):
        """Let the next build begin, and say of a full disk or a file in one line what MkDocs would tell with a traceback."""
        self.turn.give_back()
        if isinstance(error, OSError) and (error.errno == errno.ENOSPC or error.filename):
            where = "the site cannot be written" if error.errno == errno.ENOSPC else error.filename
            log.error("worked: %s: %s", where, error.strerror)
            raise Abort(f"Aborted: {error.strerror}") from None

    def on_files(self, files, *, config):
        self.totals, self.messages = Totals(), []
        for file in [file for file in files if not is_writable(file.src_uri)]:
            files.remove(file)  # MkDocs cannot make an address of it
            self.add([Failure(file.src_uri.encode("utf-8", "backslashreplace").decode(), 1, 1, NAME_OF_BYTES)])
        self.verdicts: dict[str, Verdict] = {}
        self.known: dict[str, Verdict] = {}  # of pages to come, as they were found when the first changed page was met
        self.pages: list = []
        self.addresses = Addresses(self.settings)
        self.workshop = self.shared = None  # made when the first changed page is met
        self.labs = Labs(self.settings, files)
        self.sources = [Path(file.abs_src_path) for file in files.documentation_pages() if file.abs_src_path]
        labs = {Path(files.get_file_from_path(name).abs_src_path) for name in self.labs.sources}
        self.checked = [page for page in self.sources if page.name.endswith(MARKDOWN) or page in labs]
        self.built, self.outside = Built(self.settings, config, files, self.kept), []
        self.settings_in: dict[Path, Settings] = {}
        add_files(files, config)
        if self.preview:
            named = [file for file in files.documentation_pages() if file.abs_src_path]
            self.preview.pages = {self.settings.name_of(Path(file.abs_src_path)): file.src_uri for file in named}
        return files

    def on_nav(self, nav, *, config, files):
        """Where the settings say which pages are accounted for, judge what stands around them too."""
        self.order, self.nav = [page.file for page in nav.pages], nav
        if self.live:
            remember_search(config, self.kept)
        if self.settings.accounted:
            self.add([*faults_in_settings(config, nav, self.settings, self.addresses)])
        return nav

    def on_pre_page(self, page, *, config, files):
        if self.preview:
            self.preview.guard_page(page, self.kept)
        return page

    def on_page_read_source(self, *, page, config):
        return self.labs.markdown(page)

    @event_priority(1000)  # before all that change the text, in any order of the list: lines are the file's
    def on_page_markdown(self, markdown, *, page, config, files):
        path = page.file.abs_src_path
        if path is None or not (path.endswith(MARKDOWN) or self.labs.has(page)):
            return markdown
        try:
            settings = self.nearest_settings(Path(path).parent)  # as the command line reads them
            verdict = self.known.pop(path, None) or known_verdict(Path(path), settings)
            if verdict is None or not verdict.markdown:
                verdict = self.make(Path(path), settings)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        self.messages += map(as_text, self.totals.add(verdict))
        self.show(verdict.failures, page)
        self.verdicts[path] = verdict
        if self.live:
            self.live.note_page(page, verdict.read, self.settings)
        if verdict.seen is not None:
            self.add(front_matter_failures(page, self.settings, self.kept), page)
        if self.labs.has(page):
            self.add(self.labs.dead_links(page, files), page)
        return self.without_tracebacks(verdict) if verdict.failures else verdict.markdown

    def without_tracebacks(self, verdict: Verdict) -> str:
        """A refused page without what MkDocs may end at with a traceback, so that no message would be seen."""
        markdown = verdict.markdown.replace("<![", "&lt;![")
        # The preview shows text that is included, and says so where there is none.
        refused = NOT_QUOTED if self.is_serving else (NOT_QUOTED, NOT_CHECKED)
        has_includes = any(failure.headline.startswith(refused) for failure in verdict.failures)
        return re.sub(r"^.*-8<-.*$", "", markdown, flags=re.MULTILINE) if has_includes else markdown

    def nearest_settings(self, folder: Path) -> Settings:
        if folder not in self.settings_in:
            self.settings_in[folder] = settings_for(folder)
        return self.settings_in[folder]

    def make(self, path: Path, settings: Settings) -> Verdict:
        """Check and render a page; what only a changed page needs is loaded here."""
        from worked.show.workshop import Workshop

        if self.preview:
            self.preview.doing = f"It is at {settings.name_of(path)}."
        else:
            log.info("worked: checking and drawing %s", settings.name_of(path))
        if self.workshop is None or self.workshop.settings.root != settings.root:
            self.workshop = Workshop(settings)
            self.workshop.look_ahead(self.sources)
            self.shared = self.share(settings)
        return self.shared.make(path, self.workshop.make)

    def share(self, settings: Settings) -> "Shared":
        """Share what is left to be made with a second process, where that is worth its start."""
        from worked.show.bench import Shared

        left = [page for page in self.checked if str(page) not in self.verdicts]
        left = [page for page in left if self.nearest_settings(page.parent).root == settings.root]
        known = {str(page): known_verdict(page, settings) for page in left}
        self.known = {name: verdict for name, verdict in known.items() if verdict and verdict.markdown}
        for verdict in self.known.values() if self.live else ():
            self.live.note_read(verdict.read, self.settings)
        changed = [page for page in left if str(page) not in self.known]
        shared = Shared(settings, self.sources, changed)
        if shared.is_worth_it():
            shared.begin()
        return shared

    def on_page_content(self, html, *, page, config, files):
        """Compare what the page shows with what the check of its source saw."""
        verdict = self.verdicts.get(page.file.abs_src_path)
        if verdict is not None and verdict.seen is not None:
            self.add(self.built.compare(html, page, verdict), page)
            self.add(self.unknown_content(html, page), page)
        if verdict is not None and self.labs.has(page) and (self.is_serving or not verdict.failures):
            html, failures = self.labs.show(html, page, config, files)
            self.add([] if self.labs.is_code_wrong(page, verdict.failures) else failures, page)
        if verdict is not None and verdict.seen is not None:
            self.built.hand_on(html, page)
        return html

    def unknown_content(self, html: str, page) -> list[Failure]:
        """What Markdown made of an accounted page, and no page may hold."""
        path = Path(page.file.abs_src_path)
        try:
            sources = tuple(self.addresses.sources) if self.settings.references else ()
            made_from = ("content", page.file.src_uri, html, repr(self.settings.table), sources)
            failures = self.kept.found(made_from, lambda: self.content_of(html, path))
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        return [*failures, *filter(None, [title_failure(page, self.settings.name_of(path))])]

    def content_of(self, html: str, path: Path) -> list[Failure]:
        return content_failures(html, self.settings.name_of(path), path.read_bytes(), self.addresses)

    @event_priority(100)  # before others rewrite the page
    def read_frame(self, output, *, page, config):
        if not (self.preview and self.preview.has_raised(page)):  # else it is no page of the site
            self.outside += self.built.around(output, page)
        return output

    def on_post_template(self, output_content, *, template_name, config):
        self.outside += self.built.template(output_content, template_name)
        return output_content

    @event_priority(-100)  # after all others, of whom one reads what a page loads
    def finish_page(self, output, *, page, config):
        self.labs.write_notebook(page)
        return with_ledger_files(output, page.url)

    on_post_page = CombinedEvent(read_frame, finish_page)

    @event_priority(-100)  # after all others: what they raise stands in the banners
    def on_post_build(self, *, config):
        """Refuse numbers around the text of pages, once all pages are written and each has been read."""
        messages = list(dict.fromkeys(map(as_text, self.outside)))
        if messages and not self.is_serving:
            raise PluginError("\n\n" + "\n\n".join(messages))
        if messages:
            log.warning("worked: %s", "\n\n".join(messages))
        if self.preview:
            for failure in self.outside:
                self.preview.say_failure(failure)
            self.preview.write_banners(self.pages)
        if self.live:
            self.live.end(self.pages)
        self.turn.give_back()

    def check_site(self, env, *, config, files):
        if self.preview:
            self.preview.guard_templates(env)
            self.preview.scripts = names_of(files, config.theme.custom_dir, self.settings.root)
        env.globals["seen_by_worked"] = lambda: True  # a theme that calls it builds no site without this plugin
        self.pages = [file.page for file in files.documentation_pages() if file.page]
        self.add(self.built.after_hooks(self.pages))
        self.fill(files)
        self.add(list_failures(files, config, self.settings, None if self.is_partial else self.verdicts))
        if not self.messages:
            log.info("worked: %s", self.totals.line())
        elif self.is_serving:
            log.warning("worked: %s\n\n%s", self.totals.line(), "\n\n".join(self.messages))
        else:
            raise PluginError("\n\n" + "\n\n".join(self.messages) + f"\n\nworked: {self.totals.line()}")
        return env

    @event_priority(-100)  # after all others, which may read a front matter as it was written
    def escape_texts(self, env, *, config, files):
        """What templates print of accounted pages is text."""
        accounted = [
            file.page
            for file in files.documentation_pages()
            if file.page and file.abs_src_path and self.settings.is_accounted(Path(file.abs_src_path), file.page.meta)
        ]
        escape_texts(accounted, self.nav if self.settings.accounted else None)
        return env

    on_env = CombinedEvent(check_site, escape_texts)

    def fill(self, files) -> None:
        """Write what the site says about all pages, each of which is checked by now."""
        if self.is_partial:
            left_empty = "the ledger, the references and the cards"
            log.info("worked: a dirty build does not know all pages, and leaves %s empty", left_empty)
            return
        from worked.mkdocs.contents import take_back, text_of
        from worked.site.fill import fill

        ordered = [*self.order, *(file for file in files.documentation_pages() if file not in self.order)]
        checked = [file for file in ordered if file.abs_src_path in self.verdicts]
        texts = [text_of(file.page, self.verdicts[file.abs_src_path], self.settings) for file in checked]
        try:
            self.add(fill(texts, self.settings))
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        for file, text in zip(checked, texts, strict=True):
            take_back(file.page, text)

    def add(self, failures: list[Failure], page=None) -> None:
        """Take in failures that no verdict counts.

        page  that was being made
        """
        self.totals.failures += len(failures)
        self.messages += map(as_text, failures)
        self.show(failures, page)

    def show(self, failures: list[Failure], page=None) -> None:
        """Show failures in the preview, on each page that they concern: causes first."""
        own = self.settings.name_of(Path(page.file.abs_src_path)) if page else ""
        for failure in sorted(failures, key=lambda one: one.file == own) if self.preview else ():
            self.preview.say_failure(failure, page)
