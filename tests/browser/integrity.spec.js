// A page that pins `guitai.js` by `integrity` runs and uses sealed files only, whatever the server sends.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ready, Wizard } from "./driver.js";
import { POLICY } from "./policy.js";
import { expect, test } from "./portal.js";
import { locate, named } from "./submissions.js";

const { submission: pictured } = named("a PNG attached");
const { submission: oral } = named("at the counter, oral, signed on the screen");
const DIST = locate(process.env.GUITAI_DIST ?? "dist");
const integrity = JSON.parse(readFileSync(join(DIST, "integrity.json"), "utf8"));
const pdf = (name) => ({ name, mimeType: "application/pdf", buffer: readFileSync(locate(`tests/pdf/${name}`)) });

test.use({ ownPage: true });

/** Opens a page with the documented policy, whose scripts must all have `integrity`. */
async function openPinned(page, attributes = 'config="/config.json"') {
  const html = `<!doctype html><html lang="zh-Hant"><title>表單</title>
    <script type="module" src="/guitai/guitai.js" integrity="${integrity["guitai.js"]}"></script>
    <guitai-form workflow="exemption" endpoint="/api/submissions" ${attributes}>請打電話。</guitai-form>`;
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

/** Adds bytes to a delivered file that do not change its meaning. */
async function alter(page, file) {
  const original = readFileSync(join(DIST, file));
  // A custom section, which WebAssembly ignores.
  const section = Buffer.from([0, 2, 1, 0x78]);
  const more = file.endsWith(".wasm") ? section : Buffer.from(file.endsWith(".js") ? "\nwindow.altered = true;" : "\n");
  const contentType = { wasm: "application/wasm", css: "text/css", json: "application/json", js: "text/javascript" };
  const body = Buffer.concat([original, more]);
  const type = contentType[file.split(".").at(-1)];
  const isFile = ({ pathname }) => pathname === `/guitai/${file}`;
  await page.route(isFile, (route) => route.fulfill({ contentType: type, body }));
}

/** The form shows the fallback and reports an error. */
async function expectFallback(wizard) {
  await wizard.part("failure").waitFor();
  await expect(wizard.form).toContainText("請打電話。");
  expect((await wizard.events("error")).map(({ detail }) => detail)).toEqual([{ kind: "load", retryable: false }]);
}

test("the delivery contains one script, and those that are loaded when they are needed", () => {
  const scripts = readdirSync(DIST, { recursive: true }).filter((file) => file.endsWith(".js"));
  expect(scripts.sort()).toEqual(["guitai.js", "keyboard.js", "later.js", "photo.js", "signature.js"]);
});

for (const [state, alters] of [
  ["sealed", false],
  ["altered", true],
]) {
  test(`the script of the on-screen keyboard runs only as it was sealed: ${state}`, async ({ page, allowedErrors }) => {
    allowedErrors.push(/Failed to find a valid digest/);
    if (alters) await alter(page, "keyboard.js");
    const warned = alters && page.waitForEvent("console", (message) => message.text().includes("keyboard.js"));
    const wizard = await ready(await openPinned(page, 'config="/config.json" mode="kiosk" keyboard'));
    await warned;
    await wizard.run(pictured, { until: "unit" });
    await wizard.control("unit_name").click();
    await expect(wizard.form.getByRole("group", { name: "螢幕鍵盤" })).toHaveCount(alters ? 0 : 1);
    expect(await page.evaluate(() => window.altered)).toBeUndefined();
  });
}

for (const [name, submission, attributes, needed] of [
  ["with a separate file", pictured, 'attachments="/api/attachments" draft="local"', "photo.js"],
  ["in assisted mode, with a signature", oral, 'mode="assisted"', "signature.js"],
]) {
  test(`submitting ${name} loads ${needed} and no other script`, async ({ page }) => {
    const scripts = [];
    page.on(
      "request",
      (request) => request.resourceType() === "script" && scripts.push(new URL(request.url()).pathname),
    );
    const wizard = await ready(await openPinned(page, `config="/config.json" ${attributes}`));
    await wizard.run(submission);
    expect((await wizard.submit(submission)).page).toBe("receipt");
    expect([...new Set(scripts)]).toEqual(["/guitai/guitai.js", "/guitai/later.js", `/guitai/${needed}`]);
  });
}

test("an altered script does not run, and the element's content stays", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to find a valid digest/);
  await alter(page, "guitai.js");
  const refused = page.waitForEvent("console", (message) => message.text().includes("valid digest"));
  const wizard = await openPinned(page);
  await refused;
  await expect(wizard.form).toHaveText("請打電話。");
  const state = () => [window.altered, customElements.get("guitai-form")];
  expect(await page.evaluate(state)).toEqual([undefined, undefined]);
});

for (const [file, attributes] of [
  ["guitai.wasm"],
  ["guitai.css"],
  ["forms/exemption.json"],
  ["words/zh-Hant.txt"],
  ["compiled/exemption.zh-Hant.txt", ""],
  ["later.wasm"],
  ["later.wasm", ""],
  ["later.js", ""],
]) {
  test(`an altered ${file} is refused${attributes === "" ? ", without a config" : ""}`, async ({
    page,
    allowedErrors,
  }) => {
    if (file.endsWith(".js")) allowedErrors.push(/Failed to find a valid digest/);
    await alter(page, file);
    const wizard = await openPinned(page, attributes);
    await expectFallback(wizard);
    // Without a config, the form was ready with the first module of the engine.
    if (attributes !== "" || !file.startsWith("later"))
      await expect(wizard.form.evaluate((form) => form.ready)).rejects.toThrow("not what was sealed");
  });
}

test("an altered module for PDFs is refused when it is needed", async ({ page }) => {
  await alter(page, "password.wasm");
  const wizard = await ready(await openPinned(page));
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  await wizard.control("evidence").setInputFiles(pdf("plain/plain.pdf"));
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.control("evidence").setInputFiles(pdf("opens/aes-256.pdf"));
  await expectFallback(wizard);
});
