"""A page as text: its Markdown with every number filled in, for people and programs that read no HTML.

What only the built site knows is left blank, and whoever writes the text fills it in: where a link leads, which terms
are links, what a cell puts out, what stands in the place of a marker, and what an interactive part is called.
"""

import re
import textwrap
from collections.abc import Callable, Iterator

from worked.judge.findings import CHECKED, Report, plural
from worked.judge.markers import MARKER
from worked.judge.quoted import MARKED_LINE, Quote, quotes_of
from worked.read.block import Block
from worked.read.blocks import ATTRIBUTES, FENCE
from worked.read.brackets import DESTINATION
from worked.read.elements import Claim, Link
from worked.read.page import DEFINED_LINK, Page
from worked.read.ranges import Ranges
from worked.read.source import Edit, apply
from worked.run.values import Value
from worked.settings import Settings
from worked.show.render import outermost

BLANK = re.compile("\x02(?P<kind>[a-z]+) (?P<words>[^\x02\x03]*)\x03")
BOX = re.compile(  # the first line of an admonition or a tab; one with ??? opens when it is pressed
    r'(?P<indent>[ \t>]*)(?P<mark>!!!|\?\?\?|===)[+!]?[ \t]+(?P<kind>[\w-]*)[^"\n]*(?:"(?P<title>[^"\n]*)")?[ \t]*$'
)
INDENT = 4  # blanks in front of what an admonition holds
TAG = re.compile(r"</?(?P<name>[A-Za-z][\w-]*)[^>]*>", re.DOTALL)
PART = re.compile(r'data-interactive="([\w-]+)"')
FIELD = re.compile(
    r"<label\b[^>]*>[^<]*<textarea\b[^>]*>[^<]*</textarea>[^<]*</label>|<textarea\b[^>]*>[^<]*</textarea>"
)
ALT = re.compile(r'\balt="([^"]*)"')
# Elements that Markdown has no sign for, or that keep two numbers apart; of all others, the words stay.
KEPT = set("sub sup br table caption thead tbody tfoot tr th td ol ul li dl dt dd details summary pre abbr".split())
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "samp": "`"}
REFERENCE = re.compile(r"\[(?P<words>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\]")
TITLE = re.compile(r'\btitle="([^"\n]*)"')
LANGUAGE = re.compile(r"[{.\s]*([\w+-]*)")


def blank(kind: str, words: str) -> str:
    return f"\x02{kind} {words}\x03"


def fill_blanks(text: str, fill: Callable[[str, str], str]) -> str:
    """A text with its blanks filled in, by their kind ("link", "reference", "part", "output", "marker") and their words."""
    whole = BLANK.sub(lambda found: fill(found["kind"], found["words"]), text)
    return "\n".join(without_blank_runs(whole.split("\n"))).strip("\n") + "\n"


def text_of(report: Report, settings: Settings) -> str:
    """The text of a page that holds."""
    page = report.page
    edits = [edit_drawing(report, claim) for claim in page.claims if claim.is_drawing]
    edits += [*plain_edits(page), *edits_of_tags(page), *edits_of_references(page), *edits_of_links(page)]
    edits += [edit for fence in page.fences for edit in edits_of_fence(page, fence, settings)]
    body = apply(page.text, page.body, outermost(edits))
    return "\n".join([*without_boxes(body.split("\n"), quoted), *foot(report)])


def foot(report: Report) -> list[str]:
    """What the built page says of its numbers at its end."""
    if not report.is_accounted or not report.numbers:
        return []
    checked = sum(number.kind in CHECKED for number in report.numbers)
    phrases = report.page.meta.get("unchecked") or {}
    listed = ", ".join(f"“{phrase}” ({plural(count, 'time')})" for phrase, count in phrases.items())
    rest = f"Not checked: {listed}." if listed else "None is left unchecked."
    numbers = f"{plural(checked, 'number')} on this page {'was' if checked == 1 else 'were'} checked"
    return ["", "---", "", f"{numbers} when the site was built. {rest}{blank('marker', 'ledger-link')}"]


# ---- within a line ---------------------------------------------------------------------------


