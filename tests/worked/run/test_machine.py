"""A run gives the same on every machine: settings that a user makes for themselves do not reach it."""

import os
import subprocess
import sys

import pytest

SNIPPET = """\
import locale
import os
import time

import matplotlib

hour = time.localtime(0).tm_hour
mask = os.umask(0o22)
languages = len({os.environ.get(name) for name in ("LANG", "LC_ALL", "LC_NUMERIC")} - {None})
width = matplotlib.rcParams["lines.linewidth"]
with open(__file__) as own:
    code = len(own.encoding)
"""
PAGE = "[0](=hour), [18](=mask), [1](=languages), [1.5](=width), [5](=code).\n"


@pytest.fixture
def users_own(project, tmp_path_factory, monkeypatch):
    """What a user may have set: a zone, a language, a mask, a style of drawing."""
    home = tmp_path_factory.mktemp("home")
    (home / "matplotlib").mkdir()
    (home / "matplotlib/matplotlibrc").write_text("lines.linewidth: 7\nsavefig.bbox: tight\n")
    for name, value in {
        "TZ": "Asia/Tokyo",
        "LANG": "tr_TR.ISO-8859-9",
        "LC_NUMERIC": "de_DE",
        "XDG_CONFIG_HOME": str(home),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "MATPLOTLIBRC": str(home / "matplotlib"),
        "MPLBACKEND": "svg",
    }.items():
        monkeypatch.setenv(name, value)
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.parametrize("way", ["a fresh Python", "a fork"])
def test_settings_of_a_user_do_not_reach_a_run(project, users_own, monkeypatch, way):
    from worked.run import servers

    if way == "a fork":
        monkeypatch.setattr(servers, "is_bare", lambda: servers.CAN_FORK)
    servers.SERVERS.end()  # the next is started among these settings
    project.write("snippets/soft.py", SNIPPET)
    project.page(PAGE)
    run = project.check()
    servers.SERVERS.end()
    assert run.code == 0, run.out


def test_project_may_have_a_style_of_its_own(project, users_own):
    project.write("snippets/soft.py", SNIPPET)
    project.page(PAGE.replace("[1.5]", "[3]"))
    assert project.check().code == 1
    project.write("matplotlibrc", "lines.linewidth: 3\n")
    assert project.check().code == 0
    project.write("matplotlibrc", "lines.linewidth: 4\n")
    assert project.check().code == 1


def test_importing_a_helper_that_draws_reads_no_settings_either(project, users_own):
    project.write("snippets/helper.py", 'import matplotlib\n\nwidth = matplotlib.rcParams["lines.linewidth"]\n')
    project.write("snippets/soft.py", "from helper import width\n")
    project.page("[1.5](=width)\n")
    run = project.check()
    assert run.code == 0, run.out


def test_python_of_a_run_is_as_it_comes(project):
    """Without asserts, or with each warning an error, a snippet would be another program."""
    project.write(
        "snippets/soft.py", "import warnings\n\nwarnings.warn('old', DeprecationWarning)\nhalf = 0.5 * __debug__\n"
    )
    page = project.page("[0.5](=half)\n")
    users_own = {**os.environ, "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "worked", "check", page.name]
    run = subprocess.run(command, cwd=project.root, env=users_own, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
