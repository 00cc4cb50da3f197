// Numbers as people type them: a point or a comma, with or without brackets.
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;
const SEPARATED = [
  (text) => text.split(/\s*;\s*/),
  (text) => text.split(/,?\s+/), // 2,50, 1,50
  (text) => text.split(/\s*,\s*|\s+/), // 2.50,1.50
  (text) => text.split(",").flatMap((part, place, all) => (place % 2 ? [] : [`${part},${all[place + 1] ?? "?"}`])), // 2,50,1,50
];

/** A number, or NaN. */
export function number(text) {
  const plain = plainly(text);
  return NUMBER.test(plain) ? Number(plain.replace(",", ".")) : NaN;
}

/** So many numbers, or null: each with the decimals that were typed. */
export function numbers(text, count) {
  const plain = plainly(text).replace(/^[[(]\s*|\s*[\])]$/g, "").replace(/\s+,/g, ",");
  const found = SEPARATED.map((split) => split(plain)).find((parts) => parts.length === count && parts.every((part) => NUMBER.test(part)));
  return found?.map((part) => ({ value: number(part), decimals: part.match(/[.,](\d*)$/)?.[1].length ?? 0 })) ?? null;
}

function plainly(text) {
  return text.trim().replace(/[−–]/g, "-");
}
