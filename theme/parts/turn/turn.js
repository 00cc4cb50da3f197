// The query of "it" to turn: two heads look with a half of it each, and one wide head looks with all of it.
import { dotProducts, mix, softmax } from "../shared/attention.js";
import { atPause, copies, sayOne, sentences } from "../shared/said.js";
import { rounded, vector } from "../shared/show.js";

/** One lookup: the weights (n) and the blend (m) of a query (d) on keys (n, d) and values (n, m). */
export function lookUp(query, keys, values) {
  const weights = softmax(dotProducts(query, keys).map((dot) => dot / Math.sqrt(query.length)));
  return { weights, blend: mix(weights, values) };
}

/** The same with lists cut into parts of equal length, one for each head; the blends are joined. */
export function lookUpByHeads(heads, query, keys, values) {
  const cut = (list, head) => list.slice((list.length / heads) * head, (list.length / heads) * (head + 1));
  const found = Array.from({ length: heads }, (_, head) => lookUp(cut(query, head), keys.map((key) => cut(key, head)), values.map((value) => cut(value, head))));
  return { weights: found.map(({ weights }) => weights), blend: found.flatMap(({ blend }) => blend) };
}

export function start(part, { Q: [lesson], K: keys, V: values, wish }) {
  const heads = [...part.querySelectorAll(".turn-head")];
  const sliders = [...part.querySelectorAll("input")];
  const cards = heads.map((head) => [...head.querySelectorAll("li")]);
  const told = [...part.querySelectorAll(".turn-told > p")];
  const [say, copy] = [sentences(part), copies(part)];
  const highest = Math.max(...values.map(([one, other]) => one + other));
  let order = keys.map((_, card) => card); // in which the cards lie

  const spoken = atPause((fills) => (part.querySelector("output").textContent = say("heard", fills)));

  function show(event = "turned") {
    const query = sliders.map((slider) => Number(slider.value));
    const [theirKeys, theirValues] = [order.map((card) => keys[card]), order.map((card) => values[card])];
    const one = vector(lookUp(query, theirKeys, theirValues).blend, 2);
    const { weights, blend } = lookUpByHeads(heads.length, query, theirKeys, theirValues);
    const [two, sum] = [vector(blend, 2), blend.reduce((total, entry) => total + entry)];
    sliders.forEach((slider, place) => (slider.parentElement.lastElementChild.textContent = rounded(query[place], 1)));
    heads.forEach((head, which) => {
      const items = order.map((card) => cards[which][card]);
      items.forEach((item, place) => {
        item.lastElementChild.textContent = rounded(weights[which][place], 2);
        item.style.setProperty("--share", weights[which][place]);
      });
      if (items[0] !== head.querySelector("li")) head.querySelector("ul").append(...items);
      head.querySelector(".turn-blend").textContent = rounded(blend[which], 2);
    });
    part.querySelector("[data-show=two]").textContent = two;
    part.querySelector("[data-show=one]").textContent = one;
    const name = event !== "turned" ? event : sum > highest ? "beyond" : "within";
    const message = told.find((each) => each.dataset.say === name);
    message.replaceChildren(...copy(name, { sum: rounded(sum, 2) }).childNodes);
    sayOne(told, name);
    if (event !== "start") spoken.later({ two, one, message: message.textContent });
  }

  function begin() {
    sliders.forEach((slider, place) => (slider.value = lesson[place]));
    order = keys.map((_, card) => card);
  }

  for (const slider of sliders) slider.addEventListener("input", () => show());
  part.querySelector("[data-do=lesson]").addEventListener("click", () => {
    begin();
    show();
  });
  part.querySelector("[data-do=shuffle]").addEventListener("click", () => {
    order = [...order.slice(2), order[1], order[0]]; // returns to where it began after some presses
    show("shuffled");
  });
  part.querySelector("[data-show=wish]").textContent = vector(wish, 0);
  begin();
  show("start");
}
