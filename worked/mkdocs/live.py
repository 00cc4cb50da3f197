"""What a live preview keeps from build to build: its port, its folders, its watcher, and what each build found wrong."""

import gc
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from importlib.resources import files as resources
from pathlib import Path
from threading import Thread

from mkdocs.exceptions import PluginError

from worked.mkdocs import hooks
from worked.mkdocs.kept import Kept
from worked.mkdocs.moves import Moves
from worked.mkdocs.preview import Preview
from worked.mkdocs.server import Folders, HeldPort, PreviewServer, end_on_signals
from worked.mkdocs.watcher import Watcher
from worked.read.lab import SUFFIX
from worked.run.cache import MARK
from worked.run.waiting import WAITING
from worked.settings import Settings
from worked.show.bench import keep_ready

NOT_A_PLUGIN = (
    "Config value 'plugins': worked is not among them any more, so nothing is checked\n  write  worked there again"
)
FEW_COLLECTIONS = (
    100_000  # new objects before Python looks for cycles: the whole of a built site would be gone through often
)
INCLUDED = re.compile(r"-8<-+\s*\"?(?P<file>[^\s\":;]+)")  # of which Markdown makes a part of the page


class Live:
    """The parts of a live preview that outlast a build.

    preview  of the build that is under way, or of the last one
    """

    def __init__(self):
        end_on_signals()
        gc.set_threshold(FEW_COLLECTIONS)
        self.preview: Preview | None = None
        self.port: HeldPort | None = None
        self.folders: Folders | None = None
        self.watcher, self.moves, self.kept = Watcher(), Moves(), Kept()
        self.is_ready = False  # to run labs
        self.built = ""  # the folder of the build that is under way, or of the last one
        self.began = 0  # when that build did

    def begin(self, config, settings: Settings) -> None:
        """Begin a build: the first one takes the port before anything else.

        raises  PluginError: the port is taken
        """
        if self.folders is None:
            self.port = HeldPort(*config.dev_addr, settings.root)
            self.folders, self.preview = Folders(config.site_dir), Preview(settings.root)
            from worked.show.draw import warm_up  # so that the first edit of a snippet shows as fast as the next

            warm_up()
        self.began = time.time_ns()
        self.kept.begin()
        WAITING.is_given_up = False
        config.site_dir = self.built = self.folders.next()
        self.watcher.watch(sources(config, settings))

    def note_page(self, page, read: Iterable[str], settings: Settings) -> None:
        """Watch all that a page rests on, wherever it is, there or not.

        read  the names of what its check read
        """
        self.note_read([*read, *(match["file"] for match in INCLUDED.finditer(page.markdown or ""))], settings)

    def note_read(self, names: Iterable[str], settings: Settings) -> None:
        files = [settings.root / name for name in names if MARK not in name]
        self.watcher.watch(file for file in files if not self.is_made(file, settings))

    def is_made(self, file: Path, settings: Settings) -> bool:
        """Is this a file that the build itself writes, as a blog does its lists of posts? No edit, or it would build for ever."""
        if file.resolve().is_relative_to(settings.root):
            return False
        with suppress(OSError):
            return file.stat().st_mtime_ns >= self.began
        return False

    def end(self, pages: list) -> None:
        """End a build that came to its end."""
        if self.port:
            self.port.let_go()  # to the server
            self.port = None
        beside = (file for folder in hooks.folders() for file in folder.glob("*.py"))
        self.watcher.watch(beside)
        self.make_ready_for_labs(pages)
        keep_ready(Path(page.file.abs_src_path) for page in pages if page.file.abs_src_path)
        self.moves.note({page.file.src_uri: (page.url, Path(page.file.abs_src_path)) for page in pages})

    def make_ready_for_labs(self, pages: list) -> None:
        """Load what runs labs while nobody waits for it: it takes a second."""
        if not self.is_ready and any(page.file.src_uri.endswith(SUFFIX) for page in pages):
            self.is_ready = True
            Thread(target=import_module, args=["worked.site.outputs"], daemon=True).start()

    def server_for(self, server, config, builder: Callable) -> PreviewServer:
        """The server that takes the place of MkDocs' own."""

        def make() -> str:
            hooks.forget()
            self.preview, before = Preview(self.preview.root), self.built
            builder()
            if self.built == before:
                raise PluginError(NOT_A_PLUGIN)
            return self.built

        made = PreviewServer(config, self.folders, self.moves, self.watcher)
        made.take_over(
            server,
            make,
            lambda error: self.preview.end(error),
            lambda: WAITING.words() or self.preview.doing,
            lambda: self.preview.scripts,
        )
        return made


def sources(config, settings: Settings) -> list[Path | str]:
    """What a site is made of, as far as that is known before it is read."""
    theme = [config.theme.custom_dir] if config.theme.custom_dir else []
    own = [settings.snippets, settings.file, resources("worked.show") / "assets"]
    return [config.docs_dir, config.config_file_path, *config.watch, *theme, *own]
