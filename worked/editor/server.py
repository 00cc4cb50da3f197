"""The server that editors talk to (``worked server``), by the Language Server Protocol on standard input and output.

An editor sends each change of an open page; the page is checked as it is there, and marks come back. Pages wait for one
another in one thread, so that changes that come faster than they are checked cost one check, the last.
"""

import asyncio
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from worked.editor import answers
from worked.editor.allowed import allow
from worked.editor.checked import Checked, is_page
from worked.editor.positions import Positions
from worked.run.waiting import WAITING

PAUSE = 0.04  # seconds without a change before a page is checked
LONGEST = 1.0  # seconds of changes without a pause after which it is checked all the same
CODE = ["**/*.py", "**/*.toml"]  # what pages rest on, and somebody else may change: another editor, or git
ALLOW = "worked.allow"  # the command that lets the Python of a folder run


class Server(LanguageServer):
    """Checks the pages that are open in an editor.

    checked  what was found of each, by its address, with the version of the page that it is about
    """

    def __init__(self):
        # All of a page is sent with each change: editors do not agree on what a line is, and a page is short.
        super().__init__("worked", sys.modules["worked"].__version__, types.TextDocumentSyncKind.Full)
        self.checked: dict[str, tuple[int | None, Checked]] = {}
        self.timers: dict[str, asyncio.TimerHandle] = {}
        self.since: dict[str, float] = {}  # when the first of the changes came that wait
        self.tasks: set[asyncio.Task] = set()
        self.one_by_one = ThreadPoolExecutor(1)
        self.turn = asyncio.Lock()

    # ---- what is open ------------------------------------------------------------------------

    def folders(self) -> list[Path]:
        """The folders that are open in the editor."""
        addresses = [*self.workspace.folders, *filter(None, [self.workspace.root_uri])]
        return [Path(path).resolve() for path in map(uris.to_fs_path, addresses) if path]

    def document(self, uri: str) -> TextDocument | None:
        return self.workspace.text_documents.get(unquote(uri))

    def positions(self, checked: Checked) -> Positions:
        return Positions(checked.text, self.workspace.position_codec)

    def changed(self, uri: str) -> None:
        """Check a page when nothing has changed for a moment."""
        loop = asyncio.get_running_loop()
        if uri in self.timers:
            self.timers[uri].cancel()
        latest = self.since.setdefault(uri, loop.time()) + LONGEST
        self.timers[uri] = loop.call_at(min(loop.time() + PAUSE, latest), self.start, uri)

    def start(self, uri: str) -> None:
        self.timers.pop(uri, None)
        self.since.pop(uri, None)
        task = asyncio.get_running_loop().create_task(self.page(uri))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def code_changed(self) -> None:
        """Check all open pages anew: something was saved that they may rest on."""
        self.checked.clear()
        for document in self.workspace.text_documents.values():
            self.changed(document.uri)

    def closed(self, uri: str) -> None:
        if uri in self.timers:
            self.timers.pop(uri).cancel()
            self.since.pop(uri, None)
        self.checked.pop(uri, None)
        self.publish(uri, [])

    # ---- checks ------------------------------------------------------------------------------

    async def page(self, uri: str) -> Checked | None:
        """The open page as it is now, checked; None for what is no page, or is open no more."""
        async with self.turn:
            document = self.document(uri)
            path = uris.to_fs_path(uri) if document else None
            if not path or not is_page(Path(path), document.source):
                return None
            version, known = self.checked.get(uri, (None, None))
            if known is not None and version == document.version:
                return known
            loop = asyncio.get_running_loop()
            version, text = document.version, document.source
            try:
                found = await loop.run_in_executor(self.one_by_one, Checked, Path(path), text, self.folders())
            except Exception:  # whatever it is, the next page is checked all the same
                logging.exception("%s could not be checked", path)
                return None
            now = self.document(uri)
            if now is not None and now.version == version:
                self.checked[uri] = (version, found)
                self.publish(uri, answers.diagnostics(found, self.positions(found)), version)
            return found

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def log(self, words: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Info, words))


def made() -> Server:
    """A server that hears what editors tell, and answers what they ask."""
    server = Server()
    hear(server)
    answer(server)
    return server


def hear(server: Server) -> None:
    """Let a server hear of pages that are opened, changed or closed, and of code that is saved."""

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        if get_capability(server.client_capabilities, "workspace.did_change_watched_files.dynamic_registration"):
            watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(one) for one in CODE])
            wish = types.Registration("code", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched)
            server.client_register_capability(types.RegistrationParams([wish]))
        loop = asyncio.get_running_loop()
        WAITING.tell = lambda words: loop.call_soon_threadsafe(server.log, words)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def saved(params: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams) -> None:
        server.code_changed()


def answer(server: Server) -> None:
    """Let a server answer what is asked of a page."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.page(params.text_document.uri)
        card = answers.card(checked, server.positions(checked), params.position) if checked else None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, card[0]), card[1]) if card else None

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["=", "`", "<"]))
    async def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        checked = await server.page(params.text_document.uri)
        return answers.names(checked, server.positions(checked), params.position) if checked else []

    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def mend(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        checked = await server.page(uri)
        return answers.actions(checked, server.positions(checked), uri, params.range, ALLOW) if checked else []

    @server.command(ALLOW)
    def allowed(folder: str) -> None:
        try:
            allow(Path(folder))
        except (OSError, ValueError) as error:
            words = f"worked: {folder} was not allowed: {error}"
            server.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))
        server.code_changed()


def serve() -> None:
    """Serve an editor until it ends the conversation, or is gone."""
    logging.basicConfig(level=logging.WARNING, format="worked: %(message)s")  # on standard error
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print would be taken for a reply
    made().start_io(requests, replies)
    WAITING.is_given_up = True  # a snippet that still runs: nobody waits for it
