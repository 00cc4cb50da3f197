import { begin } from "./known.js";
import { dotProducts, shares, softmax } from "../shared/attention.js";

export function start(part, { query: oldQuery, keys, tired_query: query }) {
  const scaled = (dots) => dots.map((dot) => dot / Math.sqrt(query.length));
  const dots = dotProducts(query, keys);
  const scores = scaled(dots);
  const oldScores = scaled(dotProducts(oldQuery, keys));
  const even = keys.map(() => 1 / keys.length);

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
      mistakes: [
        ["unscaled", softmax(dots)],
        ["raised-weights", scores.map(Math.exp)],
        ["winner", softmax(scores, 0)],
        ["equal", even],
        ["not-raised", shares(scores)],
        ["old-query", softmax(oldScores)],
      ],
    },
  });
}
