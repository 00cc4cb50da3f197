// A query and keys to type, and all that follows from them: dot products, scores, weights, the blend.
import { dotProducts, mix, softmax } from "../shared/attention.js";
import { atPause, sayOne, sentences } from "../shared/said.js";
import { rounded, vector } from "../shared/show.js";
import { number } from "../shared/typed.js";

const LARGEST = 20;
const STEPS = [0.1, 1]; // by an arrow key, and with Shift
const SATURATED = 0.99;
const MOST_DECIMALS = 12; // of a slope: less is nothing
const FAULTS = ["empty", "word", "large"];

/** What one typed text says: a number, or the name of what is wrong with it. */
export function read(text) {
  if (!text.trim()) return "empty";
  const typed = number(text);
  if (!typed || typed.isPercent) return "word";
  return Math.abs(typed.value) <= LARGEST ? typed.value : "large";
}

/** A number as a cell shows it: with all its decimals, and at least one. */
export function written(value) {
  return rounded(value, Math.max(1, decimalsOf(String(value))));
}

function decimalsOf(text) {
  return number(text)?.decimals ?? 0;
}

/**
 * One query (d) asks keys (n, d) for their values (n, m).
 * hidden (n): which cards it may not see; scaled: whether to divide by the root of d.
 * found: the row of the key that a dict would find, or -1. Of equal keys, a dict keeps the last.
 */
export function lookUp(query, keys, values, hidden, scaled) {
  const same = keys.map((key) => key.every((entry, place) => entry === query[place]));
  const dots = dotProducts(query, keys);
  const scores = dots.map((dot) => (scaled ? dot / Math.sqrt(query.length) : dot));
  const masked = scores.map((score, card) => (hidden[card] ? -Infinity : score));
  const weights = softmax(masked);
  return { same, found: same.lastIndexOf(true), dots, scores, masked, weights, blend: mix(weights, values) };
}

