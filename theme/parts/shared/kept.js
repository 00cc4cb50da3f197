// What a reader typed, kept in this browser alone. A browser that forbids it works without.

/** The texts kept under a name, or none where something else is kept. */
export function kept(name, count, longest) {
  try {
    const found = JSON.parse(localStorage.getItem(name));
    const isOurs = Array.isArray(found) && found.length === count && found.every((text) => typeof text === "string" && text.length <= longest);
    return isOurs ? found : [];
  } catch {
    return [];
  }
}

export function keep(name, texts) {
  try {
    if (texts.some(Boolean)) localStorage.setItem(name, JSON.stringify(texts));
    else localStorage.removeItem(name);
  } catch {
    // forbidden: then it lasts as long as the page
  }
}
