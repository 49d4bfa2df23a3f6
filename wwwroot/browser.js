// What only the browser knows or can do; called by Shell/Browser.cs.
const themeKey = "backup-dashboard-theme";

export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
}

export function theme() {
  try {
    return localStorage.getItem(themeKey);
  } catch {
    return null; // Storage is blocked: the system's theme it is.
  }
}

export function keepTheme(choice) {
  try {
    localStorage.setItem(themeKey, choice);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}

// A tab's own, and gone with it; signed-out.js ends it sooner.
const draftKey = "backup-dashboard-draft";

export function draft(key, start, length) {
  try {
    return sessionStorage.getItem(`${draftKey} ${key}`)?.slice(start, start + length) ?? "";
  } catch {
    return ""; // Storage is blocked: nothing was kept.
  }
}

export function keepDraft(key, text) {
  try {
    if (text === null) {
      sessionStorage.removeItem(`${draftKey} ${key}`);
    } else {
      sessionStorage.setItem(`${draftKey} ${key}`, text);
    }
    return true;
  } catch {
    return false; // Storage is blocked, or full.
  }
}

export function showAddress(address) {
  // The framework keeps its own state beside the address.
  history.replaceState(history.state, "", address);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
