"""The projects that pages lie in: their settings, the values of their snippets, and the verdicts on their pages."""

from pathlib import Path

from worked.judge.findings import Report
from worked.settings import Settings, resolved, settings_for
from worked.tell.verdict import Verdict, keep, known_verdict, verdict_of


class Projects:
    """The settings and the store of the project that a page lies in.

    places  where else equations are judged, whatever the settings say
    """

    def __init__(self, places: list[str] | None = None):
        self.places = places
        self.folders: dict[Path, Settings] = {}
        self.has_looked_ahead = False
        self.stores: dict = {}
        self.crew = None  # where many pages have to be checked

    def look_ahead(self, pages: list[Path]) -> None:
        """Share plain pages out; let each snippet run once for all pages that name it, and make the first ready at once."""
        self.has_looked_ahead = True
        from worked.read.ahead import asked_by
        from worked.tell.crew import crew_for

        self.crew = crew_for(pages, self.settings, self.verdict_alone)
        if self.crew is not None:
            pages = [page for page in pages if page not in self.crew.pages]
        if not pages:
            return
        import worked.read.page  # noqa: F401 - before a server is forked: snippets that read pages need it too

        settings, store = self.settings(pages[0]), self.store(pages[0])  # others get by without a guess
        for number, (names, expressions) in enumerate(asked_by(pages).items()):
            snippets = tuple(resolved(settings.root / name) for name in names)
            if number == 0:
                store.prepare(snippets)
            if len(pages) > 1:
                store.expect(snippets, expressions)

    def settings(self, page: Path) -> Settings:
        folder = page.parent.resolve()
        if folder not in self.folders:
            found = settings_for(folder)
            if self.places is not None:
                found = Settings(found.root, {**found.table, "in": self.places})
            self.folders[folder] = next((known for known in self.folders.values() if known.root == found.root), found)
        return self.folders[folder]

    def check(self, page: Path) -> Report:
        """Check a page. The import is here so that a run over unchanged pages need not load what checks them."""
        from worked.judge.check import check_page

        return check_page(page, self.settings(page), self.store(page))

    def store(self, page: Path):
        from worked.run.store import Store

        settings = self.settings(page)
        if settings.root not in self.stores:
            self.stores[settings.root] = Store(settings)
        return self.stores[settings.root]

    def verdict(self, page: Path, to_come: list[Path]) -> Verdict:
        """The verdict on a page.

        to_come  the pages that will be asked for from here on, this one among them
        """
        verdict = self.shared_verdict(page) or known_verdict(page, self.settings(page))
        if verdict is None and not self.has_looked_ahead:
            self.look_ahead(to_come)
            verdict = self.shared_verdict(page)
        return verdict or self.fresh_verdict(page)

    def shared_verdict(self, page: Path) -> Verdict | None:
        """The verdict of the crew on a page that was given to it."""
        return self.crew.verdict(page) if self.crew is not None and page in self.crew.pages else None

    def verdict_alone(self, page: Path) -> Verdict:
        """The verdict on a page that has nothing to do with others."""
        return known_verdict(page, self.settings(page)) or self.fresh_verdict(page)

    def fresh_verdict(self, page: Path) -> Verdict:
        settings, report = self.settings(page), self.check(page)
        verdict = verdict_of(report)
        keep(verdict, report, settings)
        return verdict
