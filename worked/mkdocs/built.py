"""What is built, compared with what was checked: first the text of a page, then what hooks add to it, then its frame."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path

from worked.judge.findings import Failure
from worked.mkdocs.beside import WORDS_OF, WORDS_OF_FIGURES, WORDS_OF_PROGRAMS, drawn_by, reaching, used_by
from worked.mkdocs.frame import ADVICE, Frame, judged_phrases, lines_of, lines_of_file, without_text
from worked.mkdocs.kept import Kept
from worked.mkdocs.titles import faults_in, titles_of
from worked.mkdocs.typed import TypedLines
from worked.read.file import read_source
from worked.read.front_matter import named_snippets
from worked.read.python import imports_of
from worked.settings import Settings, settings_for
from worked.show.compare import Displayed, Shown, differences, shown_in, unlike
from worked.site.displayed import displayed_article, displayed_in_time
from worked.site.hiding import hiding_classes, style_sheets
from worked.tell.verdict import Verdict

SITEMAP = "sitemap.xml"
DRAWING = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*+\]\(<?=([^\n]*)")  # its words may hold claims
NAME = re.compile(r"[^\W\d]\w*")
PICTURE = re.compile(r'<svg\b[^>]*\baria-label="([^"]*)"')


class Built:
    """Compares the pages of one build with their verdicts; pages whose numbers nobody accounts for are left alone."""

    def __init__(self, settings: Settings, config, files, kept: Kept):
        self.settings, self.config, self.kept = settings, config, kept
        pages = [Path(file.abs_src_path) for file in files.documentation_pages() if file.abs_src_path]
        theme = Path(config.theme.custom_dir) if config.theme.custom_dir else None
        more = [path for name in config.extra_templates if (path := Path(config.docs_dir, name)).is_file()]
        self.typed = TypedLines(settings.root, Path(config.config_file_path), [*more, *pages], theme)
        self.texts: dict[str, str] = {}  # of each page, as hooks were given it
        self.frame: Frame | None = None

    def compare(self, html: str, page, verdict: Verdict) -> list[Failure]:
        """Compare the text of a page, as the Markdown processor gave it, with what the check saw."""

        def lines() -> list[str]:
            return Path(page.file.abs_src_path).read_text(encoding="utf-8").splitlines()

        made_from = ("seen", page.file.src_uri, html, self.hiding, repr(verdict.seen))

        def find() -> list[Failure]:
            return differences(
                verdict.seen, displayed_article(html, self.hiding), name_of(page), lines, self.typed.find
            )

        return self.kept.found(made_from, find)

    @cached_property
    def hiding(self) -> frozenset[str]:
        own = [Path(folder) for folder in (self.config.theme.custom_dir, self.config.docs_dir) if folder]
        installed = [Path(folder) for folder in self.config.theme.dirs if Path(folder) not in own]
        sheets = self.kept.get(("sheets", *installed), lambda: style_sheets(installed)) + style_sheets(own)
        texts = [sheet.read_bytes() for sheet in sheets]
        found = [self.kept.get(("hiding", text), partial(hiding_classes, text)) for text in texts]
        return frozenset(name for names in found for name in names)

    def hand_on(self, html: str, page) -> None:
        """Remember the text of a page that was compared, before hooks change it."""
        self.texts[page.file.src_uri] = html

    def after_hooks(self, pages: list) -> list[Failure]:
        """What is wrong with what hooks and the theme add to pages, and know the titles of all pages from here on."""
        self.know_titles(pages)
        return [*(failure for page in pages for failure in self.changes(page)), *self.beside(pages)]

    def changes(self, page) -> list[Failure]:
        """The numbers that hooks added to the text of a page, or took from it; labels that are true may be added."""
        text = self.texts.get(page.file.src_uri)
        if text is None or text == page.content:
            return []
        names = tuple(sorted(map(str, self.typed.pages)))  # of which a label may be the number
        made_from = ("changes", page.file.src_uri, text, page.content, repr(self.settings.table), names)
        return self.kept.found(made_from, lambda: self.changes_of(text, page))

    def changes_of(self, text: str, page) -> list[Failure]:
        before, behind = (numbers_of(displayed_in_time(html)) for html in (text, page.content))
        found = []
        for low, high, first, last in unlike(before, behind):
            found += [self.change(page, one, "takes away") for one in before[low:high]]
            added = [one for one in behind[first:last] if one.shown in self.wrong_in(one.around)]
            found += [self.change(page, one, "adds") for one in added]
        return found

    def wrong_in(self, words: str) -> list[str]:
        return [
            one.shown for at, _ in faults_in(words, None, self.settings) for one in shown_in(words) if one.start == at
        ]

    def change(self, page, one: Shown, does: str) -> Failure:
        file, line, column = self.typed.find(one.shown, one.around) or (name_of(page), 1, 1)
        headline = f"a hook {does} {one.shown} on {name_of(page)}, and nothing computes it: {one.around}"
        return Failure(file, line, column, headline, advice=[("write", "it as a claim on the page, or words alone")])

    def beside(self, pages: list) -> list[Failure]:
        """The numbers that scripts, style sheets, pictures, hooks and what draws figures would show."""
        if not (self.texts and self.settings.accounted):
            return []
        places = [(Path(self.config.docs_dir), WORDS_OF)]
        places += [(folder, WORDS_OF_FIGURES) for folder in self.drawing_folders(pages)]
        if self.typed.theme:
            places.append((self.typed.theme, {**WORDS_OF, **WORDS_OF_PROGRAMS}))
        files = [
            (path, words_of[path.suffix])
            for folder, words_of in places
            for path in sorted(path for kind in words_of for path in folder.rglob(f"*{kind}"))
        ]
        files += [(path, WORDS_OF_PROGRAMS[path.suffix]) for path in self.hooks_elsewhere()]
        read = {path for path, _ in files}
        said = [failure for path, words_of in files for failure in self.sayings(path, words_of)]
        for path, asked in self.snippets_that_draw(pages).items():
            said += self.sayings(path, drawn_by, frozenset(asked)) if path not in read else []
        return said + [failure for path, _ in files if path.suffix in WORDS_OF for failure in self.reaching(path)]

    def reaching(self, path: Path) -> list[Failure]:
        """What a script, a style sheet or a picture runs, or where it leads that is no file of the site."""
        text = path.read_text(encoding="utf-8", errors="replace")
        found = []
        for at, what in reaching(path.suffix, text):
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            headline = f"this runs something, or asks another host: {what[:60]}"
            found.append(Failure(self.typed.name(path), line, column, headline, advice=[("write", "it without this")]))
        return found

    def hooks_elsewhere(self) -> list[Path]:
        """The hooks that stand outside of the theme, with what stands beside them; of the project's own folder, they alone."""
        found: set[Path] = set()
        for file in {Path(hook.__file__) for hook in self.config.hooks.values()}:
            is_alone = file.parent in (self.settings.root, *self.settings.root.parents)
            found.update([file] if is_alone else file.parent.rglob("*.py"))
        return sorted(file for file in found if not (self.typed.theme and file.is_relative_to(self.typed.theme)))

    def snippets_that_draw(self, pages: list) -> dict[Path, set[str]]:
        """The snippets of pages, each with the names that a drawing of a page asks for: some are diagrams of letters."""
        found: dict[Path, set[str]] = {}
        for page in pages:
            if page.file.src_uri in self.texts:
                source = Path(page.file.abs_src_path).read_text(encoding="utf-8", errors="replace")
                for name in named_snippets(page.meta):
                    path = Path(os.path.normpath(self.settings.root / str(name)))
                    if self.settings.snippets in path.parents and path.is_file():
                        found.setdefault(path, set()).update(NAME.findall(" ".join(DRAWING.findall(source))))
        waiting = list(found)
        while waiting:  # what a snippet draws, it may have from another one
            path = waiting.pop()
            for other, names in self.lent(path.read_text(encoding="utf-8", errors="replace"), found[path]):
                if not names <= found.setdefault(other, set()):
                    found[other] |= names
                    waiting.append(other)
        return dict(sorted(found.items()))

    def lent(self, program: str, asked: set[str]) -> Iterator[tuple[Path, set[str]]]:
        """What other snippets lend to some names of a program: a name of their own, or all that is asked of the module."""
        used, imported = used_by(program, asked)[0], imports_of(program)
        for module, name in (imported[one] for one in used & imported.keys()):
            for place, names in ((module, {name}), (f"{module}.{name}", used)):
                file = self.settings.root.joinpath(*place.split(".")).with_suffix(".py") if module else None
                if file and self.settings.snippets in file.parents and file.is_file():
                    yield file, names

    def drawing_folders(self, pages: list) -> list[Path]:
        """Where the figures of pages are drawn. A name that leads out of the snippets is refused, so nobody looks there."""
        named = [str(page.meta["figures"]) for page in pages if "figures" in page.meta]
        folders = {Path(os.path.normpath(self.settings.root / name)).parent for name in named}
        return sorted(folder for folder in folders if folder.is_relative_to(self.settings.snippets))

    def sayings(self, path: Path, words_of: Callable, *how: frozenset[str]) -> list[Failure]:
        text = path.read_text(encoding="utf-8", errors="replace")
        names = tuple(sorted(map(str, self.typed.pages)))  # of which a label may be the number
        made_from = ("beside", words_of, how, text, repr(self.settings.table), names)
        return self.kept.found(made_from, lambda: self.sayings_of(text, path, words_of(text, *how)))

    def sayings_of(self, text: str, path: Path, words_found: Iterable[tuple[int, str]]) -> list[Failure]:
        found = []
        for at, words in words_found:
            for _, fault in faults_in(words, None, self.settings):
                line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
                headline = f"readers may see this, and {fault.partition(':')[0]}: {' '.join(words.split())}"
                found.append(Failure(self.typed.name(path), line, column, headline, advice=ADVICE))
        return found

    # ---- around the text ---------------------------------------------------------------------

    def know_titles(self, pages) -> None:
        """Know the titles that stand around pages: by now each has been judged where it is written.

        What stands around pages is judged only where the settings say which pages are accounted for: a page that
        names a snippet of its own accord accounts for its own text.
        """
        if not self.settings.accounted:
            return
        config = self.config
        own = [words for words in (config.site_name, config.site_description, config.copyright) if words]
        own += [title for title, _ in titles_of(config.nav)]
        own += [str(page.title) for page in pages if page.title and page.file.src_uri not in self.texts]
        own += [words for page in pages if page.file.src_uri in self.texts for words in self.phrases_of(page)]
        own += [words for html in self.texts.values() for words in PICTURE.findall(html)]  # a card to share shows one
        self.frame = Frame(self.settings, self.typed, own)

    def phrases_of(self, page) -> list[str]:
        path = Path(page.file.abs_src_path)
        source, html = read_source(path, str(path)).text, page.content or ""
        return self.kept.get(("phrases", source, html), lambda: judged_phrases(source, html))

    def around(self, output: str, page) -> list[Failure]:
        """What is wrong with the frame of a page."""
        if self.frame is None or page.file.src_uri not in self.texts:
            return []
        frame = without_text(output, page.content)
        if frame is None:
            headline = "the template does not show the text of this page as it was compared"
            return [Failure(name_of(page), 1, 1, headline, advice=[("write", "{{ page.content }} in the template")])]
        phrases = self.phrases_of(page)
        own = (
            *self.frame.phrases,
            *phrases,
            repr(self.settings.table),
            tuple(sorted(map(str, self.typed.pages))),
        )
        made_from = ("frame", page.file.src_uri, frame, *own)
        return self.kept.get(
            made_from,
            lambda: self.frame.failures(lines_of(frame), phrases, name_of(page)),
            lambda found: not found and not self.frame.has_failed,
        )

    def template(self, output: str, name: str) -> list[Failure]:
        """What is wrong with a file that is a template of its own, such as 404.html; the site's map is for programs."""
        if self.frame is None or not self.texts or name == SITEMAP:
            return []
        lines = lines_of(output) if name.endswith(".html") else lines_of_file(output)
        places = [Path(folder, name) for folder in (self.typed.theme, self.config.docs_dir) if folder]
        file = next((self.typed.name(path) for path in places if path.is_file()), name)
        return self.frame.failures(lines, [Path(name).stem], file)  # 404.html says 404


def numbers_of(displayed: Displayed) -> list[Shown]:
    labels = list(dict.fromkeys([*displayed.pieces, *displayed.words]))
    texts = [
        *(displayed.flow(label) for label in labels),
        *(one for label in labels for one in displayed.words.get(label, ())),
    ]
    return [shown for text in texts for shown in shown_in(text)]


def name_of(page) -> str:
    path = Path(page.file.abs_src_path)
    return settings_for(path.parent).name_of(path)
