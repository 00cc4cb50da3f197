import { begin } from "./known.js";
import { dotProducts, mix, softmax } from "../shared/attention.js";

export function start(part, { words, values, query: oldQuery, too_wide_query: query, too_wide_keys: keys }) {
  const [, road, , wide] = keys.map((_, card) => card);
  const dots = dotProducts(query, keys);
  const root = Math.sqrt(query.length);
  const scores = dots.map((dot) => dot / root);
  const raised = scores.map(Math.exp);
  const weights = softmax(scores);
  const quartered = softmax(dots.map((dot) => dot / query.length));
  const blend = mix(weights, values);
  const even = values.map(() => 1 / values.length);
  const sum = scores.reduce((one, other) => one + other, 0);
  const products = keys[road].map((entry, place) => entry * query[place]);

  begin(part, {
    dot: {
      right: [dots[road]],
      mistakes: [
        ...lostSigns(products).map((wrong) => ["sign", [wrong]]),
        ...products.filter(Boolean).map((product) => ["product-missing", [dots[road] - product]]),
        ["key-alone", [keys[road].reduce((one, other) => one + other, 0)]],
        ["old-query", dotProducts(oldQuery, [keys[road]])],
      ],
    },
    score: { right: [scores[road]], mistakes: [["not-scaled", [dots[road]]], ["by-d-k", [dots[road] / query.length]]] },
    raised: { right: [raised[wide]], mistakes: [["raised-dot", [Math.exp(dots[wide])]], ["raised-alone", [scores[wide]]]] },
    weight: {
      right: [weights[0]],
      areShares: true,
      mistakes: [["raised-weight", [raised[0]]], ["unscaled", [softmax(dots)[0]]], ["divided-too-much", [quartered[0]]], ["not-raised", [scores[0] / sum]]],
    },
    blend: {
      right: blend,
      loose: 0.025,
      mistakes: [
        ["raised-blend", mix(raised, values)],
        ["unscaled", mix(softmax(dots), values)],
        ["divided-too-much", mix(quartered, values)],
        ["winner", values[road]],
        ["equal", mix(even, values)],
        ["swapped", [...blend].reverse()],
        ...weights.map((weight, card) => ["left-out", blend.map((entry, place) => entry - weight * values[card][place]), { word: [...words.slice(0, -1), "wide"][card] }]),
      ],
    },
  });
}

/** What a sum of products comes to if one of them has the other sign. */
function lostSigns(products) {
  const sum = products.reduce((one, other) => one + other, 0);
  return products.filter(Boolean).map((product) => sum - 2 * product);
}
