// Runs the code of a page in the reader's own browser, and shows which of the page's numbers object to a change.
// theme/assets/run.js fetches this at the first press of a button; worker.js holds Python.
import { keep, kept, parsed } from "../shared/kept.js";
import { drawing } from "./drawing.js";
import { clear, mark, next } from "./marks.js";
import { start as startPython } from "./python.js";
import { words } from "./words.js";

const KEY = `attention-run-${location.pathname}`;
const SETS_ANSWER = /^my_\w+ *=/m; // a task of a lab: the next cell says what is right about it
const JUDGES = /\bjudge_\w+\(/;

const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("run.css", import.meta.url) });
document.head.append(sheet);

const checkButton = document.querySelector('[data-run="check"]');
const page = checkButton.dataset.page;
const isLab = page.endsWith(".py");
const count = statusAfter(checkButton.closest("p"));
const blocks = [...document.querySelectorAll(".run-bar")].map(asBlock);
export const python = startPython();

/** What a press of one of the page's own buttons does. */
export function press(button) {
  if (button.dataset.run === "check") return check();
  const block = blocks.find((one) => one.bar === button.parentElement);
  return button.dataset.run === "edit" ? edit(block) : run(block);
}

/** Put back what was typed into a lab before. */
export function restore() {
  const isOurs = (texts) => texts !== null && typeof texts === "object" && Object.values(texts).every((text) => typeof text === "string");
  for (const [name, text] of Object.entries(parsed(kept(KEY), isOurs) ?? {})) {
    const block = blocks.find((one) => nameOf(one) === name);
    if (block) edit(block, { text, isQuiet: true });
  }
}

// ---- blocks

function asBlock(bar, place) {
  const box = bar.parentElement;
  const pre = box.querySelector("pre");
  const original = pre.querySelector("code").textContent.trimEnd();
  const [runButton, editButton] = bar.querySelectorAll("button");
  const built = outputBelow(box);
  return { place, bar, box, pre, original, text: original, runButton, editButton, built, area: null, result: null };
}

/** What a block put out when the site was built. Below a question it is closed, with what the lab says to it. */
function outputBelow(box) {
  const below = box.nextElementSibling;
  return below?.matches(".lab-output") ? below : (below?.querySelector(":scope > .lab-output") ?? null);
}

/** A block is known by what it held: after an edit of the page, what was typed elsewhere is not put here. */
function nameOf({ original, place }) {
  let hash = 0;
  for (const letter of original) hash = (hash * 31 + letter.codePointAt(0)) | 0;
  return `${place} ${hash}`;
}

function edit(block, { text = block.text, isQuiet = false } = {}) {
  if (!block.area) {
    const area = document.createElement("textarea");
    Object.assign(area, { className: "run-code", spellcheck: false, autocapitalize: "none", autocomplete: "off", wrap: "off" });
    area.setAttribute("autocorrect", "off");
    area.setAttribute("aria-label", words("code", { block: block.place + 1 }));
    area.addEventListener("input", () => typed(block));
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run(block);
    });
    block.area = area;
    block.pre.before(area);
    block.pre.hidden = true;
    block.editButton.hidden = true;
    button(block.bar, "reset", () => reset(block));
  }
  block.text = text;
  block.area.value = text;
  grow(block.area);
  if (isQuiet) return;
  block.area.focus();
  if (isLab) say(block, words(canKeep() ? "kept" : "unkept"));
}

function typed(block) {
  block.text = block.area.value;
  grow(block.area);
  keepTexts();
}

function grow(area) {
  area.rows = area.value.split("\n").length;
}

function keepTexts() {
  if (!isLab) return;
  const texts = blocks.filter(isChanged).map((block) => [nameOf(block), block.text]);
  keep(KEY, texts.length > 0 && JSON.stringify(Object.fromEntries(texts)));
}

/** Whether this browser keeps anything: only writing something down tells. */
function canKeep() {
  const isKept = keep(KEY, kept(KEY) ?? "{}");
  keepTexts();
  return isKept;
}

const isChanged = (block) => block.text !== block.original;

/** A block as it was; the numbers of the page follow. */
async function reset(block) {
  const hadFocus = block.bar.contains(document.activeElement);
  const wasJudged = block.wasRun && isChanged(block);
  putBack(block);
  if (hadFocus) block.runButton.focus();
  if (!blocks.some(isChanged)) forget();
  else if (wasJudged && !python.isBusy) await compare(count);
}

function resetAll() {
  blocks.forEach(putBack);
  forget();
}

function putBack(block) {
  block.text = block.original;
  block.area?.remove();
  block.area = null;
  block.pre.hidden = false;
  block.editButton.hidden = false;
  for (const made of block.bar.querySelectorAll(".run-made")) made.remove();
  block.result?.remove();
  block.result = null;
  if (block.built) block.built.hidden = false;
  keepTexts();
}

