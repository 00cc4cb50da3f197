"""Random numbers that are drawn once: a snippet that is run in hundreds of worlds asks for the same millions in each."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np

MOST = 8  # lists of numbers that are kept: those of the world as it is, which is the first
kept: dict[tuple, tuple[np.ndarray, dict]] = {}  # and the state in which they leave a generator


class Once(np.random.Generator):
    """A generator of NumPy's that gives, in the same state, the numbers that were drawn in it before."""

    def standard_normal(self, size=None, dtype=np.float64, out=None):
        if size is None or out is not None:
            return super().standard_normal(size, dtype, out)
        asked = str(self.bit_generator.state), str(size), dtype
        if asked in kept:
            numbers, self.bit_generator.state = kept[asked]
            return numbers
        numbers = super().standard_normal(size, dtype)
        if len(kept) < MOST:
            numbers.flags.writeable = False  # who changed them would change them in the worlds to come
            kept[asked] = numbers, self.bit_generator.state
        return numbers


@contextmanager
def drawn_once() -> Iterator[None]:
    make = np.random.default_rng
    with patch("numpy.random.default_rng", lambda seed=None: Once(make(seed).bit_generator)):
        yield
