// A browser that translates a page takes each text out and puts an element of its own in its place. Blazor goes on writing into the
// text that it made: what is live would stand still without a word, and the page would stop when such a text has to go. So the text is
// put back, emptied, before its translation, where it keeps the place. As soon as something is written into it, or it goes, the
// translation goes, and the browser translates the new text like any other.
// A plain script in the head, and not a module: a module runs after the page was parsed, and what is translated before that would
// stand still.
(() => {
  const kept = new Map();
  const textOf = new WeakMap();

  function release(text) {
    const { translation } = kept.get(text);
    kept.delete(text);
    translation.remove();
  }

  // Replaced in one step, or put beside the text that was then removed.
  function translationIn({ addedNodes, previousSibling, nextSibling }) {
    return [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT" && node.isConnected && !textOf.has(node));
  }

  function removed(node, record) {
    if (node.isConnected) {
      return;
    }
    if (kept.has(node)) {
      release(node);
    } else if (node.nodeType === Node.TEXT_NODE) {
      const translation = translationIn(record);
      if (translation) {
        kept.set(node, { translation });
        textOf.set(translation, node);
        translation.before(node);
      }
    } else if (textOf.has(node) && kept.get(textOf.get(node))?.translation === node) {
      // The reader wants the original again.
      const text = textOf.get(node);
      text.data = kept.get(text).original;
      kept.delete(text);
    }
  }

  new MutationObserver((records, observer) => {
    for (const record of records) {
      if (record.type === "childList") {
        record.removedNodes.forEach((node) => removed(node, record));
      } else if (kept.has(record.target)) {
        release(record.target);
      }
    }

    for (const [text, entry] of kept) {
      if (!text.isConnected) {
        // It went together with what it was in.
        kept.delete(text);
      } else if (entry.original === undefined) {
        // Not before everything has been looked at: something may have been written into it after it was taken out.
        entry.original = text.data;
        text.data = "";
      }
    }

    // Of what was done here.
    observer.takeRecords();
  }).observe(document, { childList: true, characterData: true, subtree: true });
})();
