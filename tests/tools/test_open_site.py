"""`make open` shows a built site, and ends in good order."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "lessons/one").mkdir(parents=True)
    (tmp_path / "index.html").write_text("Home", "utf8")
    (tmp_path / "lessons/one/index.html").write_text("One", "utf8")
    (tmp_path / "404.html").write_text("No page here", "utf8")
    return tmp_path


def opened(site: Path, port: int | str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tools.open_site", str(site), str(port)]
    # Where a browser would be opened, nothing is.
    code = f"import sys, webbrowser; webbrowser.open = print; sys.argv = {command[2:]!r}; from tools.open_site import main; sys.exit(main(*sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_site_is_shown_until_it_is_stopped(site):
    server = opened(site, free_port())
    address = re.search(r"http://\S+", server.stdout.readline())[0]
    assert server.stdout.readline().strip() == address  # what a browser is asked to open
    for path, words in {"": "Home", "lessons/one/": "One"}.items():
        with urlopen(address + path) as answer:
            assert answer.read().decode() == words
    with pytest.raises(HTTPError, match="404") as missing:
        urlopen(f"{address}none/")
    assert missing.value.read().decode() == "No page here"
    server.send_signal(signal.SIGINT)
    assert server.wait() == 0 and server.stderr.read() == ""
    server.stdout.close(), server.stderr.close()


def test_taken_port_is_said_with_the_way_out(site):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        server = opened(site, port)
        _, said = server.communicate()
    assert server.returncode == 1 and f"write  make open PORT={port + 1}" in said and "Traceback" not in said


@pytest.mark.parametrize("port", ["80000", "http"])
def test_number_of_no_port_is_said(site, port):
    _, said = (server := opened(site, port)).communicate()
    assert server.returncode == 1 and f"{port} is no port" in said and "Traceback" not in said
