import { begin } from "./fade.js";

export function start(part, { torn_amounts: amounts, ...cards }) {
  begin(part, { amounts, ...cards });
}
