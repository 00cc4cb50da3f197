// The button beside the link to a page's text copies that text. A browser that cannot has no button.

const copy = document.querySelector(".md-copyright button");
if (copy && window.ClipboardItem && location.protocol !== "file:") {
  copy.hidden = false;
  copy.addEventListener("click", () => {
    const text = fetch(copy.previousElementSibling.href).then((answer) => answer.text());
    const plain = text.then((words) => new Blob([words], { type: "text/plain" }));
    navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]).then(
      () => (copy.textContent = "Copied"),
      () => (copy.textContent = "Not copied"),
    );
  });
}
