import { begin } from "./fade.js";

export function start(part, { torn_light, ...cards }) {
  begin(part, { light: torn_light, ...cards });
}
