// A picture that a reader's own code drew, as SVG: what draws is copied, and nothing that acts or fetches.
const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set("svg g defs path rect circle ellipse line polyline polygon text tspan clipPath linearGradient radialGradient stop".split(" "));
const ATTRIBUTES = new Set(
  `id class viewBox role aria-label d x y dx dy cx cy r rx ry width height points transform offset clip-path fill fill-opacity
  fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset opacity color stop-color
  stop-opacity font-size font-weight font-style text-anchor dominant-baseline gradientUnits`.split(/\s+/),
);
const ENDS = /^[xy][12]$/; // of a line
const ELSEWHERE = /url\(\s*["']?(?!#)/;

/** The element that a text of SVG stands for. */
export function drawing(text) {
  return copied(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
}

function copied(from) {
  const made = document.createElementNS(SVG, from.localName);
  for (const { name, value } of from.attributes) {
    if ((ATTRIBUTES.has(name) || ENDS.test(name)) && !ELSEWHERE.test(value)) made.setAttribute(name, value);
  }
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.append(child.data);
    else if (ELEMENTS.has(child.localName)) made.append(copied(child));
  }
  return made;
}
