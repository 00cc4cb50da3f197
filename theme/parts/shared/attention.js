// The mathematics of the interactive parts: what the snippets do with numpy, for a reader's own numbers.
// tests/site/parts/test_attention_module.py holds it to them.

/** Dot products of a query (d) with keys (n, d). Returns (n). */
export function dotProducts(query, keys) {
  return keys.map((key) => key.reduce((sum, entry, place) => sum + entry * query[place], 0));
}

/**
 * Weights that add up to one, from scores (n); minus infinity: may not look here.
 *
 * A temperature of zero stands for the limit: the largest scores share all. So does one of infinity: all
 * that may be looked at share equally.
 * Throws RangeError where there is no largest finite score, or the temperature is negative or no number.
 */
export function softmax(scores, temperature = 1) {
  if (!(temperature >= 0)) throw new RangeError(`not a temperature: ${temperature}`);
  if (!Number.isFinite(Math.max(...scores)) || scores.some(Number.isNaN)) throw new RangeError(`no largest finite score: ${scores}`);
  if (temperature === Infinity) return shares(scores.map((score) => Number(score > -Infinity)));
  const scaled = scores.map((score) => score / temperature);
  const largest = Math.max(...scaled);
  if (!Number.isFinite(largest) || scaled.some(Number.isNaN)) return winners(scores); // divided by nearly nothing
  return shares(scaled.map((score) => Math.exp(score - largest)));
}

function winners(scores) {
  const largest = Math.max(...scores);
  return shares(scores.map((score) => Number(score === largest)));
}

/** Parts of their sum: (n), none below zero, not all zero. */
export function shares(amounts) {
  const sum = amounts.reduce((one, other) => one + other, 0);
  return amounts.map((amount) => amount / sum);
}

/** The blend of values (n, d), each in proportion to its weight (n). Returns (d). */
export function mix(weights, values) {
  return values[0].map((_, entry) => weights.reduce((sum, weight, card) => sum + weight * values[card][entry], 0));
}
