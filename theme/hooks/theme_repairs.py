"""A MkDocs hook: the theme's script fetches the search when a reader opens it, and not with every page.

The theme has no setting for that, so its script is rewritten. Without this, each first visit fetches 63 kB
more, the home page 133 kB instead of 70, and each further page costs half as much processor time again,
since the search reads its whole index anew. What it costs: on a slow phone the first result comes about a
second later.

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
REPAIRS = {
    # The index, as large as a page, is fetched when somebody opens the search. The theme does so from a disk only,
    'location.protocol!=="file:"': "!1",
    # and marking words in a page waits for it: now only where the address says which words to mark (h).
    'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))])': 'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(n=>t.pipe(m(o=>[o,n]))))',
    # The search's own process, 12 kB, starts no earlier.
    "t=new Worker(e))": f"t={LATE_WORKER})",
}
MERMAID_LOOK = r'"\.node circle,[^"]*"'


def on_post_build(*, config):
    scripts = list(Path(config.site_dir).glob(SCRIPT))
    if len(scripts) != 1:
        raise PluginError(f"theme repairs: {len(scripts)} files {SCRIPT}, not one")
    scripts[0].write_text(repaired(scripts[0].read_text("utf8")), "utf8")


def repaired(script: str) -> str:
    """The theme's script with every repair.

    raises  PluginError: the text to replace is not there, or is there more than once
    """
    for pattern, new in [*((re.escape(old), new) for old, new in REPAIRS.items()), (MERMAID_LOOK, '""')]:
        script, times = re.subn(pattern, lambda _, new=new: new, script)
        if times != 1:
            raise PluginError(f"theme repairs: the theme's script holds {times} times, not once: {pattern}")
    return script
