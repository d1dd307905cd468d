// Serves the element from its sources in place of the one file of the delivery, and without the seal.

import { readFileSync } from "node:fs";
import { locate } from "./submissions.js";

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} glue the file that wasm-bindgen wrote for the engine
 * @param {(file: string, text: string) => string} change what to serve for a script, by its name and text
 */
export async function fromSources(page, glue, change = (_file, text) => text) {
  await page.route(/\/guitai\/[a-z]+\.js$/, async (route) => {
    const file = new URL(route.request().url()).pathname.split("/").at(-1);
    const text = readFileSync(file === "engine.js" ? glue : locate(`www/${file}`), "utf8");
    await route.fulfill({ contentType: "text/javascript", body: change(file, text) });
  });
}
