import { mix } from "../shared/attention.js";
import { FEWEST, faultOf, haveSum, readWeight, shareRest, summed, verdictOn } from "./scorecard.js";
import { keep, kept, parsed } from "../shared/kept.js";
import { atPause, copies } from "../shared/said.js";
import { rounded, vector } from "../shared/show.js";

const KEY = "attention-apply";
const LONGEST = 40; // letters of a field
const TOP = 1.25; // the sum at the meter's right end
const MUCH = 1000; // a larger sum is not written out
const HEAD = 11; // length of the arrow's head in the drawing

export function start(part, { she_words: words, she_values: values }) {
  const one = (selector) => part.querySelector(selector);
  const all = (selector) => [...part.querySelectorAll(selector)];
  const picks = all(".apply-pick");
  const fields = all(".apply-field");
  const rows = all(".apply-row");
  const turn = one("[role=switch]");
  const share = one(".apply-share");
  const plane = planeOf(one("svg"), values);
  let { state, fault } = restored(words.length);
  let before = null; // the state that "Undo" goes back to, until the next edit
  const say = copies(part);
  const spoken = atPause(speak);

  picks.forEach((pick, word) => pick.addEventListener("click", () => {
    const { picked } = card();
    picked[word] = !picked[word];
    changed();
  }));
  fields.forEach((field, word) => field.addEventListener("input", () => {
    card().typed[word] = field.value;
    changed();
  }));
  turn.addEventListener("click", () => {
    state.turned = !state.turned;
    changed();
  });
  share.addEventListener("click", () => {
    if (share.getAttribute("aria-disabled") === "true") return spoken.now(); // the reason
    const chosen = places();
    const texts = shareRest(chosen.map((word) => readWeight(card().typed[word])), chosen.map((word) => card().typed[word]));
    replace(() => chosen.forEach((word, place) => { card().typed[word] = texts[place]; }));
  });
  one(".apply-erase").addEventListener("click", () => replace(() => { state = { ...fresh(words.length), turned: state.turned }; }));
  one(".apply-undo").addEventListener("click", () => { if (before) replace(() => { state = before; }); });
  show();

  function card() {
    return state.cards[Number(state.turned)];
  }

  function places(of = card()) {
    return words.flatMap((_, word) => (of.picked[word] ? [word] : []));
  }

  /** A change that "Undo" takes back, and a second "Undo" makes again. */
  function replace(change) {
    const old = structuredClone(state);
    change();
    changed(JSON.stringify(old) === JSON.stringify(state) ? before : old);
  }

  function changed(back = null) {
    before = back;
    fault = keep(KEY, isEmpty(state) ? "" : JSON.stringify(state)) ? null : "unkept";
    show();
    spoken.later();
  }

  function speak() {
    one(".heard").textContent = [...one(".apply-said").children].map((said) => said.textContent).join(" ");
  }

  function show() {
    const chosen = places();
    const cards = chosen.map((word) => readWeight(card().typed[word]));
    const wrong = faultOf(cards);
    const weights = words.map((_, word) => (wrong ? 0 : cards[chosen.indexOf(word)]?.value ?? 0));
    part.classList.toggle("turned", state.turned);
    turn.setAttribute("aria-checked", state.turned);
    one(".apply-undo").disabled = !before;
    share.setAttribute("aria-disabled", !wrong || !chosen.length || !haveSum(cards));
    showRows(chosen, cards, wrong);
    showSum(cards);
    plane(chosen, wrong ? null : weights);
    if (wrong) sayFault(wrong, chosen, cards);
    else sayVerdict(chosen, weights, summed(cards));
  }

  function showRows(chosen, cards, wrong) {
    words.forEach((_, word) => {
      const place = chosen.indexOf(word);
      const value = cards[place]?.value ?? 0;
      picks[word].setAttribute("aria-pressed", place >= 0);
      rows[word].classList.toggle("picked", place >= 0);
      fields[word].disabled = place < 0;
      if (fields[word].value !== card().typed[word]) fields[word].value = card().typed[word];
      fields[word].setAttribute("aria-invalid", Boolean(cards[place]?.problem) && cards[place].problem !== "empty");
      rows[word].classList.toggle("asked", wrong?.card === place && place >= 0);
      rows[word].style.setProperty("--weight", Math.min(1, value));
    });
  }

  function showSum(cards) {
    const { sum, decimals } = summed(cards);
    const known = haveSum(cards);
    one(".apply-meter").style.setProperty("--sum", known ? Math.min(1, sum / TOP) : 0);
    const named = !known ? "unknown" : sum >= MUCH ? "huge" : sum === 1 ? "whole" : sum < 1 ? "under" : "over";
    one(".apply-meter").dataset.sum = named;
    all("[data-sum-is]").forEach((words) => { words.hidden = words.dataset.sumIs !== named; });
    one(".apply-sum").textContent = !known || sum >= MUCH ? "" : rounded(sum, sum === 1 ? FEWEST : decimals);
  }

  function sayFault({ say: name, card: place, gap }, chosen, cards) {
    const word = chosen[place];
    const { sum, decimals } = summed(cards);
    const fills = { word: words[word], typed: short(card().typed[word]), sum: rounded(sum, decimals), gap };
    tell([name, fault ?? (name === "nothing" ? "steps" : null)], fills);
  }

  function sayVerdict(chosen, weights, { decimals }) {
    const { winners, say: name, hard } = verdictOn(chosen.map((word) => weights[word]));
    const [winner, other] = winners.map((place) => chosen[place]);
    const reading = winner % 2 ? "any" : state.turned ? "turned" : "straight"; // only the persons can be "she"
    const fills = { word: words[winner], other: words[other], weight: rounded(weights[winner], decimals) };
    tell([name === "wins" ? `${winner}-${reading}` : name, fault ?? secondOf(weights, name, hard)], fills);
    one(".apply-blend").textContent = vector(mix(weights, values), 2);
  }

  function secondOf(weights, name, hard) {
    if (hard) return "hard";
    if (!weights[1] && !weights[3]) return "no-clue"; // all is with the persons
    const [straight, turned] = state.cards.map(winnerOf);
    if (straight === 2 && turned === 0) return "both"; // as most readers have it
    const next = straight === null || turned === null;
    return name === "wins" ? (next ? "small-next" : "small") : next ? "next" : null;
  }

  /** The word that wins on one of the two scorecards, undefined where several do, null where it is not finished. */
  function winnerOf(of) {
    const chosen = places(of);
    const cards = chosen.map((word) => readWeight(of.typed[word]));
    if (faultOf(cards)) return null;
    const { winners, say } = verdictOn(cards.map(({ value }) => value));
    return say === "wins" ? chosen[winners[0]] : undefined;
  }

  /** Show some of the sentences. */
  function tell(names, fills) {
    one(".apply-said").replaceChildren(...names.filter(Boolean).map((name) => say(name, fills)));
  }
}

