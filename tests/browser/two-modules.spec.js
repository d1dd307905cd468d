// The two modules of the engine: the first one continues from the first step, everything else waits for the second one.

import { Wizard } from "./driver.js";
import { expect, test } from "./portal.js";
import { workflows } from "./submissions.js";
import { hold, isReady } from "./takeover.js";

test.use({ ownPage: true });

/** Opens a page with a form, whose engine has only its first module. Returns the form and a function that continues. */
async function open(page, attributes) {
  const arrive = await hold(page, "later.wasm");
  await page.goto("/about");
  await page.evaluate(
    (attributes) => {
      const form = document.createElement("guitai-form");
      for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
      document.querySelector("main").replaceChildren(form);
    },
    { endpoint: "/api/submissions", ...attributes },
  );
  const wizard = new Wizard(page, page.locator("guitai-form"));
  await isReady(wizard);
  return { wizard, arrive };
}

/** Waits until the form shows that an input waits for the second module. */
const isBusy = (wizard) => expect(wizard.form.locator(".page.busy")).toHaveCount(1);

/** Returns whether the second module draws a question of the step. */
const isComposite = ({ kind }) => /^(date|date_time|address|files|signature|group)$/.test(kind);

for (const { name, definition, base } of workflows) {
  for (const lang of ["zh-Hant", "en"]) {
    test(`the first module continues from the first step of ${name}, ${lang}`, async ({ page }) => {
      const { wizard, arrive } = await open(page, { workflow: name, lang });
      const [first, second] = definition.steps;
      await wizard.button("next").click();
      const { wrong, focus } = await wizard.until((state) => state.wrong.length > 0);
      expect(focus).toBe("error-summary");
      await wizard.control(wrong[0]).first().check();
      await wizard.until((state) => !state.wrong.includes(wrong[0]));
      await wizard.fill(base);
      await wizard.button("next").click();
      if (second.questions.some(isComposite)) {
        await isBusy(wizard);
        expect((await wizard.state()).step).toBe(first.id);
        arrive();
        await wizard.until(({ step }) => step === second.id);
      } else {
        await wizard.until(({ step }) => step === second.id);
        await wizard.fill(base);
        await wizard.button("back").click();
        await isBusy(wizard);
        arrive();
        await wizard.until(({ step }) => step === first.id);
      }
      await expect(wizard.form.locator(".busy")).toHaveCount(0);
      await wizard.run(base);
      expect((await wizard.submit(base)).page).toBe("receipt");
    });
  }
}

test("a stop, an option, a draft in a file and another language wait for the second module", async ({ page }) => {
  const { wizard, arrive } = await open(page, { workflow: "exemption", lang: "en", id: "one" });
  await wizard.control("notice_kind", "reserve").check();
  await wizard.button("next").click();
  await isBusy(wizard);
  await wizard.form.evaluate((form) => {
    form.setAttribute("lang", "zh-Hant");
    form.setAttribute("heading-level", "4");
  });
  arrive();
  await wizard.until(({ page }) => page === "stop");
  await expect(wizard.part("stop").locator("h4")).toHaveText(/[一-鿿]/);
});

test("a second press of Continue is ignored while the first one waits", async ({ page }) => {
  for (const workflow of ["petition", "cause-ended"]) {
    const { definition, base } = workflows.find(({ name }) => name === workflow);
    await page.unrouteAll();
    const { wizard, arrive } = await open(page, { workflow });
    await wizard.fill(base);
    await wizard.button("next").click();
    await isBusy(wizard);
    await wizard.button("next").click();
    await wizard.button("next").focus();
    await page.keyboard.press("Enter");
    arrive();
    const { wrong } = await wizard.until(({ step }) => step === definition.steps[1].id);
    await expect(wizard.form.locator(".busy")).toHaveCount(0);
    expect([(await wizard.state()).step, wrong]).toEqual([definition.steps[1].id, []]);
  }
});

test("a reset does not wait", async ({ page }) => {
  const { wizard, arrive } = await open(page, { workflow: "exemption" });
  await wizard.control("notice_kind", "reserve").check();
  await wizard.button("next").click();
  await isBusy(wizard);
  await wizard.form.evaluate((form) => form.reset());
  await expect(wizard.control("notice_kind", "reserve")).not.toBeChecked();
  expect((await wizard.events("reset")).map(({ detail }) => detail)).toEqual([{ reason: "host" }]);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("guitai:")))).toEqual([]);
  arrive();
  await expect(wizard.form.locator(".busy")).toHaveCount(0);
  const { step, page: kind } = await wizard.state();
  expect([step, kind]).toEqual(["notice", "step"]);
  expect(await wizard.values()).not.toHaveProperty("notice_kind");
});

for (const [name, attributes, properties] of [
  ["with first answers", { workflow: "exemption" }, { prefill: { notice_kind: "civil_defence" } }],
  ["with a config", { workflow: "exemption", config: "/config.json" }, {}],
  ["of the host page", { src: "/forms/survey.json" }, {}],
  ["at a kiosk", { workflow: "exemption", mode: "kiosk" }, {}],
]) {
  test(`a form ${name} starts with both modules`, async ({ page }) => {
    const arrive = await hold(page, "later.wasm");
    await page.goto("/about");
    const loaded = page.waitForEvent("requestfinished", (request) => request.url().includes("/guitai.wasm"));
    await page.evaluate(
      ([attributes, properties]) => {
        const form = Object.assign(document.createElement("guitai-form"), properties);
        for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
        document.querySelector("main").replaceChildren(form);
      },
      [attributes, properties],
    );
    await loaded;
    const wizard = new Wizard(page, page.locator("guitai-form"));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await wizard.events("ready")).toEqual([]);
    arrive();
    await isReady(wizard);
    expect(await wizard.events("ready")).toHaveLength(1);
  });
}

test("a second module that fails to load is requested again", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const { wizard, arrive } = await open(page, { workflow: "exemption" });
  arrive("abort");
  await expect.poll(() => wizard.events("error")).toHaveLength(1);
  expect((await wizard.events("error"))[0].detail).toEqual({ kind: "load", retryable: true });
  await wizard.control("notice_kind", "reserve").check();
  await wizard.button("next").click();
  await isBusy(wizard);
  await page.unrouteAll();
  await wizard.until(({ page }) => page === "stop");
  expect(await wizard.events("error")).toHaveLength(1);
});
