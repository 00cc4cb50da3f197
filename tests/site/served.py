"""A built site, served from a folder of a local address, as a plain file server does it."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

TEXTS = {".css", ".html", ".ipynb", ".js", ".json", ".map", ".svg", ".txt", ".xml"}
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/json", ".ipynb")


@contextmanager
def serve(site: Path, folder: str = "/") -> Iterator[str]:
    """Serve a site below a folder of a free port; outside of that folder there is nothing.

    yields  its address, with a slash at the end
    """

    class Handler(FileHandler):
        root, prefix = site.resolve(), folder

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{folder}"
        finally:
            server.shutdown()


class FileHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files
    root: Path
    prefix: str

    def handle(self):
        with suppress(ConnectionError):  # the window was closed before it had read all
            super().handle()

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        file = (self.root / path.removeprefix(self.prefix)).resolve()
        if not path.startswith(self.prefix) or not file.is_relative_to(self.root):
            self.answer(404)
        elif file.is_dir() and not path.endswith("/"):
            self.answer(301, {"Location": f"{path}/"})
        elif (file := file / "index.html" if file.is_dir() else file).is_file():
            self.send(200, file)
        else:
            self.send(404, self.root / "404.html")

    def send(self, status: int, file: Path):
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        is_small = file.suffix in TEXTS and "gzip" in self.headers.get("Accept-Encoding", "")
        headers = {"Content-Type": kind} | ({"Content-Encoding": "gzip"} if is_small else {})
        self.answer(status, headers, compressed(file) if is_small else file.read_bytes())

    def answer(self, status: int, headers: dict[str, str] | None = None, body: bytes = b""):
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


@cache
def compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)
