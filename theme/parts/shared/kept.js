// What a reader did, kept by this browser alone and never sent. A browser that forbids it works without.

/** The text kept under a name, or null. */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keep a text, or forget what was kept where there is none. Returns whether the browser allows it. */
export function keep(name, text) {
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

/** What a kept text stands for, or null: it may be damaged, by hand or by a version yet to come. */
export function parsed(text, isOurs) {
  try {
    const found = JSON.parse(text);
    return isOurs(found) ? found : null;
  } catch {
    return null;
  }
}