export function start(part, numbers) {
  const { query, keys, values, cross_query: crossQuery } = numbers;
  const all = (selector) => [...part.querySelectorAll(selector)];
  const one = (selector) => part.querySelector(selector);
  const width = query.length;
  const inputs = all(".grid-lists input");
  const rows = all(".grid-results tbody tr");
  const spoken = one("output");
  const word = sentences(part);
  const pause = atPause(settle);
  const presets = {
    lesson: [query, ...keys],
    key: [keys[0], ...keys],
    cross: [crossQuery, ...keys],
  };
  const begin = { texts: textsOf(presets.lesson), scaled: true, masked: false };

  let state = begin;
  let lists = presets.lesson; // the last that could be read
  let chosen = 0; // the cell that the buttons change
  let past = [];
  let lastCell = null; // whose changes are one step back, as long as they follow one another
  let frame = 0;

  all(".grid-value").forEach((cell, row) => row && (cell.textContent = vector(values[row - 1], 0)));
  inputs.forEach((input, place) => {
    input.addEventListener("input", () => edit(place, input.value));
    input.addEventListener("focus", () => choose(place));
    input.addEventListener("blur", () => pause.isWaiting() && pause.now());
    input.addEventListener("keydown", (event) => press(event, place));
  });
  for (const box of all("[data-switch]")) box.addEventListener("change", () => change({ [box.dataset.switch]: box.checked }));
  for (const button of all("[data-preset]")) button.addEventListener("click", () => take(button.dataset));
  const actions = { less: () => step(chosen, -STEPS[0]), more: () => step(chosen, STEPS[0]), turn, double, undo, reset: () => change(begin) };
  for (const button of all("[data-do]")) button.addEventListener("click", () => actions[button.dataset.do]());
  choose(0);
  write();
  draw();
  say(faultOf() ?? adviceNow());

  // ---- what the reader does

  function edit(place, text) {
    change({ texts: state.texts.map((old, other) => (other === place ? text : old)) }, place);
  }

  function press(event, place) {
    const { key, shiftKey } = event;
    const direction = { ArrowUp: 1, ArrowDown: -1 }[key];
    if (direction) step(place, direction * STEPS[Number(shiftKey)]);
    else if (key === "Enter") inputs[place + (shiftKey ? -width : width)]?.focus();
    else return;
    event.preventDefault();
  }

  function step(place, by) {
    const value = read(state.texts[place]);
    if (typeof value !== "number") return;
    const decimals = Math.max(1, decimalsOf(state.texts[place]));
    const text = rounded(value + by, decimals);
    if (Math.abs(text) <= LARGEST) edit(place, state.texts[place].includes(",") ? text.replace(".", ",") : text);
  }

  function turn() {
    const value = read(state.texts[chosen]);
    if (typeof value === "number") edit(chosen, written(-value));
  }

  function double() {
    if (canDouble()) change({ texts: state.texts.map((text, place) => (place < width ? written(2 * read(text)) : text)) });
  }

  function canDouble() {
    return state.texts.slice(0, width).map(read).every((entry) => Math.abs(2 * entry) <= LARGEST); // what is no number is not
  }

  function take({ preset }) {
    change({ texts: textsOf(presets[preset]) });
  }

  function undo() {
    if (!past.length) return;
    state = past.pop();
    lastCell = null;
    follow();
  }

  function change(changes, cell = null) {
    if (Object.entries(changes).every(([name, value]) => String(state[name]) === String(value))) return write();
    if (cell === null || cell !== lastCell) past.push(state);
    lastCell = cell;
    state = { ...state, ...changes };
    follow();
  }

  function choose(place) {
    inputs[chosen].classList.remove("chosen");
    chosen = place;
    inputs[chosen].classList.add("chosen");
    one(".grid-tools b").textContent = inputs[chosen].getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).textContent.trim()).join(", ");
  }

  // ---- what follows

  /** Numbers at once, in the next frame; words when the reader pauses. */
  function follow() {
    write();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
    pause.later();
  }

  function write() {
    inputs.forEach((input, place) => input.value === state.texts[place] || (input.value = state.texts[place]));
    for (const box of all("[data-switch]")) box.checked = state[box.dataset.switch];
    const entries = state.texts.map(read);
    if (entries.every(Number.isFinite)) lists = tableOf(entries);
  }

  function result() {
    const [first, ...others] = lists;
    const hidden = others.map((_, card) => state.masked && card === others.length - 1);
    return { hidden, ...lookUp(first, others, values, hidden, state.scaled) };
  }

  function draw() {
    const { same, found, dots, scores, masked, weights, blend, hidden } = result();
    const dotDecimals = dots.every((dot) => Math.abs(dot * 10 - Math.round(dot * 10)) < 1e-9) ? 1 : 2;
    rows.forEach((row, card) => {
      const show = (name, text) => (row.querySelector(`[data-show="${name}"]`).textContent = text);
      show("same", word(same[card] ? "yes" : "no"));
      show("dot", rounded(dots[card], dotDecimals));
      show("score", hidden[card] ? word("hidden") : rounded(scores[card], 2));
      show("weight", hidden[card] ? "0" : rounded(weights[card], 2));
      row.querySelector(".grid-bar").style.setProperty("--share", weights[card]);
      row.classList.toggle("hidden", hidden[card]);
      row.classList.toggle("found", card === found);
    });
    const home = found < 0 ? null : vector(values[found], 0);
    one('[data-show="found"]').textContent = home ?? word("nothing");
    one('[data-show="blend"]').textContent = vector(blend, 2);
    const inCode = {
      found: home ?? "None",
      dots: vector(dots, dotDecimals),
      scores: vector(scores, 2),
      masked: `[${masked.map((score) => (score === -Infinity ? "-inf" : rounded(score, 2))).join(", ")}]`,
      weights: vector(weights, 2),
      blend: vector(blend, 2),
    };
    for (const [name, text] of Object.entries(inCode)) one(`[data-code="${name}"]`).textContent = text;
    for (const piece of all("[data-on]")) piece.hidden = !state[piece.dataset.on];
    for (const piece of all("[data-off]")) piece.hidden = state[piece.dataset.off];
    const top = Math.max(...weights);
    const slope = top * (1 - top);
    one('[data-show="slope"]').textContent = rounded(slope, slope > 0 ? Math.min(MOST_DECIMALS, Math.max(4, Math.ceil(-Math.log10(slope)))) : 4);
    for (const button of all("[data-preset]")) button.setAttribute("aria-pressed", isShown(presets[button.dataset.preset]));
    one('[data-do="undo"]').setAttribute("aria-disabled", !past.length);
    one('[data-do="double"]').setAttribute("aria-disabled", !canDouble());
    if (!faultOf()) say(adviceNow());
  }

  function isShown(table) {
    return state.texts.every((text, place) => read(text) === table.flat()[place]);
  }

  function faultOf() {
    const found = state.texts.map(read);
    return FAULTS.find((fault) => found.includes(fault));
  }

  function adviceNow() {
    return Math.max(...result().weights) > SATURATED ? "saturated" : "hint";
  }

  /** Show one of the messages, and mark the cells that it is about. */
  function say(name) {
    sayOne(all(".grid-message p"), name);
    inputs.forEach((input, place) => input.setAttribute("aria-invalid", FAULTS.includes(name) && typeof read(state.texts[place]) !== "number"));
  }

  /** The reader looks up: the words for what is wrong, and for a screen reader what came out. */
  function settle() {
    lastCell = null;
    const name = faultOf() ?? adviceNow();
    say(name);
    spoken.textContent = [name === "hint" ? "" : one(`[data-say="${name}"]`).textContent, FAULTS.includes(name) ? "" : summary()].join(" ").trim();
  }

  function summary() {
    const { weights, blend } = result();
    const top = weights.indexOf(Math.max(...weights));
    const name = rows[top].querySelector(".token").textContent;
    return word("summary", { word: name, weight: rounded(weights[top], 2), blend: vector(blend, 2) });
  }

  function tableOf(entries) {
    return Array.from({ length: entries.length / width }, (_, row) => entries.slice(row * width, (row + 1) * width));
  }

  function textsOf(table) {
    return table.flat().map(written);
  }
}
