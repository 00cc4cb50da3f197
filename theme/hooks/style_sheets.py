"""What browsers need of a style sheet; the hooks that send one use it."""

import re

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACED = re.compile(r"\s*([{};,])\s*")


def closer(sheet: str) -> str:
    """A style sheet without what only its authors read."""
    return SPACED.sub(r"\1", COMMENT.sub("", sheet)).strip()
