"""A file becomes a page: claims, code, formulas and links, each with its place. Nothing here knows of values."""
