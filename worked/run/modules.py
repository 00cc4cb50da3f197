"""Modules: a project's own modules are imported from their source, and before others of their names."""

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
            if self.root not in (parent, *parent.parents) or is_installed(f"{parent}{os.sep}", str(self.root)):
                continue
            package, module = parent / leaf, parent / f"{leaf}.py"
            for file, places in ((package / "__init__.py", [str(package)]), (module, None)):
                if file.is_file():
                    return self.spec(name, file, places)
                if Watch.current is not None:
                    Watch.current.note(str(file))  # the result changes if somebody adds this file
            if package.is_dir() and self.is_around_snippets(package):
                spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
                spec.submodule_search_locations = [str(package)]
                return spec
        return None

    def is_around_snippets(self, folder: Path) -> bool:
        """Is a folder without an ``__init__.py`` the one of the snippets, above it or below it?"""
        return folder == self.snippets or folder in self.snippets.parents or self.snippets in folder.parents

    def spec(self, name: str, file: Path, places: list[str] | None):
        loader = FromSource(name, str(file))
        return importlib.util.spec_from_file_location(name, file, loader=loader, submodule_search_locations=places)


def is_installed(place: str, root: str) -> bool:
    """Does a path in a project lead to an installed package, such as one in its `.venv`, or to this library?"""
    installed = tuple(prefix for prefix in PREFIXES if prefix.startswith(root + os.sep))
    return place.startswith((OWN_FOLDER, *installed)) or "site-packages" in place


def provided_names(root: Path, snippets: Path) -> set[str]:
    """The names that the project's own modules have; one that is loaded already is another's."""
    names = set(snippets.relative_to(root).parts[:1])
    for folder in filter(Path.is_dir, {root, snippets}):
        with os.scandir(folder) as entries:
            for entry in entries:
                is_package = os.path.isfile(os.path.join(entry.path, "__init__.py"))
                names |= {entry.name} if is_package else {entry.name[:-3]} if entry.name.endswith(".py") else set()
    return names - {"conftest", "worked"} - set(sys.builtin_module_names)


def import_anew(root: Path, snippets: Path) -> None:
    """From now on, import the project's modules from their source, in place of others that have their names."""
    for name in provided_names(root, snippets) & sys.modules.keys():
        for loaded in [one for one in sys.modules if one == name or one.startswith(f"{name}.")]:
            del sys.modules[loaded]
    sys.meta_path.insert(0, ProjectFinder(root, snippets))
