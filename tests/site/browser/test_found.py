"""The tests find a browser, or say in one line that there is none; they never skip."""

import subprocess
import sys

from tests.project import ROOT
from tests.served import serve


def look(**variables: str) -> subprocess.CompletedProcess:
    """Run `python -m tests.browser` with no other environment."""
    return subprocess.run(
        [sys.executable, "-m", "tests.browser"], cwd=ROOT, env=variables, capture_output=True, text=True
    )


def test_machine_without_any_browser_is_told_so_in_one_line(tmp_path):
    """Nothing on the path, so no root's package either, and nothing to download."""
    with serve(tmp_path) as empty:
        run = look(PATH="", HOME=str(tmp_path), PLAYWRIGHT_BROWSERS_PATH=str(tmp_path), PLAYWRIGHT_DOWNLOAD_HOST=empty)
    notice, told = run.stderr.splitlines()
    assert (run.returncode, run.stdout, notice) == (1, "", "no Chrome or Chromium here: installing one")
    assert told.startswith("no Chrome or Chromium here: install one (`apt-get install chromium`")


def test_chosen_program_that_is_no_browser_is_refused_and_nothing_is_installed(tmp_path):
    run = look(CHROME_PATH=str(tmp_path / "chrome"))
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"CHROME_PATH names no browser: {tmp_path / 'chrome'}\n"
