// What went wrong in a lookup, told from the wrong number alone.
import { mix, shares } from "../shared/attention.js";

const DECIMALS = 2; // that the page shows
const SLACK = 1e-9; // of a float

/** The answers to a lookup: amounts (n) of cards with values (n, d). */
export function answersOf({ amounts, values }) {
  const weights = shares(amounts);
  return { amounts, values, weights, parts: values.map((value, card) => times(value, weights[card])), blend: mix(weights, values) };
}

/**
 * What is to be said of typed numbers, each { value, decimals }.
 * Returns [what, fill]: "right", "right-rounded", or a mistake; `card` in fill is the card it is about.
 */
export function judgedWeights(typed, { weights, amounts }) {
  const found = typed.map((one) => one.value);
  const sum = found.reduce((one, other) => one + other, 0);
  const wrong = found.flatMap((value, card) => (near(value, weights[card]) ? [] : [card]));
  if (!wrong.length) return ["right", {}];
  if (alike(found, amounts)) return ["not-divided", {}];
  if (found.some((value) => value < 0)) return ["negative", {}];
  if (found.every((value) => near(value, 1 / found.length))) return ["equal-weights", {}];
  if (found.filter((value) => value === 1).length === 1 && near(sum, 1)) return ["winner-weights", {}];
  if (wrong.length === 1) return ["slip-weight", { card: wrong[0] }];
  if (alike(found, winnersOf(amounts))) return ["winners", {}];
  const forgotten = found.findIndex((value, card) => value === 0 && weights[card] > 0);
  if (forgotten >= 0) return ["no-share", { card: forgotten }];
  if (isCoarse(typed, weights)) return ["coarse", {}];
  if (Math.abs(sum - 1) > SLACK) return ["not-one", { sum: withoutNoise(sum) }];
  return ["hint", {}];
}

export function judgedPart(typed, card, { amounts, values, parts }) {
  return (
    rightOrNot(typed, parts[card], [
      ["value", values[card], { card }],
      ["no-share", times(values[card], 0), { card }],
      ["winners", times(values[card], winnersOf(amounts)[card]), {}],
      ["undivided", times(values[card], amounts[card]), {}],
    ]) ?? ["hint", { card }]
  );
}

export function judgedBlend(typed, { amounts, values, weights, parts, blend }) {
  const winners = weights.flatMap((weight, card) => (weight === Math.max(...weights) ? [card] : []));
  const even = values.map(() => 1);
  return (
    rightOrNot(typed, blend, [
      ["undivided", mix(amounts, values), {}],
      ...winners.map((card) => ["winner", values[card], { card }]),
      ["winners", mix(winnersOf(amounts), values), {}],
      ["equal", mix(shares(even), values), {}],
      ["equal", mix(even, values), {}],
      ...parts.map((part, card) => ["left-out", blend.map((entry, place) => entry - part[place]), { card }]),
    ]) ?? ["hint-blend", {}]
  );
}

/** The weights of a lookup in which the largest amounts share all, and the other cards get nothing. */
function winnersOf(amounts) {
  return shares(amounts.map((amount) => Number(amount === Math.max(...amounts))));
}

/** Right, one of the wrong answers [what, answer, fill], or what two numbers tell by themselves. */
function rightOrNot(typed, right, wrongs) {
  const found = typed.map((one) => one.value);
  if (alike(found, right)) return ["right", {}];
  const known = wrongs.find(([, answer]) => alike(found, answer));
  if (known) return [known[0], known[2]];
  if (alike(found, [...right].reverse())) return ["swapped", {}];
  const shorter = judgedRounding(typed, right);
  if (shorter) return [shorter, {}];
  const entries = found.map((value, entry) => near(value, right[entry]));
  if (entries[1]) return ["slip-first", {}];
  if (entries[0]) return ["slip-second", {}];
  return scaled(found, right);
}

/** Both numbers are off by the same factor, as far as their decimals tell; what made it, they do not. A factor near one is a slip. */
function scaled(found, right) {
  const factor = (found[0] + found[1]) / (right[0] + right[1]);
  if (!(factor > 0) || Math.abs(Math.log(factor)) <= 0.1 || !alike(found, times(right, factor))) return null;
  return [factor > 1 ? "large" : "small", {}];
}

/** "right-rounded", or "coarse" where that leaves too little of a number, or null: another number. */
export function judgedRounding(typed, right) {
  const most = decimalsOf(typed);
  const isFine = typed.every(({ value, decimals }, entry) => decimals || (value && most) || Math.abs(right[entry] % 1) <= SLACK);
  if (isFine && typed.every(({ value }, entry) => near(value, right[entry], most))) return "right-rounded";
  return isCoarse(typed, right) ? "coarse" : null;
}

/**
 * All are right, rounded by one rule. 2.5 and 1.5 may become 3, 2 or, as in Python, 2, 2; what made 3, 1 of
 * them is no rounding. Nor is what leaves nothing.
 */
function isCoarse(typed, right) {
  const scale = 10 ** decimalsOf(typed);
  const isMadeBy = (rule) => typed.every(({ value }, entry) => Math.abs(value * scale - rule(right[entry] * scale)) <= SLACK);
  return typed.some(({ value }) => value) && [tiesAway, tiesToEven].some(isMadeBy);
}

function tiesAway(units) {
  return Math.sign(units) * Math.floor(Math.abs(units) + 0.5 + SLACK);
}

function tiesToEven(units) {
  const isTie = Math.abs(Math.abs(units % 1) - 0.5) <= SLACK;
  return isTie ? 2 * Math.round(units / 2) : Math.round(units);
}

/** Nobody writes the zero of 2.0 beside a 1.5, so all have as many as the one with most. A fraction is not rounded at all. */
function decimalsOf(typed) {
  return Math.min(DECIMALS, Math.max(...typed.map(({ decimals, isFraction }) => (isFraction ? DECIMALS : decimals))));
}

export function alike(found, wanted) {
  return found.every((value, entry) => near(value, wanted[entry]));
}

/** Within half a unit of the last decimal. */
export function near(value, wanted, decimals = DECIMALS) {
  return Math.abs(value - wanted) <= 0.5 * 10 ** -decimals + SLACK;
}

/**
 * What is wrong with weights as shares of the light, whatever they should be: ["negative", {}], ["above-one", {}],
 * ["no-share", { card }], ["not-one", { sum }], or null. A single one knows no others.
 */
export function faultOfShares(typed) {
  const found = typed.map(({ value }) => value);
  if (found.some((value) => value < 0)) return ["negative", {}];
  if (found.length === 1) return found[0] > 1 ? ["above-one", {}] : null;
  const forgotten = found.indexOf(0);
  if (forgotten >= 0) return ["no-share", { card: forgotten }];
  const sum = found.reduce((one, other) => one + other, 0);
  const rounding = (found.length / 2) * 10 ** -decimalsOf(typed); // each may have lost half a unit
  return Math.abs(sum - 1) > rounding + SLACK ? ["not-one", { sum: withoutNoise(sum) }] : null;
}

function withoutNoise(sum) {
  return String(Number(sum.toFixed(6))); // of adding floats
}

function times(entries, factor) {
  return entries.map((entry) => entry * factor);
}
