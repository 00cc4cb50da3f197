// A stage of words: the one that is pressed holds the lamp, and its beams fall on the words that it asks.
import { beam, beamPaths, middle, mixed, stepOf } from "../shared/beams.js";
import { gliding } from "../shared/glide.js";
import { atPause } from "../shared/said.js";

const LEAST = 0.05; // sparks that are to be seen
const SPARK = 3; // pixels that one adds to the end of a beam

export function start(part, { tokens, asked, tasty_asked: tastyAsked }) {
  const stage = part.querySelector(".ask-stage");
  const words = [...part.querySelectorAll(".ask-word")];
  const told = [...part.querySelectorAll(".ask-told > p")];
  const twins = [...part.querySelectorAll(".ask-twin button")];
  const output = part.querySelector("output");
  const glow = part.querySelector(".ask-beams radialGradient");
  const paths = beamPaths(part.querySelector(".ask-beams g"), words);
  const scenes = [asked, tastyAsked];
  let scene = 0;
  const it = words.findIndex((word) => word.getAttribute("aria-pressed") === "true");
  let looker = it;
  let places = []; // the middle of each word, and how high it is: read once for each layout
  let shown = null; // the lamp and the light on each word, as drawn
  let from = null; // where it turns from
  const turn = gliding((done) => draw(mixed(from, aim(), done)));
  const spoken = atPause(speak);

  new ResizeObserver(() => {
    places = words.map(middle);
    from = aim();
    turn.finish();
  }).observe(stage);

  words.forEach((word, place) => word.addEventListener("click", () => choose(place)));
  part.querySelector(".ask-words").addEventListener("keydown", (event) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    const place = (words.indexOf(event.target) + step + words.length) % words.length;
    words[place].focus();
    choose(place);
  });
  twins.forEach((twin, place) =>
    twin.addEventListener("click", () => {
      scene = place;
      choose(it); // it is the beam of "it" that turns
    }),
  );
  show();

  function choose(place) {
    looker = place;
    show();
    spoken.later();
  }

  /** What is pressed, lit and told; the beams follow. */
  function show() {
    twins.forEach((twin, place) => twin.setAttribute("aria-pressed", place === scene));
    part.querySelectorAll(".ask-last > span").forEach((word, place) => word.classList.toggle("ask-away", place !== scene));
    words.forEach((word, place) => {
      word.setAttribute("aria-pressed", place === looker);
      word.style.setProperty("--sparks", scenes[scene][looker][place]);
      word.classList.toggle("ask-lit", scenes[scene][looker][place] > 0);
    });
    told.forEach((sentence, place) => sentence.classList.toggle("ask-now", place === scene * tokens.length + looker));
    if (!places.length) return;
    from = shown;
    turn.start();
  }

  function speak() {
    output.textContent = told.find((sentence) => sentence.classList.contains("ask-now")).textContent.replace(/\s+/g, " ");
  }

  /** Where the lamp is to be, and how much light falls on each word. */
  function aim() {
    return { ...places[looker], light: [...scenes[scene][looker]] };
  }

  function draw(state) {
    shown = state;
    glow.setAttribute("cx", state.x);
    glow.setAttribute("cy", state.y);
    paths.forEach((path, place) => path.setAttribute("d", state.light[place] < LEAST ? "" : beam(state, places[place], SPARK * state.light[place])));
  }
}
