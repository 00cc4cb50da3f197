"""axe-core, which tells what of a page keeps people out of it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.site.window import SETTLED

OPTIONS = {"resultTypes": ["violations"], "preload": False}
# Axe works out the contrast of each word anew, which takes two thirds of its time; so that of words that look alike, in
# one ink and letter on the same papers, with nothing else painted where they stand, is worked out until one is right, or
# until one stands on a paper of more than one colour, such as the shadow of what scrolls: of these axe never tells.
ALIKE = """() => {
    const check = axe._audit.checks["color-contrast"], judge = check.evaluate;
    const names = new Map(), papers = new Map(), boxes = new Map(), known = new Map();
    const name = (text) => names.get(text) ?? names.set(text, names.size + 1).size;
    const box = (element) => boxes.get(element) ?? boxes.set(element, element.getBoundingClientRect()).get(element);
    const paper = (element) => {  // what is painted behind it, as a number, and the elements that paint it
        if (!element) return [0, []];
        if (!papers.has(element)) {
            const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, clipPath } = getComputedStyle(element);
            const [behind, painters] = paper(element.parentElement ?? element.getRootNode().host);
            const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode, clipPath].join();
            papers.set(element, own === "rgba(0, 0, 0, 0),none,1,none,normal,none" ? [behind, painters]
                : [name(`${behind} ${own}`), [...painters, element]]);
        }
        return papers.get(element);
    };
    const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const holds = (outer, inner) => outer.left <= inner.left && inner.right <= outer.right && outer.top <= inner.top && inner.bottom <= outer.bottom;
    const painting = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
        && (paper(one)[1].at(-1) === one || one.matches("img, svg, canvas, video, input")));
    const look = (element) => {  // "" where another may look otherwise
        const [behind, painters] = paper(element), place = box(element);
        if (painters.some((one) => one !== document.documentElement && one !== document.body && !holds(box(one), place))) return "";
        if (painting.some((one) => meet(box(one), place) && !one.contains(element) && !element.contains(one))) return "";
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
        return [behind, color, fontSize, fontWeight, textShadow].join();
    };
    check.evaluate = function (element, ...others) {
        const kind = look(element);
        if (kind && known.has(kind)) return known.get(kind);
        let reason;
        const tell = this.data;
        this.data = (found) => tell.call(this, (reason = found?.messageKey, found));
        const is_right = judge.call(this, element, ...others);
        if (kind && (is_right && !reason || reason === "bgGradient")) known.set(kind, is_right);
        return is_right;
    };
    return () => { check.evaluate = judge; };
}"""
RUN = f"""async ([context, options]) => {{
    const end = ({ALIKE})();
    const {{ violations }} = await axe.run(context ?? document, options).finally(end);
    return violations.flatMap((rule) => rule.nodes.map((node) => `${{rule.id}}: ${{node.target.at(-1)}} ${{node.html.slice(0, 120)}}`));
}}"""
axe = Axe()


def complaints(page: Page, *places: str) -> list[str]:
    """What axe finds in a page, or only in the places of it that a test has changed: the sweep sees the rest."""
    page.evaluate(SETTLED)  # what is still fading in has no contrast yet
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
    return page.evaluate(RUN, [{"include": [[place] for place in places]} if places else None, OPTIONS])
