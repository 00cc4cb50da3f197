import { lookup, pairOf } from "./heads.js";
import { begin } from "./known.js";

export function start(part, { askers, questions, Q, K: keys, V: values }) {
  const found = lookup(Q[askers.indexOf("cross")], keys, values);
  const [who, how] = found.heads;
  const pair = pairOf(found, values, questions);

  begin(part, {
    score: { right: [who.scores[0]], mistakes: [["not-scaled", [who.dots[0]]], ["by-d-k", [who.halved.scores[0]]]] },
    weight: {
      right: [how.weights[0]],
      areShares: true,
      mistakes: [["no-share", [how.dots[0]]], ["raised-weight", [Math.exp(how.scores[0])]], ...who.weights.map((weight) => ["other-head", [weight]])],
    },
    pair: { ...pair, mistakes: [["dark", [pair.right[0], 0]], ...pair.mistakes] },
  });
}
