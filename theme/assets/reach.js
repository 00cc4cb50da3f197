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

// The drawer and the search of a narrow window open by keyboard: their labels become buttons. In the
// drawer the theme clicks a label that has the focus, so it only has to get there.
for (const name of ["drawer", "search"]) {
  const label = document.querySelector(`.md-header__button[for="__${name}"]`);
  const toggle = document.getElementById(`__${name}`);
  if (!label || !toggle) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", label.htmlFor); // the theme's style sheet looks for it
  button.setAttribute("aria-label", name === "drawer" ? "Navigation" : "Search");
  button.append(...label.childNodes);
  button.addEventListener("click", () => toggle.click());
  label.replaceWith(button);
  if (name === "search") continue;
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
}

const narrow = matchMedia("(max-width: 76.1875em)"); // where the theme makes a drawer of the navigation
function reach() {
  for (const label of document.querySelectorAll(".md-nav--primary label[for]")) label.tabIndex = narrow.matches ? 0 : -1;
}
narrow.addEventListener("change", reach);
reach();

const page = document.querySelector(".md-content");
if (page) {
  new MutationObserver(() => ease(page)).observe(page, { childList: true, subtree: true });
  ease(page);
}
