"""LaTeX and units, read into the tokens that :mod:`worked.maths` knows. The doors are ``reader.tokenize`` and ``units``."""
