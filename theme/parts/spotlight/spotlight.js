// The spotlight lab: scores, a temperature and values of a reader's own, and the blend that follows.
import { mix, softmax } from "../shared/attention.js";
import { hull, parsed, quietDirection, sameBlends, settled, written } from "./model.js";
import { between, gliding } from "../shared/glide.js";
import { atPause, copies, sayOne, sentences } from "../shared/said.js";
import { decimal, inUnits, rounded, vector } from "../shared/show.js";

const [LEAST, MOST] = [-5, 5]; // of a score
const [LOW, HIGH] = [-1, 5]; // of an entry of a value
const STEP = 0.1; // of a value, and of a score
const [UNIT, MARGIN] = [48, 16]; // of the drawing
const THREAD = 18; // how wide a weight of one is
const [COLD, HOT] = [0, 100]; // ends of the dial
const [MIDDLE, OCTAVE] = [50, 10]; // of the dial: where the temperature is one, and how far it is to twice as much
const REMEMBERED = 200; // states to go back to
const DECIMALS = 2; // of a weight and of the blend
const NOISE = 5e-6; // of a weight whose scores have five decimals, as a link has them
const FIELDS = {
  scores: { count: 4, decimals: 5, least: LEAST, most: MOST },
  dial: { count: 1, decimals: 0, least: COLD, most: HOT },
  values: { count: 8, decimals: 1, least: LOW, most: HIGH },
  away: { count: 4, decimals: 0, least: 0, most: 1 },
};

export function start(part, numbers) {
  new Lab(part, numbers).open();
}

/** The state of the lesson. */
function first({ scores, values }) {
  return tidy({ scores, dial: [MIDDLE], values: values.flat(), away: scores.map(() => 0) });
}

/** A state whose numbers are those that its link has. */
function tidy(state) {
  return Object.fromEntries(Object.entries(FIELDS).map(([name, { decimals }]) => [name, state[name].map((number) => settled(number, decimals))]));
}

/** Both ends of the dial are what they are called: a hard lookup, and a plain average. */
function temperature([place]) {
  return place === COLD ? 0 : place === HOT ? Infinity : 2 ** ((place - MIDDLE) / OCTAVE);
}

function weightsOf({ scores, away, dial }) {
  return softmax(scores.map((score, card) => (away[card] ? -Infinity : score)), temperature(dial));
}

/** The blend with so many decimals, rounded once and at the end, as the lesson does it. */
function blendOf(state, decimals) {
  return vector(mix(weightsOf(state), pairs(state.values)), decimals);
}

function pairs(flat) {
  return flat.filter((_, place) => place % 2 === 0).map((entry, card) => [entry, flat[2 * card + 1]]);
}

/** Scores that softmax turns into these weights, within the sliders' reach. */
function scoresOf(weights) {
  const least = Math.log(Math.min(...weights.filter((weight) => weight > 0)));
  const scores = weights.map((weight) => Math.log(weight) - least);
  const over = Math.max(0, Math.max(...scores) - MOST);
  return scores.map((score) => clip(score - over, LEAST, MOST));
}

function clip(number, least, most) {
  return Math.min(most, Math.max(least, number));
}

function across(entry) {
  return MARGIN + UNIT * (entry - LOW);
}

function up(entry) {
  return MARGIN + UNIT * (HIGH - entry);
}

class Lab {
  constructor(part, numbers) {
    const all = (selector) => [...part.querySelectorAll(selector)];
    const one = (selector) => part.querySelector(selector);
    Object.assign(this, { name: part.dataset.part, words: numbers.words, first: first(numbers), before: [], held: null, frame: 0, from: null, to: null, drawn: null, glides: false });
    this.svg = one("svg");
    this.cards = all(".spotlight-card").map((card) => ({
      card,
      here: card.querySelector("[type=checkbox]"),
      score: card.querySelector("[type=range]"),
      shownScore: card.querySelector(".spotlight-score .spotlight-number"),
      bar: card.querySelector(".spotlight-bar i"),
      weight: card.querySelector(".spotlight-weight .spotlight-number"),
    }));
    this.dial = one(".spotlight-dial input");
    this.shownDial = one(".spotlight-dial .spotlight-number");
    this.points = all(".spotlight-point");
    this.threads = all(".spotlight-thread");
    this.hull = one(".spotlight-hull");
    [this.shaft, this.head, this.label] = one(".spotlight-arrow").children;
    this.rows = all(".spotlight-sum tbody tr, .spotlight-sum tfoot tr").map((row) => [...row.cells].slice(1));
    this.exact = one(".spotlight-exact");
    this.say = sentences(part);
    this.gone = this.say("gone");
    this.dash = copies(part)("dash", { gone: this.gone });
    this.buttons = Object.fromEntries(all("[data-do]").map((button) => [button.dataset.do, button]));
    this.lines = all(".spotlight-line p");
    this.numbers = all(".spotlight-line b");
    this.notices = all(".spotlight-notices p"); // the first says what holds always
    this.heard = one("output");
    this.pause = atPause(() => this.rest());
    this.glide = gliding((done) => this.draw(done));
  }

