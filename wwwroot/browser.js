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
