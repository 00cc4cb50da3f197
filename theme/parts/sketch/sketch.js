// Checkboxes for the lists of the box behind the part. Without scripts the lists are plain.
const KEY = "attention-sketch";

export function start(part) {
  const ticks = [...part.nextElementSibling.querySelectorAll("li")].map(withTick);
  const kept = restored(ticks.length);
  ticks.forEach((tick, place) => {
    tick.checked = kept[place] === "x";
    tick.addEventListener("change", changed);
  });
  part.querySelector(".sketch-erase").addEventListener("click", () => {
    ticks.forEach((tick) => { tick.checked = false; });
    changed();
  });
  show();

  function changed() {
    keep(ticks.map((tick) => (tick.checked ? "x" : "-")).join(""));
    show();
  }

  function show() {
    const ticked = ticks.filter((tick) => tick.checked).length;
    part.querySelector(".sketch-bar").style.setProperty("--part", ticked / ticks.length);
    const named = ticked === 0 ? "none" : ticked < ticks.length ? "some" : "all";
    part.querySelectorAll("[data-say]").forEach((said) => said.classList.toggle("said", said.dataset.say === named));
    part.querySelector("[data-fill=ticked]").textContent = ticked;
    part.querySelector("[data-fill=points]").textContent = ticks.length;
  }
}

function withTick(item) {
  const label = document.createElement("label");
  const tick = Object.assign(document.createElement("input"), { type: "checkbox" });
  label.append(tick, ...item.childNodes);
  item.append(label);
  return tick;
}

function restored(count) {
  try {
    const kept = localStorage.getItem(KEY);
    return new RegExp(`^[x-]{${count}}$`).test(kept) ? kept : "";
  } catch {
    return "";
  }
}

function keep(ticks) {
  try {
    if (ticks.includes("x")) localStorage.setItem(KEY, ticks);
    else localStorage.removeItem(KEY);
  } catch {} // a browser that keeps nothing still shows the ticks
}
