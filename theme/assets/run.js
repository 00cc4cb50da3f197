// Python in the reader's own browser: nothing of it is fetched, and nothing listens but its buttons, before one is pressed.

const home = document.currentScript.src;
const python = () => import(new URL("../parts/run/run.js", home));

for (const button of document.querySelectorAll("[data-run]"))
  button.addEventListener("click", () =>
    python().then(
      ({ press }) => press(button),
      () => (button.textContent = "Not fetched. Load the page again"),
    ),
  );

// What a reader typed into a lab was kept by this browser: it comes back.
try {
  if (localStorage.getItem(`attention-run-${location.pathname}`)) python().then(({ restore }) => restore());
} catch {
  // a browser that keeps nothing
}
