import { mix } from "./attention.js";
import { vector } from "./show.js";

export function start(part, { weights, values }) {
  part.querySelector("output").textContent = vector(mix(weights, values), 2);
}
