import { begin } from "./known.js";
import { dotProducts, shares, softmax } from "../shared/attention.js";

export function start(part, { words, query: oldQuery, keys, tired_query: query }) {
  const scaled = (dots) => dots.map((dot) => dot / Math.sqrt(query.length));
  const dots = dotProducts(query, keys);
  const scores = scaled(dots);
  const oldScores = scaled(dotProducts(oldQuery, keys));

  begin(part, {
    scores: {
      right: scores,
      mistakes: [
        ["not-scaled", dots],
        ["by-d-k", dots.map((dot) => dot / query.length)],
        ["sign", scores.map(Math.abs)],
        ["old-query", oldScores],
      ],
    },
    weights: {
      right: softmax(scores),
      areShares: true,
      mistakes: [
        ["unscaled", softmax(dots)],
        ["divided-too-much", softmax(dots.map((dot) => dot / query.length))],
        ["raised-weights", scores.map(Math.exp)],
        ["winner-weights", softmax(scores, 0)],
        ["equal-weights", scores.map(() => 1 / scores.length)],
        ["not-raised", shares(scores)],
        ["old-query", softmax(oldScores)],
      ],
    },
  }, words);
}
