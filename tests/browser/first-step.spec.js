// The first step before the engine runs. The engine takes over all input, whenever it arrives.

import { Wizard } from "./driver.js";
import { inputMethod } from "./ime.js";
import { expect, test } from "./portal.js";
import { hasSameElements, hold, isReady, rememberElements } from "./takeover.js";

const WORKFLOWS = ["exemption", "change-report", "cause-ended", "petition", "survey"];
const MODES = ["web", "assisted", "kiosk"];

test.use({ ownPage: true });

/** Delays the engine until the returned function is called. */
async function holdEngine(page) {
  await page.unrouteAll();
  return hold(page, "guitai.wasm");
}

/** Loads a page and adds a form, whose engine does not arrive yet. */
async function add(page, attributes = {}, properties = {}) {
  await page.goto("/about");
  await page.evaluate(
    ([attributes, properties]) => {
      const form = Object.assign(document.createElement("guitai-form"), properties);
      for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
      document.querySelector("main").replaceChildren(form);
    },
    [{ workflow: "exemption", endpoint: "/api/submissions", ...attributes }, properties],
  );
  return new Wizard(page, page.locator("guitai-form"));
}

const names = async (wizard) => (await wizard.events()).map(({ name }) => name);

/** Adds a form, and waits until the page has loaded all files but the engine and had the time to show them. */
async function addAndLoad(page, attributes, properties, files = ["/guitai.css", "/compiled/", "/first/"]) {
  const loads = files.map((file) => page.waitForEvent("requestfinished", (request) => request.url().includes(file)));
  const wizard = await add(page, attributes, properties);
  await Promise.all(loads);
  await painted(page);
  return wizard;
}

/** Waits until the browser has painted twice. */
const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

for (const workflow of WORKFLOWS) {
  test(`the engine adopts the first step of ${workflow} and changes no pixel`, async ({ page }) => {
    for (const mode of MODES) {
      for (const lang of ["zh-Hant", "en"]) {
        const arrive = await holdEngine(page);
        const wizard = await add(page, { workflow, mode, lang, "heading-level": mode === "web" ? "3" : "2" });
        await wizard.root.waitFor();
        expect(await names(wizard)).toEqual(["shown"]);
        const [shown] = await wizard.events("shown");
        const before = await page.screenshot({ fullPage: true });
        await rememberElements(wizard);
        await page.evaluate(() => {
          window.shifts = [];
          new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: "layout-shift" });
        });
        arrive();
        await isReady(wizard);
        await painted(page);
        const label = `${workflow} ${mode} ${lang}`;
        // A picture of the whole page resizes the viewport, which counts as a shift.
        expect(await page.evaluate(() => window.shifts.length), label).toBe(0);
        expect(Buffer.compare(await page.screenshot({ fullPage: true }), before), label).toBe(0);
        expect(await hasSameElements(wizard), label).toBe(true);
        const [ready] = await wizard.events("ready");
        expect(ready.detail).toEqual(shown.detail);
        expect((await names(wizard)).slice(0, 3), label).toEqual(["shown", "ready", "step"]);
      }
    }
  });
}

/** One input after another on the first step at a counter, up to Continue. */
const INPUTS = [
  (wizard) => wizard.control("staff_id").click(),
  ({ page }) => page.keyboard.press("A"),
  ({ page }) => page.keyboard.press("1"),
  (_, ime) => ime.compose(["ㄨ"]),
  (_, ime) => ime.compose(["ㄨㄤ"]),
  (_, ime) => ime.compose(["ㄨㄤˊ"]),
  (_, ime) => ime.commit("王"),
  ({ page }) => page.keyboard.press("ArrowLeft"),
  ({ page }) => page.keyboard.press("2"),
  ({ page }) => page.keyboard.press("3"),
  ({ page }) => page.keyboard.press("Backspace"),
  ({ page }) => page.keyboard.press("Tab"),
  ({ page }) => page.keyboard.press("Space"),
  (wizard) => wizard.control("filed_by", "agent").check(),
  (wizard) => wizard.control("filed_by", "self").check(),
  (wizard) => wizard.button("next").click(),
];

