/* The theme asks for this file only where the site is opened from a disk, under "file:". Browsers allow
   no search there, and without an index the theme's other scripts would stop: so it is an empty one.
   An address that ends in a folder shows that folder's list of files: so it gets its page. */
var __index = { config: { lang: ["en"], separator: "\\s+", pipeline: [] }, docs: [] };

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
}, true);
