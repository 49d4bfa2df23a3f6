// Keys within menus, which are popovers of the browser: it opens and closes them, also by Escape and by a click beside them.
const items = menu => [...menu.querySelectorAll("[role^=menuitem]")];

// The event does not bubble.
document.addEventListener("toggle", event => {
  if (event.newState === "open" && event.target.matches("[role=menu]")) {
    event.target.focus();
  }
}, true);

const move = (menu, key) => {
  const all = items(menu);
  const place = all.indexOf(document.activeElement);
  const next = { ArrowDown: place + 1, ArrowUp: place < 0 ? -1 : place - 1, Home: 0, End: -1 }[key];
  all.at(next % all.length).focus();
};

// The server draws the items of a row's menu when it is opened: a quicker key counts when they are there.
const moveOnceDrawn = (menu, key) => {
  const watch = new MutationObserver(() => {
    if (items(menu).length > 0) {
      watch.disconnect();
      move(menu, key);
    }
  });
  watch.observe(menu, { childList: true, subtree: true });
};

document.addEventListener("keydown", event => {
  const menu = event.target.closest?.("[role=menu][popover]");
  if (!menu) {
    return;
  }

  if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    event.preventDefault();
    (items(menu).length > 0 ? move : moveOnceDrawn)(menu, event.key);
  } else if (event.key === "Tab") {
    menu.hidePopover();
  }
});

document.addEventListener("click", event => {
  const item = event.target.closest?.("[role^=menuitem]:not([aria-disabled=true])");
  item?.closest("[role=menu][popover]")?.hidePopover();
});

// After an undo its button is gone: the focus goes to what the row offers instead.
document.addEventListener("click", event => {
  const row = event.target.closest?.(".pending-deletion button")?.closest("tr");
  if (!row) {
    return;
  }

  const watch = new MutationObserver(() => {
    if (!row.querySelector(".pending-deletion")) {
      watch.disconnect();
      if (document.activeElement === document.body) {
        row.querySelector("[data-after-undo]")?.focus();
      }
    }
  });
  watch.observe(row, { childList: true, subtree: true });
});

// The first Escape closes an open list, and not the dialog around it. The list's own element has heard it by then.
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && event.target.closest?.("[role=dialog]") && event.target.matches("[aria-expanded=true]")) {
    const field = event.target.closest(".mud-autocomplete, .mud-select");
    field?.addEventListener("keydown", own => own.stopPropagation(), { once: true });
  }
}, true);

// "/" and Ctrl+K open the search, wherever one is; "/" not where one types.
document.addEventListener("keydown", event => {
  const types = event.target.closest?.("input, textarea, select, [contenteditable]");
  const isAsked = (event.key === "/" && !types) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
  if (isAsked && !event.altKey && !document.querySelector("[role=dialog]")) {
    event.preventDefault();
    document.querySelector("[data-search]")?.click();
  }
});

// Arrow keys among what was found, and from the field to it.
document.addEventListener("keydown", event => {
  const dialog = event.target.closest?.(".search-everywhere");
  if (!dialog || !["ArrowDown", "ArrowUp"].includes(event.key)) {
    return;
  }

  event.preventDefault();
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll(".findings a")];
  const place = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  stops.at(place % stops.length)?.focus();
});

// Another page of a list is read from its beginning.
document.addEventListener("click", event => {
  if (event.target.closest?.(".pager .mud-pagination button")) {
    scrollTo({ top: 0 });
  }
});
