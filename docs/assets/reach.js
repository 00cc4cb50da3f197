// What the theme's script adds to a page, made easier to reach. The page is complete without it.

// Wide tables scroll in themselves: by keyboard as well, while they are too wide.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

// The place of a copy button is no landmark: a page would have twenty of one name.
function ease(page) {
  for (const place of page.querySelectorAll("nav.md-code__nav:not([role])")) place.setAttribute("role", "none");
  for (const table of page.querySelectorAll(".md-typeset__scrollwrap")) wide.observe(table);
}

const page = document.querySelector(".md-content");
if (page) {
  new MutationObserver(() => ease(page)).observe(page, { childList: true, subtree: true });
  ease(page);
}
