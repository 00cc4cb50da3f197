"""A damaged file of the cache is computed again, and a write that fails or is cut short leaves nothing behind."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from worked import CachedFile, Settings, digest, name_below
from worked.run import cache

CHECK = "import sys; from worked.cli import main; sys.exit(main(['check', 'page.md']))"


@pytest.fixture
def settings(tmp_path) -> Settings:
    (tmp_path / "page.md").write_text("# Page\n")
    return Settings(tmp_path)


def kept(settings: Settings, asked: object = "") -> CachedFile:
    return CachedFile(settings.root / "page.md", settings, "pages", asked)


def keep(settings: Settings, data: dict, asked: object = "") -> Path:
    page = settings.root / "page.md"
    one = kept(settings, asked)
    one.save(data, {name_below(settings.root, page): digest(page)})
    return one.file


def left(root: Path) -> list[str]:
    """The files of a cache that hold no result."""
    files = [file for file in (root / ".worked").rglob("*") if file.is_file()]
    return [file.name for file in files if file.suffix != ".json" and file.name != ".gitignore"]


# ---- the key


QUESTIONS = ["", "one.py", ["one.py"], ["two.py"], ["one.py", "two.py"], [["one.py"], "two.py"], {"a": 1}, 1, "1", None]


@pytest.mark.parametrize("first", QUESTIONS)
def test_answer_to_one_question_is_none_to_another(settings, first):
    keep(settings, {"answer": 1}, first)
    assert [asked for asked in QUESTIONS if kept(settings, asked).data is not None] == [first]


def test_answer_asked_from_another_folder_is_another(settings, monkeypatch):
    monkeypatch.chdir(settings.root)
    keep(settings, {"answer": 1})
    (settings.root / "docs").mkdir()
    assert kept(settings).data == {"answer": 1}
    monkeypatch.chdir(settings.root / "docs")
    assert kept(settings).data is None


def test_snippet_that_opens_a_file_from_where_the_check_was_started_is_run_anew_elsewhere(project, monkeypatch):
    project.write("snippets/soft.py", "half = float(open('n.txt').read())\n")
    project.write("n.txt", "0.5")
    project.write("docs/n.txt", "0.7")
    project.page("[0.5](=half)\n")
    assert project.check().code == 0
    monkeypatch.chdir(project.root / "docs")
    assert project.check("../page.md").code == 1


def test_subject_of_any_name_has_a_file(settings):
    for name in ("a/b of c+d.md", "\udcff.md", "x" * 250 + ".md", "ü ≈ 🎲.md", "a\nb.md"):
        one = CachedFile(settings.root / name, settings, "pages")
        one.save({"answer": name}, {"page.md": digest(settings.root / "page.md")})
        assert CachedFile(settings.root / name, settings, "pages").data == {"answer": name}


# ---- damage


def test_no_bit_that_flips_gives_another_answer(settings):
    data = {"number": ["computed", "", "", 0.72], "text": "0.72 and 383"}
    file = keep(settings, data)
    whole = file.read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        file.write_bytes(flipped)
        assert kept(settings).data is None, place
    file.write_bytes(whole)
    assert kept(settings).data == data


DAMAGE = {
    "empty": lambda whole: b"",
    "first half": lambda whole: whole[: len(whole) // 2],
    "last byte lost": lambda whole: whole[:-1],
    "first byte lost": lambda whole: whole[1:],
    "a byte more": lambda whole: whole + b" ",
    "twice": lambda whole: whole * 2,
    "another number": lambda whole: whole.replace(b"0.72", b"0.77"),
    "zeros": lambda whole: bytes(len(whole)),
    "no text": lambda whole: b"\xff\xfe" + whole,
    "list": lambda whole: b"[]",
    "null": lambda whole: b"null",
    "nested": lambda whole: b"[" * 100_000,
    "no checksum": lambda whole: json.dumps(json.loads(whole)["record"]).encode(),
    "another order": lambda whole: json.dumps(json.loads(whole), indent=1).encode(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_file_is_as_none(settings, damage):
    file = keep(settings, {"number": 0.72})
    file.write_bytes(damage(file.read_bytes()))
    assert kept(settings).data is None
    assert keep(settings, {"number": 0.72}) == file and kept(settings).data == {"number": 0.72}


def put_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


def put_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def put_link(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def put_device(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [put_folder, put_pipe, put_link, put_device, Path.unlink])
def test_something_else_in_place_of_a_file_is_as_none(settings, put):
    file = keep(settings, {"number": 0.72})
    put(file)
    assert kept(settings).data is None
    keep(settings, {"number": 0.72})
    assert not left(settings.root)


def test_file_that_may_not_be_read_is_as_none(settings, monkeypatch):
    keep(settings, {"number": 0.72})

    def refuse(*arguments):
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert kept(settings).data is None


def test_whole_check_with_any_kept_file_damaged_says_the_same(project):
    """Each file of the cache in turn: a byte is changed, at random places, and the number on the page stays wrong."""
    project.write("references.toml", "")
    project.page("[0.72](=weights[animal]), `weights.sum() = 1.00`\n")
    assert project.check().code == 0
    project.page("[0.77](=weights[animal]), `weights.sum() = 1.00`\n", "wrong.md")
    wrong = project.check("wrong.md")
    files = sorted((project.root / ".worked").rglob("*.json"))
    assert wrong.code == 1 and len(files) == 2
    dice = random.Random(11)
    for _ in range(60):
        file = dice.choice(files)
        content = bytearray(file.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        file.write_bytes(content)
        assert project.check("page.md").code == 0 and project.check("wrong.md").out == wrong.out


# ---- writing


@pytest.mark.parametrize("call", ["write_bytes", "mkdir", "unlink", "exists"])
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), PermissionError(13, "no"), OSError(30, "read-only")]
)
def test_disk_that_refuses_leaves_nothing_behind(settings, monkeypatch, call, error):
    def refuse(*arguments, **keywords):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Path, call, refuse)
        keep(settings, {"number": 0.72})
    assert not left(settings.root)


def test_disk_that_is_full_half_way_leaves_nothing_behind(settings, monkeypatch):
    def half(file: Path, content: bytes) -> None:
        with file.open("wb") as opened:
            opened.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    file = keep(settings, {"number": 0.72})
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", half)
        keep(settings, {"number": 0.77})
    assert kept(settings).data == {"number": 0.72} and not left(settings.root) and file.exists()


@pytest.mark.parametrize("size", [0, 1, 100, 1000])
def test_check_whose_files_may_not_grow_says_the_same_and_leaves_nothing_behind(project, size):
    project.page("[0.72](=weights[animal])\n")
    check = subprocess.run(
        [sys.executable, "-c", CHECK],
        cwd=project.root,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (check.returncode, check.stderr) == (0, "") and not left(project.root)
    assert project.check().code == 0


def test_what_a_killed_check_left_is_swept_away(settings):
    file = keep(settings, {"number": 0.72})
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    theirs, running = file.with_name(f"{file.name}.{ended.pid}"), file.with_name(f"{file.name}.{os.getppid()}")
    for one in (theirs, running):
        one.write_text("half")
    cache.sweep.cache_clear()
    keep(settings, {"number": 0.72})
    assert not theirs.exists() and running.exists()  # that process may still write


def test_check_that_is_killed_at_any_moment_is_made_good_by_the_next(project):
    project.page("[0.72](=weights[animal])\n")
    dice = random.Random(5)
    for _ in range(4):
        shutil.rmtree(project.root / ".worked", ignore_errors=True)
        check = subprocess.Popen([sys.executable, "-c", CHECK], cwd=project.root, stdout=subprocess.DEVNULL)
        try:
            check.wait(dice.uniform(0.05, 0.6))
        except subprocess.TimeoutExpired:
            check.send_signal(signal.SIGKILL)
            check.wait()
        cache.sweep.cache_clear()
        assert project.check().code == 0 and not left(project.root)


def test_many_checks_at_once_agree_and_leave_nothing_behind(project):
    project.page("[0.72](=weights[animal])\n")
    checks = [
        subprocess.Popen(
            [sys.executable, "-c", CHECK], cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(6)
    ]
    said = {(*check.communicate(), check.returncode) for check in checks}
    assert said == {(b"1 number holds on 1 page: 1 computed\n", b"", 0)} and not left(project.root)
