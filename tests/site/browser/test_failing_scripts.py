"""Under a live preview, a script that fails says so on the page, with its file and line: the browser reads it anyway."""

import json

import pytest

from tests.project import ROOT
from tests.served import serve

PAGE = (
    '<!doctype html><html><head><script>LISTEN</script><script src="parts/plain.js"></script><script type="module" src="parts/start.js"></script>'
    "</head><body><article><p>Words.</p></article></body></html>"
)
LISTEN = (ROOT / "worked/mkdocs/listen.js").read_text("utf8")
RIGHT = {
    "plain.js": 'const shared = 1;\n(() => { "use strict";\n})();\n',
    "start.js": 'import { one } from "./one.js";\n\nawait import("./late.js").then(({ start }) => start(one));\n',
    "one.js": "export const one = 1;\n",
    "late.js": "export function start(one) {\n  document.body.dataset.one = one;\n}\n",
}
CASES = {
    "a script that does not parse": (
        "plain.js",
        '(() => { "use strict";\n  const = 3;\n})();\n',
        "2:9: Uncaught SyntaxError",
    ),
    "a script that fails as it runs": ("plain.js", "\n  missing.thing();\n", "2:3: Uncaught ReferenceError"),
    "a module": ("start.js", "const one = 1;\n)\n", "2:1: Uncaught SyntaxError"),
    "what a module imports": ("one.js", "export const one = 1;\nconst = 3;\n", "2:7: Uncaught SyntaxError"),
    "what is loaded late": ("late.js", "export function start() {{\n\n", "3:1: Uncaught SyntaxError"),
    "what is loaded late and fails": (
        "late.js",
        "export function start(one) {\n  one.two.three;\n}\n",
        "2:11: Uncaught TypeError",
    ),
    "none": ("plain.js", RIGHT["plain.js"], ""),
}


@pytest.mark.parametrize(("file", "text", "said"), CASES.values(), ids=CASES)
def test_script_that_fails_says_so_once_with_its_place(site, tmp_path, file, text, said):
    settings = {
        "names": {f"parts/{name}": f"theme/parts/{name}" for name in RIGHT},
        "heading": "It fails.",
        "looks": {},
    }
    listen = LISTEN.replace("= SETTINGS", f"= {json.dumps(settings)}")
    (tmp_path / "parts").mkdir()
    for name, right in RIGHT.items():
        (tmp_path / "parts" / name).write_text(right, "utf8")
    (tmp_path / "parts" / file).write_text(text, "utf8")
    (tmp_path / "index.html").write_text(PAGE.replace("LISTEN", listen), "utf8")
    with serve(tmp_path) as address:
        page = site.browser.new_page()
        page.goto(address)
        found = page.locator(".worked-script pre")
        page.locator(".worked-script, [data-one]").first.wait_for()
        told = found.all_inner_texts()
        page.close()
    assert [text.split("\n")[2].partition(f"theme/parts/{file}:")[2][: len(said)] for text in told] == [said] * bool(
        said
    )


def test_script_that_a_template_writes_says_so_too(site, tmp_path):
    settings = {"names": {}, "heading": "It fails.", "looks": {}}
    listen = LISTEN.replace("= SETTINGS", f"= {json.dumps(settings)}")
    (tmp_path / "index.html").write_text(f"<script>{listen}</script><p>Words.</p><script>missing()</script>", "utf8")
    with serve(tmp_path) as address:
        page = site.browser.new_page()
        page.goto(f"{address}#words")
        told = page.locator(".worked-script pre").inner_text()
        page.close()
    assert "In a script that a template writes: " in told and "missing is not defined" in told
