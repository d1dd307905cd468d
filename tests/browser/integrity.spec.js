// A page that pins `guitai.js` by `integrity`: nothing runs that is not what was sealed, whatever the server sends.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ready, Wizard } from "./driver.js";
import { POLICY } from "./policy.js";
import { expect, test } from "./portal.js";
import { locate, named } from "./submissions.js";

const { submission: pictured } = named("a PNG attached");
const { submission: oral } = named("at the counter, by word of mouth, signed on the screen");
const DIST = locate(process.env.GUITAI_DIST ?? "dist");
const integrity = JSON.parse(readFileSync(join(DIST, "integrity.json"), "utf8"));
const pdf = (name) => ({ name, mimeType: "application/pdf", buffer: readFileSync(locate(`tests/pdf/${name}`)) });

test.use({ ownPage: true });

/** A page of a portal with the contract's policy. The browser asks for `integrity` at every script of it. */
async function pinned(page, attributes = "") {
  const html = `<!doctype html><html lang="zh-Hant"><title>表單</title>
    <script type="module" src="/guitai/guitai.js" integrity="${integrity["guitai.js"]}"></script>
    <guitai-form workflow="exemption" endpoint="/api/submissions" config="/config.json" ${attributes}>請打電話。</guitai-form>`;
  const headers = {
    "content-security-policy": POLICY.join("; "),
    "integrity-policy": "blocked-destinations=(script)",
  };
  await page.route("**/pinned", (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", headers, body: html }),
  );
  await page.goto("/pinned");
  return new Wizard(page, page.locator("guitai-form"));
}

/** Changes a file on its way, so that it still is what it was but for a few bytes. */
async function change(page, file) {
  const original = readFileSync(join(DIST, file));
  // A custom section, of which WebAssembly takes no notice.
  const section = Buffer.from([0, 2, 1, 0x78]);
  const more = file.endsWith(".wasm") ? section : Buffer.from(file.endsWith(".js") ? "\nwindow.changed = true;" : "\n");
  const contentType = { wasm: "application/wasm", css: "text/css", json: "application/json", js: "text/javascript" };
  const body = Buffer.concat([original, more]);
  const type = contentType[file.split(".").at(-1)];
  const isFile = ({ pathname }) => pathname === `/guitai/${file}`;
  await page.route(isFile, (route) => route.fulfill({ contentType: type, body }));
}

/** The form shows how to file otherwise, and says so to the page. */
async function isGivenUp(wizard) {
  await wizard.part("failure").waitFor();
  await expect(wizard.form).toContainText("請打電話。");
  expect((await wizard.events("error")).map(({ detail }) => detail)).toEqual([{ kind: "load", retryable: false }]);
}

test("the delivery has one script", () => {
  const scripts = readdirSync(DIST, { recursive: true }).filter((file) => file.endsWith(".js"));
  expect(scripts).toEqual(["guitai.js"]);
});

for (const [name, submission, attributes] of [
  ["by itself, with a file", pictured, 'attachments="/api/attachments" draft="local"'],
  ["at the counter, with a signature", oral, 'mode="assisted"'],
]) {
  test(`a form that is filed ${name} runs no other script`, async ({ page }) => {
    const scripts = [];
    page.on(
      "request",
      (request) => request.resourceType() === "script" && scripts.push(new URL(request.url()).pathname),
    );
    const wizard = await ready(await pinned(page, attributes));
    await wizard.run(submission);
    expect((await wizard.submit(submission)).page).toBe("receipt");
    expect(scripts).toEqual(["/guitai/guitai.js"]);
  });
}

test("a script that was changed does not run, and the page's own words stay", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to find a valid digest/);
  await change(page, "guitai.js");
  const refused = page.waitForEvent("console", (message) => message.text().includes("valid digest"));
  const wizard = await pinned(page);
  await refused;
  await expect(wizard.form).toHaveText("請打電話。");
  const state = () => [window.changed, customElements.get("guitai-form")];
  expect(await page.evaluate(state)).toEqual([undefined, undefined]);
});

for (const file of ["guitai.wasm", "guitai.css", "forms/exemption.json"]) {
  test(`${file} that was changed is refused`, async ({ page }) => {
    await change(page, file);
    const wizard = await pinned(page);
    await isGivenUp(wizard);
    await expect(wizard.form.evaluate((form) => form.ready)).rejects.toThrow("not what was sealed");
  });
}

test("a module for PDFs that was changed is refused where it is needed", async ({ page }) => {
  await change(page, "password.wasm");
  const wizard = await ready(await pinned(page));
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  await wizard.control("evidence").setInputFiles(pdf("plain/plain.pdf"));
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.control("evidence").setInputFiles(pdf("opens/aes-256.pdf"));
  await isGivenUp(wizard);
});
