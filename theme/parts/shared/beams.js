// The beam of a word that looks at another, as the path of a drawing that lies below both.
import { between } from "./glide.js";

const BEHIND = 8; // pixels of a beam's end that the top of a word hides
const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** How many words a key moves the lamp on: 0 for one that does something else. */
export function stepOf({ key, altKey, ctrlKey, metaKey }) {
  return altKey || ctrlKey || metaKey ? 0 : (STEPS[key] ?? 0);
}

/** As many paths as words, drawn into a group. */
export function beamPaths(group, words) {
  return words.map(() => group.appendChild(document.createElementNS(SVG, "path")));
}

/** Where a word is: its middle, and how high it is. */
export function middle(word) {
  return { x: word.offsetLeft + word.offsetWidth / 2, y: word.offsetTop + word.offsetHeight / 2, height: word.offsetHeight };
}

/**
 * A beam that widens from the lamp to a word. Within a row it goes from top to top in an arc, over the
 * words between them. A word does not shine on itself.
 *
 * width  pixels, of its end
 */
export function beam(lamp, word, width) {
  const dx = word.x - lamp.x;
  if (Math.hypot(dx, word.y - lamp.y) < 1) return "";
  const sameRow = Math.max(0, 1 - Math.abs(word.y - lamp.y) / lamp.height);
  const [from, to] = [lamp, word].map(({ x, y }) => ({ x, y: y - sameRow * (lamp.height / 2 - BEHIND) }));
  const over = { x: lamp.x + dx / 2, y: (from.y + to.y) / 2 - sameRow * Math.min(30 + Math.abs(dx) * 0.2, 90) };
  const end = width / 2;
  const start = Math.min(1.5, end); // a faint beam is thin from the start
  const [l, o, w] = [beside(from, over, from, start), beside(over, to, from, (start + end) / 2), beside(to, to, over, end)];
  return `M${l[0]}Q${o[0]} ${w[0]}L${w[1]}Q${o[1]} ${l[1]}Z`;
}

/** The lamp and its light, some part of the way; a word's height is no place to be on the way to. */
export function mixed(from, to, done) {
  const [x, y, light] = ["x", "y", "light"].map((name) => between(from[name], to[name], done));
  return { x, y, height: to.height, light };
}

/** The two points at a distance to either side of a point, seen along a way. */
function beside(point, to, from, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [((from.y - to.y) / length) * distance, ((to.x - from.x) / length) * distance];
  return [1, -1].map((side) => `${(point.x + side * x).toFixed(1)} ${(point.y + side * y).toFixed(1)}`);
}
