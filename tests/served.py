"""A built site, served from a folder of a local address, as a plain file server does it.

`lessons/07-soft-lookup/?only=pull+fade` is the page with these interactive parts and what follows each, and nothing
else in its article: a test that presses a button fifty times need not have a whole lesson laid out anew each time.
"""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

LISTENER = "/heard.js"  # for a browser that hands on no console: each page notes what it would say there
HEARD = """
const note = (...words) => { sessionStorage.heard = JSON.stringify([...JSON.parse(sessionStorage.heard ?? "[]"), `${location.pathname}: ${words.join(" ")}`]); };
addEventListener("error", (event) => note("error", event.message ?? event.target.outerHTML), true);
addEventListener("unhandledrejection", ({ reason }) => note("error", reason));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => note("refused", violatedDirective, blockedURI));
for (const kind of ["error", "warn"]) console[kind] = (...words) => note(kind, ...words);
"""
HOUR = 3600  # seconds
TEXTS = {".css", ".html", ".ipynb", ".js", ".json", ".map", ".svg", ".txt", ".xml"}
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/json", ".ipynb")


@contextmanager
def serve(site: Path, folder: str = "/", listens: bool = False, keeps: bool = False) -> Iterator[str]:
    """Serve a site below a folder of a free port; outside of that folder there is nothing.

    listens  does each page keep in its sessionStorage, as `heard`, what it complains of?
    keeps    may a browser keep the files beside the pages, as hosts of sites let it? To fetch and compile them anew takes a
             fifth of what it takes to open a page
    yields  its address, with a slash at the end
    """

    class Handler(FileHandler):
        root, prefix, is_heard, is_kept = site.resolve(), folder, listens, keeps

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
    is_heard: bool
    is_kept: bool

    def handle(self):
        with suppress(ConnectionError):  # the window was closed before it had read all
            super().handle()

    def do_GET(self):
        address = urlsplit(self.path)
        path, only = unquote(address.path), parse_qs(address.query).get("only", [""])[0]
        file = (self.root / path.removeprefix(self.prefix)).resolve()
        if self.is_heard and path == LISTENER:
            self.answer(200, {"Content-Type": "text/javascript"}, HEARD.encode())
        elif not path.startswith(self.prefix) or not file.is_relative_to(self.root):
            self.answer(404)
        elif file.is_dir() and not path.endswith("/"):
            self.answer(301, {"Location": f"{path}/"})
        elif (file := file / "index.html" if file.is_dir() else file).is_file():
            self.send(200, file, only)
        else:
            self.send(404, self.root / "404.html")

    def send(self, status: int, file: Path, only: str = ""):
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        is_small = file.suffix in TEXTS and "gzip" in self.headers.get("Accept-Encoding", "")
        headers = {"Content-Type": kind} | ({"Content-Encoding": "gzip"} if is_small else {})
        if self.is_kept and file.suffix != ".html":
            headers["Cache-Control"] = f"max-age={HOUR}"
        if self.is_heard and file.suffix == ".html":
            tag = f'<head><script src="{LISTENER}"></script>'
            self.answer(status, {"Content-Type": kind}, data_of(file, only).replace(b"<head>", tag.encode(), 1))
        else:
            self.answer(status, headers, compressed(file, only) if is_small else data_of(file, only))

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
def compressed(file: Path, only: str) -> bytes:
    return gzip.compress(data_of(file, only), 9, mtime=0)


def data_of(file: Path, only: str) -> bytes:
    return with_parts_only(file.read_text("utf8"), only.split()).encode() if only else file.read_bytes()


def with_parts_only(html: str, names: list[str]) -> str:
    """A page whose article holds nothing but its title, parts, and what follows each of them."""
    page = LexborHTMLParser(html)
    children = list(page.css_first("article").iter())
    roots = {page.css_first(f"[data-part={name}]").mem_id for name in names}
    tops = [place for place, child in enumerate(children) if roots & {node.mem_id for node in child.traverse()}]
    kept = {place + step for place in tops for step in (0, 1)}
    for place, child in enumerate(children):
        if place not in kept and child.tag != "h1":
            child.decompose()
    return page.html