/** No number of the page objects any more. */
function forget() {
  clear();
  count.replaceChildren();
}

// ---- running

async function run(block) {
  if (python.isBusy) return say(block, words("busy"));
  const told = (text) => say(block, text);
  const last = isTask(block) ? block.place + 1 : block.place;
  const stop = button(block.bar, "stop", () => python.stop());
  try {
    const came = await python.ask({ type: "run", blocks: blocks.map((one) => one.text), last: block.place }, told);
    show(block, came);
    block.wasRun = true;
    if (came.error === undefined && last > block.place) {
      show(blocks[last], await python.ask({ type: "run", blocks: blocks.map((one) => one.text), last }, () => {}));
    }
    if (blocks.some(isChanged) || count.hasChildNodes()) await compare(statusOf(block), came);
  } catch (error) {
    told(error.message);
  } finally {
    stop.remove();
  }
}

const isTask = (block) => SETS_ANSWER.test(block.text) && JUDGES.test(blocks[block.place + 1]?.text ?? "");

/** What a block put out, in the place of what it put out when the site was built. */
function show(block, { text, pictures = [], error, line, block: place }) {
  const result = resultOf(block);
  if (block.built) block.built.hidden = true;
  const out = result.querySelector(".run-text");
  out.hidden = !text;
  out.textContent = text;
  for (const old of result.querySelectorAll("svg")) old.remove();
  out.after(...pictures.map(drawing));
  const failed = error !== undefined;
  const answer = block.built?.closest("details");
  if (answer && !failed) answer.open = true; // the question is answered
  const name = place === undefined || place === block.place ? (line ? "wrong" : "") : "wrongAbove";
  const sentence = name ? words(name, { line, error, block: place + 1 }) : error;
  say(block, failed ? sentence : words(text || pictures.length ? "ran" : "silent"));
  result.classList.toggle("run-failed", failed);
}

/** Say how many numbers of the page hold over the code as it is now, and mark the others. */
async function compare(place, came) {
  const before = came ? place.textContent : "";
  const edits = changes();
  const told = await python.ask({ type: "judge", page, edits }, () => {});
  if (JSON.stringify(edits) !== JSON.stringify(changes())) return told; // typed or put back meanwhile: another answer
  clear();
  const { holds, of, off } = told;
  if (!off.length) {
    count.textContent = words(Object.keys(edits).length ? "proved" : "back", { of });
    if (came) place.textContent = [before, count.textContent].filter(Boolean).join(" ");
    return told;
  }
  const marked = mark(off, blocks.map((block) => (block.area ? null : block.pre)), words);
  const sentence = words(marked ? "changed" : "changedUnseen", { holds, of });
  for (const [one, head] of [[count, ""], ...(came ? [[place, before]] : [])]) {
    one.textContent = [head, sentence].filter(Boolean).join(" ");
    if (marked) button(one, "next", next);
    button(one, isLab ? "erase" : "resetAll", resetAll);
  }
  return told;
}

const changes = () => Object.fromEntries(blocks.filter(isChanged).map((block) => [block.place, block.text]));

/** The page over its own code, which nobody has touched. */
async function check() {
  const say = (text) => (count.textContent = text);
  if (python.isBusy) return say(words("busy"));
  const stop = button(checkButton.parentElement, "stop", () => python.stop());
  try {
    const { holds, of, off } = await python.ask({ type: "judge", page, edits: {} }, say);
    clear();
    const marked = off.length && mark(off, blocks.map((block) => (block.area ? null : block.pre)), words);
    say(off.length ? words(marked ? "changed" : "changedUnseen", { holds, of }) : words("proved", { of }));
  } catch (error) {
    say(error.message);
  } finally {
    stop.remove();
  }
}

// ---- what is said

function button(place, name, pressed) {
  const known = place.querySelector(`[data-made="${name}"]`);
  if (known) return known;
  const made = Object.assign(document.createElement("button"), { type: "button", className: "run-made", textContent: words(name) });
  made.dataset.made = name;
  made.addEventListener("click", pressed);
  place.append(" ", made);
  return made;
}

function statusAfter(element) {
  const status = Object.assign(document.createElement("p"), { className: "run-status run-count" });
  status.setAttribute("role", "status");
  element.after(status);
  return status;
}

function resultOf(block) {
  if (block.result) return block.result;
  const result = Object.assign(document.createElement("div"), { className: "run-result" });
  const out = Object.assign(document.createElement("pre"), { className: "run-text", hidden: true, tabIndex: 0 });
  out.setAttribute("role", "group");
  out.setAttribute("aria-label", words("output", { block: block.place + 1 }));
  const status = Object.assign(document.createElement("p"), { className: "run-status" });
  status.setAttribute("role", "status");
  result.append(out, status);
  block.bar.after(result);
  block.result = result;
  return result;
}

const statusOf = (block) => resultOf(block).querySelector(".run-status");

function say(block, text) {
  statusOf(block).textContent = text;
}
