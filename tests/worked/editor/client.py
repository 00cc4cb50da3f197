"""An editor, as far as a server can tell: it writes and reads messages of the Language Server Protocol."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

PATIENCE = 60  # seconds, far more than any answer takes


class Client:
    """Starts `worked server`, and talks to it.

    sent  what the server sent by itself, in order: (method, params)
    """

    def __init__(self, folder: Path, state: Path, folders: list[Path] | None = None, **capabilities):
        environment = os.environ | {"XDG_STATE_HOME": str(state)}
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
        self.process = subprocess.Popen(
            [sys.executable, "-m", "worked", "server"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
        )
        self.sent: list[tuple[str, dict]] = []
        self.arrived: queue.Queue = queue.Queue()
        self.number = 0
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()
        roots = [{"uri": one.as_uri(), "name": one.name} for one in folders or [folder]]
        asked = {"processId": os.getpid(), "rootUri": None, "workspaceFolders": roots, "capabilities": capabilities}
        self.can = self.ask("initialize", asked)["capabilities"]
        self.tell("initialized", {})

    def listen(self) -> None:
        stream = self.process.stdout
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self.arrived.put(json.loads(stream.read(length)))
        self.arrived.put(None)

    def write(self, message: dict) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method: str, params: dict) -> None:
        self.write({"method": method, "params": params})

    def ask(self, method: str, params):
        self.number += 1
        self.write({"id": self.number, "method": method, "params": params})
        while (message := self.next()).get("id") != self.number:
            self.sent.append((message["method"], message["params"]))
        assert "error" not in message, message
        return message["result"]

    def next(self) -> dict:
        message = self.arrived.get(timeout=PATIENCE)
        assert message is not None, self.said()
        return message

    # ---- what a person does ------------------------------------------------------------------

    def open(self, page: Path, text: str | None = None) -> str:
        uri = page.as_uri()
        text = page.read_text("utf-8") if text is None else text
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def marks(self, uri: str, version: int | None = 1) -> list[dict]:
        """The marks of a page in a version, as soon as they come; None takes those of any version."""
        while True:
            message = self.next()
            params = message.get("params", {})
            self.sent.append((message.get("method", ""), params))
            is_wanted = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            if is_wanted and version in (None, params.get("version")):
                return params["diagnostics"]

    def at(self, uri: str, line: int, character: int) -> dict:
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}

    def end(self) -> int:
        self.ask("shutdown", None)
        self.tell("exit", {})
        return self.gone()

    def gone(self) -> int:
        """Close the editor without a word.

        returns  the exit code of the server
        """
        self.process.stdin.close()
        code = self.process.wait(PATIENCE)
        self.listener.join()
        self.process.stdout.close()
        assert "Traceback" not in self.said()
        self.errors.close()
        return code

    def said(self) -> str:
        """What the server wrote beside the conversation."""
        self.errors.seek(0)
        return self.errors.read().decode()
