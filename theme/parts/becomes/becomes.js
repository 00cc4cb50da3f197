// The sentence as a relay, as a beam, as weights and as a blend: one drawing, some part of the way from step to step.
import { between } from "../shared/glide.js";
import { rounded, vector } from "../shared/show.js";

const LOOKER = "it";
const [UPPER, LOWER] = [70, 236]; // heights of the two rows of the sentence
const [LETTER, GAP, MARGIN, CARD] = [9.3, 20, 14, 26];
const [WIDTH, LAMP, FLARE] = [420, 44, 84]; // the drawing; a weight of one at the lamp, and where the light falls
const [ORIGIN, UNIT, THREAD] = [[76, 272], 56, 16]; // the plane of the values
const PIPE = 16;
const STEPS = 25; // of a curve
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function start(part, numbers) {
  const strip = part.querySelector(".becomes-strip");
  const buttons = [...part.querySelectorAll("button")];
  const draw = drawing(strip.querySelector("svg"), numbers);

  function follow() {
    const way = Math.min(strip.scrollLeft / strip.clientWidth || 0, buttons.length - 1);
    const step = Math.round(way);
    draw(calm.matches ? step : way);
    buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(place === step)));
  }

  function go(step) {
    strip.scrollTo({ left: step * strip.clientWidth, behavior: calm.matches ? "instant" : "smooth" });
  }

  buttons.forEach((button, step) => button.addEventListener("click", () => go(step)));
  strip.addEventListener("keydown", (event) => {
    const now = Math.round(strip.scrollLeft / strip.clientWidth);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  strip.addEventListener("scroll", follow, { passive: true });
  follow();
}

/** Puts the drawing into place; returns what draws it some part of the way, from 0 for the first step to 3 for the last. */
function drawing(svg, { words, weights, values, output, sentence, tired_runner: keeps }) {
  const seats = seated(sentence.split(" "));
  const lamp = seats.find(({ name }) => name === LOOKER);
  const cards = words.map((word, n) => ({ word, seat: seats.find(({ name }) => name === word), value: values[n], weight: weights[n] }));
  const goal = onPlane(output);
  const looks = (seat) => seat === lamp || cards.some((card) => card.seat === seat);

  const axes = add(svg, "path", "becomes-axes");
  axes.setAttribute("d", `M${ORIGIN}h${4.6 * UNIT}M${ORIGIN}v${-4.4 * UNIT}`);
  const pipe = add(svg, "path", `token-${words[0]}`);
  const chain = seats.slice(cards[0].seat.place, lamp.place + 1);
  pipe.setAttribute("d", chain.slice(1).map((seat, n) => ribbon(...curve(hop(chain[n], seat, PIPE * keeps ** n, PIPE * keeps ** (n + 1))))).join(""));

  const others = add(svg, "g", "becomes-other");
  for (const seat of seats) write(others, ...(looks(seat) ? [seat.text.slice(seat.name.length), seat.x + widthOf(seat.name) / 2 + 5] : [seat.text, seat.x]), seat.y);
  const bands = cards.map(({ word }) => add(svg, "path", `becomes-band token-${word}`));
  const drawn = cards.map((card) => drawnCard(svg, card));
  const it = add(svg, "g", "becomes-it");
  box(it, LAMP);
  write(it, LOOKER, 0, 0);
  const result = write(it, vector(output, 2), LAMP - 6, -CARD);

  const fan = [...cards].sort((one, other) => order(one.seat) - order(other.seat));
  const equal = cards.map(() => 1 / cards.length);
  const beams = (shares) => cards.map((card) => {
    const before = fan.slice(0, fan.indexOf(card)).reduce((sum, one) => sum + shares[cards.indexOf(one)], 0);
    const share = shares[cards.indexOf(card)];
    return shining([lamp.x + LAMP * (before + share / 2 - 0.5), lamp.y - CARD / 2], card.seat, LAMP * share, FLARE * share);
  });
  const threads = cards.map(({ value, weight }) => straight(goal, onPlane(value), THREAD * weight));
  const seat = ({ x, y }) => [x, y];
  const still = { pipe: 0, words: 1, plane: 0, light: 0.75, own: 0, weights: 0, values: 0, it: seat(lamp), cards: cards.map((card) => seat(card.seat)), bands: beams(equal) };
  const stills = [
    { ...still, pipe: 0.85, light: 0 },
    still,
    { ...still, own: 1, weights: 1, bands: beams(weights) },
    { ...still, own: 1, words: 0, plane: 1, values: 1, it: goal, cards: cards.map(beside), bands: threads },
  ];

  return (way) => {
    const first = Math.min(Math.floor(way), stills.length - 2);
    const now = {};
    for (const name in still) now[name] = between(stills[first][name], stills[first + 1][name], way - first);
    show(pipe, now.pipe);
    show(others, now.words);
    show(axes, now.plane);
    show(result, now.values);
    move(it, now.it);
    bands.forEach((band, n) => {
      show(band, now.light);
      band.style.setProperty("--own", now.own);
      band.setAttribute("d", ribbon(...curve(now.bands[n])));
    });
    drawn.forEach(({ group, weight, value, dot }, n) => {
      move(group, now.cards[n]);
      group.style.setProperty("--lit", (now.own * weights[n]) / 2);
      show(weight, now.weights);
      show(value, now.values);
      show(dot, now.plane);
    });
  };
}

function drawnCard(svg, { word, seat, value, weight }) {
  const dot = add(svg, "circle", `token-${word}`);
  const [cx, cy] = onPlane(value);
  for (const [name, number] of Object.entries({ cx, cy, r: 5 })) dot.setAttribute(name, number);
  const group = add(svg, "g", `becomes-card token-${word}`);
  box(group, widthOf(word));
  write(group, word, 0, 0);
  const label = write(group, rounded(weight, 2), 0, seat.y === UPPER ? -CARD : CARD);
  const [right, down] = side(value);
  const place = right && !down ? [0, CARD] : [widthOf(word) / 2 + 30, 0];
  const pair = write(group, vector(value, 0), ...place);
  for (const text of [label, pair]) text.setAttribute("class", "becomes-number");
  return { group, dot, weight: label, value: pair };
}

/** The words of the sentence in two rows, of which the second begins before the word that looks. */
function seated(words) {
  const second = words.indexOf(LOOKER) - 1;
  return [words.slice(0, second), words.slice(second)].flatMap((row, line) => {
    const wide = row.map((word) => LETTER * word.length + GAP);
    let x = WIDTH / 2 - wide.reduce((sum, one) => sum + one) / 2;
    return row.map((text, n) => {
      x += wide[n];
      return { text, name: text.replace(".", ""), x: x - wide[n] / 2, y: line ? LOWER : UPPER, place: line * second + n };
    });
  });
}

/** Where a card stands beside the point of its value: below, at the left, above or at the right, as [right, down]. */
function side([x, y]) {
  if (y === 0) return [0, 1];
  if (x === 0) return [-1, 0];
  return y > x ? [0, -1] : [1, 0];
}

function beside({ word, value }) {
  const [x, y] = onPlane(value);
  const [right, down] = side(value);
  return [x + right * (widthOf(word) / 2 + 10), y + down * (CARD - 3)];
}

const widthOf = (word) => LETTER * word.length + MARGIN;
const order = ({ x, y }) => x + (y === LOWER ? WIDTH : 0); // beams leave the lamp in this order, so that none crosses another
const onPlane = ([x, y]) => [ORIGIN[0] + UNIT * x, ORIGIN[1] - UNIT * y];

// ---- bands: four points, and the widths at both ends

function shining([x, y], seat, width, end) {
  if (seat.y === LOWER) return [[x, y], [x, y - 60], [seat.x, y - 60], [seat.x, y], [width, end]];
  const below = seat.y + CARD / 2;
  const rise = 0.58 * (y - below);
  return [[x, y], [x, y - rise], [seat.x, below + rise], [seat.x, below], [width, end]];
}

/** From a word to the next: an arc in its row, and from row to row a bend. */
function hop(one, next, width, end) {
  const [down, up] = [one.y === UPPER ? 1 : -1, next.y === UPPER ? 1 : -1];
  const far = CARD / 2 + (one.y === next.y ? 26 : 70);
  return [[one.x, one.y + (down * CARD) / 2], [one.x, one.y + down * far], [next.x, next.y + up * far], [next.x, next.y + (up * CARD) / 2], [width, end]];
}

function straight(from, to, width) {
  return [from, between(from, to, 1 / 3), between(from, to, 2 / 3), to, [width, width]];
}

function curve([a, b, c, d, [width, end]]) {
  const parts = Array.from({ length: STEPS }, (_, n) => n / (STEPS - 1));
  const points = parts.map((t) => [0, 1].map((n) => (1 - t) ** 3 * a[n] + 3 * t * (1 - t) ** 2 * b[n] + 3 * t * t * (1 - t) * c[n] + t ** 3 * d[n]));
  return [points, parts.map((t) => between(width, end, t))];
}

/** A band along points, as wide as it is to be at each. */
function ribbon(points, widths) {
  const sides = points.map((point, n) => {
    const [before, after] = [points[Math.max(n - 1, 0)], points[Math.min(n + 1, points.length - 1)]];
    const [x, y] = [after[0] - before[0], after[1] - before[1]];
    const half = widths[n] / 2 / (Math.hypot(x, y) || 1);
    return [[point[0] - y * half, point[1] + x * half], [point[0] + y * half, point[1] - x * half]];
  });
  const outline = [...sides.map(([left]) => left), ...sides.map(([, right]) => right).reverse()];
  return `M${outline.map((point) => point.map((one) => one.toFixed(1))).join("L")}z`;
}

// ---- elements

function add(parent, kind, name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
  made.setAttribute("class", name);
  return parent.appendChild(made);
}

function write(parent, words, x, y) {
  const text = add(parent, "text", "");
  text.textContent = words;
  text.setAttribute("x", x);
  text.setAttribute("y", y);
  return text;
}

function box(parent, width) {
  const made = add(parent, "rect", "");
  for (const [name, value] of Object.entries({ x: -width / 2, y: -CARD / 2, width, height: CARD, rx: 6 })) made.setAttribute(name, value);
}

function show(element, opacity) {
  element.setAttribute("opacity", opacity);
}

function move(element, [x, y]) {
  element.setAttribute("transform", `translate(${x} ${y})`);
}
