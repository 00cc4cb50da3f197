// Whole units of the last decimal that add up: rounded one by one, weights may miss one whole.

/** Weights (n) that add up to one, as whole units that do so too. */
export function snapped(weights, decimals) {
  const whole = 10 ** decimals;
  const units = weights.map((weight) => Math.floor(weight * whole + 1e-9));
  return toppedUp(units, weights.map((weight, place) => weight * whole - units[place]), whole);
}

/** Units (n) with one of them set to an amount; the others share the rest in proportion to what they had, equally if they had nothing. */
export function withOne(units, place, amount) {
  const rest = sumOf(units) - amount;
  const had = units.map((unit, other) => (other === place ? 0 : unit));
  const parts = had.some(Boolean) ? had : had.map((_, other) => Number(other !== place));
  const sum = sumOf(parts);
  const others = toppedUp(parts.map((part) => Math.floor((part * rest) / sum)), parts.map((part) => (part * rest) % sum), rest);
  return others.map((unit, other) => (other === place ? amount : unit));
}

/** Units that were rounded down, and now add up to a total: what is missing goes to the largest remainders, the first at a tie. */
function toppedUp(units, remainders, total) {
  const byRemainder = units.map((_, place) => place).sort((one, other) => remainders[other] - remainders[one] || one - other);
  const lucky = byRemainder.slice(0, total - sumOf(units));
  return units.map((unit, place) => unit + Number(lucky.includes(place)));
}

function sumOf(units) {
  return units.reduce((one, other) => one + other, 0);
}
