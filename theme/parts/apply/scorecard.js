// A scorecard as a reader types it: what it comes to, and what is to be said about it.
import { shares } from "../shared/attention.js";
import { rounded, snapped } from "../shared/show.js";
import { number } from "../shared/typed.js";

const CLOSE = 5e-10; // of one: what no sum of typed decimals comes near by chance
const NEARLY = 0.0151; // between two weights: nobody means a hundredth
const DECIMALS = 9; // shown at most
export const FEWEST = 2;

/** What a reader typed: a value with its decimals, or the problem with it. */
export function readWeight(text) {
  if (!text.trim()) return { problem: "empty" };
  const typed = number(text);
  if (!typed) return { problem: "unreadable" };
  const { value, decimals } = typed;
  if (value < 0) return { problem: "negative" };
  return { value, decimals, problem: value > 1 ? "above" : null };
}

/** Whether the cards have a sum: each can be read, and none holds less than nothing. An empty one adds nothing. */
export function haveSum(cards) {
  return !cards.some(isNoShare);
}

function isNoShare({ problem }) {
  return problem === "unreadable" || problem === "negative";
}

/** The sum of what can be read, with the decimals to show it. */
export function summed(read) {
  const known = read.filter(({ value }) => value !== undefined);
  const sum = known.reduce((one, { value }) => one + value, 0);
  const decimals = Math.min(DECIMALS, Math.max(FEWEST, ...known.map((one) => one.decimals)));
  return { sum: Math.abs(sum - 1) < CLOSE ? 1 : sum, decimals };
}

/**
 * What is wrong with a scorecard: { say, card } with a card's place in the list, or { say, gap }, or null.
 * What leaves the cards without a sum comes first.
 *
 * cards  of those that were picked: what readWeight gives
 */
export function faultOf(cards) {
  if (!cards.length) return { say: "nothing" };
  const card = cards.findIndex(haveSum(cards) ? ({ problem }) => problem : isNoShare);
  if (card >= 0) return { say: cards[card].problem, card };
  const { sum, decimals } = summed(cards);
  if (sum === 1) return null;
  return { say: sum < 1 ? "less" : "more", gap: rounded(Math.abs(1 - sum), decimals) };
}

/** Which cards share the first place, and how: { winners, say }. One card that has all is a winner. */
export function verdictOn(weights) {
  const most = Math.max(...weights);
  const winners = weights.flatMap((weight, card) => (most - weight < NEARLY ? [card] : []));
  const even = winners.length === weights.length && weights.length > 1;
  return { winners, say: even ? "even" : winners.length > 1 ? "torn" : "wins", hard: most > 1 - CLOSE };
}

/**
 * The texts that make the sum one: empty fields share what is missing, or if there is none, all change in
 * proportion. The cards have a sum, and there is at least one.
 */
export function shareRest(cards, texts) {
  const { sum, decimals } = summed(cards);
  const empty = cards.filter(({ problem }) => problem === "empty").length;
  const fills = empty > 0 && sum <= 1;
  const amounts = cards.map(({ value }) => (fills ? value ?? (1 - sum) / empty : value ?? 0));
  const weights = amounts.some(Boolean) ? shares(amounts) : amounts.map(() => 1 / amounts.length);
  const units = snapped(weights, decimals);
  return units.map((unit, card) => (cards[card].value === weights[card] ? texts[card] : rounded(unit / 10 ** decimals, decimals)));
}
