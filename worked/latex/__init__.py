"""LaTeX and units become the tokens that :mod:`worked.maths` knows. Others use ``reader.tokenize`` and ``units``."""
