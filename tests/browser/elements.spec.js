// Elements with internal state (a drawing, chosen files, an open panel, a caret) are never replaced while their
// question stays on the page.

import { fileable, fullest } from "./cover.js";
import { mount, mountInPlace, open } from "./driver.js";
import { controls, pick } from "./pick.js";
import { expect, test, unique } from "./portal.js";
import { hasFiles } from "./storage.js";
import { attributes, named, workflows } from "./submissions.js";

const { submission: oral } = named("at the counter, oral, signed on the screen");

/** Marks each stateful element. */
function mark(form) {
  const stateful = "canvas, input, select, textarea, details, audio, video";
  for (const element of form.shadowRoot.querySelectorAll(stateful)) element.mark ??= crypto.randomUUID();
}

/** Calls `act` and returns the names of the elements that were replaced by others of the same name. */
async function replacedBy(wizard, act) {
  const names = (form) => {
    const named = {};
    for (const element of form.shadowRoot.querySelectorAll("canvas, input, select, textarea, details")) {
      const place = (kind) => element.closest(`[data-${kind}]`)?.dataset[kind] ?? "";
      const question = place("question") + place("note");
      const option = ["radio", "checkbox"].includes(element.type) ? element.value : "";
      const name = `${question} ${element.localName} ${element.name ?? element.className} ${option}`;
      if (element.localName !== "details") named[name.trim()] = element.mark;
      else if (element.mark) named[`${question} details ${element.className} ${element.innerText}`] = element.mark;
    }
    return named;
  };
  await wizard.form.evaluate(mark);
  const before = await wizard.form.evaluate(names);
  await act();
  const after = await wizard.form.evaluate(names);
  return Object.keys(after).filter((name) => name in before && before[name] !== after[name]);
}

const setLanguage = (wizard, language) =>
  wizard.form.evaluate((form, language) => form.setAttribute("lang", language), language);

for (const workflow of pick(workflows, controls)) {
  test(`${workflow.name}: no event replaces an element with internal state`, async ({ page }) => {
    const { submission } = fullest(fileable(workflow));
    const wizard = await mountInPlace(page, attributes(workflow, submission, "zh-Hant"), {
      prefill: submission.answers,
    });
    const expectNoReplacement = async (what, act) => expect(await replacedBy(wizard, act), what).toEqual([]);
    for (let state = await wizard.state(); state.page === "step"; ) {
      await wizard.fill(submission);
      const choices = await wizard.form.evaluate((form) =>
        [...form.shadowRoot.querySelectorAll('input:is([type="radio"], [type="checkbox"])')].map(({ name, value }) => [
          name,
          value,
        ]),
      );
      for (const [name, value] of choices.filter(([name]) => !name.startsWith("notice"))) {
        const choose = () =>
          wizard.form.evaluate((form, id) => form.shadowRoot.getElementById(id)?.click(), `g-${name}-${value}`);
        await expectNoReplacement(`${state.step}: ${name}=${value}`, choose);
      }
      await expectNoReplacement(`${state.step}: another language`, async () => {
        await setLanguage(wizard, "en");
        await expect(wizard.root).toHaveAttribute("lang", "en");
      });
      await setLanguage(wizard, "zh-Hant");
      const texts = await wizard.form.evaluate((form) =>
        [...form.shadowRoot.querySelectorAll('input:is([type="text"], [type="tel"], [type="email"]), textarea')].map(
          ({ name }) => name,
        ),
      );
      for (const name of texts) await wizard.control(name).fill("");
      const replaced = await replacedBy(wizard, () => wizard.press("next"));
      if ((await wizard.state()).summary === "") await wizard.press("back");
      else expect(replaced, `${state.step}: problems`).toEqual([]);
      await wizard.fill(submission);
      state = await wizard.press("next");
      expect(state.wrong).toEqual([]);
    }
  });
}

/** Strokes, in fractions of the canvas's width and height. */
const STROKES = [0.1, 0.25, 0.4, 0.55, 0.7].map((x) => ({ from: [x, 0.2], to: [x + 0.08, 0.8] }));
const middle = ({ from, to }) => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];

