// Tells on the page of a live preview what fails in its scripts. SETTINGS are filled in by scripts.py.
(() => {
  const { names, heading, looks } = SETTINGS;
  const told = new Set();
  function name(address) {
    const path = decodeURI(new URL(address).pathname);
    return names[Object.keys(names).find((end) => path.endsWith(`/${end}`))] ?? path.slice(1);
  }
  function tell(words) {
    if (told.has(words)) return;
    told.add(words);
    const box = document.createElement("div");
    box.className = "worked-script";
    box.setAttribute("role", "alert");
    box.style.cssText = looks.box;
    const text = box.appendChild(document.createElement("pre"));
    text.style.cssText = looks.words;
    text.textContent = [heading, words].join("\n\n");
    const put = () => (document.querySelector("article") ?? document.body).prepend(box);
    document.body ? put() : addEventListener("DOMContentLoaded", put);
  }
  addEventListener("error", ({ message, filename, lineno, colno }) => {
    if (filename?.endsWith(".js")) tell(`${name(filename)}:${lineno}:${colno}: ${message}`);
    else if (filename === location.href.split("#")[0]) tell(`In a script that a template writes: ${message}`);
  });
  // A module that another one loads late fails without a place: loaded by itself, it has one.
  addEventListener("unhandledrejection", ({ reason }) => {
    const at = String(reason?.stack).match(/(https?:[^\s()]+\.js):(\d+):(\d+)/);
    if (at) return tell(`${name(at[1])}:${at[2]}:${at[3]}: Uncaught ${reason}`);
    const own = [...document.scripts].map((script) => script.src); // these have told already
    for (const { name: address } of performance.getEntriesByType("resource"))
      if (address.startsWith(location.origin) && address.endsWith(".js") && !own.includes(address))
        document.head.append(Object.assign(document.createElement("script"), { type: "module", src: address }));
  });
})();
