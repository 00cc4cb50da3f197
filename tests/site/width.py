"""What of a page is wider than its window, stands beyond it, or is cut off."""

from playwright.sync_api import Page

WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
# What stands beyond the window's right edge, in no box of its own that scrolls or clips.
BEYOND = """() => [...document.querySelectorAll("body *")].filter((element) => {
    if (element.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
    for (let box = element.parentElement; box !== document.body; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== "visible") return false;
    return true;
}).map((element) => element.outerHTML.slice(0, 90))"""
# Text of the article that its own box cuts off, where nothing scrolls it into view.
CUT = """() => [...document.querySelectorAll("article *")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1
    && ["hidden", "clip"].includes(getComputedStyle(element).overflowX)
    && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim() && !element.closest("svg, math")
).map((element) => element.outerHTML.slice(0, 90))"""


def faults_of(page: Page) -> list[str]:
    wider = page.evaluate(WIDER)
    too_wide = [f"{wider} px too wide", *page.evaluate(BEYOND)[:3]] if wider > 0 else []
    return too_wide + [f"cut off: {element}" for element in page.evaluate(CUT)]
