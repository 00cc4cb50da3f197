// A form of blanks to fill: what is typed is kept, judged when the reader asks, and one sentence is said about it.
import { keep, kept, parsed } from "../shared/kept.js";
import { numbers } from "../shared/typed.js";

/**
 * Each blank is { input, asks, card, where, sign }: what it asks for, which of the blanks that ask the same, and its label.
 *
 * say      (name, fills) gives a sentence of the part
 * counts   what a blank asks for: how many numbers
 * judged   (typed, blank) gives [what, fills]: "right", "right-rounded", or a mistake that has a sentence
 * fills    (blank, fills) gives what the blanks of a sentence are filled with
 * next     (blank, isAlone) gives the words for the step that fills a blank
 */
export function fillIn(part, { say, counts, judged, fills, next }) {
  const name = `attention-${part.dataset.part}`;
  const said = part.querySelector("output");
  const opening = said.textContent;
  const form = part.querySelector("form");
  const blanks = [...form.querySelectorAll("[data-asks]")].map(asBlank);
  const longest = blanks[0].input.maxLength;
  const isText = (text) => typeof text === "string" && text.length <= longest;
  const before = parsed(kept(name), (texts) => Array.isArray(texts) && texts.length === blanks.length && texts.every(isText));
  before?.forEach((text, place) => (blanks[place].input.value = text));

  form.addEventListener("input", (event) => {
    mark(blanks.find((blank) => blank.input === event.target));
    const texts = blanks.map((blank) => blank.input.value);
    keep(name, texts.some(Boolean) && JSON.stringify(texts));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  form.addEventListener("reset", () => {
    blanks.forEach((blank) => mark(blank));
    keep(name, "");
    said.textContent = opening;
  });

  function asBlank(input, place, all) {
    const asks = input.dataset.asks;
    const card = all.slice(0, place).filter((one) => one.dataset.asks === asks).length;
    return { input, asks, card, sign: input.parentElement.querySelector(".fade-mark"), where: input.labels[0].textContent };
  }

  /** Marks every blank that is filled; speaks of the first that is wrong, else of the next step. */
  function check() {
    const filled = blanks.filter((blank) => blank.input.value.trim());
    const verdicts = filled.map((blank) => [blank, ...verdictOn(blank)]);
    for (const [blank, what] of verdicts) mark(blank, what.startsWith("right") ? "right" : "wrong");
    const wrong = verdicts.find(([, what]) => !what.startsWith("right"));
    const empty = blanks.find((blank) => !filled.includes(blank));
    const rough = verdicts.find(([, what]) => what.startsWith("right-"));
    if (wrong) said.textContent = sentence(...wrong);
    else if (!filled.length) said.textContent = say("nothing", { next: toDo(blanks[0]) });
    else if (empty) said.textContent = say("so-far", { next: toDo(empty) });
    else said.textContent = rough ? sentence(...rough) : say("all-right");
  }

  function verdictOn(blank) {
    const count = counts[blank.asks];
    const typed = numbers(blank.input.value, count);
    return typed ? judged(typed, blank) : [{ 1: "unread-one", 2: "unread-pair" }[count] ?? "unread-list", {}];
  }

  function sentence(blank, what, found) {
    const where = blank.where[0].toUpperCase() + blank.where.slice(1);
    return say(what, { where, next: toDo(blank), ...fills(blank, found) });
  }

  function toDo(blank) {
    return next(blank, blanks.length === 1);
  }

  function mark(blank, how = "") {
    blank.sign.textContent = how && say(`mark-${how}`);
    blank.sign.dataset.how = how;
    if (how === "wrong") blank.input.setAttribute("aria-invalid", "true");
    else blank.input.removeAttribute("aria-invalid");
  }
}
