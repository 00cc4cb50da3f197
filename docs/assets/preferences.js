/* What the reader's browser kept for this site may be damaged, or closed to scripts. Then a page is
   shown as on a first visit, instead of losing its search and its switches to an error.
   The theme's own functions (see the script above this one in each page) are wrapped, not replaced. */
{
  const { __md_get: get, __md_set: set } = window;
  const parts = ["media", "scheme", "primary", "accent"];

  const isPalette = (value) =>
    Number.isInteger(value?.index) &&
    ["default", "slate"].includes(value.color?.scheme) &&
    Object.keys(value.color).every((name) => parts.includes(name));

  window.__md_get = (name, ...where) => {
    try {
      const value = get(name, ...where);
      return name !== "__palette" || isPalette(value) ? value : null;
    } catch {
      return null;
    }
  };

  window.__md_set = (...given) => {
    try {
      set(...given);
    } catch {
      // not kept: the page works all the same
    }
  };
}