async function draw(page, canvas, { from, to }) {
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await canvas.boundingBox();
  const at = ([left, top]) => [x + width * left, y + height * top];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

/** Whether each stroke is visible in a PNG. */
const hasInk = (page, png, strokes) =>
  page.evaluate(
    async ([base64, places]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const pen = canvas.getContext("2d");
      pen.drawImage(picture, 0, 0);
      const dark = (x, y) => {
        const { data } = pen.getImageData(x * picture.width - 6, y * picture.height - 6, 12, 12);
        return data.some((value, index) => index % 4 === 0 && value < 128);
      };
      return places.map(([x, y]) => dark(x, y));
    },
    [png, strokes.map(middle)],
  );

const visibleStrokes = (page, canvas, strokes) =>
  canvas.evaluate((canvas) => canvas.toDataURL().split(",")[1]).then((png) => hasInk(page, png, strokes));

/** Mounts a form in assisted mode, on the step with the canvas. */
async function atCanvas(page, attributes = {}, answers = {}) {
  const wizard = await mount(page, { mode: "assisted", ...attributes }, { prefill: { ...oral.answers, ...answers } });
  await wizard.run({ ...oral, answers: {}, attachments: [] }, { until: "record" });
  await wizard.fill({ ...oral, answers: {}, attachments: [] });
  return { wizard, canvas: wizard.form.locator('canvas[name="signature"][data-shown]') };
}

const all = STROKES.map(() => true);

test("every stroke of a signature is submitted, also after a removal", async ({ page, stored }) => {
  const unit_name = unique("簽名團");
  const { wizard, canvas } = await atCanvas(page, {}, { unit_name });
  for (const stroke of STROKES) await draw(page, canvas, stroke);
  await wizard.button("remove", "signature").click();
  await expect(wizard.part("file")).toHaveCount(0);
  for (const stroke of STROKES) {
    await draw(page, canvas, stroke);
    await expect(wizard.part("file")).toHaveCount(1);
  }
  expect((await wizard.press("next")).page).toBe("review");
  expect((await wizard.submit(oral)).page).toBe("receipt");
  const [{ body }] = await stored({ unit_name });
  expect(await hasInk(page, body.attachments[0].content, STROKES)).toEqual(all);
});

for (const [what, happen] of [
  ["a narrower window", ({ page }) => page.setViewportSize({ width: 390, height: 844 })],
  ["a change of another answer", ({ wizard }) => wizard.control("read_back", "no").check()],
  ["a change of the language", ({ wizard }) => setLanguage(wizard, "en")],
  ["problems", ({ wizard }) => wizard.press("next")],
  [
    "an undone removal",
    async ({ wizard }) => {
      await wizard.button("remove", "signature").click();
      await expect(wizard.part("file")).toHaveCount(0);
      await wizard.button("undo").click();
    },
  ],
  [
    "Back and Continue",
    async ({ wizard }) => {
      await wizard.press("back");
      await wizard.press("next");
    },
  ],
]) {
  test(`a signature survives ${what}`, async ({ page }) => {
    const viewport = page.viewportSize();
    const { wizard, canvas } = await atCanvas(page);
    for (const stroke of STROKES.slice(0, 3)) await draw(page, canvas, stroke);
    await expect(wizard.part("file")).toHaveCount(1);
    if (what === "problems")
      await wizard.control("read_back", "yes").evaluate((box) => {
        box.checked = false;
      });
    await happen({ page, wizard });
    await expect.poll(() => visibleStrokes(page, canvas, STROKES)).toEqual([true, true, true, false, false]);
    for (const stroke of STROKES.slice(3)) await draw(page, canvas, stroke);
    await expect.poll(() => visibleStrokes(page, canvas, STROKES)).toEqual(all);
    await page.setViewportSize(viewport);
  });
}

test.describe("on a separate page", () => {
  test.use({ ownPage: true });

  test("a signature is restored after a reload and can be continued", async ({ page }) => {
    const wizard = await open(page, "/bare?workflow=exemption&lang=zh-Hant&mode=assisted");
    await wizard.run({ ...oral, attachments: [] }, { until: "record" });
    await wizard.fill({ ...oral, attachments: [] });
    const canvas = wizard.form.locator('canvas[name="signature"][data-shown]');
    for (const stroke of STROKES.slice(0, 2)) await draw(page, canvas, stroke);
    await expect(wizard.part("file")).toHaveCount(1);
    await expect.poll(hasFiles(page)).toBe(true);
    await page.reload();
    await expect.poll(() => visibleStrokes(page, canvas, STROKES)).toEqual([true, true, false, false, false]);
    for (const stroke of STROKES.slice(2)) await draw(page, canvas, stroke);
    await expect.poll(() => visibleStrokes(page, canvas, STROKES)).toEqual(all);
  });
});

test.describe("in a kiosk", () => {
  test.use({ movingClock: true });

  test("the idle warning replaces no element", async ({ page }) => {
    const wizard = await mount(page, { mode: "kiosk", "idle-timeout": "60" }, { prefill: oral.answers });
    await wizard.run({ ...oral, answers: {} }, { until: "applicant" });
    const warn = async () => {
      await page.clock.runFor(31_000);
      await expect(wizard.part("idle-warning")).toBeVisible();
    };
    expect(await replacedBy(wizard, warn)).toEqual([]);
  });
});
