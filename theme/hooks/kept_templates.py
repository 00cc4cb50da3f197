"""A MkDocs hook: what Jinja made of the templates is kept, since a small build would spend a third of its time on that.

Jinja notices by itself when a template has changed, or when another Jinja or Python reads what was kept.
"""

from pathlib import Path

from jinja2 import FileSystemBytecodeCache

KEPT = ".worked/templates"


def on_env(env, *, config, **_):
    folder = Path(config.config_file_path).parent / KEPT
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env
