// Which questions were missed.
import { keep, kept, parsed } from "./kept.js";

const KEY = "attention-recall";
const PLACE = /^(lessons\/[a-z0-9-]{1,60}\/)#([a-z][a-z-]{0,60})$/; // of a question, below the site's home
const MOST = 100; // there are fewer questions; what holds more was not written here

export const HOME = new URL("../../", import.meta.url);

/** The name of a question of a page: "lessons/07-soft-lookup/#why-soft". */
export function nameOf(id, address = location) {
  return `${new URL(address).href.split(/[?#]/)[0].replace(/index\.html$/, "").slice(HOME.href.length)}#${id}`;
}

/** The names of the missed questions. */
export function missed() {
  const found = parsed(kept(KEY), (names) => Array.isArray(names) && names.length <= MOST) ?? [];
  return [...new Set(found.filter((name) => typeof name === "string" && PLACE.test(name)))];
}

/** The first answer to a question: one that was right is forgotten, another comes back. */
export function answered(name, right) {
  const others = missed().filter((other) => other !== name);
  note(right || !PLACE.test(name) ? others : [...others, name]);
}

export function forget() {
  note([]);
}

export function canKeep() {
  return keep(`${KEY}-try`, "?") && keep(`${KEY}-try`, ""); // some browsers have a store, and refuse all that is new
}

/** A question's page and its id there. */
export function placeOf(name) {
  const [, page, id] = name.match(PLACE);
  return { page, id };
}

function note(names) {
  keep(KEY, names.length && JSON.stringify(names.slice(-MOST)));
  document.dispatchEvent(new Event("attention-missed"));
}
