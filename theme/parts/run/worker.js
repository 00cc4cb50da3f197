// Python in a worker of its own, so that nothing that a reader types can hold up the page.
//
// asked   { type: "start" }, then { type: "run", blocks, last } and { type: "judge", page, edits }
// told    { type: "progress", loaded, total }, "ready", "failed"; "running", then "ran" or "judged" with what came of it
//
// Once Python is there, it is alone: of what a browser gives a worker, only what computes is left. So neither
// the code of a reader nor what it calls can reach a network, a store, or another script.
const HERE = new URL("runtime/", import.meta.url);
const KEPT_HERE = "attention-python"; // the browser's own store, which a second visit takes the files from
const FETCHED = ["script.packed", "python.packed", "library.zip", "numpy.zip", "project.zip"];
const PACKAGES = "/lib/python3.12/site-packages";
const OWN = "/project";

const post = self.postMessage.bind(self);
let python; // runs blocks and judges pages: what Python gives, as JSON

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.type === "start") {
      await start();
      post({ type: "ready" });
    } else {
      post({ type: "running" });
      post({ type: data.type === "run" ? "ran" : "judged", ...JSON.parse(python(JSON.stringify(data))) });
    }
  } catch (error) {
    post({ type: "failed", during: data.type, why: String(error?.message ?? error).trim().split("\n").at(-1) });
  }
});

async function start() {
  const files = await fetched();
  const { loadPyodide, version } = await import(new URL("pyodide.mjs", HERE)).catch(() => {
    throw new Error("its first script did not come"); // what a browser says is an address, and no sentence
  });
  await loadScript(files["script.packed"]);
  const lock = { info: { arch: "wasm32", platform: "emscripten", version, python: "3.12" }, packages: {} };
  const answers = {
    "pyodide.asm.wasm": () => new Response(unpacked(files["python.packed"]), { headers: { "Content-Type": "application/wasm" } }),
    "python_stdlib.zip": () => new Response(files["library.zip"]),
    "pyodide-lock.json": () => new Response(JSON.stringify(lock)),
  };
  self.fetch = async (address) => answers[String(address.url ?? address).split("/").at(-1)]();
  const made = await loadPyodide({ indexURL: HERE.href, stdout() {}, stderr() {} });
  made.unpackArchive(files["numpy.zip"], "zip", { extractDir: PACKAGES });
  made.unpackArchive(files["project.zip"], "zip", { extractDir: OWN });
  python = made.runPython(`
import json, sys
from pathlib import Path
sys.path.append("${OWN}")
import blocks, numpy, yaml
from worked.browser.judge import judge_page
from worked.browser.pictures import draw
sys.path.remove("${OWN}")
def answer(asked):
    asked = json.loads(asked)
    with blocks.untouched(), numpy.printoptions(), numpy.errstate():
        if asked["type"] == "run":
            made = draw(Path("${OWN}"), blocks.run(asked["blocks"], asked["last"]), f"run-{asked['last']}")
        else:
            made = judge_page(Path("${OWN}"), asked["page"], asked["edits"])
    return json.dumps(made)
blocks.shut()
answer`);
  made.unregisterJsModule("js");
  made.unregisterJsModule("pyodide_js");
  shut();
}

// ---- fetching

/** The files, each whole and the one that the site was built with; from the browser's own store where it has them. */
async function fetched() {
  const answer = await fetch(new URL("manifest.json", HERE), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`the list of files is not there (${answer.status})`);
  const listed = await answer.json();
  const total = FETCHED.reduce((sum, name) => sum + listed[name].size, 0);
  const store = await openStore();
  let loaded = 0;
  const tell = (size) => post({ type: "progress", loaded: (loaded += size), total });
  const read = await Promise.all(FETCHED.map(async (name) => [name, await oneFile(name, listed[name], store, tell)]));
  await forgetOld(store, listed);
  return Object.fromEntries(read);
}

async function oneFile(name, { size, sha256 }, store, tell) {
  const address = addressOf(name, sha256);
  const known = await store?.match(address).catch(() => undefined);
  if (known) {
    const bytes = new Uint8Array(await known.arrayBuffer());
    if (await isWhole(bytes, size, sha256)) {
      tell(size);
      return bytes;
    }
  }
  const bytes = await download(address, size, tell);
  if (!(await isWhole(bytes, size, sha256))) throw new Error(`${name} came damaged`);
  await store?.put(address, new Response(bytes)).catch(() => {}); // no room: it is fetched again next time
  return bytes;
}

/** A new file has a new address, whatever keeps the old one. */
function addressOf(name, sha256) {
  return new URL(`${name}?${sha256.slice(0, 16)}`, HERE).href;
}

async function download(address, size, tell) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`a file is not there (${answer.status})`);
  const bytes = new Uint8Array(size);
  let at = 0;
  const reader = answer.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (at + piece.value.length > size) throw new Error("a file came longer than it is");
    bytes.set(piece.value, at);
    at += piece.value.length;
    tell(piece.value.length);
  }
  if (at < size) throw new Error("the connection broke off");
  return bytes;
}

async function isWhole(bytes, size, sha256) {
  if (bytes.length !== size) return false;
  if (!self.crypto?.subtle) return true; // an address without https: what is damaged does not unpack
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

async function openStore() {
  try {
    return await caches.open(KEPT_HERE);
  } catch {
    return undefined; // a browser that keeps nothing, or an address without https
  }
}

async function forgetOld(store, listed) {
  const current = new Set(FETCHED.map((name) => addressOf(name, listed[name].sha256)));
  for (const { url } of (await store?.keys().catch(() => [])) ?? []) if (!current.has(url)) await store.delete(url).catch(() => {});
}

function unpacked(bytes) {
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** The large script, from what was fetched; as it is where a host's own policy knows no blob. */
async function loadScript(packed) {
  const script = new Blob([await new Response(unpacked(packed)).arrayBuffer()], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  try {
    await import(address);
  } catch {
    await import(new URL("pyodide.asm.js", HERE));
  } finally {
    URL.revokeObjectURL(address);
  }
}

// ---- alone

const COMPUTING = new Set(
  `Infinity NaN undefined globalThis self isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent
  Object Boolean Symbol Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError Number BigInt Math Date
  String RegExp Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry ArrayBuffer SharedArrayBuffer DataView Atomics
  JSON Promise Proxy Reflect Iterator Intl WebAssembly SuppressedError DisposableStack AsyncDisposableStack
  TextEncoder TextDecoder performance crypto Crypto Performance queueMicrotask clearTimeout clearInterval structuredClone atob btoa
  console constructor`.split(/\s+/),
);

const NUMBERS = /^(?:(?:Big)?U?[Ii]nt|Float)\d+(?:Clamped)?Array$/;

/** Take away from all code here what does more than compute: whatever is not listed, so also what browsers do not have yet. */
function shut() {
  const timer = self.setTimeout.bind(self);
  for (let level = self; level && level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (COMPUTING.has(name) || NUMBERS.test(name)) continue;
      if (Reflect.deleteProperty(level, name)) continue;
      if (typeof Object.getOwnPropertyDescriptor(level, name).value === "number") continue; // a constant, which leads nowhere
      throw new Error(`this browser does not give up ${name}`);
    }
  }
  self.setTimeout = (call, ...rest) => (typeof call === "function" ? timer(call, ...rest) : 0); // a text would be run
  for (const one of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    Object.defineProperty(Object.getPrototypeOf(one), "constructor", { value: undefined }); // they make code of texts, too
  }
}
