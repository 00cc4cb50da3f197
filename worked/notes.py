"""Notes that a page carries about its own numbers: what is wrong, and what is not checked."""

from worked.findings import CHECKED, Report, plural
from worked.inert import inert
from worked.markers import APPENDIX, LEDGER_LINK
from worked.report import as_text


def banner(report: Report) -> str:
    """What is wrong with the page, at its top; empty when nothing is."""
    if not report.failures:
        return ""
    messages = "\n\n".join(map(as_text, report.failures))
    count = plural(len(report.failures), "failure")
    return (
        f'<div class="worked-banner" role="alert"><p>{count} on this page: it would not be published.</p>'
        f'<pre tabindex="0">{inert(messages)}</pre></div>\n\n'
    )


def note(report: Report) -> str:
    """How many numbers were checked, and the phrases that were not; empty on other pages."""
    if not report.is_accounted or not report.numbers:
        return ""
    checked = sum(number.kind in CHECKED for number in report.numbers)
    phrases = report.page.meta.get("unchecked") or {}
    listed = ", ".join(f"“{inert(str(phrase))}” ({plural(count, 'time')})" for phrase, count in phrases.items())
    rest = f"Not checked: {listed}." if listed else "None is left unchecked."
    numbers = f"{plural(checked, 'number')} on this page {'was' if checked == 1 else 'were'} checked"
    return (
        f'\n\n{APPENDIX}\n\n<aside class="worked-note">{numbers} when the site was built. {rest}{LEDGER_LINK}</aside>\n'
    )
