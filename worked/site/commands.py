"""What the command line does for sites: ``worked stage OUT`` and ``worked finish SITE``."""

from collections.abc import Callable
from pathlib import Path

from worked.judge.findings import Failure, plural
from worked.settings import Settings, SettingsError
from worked.site.finish import Extra, Finish
from worked.site.stage import Stage
from worked.tell.report import Totals, as_text


def stage(out: Path, settings: Settings, extra: Extra, tell: Callable[[str], None]) -> bool:
    """Stage the pages of a project into a folder.

    returns  whether that was done: else each failure is printed
    raises   PagesError, SettingsError: nothing could be staged
    """
    made = Stage(settings, tell)
    if told(made.failures):
        return False
    count = made.write(out, extra.markdown)
    print(f"{plural(count, 'page')} staged in {out}: build the site there, then worked finish SITE")
    return True


def finish(site: Path, settings: Settings, extra: Extra, tell: Callable[[str], None]) -> bool:
    """Finish a site that was built of staged pages.

    returns  whether that was done: else each failure is printed, and the site is as it was
    raises   PagesError, SettingsError: there is no such site
    """
    if not site.is_dir() or not any(site.rglob("*.html")):
        raise SettingsError(f"{site} holds no built site")
    made = Finish(site, settings, Stage(settings, tell), tell)
    made.judge()
    if not made.failures:
        made.fill(extra)
    if told(made.failures):
        return False
    made.write(extra)
    numbers = sum(sum(page.text.verdict.kinds.values()) for page in made.pages)
    print(f"{plural(len(made.pages), 'page')} finished in {site}: {plural(numbers, 'number')}, each as it was checked")
    return True


def told(failures: list[Failure]) -> bool:
    """Print what is wrong, each failure once.

    returns  whether there is anything
    """
    once = Totals().untold(failures)
    for failure in once:
        print(as_text(failure) + "\n")
    if once:
        print(plural(len(once), "failure"))
    return bool(once)
