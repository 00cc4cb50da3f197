// Starts the interactive parts of a page, each when it is about to be seen. A part is complete HTML, and
// waits unseen in its own place until its script has come; without scripts it is not there at all.
const NEAR = "500px"; // of scrolling

async function start(part) {
  try {
    const name = part.dataset.part;
    const { start: begin } = await import(`../${name.split("-")[0]}/${name}.js`); // fade-one lies in fade
    const numbers = part.querySelector('script[type="application/json"]');
    begin(part, numbers && JSON.parse(numbers.textContent));
    part.classList.add("ready");
  } catch (error) {
    part.hidden = true; // half a part would be worse than none: the page says it all without it
    throw error;
  }
}

const waiting = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      waiting.unobserve(target);
      start(target);
    }
  },
  { rootMargin: NEAR },
);
for (const part of document.querySelectorAll("[data-part]")) waiting.observe(part);

// An address may hold the state of a part (#spotlight?...): go there. Some programs write its ? as %3F.
function follow() {
  if (/^#[a-z-]+%3F/i.test(location.hash)) history.replaceState(history.state, "", location.hash.replace(/%3F/i, "?"));
  const named = location.hash.match(/^#([a-z-]+)\?/)?.[1];
  for (const part of document.querySelectorAll("[data-part]")) if (part.dataset.part === named) part.scrollIntoView();
}
addEventListener("hashchange", follow);
follow();