def plain_edits(page: Page) -> list[Edit]:
    """What every reader of plain Markdown needs: claims as their numbers, no attributes, worked fences as text."""
    edits = [(claim.start, claim.end, page.text[slice(*claim.shown)]) for claim in page.claims]
    edits += [(*span.outer, page.text[slice(*span.inner)]) for span in page.spans if span.expression]
    for start, end in page.hidden:
        if ATTRIBUTES.fullmatch(page.text, start, end):
            while page.text.endswith(" ", 0, start):
                start -= 1
            edits.append((start, end, ""))
    edits += [
        (fence.outer[0], fence.start, f"{mark_of(page, fence)}text\n") for fence in page.fences if fence.is_worked
    ]
    return edits


def mark_of(page: Page, fence: Block) -> str:
    return re.compile("`+|~+").match(page.text, fence.outer[0])[0]


def edits_of_tags(page: Page) -> Iterator[Edit]:
    """Comments, tags and fields to write in go; a marker and an interactive part leave a blank."""
    for start, end in page.hidden:
        if page.text.startswith("<!--", start):
            marker = MARKER.fullmatch(page.text, start, end)
            name = marker.group()[4:-3].strip().removeprefix("worked:") if marker else ""
            yield start, end, blank("marker", name) if name else ""
    for start, end in page.attributes:
        if field := FIELD.match(page.text, start):
            yield *field.span(), ""
        elif (tag := TAG.fullmatch(page.text, start, end)) and (name := tag["name"].lower()) not in KEPT:
            part, alt = PART.search(tag.group()), ALT.search(tag.group())
            instead = blank("part", part[1]) if part else alt[1] if alt and name == "img" else MARKS.get(name, "")
            yield start, end, instead


def edits_of_references(page: Page) -> Iterator[Edit]:
    """``[words][term]``, of which only the site knows whether it is a link, is a blank where no page defines the term."""
    defined = {link.end for link in page.links}
    for found in REFERENCE.finditer(page.text, page.body):
        if not page.in_code.hold(found.start()) and found.end("words") not in defined:
            yield *found.span(), blank("reference", found.group())


def edits_of_links(page: Page) -> Iterator[Edit]:
    """The address of each link within the site is a blank."""
    for link in page.links:
        if (place := address_of(page, link)) and is_inside(link.url):
            yield *place, blank("link", link.url)
    fences = Ranges(fence.outer for fence in page.fences)
    for defined in DEFINED_LINK.finditer(page.text, page.body):
        if is_inside(defined[2]) and not fences.hold(defined.start()):
            yield *defined.span(2), blank("link", defined[2])


def address_of(page: Page, link: Link) -> tuple[int, int] | None:
    found = DESTINATION.match(page.text, link.end + 1)
    return found.span("url") if found else None


def is_inside(url: str) -> bool:
    return "://" not in url and not url.startswith("mailto:")


# ---- drawings --------------------------------------------------------------------------------


def edit_drawing(report: Report, claim: Claim) -> Edit:
    """A drawing as its caption and the words for it; a diagram of letters as itself."""
    page, value = report.page, report.values.get(claim.start)
    caption = caption_of(page, claim)
    before = page.text[page.text.rfind("\n", 0, claim.start) + 1 : claim.start]
    if value is not None and not re.sub(r"[-*+>\d.\s]", "", before):
        lines = lines_of_drawing(value, caption)
        return claim.start, claim.end, below(before, lines)
    words = value.alt if value is not None and value.kind == "picture" else ""
    return claim.start, claim.end, f"(A picture: {' '.join(filter(None, [caption, words]))})"


def below(before: str, lines: list[str]) -> str:
    """Lines in the place of what stood behind ``before`` in its line: all begin where the first one does."""
    indent = re.sub(r"[^\s>]", " ", before)
    return "\n".join([lines[0], *(f"{indent}{line}".rstrip() for line in lines[1:])])


def lines_of_drawing(value: Value, caption: str) -> list[str]:
    said = [caption] if caption else []
    if value.kind == "picture":
        return [*(f"> **Figure.** {words}" for words in said), *([">"] if said else []), f"> It shows: {value.alt}"]
    mark = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", value.data)), 0)
    return [f"{mark}text", *value.data.strip("\n").split("\n"), mark, *([""] if said else []), *said]


