// The second click of a double click, or a key that is held down, never acts on a page that appeared in between.

import { fileable, fullest } from "./cover.js";
import { mountInPlace, open } from "./driver.js";
import { pick, pickFirst } from "./pick.js";
import { expect, test, unique } from "./portal.js";
import { attributes, named, pageIn, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const petition = workflows.find(({ name }) => name === "petition");

const nextFrame = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Double-clicks a button; the second click follows when the form has reacted to the first. */
async function doubleClick(page, wizard, action, target) {
  const button = wizard.button(action, target).first();
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await button.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  const before = JSON.stringify(await wizard.state()) + (await wizard.root.innerHTML());
  await page.mouse.down({ clickCount: 1 });
  await page.mouse.up({ clickCount: 1 });
  await expect
    .poll(async () => JSON.stringify(await wizard.state()) + (await wizard.root.innerHTML()))
    .not.toBe(before);
  await nextFrame(page);
  const [state, values] = [await wizard.state(), await wizard.values()];
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await nextFrame(page);
  if (state.page !== "receipt") expect(await wizard.values(), `${action}, double click`).toEqual(values);
  return { before: state, after: await wizard.state() };
}

const SIZES = [
  [1366, 768],
  [1280, 720],
  [390, 844],
];

for (const [width, height] of pick(SIZES, ([width]) => [width < 600 ? "phone" : "desktop"])) {
  test(`double clicks on each button of a petition act once, ${width}×${height}`, async ({ page }) => {
    const viewport = page.viewportSize();
    await page.setViewportSize({ width, height });
    const { submission } = fullest(fileable(petition));
    const wizard = await open(page, pageIn("zh-Hant", petition));
    const expectOneAct = async (action, target) => {
      const { before, after } = await doubleClick(page, wizard, action, target);
      expect(after, `${action} at ${before.step}`).toMatchObject({
        step: before.step,
        page: before.page,
        wrong: before.wrong,
      });
      return after;
    };
    const rows = () => wizard.form.locator('[name^="co_petitioners."][name$=".name"]').count();
    for (let state = await wizard.state(); state.page === "step"; ) {
      const { step } = state;
      await wizard.fill(submission);
      if (await wizard.button("add", "co_petitioners").count()) {
        const before = await rows();
        await expectOneAct("add", "co_petitioners");
        expect(await rows()).toBe(before + 1);
        await expectOneAct("remove", "co_petitioners");
        expect(await rows()).toBe(before);
        await wizard.fill(submission);
      }
      state = await expectOneAct("next");
      expect(state.wrong).toEqual([]);
      if (state.page === "step" && (await wizard.button("back").count())) {
        expect((await expectOneAct("back")).step).toBe(step);
        state = await wizard.press("next");
      }
    }
    expect((await wizard.state()).page).toBe("review");
    const change = await wizard.button("change").nth(2).getAttribute("data-for");
    await expectOneAct("change", change);
    await wizard.press("next");
    await wizard.accept(submission);
    // The response may arrive between the two clicks.
    await doubleClick(page, wizard, "submit");
    await wizard.until((now) => now.page === "receipt");
    expect(await wizard.events("submitted")).toHaveLength(1);
    await page.setViewportSize(viewport);
  });
}

for (const workflow of pickFirst(workflows)) {
  test(`${workflow.name}: double clicks continue by one step and submit once`, async ({ page, stored }) => {
    const { submission: fullSubmission } = fullest(fileable(workflow));
    const name = workflow.name === "survey" ? "comment" : workflow.question("unit_name") ? "unit_name" : "subject";
    const text = unique("雙擊");
    const known = workflow.question(name) ? { [name]: text } : {};
    const submission = { ...fullSubmission, answers: { ...fullSubmission.answers, ...known } };
    const wizard = await mountInPlace(page, attributes(workflow, submission, "en"), { prefill: submission.answers });
    let steps = 0;
    for (let state = await wizard.state(); state.page === "step"; steps++) {
      await wizard.fill(submission);
      const { before, after } = await doubleClick(page, wizard, "next");
      expect(after.step).toBe(before.step);
      state = after;
    }
    const indices = (await wizard.events("step")).map(({ detail }) => detail.index);
    expect(indices).toEqual([...indices.keys()]);
    expect(await wizard.events("invalid")).toEqual([]);
    await wizard.accept(submission);
    await doubleClick(page, wizard, "submit");
    await wizard.until(({ page }) => page === "receipt");
    if (known[name]) expect(await stored(known)).toHaveLength(1);
    expect(steps).toBeGreaterThan(0);
  });
}

test("Enter held down continues by one step", async ({ page }) => {
  const wizard = await mountInPlace(page, {}, { prefill: base.answers });
  await wizard.run({ ...base, answers: {} }, { until: "unit" });
  await wizard.control("unit_name").focus();
  await page.keyboard.down("Enter");
  await wizard.until(({ step }) => step === "call_up");
  await wizard.control("notice_number").focus();
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down("Enter");
  await nextFrame(page);
  expect(await wizard.state()).toMatchObject({ step: "call_up", summary: "" });
  await page.keyboard.up("Enter");
  await page.keyboard.press("Enter");
  await wizard.until(({ step }) => step === "time");
});

test("Enter held down on a button presses it once", async ({ page }) => {
  const { submission } = fullest(fileable(petition));
  const wizard = await mountInPlace(page, attributes(petition, submission, "zh-Hant"), {
    prefill: { ...submission.answers, co_petitioners: [] },
  });
  await wizard.run({ ...submission, answers: {} }, { until: petition.stepOf("co_petitioners") });
  const add = wizard.button("add", "co_petitioners");
  await add.focus();
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await nextFrame(page);
  await expect(wizard.form.locator('[name^="co_petitioners."][name$=".name"]')).toHaveCount(1);
});

test("all quick clicks of a script or assistive technology count", async ({ page }) => {
  const wizard = await mountInPlace(page, attributes(petition, petition.base, "zh-Hant"), {
    prefill: petition.base.answers,
  });
  await wizard.run({ ...petition.base, answers: {} }, { until: petition.stepOf("co_petitioners") });
  await wizard.form.evaluate(async (form) => {
    for (let count = 0; count < 3; count++) {
      form.shadowRoot.querySelector('[data-action="add"][data-for="co_petitioners"]').click();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
  });
  await expect(wizard.form.locator('[name^="co_petitioners."][name$=".name"]')).toHaveCount(3);
});
