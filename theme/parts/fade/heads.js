// Exercises with several heads: each looks with its part of a query, and mixes one number of the values.
import { dotProducts, mix, softmax } from "../shared/attention.js";

/** All that a query leads to: a list for each head of { dots, scores, weights }, and what a pair takes. */
export function lookup(query, keys, values) {
  const width = query.length / values[0].length; // of a head
  const heads = values[0].map((_, head) => {
    const cut = (list) => list.slice(head * width, (head + 1) * width);
    const dots = dotProducts(cut(query), keys.map(cut));
    return { dots, ...shared(dots, Math.sqrt(width)), halved: shared(dots, width) };
  });
  const dots = dotProducts(query, keys);
  return { heads, uncut: { dots, ...shared(dots, Math.sqrt(query.length)) } };
}

function shared(dots, divisor) {
  const scores = dots.map((dot) => dot / divisor);
  return { scores, weights: softmax(scores) };
}

/** What the heads bring home, and the wrong pairs that people reach. */
export function pairOf({ heads, uncut }, values, questions) {
  const pair = (weightsOf) => heads.map((head, place) => mix(weightsOf(head, place), values)[place]);
  const right = pair(({ weights }) => weights);
  return {
    right,
    loose: 0.025,
    mistakes: [
      ["uncut", mix(uncut.weights, values)],
      ["divided-too-much", pair(({ halved }) => halved.weights)],
      ["unscaled", pair(({ dots }) => softmax(dots))],
      ["winner", pair(({ scores }) => softmax(scores, 0))],
      ["other-number", pair((_, place) => heads[heads.length - 1 - place].weights)],
      ...heads.map(({ weights }, place) => ["one-head", mix(weights, values), { word: questions[place] }]),
      ["swapped", [...right].reverse()],
    ],
  };
}
