"""Show a built site: serve its folder, and open it in a browser where there is one.

python -m tools.open_site site 8000
"""

import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and for a wrong address the site's own page."""

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_):
        pass


def main(folder: str, port: str) -> int:
    """Serve a folder until Ctrl-C.

    returns  the exit code: 1 where the port is taken, or is none
    """
    try:
        server = ThreadingHTTPServer((HOST, int(port)), partial(Handler, directory=folder))
    except (ValueError, OverflowError):
        print(f"{port} is no port: one is a number up to 65535\n  write  make open PORT=8000", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"{HOST}:{port} cannot be taken: {error.strerror}\n  write  make open PORT={int(port) + 1}", file=sys.stderr
        )
        return 1
    address = f"http://{HOST}:{port}/"
    print(f"Showing {folder}/ on {address} until Ctrl-C", flush=True)
    webbrowser.open(address)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
