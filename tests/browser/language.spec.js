// The form uses the language of its page and follows changes; on a page in another language it offers its own
// languages.

import { mount, open } from "./driver.js";
import { expect, test } from "./portal.js";
import { definition, LANGUAGES, named, pageIn } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const expectLanguage = (wizard, language) => expect(wizard.root).toHaveAttribute("lang", language);
const setPageLanguage = (page, language) =>
  page.evaluate((language) => (document.documentElement.lang = language), language);

test.use({ ownPage: true });

test("the page in the other language continues the draft", async ({ page }) => {
  const wizard = await open(page, pageIn("zh-Hant"));
  await wizard.run(base, { until: "applicant" });
  await wizard.fill(base);
  const before = await wizard.values();
  await page.getByRole("link", { name: "English" }).first().click();
  await page.waitForURL("**/en");
  await expectLanguage(wizard, "en");
  await wizard.until(({ step }) => step === "applicant");
  expect(await wizard.values()).toEqual(before);
});

test("forms with the same draft-name and different workflows have separate drafts", async ({ page }) => {
  const wizard = await open(page, "/bare?workflow=exemption&draft-name=one&lang=zh-Hant");
  await wizard.run(base, { until: "applicant" });
  const other = await open(page, "/bare?workflow=petition&draft-name=one&lang=zh-Hant");
  expect((await other.state()).step).not.toBe("applicant");
  const again = await open(page, "/bare?workflow=exemption&draft-name=one&lang=en");
  expect((await again.state()).step).toBe("applicant");
});

test("the form follows changes of lang on the page and on elements around it", async ({ page }) => {
  const wizard = await mount(page, {}, { prefill: base.answers });
  const before = await wizard.values();
  for (const language of ["en", "zh-TW", "en-GB"]) {
    await setPageLanguage(page, language);
    await expectLanguage(wizard, language.startsWith("en") ? "en" : "zh-Hant");
  }
  await page.evaluate(() => (document.querySelector("main").lang = "zh-Hant"));
  await expectLanguage(wizard, "zh-Hant");
  await page.evaluate(() => document.querySelector("main").removeAttribute("lang"));
  await expectLanguage(wizard, "en");
  expect(await wizard.values()).toEqual(before);
  await wizard.form.evaluate((form) => form.setAttribute("lang", "zh-Hant"));
  await setPageLanguage(page, "fr");
  await expectLanguage(wizard, "zh-Hant");
});

test("a form in a shadow root follows the language of the element around it", async ({ page }) => {
  const wizard = await mount(page);
  await page.evaluate(() => {
    const holder = document.createElement("div");
    holder.lang = "en";
    document.querySelector("main").append(holder);
    holder.attachShadow({ mode: "open" }).append(document.querySelector("guitai-form"));
  });
  await expectLanguage(wizard, "en");
  await page.evaluate(() => (document.querySelector("main > div").lang = "zh"));
  await expectLanguage(wizard, "zh-Hant");
});

test("on a page in another language the form offers its languages", async ({ page }) => {
  const wizard = await mount(page, {}, { prefill: base.answers });
  await expect(wizard.part("languages")).toHaveCount(0);
  await wizard.run({ ...base, answers: {} }, { until: "grounds" });
  const before = await wizard.values();
  await setPageLanguage(page, "ja");
  await expectLanguage(wizard, "zh-Hant");
  const choices = wizard.part("languages").getByRole("button");
  await expect(choices).toHaveCount(LANGUAGES.length);
  await choices.filter({ hasText: "English" }).click();
  await expectLanguage(wizard, "en");
  const { title } = definition.steps.find(({ id }) => id === "grounds");
  await expect(wizard.form.getByRole("heading", { name: title.en })).toBeVisible();
  await expect(wizard.part("languages")).toHaveCount(0);
  expect(await wizard.values()).toEqual(before);
});
