"""worked: a spell checker for the numbers of Markdown pages.

Snippets import from here: :func:`cited` for a fact of somebody else's, :func:`measured` for a
committed run of our own, and :class:`Picture` for a drawing.
"""

from worked.values import cited, measured

__all__ = ["Picture", "cited", "measured"]
__version__ = "0.1.0"


def __getattr__(name: str):
    if name == "Picture":
        from worked.picture import Picture

        return Picture
    raise AttributeError(f"module 'worked' has no attribute {name!r}")
