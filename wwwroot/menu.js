// Keys within menus, which are popovers of the browser: it opens and closes them, also by Escape and by a click beside them.
const items = menu => [...menu.querySelectorAll("[role=menuitem]")];

// The event does not bubble.
document.addEventListener("toggle", event => {
  if (event.newState === "open" && event.target.matches("[role=menu]")) {
    event.target.focus();
  }
}, true);

document.addEventListener("keydown", event => {
  const menu = event.target.closest?.("[role=menu][popover]");
  if (!menu) {
    return;
  }

  const all = items(menu);
  const place = all.indexOf(document.activeElement);
  const next = { ArrowDown: place + 1, ArrowUp: place < 0 ? -1 : place - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined && all.length > 0) {
    event.preventDefault();
    all.at(next % all.length).focus();
  } else if (event.key === "Tab") {
    menu.hidePopover();
  }
});

document.addEventListener("click", event => {
  const item = event.target.closest?.("[role=menuitem]:not([aria-disabled=true])");
  item?.closest("[role=menu][popover]")?.hidePopover();
});