  open() {
    this.drawGround();
    this.state = this.first;
    this.listen();
    this.follow();
    this.paint();
  }

  /** Take the state that the address holds, where it holds one for this part. */
  follow() {
    const text = location.hash.slice(1);
    if (!text.startsWith(`${this.name}?`)) return;
    const state = parsed(text, this.name, FIELDS);
    const isWhole = state?.away.includes(0);
    this.change(isWhole ? state : this.first);
    if (isWhole) return;
    this.tell("bad");
    this.notices[0].parentElement.scrollIntoView({ block: "center" });
  }

  // ---- what a reader does

  listen() {
    this.cards.forEach(({ here, score }, card) => {
      here.addEventListener("change", () => this.takeAway(card, !here.checked));
      score.addEventListener("keydown", (event) => this.nudge(card, event));
      let from; // the slider knows tenths only: it moves the exact score by as much as it moves itself
      this.slide(score, (isHeld) => {
        if (!isHeld) from = { score: this.state.scores[card], at: this.cards[card].at };
        const at = Number(score.value);
        return this.scored(card, at === LEAST || at === MOST ? at : from.score + at - from.at);
      });
    });
    this.slide(this.dial, () => ({ dial: [Number(this.dial.value)] }), true);
    this.points.forEach((point, card) => {
      point.addEventListener("pointerdown", (event) => this.grasp(point, card, event));
      point.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // else Chrome scrolls, whatever the style says
      point.addEventListener("keydown", (event) => this.step(card, event));
    });
    for (const [name, button] of Object.entries(this.buttons)) button.addEventListener("click", () => this[name]());
    addEventListener("hashchange", () => this.follow());
  }

  /** A slider: all that happens until it is let go is one change. */
  slide(slider, change, glides = false) {
    let isHeld = false;
    slider.addEventListener("pointerdown", () => this.glide.finish()); // it is where it says it is
    slider.addEventListener("input", () => {
      this.change(change(isHeld), isHeld, glides && slider);
      isHeld = true;
    });
    slider.addEventListener("pointercancel", () => { if (isHeld) this.undo(); }); // it was a swipe, to scroll
    for (const end of ["change", "pointerdown"]) slider.addEventListener(end, () => { isHeld = false; });
  }

  /** A key moves a score by exactly its step; the slider itself would round the score first. */
  nudge(card, event) {
    const ways = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: 1, PageDown: -1 };
    if (!Object.hasOwn(ways, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.change(this.scored(card, this.state.scores[card] + ways[event.key]), event.repeat);
  }

  scored(card, score) {
    return { scores: this.state.scores.with(card, clip(score, LEAST, MOST)) };
  }

  grasp(point, card, event) {
    if (event.button !== 0 || this.held !== null) return;
    event.preventDefault(); // no selection of text
    const scale = (HIGH - LOW + 2 * MARGIN / UNIT) / this.svg.getBoundingClientRect().width; // entries per pixel
    const [x, y] = this.value(card);
    let isMoved = false;
    const move = ({ pointerId, pageX, pageY }) => {
      if (pointerId !== this.held) return;
      isMoved = this.place(card, [x + (pageX - event.pageX) * scale, y - (pageY - event.pageY) * scale], isMoved) || isMoved;
    };
    const release = ({ pointerId }) => {
      if (pointerId !== this.held) return;
      this.held = null;
      point.removeEventListener("pointermove", move);
      for (const end of ["pointerup", "pointercancel"]) point.removeEventListener(end, release);
    };
    this.held = event.pointerId;
    point.focus({ preventScroll: true });
    point.setPointerCapture(event.pointerId);
    point.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) point.addEventListener(end, release);
  }

