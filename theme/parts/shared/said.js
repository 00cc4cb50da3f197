// Sentences of a part: they stand in its <template>, and a script fills in the places in braces.

/** The sentences of a part. Returns a function (name, fill) that gives one, with its places filled in. */
export function sentences(part) {
  const all = new Map([...part.querySelector("template").content.querySelectorAll("[data-say]")].map((it) => [it.dataset.say, it.textContent]));
  return (name, fill = {}) => all.get(name).replace(/\{(\w+)\}/g, (_, place) => fill[place]);
}
