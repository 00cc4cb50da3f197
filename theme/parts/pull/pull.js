import { atPause, sentences } from "../shared/said.js";
import { decimal, inUnits, withOne } from "../shared/show.js";
import { number } from "../shared/typed.js";

const DECIMALS = 2;
const WHOLE = 10 ** DECIMALS;
const PULL = 3; // pixels for one hundredth
const STILL = 4; // pixels that a press may move and still be a press
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

export function start(part, { words, weights, values }) {
  const say = sentences(part);
  const inputs = [...part.querySelectorAll(".pull-weight")];
  const products = [...part.querySelectorAll(".pull-part")];
  const said = part.querySelector("output");
  const lesson = weights.map((weight) => Number(inUnits(weight, DECIMALS)));
  let units = lesson;
  let from = lesson; // before the weight in hand was changed, so that pulling it back undoes it
  let inHand = -1;
  let typing = -1;
  let frame = 0;
  const spoken = atPause(speak);

  part.querySelectorAll(".pull-value").forEach((it, card) => (it.textContent = `· ${list(values[card].map((entry) => decimal(BigInt(entry), 0)))}`));
  inputs.forEach(begin);
  part.querySelector("button").addEventListener("click", () => {
    inHand = -1;
    put(lesson);
    spoken.now("lesson");
  });
  paint();

  function begin(input, card) {
    input.setAttribute("aria-valuemin", "0");
    input.setAttribute("aria-valuemax", "1");
    input.addEventListener("input", () => (typing = card));
    input.addEventListener("change", () => take(card));
    input.addEventListener("keydown", (event) => press(event, card));
    pulled(input, () => units[card], (amount) => set(card, amount));
  }

  function press(event, card) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Enter") take(card);
    else if (event.key === "Escape") forget(card);
    else if (event.key in STEPS && !(typing === card && /Left|Right/.test(event.key))) set(card, units[card] + STEPS[event.key]);
    else return;
    event.preventDefault();
  }

  /** What was typed: a share, or a sentence about why not. */
  function take(card) {
    if (typing !== card) return;
    const text = inputs[card].value.trim();
    const typed = number(text);
    const wrong = !text ? "empty" : !typed ? "unread" : typed.value < 0 ? "negative" : typed.value > 1 ? "large" : "";
    if (wrong) {
      inputs[card].setAttribute("aria-invalid", "true");
      spoken.now(wrong, card);
      return;
    }
    const amount = Number(inUnits(typed.value, DECIMALS));
    set(card, amount, Math.abs(typed.value * WHOLE - amount) > 1e-9 ? "rounded" : "");
  }

  function forget(card) {
    if (typing === card) typing = -1;
    schedule();
  }

  function set(card, amount, what = "") {
    if (inHand !== card) [inHand, from] = [card, units];
    put(withOne(from, card, Math.min(WHOLE, Math.max(0, amount))));
    spoken.later(what || kind(), card);
  }

  function put(changed) {
    units = changed;
    typing = -1;
    schedule();
  }

  function schedule() {
    frame ||= requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    inputs.forEach((input, card) => {
      if (typing !== card) {
        input.value = shown(units[card]);
        input.removeAttribute("aria-invalid");
      }
      input.setAttribute("aria-valuenow", shown(units[card]));
      products[card].textContent = list(values[card].map((entry) => shown(units[card] * entry)));
    });
    part.querySelector(".pull-blend").textContent = blend();
    part.classList.toggle("yours", !same(units, lesson));
  }

  function kind() {
    if (same(units, lesson)) return "lesson";
    if (units.includes(WHOLE)) return "hard";
    return units.every((unit) => unit === units[0]) ? "even" : "changed";
  }

  function speak(what, card = 0) {
    const word = words[what === "hard" ? units.indexOf(WHOLE) : card];
    said.textContent = say(what, { word, weight: shown(units[card]), weights: list(units.map(shown)), blend: blend() });
  }

  function blend() {
    return list(values[0].map((_, entry) => shown(units.reduce((sum, unit, card) => sum + unit * values[card][entry], 0))));
  }
}

/** Calls back with the amount that a number is pulled to; a press without a pull starts typing. */
function pulled(input, amount, change) {
  let pull = null;
  input.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault(); // no text is selected meanwhile
    pull = { at: event.clientX, had: amount(), moved: false };
    input.setPointerCapture(event.pointerId);
  });
  input.addEventListener("pointermove", (event) => {
    if (!pull) return;
    const way = event.clientX - pull.at;
    if (!pull.moved && Math.abs(way) < STILL) return;
    pull.moved = true;
    change(pull.had + Math.round(way / PULL));
  });
  input.addEventListener("pointerup", (event) => {
    const wasMoved = pull?.moved ?? true;
    pull = null;
    if (!wasMoved) {
      input.focus();
      input.select();
    } else if (event.pointerType === "mouse") input.focus(); // on a phone that would open the keyboard
  });
  input.addEventListener("pointercancel", () => (pull = null));
}

function shown(units) {
  return decimal(BigInt(units), DECIMALS);
}

function list(entries) {
  return `[${entries.join(",\u00a0")}]`; // stays on one line
}

function same(units, others) {
  return units.every((unit, place) => unit === others[place]);
}
