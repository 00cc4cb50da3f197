"""A MkDocs hook: each built page carries a strict Content-Security-Policy, and holds nothing that it refuses.

The policy stands in the page itself, so that any file server will do. Scripts come from the site, or
are the theme's few inline ones, each allowed by the hash of its text. A style attribute, an event
handler or a javascript: link would be refused by every reader's browser, so it stops the build.
"""

import base64
import hashlib
import logging
from html.parser import HTMLParser

from mkdocs.exceptions import PluginError

log = logging.getLogger("mkdocs.hooks.content_policy")

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheet holds its icons as data
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # the search
    "base-uri": "'none'",
    "form-action": "'none'",
}
SCRIPTS = {"", "module", "text/javascript", "application/javascript"}  # other types are data
LINKS = {"href", "src", "action", "formaction", "xlink:href"}
REFUSED_TAGS = {"style", "base", "iframe", "object", "embed"}

found: list[str] = []  # what the pages of this build hold that the policy refuses
preview = False


class Page(HTMLParser):
    """Reads the inline scripts of a built page, and what a strict policy refuses."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.refused: list[str] = []
        self.is_in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.is_in_script = tag == "script" and "src" not in given and given.get("type", "").lower() in SCRIPTS
        if self.is_in_script:
            self.scripts.append("")
        if tag in REFUSED_TAGS or any(is_refused(name, value) for name, value in given.items()):
            self.refused.append(f"line {self.getpos()[0]}: {self.get_starttag_text()}")

    def handle_endtag(self, tag):
        self.is_in_script = False

    def handle_data(self, data):
        if self.is_in_script:
            self.scripts[-1] += data


def is_refused(name: str, value: str) -> bool:
    """Does a policy without unsafe-inline refuse an attribute?"""
    is_script_link = name in LINKS and "".join(value.split()).lower().startswith("javascript:")
    return name == "style" or name.startswith("on") or is_script_link


def policy(scripts: list[str]) -> str:
    """The policy of a page with these inline scripts."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    sources = [POLICY["script-src"], *(f"'sha256-{one}'" for one in dict.fromkeys(hashes))]
    allowed = POLICY | {"script-src": " ".join(sources)}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def with_policy(html: str, name: str) -> str:
    """A built page with its policy as the first thing in its head.

    raises  PluginError: there is no head to put it into
    """
    page = Page(html)
    found.extend(f"{name}, {one}" for one in page.refused)
    if preview:  # MkDocs puts a script for reloading into each page that it serves
        return html
    if html.count("<head>") != 1:
        raise PluginError(f"content policy: {name} needs one <head>")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page.scripts)}">'
    return html.replace("<head>", f"<head>\n    {meta}", 1)


# ---- the events of MkDocs


def on_startup(*, command, dirty):
    global preview
    preview = command == "serve"


def on_pre_build(*, config):
    found.clear()


def on_post_page(output, *, page, config):
    return with_policy(output, page.file.src_uri)


def on_post_template(output, *, template_name, config):
    return with_policy(output, template_name) if template_name.endswith(".html") else output


def on_post_build(*, config):
    if not found:
        return
    mend = "use a class and a style sheet, or a script file"
    message = "\n  ".join([f"content policy: browsers refuse what these built pages hold; {mend}", *found])
    if preview:
        log.warning(message)
    else:
        raise PluginError(message)
