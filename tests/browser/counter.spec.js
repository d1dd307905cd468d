// The modes `assisted` (staff fill in the form for a person) and `kiosk` (a public terminal).

import { createHash } from "node:crypto";
import { mount, open } from "./driver.js";
import { pickFirst } from "./pick.js";
import { expect, test, unique, validate } from "./portal.js";
import { definition, LANGUAGES, named } from "./submissions.js";

const { submission: oral } = named("at the counter, oral, signed on the screen");
const { submission: base } = named("the unchanged base");
const assisted = (page, language, answers = {}) =>
  mount(page, { mode: "assisted", lang: language }, { prefill: answers });

for (const language of pickFirst(LANGUAGES)) {
  test(`an oral application is recorded and signed on the screen, ${language}`, async ({ page, stored }) => {
    const unit_name = unique("櫃台團");
    const submission = { ...oral, answers: { ...oral.answers, unit_name } };
    const wizard = await assisted(page, language);
    expect((await wizard.run(submission)).page).toBe("review");
    expect((await wizard.submit(submission)).page).toBe("receipt");
    const [{ body }, ...more] = await stored({ unit_name });
    expect(more).toEqual([]);
    expect(body).toMatchObject({ channel: "counter", staff: oral.staff, locale: language });
    expect(body.answers).toEqual(submission.answers);
    const [{ answer, media_type, size, sha256, content }] = body.attachments;
    const image = Buffer.from(content, "base64");
    expect([answer, media_type, size]).toEqual(["signature", "image/png", image.length]);
    expect(sha256).toBe(createHash("sha256").update(image).digest("hex"));
    expect(image.subarray(1, 4).toString()).toBe("PNG");
    const unsigned = { ...body, attachments: [] };
    const withoutStaff = { ...body, staff: undefined };
    expect(validate([body, unsigned, withoutStaff]).map(({ valid }) => valid)).toEqual([true, false, false]);
  });
}

test("the receipt asks to print a record that is signed on paper", async ({ page }) => {
  const { submission } = named("at the counter, oral, signed on paper");
  const wizard = await assisted(page, "zh-Hant", submission.answers);
  await wizard.run({ ...submission, answers: {} });
  expect((await wizard.submit(submission)).page).toBe("receipt");
  const { text } = definition.notes.find(({ id }) => id === "record_on_paper");
  await expect(wizard.part("receipt")).toContainText(text["zh-Hant"]);
  await expect(wizard.button("print")).toBeVisible();
});

test("the first step of assisted mode asks for the staff id", async ({ page }) => {
  const wizard = await assisted(page, "zh-Hant", oral.answers);
  const state = await wizard.press("next");
  expect(state).toMatchObject({ step: "notice", wrong: ["staff_id"], focus: "error-summary" });
  await expect(wizard.control("staff_id")).toHaveAttribute("aria-invalid", "true");
  await wizard.part("error-summary").locator('[data-for="staff_id"]').click();
  await wizard.until(({ focus }) => focus === "staff_id");
  await wizard.control("staff_id").fill("測試員01");
  expect((await wizard.press("next")).step).toBe("unit");
});

test("a signature is required and can be drawn again", async ({ page }) => {
  const wizard = await assisted(page, "zh-Hant", oral.answers);
  await wizard.run({ ...oral, answers: {}, attachments: [] }, { until: "record" });
  expect((await wizard.press("next")).wrong).toEqual(["signature"]);
  await wizard.fill(oral);
  await wizard.button("remove", "signature").click();
  await expect(wizard.part("file")).toHaveCount(0);
  await wizard.fill(oral);
  expect((await wizard.press("next")).page).toBe("review");
});

