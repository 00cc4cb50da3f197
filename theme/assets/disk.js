// A site opened from a disk: there, a link to a folder shows its files, so that each leads to the page in it.

if (location.protocol === "file:")
  for (const link of document.links)
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
