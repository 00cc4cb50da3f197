// Before any number: the reader sets what "it" wishes for, and the light falls on the cards whose keys agree.
import { dotProducts, softmax } from "../shared/attention.js";

const PLACES = [0, 2, 1, 3]; // of the cards in the sentence, from left to right: "cross" stands before "road"
const SAME = 1e-9; // weights that are as close as this differ by the noise of floats alone

export function start(part, { keys }) {
  const words = [...part.querySelectorAll(".hunch-word")];
  const told = [...part.querySelectorAll("[data-say]")];
  const wishes = [...part.querySelectorAll("[type=range]")];
  const output = part.querySelector("output");

  for (const wish of wishes) {
    wish.addEventListener("input", shine);
    wish.addEventListener("change", () => (output.textContent = part.querySelector(".said").textContent));
  }
  shine();

  function shine() {
    const query = wishes.map((wish) => Number(wish.value));
    const weights = softmax(dotProducts(query, keys).map((dot) => dot / Math.sqrt(query.length)));
    words.forEach((word, place) => word.style.setProperty("--light", weights[PLACES[place]]));
    const said = query.some(Boolean) ? nameOf(weights) : "nothing";
    for (const one of told) one.classList.toggle("said", one.dataset.say === said); // one more module would be too many requests
  }
}

function nameOf(weights) {
  const best = Math.max(...weights);
  return weights.filter((weight) => best - weight < SAME).length > 1 ? "shared" : `lit-${weights.indexOf(best)}`;
}
