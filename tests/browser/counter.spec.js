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

test("the person reads all answers in large type and hands the screen back", async ({ page }) => {
  const wizard = await assisted(page, "zh-Hant", oral.answers);
  await expect(wizard.button("show")).toHaveCount(0);
  await wizard.run({ ...oral, answers: {} }, { until: "record" });
  await wizard.fill({ ...oral, answers: {} });
  const size = (locator) => locator.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  for (const step of ["record", "review"]) {
    await wizard.until((state) => state.step === step);
    const before = await wizard.values();
    await wizard.button("show").click();
    await expect(wizard.part("read-back")).toBeVisible();
    expect(await wizard.state()).toMatchObject({ step, focus: "h2" });
    // Nothing is masked, and nothing can be changed.
    for (const text of [oral.answers.name, oral.answers.national_id])
      await expect(wizard.part("read-back")).toContainText(text);
    expect([await wizard.values(), await wizard.button("change").count()]).toEqual([{}, 0]);
    expect(await size(wizard.part("read-back"))).toBeGreaterThan(1.3 * (await size(wizard.root)));
    await wizard.form.getByRole("button", { name: "交還承辦人員" }).click();
    await expect(wizard.part("read-back")).toHaveCount(0);
    expect(await wizard.values()).toEqual(before);
    if (step === "record") await wizard.press("next");
  }
});

test("after the receipt, one tap starts the session of the next person", async ({ page, stored }) => {
  const wizard = await assisted(page, "zh-Hant");
  const units = [unique("甲團"), unique("乙團")];
  for (const [index, unit_name] of units.entries()) {
    const submission = { ...oral, answers: { ...oral.answers, unit_name } };
    expect((await wizard.run(submission)).page).toBe("review");
    expect((await wizard.submit(submission)).page).toBe("receipt");
    await wizard.form.getByRole("button", { name: "下一位" }).click();
    await wizard.until(({ step }) => step === "notice");
    const kept = Object.entries(await wizard.values()).filter(([, value]) => value.length > 0);
    expect(kept).toEqual([["staff_id", oral.staff.id]]);
    expect(await wizard.events("reset")).toHaveLength(index + 1);
  }
  for (const unit_name of units) expect(await stored({ unit_name })).toHaveLength(1);
});

test("a rotated tablet keeps the signature, and the pen follows the finger", async ({ page }) => {
  const viewport = page.viewportSize();
  await page.setViewportSize({ width: 800, height: 1100 });
  const wizard = await assisted(page, "zh-Hant", oral.answers);
  await wizard.run({ ...oral, answers: {}, attachments: [] }, { until: "record" });
  const canvas = wizard.form.locator('canvas[name="signature"][data-shown]');
  /** Draws from one place to another; both are fractions of the canvas. */
  const draw = async ([x0, y0], [x1, y1]) => {
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await canvas.boundingBox();
    await page.mouse.move(x + width * x0, y + height * y0);
    await page.mouse.down();
    await page.mouse.move(x + width * x1, y + height * y1, { steps: 4 });
    await page.mouse.up();
  };
  /** Returns for each place whether ink is near it; places are fractions of the canvas. */
  const inked = (places) =>
    canvas.evaluate((canvas, places) => {
      const pen = canvas.getContext("2d");
      const isDark = ([x, y]) => {
        const { data } = pen.getImageData(canvas.width * x - 3, canvas.height * y - 3, 6, 6);
        return data.some((value, at) => at % 4 === 0 && value < 128 && data[at + 3] > 0);
      };
      return places.map(isDark);
    }, places);
  const places = [
    [0.5, 0.3],
    [0.5, 0.7],
  ];
  await draw([0.2, 0.3], [0.8, 0.3]);
  await expect(wizard.part("file")).toHaveCount(1);
  expect(await inked(places)).toEqual([true, false]);
  for (const [width, height] of [
    [1100, 800],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    expect(await inked(places)).toEqual([true, false]);
  }
  await draw([0.2, 0.7], [0.8, 0.7]);
  expect(await inked(places)).toEqual([true, true]);
  await page.setViewportSize(viewport);
});

test("the arrow keys draw a signature, and Shift moves the pen only", async ({ page, stored }) => {
  const unit_name = unique("鍵盤團");
  const wizard = await assisted(page, "zh-Hant", { ...oral.answers, unit_name });
  await wizard.run({ ...oral, answers: {}, attachments: [] }, { until: "record" });
  const canvas = wizard.form.locator('canvas[name="signature"][data-shown]');
  await canvas.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press("Shift+ArrowUp");
  await expect(wizard.part("file")).toHaveCount(0);
  for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowRight");
  for (let press = 0; press < 4; press++) await page.keyboard.press("ArrowDown");
  await expect(wizard.part("file")).toHaveCount(1);
  expect((await wizard.press("next")).page).toBe("review");
  expect((await wizard.submit(oral)).page).toBe("receipt");
  const [{ body }] = await stored({ unit_name });
  const [{ content }] = body.attachments;
  /** The extent of the ink of an image. */
  const ink = await page.evaluate(async (content) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, picture.width, picture.height);
    const dark = [...data.keys()].filter((at) => at % 4 === 0 && data[at] < 128).map((at) => at / 4);
    const [across, down] = [dark.map((at) => at % picture.width), dark.map((at) => Math.floor(at / picture.width))];
    const extent = (places) => [Math.min(...places), Math.max(...places)];
    return { extent: [...extent(across), ...extent(down)], share: dark.length / (picture.width * picture.height) };
  }, content);
  // From (60, 60), 80 to the right and 32 down, with a line of 3 and without the mark of the pen.
  for (const [at, expected] of [60, 140, 60, 92].entries())
    expect(Math.abs(ink.extent[at] - expected), JSON.stringify(ink.extent)).toBeLessThan(4);
  expect(ink.share).toBeLessThan(0.01);
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
