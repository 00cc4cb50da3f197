"""Modules: a project's own modules are imported anew, and from their source, for every run."""

import contextlib
import importlib.machinery
import importlib.util
import os
import sys
from pathlib import Path

from worked.run.watch import Watch

OWN_FOLDER = str(Path(__file__).resolve().parents[1]) + os.sep
PREFIXES = tuple({str(Path(place).resolve()) + os.sep for place in (sys.prefix, sys.base_prefix)})


class FromSource(importlib.machinery.SourceFileLoader):
    """Compiles a module anew each time: a cached compilation misses an edit within one second."""

    def get_code(self, fullname: str):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class ProjectFinder:
    """Finds the project's own modules, and loads them from source."""

    def __init__(self, root: Path, snippets: Path):
        self.root, self.snippets = root, snippets

    def find_spec(self, name: str, path=None, target=None):
        parents = [Path(place) for place in path] if path is not None else [self.root, self.snippets]
        leaf = name.rpartition(".")[2]
        for parent in parents:
            if self.root not in (parent, *parent.parents):
                continue
            package, module = parent / leaf, parent / f"{leaf}.py"
            for file, places in ((package / "__init__.py", [str(package)]), (module, None)):
                if file.is_file():
                    return self.spec(name, file, places)
                if Watch.current is not None:
                    Watch.current.note(str(file))  # were it made, it would be imported
            if package.is_dir() and (
                self.snippets == package or package in self.snippets.parents or self.snippets in package.parents
            ):
                spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
                spec.submodule_search_locations = [str(package)]
                return spec
        return None

    def spec(self, name: str, file: Path, places: list[str] | None):
        loader = FromSource(name, str(file))
        return importlib.util.spec_from_file_location(name, file, loader=loader, submodule_search_locations=places)


def place_of(module) -> str:
    place = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", None) or ()), "")
    return place if isinstance(place, str) else ""


def is_own(name: str, module, root: str) -> bool:
    """Is this a module of the project, and neither installed nor part of this library?"""
    place = place_of(module)
    if name == "__main__" or not place.startswith(root + os.sep):
        return False
    installed = tuple(prefix for prefix in PREFIXES if prefix.startswith(root + os.sep))
    return not place.startswith((OWN_FOLDER, *installed)) and "site-packages" not in place


def provided_names(root: Path, snippets: Path) -> set[str]:
    """What the project's own files are imported as; a module of that name may be another project's."""
    names = set(snippets.relative_to(root).parts[:1])
    for folder in filter(Path.is_dir, {root, snippets}):
        with os.scandir(folder) as entries:
            for entry in entries:
                is_package = entry.is_dir() and Path(entry.path, "__init__.py").is_file()
                names |= {entry.name} if is_package else {entry.name[:-3]} if entry.name.endswith(".py") else set()
    return names - {"conftest", "worked"} - set(sys.builtin_module_names)


@contextlib.contextmanager
def fresh_modules(root: Path, snippets: Path):
    """Within, the project's modules are imported anew; afterwards all is as it was."""

    names = provided_names(root, snippets)

    def own() -> dict:
        modules = list(sys.modules.items())
        return {
            name: module
            for name, module in modules
            if is_own(name, module, str(root)) or name.partition(".")[0] in names
        }

    before = own()
    for name in before:
        del sys.modules[name]
    finder = ProjectFinder(root, snippets)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in own():
            del sys.modules[name]
        sys.modules.update(before)
