// A drawing that glides from what it shows to what it is to show, unless the reader wants nothing to move.
const LASTS = 400; // milliseconds
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Returns { start, finish } for a function that draws a part of the way, from 0 to 1: fast at first, then slower.
 * start  from now on; what was on its way is left where it is
 * finish  the rest of the way at once
 */
export function gliding(draw) {
  let frame = 0;

  function start() {
    cancelAnimationFrame(frame);
    if (calm.matches) return finish();
    let begun;
    frame = requestAnimationFrame(function step(now) {
      begun ??= now;
      const done = Math.min((now - begun) / LASTS, 1);
      if (done < 1) frame = requestAnimationFrame(step);
      else frame = 0;
      draw(1 - (1 - done) ** 3);
    });
  }

  function finish() {
    cancelAnimationFrame(frame);
    frame = 0;
    draw(1);
  }

  return { start, finish };
}

/** A number or a list of numbers, some part of the way to another. */
export function between(from, to, part) {
  return Array.isArray(from) ? from.map((one, place) => between(one, to[place], part)) : from * (1 - part) + to * part;
}
