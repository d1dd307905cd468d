// Prints the forms of a page without the page around them.

/** Connected elements. @type {Set<Element>} */
const connected = new Set();

/**
 * The print style sheet of each document or shadow root on the path to a form.
 * @type {Map<Document | ShadowRoot, CSSStyleSheet>}
 */
const sheets = new Map();

/** Updates the style sheets after an element was connected, moved or removed. @param {Element} element */
export function arrange(element) {
  connected.add(element);
  // Other elements may have been removed as well, before their own callback runs.
  for (const one of connected) if (!one.isConnected) connected.delete(one);

  const wanted = branches();
  for (const [root, sheet] of sheets) {
    if (wanted.has(root)) continue;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    sheets.delete(root);
  }
  for (const [root, names] of wanted) {
    const sheet = sheets.get(root) ?? new CSSStyleSheet();
    if (!sheets.has(root)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    sheets.set(root, sheet);
    sheet.replaceSync(rules([...names].join()));
  }
}

/** Returns, for each tree from a form up to the document, the names of the elements that are or contain a form. */
function branches() {
  /** @type {Map<Document | ShadowRoot, Set<string>>} */
  const found = new Map();
  for (const element of connected) {
    /** @type {Element | undefined} */
    let node = element;
    while (node) {
      const root = /** @type {ShadowRoot} */ (node.getRootNode());
      found.set(root, (found.get(root) ?? new Set()).add(node.localName));
      node = root.host;
    }
  }
  return found;
}

/**
 * `visibility` hides elements that selectors can't reach, inside the page's own components; `display` saves paper.
 * @param {string} names a selector list
 */
const rules = (names) => `@media print {
  :not(:is(${names}), :is(${names}) *, :has(${names})) { display: none !important }
  :root { visibility: hidden !important }
  guitai-form { visibility: visible !important }
}`;
