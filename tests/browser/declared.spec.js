// Pages that declare the first step. It is shown before any script runs, and the engine adopts it. Without scripts, the
// page lists other ways to file.

import { Wizard } from "./driver.js";
import { expect, test } from "./portal.js";
import { hasSameElements, hold, isReady, rememberElements } from "./takeover.js";

const PAGES = {
  exemption: "/",
  "change-report": "/change-report",
  "cause-ended": "/cause-ended",
  petition: "/petition",
  survey: "/survey",
};
const LANGUAGES = { "zh-Hant": (path) => path, en: (path) => (path === "/" ? "/en" : `/en${path}`) };

test.use({ ownPage: true });

const wizardOn = (page) => new Wizard(page, page.locator("guitai-form"));

for (const [workflow, path] of Object.entries(PAGES)) {
  test(`the engine adopts the declared first step of ${workflow} and changes no pixel`, async ({ page }) => {
    for (const [lang, of] of Object.entries(LANGUAGES)) {
      await page.unrouteAll();
      const arrive = await hold(page, "guitai.js");
      await page.goto(of(path), { waitUntil: "commit" });
      const wizard = wizardOn(page);
      await wizard.root.waitFor();
      const before = await wizard.form.screenshot();
      await rememberElements(wizard);
      const [first] = await wizard.root.locator("input[type=radio]").all();
      await first.check();
      await first.evaluate((control) => (control.checked = false));
      arrive();
      await isReady(wizard);
      expect((await wizard.events()).map(({ name }) => name)).toEqual(["shown", "ready", "step"]);
      expect(await wizard.form.evaluate(({ shadowRoot }) => shadowRoot.querySelectorAll("link").length)).toBe(0);
      expect(await hasSameElements(wizard), lang).toBe(true);
      await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.blur());
      await page.mouse.move(0, 0);
      expect(Buffer.compare(await wizard.form.screenshot(), before), `${workflow} ${lang}`).toBe(0);
    }
  });
}

test("input from before the script runs is taken over", async ({ page }) => {
  const arrive = await hold(page, "guitai.js");
  await page.goto("/", { waitUntil: "commit" });
  const wizard = wizardOn(page);
  await wizard.control("notice_kind", "civil_defence").check();
  await wizard.control("filed_by", "self").check();
  arrive();
  await isReady(wizard);
  await wizard.press("next");
  expect((await wizard.state()).step).toBe("unit");
});

test("a stored draft replaces the declared step before the engine arrives", async ({ page }) => {
  await page.goto("/");
  const wizard = wizardOn(page);
  await isReady(wizard);
  await wizard.control("notice_kind", "reserve").check();
  await page.waitForFunction(() => sessionStorage.length > 0);
  const arrive = await hold(page, "guitai.wasm");
  await page.reload();
  await expect(wizard.form.locator("[aria-busy]")).toHaveCount(1);
  await expect(wizard.root).toHaveCount(0);
  arrive();
  await isReady(wizard);
  expect(await wizard.values()).toMatchObject({ notice_kind: "reserve" });
});

test("without scripts, the page lists other ways to file", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [path, text, label] of [
    ["/", "這個瀏覽器沒有開啟 JavaScript，不能在線上填寫。請改用下面的方式辦理。", /空白表格/],
    ["/en/petition", /^This browser does not run JavaScript/, /Print/],
  ]) {
    await page.goto(path);
    await expect(page.locator("guitai-form noscript p")).toHaveText(text);
    await expect(page.locator("guitai-form noscript p")).toBeVisible();
    await expect(page.locator("guitai-form").getByRole("link", { name: label })).toBeVisible();
    await expect(page.locator("guitai-form [data-step]")).toBeHidden();
  }
  await context.close();
});

test("without WebAssembly, the page lists other ways to file", async ({ page }) => {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "content-security-policy": "script-src 'self'" };
    await route.fulfill({ response, headers });
  });
  await page.goto("/");
  const wizard = wizardOn(page);
  await wizard.part("failure").waitFor();
  await expect(wizard.root).toHaveCount(0);
  await expect(wizard.form.getByRole("link")).toBeVisible();
});
