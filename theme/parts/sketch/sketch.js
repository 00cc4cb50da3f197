// Checkboxes for the lists of the box behind the part. Without scripts the lists are plain.
import { keep, kept } from "../shared/kept.js";
import { sayOne, sentences } from "../shared/said.js";

const KEY = "attention-sketch";

export function start(part) {
  const ticks = [...part.nextElementSibling.querySelectorAll("li")].map(withTick);
  const say = sentences(part);
  const before = kept(KEY) ?? "";
  const isOurs = new RegExp(`^[x-]{${ticks.length}}$`).test(before);
  ticks.forEach((tick, place) => {
    tick.checked = isOurs && before[place] === "x";
    tick.addEventListener("change", changed);
  });
  part.querySelector(".sketch-erase").addEventListener("click", () => {
    ticks.forEach((tick) => { tick.checked = false; });
    changed();
  });
  show();

  function changed() {
    keep(KEY, ticks.some((tick) => tick.checked) && ticks.map((tick) => (tick.checked ? "x" : "-")).join(""));
    show();
  }

  function show() {
    const ticked = ticks.filter((tick) => tick.checked).length;
    part.querySelector(".sketch-bar").style.setProperty("--part", ticked / ticks.length);
    const named = ticked === 0 ? "none" : ticked < ticks.length ? "some" : "all";
    part.querySelector("[data-say=some]").textContent = say("some", { ticked, points: ticks.length });
    sayOne(part.querySelectorAll("[data-say]"), named);
  }
}

function withTick(item) {
  const label = document.createElement("label");
  const tick = Object.assign(document.createElement("input"), { type: "checkbox" });
  label.append(tick, ...item.childNodes);
  item.append(label);
  return tick;
}
