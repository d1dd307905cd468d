// The config: as attribute and property, its texts and languages, and configs that cannot be read.

import { mount, ready, Wizard } from "./driver.js";
import { pick } from "./pick.js";
import { expect, test } from "./portal.js";
import { named, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
/** A form with all answers prefilled. */
const prefilled = (page, attributes) => mount(page, attributes, { prefill: base.answers });

test("properties set before the upgrade are applied", async ({ page }) => {
  await page.goto("/about");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.evaluate((answers) => {
    // Elements in a document without a window are not upgraded.
    const form = document.implementation.createHTMLDocument().createElement("guitai-form");
    Object.assign(form, {
      prefill: answers,
      headers: { "X-Portal": "early" },
      config: {
        version: "7",
        units: ["測試團"],
        texts: { "steps.notice.title": { "zh-Hant": "本縣的標題", en: "Ours" } },
      },
    });
    for (const [name, value] of [
      ["workflow", "exemption"],
      ["endpoint", "/api/submissions"],
    ])
      form.setAttribute(name, value);
    document.querySelector("main").replaceChildren(form);
  }, base.answers);
  const wizard = await ready(new Wizard(page, page.locator("guitai-form")));
  await expect(wizard.form.getByRole("heading", { name: "本縣的標題" })).toBeVisible();
  expect((await wizard.values()).filed_by).toBe(base.answers.filed_by);
  await wizard.run(base);
  await wizard.submit(base);
  expect((await sent).headers()).toMatchObject({ "x-portal": "early" });
  expect((await sent).postDataJSON().config).toEqual({ version: "7" });
});

for (const [how, give] of [
  ["attribute", (page) => prefilled(page, { config: "/config.json" })],
  ["property", (page) => mount(page, {}, { prefill: base.answers, config: "/config.json" })],
]) {
  test(`the URL of the config as ${how}`, async ({ page }) => {
    const wizard = await give(page);
    await wizard.run(base);
    await expect(wizard.root).toContainText("以書面及電子方式處理");
  });
}

const BROKEN = [
  ["missing", "/no-such.json"],
  ["an HTML page", "/about"],
  ["with an unknown member", { version: "1", colour: "red" }],
  ["a list", []],
];

for (const [name, config] of pick(BROKEN, ([, config]) => [typeof config])) {
  test(`a config that is ${name} is reported, and the form works without it`, async ({ page, allowedErrors }) => {
    allowedErrors.push(/404/, /no-such/);
    const wizard = await mount(page, {}, { prefill: base.answers, config });
    await expect.poll(async () => (await wizard.events("error")).map(({ detail }) => detail.kind)).toContain("config");
    await wizard.run(base);
    const sent = page.waitForRequest((request) => request.method() === "POST");
    expect((await wizard.submit(base)).page).toBe("receipt");
    expect((await sent).postDataJSON()).not.toHaveProperty("config");
  });
}

for (const [workflow, fields, is] of [
  ["exemption", base.answers, true],
  ["survey", workflows.find(({ name }) => name === "survey").base.answers, false],
]) {
  test(`the receipt of ${workflow} ${is ? "shows" : "does not show"} when the portal replies`, async ({ page }) => {
    await page.route("**/api/submissions", (route) => {
      return route.fulfill({ status: 201, contentType: "application/json", body: '{"reference": "R1"}' });
    });
    const config = { version: "1", reply_within: { "zh-Hant": "三天內", en: "within three days" } };
    const wizard = await mount(page, { workflow, lang: "zh-Hant" }, { config, prefill: fields });
    await wizard.run({ ...base, answers: {} });
    await wizard.submit(workflow === "survey" ? { notices: [] } : base);
    const receipt = expect(wizard.part("receipt"));
    await (is ? receipt : receipt.not).toContainText("預計回覆時間：三天內");
  });
}

test("a config can add a language", async ({ page }) => {
  const config = {
    version: "1",
    languages: [
      {
        tag: "vi",
        words: { "button.continue": "Tiếp tục" },
        texts: { exemption: { "steps.notice.title": "Thông báo" } },
      },
    ],
  };
  const wizard = await mount(page, { lang: "vi" }, { config });
  await expect(wizard.root).toHaveAttribute("lang", "vi");
  await expect(wizard.button("next")).toHaveText("Tiếp tục");
  await expect(wizard.form.getByRole("heading", { name: "Thông báo" })).toBeVisible();
  await expect(wizard.root).toContainText("您接到的是哪一種召集？");
});