for (const waits of [true, false]) {
  test(`no input is lost, whenever the engine arrives${waits ? "" : ", while input continues"}`, async ({ page }) => {
    for (let moment = 0; moment <= INPUTS.length; moment++) {
      const arrive = await holdEngine(page);
      const wizard = await add(page, { mode: "assisted" });
      await wizard.root.waitFor();
      const ime = await inputMethod(page);
      // A composition delays the engine until its end.
      const isComposing = moment > 3 && moment < 7;
      for (const [index, input] of INPUTS.entries()) {
        if (index === moment) {
          arrive();
          if (waits && !isComposing) await isReady(wizard);
        }
        await input(wizard, ime);
      }
      arrive();
      await wizard.until(({ step }) => step === "unit");
      await wizard.press("back");
      expect(await wizard.values(), `before input ${moment}`).toMatchObject({
        staff_id: "A12王",
        notice_kind: "civil_defence",
        filed_by: "self",
      });
      expect((await names(wizard)).slice(0, 3), `before input ${moment}`).toEqual(["shown", "ready", "step"]);
      await ime.detach();
      await page.evaluate(() => sessionStorage.clear());
    }
  });
}

test("Continue, pressed before the engine arrives, is shown as busy and then takes effect", async ({ page }) => {
  const arrive = await holdEngine(page);
  const wizard = await add(page);
  await wizard.control("notice_kind", "civil_defence").check();
  await wizard.button("next").click();
  await expect(wizard.root).toHaveClass(/busy/);
  await expect(wizard.form.getByRole("status")).toHaveText("表單還在載入，好了就會自動繼續。");
  arrive();
  await wizard.until(({ wrong }) => wrong.length > 0);
  expect((await wizard.state()).wrong).toEqual(["filed_by"]);
  expect((await wizard.state()).focus).toBe("error-summary");
  await expect(wizard.root).not.toHaveClass(/busy/);
  expect(await wizard.values()).toMatchObject({ notice_kind: "civil_defence" });
});

test("another language keeps the input", async ({ page }) => {
  const arrive = await holdEngine(page);
  const wizard = await add(page, { mode: "assisted" });
  await wizard.control("staff_id").fill("A1");
  await wizard.control("filed_by", "self").check();
  await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
  await expect(wizard.button("next")).toHaveText("Continue");
  expect(await wizard.values()).toMatchObject({ staff_id: "A1", filed_by: "self" });
  // The engine arrives while the step is drawn in the other language.
  await page.route("**/first/exemption.zh-Hant.json*", () => {});
  await wizard.form.evaluate((form) => form.setAttribute("lang", "zh-Hant"));
  arrive();
  await isReady(wizard);
  await expect(wizard.button("next")).toHaveText("繼續");
  expect(await wizard.values()).toMatchObject({ staff_id: "A1", filed_by: "self" });
});

test("a script that changes the step before the engine arrives loses no input", async ({ page }) => {
  const arrive = await holdEngine(page);
  const wizard = await add(page, { mode: "assisted" });
  await wizard.control("staff_id").fill("A1");
  await wizard.form.evaluate((form) => {
    const heading = form.shadowRoot.querySelector("h2");
    heading.replaceChildren(document.createElement("font"));
    heading.firstChild.append("Translated");
  });
  arrive();
  await isReady(wizard);
  await expect(wizard.control("staff_id")).toBeFocused();
  expect(await wizard.values()).toMatchObject({ staff_id: "A1" });
  await expect(wizard.root.locator("h2")).not.toHaveText("Translated");
});