function short(text = "") {
  return text.length > 12 ? `${text.slice(0, 12)}…` : text;
}

// ---- the plane

/** Draws the blend of the picked words; without weights only what it is made of. */
function planeOf(svg, values) {
  const { x, y, unit } = Object.fromEntries(Object.entries(svg.dataset).map(([name, text]) => [name, Number(text)]));
  const [shape, shaft, head, label] = [".apply-shape", ".apply-shaft", ".apply-head", ".apply-here"].map((name) => svg.querySelector(name));
  const points = [...svg.querySelectorAll(".apply-point")];
  const threads = [...svg.querySelectorAll(".apply-thread")];
  const at = ([first, second]) => [x + unit * first, y - unit * second];
  points.forEach((point, word) => { point.querySelector(".apply-value").textContent = vector(values[word], 0); });

  return (chosen, weights) => {
    const corners = around(chosen.map((word) => values[word]));
    shape.setAttribute("points", corners.map((corner) => at(corner).join()).join(" "));
    points.forEach((point, word) => point.classList.toggle("picked", chosen.includes(word)));
    svg.classList.toggle("blended", Boolean(weights));
    svg.parentElement.classList.toggle("blended", Boolean(weights));
    if (!weights) return;
    const blend = mix(weights, values);
    const goal = at(blend);
    const length = unit * Math.hypot(...blend);
    const angle = Math.atan2(-blend[1], blend[0]);
    threads.forEach((thread, word) => {
      line(thread, goal, at(values[word]));
      thread.style.setProperty("--weight", weights[word]);
    });
    line(shaft, at([0, 0]), at(blend.map((entry) => entry * Math.max(0, 1 - HEAD / length))));
    head.setAttribute("transform", `translate(${goal}) rotate(${(angle * 180) / Math.PI})`);
    label.setAttribute("x", goal[0] - 14);
    label.setAttribute("y", goal[1] - 12);
  };
}

function line(element, from, to) {
  ["x1", "y1", "x2", "y2"].forEach((name, place) => element.setAttribute(name, [...from, ...to][place]));
}

/** Corners in the order in which one goes round them. */
function around(corners) {
  if (!corners.length) return [];
  const middle = mix(corners.map(() => 1 / corners.length), corners);
  const angle = ([first, second]) => Math.atan2(second - middle[1], first - middle[0]);
  return [...corners].sort((one, other) => angle(one) - angle(other));
}

// ---- what the browser keeps

function fresh(words) {
  const card = () => ({ picked: Array(words).fill(false), typed: Array(words).fill("") });
  return { turned: false, cards: [card(), card()] };
}

function restored(words) {
  const text = kept(KEY);
  const state = parsed(text, (found) => isState(found, words));
  return { state: state ?? fresh(words), fault: state || text === null ? null : "unread" };
}

function isState(state, words) {
  const isList = (list, isEntry) => Array.isArray(list) && list.length === words && list.every(isEntry);
  return typeof state?.turned === "boolean" && Array.isArray(state.cards) && state.cards.length === 2 && state.cards.every((card) =>
    isList(card?.picked, (one) => typeof one === "boolean") && isList(card.typed, (one) => typeof one === "string" && one.length <= LONGEST));
}

function isEmpty({ cards }) {
  return !cards.some(({ picked, typed }) => picked.some(Boolean) || typed.some(Boolean));
}
