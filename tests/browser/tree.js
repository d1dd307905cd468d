// The accessibility tree of a form, which the browser passes to assistive technology.

/** Reads the tree: role, name, description and states of each element with an id or a name, by id. */
export async function readTree(page) {
  const browser = await page.context().newCDPSession(page);
  try {
    const { root } = await browser.send("DOM.getDocument", { depth: -1, pierce: true });
    const { nodes } = await browser.send("Accessibility.getFullAXTree");
    const byElement = new Map(nodes.map((node) => [node.backendDOMNodeId, node]));
    return Object.fromEntries([...elements(root)].map(([id, element]) => [id, described(byElement.get(element))]));
  } finally {
    await browser.detach();
  }
}

/** The id and the number of each element that has an id. */
function* elements({ attributes = [], backendNodeId, children = [], shadowRoots = [] }) {
  const place = attributes.findIndex((name, index) => index % 2 === 0 && name === "id");
  if (place >= 0) yield [attributes[place + 1], backendNodeId];
  for (const inner of [...shadowRoots, ...children]) yield* elements(inner);
}

function described(node) {
  if (!node || node.ignored) return undefined;
  const { role, name, description, value, properties = [] } = node;
  const states = Object.fromEntries(properties.map(({ name, value }) => [name, value.value]));
  return {
    role: role.value,
    name: name?.value ?? "",
    description: description?.value ?? "",
    value: value?.value ?? "",
    states,
  };
}
