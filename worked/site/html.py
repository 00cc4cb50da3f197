"""The second net: the HTML that was made of a page is read as browsers read it, and holds nothing unknown.

The check of a page's source knows places and gives advice, but Markdown processors differ. So what one of them
made of an accounted page is looked at again: every element, every attribute and every address is a known one.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from worked.judge.addresses import Addresses
from worked.judge.findings import Failure
from worked.judge.markup import (
    ADDRESSES,
    ELEMENTS,
    EVERYWHERE,
    LINKED,
    OWN,
    instead_of_attribute,
    instead_of_element,
)
from worked.read.source import SourceError, SourceFile

# What Markdown, its extensions and this library make besides. None of it runs; names are in small letters.
MADE = "button col colgroup input"
DRAWN = (
    "svg g defs clippath lineargradient radialgradient stop path rect circle ellipse line polyline polygon text tspan use "
    "marker symbol title desc mask pattern"
)
SET = (
    "math mi mn mo mrow mfrac msub msup msubsup munder mover munderover msqrt mroot mtext mspace mtable mtr mtd mstyle "
    "mpadded mphantom menclose semantics"
)
MADE_ATTRIBUTES = (
    "align checked class colspan disabled dir display displaystyle download for headers hidden href id lang name open "
    "popover popovertarget rel reversed rowspan scope src start title type value xmlns "
    # of drawings
    "clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable font-family font-size "
    "font-style font-weight gradienttransform gradientunits height marker-end marker-mid marker-start markerheight "
    "markerunits markerwidth offset opacity orient points preserveaspectratio r refx refy rx ry stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width "
    "text-anchor transform version viewbox width x x1 x2 xlink:href xml:space xmlns:xlink y y1 y2 "
    # of formulas
    "accent accentunder columnalign columnlines columnspacing depth fence form linethickness lspace mathvariant maxsize "
    "minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset"
)
FREE = ("data-", "aria-")  # attributes that say something to style sheets, scripts and screen readers, and do nothing
ALIGNED = re.compile(r"text-align: (left|right|center);?")  # the one style that Markdown itself writes, for tables
URL = re.compile(r"url\(\s*(?!['\"]?#)", re.IGNORECASE)  # in an attribute of a drawing: an address of elsewhere
DOCUMENT = {"html", "head", "body"}  # the parser adds these
SHOWN = 60  # characters of what is named in a message


class Fault(NamedTuple):
    """Something in a built page that is not known: ``words`` is what to look for in the page's source."""

    words: str
    headline: str
    advice: list[tuple[str, str]]


class Rules:
    """What a piece of HTML may hold.

    elements, attributes  their names, in small letters
    script                tells what is wrong with a script element; None where there may be none
    """

    def __init__(self, elements: set[str], attributes: set[str], script: Callable | None = None):
        self.elements, self.attributes, self.script = elements, attributes, script


CONTENT = Rules(
    {*ELEMENTS, *MADE.split(), *DRAWN.split(), *SET.split()},
    {*EVERYWHERE.split(), *MADE_ATTRIBUTES.split(), *" ".join(OWN.values()).split()},
)


def faults_of_html(html: str, rules: Rules, addresses: Addresses) -> Iterator[Fault]:
    """What some HTML holds that its rules do not name."""
    for node in LexborHTMLParser(html).root.traverse():
        name = node.tag.lower()
        if name == "script" and rules.script is not None:
            if headline := rules.script(node):
                lines = [node.attributes.get("src"), *(node.text(deep=True) or "").split("\n"), "<script"]
                words = next(line.strip() for line in lines if line and line.strip())
                yield Fault(words[:SHOWN], headline, [("write", instead_of_element(name))])
        elif name not in rules.elements and name not in DOCUMENT and name[0].isalpha():
            headline = f"<{name}> stands in the built page"
            yield Fault(f"<{name}", headline, [("write", instead_of_element(name))])
        for attribute, value in node.attributes.items():
            yield from faults_of_attribute(name, attribute.lower(), value or "", rules, addresses)


def faults_of_attribute(
    element: str, attribute: str, value: str, rules: Rules, addresses: Addresses
) -> Iterator[Fault]:
    is_plain = attribute in rules.attributes or attribute.startswith(FREE)
    if not is_plain and not (attribute == "style" and ALIGNED.fullmatch(value)):
        headline = f"the built page has the attribute {attribute} in <{element}>"
        yield Fault(attribute, headline, [("write", instead_of_attribute(attribute))])
    elif attribute in ADDRESSES:
        if element == "use" and not value.startswith("#"):
            yield Fault(value, f"a drawing uses something of elsewhere: {value[:SHOWN]}", [])
        elif fault := addresses.fault(value, element in LINKED):
            yield Fault(value, *fault)
    elif not attribute.startswith(FREE) and URL.search(value) and attribute not in ("title", "alt", "value", "content"):
        yield Fault(value, f"{attribute} of <{element}> leads elsewhere: {value[:SHOWN]}", [])


def content_failures(html: str, file: str, source: bytes, addresses: Addresses) -> list[Failure]:
    """What was made of a page's Markdown and is not known, each at the place in the source that says so.

    file    the page's file, as messages show it
    source  what it holds
    raises  SettingsError: the file of references cannot be read
    """
    return [failure_of(fault, file, source) for fault in faults_of_html(html, CONTENT, addresses)]


def failure_of(fault: Fault, file: str, source: bytes) -> Failure:
    """A failure where the source holds what the built page holds; at its beginning where it is written otherwise there."""
    try:
        read = SourceFile(None, file, source)
    except SourceError:
        return Failure(file, 1, 1, fault.headline, advice=fault.advice)
    at = read.text.lower().find(fault.words.lower())
    if not fault.words or at < 0:
        return Failure(file, 1, 1, fault.headline, advice=fault.advice)
    place = read.place(at)
    return Failure(file, *place, fault.headline, excerpt=read.excerpt(at), width=len(fault.words), advice=fault.advice)
