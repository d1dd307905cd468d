// The engine in the browser and the native one validate each golden submission and 2,000 more with identical results.

import { readFileSync } from "node:fs";
import { expect, test } from "./portal.js";
import { locate } from "./submissions.js";

const WRITTEN = locate("target/verdicts.jsonl");

/** The native results: lines with `workflow`, `name`, `submission` and `verdict`. */
function lines() {
  try {
    return readFileSync(WRITTEN, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch (error) {
    throw new Error("no native verdicts to compare with: `cargo test --test workflows` writes them", { cause: error });
  }
}

/** The results in the browser, by the delivered engine with one more export. */
async function validate(page, workflows, submissions) {
  const folder = process.env.GUITAI_VERDICT;
  await page.route("**/guitai/engine.js", (route) => route.fulfill({ path: `${folder}/engine.js` }));
  await page.route("**/guitai/adopt.js", (route) => route.fulfill({ path: `${folder}/adopt.js` }));
  await page.route("**/guitai/guitai.wasm", (route) => route.fulfill({ path: `${folder}/engine_bg.wasm` }));
  const config = readFileSync(locate("examples/sample-county/config.json"), "utf8");
  return page.evaluate(
    async ({ workflows, config, submissions }) => {
      const engine = await import("/guitai/engine.js");
      await engine.default({ module_or_path: "/guitai/guitai.wasm" });
      const text = async (workflow) => (await fetch(`/guitai/forms/${workflow}.json`)).text();
      const judge = new engine.Judge(await Promise.all(workflows.map(text)), config);
      return submissions.map((submission) => {
        try {
          return judge.verdict(submission);
        } catch (error) {
          return JSON.stringify({ valid: false, unreadable: error.message });
        }
      });
    },
    { workflows, config, submissions },
  );
}

test("all results are identical, byte for byte", async ({ page }) => {
  const native = lines();
  expect(native.length).toBeGreaterThan(2000);
  await page.goto("/about");
  const workflows = [...new Set(native.map(({ workflow }) => workflow))];
  const verdicts = await validate(
    page,
    workflows,
    native.map(({ submission }) => submission),
  );
  const compared = native.map((line, index) => ({ ...line, browser: verdicts[index] }));
  expect(compared.filter(({ verdict, browser }) => browser !== verdict).slice(0, 3)).toEqual([]);
  for (const workflow of workflows) {
    const valid = compared.filter((line) => line.workflow === workflow && JSON.parse(line.browser).valid);
    expect(valid.length, workflow).toBeGreaterThan(1000 / workflows.length);
  }
});

test("unreadable input has a result", async ({ page }) => {
  await page.goto("/about");
  const texts = ["", "null", "[]", "{}", "{", '{"workflow": 5}', "\u0000", "9".repeat(400)];
  for (const verdict of await validate(page, [], texts)) {
    expect(JSON.parse(verdict)).toMatchObject({ valid: false });
  }
});
