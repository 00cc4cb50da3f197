"""Worked steps as they are set: terms that stay whole, true minus signs, and the colours of names."""

import re

from worked.inert import inert

PYTHON = re.compile(r"@|_|\*\*|//|[^\W\d]\w*[\[(.]")  # code stays as it was typed
SIGN = re.compile(r"\A[-+−] +")
TIMES = re.compile(r" *[·⋅*] *")
MINUS = re.compile(r"(?<![eE])-")


def terms_as_html(terms: list[str], names: list[str], is_named: bool) -> str:
    """The terms of a sum, which breaks between them only.

    names     whose each term is; [] where they are nobody's
    is_named  were the names shown already?
    """
    return " ".join(
        f'<span class="worked-term">{sign_as_html(term)}{named(unsigned(term), name, is_named)}</span>'
        for term, name in zip(terms, names or [""] * len(terms), strict=True)
    )


def named(term: str, name: str, is_named: bool) -> str:
    if not name:
        return expression_as_html(term)
    label = "" if is_named else f'<span class="worked-label">{inert(name)}</span> '
    return f'<span class="worked-token token-{inert(name)}">{label}{expression_as_html(term)}</span>'


def sign_as_html(term: str) -> str:
    return expression_as_html(term[:1]) + " " if SIGN.match(term) else ""


def unsigned(term: str) -> str:
    return SIGN.sub("", term)


def expression_as_html(expression: str) -> str:
    if PYTHON.search(expression):
        return f"<code>{inert(expression)}</code>"
    return inert(MINUS.sub("−", TIMES.sub("\u2009·\u2009", expression)))
