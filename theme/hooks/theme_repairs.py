"""A MkDocs hook: mends what the theme leaves undone, for which there is no setting.

Each repair names the exact text that it replaces. A new version of the theme that says it otherwise stops
the build, so that nobody ships without the repair unaware.
"""

from pathlib import Path

from mkdocs.exceptions import PluginError

SCRIPT = "assets/javascripts/bundle.*.min.js"
LATE_WORKER = (  # starts with the first message to it
    "(()=>{let w;const l=[];return{addEventListener(...a){w?w.addEventListener(...a):l.push(a)},"
    "removeEventListener(...a){w?.removeEventListener(...a)},"
    "postMessage(m){w||(w=new Worker(e),l.forEach(a=>w.addEventListener(...a)));w.postMessage(m)}}})()"
)
REPAIRS = {
    # The index of the search is as large as a page. Fetch it when somebody opens the search, as from a file,
    'location.protocol!=="file:"': "!1",
    # or comes from it: the address then names the words (h) to mark, and only then this waits for the index.
    'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))])': 'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(n=>t.pipe(m(o=>[o,n]))))',
    # So may the search's own process.
    "t=new Worker(e))": f"t={LATE_WORKER})",
}


def on_post_build(*, config):
    scripts = list(Path(config.site_dir).glob(SCRIPT))
    if len(scripts) != 1:
        raise PluginError(f"theme repairs: {len(scripts)} files {SCRIPT}, not one")
    scripts[0].write_text(repaired(scripts[0].read_text("utf8")), "utf8")


def repaired(script: str) -> str:
    """The theme's script with every repair.

    raises  PluginError: what is to be replaced does not stand there once
    """
    for old, new in REPAIRS.items():
        if script.count(old) != 1:
            raise PluginError(f"theme repairs: the theme's script holds {script.count(old)} times, not once: {old}")
        script = script.replace(old, new)
    return script
