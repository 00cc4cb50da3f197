// Words for those who listen wait until the reader pauses: nobody wants to hear each step of a slider.
const PAUSE = 500; // milliseconds

/**
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
