// Starts the pages, and heals a lost connection: tries again by itself, at once when the page is looked at again, reloads when the server has forgotten the page, and leads to
// the sign-in when the session has ended meanwhile, which no attempt would ever mend.
const dialog = document.getElementById("components-reconnect-modal");
const state = dialog?.querySelector(".reconnect-state");
const button = dialog?.querySelector(".reconnect-now");
const retrySeconds = 5;

// The framework does not repeat a page's first connection, and says nothing but this. Nothing is on such a page that could be lost: it is loaded
// again, but not forever.
const triesKey = "backup-dashboard-tries";
const mostTries = 10;
const settledAfter = 20_000;
let isLoadingAgain = false;

function loadAgainIfEmpty() {
  if (isLoadingAgain || !dialog || document.querySelector("main")) {
    return;
  }
  try {
    const tries = Number(sessionStorage.getItem(triesKey) ?? 0);
    if (tries < mostTries) {
      isLoadingAgain = true;
      sessionStorage.setItem(triesKey, tries + 1);
      setTimeout(() => location.reload(), 1500 + Math.random() * 1500);
      return;
    }
  } catch {
    // Storage is blocked, so nothing could count.
  }
  document.getElementById("blazor-error-ui").style.display = "block";
}

function forgetTries() {
  try {
    sessionStorage.removeItem(triesKey);
  } catch {
    // Nothing was counted.
  }
}

window.addEventListener("unhandledrejection", loadAgainIfEmpty);
setTimeout(forgetTries, settledAfter);

// The framework's own first ten attempts are one burst, and then too late. At random, so that not everyone comes back in the same moment.
Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: 40,
      retryIntervalMilliseconds: (attempt, most) => attempt >= most ? null : attempt === 0 ? 0 : 1500 + Math.random() * 1500,
    },
  },
});

let timer;
let isTrying = false;
let lastAttempt;

// Asks as this browser, because the connection itself only ever says that it failed.
async function hasLostSession() {
  const answer = await fetch("/api/v1/me", { cache: "no-store", headers: { Accept: "application/json" } });
  if (answer.status !== 401) {
    return false;
  }
  location.replace(`/sign-in?returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
  return true;
}

async function tryAgain() {
  // A click and the clock must not connect twice.
  if (isTrying) {
    return;
  }
  isTrying = true;
  clearTimeout(timer);
  state.textContent = "Connecting…";
  try {
    if (await hasLostSession()) {
      return;
    }
    // The server is there; false means that it no longer knows this page.
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      location.reload();
    }
  } catch {
    waitFor(retrySeconds);
  } finally {
    isTrying = false;
  }
}

function waitFor(seconds) {
  clearTimeout(timer);
  if (seconds <= 0) {
    tryAgain();
    return;
  }
  state.textContent = `The server does not answer yet. Next attempt in ${seconds} s.`;
  timer = setTimeout(() => waitFor(seconds - 1), 1000);
}

function changed({ detail }) {
  switch (detail.state) {
    case "show":
      state.textContent = "";
      if (!dialog.open) {
        dialog.showModal();
      }
      hasLostSession().catch(() => {});
      break;
    case "retrying":
      if (detail.currentAttempt !== lastAttempt) {
        lastAttempt = detail.currentAttempt;
        hasLostSession().catch(() => {});
      }
      state.textContent = detail.secondsToNextAttempt > 0
        ? `The server does not answer yet. Next attempt in ${detail.secondsToNextAttempt} s.`
        : "Connecting…";
      break;
    case "hide":
      clearTimeout(timer);
      dialog.close();
      break;
    case "failed":
      waitFor(retrySeconds);
      break;
    case "rejected":
      location.reload();
      break;
  }
}

if (dialog) {
  dialog.addEventListener("components-reconnect-state-changed", changed);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  button.addEventListener("click", tryAgain);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && dialog.open) {
      tryAgain();
    }
  });
}
