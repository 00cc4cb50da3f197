// Blanks whose right answers are known, and the wrong ones that people reach, each with its sentence.
import { fillIn } from "./blanks.js";
import { alike, faultOfShares, judgedRounding, near } from "./mistakes.js";
import { sentences } from "../shared/said.js";
import { rounded, vector } from "../shared/show.js";

/**
 * answers  for each thing that is asked, { right, mistakes, loose, areShares }: the right numbers, a list of [say, numbers,
 *          fills], how far weights that were rounded on the way may lead from what is right, and whether they are weights.
 *          For each of these things the part says next-..., the step that leads there.
 * words    of the cards, where a list of all cards is asked
 */
export function begin(part, answers, words = []) {
  const say = sentences(part);

  fillIn(part, {
    say,
    counts: Object.fromEntries(Object.entries(answers).map(([asks, { right }]) => [asks, right.length])),
    judged: (typed, { asks }) => judged(typed, answers[asks], words),
    fills: ({ asks }, found) => ({ right: shown(answers[asks].right), ...found }),
    next: ({ asks }) => say(`next-${asks}`),
  });
}

function judged(typed, { right, mistakes, loose = 0, areShares = false }, words) {
  const found = typed.map(({ value }) => value);
  if (alike(found, right)) return ["right", {}];
  const known = mistakes.filter(([, wrong]) => alike(found, wrong));
  if (new Set(known.map(([say, , { word } = {}]) => say + word)).size > 1) return ["hint", {}]; // either may have led here
  if (known.length) return [known[0][0], known[0][2] ?? {}];
  const rounding = judgedRounding(typed, right);
  if (rounding) return [rounding, {}];
  if (found.every((value, place) => Math.abs(value - right[place]) < loose)) return ["right-mixed", {}];
  return onlyOne(found, right, words) ?? (areShares ? faultShown(typed, words) : null) ?? ["hint", {}];
}

function faultShown(typed, words) {
  const fault = faultOfShares(typed);
  return fault && [fault[0], { ...fault[1], word: words[fault[1].card] }];
}

/** One number of several is wrong. */
function onlyOne(found, right, words) {
  const wrong = found.flatMap((value, place) => (near(value, right[place]) ? [] : [place]));
  if (right.length < 2 || wrong.length > 1) return null;
  return right.length === 2 ? [["second-right", "first-right"][wrong[0]], {}] : ["slip", { word: words[wrong[0]] }];
}

function shown(right) {
  return right.length > 1 ? vector(right, 2) : rounded(right[0], 2);
}
