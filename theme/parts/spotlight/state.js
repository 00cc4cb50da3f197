// The state of a part as the fragment of an address: #spotlight?scores=2.7_0_0.5_1.1&dial=50
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
