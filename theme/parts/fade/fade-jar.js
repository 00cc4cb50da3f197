import { begin } from "./known.js";
import { mix } from "../shared/attention.js";

const COLOURS = ["orange", "blue"];

export function start(part, { words, jar: firstJar, tasty_sparks: sparks, tasty_drops: drops }) {
  const cards = [...words.slice(0, -1), "tasty"];
  const jar = mix(sparks, drops);
  const sparkless = mix(sparks.map(() => 1), drops);

  begin(part, Object.fromEntries(COLOURS.map((colour, place) => [colour, {
    right: [jar[place]],
    mistakes: [
      ["sparkless", [sparkless[place]]],
      ["swapped", [jar[1 - place]]],
      ["both", [jar[0] + jar[1]]],
      ...cards.map((word, card) => ["left-out", [jar[place] - sparks[card] * drops[card][place]], { word }]),
      ["first", [firstJar[place]]],
    ],
  }])));
}
