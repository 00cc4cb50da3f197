"""The page on checking pages of your own: ten lines as people write them, and what the checker says of each.

Each message is the checker's own, given anew each time that the page is built.
"""

from pathlib import Path

from worked import Settings, Store, as_text, check_page

ROOT = Path(__file__).resolve().parents[1]

pens, price, rows, height = 3, 1.27, 7, 4
slip = 0.05  # what the first result is off by
litres = 88
guests = 13
part = 0.832


def cut_off(value: float) -> float:
    """Cut a value off behind its second decimal.

    returns  float, at most the value
    """
    return int(100 * value) / 100


total = pens * price
wrong_total = total - slip
share = round(litres / guests, 2)
cut_share = cut_off(litres / guests)
short_part = cut_off(part)
rest, shown_rest = price - short_part, price - part
count = pens * rows
wrong_count = count + rows
metres = pens * height + rows


class FromRoot(Settings):
    """Settings of a project that says nothing of itself; files are named from its root."""

    def name_of(self, path: Path) -> str:
        return self.name_in_project(path)


def said(line: str) -> str:
    """A line of a page, and what the checker says of it.

    line     the whole page
    returns  str, the line, an empty line, and the messages as the command line prints them
    """
    settings = FromRoot(ROOT, {})
    page = ROOT / "notes.md"  # there is no such file: the text is given
    report = check_page(page, settings, Store(settings), data=line.encode())
    notes = [*report.warnings, *(one.failure for one in report.unjudged)]
    told = [*map(as_text, report.failures), *(f"{one.file}:{one.line}:{one.column}: {one.headline}" for one in notes)]
    return "\n\n".join([line, *told])


def wrong_sum() -> str:
    """returns  str, a wrong result"""
    return said(f"We paid `{pens} * {price} = {wrong_total:.2f}`.")


def cut() -> str:
    """returns  str, a result whose further digits were cut off"""
    return said(f"Each guest gets `{litres} / {guests} = {cut_share:.2f}` litres.")


def unrounded() -> str:
    """returns  str, a difference of more digits than the page shows"""
    return said(f"What is left is ${price} - {short_part:.2f} = {shown_rest:.3f}$ of it.")


def in_prose() -> str:
    """returns  str, an equation between words"""
    return said(f"We sell {pens} × {rows} = {wrong_count} pens.")


def asked() -> str:
    """returns  str, an equation in a question"""
    return said(f"Is `{pens} * {rows} = {wrong_count}` right?")


def no_name() -> str:
    """returns  str, an equation with a word in it"""
    return said(f"So `{pens} * height + {rows} = {metres}` metres.")


def padded() -> str:
    """returns  str, a result with a zero in front"""
    return said(f"That is `{pens} * {rows} = {count:03}` pens.")


def dots() -> str:
    """returns  str, a sum that goes on in a way that nobody can tell"""
    return said(f"${pens} + {rows} + \\dots + {wrong_count} = {metres}$")


def unfinished() -> str:
    """returns  str, an equation that begins in the formula before"""
    return said(f"Pens ${pens} \\times$ rows ${rows} = {wrong_count}$")


def no_reason() -> str:
    """returns  str, a comment that gives no reason"""
    return said(f"`{pens} * {rows} = {wrong_count}` <!-- worked: skip -->")


inputs = ["pens", "price", "rows", "height", "slip", "litres", "guests", "part"]
