// A stage of words: the one that is pressed holds the lamp, and its beams fall on the words that it asks.
import { between, gliding } from "../shared/glide.js";
import { atPause } from "../shared/said.js";

const BEHIND = 8; // pixels of a beam's end that the top of a word hides
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const SVG = "http://www.w3.org/2000/svg";

export function start(part, { tokens, asked, tasty_asked: tastyAsked }) {
  const stage = part.querySelector(".ask-stage");
  const words = [...part.querySelectorAll(".ask-word")];
  const told = [...part.querySelectorAll(".ask-told > p")];
  const twins = [...part.querySelectorAll(".ask-twin button")];
  const output = part.querySelector("output");
  const glow = part.querySelector(".ask-beams radialGradient");
  const paths = words.map(() => part.querySelector(".ask-beams g").appendChild(document.createElementNS(SVG, "path")));
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
    places = words.map((word) => ({ x: word.offsetLeft + word.offsetWidth / 2, y: word.offsetTop + word.offsetHeight / 2, height: word.offsetHeight }));
    from = aim();
    turn.finish();
  }).observe(stage);

  words.forEach((word, place) => word.addEventListener("click", () => choose(place)));
  part.querySelector(".ask-words").addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
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
    paths.forEach((path, place) => path.setAttribute("d", beam(state, places[place], state.light[place])));
  }
}

/** The lamp and its light, some part of the way; a word's height is no place to be on the way to. */
function mixed(from, to, done) {
  const [x, y, light] = ["x", "y", "light"].map((name) => between(from[name], to[name], done));
  return { x, y, height: to.height, light };
}

/**
 * A beam that widens from the lamp to a word. Within a row it goes from top to top in an arc, over the
 * words between them. Its end is three pixels wide for each spark.
 */
function beam(lamp, word, sparks) {
  const dx = word.x - lamp.x;
  if (sparks < 0.05 || Math.hypot(dx, word.y - lamp.y) < 1) return "";
  const sameRow = Math.max(0, 1 - Math.abs(word.y - lamp.y) / lamp.height);
  const [from, to] = [lamp, word].map(({ x, y }) => ({ x, y: y - sameRow * (lamp.height / 2 - BEHIND) }));
  const over = { x: lamp.x + dx / 2, y: (from.y + to.y) / 2 - sameRow * Math.min(30 + Math.abs(dx) * 0.2, 90) };
  const end = 1.5 * sparks;
  const [l, o, w] = [beside(from, over, from, 1.5), beside(over, to, from, (1.5 + end) / 2), beside(to, to, over, end)];
  return `M${l[0]}Q${o[0]} ${w[0]}L${w[1]}Q${o[1]} ${l[1]}Z`;
}

/** The two points at a distance to either side of a point, seen along a way. */
function beside(point, to, from, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [((from.y - to.y) / length) * distance, ((to.x - from.x) / length) * distance];
  return [1, -1].map((side) => `${(point.x + side * x).toFixed(1)} ${(point.y + side * y).toFixed(1)}`);
}
