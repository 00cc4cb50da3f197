import { lookup, pairOf } from "./heads.js";
import { begin } from "./known.js";
import { shares, softmax } from "../shared/attention.js";

export function start(part, { words, askers, questions, Q, K: keys, V: values }) {
  const found = lookup(Q[askers.indexOf("tired")], keys, values);
  const old = lookup(Q[0], keys, values);
  const answers = found.heads.map((head, place) => answersOf(head, found.heads[1 - place], found.uncut, old.heads[place]));
  const asked = answers.flatMap((of, place) => Object.entries(of).map(([what, answer]) => [`${questions[place]}-${what}`, answer]));
  begin(part, { ...Object.fromEntries(asked), pair: pairOf(found, values, questions) }, words);
}

/** What is asked of one head, and the wrong lists that people reach. */
function answersOf({ dots, scores, weights, halved }, other, uncut, old) {
  const elsewhere = (what) => [["other-head", other[what]], ["uncut", uncut[what]], ["old-query", old[what]]];
  return {
    dots: { right: dots, mistakes: [["sign", dots.map(Math.abs)], ...elsewhere("dots")] },
    scores: {
      right: scores,
      mistakes: [["not-scaled", dots], ["by-d-k", halved.scores], ["sign", scores.map(Math.abs)], ...elsewhere("scores")],
    },
    weights: {
      right: weights,
      areShares: true,
      mistakes: [
        ["unscaled", softmax(dots)],
        ["divided-too-much", halved.weights],
        ["raised-weights", scores.map(Math.exp)],
        ["winner-weights", softmax(scores, 0)],
        ["equal-weights", scores.map(() => 1 / scores.length)],
        ["not-raised", shares(scores)],
        ...elsewhere("weights"),
      ],
    },
  };
}
