"""A MkDocs hook: what Jinja made of the templates is kept, since a small build would spend a third of its time on that.

Jinja notices by itself when a template has changed, or when another Jinja or Python reads what was kept.
"""

from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

KEPT = ".worked/templates"


class KeptTemplates(FileSystemBytecodeCache):
    """In a folder that cannot be used nothing is kept, and nothing is wrong."""

    def load_bytecode(self, bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def on_env(env, *, config, **_):
    folder = Path(config.config_file_path).parent / KEPT
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = KeptTemplates(str(folder))
    return env
