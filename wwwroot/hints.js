// What the mouse tells by resting on something (the time in UTC, the bytes, a reason), a tap tells as well.
const hint = document.createElement("div");
hint.className = "hint";
hint.popover = "auto";
hint.role = "status";

// What does something by itself when it is tapped.
const isControl = element =>
  element.closest("a[href], button:not([aria-disabled=true]), input, label, select, textarea, [role=menuitem], [role=option], [role=combobox]");

const placeBy = place => {
  const box = hint.getBoundingClientRect();
  const left = Math.min(place.left, innerWidth - box.width - 8);
  const below = place.bottom + 6;
  hint.style.left = `${Math.max(8, left)}px`;
  hint.style.top = `${below + box.height > innerHeight ? Math.max(8, place.top - box.height - 6) : below}px`;
};

document.addEventListener("click", event => {
  const told = event.target.closest?.("[title]:not([title=''])");
  if (!told || !event.pointerType || event.pointerType === "mouse" || isControl(event.target))
    return;

  if (!hint.isConnected)
    document.body.append(hint);
  hint.textContent = told.title;
  hint.showPopover();
  placeBy(told.getBoundingClientRect());
});

// It belongs to a place on the screen.
document.addEventListener("scroll", () => hint.isConnected && hint.hidePopover(), { capture: true, passive: true });
