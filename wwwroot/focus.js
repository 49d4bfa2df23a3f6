// When the control that has the focus goes away, the next Tab would begin at the very top. The heading of the page takes the focus then, as
// after a navigation. What knows a better place comes first: a dialog that gives it back to its button, a step that has begun.
const patience = 200;
let focused = null;
let timer = null;

function takeOver() {
  timer = null;
  if (!focused || focused.isConnected || document.activeElement !== document.body || document.querySelector(".mud-dialog"))
    return;

  focused = null;
  document.querySelector("main h1[tabindex]")?.focus({ preventScroll: true });
}

document.addEventListener("focusin", event => { focused = event.target; });

// A click beside every control leaves the focus on purpose.
document.addEventListener("pointerdown", () => { focused = null; }, true);

new MutationObserver(() => {
  if (focused && !focused.isConnected)
    timer ??= setTimeout(takeOver, patience);
}).observe(document.body, { childList: true, subtree: true });
