// Builds with a mistake in them, to show that the faults find it: each breaks one promise.

import { readFileSync } from "node:fs";
import { locate } from "../browser/submissions.js";

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

/** Serves the element from its sources, with that mistake, and without the seal that would refuse it. */
export async function seeded(page, name) {
  if (!name) return;
  const [module, right, wrong] = SEEDS[name];
  await page.route(/\/guitai\/[a-z]+\.js$/, async (route) => {
    const file = new URL(route.request().url()).pathname.split("/").at(-1);
    if (file === "engine.js") return route.continue();
    const text = readFileSync(locate(`www/${file}`), "utf8");
    if (file === module && !text.includes(right)) throw new Error(`${module} no longer has ${right}`);
    await route.fulfill({ contentType: "text/javascript", body: file === module ? text.replace(right, wrong) : text });
  });
}
