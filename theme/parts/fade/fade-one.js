import { begin } from "./fade.js";

export function start(part, { spread_light, ...cards }) {
  begin(part, { light: spread_light, ...cards });
}
