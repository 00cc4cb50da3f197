"""A MkDocs hook: with REPO_URL, each page leads to its source and to a form for reports; without it, to neither.

The addresses are those of GitHub, Gitea and Forgejo. A card offers a report as well, which names the line and the
claim of its number (theme/assets/report.js).
"""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from mkdocs.exceptions import PluginError

ADDRESS = re.compile(r"https?://[\w.:-]+(?:/[\w.~-]+)+")
SCRIPT = "assets/report.js"


class Source(NamedTuple):
    """What the template of a page says of its source: ``lines`` are those of its cards, in their order."""

    name: str
    edit: str
    report: str
    lines: str


def on_config(config):
    """Take the address of the repository, without a slash at its end.

    raises  PluginError: it is none
    """
    repository = config.extra["repository"] = config.extra.get("repository", "").rstrip("/")
    if repository and not ADDRESS.fullmatch(repository):
        raise PluginError(f"REPO_URL is no address of a repository, https://HOST/OWNER/NAME: {repository}")
    if repository:
        config.extra_javascript.append(SCRIPT)
    return config


def on_files(files, *, config):
    if not config.extra["repository"]:
        files.remove(files.get_file_from_path(SCRIPT))
    return files


def on_page_context(context, *, page, config, nav):
    repository = config.extra["repository"]
    context["source"] = source_of(page, repository, config) if repository and page.file.abs_src_path else None
    return context


def source_of(page, repository: str, config) -> Source:
    path = Path(page.file.abs_src_path)
    name = path.relative_to(Path(config.config_file_path).parent).as_posix()
    edit = f"{repository}/edit/{quote(config.extra['branch'])}/{quote(name)}"
    report = f"{repository}/issues/new?{urlencode({'title': f'Mistake in {name}', 'body': name})}"
    verdict = config.plugins["worked"].verdicts.get(str(path))
    return Source(name, edit, report.replace("&", "&amp;"), " ".join(lines_of(verdict.record)) if verdict else "")


def lines_of(record: dict) -> list[str]:
    """The line of the first number of each card; 0 where none of its numbers has a row."""
    rows = [row[0] for row in record.get("rows", ())]
    return [str(rows[row]) if row >= 0 else "0" for _, row, *_ in record.get("cards", ())]
