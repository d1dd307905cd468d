// Seeded mistakes, each of which breaks one guarantee, to show that the faults detect them.

import { fromSources } from "../browser/sources.js";

const RENAMED = "const fresh = crypto.randomUUID(); body = body.replaceAll(id, fresh); id = fresh;";
const CLEARED = "(drafts.clear(), (drafts.save = () => {}), post(url, id, body, own, signal))";

/** A module of the element, a part of its text, and the replacement. */
const SEEDS = {
  "false-receipt": [
    "transport.js",
    'console.warn("guitai:", reason);',
    'Object.assign(answer, { status: 201, body: \'{"reference":"115-1"}\' });',
  ],
  "new-key": ["transport.js", "  let timer;\n", `  let timer;\n  ${RENAMED}\n`],
  "draft-cleared": ["host.js", "post(url, id, body, own, signal)", CLEARED],
};

/** Serves the element's source modules with a mistake. */
export async function applySeed(page, name) {
  if (!name) return;
  const [module, part, replacement] = SEEDS[name];
  await fromSources(page, process.env.GUITAI_ENGINE, (file, text) => {
    if (file !== module) return text;
    if (!text.includes(part)) throw new Error(`${module} no longer contains ${part}`);
    return text.replace(part, replacement);
  });
}
