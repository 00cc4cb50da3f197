"""Staging: the pages of a project, checked, as plain Markdown for any generator of sites.

Each page holds its numbers, figures, formulas and worked steps. What comes after it, `worked finish` adds to the
built page. Until then a sentence on top of it says that it is not finished.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

from worked.judge.findings import Failure
from worked.read.file import read_source
from worked.read.formats import MARKDOWN
from worked.read.front_matter import read_front_matter
from worked.read.lab import SUFFIX
from worked.settings import Settings, SettingsError
from worked.show.workshop import Workshop
from worked.site.article import mark_of, staged
from worked.site.assets import write_files
from worked.site.generator import FILE, Generator
from worked.site.plain import Plain, staged_name
from worked.tell.listed import Listed, paths_in
from worked.tell.pages import of_settings
from worked.tell.site import site_failures
from worked.tell.verdict import Verdict, known_verdict

HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)
LIST = ".staged"  # in the folder of staged pages: what staging wrote there
KEPT_BACK = (".html", ".py", ".yml", ".yaml")  # of a theme: templates and programs
Change = Callable[[str, Path], str]  # what a project makes of the Markdown of a page besides


class Stage:
    """The pages of a project, checked and ready for a generator.

    verdicts  on each page
    failures  what is wrong with them; nothing is staged then
    """

    def __init__(self, settings: Settings, tell: Callable[[str], None]):
        """Check the pages.

        tell    is told which page is checked and drawn
        raises  PagesError: there is none; SettingsError: one of them cannot be staged
        """
        self.settings, self.generator = settings, Generator(settings)
        self.listed = Listed(settings)
        named = [page.resolve() for page in of_settings(settings) if not settings.excludes(page)]
        self.pages = [page for page in named if self.generator.folder in page.parents]
        self.refuse_others()
        self.plain, self.verdicts = Plain(settings, self.pages), dict[Path, Verdict]()
        workshop = Workshop(settings)
        workshop.look_ahead(self.pages)
        for page in self.pages:
            known = known_verdict(page, settings)
            if known is None or not known.markdown:
                tell(f"checking and drawing {settings.name_of(page)}")
                known = workshop.make(page)
            self.verdicts[page] = known
        self.failures: list[Failure] = [one for verdict in self.verdicts.values() for one in verdict.failures]
        named = {settings.name_of(page): verdict for page, verdict in self.verdicts.items()}
        self.failures += [*site_failures(named, settings), *self.listed.failures()]

    def refuse_others(self) -> None:
        """Refuse pages that are no Markdown, and labs that would take another page's place."""
        taken: dict[str, Path] = {}
        for page in self.pages:
            name = self.settings.name_in_project(page)
            other = taken.setdefault(staged_name(name), page)
            if not name.endswith((*MARKDOWN, SUFFIX)):
                raise SettingsError(
                    f"{name} cannot be staged: it is neither Markdown ({', '.join(MARKDOWN)}) nor a lab"
                )
            if other is not page:
                raise SettingsError(f"{name} and {self.settings.name_in_project(other)} would be staged as one page")

    def text(self, page: Path) -> str:
        """The text of a page, without its front matter."""
        return self.plain.text(self.verdicts[page].markdown, page)

    def markdown(self, page: Path, change: Change) -> str:
        """A page as it is staged."""
        name, text = self.settings.name_in_project(page), self.text(page)
        return f"{self.front_matter(page)}\n{staged(change(text, page), name, mark_of(text))}"

    def front_matter(self, page: Path) -> str:
        """The front matter of a page, with its title: generators look for that in the first line, where a notice stands."""
        source = read_source(page, self.settings.name_of(page)).text
        meta, end = read_front_matter(source)
        title = title_of(self.verdicts[page]) if "title" not in meta else ""
        lines = source[:end].splitlines()[1:-1] + ([f"title: {json.dumps(title, ensure_ascii=False)}"] if title else [])
        return "\n".join(["---", *lines, "---", ""]) if lines else ""

    # ---- writing -----------------------------------------------------------------------------

    def write(self, out: Path, change: Change) -> int:
        """Write the pages, what is published beside them, and settings for the generator.

        returns  how many pages were written
        raises   SettingsError: the folder holds something else
        """
        out = out.resolve()
        before = self.written_before(out)
        made = [self.write_page(out, page, change) for page in self.pages]
        made += [self.copy(out, file) for file in self.files()]
        made += write_files(out / self.generator.folder.relative_to(self.settings.root))
        if self.generator.table:
            made.append(out / FILE)
            made[-1].write_text(self.generator.staged(out), encoding="utf-8")
        names = {file.relative_to(out).as_posix() for file in made}
        for name in before - names:
            place_in(out, name).unlink(missing_ok=True)
        (out / LIST).write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
        return len(self.pages)

    def written_before(self, out: Path) -> set[str]:
        if out in (self.settings.root, *self.settings.root.parents):
            raise SettingsError(f"{out} holds the project: stage into another folder")
        if (out / LIST).is_file():
            return set((out / LIST).read_text(encoding="utf-8").splitlines())
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise SettingsError(f"{out} holds what staging did not write: name an empty folder, or a new one")
        return set()

    def write_page(self, out: Path, page: Path, change: Change) -> Path:
        target = place_in(out, staged_name(self.settings.name_in_project(page)))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.markdown(page, change), encoding="utf-8")
        return target

    def copy(self, out: Path, file: Path) -> Path:
        target = place_in(out, file.relative_to(self.settings.root))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        return target

    def files(self) -> list[Path]:
        """What is published beside the pages: the files of their folder, and those of the theme."""
        theme = self.generator.table.get("theme")
        custom = self.settings.root / theme["custom_dir"] if isinstance(theme, dict) and "custom_dir" in theme else None
        found = [path for path in paths_in(self.generator.folder) if self.is_published(path)]
        of_theme = paths_in(custom) if custom else ()
        return found + [path for path in of_theme if self.is_published(path) and not path.name.endswith(KEPT_BACK)]

    def is_published(self, path: Path) -> bool:
        """Is this no page, not hidden, and listed where files have to be?"""
        name = self.settings.name_in_project(path)
        if path in self.pages or not path.is_file() or name == self.settings.references:
            return False
        is_hidden = any(part.startswith((".", "__")) for part in Path(name).parts)
        return not is_hidden and (not self.settings.accounted or path in self.listed.files)


def place_in(out: Path, name: str | Path) -> Path:
    """A place in the folder of staged pages; neither the list in it nor a link leads out.

    raises  SettingsError: it does
    """
    place = out / name
    if out not in place.resolve().parents:
        raise SettingsError(f"{name} is no place in {out}: name an empty folder, or a new one")
    return place


def title_of(verdict: Verdict) -> str:
    """The words of the first heading of a page, if it is a title."""
    first = HEADING.search(verdict.markdown)
    sections = verdict.record.get("sections")
    return sections[0][1] if sections and first and len(first[1]) == 1 else ""
