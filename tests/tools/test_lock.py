"""All that `make` installs is locked: by version and by hash, from wherever it comes."""

import json
import re
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import ROOT
from tools.lock import MODEL_LOCK, NODE_LOCK, PYTHON_LOCK, without_addresses

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
LOCKED = re.compile(r"(?P<pinned>\S.*?)(?P<hashes>(?: \\\n +--hash=sha256:[0-9a-f]{64})+)\n(?: +#.*\n)*")
ADDRESS = re.compile(r"://|\b\w+\.(?:com|org|net|io)\b")


@pytest.fixture(scope="module")
def locked() -> list[Requirement]:
    """What is locked for this Python on this system."""
    return for_this_system(PYTHON_LOCK)


def for_this_system(lock: Path) -> list[Requirement]:
    every = [Requirement(found["pinned"]) for found in LOCKED.finditer(lock.read_text("utf8"))]
    return [one for one in every if one.marker is None or one.marker.evaluate()]


def versions_of(locked: list[Requirement]) -> dict[str, str]:
    return {canonicalize_name(one.name): str(one.specifier) for one in locked}


@pytest.mark.parametrize("lock, least", [(PYTHON_LOCK, 100), (MODEL_LOCK, 3)], ids=["all", "model"])
def test_every_requirement_is_one_version_with_its_hashes(lock, least):
    text = lock.read_text("utf8")
    listed = text.partition("\n# The following packages were excluded")[0]  # PyYAML, which the other lock has
    assert LOCKED.sub("", listed) == "", "a line of the lock is no requirement with hashes: run make lock"
    every = [Requirement(found["pinned"]) for found in LOCKED.finditer(text)]
    assert all(re.fullmatch(r"==[\w.!+]+", str(one.specifier)) and one.url is None for one in every)
    assert len(every) >= least


def test_everything_installed_is_locked_at_its_version(locked):
    versions = versions_of(locked)
    assert len(versions) == len(locked)
    folders = [folder for folder in sys.path if Path(folder).is_relative_to(sys.prefix)]
    installed = {canonicalize_name(one.name): f"=={one.version}" for one in distributions(path=folders)}
    assert installed.pop("worked")
    if (ROOT / ".venv/.evidence").exists():
        versions |= versions_of(for_this_system(MODEL_LOCK))
    assert installed == versions, "set .venv up anew: make clean, and again what you did"


def test_all_that_the_project_asks_for_is_locked(locked):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
    project = settings["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values(), settings["build-system"]["requires"]]
    asked = [Requirement(one) for group in [*groups, *settings["dependency-groups"].values()] for one in group]
    versions = versions_of([*locked, *for_this_system(MODEL_LOCK)])
    for one in asked:
        if one.marker is None or one.marker.evaluate():
            assert versions[canonicalize_name(one.name)].removeprefix("==") in one.specifier, f"{one}: run make lock"
    assert len(asked) > 15


def test_every_program_of_the_audit_is_locked_with_its_hash():
    first, *others = json.loads(NODE_LOCK.read_text("utf8"))["packages"].values()
    assert first["dependencies"] == json.loads(NODE_LOCK.with_name("package.json").read_text("utf8"))["dependencies"]
    assert all(version[0].isdigit() for version in first["dependencies"].values())
    assert all(re.fullmatch(r"sha512-[\w+/]{86}==", one["integrity"]) for one in others)
    assert len(others) > 100


@pytest.mark.parametrize("lock", [PYTHON_LOCK, MODEL_LOCK, NODE_LOCK], ids=lambda lock: lock.name)
def test_a_lock_does_not_say_where_anything_comes_from(lock):
    text = lock.read_text("utf8")
    assert ADDRESS.findall(text) == [] and '"resolved"' not in text


def test_addresses_in_a_lock_of_npm_are_left_out():
    packages = {"": {"name": "a"}, "node_modules/b": {"version": "1.0.0", "funding": {"url": "https://b.example"}}}
    kept = json.loads(without_addresses(json.dumps({"packages": packages})))
    assert kept == {"packages": {"": {"name": "a"}, "node_modules/b": {"version": "1.0.0"}}}


def test_nothing_is_installed_around_the_locks():
    made = (ROOT / "Makefile").read_text("utf8")
    installs = [line for line in made.splitlines() if line.startswith("\t") and "$(PIP_INSTALL) " in line]
    assert len(installs) == 3
    assert all("--require-hashes --requirement" in line or "--no-index --no-deps" in line for line in installs)
    others = [made.replace("python -m pip install", "", 1)] + [
        file.read_text("utf8") for file in [ROOT / ".ci/run", *WORKFLOWS, ROOT / "tests/benchmarks/audit.py"]
    ]
    assert not any(re.search(r"\b(pip3?|uv|npm|pipx|npx) +(install|sync|tool|exec)\b|\bnpx\b", text) for text in others)


def test_every_action_of_a_workflow_is_pinned_to_a_commit():
    used = [use for file in WORKFLOWS for use in re.findall(r"\buses: *(.+)", file.read_text("utf8"))]
    assert len(used) >= 4
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in used)
