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

// A button that is disabled while its request is under way loses the focus, too: it gets it back when it is done.
function giveBack(records) {
  const isEnabledAgain = records.some(record => record.type === "attributes" && record.target === focused && !focused.disabled);
  if (isEnabledAgain && document.activeElement === document.body)
    focused.focus({ preventScroll: true });
}

new MutationObserver(records => {
  giveBack(records);
  if (focused && !focused.isConnected)
    timer ??= setTimeout(takeOver, patience);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
