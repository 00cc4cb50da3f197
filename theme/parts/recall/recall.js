import { watch } from "../choice/choice.js";
import { HOME, answered, canKeep, forget, missed, nameOf, placeOf } from "../shared/missed.js";
import { sentences } from "../shared/said.js";

/** The end of a lesson: the questions that were missed on other pages come back. */
export function start(part) {
  const words = sentences(part);
  const said = part.querySelector("output");
  const back = part.querySelector(".missed");
  const eraser = part.querySelector("button");
  const title = part.querySelector(".interactive-title");
  const here = nameOf("");

  eraser.addEventListener("click", () => {
    forget();
    back.replaceChildren();
    say("erased");
    title.focus(); // the button is gone
  });
  document.addEventListener("attention-missed", refresh);
  refresh();
  bringBack(missed().filter((name) => !name.startsWith(here)));

  function refresh() {
    const names = missed();
    eraser.hidden = !names.length;
    say(!canKeep() ? "forbidden" : names.some((name) => name.startsWith(here)) ? "kept" : back.children.length ? "back" : "none");
  }

  function say(what) {
    said.textContent = words(what);
  }

  async function bringBack(names) {
    const pages = new Map(); // each is fetched once
    for (const name of names) {
      const { page } = placeOf(name);
      if (!pages.has(page)) pages.set(page, fetched(page));
    }
    for (const name of names) {
      const { page, id } = placeOf(name);
      const question = copyOf(await pages.get(page), id, new URL(page, HOME));
      if (!question && (await pages.get(page))) answered(name, true); // there is no such question any more
      if (question && missed().includes(name)) {
        const told = question.appendChild(document.createElement("output"));
        watch(question, name, (right) => (told.textContent = words(right ? "forgotten" : "again")));
        back.append(question);
      }
    }
    refresh();
  }
}

/** Another page of this site as a document that runs nothing, empty where there is none; null: it is not to be had. */
async function fetched(page) {
  try {
    const answer = await fetch(new URL(page, HOME));
    if (!answer.ok && answer.status !== 404) return null;
    return new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  } catch {
    return null;
  }
}

/** A question of another page, without what belongs to that page alone. */
function copyOf(from, id, address) {
  const found = from?.getElementById(id);
  if (!found?.matches(".choice")) return null;
  const copy = document.importNode(found, true);
  for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address);
  for (const one of copy.querySelectorAll("script, button, [popover]")) one.remove(); // the cards of its numbers are there
  for (const number of copy.querySelectorAll(".worked")) number.replaceWith(...number.childNodes);
  for (const one of [copy, ...copy.querySelectorAll("[id], [data-part], [open]")]) {
    for (const attribute of ["id", "data-part", "open"]) one.removeAttribute(attribute);
  }
  return copy;
}
