// A hunch before the lesson: the reader presses the word that "it" stands for, and then its beam falls on the cards.
import { sayOne } from "../shared/said.js";

const PLACES = [0, 2, 1, 3]; // of the cards in the sentence, from left to right: "cross" stands before "road"

export function start(part, { weights, wide_weights: wideWeights }) {
  const words = [...part.querySelectorAll(".hunch-word")];
  const told = [...part.querySelectorAll("[data-say]")];
  const endings = [...part.querySelectorAll("[data-end]")];
  const output = part.querySelector("output");
  const light = { tired: weights, wide: wideWeights };
  let ending = "tired";

  words.forEach((word, place) => word.addEventListener("click", () => answer(PLACES[place])));
  endings.forEach((button) => button.addEventListener("click", () => choose(button.dataset.end)));
  choose(ending);

  /** Another ending asks anew, in the dark. */
  function choose(name) {
    ending = name;
    for (const button of endings) button.setAttribute("aria-pressed", button.dataset.end === ending);
    for (const last of part.querySelectorAll("[data-ending]")) last.classList.toggle("hunch-away", last.dataset.ending !== ending);
    shine(() => 0);
    sayOne(told, "nothing");
  }

  function answer(card) {
    const brightest = light[ending].indexOf(Math.max(...light[ending]));
    if (card === brightest) shine((one) => light[ending][one]);
    sayOne(told, `${ending}-${card}`);
    output.textContent = told.find((one) => one.classList.contains("said")).textContent;
  }

  function shine(lightOf) {
    words.forEach((word, place) => word.style.setProperty("--light", lightOf(PLACES[place])));
  }
}
