// Numbers as people type them: a point or a comma, a fraction, with or without brackets or a percent sign.
const NUMBER = /^[+-]?(?:(?:\d+(?:[.,]\d*)?|[.,]\d+)%?|\d{1,6}\/0*[1-9]\d{0,5})$/;
const MOST_DECIMALS = 6; // of a fraction, which may have no end
const SEPARATED = [
  (text) => text.split(/\s*;\s*/),
  (text) => text.split(/,?\s+/), // 2,50, 1,50
  (text) => text.split(/\s*,\s*|\s+/), // 2.50,1.50
  (text) => text.split(",").flatMap((part, place, all) => (place % 2 ? [] : [`${part},${all[place + 1] ?? "?"}`])), // 2,50,1,50
];

/** A number as { value, decimals, isPercent, isFraction }, or null. The decimals are those of the value: 72.5% has three, 1/4 has two. */
export function number(text) {
  const plain = plainly(text);
  if (!NUMBER.test(plain)) return null;
  if (plain.includes("/")) return fraction(...plain.split("/").map(Number));
  const isPercent = plain.endsWith("%");
  const digits = plain.replace("%", "").replace(",", ".");
  const decimals = (digits.split(".")[1]?.length ?? 0) + (isPercent ? 2 : 0);
  return { value: Number(`${digits}e${isPercent ? -2 : 0}`), decimals, isPercent, isFraction: false };
}

function fraction(above, below) {
  const value = above / below;
  let decimals = 0;
  while (decimals < MOST_DECIMALS && (above * 10 ** decimals) % below) decimals += 1;
  return { value, decimals, isPercent: false, isFraction: true };
}

/** So many numbers, or null. */
export function numbers(text, count) {
  const plain = plainly(text).replace(/^[[(]\s*|\s*[\])]$/g, "").replace(/\s+,/g, ",");
  const found = SEPARATED.map((split) => split(plain)).find((parts) => parts.length === count && parts.every((part) => NUMBER.test(part)));
  return found?.map(number) ?? null;
}

function plainly(text) {
  const spelt = text.replace(/(?<!\d)[¼-¾⅐-⅞](?!\d)/g, (sign) => sign.normalize("NFKC")); // ½ is 1⁄2, but 1½ is no 11⁄2
  return spelt.trim().replace(/[−–]/g, "-").replace(/\s+%/g, "%").replace(/\s*[/⁄∕÷]\s*/g, "/");
}
