"""The appendix of a page: a list of its numbers by section, and the card that each of them opens.

It is plain HTML that works without a script: a button opens its card (``popovertarget``) from anywhere
on the page. The buttons in the text are for mouse and touch only, or the Tab key would stop eighty times
on a page of eighty numbers; those in the list are for everyone.
"""

from html import escape
from itertools import groupby
from urllib.parse import quote

from worked.judge.findings import CHECKED, Report, plural
from worked.judge.markers import APPENDIX, LEDGER_LINK
from worked.show.ledger import source_as_html
from worked.show.typeset import escape_text
from worked.tell.record import Card, Fact
from worked.tell.site import Bibliography, Link, SitePage

SWITCH = '<button type="button" class="worked-switch" role="switch" aria-checked="false" hidden>Mark them in the text</button>'


def press(number: int) -> str:
    """The button that opens a card; it lies over the number in the text."""
    return f'<button type="button" class="worked-press" popovertarget="w{number}" tabindex="-1" aria-hidden="true"></button>'


def count(kinds: dict[str, int]) -> str:
    """The line at the foot of a page that says how many of its numbers are checked."""
    checked, left = sum(kinds[kind] for kind in CHECKED), kinds["unchecked"]
    words = f"{plural(checked, 'number')}, {'all ' * (checked > 1)}checked"
    if left:
        words = f"{plural(checked, 'number')} checked, {left:,} not"
    return f'<p class="worked-count" data-search-exclude><a href="#numbers">{words}</a> {SWITCH}</p>'


def appendix(page: SitePage, bibliography: Bibliography, link: Link, ledger: str) -> str:
    """The list of a page's numbers, and its cards.

    ledger  the address of the ledger from the page; "" where there is none
    """
    cards = list(enumerate(page.record.cards, 1))
    if not cards:
        return ""
    rows = [f"{ledger}#{quote(row_id, safe='/:')}" for row_id in page.ids] if ledger else []
    by_section = groupby(cards, key=lambda one: one[1].section)
    listed = "".join(section_of_list(page, number, list(group)) for number, group in by_section)

    def as_html(number: int, card: Card) -> str:
        row = rows[card.row] if rows and card.row >= 0 else ""
        return card_as_html(number, card, bibliography, link, row)

    opened = "\n".join(as_html(number, card) for number, card in cards)
    return (
        '<section class="worked-numbers" id="numbers" data-search-exclude>'
        "<details><summary>The numbers of this page</summary>"
        f"<p>Press one to see how it is known.</p><dl>{listed}</dl></details>\n{opened}</section>"
    )


def section_of_list(page: SitePage, number: int, cards: list[tuple[int, Card]]) -> str:
    own_id, title = page.places[number] if number >= 0 else ("", page.title)
    words = f'<a href="#{escape(own_id)}">{escape(title)}</a>' if own_id else escape(title)
    buttons = " ".join(
        f'<button type="button" popovertarget="w{place}">{escape(card.label)}</button>' for place, card in cards
    )
    return f"<dt>{words}</dt><dd>{buttons}</dd>"


def card_as_html(number: int, card: Card, bibliography: Bibliography, link: Link, row: str) -> str:
    facts = "".join(f"<p>{fact_as_html(fact)}</p>" for fact in card.facts)
    code = "".join(f"<dt>{escape(place)}</dt><dd><code>{escape(line)}</code></dd>" for place, line in card.code)
    source = f"<p>{source_as_html(card.source, card.url, bibliography, link)}</p>" if card.source else ""
    rest = (f"<dl>{code}</dl>" if code else "") + (f'<a href="{escape(row)}">In the ledger</a>' if row else "")
    return f'<div popover id="w{number}" class="worked-card">{facts}{source}{rest}</div>'


def fact_as_html(fact: Fact) -> str:
    return (
        f'<b>{escape(fact.shown)}</b> is <code class="worked-by">{escape(fact.known_by)}</code> = '
        f'<span class="worked-exact">{escape(fact.value)}</span>, {escape(fact.how)}'
    )


def note(report: Report) -> str:
    """The note at the end of a page: how many numbers were checked, and which phrases were not.

    returns  "" where numbers do not have to be accounted for, or there is none
    """
    if not report.is_accounted or not report.numbers:
        return ""
    checked = sum(number.kind in CHECKED for number in report.numbers)
    phrases = report.page.meta.get("unchecked") or {}
    listed = ", ".join(f"“{escape_text(str(phrase))}” ({plural(count, 'time')})" for phrase, count in phrases.items())
    rest = f"Not checked: {listed}." if listed else "None is left unchecked."
    numbers = f"{plural(checked, 'number')} on this page {'was' if checked == 1 else 'were'} checked"
    return (
        f'\n\n{APPENDIX}\n\n<aside class="worked-note">{numbers} when the site was built. {rest}{LEDGER_LINK}</aside>\n'
    )