  step(card, event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    if (!Object.hasOwn(ways, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const length = event.shiftKey ? 1 : STEP;
    this.place(card, this.value(card).map((entry, axis) => entry + length * ways[event.key][axis]), event.repeat);
  }

  value(card) {
    return this.state.values.slice(2 * card, 2 * card + 2);
  }

  /** Put a value where the plane has room for it; whether that is another place. */
  place(card, value, isSame) {
    const [x, y] = value.map((entry) => settled(clip(entry, LOW, HIGH), FIELDS.values.decimals));
    const values = this.state.values.with(2 * card, x).with(2 * card + 1, y);
    if (String(values) === String(this.state.values)) return false;
    this.change({ values }, isSame);
    return true;
  }

  // ---- buttons

  lesson() {
    this.turn(MIDDLE);
  }

  hard() {
    this.turn(COLD);
  }

  average() {
    this.turn(HOT);
  }

  /** The lesson's scorecard, with the dial at a place; the values stay where the reader put them. */
  turn(place) {
    this.change({ ...this.first, values: this.state.values, dial: [place] }, false, true);
  }

  same() {
    const here = this.words.map((_, card) => card).filter((card) => !this.state.away[card]);
    const weights = weightsOf(this.state);
    const found = sameBlends(here.map((card) => weights[card]), quietDirection(here.map((card) => this.value(card)))).map((row) => {
      const scores = scoresOf(row);
      return tidy({ ...this.state, scores: this.state.scores.map((score, card) => (here.includes(card) ? scores[here.indexOf(card)] : score)), dial: [MIDDLE] });
    });
    const other = found.find((state) => this.isOther(state));
    if (other) this.change(other, false, true);
    this.tell(other ? "same" : "none");
  }

  /** Whether a state shows other weights and the same blend. */
  isOther(state) {
    const [now, then] = [this.state, state].map((one) => ({ weights: vector(weightsOf(one), 2), blend: blendOf(one, 2) + blendOf(one, 4) }));
    return now.weights !== then.weights && now.blend === then.blend;
  }

  take() {
    this.takeAway(0, this.state.away[0] === 0);
  }

  takeAway(card, isAway) {
    const away = this.state.away.with(card, Number(isAway));
    if (away.includes(0)) return this.change({ away }, false, true);
    this.cards[card].here.checked = true;
    this.tell("stay");
  }

  undo() {
    if (this.before.length) this.show(this.before.pop(), true);
  }

  reset() {
    this.change(this.first, false, true);
  }

  async copy() {
    this.remember();
    const link = new URL(`#${written(this.name, this.state, FIELDS)}`, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      this.tell("copied");
    } catch {
      this.tell("not-copied");
    }
  }

  // ---- what follows

  /** Another state; one that goes on from the last is undone together with it. What glides: see `show`. */
  change(some, isSame = false, glides = false) {
    const state = tidy({ ...this.state, ...some });
    if (this.text(state) === this.text(this.state)) return;
    if (!isSame) this.before = [...this.before, this.state].slice(-REMEMBERED);
    this.show(state, glides);
  }

  text(state) {
    return written(this.name, state, FIELDS);
  }

  /** glides: whether the drawing and the sliders go there bit by bit; or the slider that is there already. */
  show(state, glides = false) {
    this.state = state;
    this.isNew = true;
    this.glides = glides;
    this.tell("");
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  /** One of the notices of the page, or none; it is said when the reader pauses. */
  tell(saying) {
    this.told = saying;
    sayOne(this.notices, saying || "address");
    this.pause.later();
  }

  /** The reader pauses: say what is new, once. */
  rest() {
    if (this.isNew) this.remember();
    this.heard.textContent = [this.told && this.say(this.told), this.isNew ? this.sentence() : ""].join(" ").trim();
    this.isNew = false;
  }

  /** Keep the state in the address. Where it is the lesson's, none is needed. */
  remember() {
    const isFirst = this.text(this.state) === this.text(this.first);
    if (isFirst && !location.hash.startsWith(`#${this.name}?`)) return;
    try {
      history.replaceState(history.state, "", isFirst ? `#${this.name}` : `#${this.text(this.state)}`);
    } catch {
      // a browser that counts how often, and has had enough: the next pause tries again
    }
  }

  sentence() {
    const { weights, blend } = this.worked();
    const said = this.words.map((word, card) => `${word} ${this.state.away[card] ? this.gone : weights[card]}`);
    return this.say("weights", { weights: said.join(", "), blend });
  }

  /** The calculation as it is shown. The blend is worked out with all digits and rounded last; the rows multiply what they show. */
  worked() {
    const weights = weightsOf(this.state);
    const values = pairs(this.state.values);
    const tenths = this.state.values.every(Number.isInteger) ? 0 : 1; // decimals of the values
    const decimals = DECIMALS + tenths; // of weight times value
    const units = weights.map((weight) => inUnits(weight, DECIMALS));
    const parts = values.map((value, card) => value.map((entry) => units[card] * inUnits(entry, tenths)));
    const sum = values[0].map((_, axis) => parts.reduce((all, part) => all + part[axis], 0n));
    const blend = blendOf(this.state, DECIMALS);
    const off = mix(weights, values).map((entry, axis) => sum[axis] - inUnits(entry, DECIMALS) * 10n ** BigInt(tenths));
    const written = (entries) => `[${entries.map((entry) => decimal(entry, decimals)).join(", ")}]`;
    const isExact = off.every((entry) => entry === 0n) && weights.every((weight, card) => Math.abs(weight - Number(units[card]) / 10 ** DECIMALS) < NOISE);
    return {
      weights: units.map((unit) => decimal(unit, DECIMALS)),
      total: rounded(1, DECIMALS),
      values: values.map((value) => vector(value, tenths)),
      parts: parts.map(written),
      blend,
      sum: written(sum),
      off: written(off),
      isExact,
    };
  }

  // ---- how it looks

  drawGround() {
    const whole = Array.from({ length: HIGH - LOW + 1 }, (_, place) => LOW + place);
    const lines = whole.flatMap((entry) => [[entry, LOW, entry, HIGH], [LOW, entry, HIGH, entry]]);
    const [axes, right, above] = this.svg.querySelector(".spotlight-axes").children;
    this.svg.querySelector(".spotlight-grid").append(path(lines));
    axes.setAttribute("d", route([[LOW, 0, HIGH, 0], [0, LOW, 0, HIGH]]));
    put(right, [across(HIGH), up(0) + 16]);
    put(above, [across(0) + 7, up(HIGH) + 4]);
    this.head.setAttribute("d", "M2 0L-11 5.5V-5.5Z");
    for (const [circle, radius] of this.points.flatMap((point) => [[point.children[0], 24], [point.children[1], 8]])) circle.setAttribute("r", radius);
    for (const point of this.points) {
      point.setAttribute("aria-valuemin", LOW);
      point.setAttribute("aria-valuemax", HIGH);
    }
  }

  /** All words and numbers that show the state, written at once; nothing of the layout is read. The drawing may follow bit by bit. */
  paint() {
    this.frame = 0;
    const worked = this.worked();
    worked.weights.forEach((weight, card) => write(this.rows[card], [this.unlessAway(card, weight), worked.values[card], this.unlessAway(card, worked.parts[card])]));
    write(this.rows[this.words.length], [worked.total, worked.isExact ? "=" : "≈", worked.blend]);
    write([this.exact, ...this.numbers], [blendOf(this.state, 4), worked.sum, worked.off]);
    sayOne(this.lines, worked.isExact ? "exact" : "off");
    this.buttons.undo.setAttribute("aria-disabled", this.before.length === 0);
    this.buttons.take.setAttribute("aria-pressed", this.state.away[0] === 1);
    this.writeCards(worked);
    this.writePoints(worked);
    [this.from, this.to] = [this.drawn, this.state];
    if (this.glides) this.glide.start();
    else this.glide.finish();
  }

  /** A weight of zero is not the same as not being looked at. */
  unlessAway(card, text) {
    return this.state.away[card] ? this.dash : text;
  }

  writeCards(worked) {
    const { scores, away, dial } = this.state;
    const isLast = away.filter((one) => one === 0).length === 1;
    this.cards.forEach(({ card, here, score, shownScore, weight }, place) => {
      const isAway = away[place] === 1;
      card.classList.toggle("away", isAway);
      this.rows[place][0].parentElement.classList.toggle("away", isAway);
      here.checked = !isAway;
      here.setAttribute("aria-disabled", isLast && !isAway); // somebody has to answer
      score.disabled = isAway;
      score.setAttribute("aria-valuetext", rounded(scores[place], 2));
      write([shownScore, weight], [rounded(scores[place], 2), this.unlessAway(place, worked.weights[place])]);
    });
    const shown = dial[0] === HOT ? "∞" : rounded(temperature(dial), 2);
    this.dial.setAttribute("aria-valuetext", shown);
    write([this.shownDial], [shown]);
  }

  writePoints(worked) {
    this.points.forEach((point, card) => {
      point.setAttribute("aria-valuenow", this.value(card)[0]);
      point.setAttribute("aria-valuetext", worked.values[card]);
      point.classList.toggle("away", this.state.away[card] === 1);
    });
  }

  /** Draw some part of the way from what was drawn to the state that was painted last. Where the dial alone turns, the blend takes the dial's own path. */
  draw(done) {
    const { scores, dial, values } = this.to;
    const to = { scores, dial, values, weights: weightsOf(this.to) };
    const from = this.from ?? to;
    this.drawn = Object.fromEntries(Object.keys(to).map((name) => [name, between(from[name], to[name], done)]));
    if (String(from.scores) === String(scores) && String(weightsOf({ ...this.to, dial: from.dial })) === String(from.weights)) {
      this.drawn.weights = weightsOf({ ...this.to, dial: this.drawn.dial });
    }
    this.drawSliders();
    this.drawPlane();
  }

  drawSliders() {
    const { scores, dial, weights } = this.drawn;
    this.cards.forEach((one, place) => {
      one.score.value = scores[place];
      one.at = Number(one.score.value); // the nearest that it can show
      one.bar.style.setProperty("--share", weights[place]);
    });
    if (this.glides !== this.dial) [this.dial.value] = dial;
  }

  drawPlane() {
    const { weights } = this.drawn;
    const values = pairs(this.drawn.values);
    const blend = mix(weights, values);
    const [x, y] = [across(blend[0]), up(blend[1])];
    const here = values.filter((_, card) => !this.state.away[card]);
    this.hull.setAttribute("points", hull(here).map(([one, other]) => `${across(one)},${up(other)}`).join(" "));
    values.forEach(([one, other], card) => {
      line(this.threads[card], [x, y, across(one), up(other)]);
      this.threads[card].setAttribute("stroke-width", THREAD * weights[card]);
      this.points[card].setAttribute("transform", `translate(${across(one)} ${up(other)})`);
      put(this.points[card].lastElementChild, [0, other > HIGH - 0.5 ? 24 : -13], one);
    });
    const [fromX, fromY] = [across(0), up(0)];
    line(this.shaft, [fromX, fromY, x, y]);
    this.head.setAttribute("transform", `translate(${x} ${y}) rotate(${(Math.atan2(y - fromY, x - fromX) * 180) / Math.PI})`);
    put(this.label, [x, blend[1] < LOW + 0.5 ? y - 14 : y + 22], blend[0]);
  }
}

/** Texts, or elements to copy, each into its element where it is another. */
function write(elements, texts) {
  elements.forEach((element, place) => {
    const text = texts[place];
    if (element.textContent !== (text.textContent ?? text)) element.replaceChildren(text.cloneNode?.(true) ?? text);
  });
}

/** A text of the drawing; near the left and right edges it turns inwards. */
function put(text, [x, y], entry) {
  text.setAttribute("x", x);
  text.setAttribute("y", y);
  if (entry !== undefined) text.setAttribute("text-anchor", entry < LOW + 0.7 ? "start" : entry > HIGH - 0.7 ? "end" : "middle");
}

function line(element, ends) {
  ["x1", "y1", "x2", "y2"].forEach((name, place) => element.setAttribute(name, ends[place]));
}

function route(lines) {
  return lines.map(([x1, y1, x2, y2]) => `M${across(x1)} ${up(y1)}L${across(x2)} ${up(y2)}`).join("");
}

function path(lines) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", route(lines));
  return drawn;
}
