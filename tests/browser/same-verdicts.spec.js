// The engine in the browser judges as the native one: the same bytes about each of 2,000 generated submissions.

import { readFileSync } from "node:fs";
import { expect, test } from "./portal.js";
import { locate } from "./submissions.js";

const WRITTEN = locate("target/verdicts.jsonl");

function lines() {
  try {
    return readFileSync(WRITTEN, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  } catch (error) {
    throw new Error("no native verdicts to compare with: `cargo test --test exemption` writes them", { cause: error });
  }
}

/** What the engine says of each submission, in the page: the delivered one with one export more. */
async function judge(page, submissions) {
  const folder = process.env.GUITAI_VERDICT;
  await page.route("**/guitai/engine.js", (route) => route.fulfill({ path: `${folder}/engine.js` }));
  await page.route("**/guitai/guitai.wasm", (route) => route.fulfill({ path: `${folder}/engine_bg.wasm` }));
  return page.evaluate(async (submissions) => {
    const engine = await import("/guitai/engine.js");
    await engine.default({ module_or_path: "/guitai/guitai.wasm" });
    const definition = await (await fetch("/guitai/forms/exemption.json")).text();
    return submissions.map((submission) => {
      try {
        return engine.verdict(definition, submission);
      } catch (error) {
        return JSON.stringify({ valid: false, unreadable: error.message });
      }
    });
  }, submissions);
}

test("2,000 verdicts are the same, byte for byte", async ({ page }) => {
  const native = lines();
  expect(native).toHaveLength(2000);
  await page.goto("/about");
  const verdicts = await judge(page, native.map(({ submission }) => submission));
  const different = native.filter(({ verdict }, index) => verdicts[index] !== verdict);
  expect(different.slice(0, 3)).toEqual([]);
  const valid = native.filter(({ verdict }) => JSON.parse(verdict).valid);
  expect(valid.length).toBeGreaterThan(600);
  expect(valid.length).toBeLessThan(1600);
});

test("what is no submission at all gets a verdict, too", async ({ page }) => {
  await page.goto("/about");
  for (const verdict of await judge(page, ["", "null", "[]", "{}", "{", '{"workflow": 5}', "\u0000", "9".repeat(400)])) {
    expect(JSON.parse(verdict)).toMatchObject({ valid: false });
  }
});
