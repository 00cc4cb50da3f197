"""The formats of pages, by the endings of their files; a lab is known by how its file begins (see ``lab.py``)."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what site generators build pages from
OTHERS = (".mdx", ".qmd", ".rmd", ".ipynb", ".tex")  # like Markdown, cell by cell, or as LaTeX; .rmd is .Rmd, too
FORMATS = (*MARKDOWN, *OTHERS)
