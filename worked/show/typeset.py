"""Setting worked steps: terms that stay whole, true minus signs, and the colours of names."""

import html
import re

PYTHON = re.compile(r"@|_|\*\*|//|[^\W\d]\w*[\[(.]")  # with one of these it is code, which stays as it was typed
SIGN = re.compile(r"\A[-+−] +")
TIMES = re.compile(r" *[·⋅*] *")
MINUS = re.compile(r"(?<![eE])-")
MARKDOWN = re.compile(
    r"&#?\w+;|[*_\[\]`~^$|\\!{}:#]"
)  # entities, which stay, and marks of Markdown, which become entities


def escape_text(text: str) -> str:
    """Escape text for HTML inside Markdown: neither reads anything into it, and it stays on one line."""
    escaped = html.escape(text, quote=True).replace("\n", "&#10;")

    def as_entity(mark: re.Match) -> str:
        return mark.group() if mark.group().startswith("&") else f"&#{ord(mark.group())};"

    return MARKDOWN.sub(as_entity, escaped)


def terms_as_html(terms: list[str], names: list[str], is_named: bool) -> str:
    """The terms of a sum, between which alone a line may break.

    names     the name that each term belongs to; [] where they belong to none
    is_named  were the names shown already?
    """
    return " ".join(
        f'<span class="worked-term">{sign_as_html(term)}{term_as_html(unsigned(term), name, is_named)}</span>'
        for term, name in zip(terms, names or [""] * len(terms), strict=True)
    )


def term_as_html(term: str, name: str, is_named: bool) -> str:
    if not name:
        return expression_as_html(term)
    label = "" if is_named else f'<span class="worked-label">{escape_text(name)}</span> '
    return f'<span class="worked-token token-{escape_text(name)}">{label}{expression_as_html(term)}</span>'


def sign_as_html(term: str) -> str:
    return expression_as_html(term[:1]) + " " if SIGN.match(term) else ""


def unsigned(term: str) -> str:
    return SIGN.sub("", term)


def expression_as_html(expression: str) -> str:
    if PYTHON.search(expression):
        return f"<code>{escape_text(expression)}</code>"
    return escape_text(MINUS.sub("−", TIMES.sub("\u2009·\u2009", expression)))
