// Heals a lost connection: tries again by itself, at once when the page is looked at again, and reloads when the server has forgotten it.
const dialog = document.getElementById("components-reconnect-modal");
const state = dialog?.querySelector(".reconnect-state");
const retryMilliseconds = 3000;
let timer;

async function tryAgain() {
  clearTimeout(timer);
  try {
    if (await Blazor.reconnect()) {
      return;
    }
    // The server is there but no longer knows this page.
    if (!(await Blazor.resumeCircuit())) {
      location.reload();
    }
  } catch {
    state.textContent = "The server does not answer yet.";
    timer = setTimeout(tryAgain, retryMilliseconds);
  }
}

function changed({ detail }) {
  switch (detail.state) {
    case "show":
      state.textContent = "";
      dialog.showModal();
      break;
    case "hide":
      clearTimeout(timer);
      dialog.close();
      break;
    case "failed":
      timer = setTimeout(tryAgain, retryMilliseconds);
      break;
    case "rejected":
      location.reload();
      break;
  }
}

if (dialog) {
  dialog.addEventListener("components-reconnect-state-changed", changed);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.querySelector(".reconnect-now").addEventListener("click", tryAgain);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && dialog.open) {
      tryAgain();
    }
  });
}
