// Marks the numbers of a page that its code, as a reader has changed it, no longer gives.
const PLACES = { claim: "article .worked", step: "article .worked-step", equation: "article .equation" };

let marked = []; // elements, in the order of the page
let at = -1; // the one that was shown last

/**
 * Mark numbers where they stand.
 *
 * off     where they are, as worked/browser/judge.py tells it, each with what it would be now
 * codes   the code of each block, or null where it is being edited
 * returns how many places could be marked
 */
export function mark(off, codes, words) {
  for (const { kind, place, line, now } of off) {
    const element = kind === "block" ? codes[place]?.querySelectorAll(".code-line")[line[0] - 1] : document.querySelectorAll(PLACES[kind] ?? "none")[place];
    if (!element || element.classList.contains("run-off")) continue;
    const note = Object.assign(document.createElement("span"), { className: "run-now" });
    note.textContent = now ? words("now", { now }) : words("off");
    element.classList.add("run-off");
    if (kind === "block") element.lastChild.before(" ", note);
    else element.append(" ", note);
    marked.push(element);
  }
  marked.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return marked.length;
}

/** Take the marks away. */
export function clear() {
  for (const element of marked) {
    element.classList.remove("run-off");
    for (const note of element.querySelectorAll(".run-now")) {
      note.previousSibling.remove(); // the blank in front of it
      note.remove();
    }
  }
  marked = [];
  at = -1;
}

/** Show the next number that is marked, in whatever has to be opened for it. */
export function next() {
  at = (at + 1) % marked.length;
  const element = marked[at];
  for (let box = element.closest("details:not([open])"); box; box = box.parentElement.closest("details:not([open])")) box.open = true;
  element.scrollIntoView({ block: "center" });
  for (const one of marked) one.classList.toggle("run-shown", one === element);
}
