// Numbers as people type them: a point or a comma, with or without brackets or a percent sign.
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)%?$/;
export const FRACTION = /\d\s*\/\s*\d/;
const SEPARATED = [
  (text) => text.split(/\s*;\s*/),
  (text) => text.split(/,?\s+/), // 2,50, 1,50
  (text) => text.split(/\s*,\s*|\s+/), // 2.50,1.50
  (text) => text.split(",").flatMap((part, place, all) => (place % 2 ? [] : [`${part},${all[place + 1] ?? "?"}`])), // 2,50,1,50
];

/** A number as { value, decimals, isPercent }, or null. The decimals are those of the value: 72.5% has three. */
export function number(text) {
  const plain = plainly(text);
  if (!NUMBER.test(plain)) return null;
  const isPercent = plain.endsWith("%");
  const digits = plain.replace("%", "").replace(",", ".");
  const decimals = (digits.split(".")[1]?.length ?? 0) + (isPercent ? 2 : 0);
  return { value: Number(`${digits}e${isPercent ? -2 : 0}`), decimals, isPercent };
}

/** So many numbers, or null. */
export function numbers(text, count) {
  const plain = plainly(text).replace(/^[[(]\s*|\s*[\])]$/g, "").replace(/\s+,/g, ",");
  const found = SEPARATED.map((split) => split(plain)).find((parts) => parts.length === count && parts.every((part) => NUMBER.test(part)));
  return found?.map(number) ?? null;
}

function plainly(text) {
  return text.trim().replace(/[−–]/g, "-").replace(/\s+%/g, "%");
}
