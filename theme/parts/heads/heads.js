// A real model's attention: a reader picks a sentence, a layer, a head and a word, and its beams fall.
import { beam, beamPaths, middle, mixed, stepOf } from "../shared/beams.js";
import { gliding } from "../shared/glide.js";
import { atPause, copies, sayOne } from "../shared/said.js";

const HOME = new URL("../../experiments/heads/", import.meta.url);
const WIDEST = 34; // pixels: the end of a beam that has all the light
const LEAST = 0.01; // a weight that is to be seen
const MARKS = { "[CLS]": "start", "[SEP]": "end" }; // what the model sets before and behind a text

export function start(part, { pronouns, finder, layers, heads, decimals }) {
  const [sentence, layer, head] = ["sentence", "layer", "head"].map((name) => part.querySelector(`.heads-${name}`));
  const stage = part.querySelector(".heads-words");
  const group = part.querySelector(".heads-beams g");
  const glow = part.querySelector(".heads-beams radialGradient");
  const blank = part.querySelector("template").content.firstElementChild;
  const told = part.querySelector(".heads-told");
  const places = Object.fromEntries([...told.children].map((one) => [one.dataset.say, one]));
  const copy = copies(part);
  const output = part.querySelector("output");
  const whole = 10 ** decimals; // weights come as units of the last decimal
  const read = new Map(); // the data of a sentence, once it was asked for
  let data = null;
  let words = [];
  let paths = [];
  let spots = []; // where each word is
  let looker = 0;
  let shown = null; // the lamp and its light, as drawn
  let from = null;
  const turn = gliding((done) => spots.length && draw(mixed(from, aim(), done)));
  const spoken = atPause(() => { output.textContent = told.querySelector(".said").textContent; });

  offer(layer, layers, finder[0]);
  offer(head, heads, finder[1]);
  new ResizeObserver(settle).observe(stage);
  sentence.addEventListener("change", fetchSentence);
  for (const choice of [layer, head]) choice.addEventListener("change", change);
  stage.addEventListener("click", ({ target }) => {
    const place = words.indexOf(target.closest(".heads-word"));
    if (place >= 0) look(place);
  });
  stage.addEventListener("keydown", (event) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    const place = (words.indexOf(document.activeElement) + step + words.length) % words.length;
    words[place].focus();
    look(place);
  });
  fetchSentence();

  /** Only the sentence that was picked last is shown, whichever comes last. */
  async function fetchSentence() {
    const name = sentence.value;
    sayOne([...told.children], "coming");
    part.setAttribute("aria-busy", "true");
    try {
      if (!read.has(name)) read.set(name, await weightsOf(name));
    } catch {
      if (name === sentence.value) say("missing");
      return;
    } finally {
      if (name === sentence.value) part.removeAttribute("aria-busy");
    }
    if (name !== sentence.value) return;
    data = read.get(name);
    build();
  }

  /** The words of another sentence; the pronoun looks first. */
  function build() {
    words = data.tokens.map((token) => {
      const word = blank.cloneNode(true);
      word.firstElementChild.textContent = named(token);
      word.classList.toggle("heads-mark", token in MARKS);
      word.classList.toggle("heads-joined", token.startsWith("##"));
      return word;
    });
    looker = data.tokens.findIndex((token) => pronouns.includes(token));
    stage.replaceChildren(...words);
    group.replaceChildren();
    paths = beamPaths(group, words);
    show();
    settle();
    if (output.textContent) spoken.later();
    else output.textContent = " "; // nothing is said before a reader has chosen
  }

  function settle() {
    spots = words.map(middle);
    if (!spots.length) return;
    from = aim();
    turn.finish();
  }

  function look(place) {
    looker = place;
    change();
  }

  function change() {
    if (!data) return;
    show();
    from = shown;
    turn.start();
    spoken.later();
  }

  /** What is pressed, lit and said; the beams follow. */
  function show() {
    const light = row();
    words.forEach((word, place) => {
      word.setAttribute("aria-pressed", place === looker);
      word.style.setProperty("--light", light[place] / whole);
      word.lastElementChild.textContent = shareOf(light[place]);
    });
    const best = light.indexOf(Math.max(...light));
    const fills = { looker: named(data.tokens[looker]), best: named(data.tokens[best]), weight: shareOf(light[best]) };
    say(best === looker ? "itself" : "looks", fills);
  }

  function say(name, fills) {
    const sentence = copy(name, fills);
    sentence.dataset.say = name;
    places[name].replaceWith(sentence);
    places[name] = sentence;
    sayOne([...told.children], name);
  }

  function row() {
    return data.weights[layer.value - 1][head.value - 1][looker];
  }

  function shareOf(units) {
    return (units / whole).toFixed(decimals); // nothing is rounded here
  }

  /** Where the lamp is to be, and how much light falls on each word. */
  function aim() {
    return { ...spots[looker], light: row().map((units) => units / whole) };
  }

  function draw(state) {
    shown = state;
    glow.setAttribute("cx", state.x);
    glow.setAttribute("cy", state.y);
    paths.forEach((path, place) => path.setAttribute("d", state.light[place] < LEAST ? "" : beam(state, spots[place], WIDEST * state.light[place])));
  }
}

/** The choices of a list: the numbers from one on, with one of them chosen. */
function offer(list, count, chosen) {
  list.replaceChildren(...Array.from({ length: count }, (_, place) => new Option(place + 1)));
  list.value = chosen;
}

/** A token as readers know it: the rest of a word without the model's own sign for it. */
function named(token) {
  return MARKS[token] ?? token.replace(/^##/, "");
}

async function weightsOf(name) {
  const answer = await fetch(new URL(`${name}.json`, HOME));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}
