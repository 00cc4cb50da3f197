// A lookup with blanks: cards with these words and values have amounts (n), whose shares are the weights.
import { fillIn } from "./blanks.js";
import { answersOf, judgedBlend, judgedPart, judgedWeights } from "./mistakes.js";
import { sentences } from "../shared/said.js";
import { vector } from "../shared/show.js";

export function begin(part, { words, amounts, values }) {
  const say = sentences(part);
  const answers = answersOf({ amounts, values });
  const judges = { weights: judgedWeights, blend: judgedBlend };
  const width = values[0].length;

  fillIn(part, {
    say,
    counts: { weights: amounts.length, part: width, blend: width },
    judged: (typed, { asks, card }) => (asks === "part" ? judgedPart(typed, card, answers) : judges[asks](typed, answers)),
    fills,
    next: ({ asks, card }, isAlone) => say(`next-${isAlone ? "part" : asks}`, { word: words[card] }), // alone, the weights are given and the parts are not
  });

  function fills({ asks, card: own }, { card, sum }) {
    const means = asks === "part" ? "part" : "blend";
    return {
      word: words[card],
      total: amounts.reduce((one, other) => one + other, 0),
      sum,
      right: vector(asks === "part" ? answers.parts[own] : answers.blend, 2),
      again: say(`again-${means}`),
      both: say(`both-${means}`),
    };
  }
}
