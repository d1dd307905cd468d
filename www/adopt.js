// Lets the engine adopt elements that are on the page already. While it draws a form for the first time, the functions
// that create elements return the existing ones in the order in which Yew creates them: an element before its children,
// and the children from the last to the first. If one differs, the rest is created, and the unused elements are removed.
//
// Yew can also hydrate elements, but that adds 11 kB to the engine, and a different element is a panic.

/** The page may have replaced the global `Node`. */
const TEXT_NODE = 3;

/** Nodes that were not adopted yet. @type {Generator<Node, void> | undefined} */
let nodes;
/** Nodes that are not adopted. @type {Node[]} */
let unused = [];
/** The root whose children Yew must not remove. @type {Element | undefined} */
let kept;
/** An adopted element that Yew clones in order to create more elements of this name. @type {Node | undefined} */
let model;

/** Calls `mount`, which would empty the root. @template T @param {Element} root @param {() => T} mount */
export function keepContent(root, mount) {
  kept = root;
  try {
    return mount();
  } finally {
    kept = undefined;
  }
}

/** Starts the adoption of everything in the root. @param {Element} root */
export function adopt(root) {
  nodes = backwards(root);
  nodes.next();
}

/** Ends the adoption. */
export function endAdoption() {
  for (const node of [...unused, ...(nodes ?? [])]) /** @type {ChildNode} */ (node).remove();
  nodes = undefined;
  unused = [];
}

/** @param {Document} document @param {string} name */
export function createElement(document, name) {
  model = next((node) => node.nodeName === name.toUpperCase());
  return model ?? document.createElement(name);
}

/** @param {Node} node */
export function cloneNode(node) {
  if (node !== model) return next(({ nodeName }) => nodeName === node.nodeName) ?? node.cloneNode();
  model = undefined;
  return document.createElement(node.nodeName);
}

/** An empty text is always created, because a parsed page has none. @param {Document} document @param {string} text */
export function createTextNode(document, text) {
  const found = text && next((node) => node.nodeType === TEXT_NODE && node.nodeValue === text);
  return found || document.createTextNode(text);
}

/** Inserts a node, unless it is in that place. @param {Node} parent @param {Node} node @param {Node | null} before */
export function insertBefore(parent, node, before) {
  const isInPlace = node.parentNode === parent && node.nextSibling === (before ?? null);
  return isInPlace ? node : parent.insertBefore(node, before);
}

/** @param {Node} node */
export const lastChild = (node) => (node === kept ? null : node.lastChild);

/** Returns the next node if it is the expected one; otherwise no other node is adopted. @param {(node: Node) => boolean} isExpected */
function next(isExpected) {
  const node = nodes?.next().value;
  if (!node || isExpected(node)) return node || undefined;
  unused = [node, ...(nodes ?? [])];
  nodes = undefined;
  return undefined;
}

/** @param {Node} node @returns {Generator<Node, void>} */
function* backwards(node) {
  const children = [...node.childNodes].reverse(); // now, because Yew inserts other nodes between the calls
  yield node;
  for (const child of children) yield* backwards(child);
}
