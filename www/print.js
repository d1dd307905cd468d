// Prints the forms of a page without the page around them.

/** Elements that are connected. @type {Set<Element>} */
const present = new Set();

/** The sheet that each document or shadow root on the way to a form has got. @type {Map<Document | ShadowRoot, CSSStyleSheet>} */
const sheets = new Map();

/** Notes that an element is on the page, has moved, or is gone. @param {Element} element */
export function arrange(element) {
  present.add(element);
  // Another one may be gone as well, whose own word is still to come.
  for (const one of present) if (!one.isConnected) present.delete(one);

  const kept = branches();
  for (const [root, sheet] of sheets) {
    if (kept.has(root)) continue;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    sheets.delete(root);
  }
  for (const [root, names] of kept) {
    if (!sheets.has(root)) {
      sheets.set(root, new CSSStyleSheet());
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheets.get(root)];
    }
    sheets.get(root).replaceSync(rules([...names].join()));
  }
}

/** For each tree from a form up to the document: the names of the elements that are, or hold, a form. */
function branches() {
  const kept = new Map();
  for (let node of present) {
    while (node) {
      const root = node.getRootNode();
      kept.set(root, (kept.get(root) ?? new Set()).add(node.localName));
      node = root.host;
    }
  }
  return kept;
}

// `visibility` reaches what selectors cannot, such as the parts of a page's own components; `display` saves the paper.
const rules = (names) => `@media print {
  :not(:is(${names}), :is(${names}) *, :has(${names})) { display: none !important }
  :root { visibility: hidden !important }
  guitai-form { visibility: visible !important }
}`;
