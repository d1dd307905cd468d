// Builds with a mistake in them, to show that the faults find it: each breaks one promise.

import { fromSources } from "../browser/sources.js";

const RENAMED = "const fresh = crypto.randomUUID(); body = body.replaceAll(id, fresh); id = fresh;";
const CLEARED = "(this.#store.forget(), (this.#store.save = () => {}), post(url, id, body, await this.#headers()))";

/** A module of the element, what stands in it, and what stands there instead. */
const SEEDS = {
  "false-receipt": [
    "transport.js",
    'console.warn("guitai:", reason);',
    'Object.assign(answer, { status: 201, body: \'{"reference":"115-1"}\' });',
  ],
  "new-key": ["transport.js", "  let timer;\n", `  let timer;\n  ${RENAMED}\n`],
  "draft-cleared": ["element.js", "post(url, id, body, await this.#headers())", CLEARED],
};

/** Serves the element from its sources, with that mistake. */
export async function seeded(page, name) {
  if (!name) return;
  const [module, right, wrong] = SEEDS[name];
  await fromSources(page, process.env.GUITAI_ENGINE, (file, text) => {
    if (file !== module) return text;
    if (!text.includes(right)) throw new Error(`${module} no longer has ${right}`);
    return text.replace(right, wrong);
  });
}
