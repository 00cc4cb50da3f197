// What the lab works with apart from the page: points of a plane, as snippets/soft_lookup.py and
// snippets/figures/plane.py treat them, and its state as the fragment of an address.

/** Twice the signed area of the triangle a, b, c; positive when it turns left. */
export function turn(a, b, c) {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** The corners of the convex hull, turning left, from the leftmost (the lower one at a tie). */
export function hull(points) {
  const sorted = [...points].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const half = (row) => row.reduce((chain, point) => {
    while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
    return [...chain, point];
  }, []).slice(0, -1);
  return [...half(sorted), ...half(sorted.reverse())];
}

/**
 * A change of weights that the blend of values (n, 2) cannot feel: entries (n) add up to zero, and so do
 * the values times the entries. All zero where there is none.
 */
export function quietDirection(values) {
  const none = values.map(() => 0);
  if (values.length === 4) {
    const [a, b, c, d] = values;
    const found = [-turn(b, c, d), turn(a, c, d), -turn(a, b, d), turn(a, b, c)];
    if (found.some((entry) => entry !== 0)) return found;
  }
  const three = values.slice(0, 3); // of four here, all are on one line
  if (three.length === 3 && turn(...three) === 0) {
    const axis = three.some((point) => point[0] !== three[0][0]) ? 0 : 1;
    const [a, b, c] = three.map((point) => point[axis]);
    const found = [c - b, a - c, b - a];
    return none.map((_, place) => (found.every((entry) => entry === 0) ? [1, -1, 0] : found)[place] ?? 0);
  }
  return values.length === 2 && values[0].every((entry, place) => entry === values[1][place]) ? [1, -1] : none;
}

/**
 * Other weights with the same blend: steps of several sizes along the quiet direction, always inside what
 * is allowed. None where the weights cannot move by more than half a hundredth.
 */
export function sameBlends(weights, direction) {
  const bound = (sign) => Math.min(...weights.map((weight, place) => (sign * direction[place] < 0 ? weight / Math.abs(direction[place]) : Infinity)));
  const [back, ahead] = [bound(-1), bound(1)];
  const room = back + ahead;
  if (!(room * Math.max(...direction.map(Math.abs)) > 0.005) || room === Infinity) return [];
  return Array.from({ length: 12 }, (_, turn) => {
    const place = 0.08 + 0.84 * ((back / room + 0.618 * (turn + 1)) % 1); // another one each time, never at an end
    return weights.map((weight, card) => Math.max(0, weight + (place * room - back) * direction[card]));
  });
}

// ---- a state in an address: #spotlight?scores=2.7_0_0.5_1.1&dial=50
// Only what `written` can write is read again; all else is null.
const LONGEST = 300; // characters
const NUMBER = /^-?\d{1,4}(\.\d{1,6})?$/;

/**
 * A state as text. Each field is a row of numbers: {scores: [2.7, 0, 0.5, 1.1], dial: [50]}.
 *
 * fields  by name: how many numbers it has, with how many decimals, from which least to which most
 */
export function written(part, state, fields) {
  const rows = Object.entries(fields).map(([name, { decimals }]) => `${name}=${state[name].map((number) => settled(number, decimals)).join("_")}`);
  return `${part}?${rows.join("&")}`;
}

/** The state that a text stands for, or null where it is not exactly what `written` writes. */
export function parsed(text, part, fields) {
  if (text.length > LONGEST || !text.startsWith(`${part}?`)) return null;
  const rows = text.slice(part.length + 1).split("&");
  const state = {};
  for (const [place, [name, field]] of Object.entries(fields).entries()) {
    const numbers = (rows[place] ?? "").slice(name.length + 1).split("_");
    if (numbers.length !== field.count || !numbers.every((number) => NUMBER.test(number))) return null;
    state[name] = numbers.map(Number);
    if (state[name].some((number) => number < field.least || number > field.most)) return null;
  }
  return written(part, state, fields) === text ? state : null;
}

/** A number that has no more decimals than these. */
export function settled(number, decimals) {
  return Math.round(number * 10 ** decimals) / 10 ** decimals || 0; // no minus zero
}
