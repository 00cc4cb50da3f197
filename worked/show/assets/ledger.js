// Filters the ledger by words, page and kind, and opens what it finds. Without this script all of it is there to open.
// The filter stands in the address (?page=…&find=…&hide=…), so that a link can set it.
"use strict";

(() => {
  const form = document.querySelector(".ledger-filter");
  if (!form) return;
  const { find, page } = form.elements;
  const kinds = [...form.querySelectorAll("[name=kind]")];
  const count = form.querySelector("output");

  const words = (cells) => [...cells].map((cell) => cell.textContent).join(" ").toLowerCase();
  const readPages = () =>
    [...document.querySelectorAll(".ledger-page")].map((element) => ({
      element,
      box: element.querySelector("details"),
      key: element.dataset.page,
      sections: [...element.querySelectorAll("tbody")].map((body) => {
        const [heading, ...rows] = body.rows;
        return {
          body,
          rows: rows.map((row) => ({ row, kind: row.cells[3].textContent, words: words([heading, ...row.cells]) })),
        };
      }),
    }));
  let pages; // read when the filter is first used: a visit without it need not wait for thousands of rows

  const number = (value) => value.toLocaleString("en");
  const said = (shown, all) => `${number(shown)} of ${number(all)} numbers found.`;

  function apply() {
    const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shownKinds = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    const isNarrowed = wanted.length > 0 || page.value !== "" || shownKinds.size < kinds.length;
    let shown = 0;
    let all = 0;
    pages ??= readPages();
    for (const { element, box, key, sections } of pages) {
      const before = shown;
      for (const { body, rows } of sections) {
        const above = shown;
        for (const one of rows) {
          const isWanted =
            (!page.value || page.value === key) &&
            shownKinds.has(one.kind) &&
            wanted.every((word) => one.words.includes(word));
          one.row.hidden = !isWanted;
          shown += isWanted;
          all += 1;
        }
        body.hidden = shown === above;
      }
      element.hidden = shown === before;
      box.open = isNarrowed && !element.hidden;
    }
    return said(shown, all);
  }

  function write() {
    const query = new URLSearchParams();
    if (page.value) query.set("page", page.value);
    if (find.value.trim()) query.set("find", find.value.trim());
    for (const box of kinds) if (!box.checked) query.append("hide", box.value);
    const address = new URL(location.href);
    address.search = query.toString().replaceAll("%2F", "/");
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // a browser that lets no file change its address still filters
    }
  }

  function read() {
    const query = new URLSearchParams(location.search);
    find.value = query.get("find") ?? "";
    page.value = query.get("page") ?? "";
    if (page.selectedIndex < 0) page.value = "";
    const hidden = query.getAll("hide");
    for (const box of kinds) box.checked = !hidden.includes(box.value);
  }

  // The count is read aloud; wait until whoever types has paused.
  let timer;
  function changed() {
    const message = apply();
    clearTimeout(timer);
    timer = setTimeout(() => {
      count.textContent = message;
      write();
    }, 300);
  }

  function named() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // a mistyped address
    }
  }

  // As the button does, but without its event, whose listener would fold again what is about to be opened.
  function clear() {
    find.value = page.value = "";
    for (const box of kinds) box.checked = true;
  }

  // A link to a row or a page shows it, whatever is folded or the filter hides.
  function showTarget() {
    const target = named();
    const around = target?.closest(".ledger-page");
    if (!around) return;
    if (target.closest("[hidden]")) {
      clear();
      count.textContent = apply();
      write();
    }
    around.querySelector("details").open = true;
    (target.id === page.value ? form : target).scrollIntoView();
  }

  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", showTarget);

  read();
  form.hidden = false;
  if (location.search) count.textContent = apply();
  else {
    const all = document.querySelectorAll(".ledger-rows tr[id]").length;
    count.textContent = said(all, all);
  }
  window.addEventListener("load", showTarget); // behind the browser's own jump to the fragment
})();
