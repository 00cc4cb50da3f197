"""The model of the experiment with real heads, for the tests that measure it anew."""

import pytest

from snippets.evidence import minilm


@pytest.fixture(scope="session")
def model() -> minilm.Model:
    """The weights, which are read once; where they are not installed, what is not tried says how to install them."""
    try:
        return minilm.load()
    except ModuleNotFoundError as missing:
        pytest.skip(str(missing))
