// Whole units that are shared out: hundredths of one, for weights that a reader changes.

/**
 * Units (n) with one of them set to an amount; the others share the rest in proportion to what they had,
 * equally if they had nothing. Whatever is left over goes to the largest remainders, the first at a tie.
 */
export function withOne(units, place, amount) {
  const rest = units.reduce((sum, unit) => sum + unit, 0) - amount;
  const had = units.map((unit, other) => (other === place ? 0 : unit));
  const parts = had.some(Boolean) ? had : had.map((_, other) => Number(other !== place));
  const sum = parts.reduce((one, other) => one + other, 0);
  const found = parts.map((part) => Math.floor((part * rest) / sum));
  const missing = rest - found.reduce((one, other) => one + other, 0);
  const byRemainder = parts.map((_, other) => other).sort((one, other) => ((parts[other] * rest) % sum) - ((parts[one] * rest) % sum) || one - other);
  for (const other of byRemainder.slice(0, missing)) found[other] += 1;
  found[place] = amount;
  return found;
}
