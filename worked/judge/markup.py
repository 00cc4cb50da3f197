"""Markup: which HTML a page may hold, and what to write in the place of other HTML.

What stands here is for accounted pages: none of it runs, asks another host for something, or hides what it shows.
CONTRIBUTING.md shows the table; a test holds the two together.
"""

GROUPS: dict[str, str] = {  # what it is for: the elements
    "words": "abbr b br cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr",
    "paragraphs and lists": "article aside blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section ul",
    "tables": "caption table tbody td tfoot th thead tr",
    "what opens and closes": "details summary",
    "pictures and links": "a figcaption figure img",
    "room for an answer": "label textarea",
}
EVERYWHERE = "id class title lang role tabindex aria-label aria-labelledby aria-describedby aria-hidden markdown"
OWN: dict[str, str] = {  # attributes of single elements
    "a": "href rel target",
    "img": "src alt width height loading align",
    "details": "open",
    "label": "for",
    "td": "align colspan rowspan",
    "th": "align colspan rowspan scope",
}
ATTACHED = "width height loading align rel target"  # what { } behind an element of Markdown may give it besides

ELEMENTS = {name for names in GROUPS.values() for name in names.split()}
ADDRESSES = {"href", "src", "xlink:href"}  # attributes that lead somewhere, where an element may have them
LINKED = {"a"}  # elements that a reader follows; all others fetch

THEME = "the page without it: what runs belongs to the theme"
HEAD = "the page without it: the head of a page belongs to the theme"
INSTEAD: dict[str, str] = {
    "script": THEME,
    "noscript": THEME,
    "template": THEME,
    "style": "a class, and its look in a style sheet of the site",
    "font": "a class, and its look in a style sheet of the site",
    "center": "a class, and its look in a style sheet of the site",
    **dict.fromkeys("base meta link title head body html".split(), HEAD),
    **dict.fromkeys("iframe frame object embed video audio source track".split(), "a link to it"),
    **dict.fromkeys(
        "form input button select option".split(), "the page without it: what takes input belongs to the theme"
    ),
    "svg": "![caption](=function()), a figure that the snippet draws",
    "canvas": "![caption](=function()), a figure that the snippet draws",
    "math": "the formula between dollar signs",
}
ATTRIBUTE_INSTEAD: dict[str, str] = {
    "style": "a class, and its look in a style sheet of the site",
    "srcset": "src, with one picture of the site",
}


def allowed_attributes(element: str, others: list[str]) -> set[str]:
    """The attributes that an element may have.

    others  those that the project's settings add
    """
    return {*EVERYWHERE.split(), *OWN.get(element, "").split(), *others}


def attached_attributes(others: list[str]) -> set[str]:
    """The attributes that may stand in the braces behind an element of Markdown."""
    return {*EVERYWHERE.split(), *ATTACHED.split(), *others}


def instead_of_element(element: str) -> str:
    return INSTEAD.get(element, "plain Markdown, or an element such as span, div, table and details")


def instead_of_attribute(attribute: str) -> str:
    return THEME if attribute.startswith("on") else ATTRIBUTE_INSTEAD.get(attribute, "the element without it")
