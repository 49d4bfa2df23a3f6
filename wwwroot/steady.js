// What is above a table grows and shrinks by itself: operations, problems, undo. While the pointer rests on a row, the page then moves by as
// much, so that the same row stays under it. The table of backups keeps the order of its rows meanwhile.
let row = null;
let top = 0;
let shifted = null;

function note() {
  row = document.querySelector(".dense-grid tbody tr:hover");
  top = row?.getBoundingClientRect().top ?? 0;
  if (!row && shifted) {
    shifted.style.marginTop = "";
    shifted = null;
  }
}

function steady() {
  if (!row?.isConnected)
    return note();

  const moved = row.getBoundingClientRect().top - top;
  if (moved === 0)
    return;

  window.scrollBy({ top: moved, behavior: "instant" });

  // At the very top there is nothing to scroll back to: the table keeps its distance until the pointer leaves it.
  const left = row.getBoundingClientRect().top - top;
  if (left !== 0) {
    shifted = row.closest(".dense-grid");
    shifted.style.marginTop = `${parseFloat(getComputedStyle(shifted).marginTop) - left}px`;
  }
}

document.addEventListener("pointermove", note, { passive: true });
document.addEventListener("scroll", note, { passive: true, capture: true });
new MutationObserver(steady).observe(document.body, { childList: true, subtree: true, characterData: true });
