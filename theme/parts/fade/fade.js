import { keep, kept, parsed } from "../shared/kept.js";
import { answersOf, judgedBlend, judgedPart, judgedWeights } from "./mistakes.js";
import { sentences } from "../shared/said.js";
import { vector } from "../shared/show.js";
import { numbers } from "../shared/typed.js";

/** A lookup with blanks to fill: cards with these words and values have amounts (n), whose shares are the weights. */
export function begin(part, { words, amounts, values }) {
  const say = sentences(part);
  const name = `attention-${part.dataset.part}`;
  const answers = answersOf({ amounts, values });
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
    const card = asks === "part" ? all.slice(0, place).filter((one) => one.dataset.asks === "part").length : -1;
    return { input, asks, card, sign: input.parentElement.querySelector(".fade-mark"), where: input.labels[0].textContent };
  }

  /** Marks every blank that is filled; speaks of the first that is wrong, else of the next step. */
  function check() {
    const filled = blanks.filter((blank) => blank.input.value.trim());
    const verdicts = filled.map((blank) => [blank, ...judged(blank)]);
    for (const [blank, what] of verdicts) mark(blank, what.startsWith("right") ? "right" : "wrong");
    const wrong = verdicts.find(([, what]) => !what.startsWith("right"));
    const empty = blanks.find((blank) => !filled.includes(blank));
    const rough = verdicts.find(([, what]) => what === "right-rounded");
    if (wrong) said.textContent = sentence(...wrong);
    else if (!filled.length) said.textContent = say("nothing", { next: next(blanks[0]) });
    else if (empty) said.textContent = say("so-far", { next: next(empty) });
    else said.textContent = rough ? sentence(...rough) : say("all-right");
  }

  function judged({ input, asks, card }) {
    const typed = numbers(input.value, asks === "weights" ? amounts.length : values[0].length);
    if (!typed) return [asks === "weights" ? "unread-list" : "unread-pair", {}];
    if (asks === "weights") return judgedWeights(typed, answers);
    return asks === "part" ? judgedPart(typed, card, answers) : judgedBlend(typed, answers);
  }

  function sentence(blank, what, { card, sum }) {
    const means = blank.asks === "part" ? "part" : "blend";
    const right = blank.asks === "part" ? answers.parts[blank.card] : answers.blend;
    return say(what, {
      where: blank.where[0].toUpperCase() + blank.where.slice(1),
      word: words[card],
      total: amounts.reduce((one, other) => one + other, 0),
      sum: sum && String(Number(sum.toFixed(6))), // without the noise of adding floats
      right: vector(right, 2),
      next: next(blank),
      again: say(`again-${means}`),
      large: say(`large-${means}`),
      small: say(`small-${means}`),
    });
  }

  function next(blank) {
    const first = blanks.length === 1 ? "part" : blank.asks; // the weights are given there, the parts are not
    return say(`next-${first}`, { word: words[Math.max(0, blank.card)] });
  }

  function mark(blank, how = "") {
    blank.sign.textContent = how && say(`mark-${how}`);
    blank.sign.dataset.how = how;
    if (how === "wrong") blank.input.setAttribute("aria-invalid", "true");
    else blank.input.removeAttribute("aria-invalid");
  }
}
