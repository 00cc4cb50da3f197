"""worked: a spell checker for the numbers of Markdown pages.

Snippets import from here: :func:`cited` for a fact of somebody else's, :func:`measured` for a
committed run of our own, and :class:`Picture` for a drawing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worked.picture import Picture
    from worked.values import cited, measured

__all__ = ["Picture", "cited", "measured"]
__version__ = "0.1.0"

PLACES = {"Picture": "worked.picture", "cited": "worked.values", "measured": "worked.values"}


def __getattr__(name: str):
    """Loaded when asked for: a check of pages that did not change needs none of them."""
    if name in PLACES:
        return getattr(import_module(PLACES[name]), name)
    raise AttributeError(f"module 'worked' has no attribute {name!r}")
