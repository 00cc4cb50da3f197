"""A MkDocs hook: what the theme does with every page, and that few readers need, is not done.

The theme's script fetches the search when a reader opens it, and not with every page.

The theme has no setting for that, so its script is rewritten. Without this, each first visit fetches 63 kB
more, the home page 133 kB instead of 70, and each further page costs half as much processor time again,
since the search reads its whole index anew. What it costs: on a slow phone the first result comes about a
second later.

A browser works out the style of all elements of a page once, and not five times. The theme's script told it to begin
again: it said that the scheme was being switched, and said what the scheme is, on each visit, and asked for a colour
in between. A rule for whatever stands first in a cell, of a table without a class, did the same at each change of any
class. Of a lesson's 480 milliseconds of work, that was 170.

The look of Mermaid's diagrams goes too, 1.1 kB with every page: no page may hold one, since the program that
draws them comes from another host.

Each repair names the exact text that it replaces. A new version of the theme with another text stops the
build, so that nobody publishes without the repair and does not know it.
"""

import re
from pathlib import Path

from mkdocs.exceptions import PluginError

MKDOCS_ONLY = True  # for `worked finish`, which passes it over on a site of another generator
SCRIPT = "assets/javascripts/bundle.*.min.js"
LATE_WORKER = (  # stands in for the search's own process, and starts it when the first message is sent to it
    "(()=>{let w;const l=[];return{addEventListener(...a){w?w.addEventListener(...a):l.push(a)},"
    "removeEventListener(...a){w?.removeEventListener(...a)},"
    "postMessage(m){w||(w=new Worker(e),l.forEach(a=>w.addEventListener(...a)));w.postMessage(m)}}})()"
)
TOLD_SIZE = "Ia.pipe(O(r=>r.observe(e)),b(r=>cn.pipe(g(o=>o.target===e),A(()=>r.unobserve(e)))),m(()=>de(e)))"
REPAIRS = {
    # The index, as large as a page, is fetched when somebody opens the search. The theme does so from a disk only,
    'location.protocol!=="file:"': "!1",
    # and marking words in a page waits for it: now only where the address says which words to mark (h).
    'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))])': 'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(n=>t.pipe(m(o=>[o,n]))))',
    # The search's own process, 12 kB, starts no earlier.
    "t=new Worker(e))": f"t={LATE_WORKER})",
    # Only what changes is told: each of these makes the browser restyle the whole page.
    'document.body.setAttribute("data-md-color-switching","")': (
        's.color.scheme!==document.body.getAttribute("data-md-color-scheme")&&document.body.setAttribute("data-md-color-switching","")'
    ),
    'let o=x("meta",{name:"color-scheme"});document.head.appendChild(o)': 'let o=x("meta",{name:"color-scheme"})',
    "o.content=a.colorScheme,": '(o.isConnected||a.colorScheme!=="light")&&(o.content=a.colorScheme,document.head.append(o)),',
    # Nothing asks for a size while the page is being changed, since that lays it out anew: a block of code is told its
    # own when it has one, a browser that runs this can copy, and tables are in their boxes already (wide_tables.py).
    "function es(e){return Le(e).pipe(": f"function es(e){{return {TOLD_SIZE}.pipe(",
    "if(Kn.default.isSupported()&&(": "if((",
    "return e.replaceWith(ei),ei.replaceWith(Un(e)),$({ref:e})": "return $({ref:e})",
}
MERMAID_LOOK = (r'"\.node circle,[^"]*"', '""')
SHEET = "assets/stylesheets/main.*.min.css"
LOOK = {  # at a change of any class, a browser restyles whatever may stand first in a cell: all of the page
    f"table:not([class]) {cell}>:{place}-child": f"{cell}>:{place}-child"
    for cell in ("td", "th")
    for place in ("first", "last")
}


def on_post_build(*, config):
    site = Path(config.site_dir)
    repair(site, SCRIPT, [*as_patterns(REPAIRS), MERMAID_LOOK])
    repair(site, SHEET, as_patterns(LOOK))


def as_patterns(repairs: dict[str, str]) -> list[tuple[str, str]]:
    return [(re.escape(old), new) for old, new in repairs.items()]


def repair(site: Path, name: str, repairs: list[tuple[str, str]]) -> None:
    """Write one file of the theme anew.

    raises  PluginError: there is no such file, or a text to replace is not there, or is there more than once
    """
    files = list(site.glob(name))
    if len(files) != 1:
        raise PluginError(f"theme repairs: {len(files)} files {name}, not one")
    text = files[0].read_text("utf8")
    for pattern, new in repairs:
        text, times = re.subn(pattern, lambda _, new=new: new, text)
        if times != 1:
            raise PluginError(f"theme repairs: {name} of the theme holds {times} times, not once: {pattern}")
    files[0].write_text(text, "utf8")