def caption_of(page: Page, claim: Claim) -> str:
    start, end = claim.shown
    inner = [one for one in page.claims if start <= one.start and one.end <= end]
    edits = [(one.start, one.end, page.plain[slice(*one.shown)]) for one in inner]
    return " ".join(apply(page.plain[:end], start, edits).split())


# ---- fences ----------------------------------------------------------------------------------


def edits_of_fence(page: Page, fence: Block, settings: Settings) -> Iterator[Edit]:
    """Quoted code is filled in; a cell has a blank for what it puts out behind it."""
    if cell := page.source.cell_at(fence.outer[0]):
        yield fence.outer[1], fence.outer[1], f"\n\n{blank('output', str(cell.line + 1))}\n"
        return
    if fence.kind != "fence" or fence.is_worked:
        return
    mark, title = mark_of(page, fence), TITLE.search(fence.info)
    opening = f"{mark}{LANGUAGE.match(fence.info)[1]}"
    indent = page.text[page.text.rfind("\n", 0, fence.outer[0]) + 1 : fence.outer[0]]
    lines = [f"**{title[1]}**", "", opening] if title else [opening]
    yield fence.outer[0], fence.start, below(indent, lines) + "\n"
    for quote in quotes_of(page, fence, settings.root, settings.snippets):
        yield *quote.at, code_of(page, quote)


def code_of(page: Page, quote: Quote) -> str:
    written = page.text[slice(*quote.at)]
    indent = written[: len(written) - len(written.lstrip(" \t>"))]
    code = quote.text[quote.start : quote.end].split("\n")
    shown = textwrap.dedent("\n".join(line for line in code if not MARKED_LINE.match(line))).strip("\n")
    return "\n".join(f"{indent}{line}".rstrip() for line in shown.split("\n"))


# ---- boxes -----------------------------------------------------------------------------------


def without_boxes(lines: list[str], box: Callable[[re.Match, str, list[str]], list[str]]) -> list[str]:
    """The lines without admonitions: ``box`` gives other lines for one, from its first line, its title and its inside."""
    shown, at, code = [], 0, ""
    while at < len(lines):
        line, at = lines[at], at + 1
        code = fence_after(line, code)
        opening = None if code else BOX.match(line)
        if opening is None or (opening["mark"] == "===" and opening["title"] is None):
            shown.append(line)
            continue
        first, indent = at, opening["indent"]  # with the > of a quotation around it
        while at < len(lines) and (lines[at].strip() == indent.strip() or lines[at].startswith(indent + " " * INDENT)):
            at += 1
        held = [one[len(indent) + INDENT :] for one in lines[first:at]]
        inside = without_boxes("\n".join(held).strip("\n").split("\n"), box)
        title = opening["title"] if opening["title"] is not None else opening["kind"].capitalize()
        shown += [indent + one if one else indent.rstrip() for one in box(opening, title, inside)]
    return "\n".join(shown).rstrip("\n").split("\n")


def fence_after(line: str, code: str) -> str:
    """The mark of the fence that is open behind a line; "" where none is.

    code  that of the one that was open before it
    """
    bare = line.lstrip(" \t>")
    if code:
        return "" if bare.startswith(code) and not bare.strip().strip(code[0]) else code
    opening = FENCE.match(bare)
    return opening["mark"] if opening else ""


def quoted(opening: re.Match, title: str, inside: list[str]) -> list[str]:
    """A box as a quotation under its title."""
    heading = [f"**{title}**", ""] if title else []
    return [*(f"> {line}".rstrip() for line in heading + inside), ""]


def without_blank_runs(lines: list[str]) -> Iterator[str]:
    """The lines, of which no two in a row are blank, apart from those of code."""
    code, was_blank = "", True
    for line in lines:
        code = fence_after(line, code)
        is_blank = not code and not line.strip()
        if not (is_blank and was_blank):
            yield "" if is_blank else line
        was_blank = is_blank