for (const [mode, attributes, channel] of [
  ["web", {}, "web"],
  ["kiosk", { mode: "kiosk" }, "kiosk"],
  ["web", { channel: "outreach" }, "outreach"],
]) {
  test(`a submission in mode ${mode} with ${JSON.stringify(attributes)} is recorded as ${channel}`, async ({
    page,
    stored,
  }) => {
    const unit_name = unique("管道團");
    const wizard = await mount(page, attributes, { prefill: { ...base.answers, unit_name } });
    await wizard.run({ ...base, answers: {} });
    await wizard.submit(base);
    const [{ body }] = await stored({ unit_name });
    expect(body.channel).toBe(channel);
  });
}

test.describe(() => {
  // Forms of other tests on the page may store data.
  test.use({ ownPage: true });

  test("a kiosk stores nothing in the browser", async ({ page }) => {
    const wizard = await open(page, "/bare?workflow=exemption&mode=kiosk&draft=session");
    await wizard.run(base, { until: "applicant" });
    await wizard.fill(base);
    const stored = () =>
      page.evaluate(async () => [sessionStorage.length, localStorage.length, (await indexedDB.databases()).length]);
    expect(await stored()).toEqual([0, 0, 0]);
    const autofilled = await wizard.form.evaluate((form) =>
      [...form.shadowRoot.querySelectorAll('input:is([type="text"], [type="tel"], [type="email"]), textarea')]
        .filter((control) => control.autocomplete !== "off")
        .map(({ name }) => name),
    );
    expect(autofilled).toEqual([]);
    await page.reload();
    await wizard.until(({ step }) => step === "notice");
    expect(
      Object.values(await wizard.values())
        .flat()
        .filter(Boolean),
    ).toEqual([]);
  });
});

test("in mode web, controls named in WCAG 1.3.5 allow autofill", async ({ page }) => {
  const wizard = await mount(page, {}, { prefill: base.answers });
  await wizard.run(base, { until: "applicant" });
  await expect(wizard.control("name")).toHaveAttribute("autocomplete", "name");
  await expect(wizard.control("national_id")).toHaveAttribute("autocomplete", "off");
  await wizard.run(base, { until: "contact" });
  await expect(wizard.control("email")).toHaveAttribute("autocomplete", "email");
});

test.describe("a kiosk without input", () => {
  test.use({ movingClock: true });

  const kiosk = async (page) => {
    const wizard = await mount(page, { mode: "kiosk", "idle-timeout": "60" });
    await wizard.run(base, { until: "applicant" });
    return wizard;
  };
  const expectReset = async (wizard) => {
    await wizard.until(({ step }) => step === "notice");
    expect((await wizard.events("reset")).map(({ detail }) => detail)).toEqual([{ reason: "idle" }]);
    expect(
      Object.values(await wizard.values())
        .flat()
        .filter(Boolean),
    ).toEqual([]);
  };

  test("warns, then resets", async ({ page }) => {
    const wizard = await kiosk(page);
    await page.clock.runFor(31_000);
    await expect(wizard.part("idle-warning")).toBeVisible();
    await page.clock.runFor(31_000);
    await expectReset(wizard);
    await expect(wizard.part("idle-warning")).toHaveCount(0);
  });

  for (const [how, stay] of [
    ["a key", (wizard) => wizard.control("name").press("Tab")],
    ["its button", (wizard) => wizard.part("idle-warning").getByRole("button").click()],
  ]) {
    test(`continues after ${how} is pressed`, async ({ page }) => {
      const wizard = await kiosk(page);
      await wizard.control("name").fill("王小明");
      await page.clock.runFor(31_000);
      await stay(wizard);
      await expect(wizard.part("idle-warning")).toHaveCount(0);
      await page.clock.runFor(25_000);
      await expect(wizard.part("idle-warning")).toHaveCount(0);
      expect(await wizard.values()).toMatchObject({ name: "王小明" });
    });
  }

  test("resets at once after the computer has slept", async ({ page }) => {
    const wizard = await kiosk(page);
    await page.clock.fastForward("08:00:00");
    await expectReset(wizard);
  });
});
