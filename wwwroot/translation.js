// A browser that translates a page takes each text out and puts an element of its own in its place. Blazor goes on writing into the
// text that it made: what is live would stand still without a word, and the page would stop when such a text has to go. So the text is
// put back, emptied, before its translation, where it keeps the place. As soon as something is written into it, or it goes, the
// translation goes, and the browser translates the new text like any other.
const kept = new Map();
const textOf = new WeakMap();

function keep(text, translation) {
  kept.set(text, { translation, original: text.data, isOurs: true });
  textOf.set(translation, text);
  text.data = "";
  translation.before(text);
}

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
      keep(node, translation);
    }
  } else if (textOf.has(node) && kept.get(textOf.get(node))?.translation === node) {
    // The reader wants the original again.
    const text = textOf.get(node);
    text.data = kept.get(text).original;
    kept.delete(text);
  }
}

function written(text) {
  const entry = kept.get(text);
  if (entry?.isOurs) {
    entry.isOurs = false;
  } else if (entry) {
    release(text);
  }
}

new MutationObserver((records) => {
  for (const record of records) {
    if (record.type === "characterData") {
      written(record.target);
    } else {
      record.removedNodes.forEach((node) => removed(node, record));
    }
  }

  // Those that went together with what they were in.
  for (const text of kept.keys()) {
    if (!text.isConnected) {
      kept.delete(text);
    }
  }
}).observe(document, { childList: true, characterData: true, subtree: true });
