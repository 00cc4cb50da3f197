// What is said to a reader who runs the code of a page. Braces are blanks.
export const WORDS = {
  asked: "Python is on its way.",
  loading: "Python is on its way: {loaded} of {total} MB.",
  starting: "Python is here, and starts.",
  running: "Running.",
  busy: "One at a time: wait until that is done, or press Stop.",
  ran: "Done.",
  silent: "Done. It printed nothing.",
  wrong: "Line {line}: {error}",
  wrongAbove: "Block {block} above stops, in line {line}: {error}",
  stopped: "Stopped. Python starts afresh when you press Run again.",
  slow: "Stopped: it ran for {seconds} seconds. A loop may never end.",
  lost: "Python gave up: {why}. It starts afresh when you press Run again.",
  deep: "Python gave up: the code called itself too often. It starts afresh when you press Run again.",
  silence: "nothing has arrived for {seconds} seconds",
  unfetched: "Python could not be fetched: {why}. Nothing here has changed. Press again to try once more.",
  old: "This browser is too old to run Python in a page. Everything else here works.",
  judging: "Comparing the numbers of this page.",
  proved: "{of} of {of} hold, computed by your browser.",
  changed: "{holds} of {of} numbers of this page still hold. The others are marked where they stand.",
  changedUnseen: "{holds} of {of} numbers of this page still hold.",
  back: "With the code as it was, all {of} numbers of this page hold.",
  now: "now {now}",
  off: "no longer",
  next: "Show the next one",
  reset: "Reset",
  resetAll: "Reset all code",
  erase: "Erase what I typed",
  stop: "Stop",
  edit: "Edit",
  code: "Code of block {block}. Press Control and Enter to run it.",
  output: "Output of block {block}",
  kept: "Your browser keeps what you type here, on this device only.",
  unkept: "Your browser keeps nothing here: what you type is gone when you leave.",
};

/** A sentence with its blanks filled. */
export function words(name, fills = {}) {
  return WORDS[name].replace(/\{(\w+)\}/g, (_, blank) => fills[blank]);
}
