// Serves the element's source modules instead of the bundle, without the seal.

import { readFileSync } from "node:fs";
import { locate } from "./submissions.js";

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} glue path of the engine's JavaScript, written by wasm-bindgen
 * @param {(file: string, text: string) => string} change returns the text to serve for a module
 */
export async function fromSources(page, glue, change = (_file, text) => text) {
  await page.route(/\/guitai\/[a-z-]+\.js$/, async (route) => {
    const file = new URL(route.request().url()).pathname.split("/").at(-1);
    const text = readFileSync(file === "engine.js" ? glue : locate(`www/${file}`), "utf8");
    await route.fulfill({ contentType: "text/javascript", body: change(file, text) });
  });
}
