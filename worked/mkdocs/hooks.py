"""Hooks under a live preview: an edit of one shows, as an edit of a page does.

MkDocs loads a hook once for as long as the server runs. Here it is told to forget them, so that each build
loads the files as they are then; a hook that was loaded anew is started anew.
"""

import os
import sys
from pathlib import Path

from mkdocs.config.config_options import Hooks

started: dict[str, object] = {}  # the module of each hook that was told that a server is running


def load_anew_next_time(config, dirty: bool) -> None:
    """Start hooks that are new since the last build, and let the next build load all of them from their files."""
    for name, hook in config.hooks.items():
        if started and started.get(name) is not hook and hasattr(hook, "on_startup"):
            hook.on_startup(command="serve", dirty=dirty)
    started.clear()
    started.update(config.hooks)
    forget()


def forget() -> None:
    """Let the next build load all hooks from their files, and what stands beside them and is imported by them."""
    Hooks._load_hook.cache_clear()
    places = {str(folder) for folder in folders()}
    for name, module in list(sys.modules.items()):
        if os.path.dirname(getattr(module, "__file__", None) or "") in places:
            del sys.modules[name]


def folders() -> set[Path]:
    return {Path(hook.__file__).parent for hook in started.values()}
