// After a reset no data of the previous session is visible, stored or submitted. Events of its controls and results of
// its tasks are ignored.

import { readFileSync } from "node:fs";
import { mount } from "./driver.js";
import { expect, test } from "./portal.js";
import { storedData } from "./storage.js";
import { locate, named } from "./submissions.js";

const kinds = JSON.parse(readFileSync(locate("tests/browser/kinds.json"), "utf8"));
const { submission: base } = named("the unchanged base");
const SECRET = "前一位的秘密";

test.use({ ownPage: true });

/** Mounts a form with every kind of question on its first step. */
async function everyKind(page, attributes = {}) {
  const [first, ...others] = kinds.steps;
  const questions = [...first.questions, ...others.flatMap(({ questions }) => questions)];
  const definition = { ...kinds, steps: [{ ...first, questions }] };
  await page.route("**/forms/kinds.json", (route) => route.fulfill({ json: definition }));
  return mount(page, { workflow: "", src: "/forms/kinds.json", lang: "zh-Hant", ...attributes });
}

const reset = (wizard) => wizard.form.evaluate((form) => form.reset());

/** Removes the focus, which fires the change event of an edited control, then checks that no data is left. */
async function expectNothingLeft(page, wizard, times) {
  await expect.poll(async () => (await wizard.events("reset")).length).toBe(times);
  await wizard.form.evaluate((form) => form.shadowRoot.activeElement?.blur());
  await page.mouse.click(5, 5);
  const left = await wizard.form.evaluate((form) => {
    const controls = [...form.shadowRoot.querySelectorAll("input, select, textarea")];
    const filled = controls.filter(({ type, checked, value }) =>
      /radio|checkbox/.test(type) ? checked : value !== "",
    );
    return { filled: filled.map(({ name }) => name), text: form.shadowRoot.textContent };
  });
  expect(left.filled).toEqual([]);
  expect(left.text).not.toContain(SECRET);
  await expect(wizard.part("file")).toHaveCount(0);
  expect(JSON.stringify(await storedData(page))).not.toContain(SECRET);
}

/** Unfinished input, by kind of control. */
const UNFINISHED = {
  "a text": (wizard) => typed(wizard, "text"),
  "a long text": (wizard) => typed(wizard, "long_text"),
  "a name": (wizard) => typed(wizard, "name"),
  "a phone number": (wizard) => typed(wizard, "mobile"),
  "a date": (wizard) => typed(wizard, "day.year"),
  "a time": (wizard) => typed(wizard, "moment.time"),
  "a street": (wizard) => typed(wizard, "address.street"),
  "a row of a group": async (wizard) => {
    await wizard.button("add", "people").click();
    await typed(wizard, "people.0.name");
  },
  "a select": async (wizard, page) => {
    await wizard.control("many").focus();
    await page.keyboard.press("ArrowDown");
  },
  "an open select": (wizard) => wizard.control("many").click(),
  "a radio": (wizard) => wizard.control("few", "b").check(),
  "a checkbox": (wizard) => wizard.control("several", "x").check(),
  "an unfinished composition": async (wizard, page) => {
    await wizard.control("text").focus();
    const client = await page.context().newCDPSession(page);
    await client.send("Input.imeSetComposition", {
      text: SECRET,
      selectionStart: SECRET.length,
      selectionEnd: SECRET.length,
    });
  },
  "the panel for saved drafts": async (wizard) => {
    await typed(wizard, "text");
    await wizard.form.locator("details.keep summary").click();
  },
};

const typed = (wizard, name) => wizard.control(name).pressSequentially(SECRET);

for (const [what, begin] of Object.entries(UNFINISHED)) {
  test(`a reset during input in ${what} leaves no data`, async ({ page }) => {
    const wizard = await everyKind(page);
    await begin(wizard, page);
    await reset(wizard);
    await expectNothingLeft(page, wizard, 1);
  });
}

test("a file chosen in a dialog of the previous session is dropped", async ({ page }) => {
  const wizard = await everyKind(page);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), wizard.control("files").click()]);
  await reset(wizard);
  await expect.poll(async () => (await wizard.events("reset")).length).toBe(1);
  await chooser.setFiles({
    name: `${SECRET}.png`,
    mimeType: "image/png",
    buffer: Buffer.from("89504e470d0a1a0a", "hex"),
  });
  await expectNothingLeft(page, wizard, 1);
});

test("a saved draft that is being read during a reset is not opened", async ({ page }) => {
  // Reading ends when the test calls `endReading`.
  await page.addInitScript(() => {
    const text = Blob.prototype.text;
    Blob.prototype.text = function () {
      return new Promise((resolve) => (window.endReading = resolve)).then(() => text.call(this));
    };
  });
  const wizard = await everyKind(page);
  await typed(wizard, "text");
  await wizard.form.locator("details.keep summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), wizard.button("save").click()]);
  await wizard.control("saved_draft").setInputFiles(await download.path());
  await page.waitForFunction(() => window.endReading);
  await reset(wizard);
  await expect.poll(async () => (await wizard.events("reset")).length).toBe(1);
  await page.evaluate(() => window.endReading());
  await expectNothingLeft(page, wizard, 1);
});

test.describe("in a kiosk", () => {
  test.use({ movingClock: true });

  test("focused input is deleted by the idle reset and not submitted in the next session", async ({
    page,
    request,
  }) => {
    const wizard = await mount(page, { mode: "kiosk", "idle-timeout": "60" });
    await wizard.run(base, { until: "unit" });
    await wizard.control("unit_name").pressSequentially(SECRET);
    await page.clock.runFor(62_000);
    await wizard.until(({ step }) => step === "notice");
    await expectNothingLeft(page, wizard, 1);
    await wizard.run(base);
    expect((await wizard.submit(base)).page).toBe("receipt");
    expect(await (await request.get("/inbox.json")).text()).not.toContain(SECRET);
  });
});
