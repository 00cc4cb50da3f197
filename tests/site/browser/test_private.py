"""No page asks another host for anything, none does what the policy forbids, and no script fails."""

import pytest

from tests.site.window import DARK, DESK, NOT_FOUND, PHONE, Window, search

THINGS = {
    "answer": "article details:not(#numbers *) > summary",
    "number": ".worked-press:visible",
    "copy": "article button[data-clipboard-target]",
}
SEARCHED = ["", NOT_FOUND, "lessons/07-soft-lookup/", "labs/07-soft-lookup/"]  # one page of each depth and kind


def use(window: Window, name: str) -> list[str]:
    """Do what a reader can do on a page that is open; returns what was there to do."""
    page, done = window.page, []
    page.keyboard.press("End")
    for what, press in THINGS.items():
        if page.locator(press).count():
            page.locator(press).first.click()
            done.append(what)
            page.keyboard.press("Escape")
    if (terms := page.locator("article a[title]:visible")).count():
        terms.first.hover()
        done.append("tooltip")
    page.locator("form[data-md-component=palette] label:visible").click()
    if name in SEARCHED:
        search(page, "pronoun")
        done.append("search")
    return [*done, "palette"]


def test_no_page_asks_elsewhere_or_complains_whatever_a_reader_does(visits):
    assert [fault for visit in ("desk", "phone") for noted in visits[visit].values() for fault in noted["faults"]] == []
    pages = visits["phone"]
    assert {name: noted["kept"] for name, noted in pages.items() if noted["kept"]} == {}
    done = [what for noted in pages.values() for what in noted["used"]]
    assert sum(len(noted["requests"]) for noted in pages.values()) > 5 * len(pages)
    assert (done.count("palette"), done.count("search")) == (len(pages), len(SEARCHED))
    assert set(done) == {"answer", "number", "copy", "tooltip", "palette", "search"}


def test_window_that_is_handed_on_holds_nothing_of_who_had_it_before(site):
    """What a test leaves, and the window of the next one: the same one, with other looks."""
    left = "() => { for (const kept of [localStorage, sessionStorage]) kept.left = 1; document.cookie = 'left=1; path=/'; }"
    found = "() => [localStorage.left, sessionStorage.left, document.cookie, innerWidth, matchMedia('print').matches]"
    look = "() => ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query).matches)"
    letters = "() => getComputedStyle(document.documentElement).fontSize"
    with site.window(PHONE, DARK, {"forced_colors": "active"}) as first:
        page = first.open("references/")
        assert page.evaluate(look) == [True, True]
        plain = page.evaluate(letters)
        first.enlarge(2)
        page.evaluate(left)
        page.emulate_media(media="print")
        first.context.new_page()
    with site.window() as window:
        page = window.open("references/")
        assert window is first and window.context.pages == [page]
        assert page.evaluate(found) == [None, None, "", DESK["viewport"]["width"], False]
        assert page.evaluate(look) == [False, False] and page.evaluate(letters) == plain
        assert window.faults == [] and not [
            url for url in window.requests if "references" not in url and "assets" not in url
        ]


MISDEEDS = {
    "script": "const it = document.createElement('script'); it.textContent = 'window.ran = true'; document.body.append(it)",
    "style": "document.body.setAttribute('style', 'color: red')",
    "picture": "const it = new Image(); it.src = 'http://127.0.0.1:9/a.png'; document.body.append(it)",
    "request": "fetch('http://127.0.0.1:9/').catch(() => {})",
    "evaluation": "const it = document.createElement('p'); it.setAttribute('onclick', 'window.ran = true'); document.body.append(it); it.click()",
}


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_policy_refuses_it_and_the_window_sees_that(site, misdeed):
    with site.window() as window:
        page = window.open("references/")  # the policy of every page is the same
        assert window.faults == []
        page.evaluate(f"() => {{ {MISDEEDS[misdeed]} }}")
        window.settle()
        assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in "\n".join(window.faults)


def test_window_sees_a_request_to_another_host_and_a_failing_script(site):
    with site.window({"bypass_csp": True}, own=True) as window:
        page = window.open()
        page.evaluate("fetch('https://example.org/').catch(() => {})")
        page.evaluate("setTimeout(() => { throw new Error('on purpose') })")
        page.evaluate("new Promise(requestAnimationFrame)")
    faults = "\n".join(window.faults)
    assert "asks elsewhere: https://example.org/" in faults and "on purpose" in faults
