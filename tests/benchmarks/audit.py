"""Runs Lighthouse on every page of the site in site/ and prints its scores: `make audit`."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests import browser
from tests.served import serve

ROOT = Path(__file__).resolve().parents[2]
LOCKED = ["package.json", "package-lock.json", ".npmrc"]  # beside this file; `make lock` renews the second
CATEGORIES = {"performance": "speed", "accessibility": "access", "best-practices": "practice", "seo": "SEO"}
UNSCORED = {"notApplicable", "manual", "informative"}


def main() -> None:
    site = ROOT / "site"
    if not shutil.which("npm"):
        sys.exit("make audit needs Node 18.20 or newer, with npm: on Debian or Ubuntu, apt-get install npm")
    if not (site / "index.html").exists():
        sys.exit("there is no site/: run make site")
    names = sorted(file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("index.html"))
    lighthouse = install(ROOT / ".venv/audit")
    print(f"{'page':<32}" + "".join(f"{short:>10}" for short in CATEGORIES.values()))
    with serve(site, folder_of(site)) as address:
        below = sum(report(name, audited(lighthouse, address + name)) for name in names)
    print(f"\n{len(names)} pages, {below} scores below 100 (Lighthouse's phone)")


def install(folder: Path) -> Path:
    """Install Lighthouse exactly as it is locked; npm refuses a file with another hash.

    returns  its program
    """
    program = folder / "node_modules/.bin/lighthouse"
    locked = {folder / name: Path(__file__).with_name(name).read_bytes() for name in LOCKED}
    if program.exists() and all(file.read_bytes() == data for file, data in locked.items()):
        return program
    folder.mkdir(exist_ok=True)
    for file, data in locked.items():
        file.write_bytes(data)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"Lighthouse cannot be installed:\n{run.stderr[-2000:]}")
    return program


def folder_of(site: Path) -> str:
    """The path that the site was built for, so that its canonical addresses are those that are served."""
    canonical = re.search(
        r'<link rel="canonical" href="https?://[^/"]+(/[^"]*)"', (site / "index.html").read_text("utf8")
    )
    return canonical[1] if canonical else "/"


def audited(lighthouse: Path, url: str) -> dict:
    """Lighthouse's result for one page."""
    flags = [
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    environment = os.environ | {"CHROME_PATH": browser.find_or_install()}
    run = subprocess.run([lighthouse, url, *flags], env=environment, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"Lighthouse failed on {url}:\n{run.stderr[-2000:]}")
    return json.loads(run.stdout)


def report(name: str, result: dict) -> int:
    """Print a page's scores and what lowers them; returns how many are below 100."""
    scores = {
        short: round(100 * (result["categories"][category]["score"] or 0)) for category, short in CATEGORIES.items()
    }
    print(f"{name or 'home':<32}" + "".join(f"{score:>10}" for score in scores.values()), flush=True)
    for category, short in CATEGORIES.items():
        if scores[short] < 100:
            print(f"    {short}: " + "; ".join(lowering(result, category)), flush=True)
    return sum(score < 100 for score in scores.values())


def lowering(result: dict, category: str) -> list[str]:
    weighted = [one["id"] for one in result["categories"][category]["auditRefs"] if one["weight"]]
    audits = [result["audits"][one] for one in weighted]
    return [
        f"{audit['id']} {audit.get('displayValue', '')}".strip()
        for audit in audits
        if audit["scoreDisplayMode"] not in UNSCORED and (audit["score"] is None or audit["score"] < 0.995)
    ]


if __name__ == "__main__":
    main()
