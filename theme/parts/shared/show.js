// How numbers are shown: rounded as the checked numbers of the pages are, or as units that add up.

/**
 * A number with so many decimals. Ties go away from zero, on the number's own decimal digits: 1.005
 * becomes 1.01. Nothing becomes "-0.00".
 */
export function rounded(value, decimals) {
  if (!Number.isFinite(value)) return String(value);
  const units = inUnits(value, decimals);
  return decimal(units, decimals);
}

/** [3.09, 1.37] */
export function vector(values, decimals) {
  return `[${values.map((value) => rounded(value, decimals)).join(", ")}]`;
}

/** A number of units of the last decimal, as text: decimal(137n, 2) is "1.37". */
export function decimal(units, decimals) {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return (units < 0n ? "-" : "") + digits.slice(0, point) + (decimals ? `.${digits.slice(point)}` : "");
}

/** How many units of the last decimal a number rounds to: inUnits(1.365, 2) is 137n. */
export function inUnits(value, decimals) {
  const [, sign, whole, part = "", exponent = "0"] = String(value).match(/^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/);
  const shift = Number(exponent) - part.length + decimals; // the digits stand for an integer times ten to this
  const digits = BigInt(whole + part);
  let units;
  if (shift >= 0) units = digits * 10n ** BigInt(shift);
  else if (-shift > whole.length + part.length) units = 0n; // less than a tenth of a unit
  else units = (digits + 5n * 10n ** BigInt(-shift - 1)) / 10n ** BigInt(-shift);
  return sign ? -units : units;
}

// ---- whole units of the last decimal, which add up where numbers rounded one by one may not

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
