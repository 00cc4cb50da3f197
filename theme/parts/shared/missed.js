// Which questions were missed: kept by the reader's browser alone, and never sent.
const KEY = "attention-recall";
const PLACE = /^(lessons\/[a-z0-9-]{1,60}\/)#([a-z][a-z-]{0,60})$/; // of a question, below the site's home
const MOST = 100; // there are fewer questions; what holds more was not written here

export const HOME = new URL("../../", import.meta.url);

/** The name of a question of a page: "lessons/07-soft-lookup/#why-soft". */
export function nameOf(id, address = location) {
  return `${new URL(address).href.split(/[?#]/)[0].replace(/index\.html$/, "").slice(HOME.href.length)}#${id}`;
}

/** The names of the missed questions. What is kept may be damaged, by hand or by a version yet to come. */
export function missed() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (!Array.isArray(kept) || kept.length > MOST) return [];
    return [...new Set(kept.filter((name) => typeof name === "string" && PLACE.test(name)))];
  } catch {
    return [];
  }
}

/** The first answer to a question: one that was right is forgotten, another comes back. */
export function answered(name, right) {
  const others = missed().filter((other) => other !== name);
  keep(right || !PLACE.test(name) ? others : [...others, name]);
}

export function forget() {
  keep([]);
}

export function canKeep() {
  try {
    localStorage.setItem(`${KEY}-try`, ""); // some are there, and refuse all that is new
    localStorage.removeItem(`${KEY}-try`);
    return true;
  } catch {
    return false;
  }
}

/** A question's page and its id there. */
export function placeOf(name) {
  const [, page, id] = name.match(PLACE);
  return { page, id };
}

function keep(names) {
  try {
    if (names.length) localStorage.setItem(KEY, JSON.stringify(names.slice(-MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // forbidden or full: then nothing comes back
  }
  document.dispatchEvent(new Event("attention-missed"));
}