test("values that are set without events are taken over", async ({ page }) => {
  const arrive = await holdEngine(page);
  const wizard = await add(page, { mode: "assisted" });
  await wizard.control("staff_id").evaluate((control) => (control.value = "A1"));
  await wizard.control("filed_by", "self").evaluate((control) => (control.checked = true));
  arrive();
  await isReady(wizard);
  const [draft] = await page.evaluate(() => Object.values(sessionStorage).map((text) => JSON.parse(text)));
  expect(draft.entries).toEqual({ staff_id: "A1", filed_by: "self" });
});

// The attributes and properties of a form whose first step is not shown before the engine arrives, and the answers that
// it then shows.
for (const [name, attributes, properties, values, files] of [
  ["a config that the step was not drawn with", { config: "/config.json" }, {}, {}, ["/guitai.css", "/forms/"]],
  ["first answers of the host page", {}, { prefill: { notice_kind: "reserve" } }, { notice_kind: "reserve" }],
  ["a form of the host page", { workflow: "", src: "/forms/survey.json" }, {}, {}, ["/guitai.css", "/forms/"]],
  ["a language without a first step", { lang: "ja" }, {}, {}, ["/guitai.css", "/compiled/"]],
]) {
  test(`${name}: the step is shown when the engine has arrived`, async ({ page }) => {
    const arrive = await holdEngine(page);
    const wizard = await addAndLoad(page, attributes, properties, files);
    await expect(wizard.root).toHaveCount(0);
    await expect(wizard.form.locator("[aria-busy]")).toHaveCount(1);
    arrive();
    await isReady(wizard);
    expect((await names(wizard)).slice(0, 3)).toEqual(["shown", "ready", "step"]);
    expect(await wizard.values()).toMatchObject(values);
  });
}

for (const draft of ["session", "local"]) {
  test(`a stored draft (${draft}) is shown when the engine has arrived, without an empty step before`, async ({
    page,
  }) => {
    const early = await holdEngine(page);
    early();
    const wizard = await add(page, { draft, id: "own" });
    await isReady(wizard);
    await wizard.control("notice_kind", "civil_defence").check();
    await wizard.control("filed_by", "agent").check();
    await page.waitForFunction(async (draft) => {
      return draft === "session" ? sessionStorage.length > 0 : (await indexedDB.databases()).length > 0;
    }, draft);
    const arrive = await holdEngine(page);
    const again = await addAndLoad(page, { draft, id: "own" });
    await expect(again.root).toHaveCount(0);
    arrive();
    await isReady(again);
    expect(await again.values()).toMatchObject({ notice_kind: "civil_defence", filed_by: "agent" });
  });
}

test("the fallback replaces the first step if the engine cannot be loaded", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const arrive = await holdEngine(page);
  const wizard = await add(page);
  await wizard.root.waitFor();
  arrive("abort");
  await wizard.part("failure").waitFor();
  expect(await names(wizard)).toEqual(["shown", "error"]);
});

test("a page that names its form loads each file once, before the element exists", async ({ page }) => {
  const html = `<!doctype html><html lang="en"><title>Survey</title>
    <script type="module" src="/guitai/guitai.js?workflow=survey&lang=en"></script><main></main>`;
  await page.route("**/named", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  const files = ["/guitai.wasm", "/guitai.css", "/compiled/survey.en.txt", "/first/survey.en.json"];
  const requested = [];
  page.on("request", (request) => requested.push(new URL(request.url()).pathname));
  const loads = files.map((file) => page.waitForEvent("requestfinished", (request) => request.url().includes(file)));
  await page.goto("/named");
  await Promise.all(loads);
  await page.evaluate(() => {
    const form = document.createElement("guitai-form");
    form.setAttribute("workflow", "survey");
    document.querySelector("main").append(form);
  });
  await isReady(new Wizard(page, page.locator("guitai-form")));
  expect(files.map((file) => requested.filter((path) => path.endsWith(file)).length)).toEqual([1, 1, 1, 1]);
});
