// Blanks whose right answers are known, and the wrong ones that people reach, each with its sentence.
import { fillIn } from "./blanks.js";
import { alike, isRounded, isWhole } from "./mistakes.js";
import { sentences } from "../shared/said.js";
import { rounded, vector } from "../shared/show.js";

/**
 * answers  for each thing that is asked, { right, mistakes }: the right numbers, and a list of [say, numbers, fills].
 *          For each of these things the part says next-..., the step that leads there.
 */
export function begin(part, answers) {
  const say = sentences(part);

  fillIn(part, {
    say,
    counts: Object.fromEntries(Object.entries(answers).map(([asks, { right }]) => [asks, right.length])),
    judged: (typed, { asks }) => judged(typed, answers[asks]),
    fills: ({ asks }, found) => ({ right: shown(answers[asks].right), ...found }),
    next: ({ asks }) => say(`next-${asks}`),
  });
}

function judged(typed, { right, mistakes }) {
  const found = typed.map(({ value }) => value);
  if (alike(found, right)) return ["right", {}];
  const known = mistakes.find(([, wrong]) => alike(found, wrong));
  if (known) return [known[0], known[2] ?? {}];
  if (!isRounded(typed, right)) return ["hint", {}];
  return [typed.every(({ decimals }, entry) => decimals || isWhole(right[entry])) ? "right-rounded" : "coarse", {}];
}

function shown(right) {
  return right.length > 1 ? vector(right, 2) : rounded(right[0], 2);
}
