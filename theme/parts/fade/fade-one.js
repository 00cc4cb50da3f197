import { begin } from "./fade.js";

export function start(part, { spread_amounts: amounts, ...cards }) {
  begin(part, { amounts, ...cards });
}
