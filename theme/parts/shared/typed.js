// Numbers as people type them: a point or a comma, with or without brackets or a percent sign.
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)%?$/;
export const FRACTION = /\d\s*\/\s*\d/;
const SEPARATED = [
  (text) => text.split(/\s*;\s*/),
  (text) => text.split(/,?\s+/), // 2,50, 1,50
  (text) => text.split(/\s*,\s*|\s+/), // 2.50,1.50
  (text) => text.split(",").flatMap((part, place, all) => (place % 2 ? [] : [`${part},${all[place + 1] ?? "?"}`])), // 2,50,1,50
];

/** A number, or NaN. */
export function number(text) {
  const plain = plainly(text);
  return NUMBER.test(plain) ? Number(plain.replace(",", ".").replace("%", "")) / (plain.endsWith("%") ? 100 : 1) : NaN;
}

/** So many numbers, or null: each with the decimals that were typed. */
export function numbers(text, count) {
  const plain = plainly(text).replace(/^[[(]\s*|\s*[\])]$/g, "").replace(/\s+,/g, ",");
  const found = SEPARATED.map((split) => split(plain)).find((parts) => parts.length === count && parts.every((part) => NUMBER.test(part)));
  return found?.map((part) => ({ value: number(part), decimals: decimals(part) })) ?? null;
}

function decimals(text) {
  return (text.match(/[.,](\d*)%?$/)?.[1].length ?? 0) + (text.endsWith("%") ? 2 : 0);
}

function plainly(text) {
  return text.trim().replace(/[−–]/g, "-").replace(/\s+%/g, "%");
}
