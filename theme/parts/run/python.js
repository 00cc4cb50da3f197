// Python as a page sees it: one question at a time, a limit of time, and a new worker after one that was stopped.
import { words } from "./words.js";

const LIMITS = { run: 10, judge: 60 }; // seconds: of a reader's code; of all numbers of a page, on a slow machine too
const SILENCE = 30; // seconds without a byte, until the line is taken for dead: a browser waits for ever
const MEGABYTE = 1e6;

/** Returns { ask, stop, isBusy }. */
export function start() {
  let worker = null; // from the first question on
  let isReady = false;
  let current = null; // the question that is being answered

  /**
   * Ask Python something, and start it before where need be.
   *
   * tell     is told each sentence meanwhile
   * limit    seconds that the answer may take, once Python is there
   * returns  the answer
   * throws   an error whose message is a sentence for the reader
   */
  function ask(question, tell, limit = LIMITS[question.type]) {
    if (!worker && !(worker = made())) return Promise.reject(new Error(words("old")));
    return new Promise((answer, refuse) => {
      current = { question, tell, limit, answer, refuse, timer: 0 };
      if (isReady) send();
      else begin();
    });
  }

  function begin() {
    current.tell(words("asked"));
    worker.postMessage({ type: "start" });
    listen();
  }

  /** Wait for the next bytes, and not for ever. */
  function listen() {
    clearTimeout(current.timer);
    current.timer = setTimeout(() => fail(words("silence", { seconds: SILENCE })), SILENCE * 1000);
  }

  /** A worker that has not begun; null in a browser that knows no modules there, and so never asks for the type. */
  function made() {
    let isModule = false;
    const options = {
      get type() {
        isModule = true;
        return "module";
      },
    };
    if (typeof Worker !== "function" || typeof DecompressionStream !== "function") return null;
    const one = new Worker(new URL("worker.js", import.meta.url), options);
    if (!isModule) {
      one.terminate();
      return null;
    }
    one.addEventListener("message", ({ data }) => one === worker && current && told(data));
    one.addEventListener("error", (event) => {
      event.preventDefault();
      if (one === worker && current) fail(event.message || "the worker did not start");
    });
    return one;
  }

  function told({ type, ...data }) {
    if (type === "progress") {
      const { loaded, total } = data;
      const inMegabytes = (size) => (size / MEGABYTE).toFixed(1);
      listen();
      if (loaded < total) return current.tell(words("loading", { loaded: inMegabytes(loaded), total: inMegabytes(total) }));
      clearTimeout(current.timer);
      current.tell(words("starting"));
    } else if (type === "ready") {
      isReady = true;
      send();
    } else if (type === "running") {
      current.tell(words(current.question.type === "run" ? "running" : "judging"));
      const { limit } = current;
      current.timer = setTimeout(() => end(words("slow", { seconds: limit })), limit * 1000);
    } else if (type === "failed") {
      fail(data.why);
    } else {
      const { answer } = finished();
      answer(data);
    }
  }

  const send = () => worker.postMessage(current.question);

  function fail(why) {
    const isDeep = /call stack|recursion/i.test(why);
    end(isReady ? words(isDeep ? "deep" : "lost", { why }) : words("unfetched", { why }));
  }

  /** End the worker, whatever it does: it cannot be asked to stop. The next question makes a new one. */
  function end(sentence) {
    worker?.terminate();
    worker = null;
    isReady = false;
    if (current) finished().refuse(new Error(sentence));
  }

  function finished() {
    const one = current;
    clearTimeout(one.timer);
    current = null;
    return one;
  }

  return {
    ask,
    stop: () => end(words("stopped")),
    get isBusy() {
      return current !== null;
    },
  };
}
