"""What mkdocs.yml itself shows: the site's name, the titles of its navigation and where that leads, words for extensions of Markdown."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

from mkdocs.structure.nav import Link

from worked.judge.addresses import Addresses
from worked.judge.findings import Failure
from worked.judge.raw import faults_of_words, strings_in
from worked.mkdocs.frame import ADVICE
from worked.mkdocs.plain import flat
from worked.mkdocs.titles import faults_of_title, titles_of
from worked.settings import Settings

READ = {"toc_depth", "baselevel", "base_path", "auto_append"}  # what extensions read, and no page shows


def faults_in_settings(config, nav, settings: Settings, addresses: Addresses) -> Iterator[Failure]:
    """Numbers that are no true labels, and addresses that no page may lead to."""
    titles = [(words, None) for words in (config.site_name, config.site_description, config.copyright) if words]
    titles += titles_of(config.nav)
    for title, target in titles:
        page = Path(config.docs_dir, target) if target else None
        for fault in faults_of_title(title, page, settings):
            yield failure_at(config, title, f"{fault} ({title})")
    for words in words_for_markdown(config.mdx_configs):
        for fault in faults_of_title(unescape(words), None, settings):
            yield failure_at(config, words, f"a page may show this, and {fault.partition(':')[0]} ({words})", ADVICE)
    for words in [*(title for title, _ in titles), *addresses_of(nav)]:
        for start, end, headline, advice in faults_of_words(words, addresses):
            yield failure_at(config, words[start:end], headline, advice)


def words_for_markdown(configs: dict) -> list[str]:
    """What the settings of extensions give them to write, such as the words of a link to a heading."""
    values = [value for given in configs.values() for name, value in (given or {}).items() if name not in READ]
    return [words for value in values for words in strings_in(value)]


def addresses_of(nav) -> list[str]:
    """Where the links of a navigation lead that are no pages."""
    return [item.url for item in flat(nav.items) if isinstance(item, Link)]


def failure_at(config, words: str, headline: str, advice=()) -> Failure:
    """A failure in mkdocs.yml, at the words that it is about."""
    file = Path(config.config_file_path)
    text = file.read_text(encoding="utf-8")
    at = max(text.find(words), 0)
    return Failure(file.name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), headline, advice=advice)
