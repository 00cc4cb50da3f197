// What a part says, and when. Each sentence stands in the part's HTML, shown there or in a <template>, as
// [data-say="name"]; its blanks stand in braces: {word}. base.css hides those that are shown and not said.
const PAUSE = 500; // milliseconds until a reader has paused

/** Returns a function (name, fills) that gives a sentence as text, with its blanks filled. */
export function sentences(part) {
  const copy = copies(part);
  return (name, fills) => copy(name, fills).textContent;
}

/** Returns a function (name, fills) that gives a copy of a sentence's element, with its blanks filled. */
export function copies(part) {
  const places = [part, ...[...part.querySelectorAll("template")].map((one) => one.content)];
  const all = places.flatMap((place) => [...place.querySelectorAll("[data-say]")]);
  const named = new Map(all.map((one) => [one.dataset.say, one.cloneNode(true)])); // whatever is filled later
  return (name, fills) => {
    const copy = named.get(name).cloneNode(true);
    copy.removeAttribute("data-say");
    return filled(copy, fills);
  };
}

/** An element, once its blanks are filled. */
export function filled(element, fills = {}) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\{(\w+)\}/g, (_, blank) => fills[blank]);
  return element;
}

/** Of sentences that share a place, say one. */
export function sayOne(sentences, name) {
  for (const one of sentences) one.classList.toggle("said", one.dataset.say === name);
}

/**
 * Words for those who listen wait until the reader pauses: nobody wants to hear each step of a slider.
 *
 * Returns { later, now, isWaiting } for a function that speaks; what they are given goes to it. Only the
 * last call is answered.
 */
export function atPause(speak) {
  let timer = 0;

  function now(...given) {
    clearTimeout(timer);
    timer = 0;
    speak(...given);
  }

  function later(...given) {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE, ...given);
  }

  return { later, now, isWaiting: () => timer !== 0 };
}
