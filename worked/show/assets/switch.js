// The switch beside a page's count: it marks the numbers of the text, puts them into the order of the Tab key
// and gives each a name. All else works without a script.
"use strict";

(() => {
  const KEY = "worked-marks";
  const control = document.querySelector(".worked-switch");

  function stored() {
    try {
      return localStorage.getItem(KEY) === "on";
    } catch {
      return false; // a browser that keeps nothing
    }
  }

  function store(isOn) {
    try {
      if (isOn) localStorage.setItem(KEY, "on");
      else localStorage.removeItem(KEY);
    } catch {
      // it holds for this page
    }
  }

  function apply(isOn) {
    control.setAttribute("aria-checked", String(isOn));
    document.documentElement.toggleAttribute("data-worked-marks", isOn);
    for (const button of document.querySelectorAll(".worked-press")) {
      if (isOn) {
        const shown = button.parentElement.textContent.replace(/\s+/g, " ").trim();
        button.setAttribute("aria-label", `how ${shown} is known`);
        button.removeAttribute("aria-hidden");
        button.removeAttribute("tabindex");
      } else {
        button.removeAttribute("aria-label");
        button.setAttribute("aria-hidden", "true");
        button.tabIndex = -1;
      }
    }
  }

  if (control) {
    control.hidden = false;
    if (stored()) apply(true);
    control.addEventListener("click", () => {
      const isOn = control.getAttribute("aria-checked") !== "true";
      apply(isOn);
      store(isOn);
    });
  }
})();
