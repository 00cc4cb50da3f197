"""The site that was built once in this run."""

from tests.site.conftest import built, shared

__all__ = ["built", "shared"]
