// Reads the portal's config from an object or a URL.

import { request } from "./loader.js";

/** Milliseconds until the form is shown without the config. */
const CONFIG_TIMEOUT_MS = 10_000;

/**
 * Returns the text of the config, or null without one. Rejects if it cannot be loaded or is not a JSON object.
 * @param {unknown} given @returns {Promise<string | null>}
 */
export async function readConfig(given) {
  let text = null;
  if (typeof given === "string")
    text = await (await request(given, { signal: AbortSignal.timeout(CONFIG_TIMEOUT_MS) })).text();
  else if (given) text = JSON.stringify(given);
  if (text && JSON.stringify(JSON.parse(text))[0] !== "{") throw new SyntaxError("not a JSON object");
  return text;
}
