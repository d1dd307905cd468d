// Chinese input methods: compositions in every kind of control that takes text, an unfinished composition at Continue,
// Enter that ends a composition, full-width characters, and pasted text.

import { mount, open } from "./driver.js";
import { inputMethod, METHODS } from "./ime.js";
import { mountKinds, submission } from "./kinds.js";
import { expect, test } from "./portal.js";
import { named } from "./submissions.js";

const { submission: base } = named("the unchanged base");

/** The values of a page's controls that take text. */
const texts = (wizard) =>
  wizard.form.evaluate((form) => {
    const fields = [...form.shadowRoot.querySelectorAll("input, textarea")];
    const typed = fields.filter(({ type, name }) => name && !/radio|checkbox|file/.test(type));
    return Object.fromEntries(typed.map(({ name, value }) => [name, value]));
  });

/** Opens a step of the form with every kind of question, and adds a row to the last one. */
async function openStep(page, step) {
  const { wizard } = await mountKinds(page);
  await wizard.run(submission, { until: step });
  if (step === "repeated") {
    await wizard.button("add", "people").click();
    await wizard.control("people.0.name").waitFor();
  }
  return wizard;
}

for (const [method, { steps, text }] of Object.entries(METHODS)) {
  for (const step of ["typed", "chosen", "repeated"]) {
    test(`${method} in every control of the step ${step}`, async ({ page }) => {
      const wizard = await openStep(page, step);
      const ime = await inputMethod(page);
      const names = Object.keys(await texts(wizard));
      expect(names.length).toBeGreaterThan(1);
      for (const name of names) {
        const control = wizard.control(name);
        await control.fill("");
        await control.focus();
        await control.evaluate((control) => (window.composed = control));
        for (const [index, shown] of steps.entries()) {
          await ime.compose([shown]);
          expect(await texts(wizard), `${name}, after ${index + 1} keys`).toMatchObject({ [name]: shown });
        }
        await ime.commit(text);
        await ime.compose(["ㄇ", "ㄇㄧ"]);
        await ime.commit("明");
        // The control was not replaced, and the text is complete.
        expect(await control.evaluate((control) => control === window.composed), name).toBe(true);
        await expect(control).toHaveValue(`${text}明`);
      }
      // The form has the texts: a redraw in another language shows them.
      await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
      await expect(wizard.button("next")).toHaveText("Continue");
      expect(await texts(wizard)).toEqual(Object.fromEntries(names.map((name) => [name, `${text}明`])));
      await ime.detach();
    });
  }
}

test("a problem that disappears during a composition does not disturb it", async ({ page }) => {
  const wizard = await mount(page);
  await wizard.run(base, { until: "applicant" });
  await wizard.press("next");
  const error = wizard.form.locator('[data-part="error"][data-for="name"]');
  await expect(error).toBeVisible();
  const ime = await inputMethod(page);
  await wizard.control("name").focus();
  await ime.compose(METHODS.Zhuyin.steps);
  await expect(error).toHaveCount(0);
  await expect(wizard.control("name")).toHaveValue("王小");
  await ime.compose(["王小ㄇ", "王小ㄇㄧㄥˊ"]);
  await ime.commit("王小明");
  await expect(wizard.control("name")).toHaveValue("王小明");
  await ime.detach();
});

/** Fills in the step `unit`, and begins a composition in place of the unit's name. Returns the input method. */
async function composeUnitName(wizard) {
  await wizard.run(base, { until: "unit" });
  await wizard.fill(base);
  await wizard.control("unit_name").fill("");
  await wizard.control("unit_name").focus();
  const ime = await inputMethod(wizard.page);
  await ime.compose(METHODS.Zhuyin.steps);
  return ime;
}

test("Enter that ends a composition does not continue; the next Enter does", async ({ page }) => {
  const wizard = await mount(page);
  const ime = await composeUnitName(wizard);
  await ime.commit("王小", "Enter");
  expect(await wizard.state()).toMatchObject({ step: "unit", summary: "" });
  await expect(wizard.control("unit_name")).toHaveValue("王小");
  expect(await wizard.events("invalid")).toEqual([]);
  await page.keyboard.press("Enter");
  await wizard.until(({ step }) => step === "call_up");
  await wizard.press("back");
  await expect(wizard.control("unit_name")).toHaveValue("王小");
  await ime.detach();
});

/** Actions that leave a control with an unfinished composition. */
const LEAVING = {
  "Continue is clicked": async (wizard) => {
    await wizard.press("next");
    await wizard.press("back");
  },
  "Back is clicked": async (wizard) => {
    await wizard.press("back");
    await wizard.press("next");
  },
  "an option is chosen": async (wizard) => {
    await wizard.control("unit_kind", "corps").check();
    await expect(wizard.control("brigade").first()).toBeVisible();
  },
  "the page is loaded again": async (wizard) => {
    await wizard.page.reload();
    await wizard.until(({ step }) => step === "unit");
  },
};

for (const [action, leave] of Object.entries(LEAVING)) {
  test(`an unfinished composition is kept when ${action}`, async ({ page }) => {
    // In a tall window the page does not scroll. Otherwise the end of a composition scrolls to the control, and the
    // click misses its button.
    await page.setViewportSize({ width: 1280, height: 2400 });
    const wizard = await open(page, "/");
    const ime = await composeUnitName(wizard);
    await leave(wizard);
    await expect(wizard.control("unit_name")).toHaveValue("王小");
    await ime.detach();
  });
}

/** Full-width forms of the ASCII characters. */
const wide = (text) => text.replaceAll(/[!-~]/g, (one) => String.fromCodePoint(one.codePointAt(0) + 0xfee0));

const { answers } = submission;
/** The text typed for each answer. Validation converts it to the canonical form. */
const TYPED = {
  national_id: "a800000014",
  ubn: "04595257",
  mobile: "+81312345678",
  phone: "(03)8234567#123",
  email: "ming@example.com",
  "day.year": "73",
  "day.month": "2",
  "day.day": "29",
  "moment.year": "115",
  "moment.month": "12",
  "moment.day": "5",
  "moment.time": "23:05",
  "address.postal_code": "970",
};

/** Characters that pasted texts have around them: spaces of several kinds, line breaks, and invisible characters. */
const SURROUNDINGS = {
  "spaces and a line break": (text) => `  ${text}\n`,
  "full-width and no-break spaces": (text) => `\u3000${text}\u00a0`,
  "a tab and two lines": (text) => `\t${text}\r\n\r\n`,
  "a zero-width space and a byte-order mark": (text) => `\ufeff${text}\u200b`,
};

/** Fills in the form with every kind of question, where `write` types into the controls of `TYPED`; sends it. */
async function sent(page, write) {
  const { wizard, filed } = await mountKinds(page);
  let written = 0;
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    expect(state.wrong).toEqual([]);
    await wizard.fill(submission);
    const here = await texts(wizard);
    for (const name of Object.keys(TYPED).filter((name) => name in here)) {
      await wizard.control(name).fill("");
      await wizard.control(name).focus();
      await write(TYPED[name]);
      written++;
    }
  }
  expect(written).toBe(Object.keys(TYPED).length);
  await wizard.submit(submission);
  return (await filed).answers;
}

test("full-width characters of an input method are accepted in numbers, dates and times", async ({ page }) => {
  const ime = await inputMethod(page);
  expect(await sent(page, (text) => ime.insert(wide(text)))).toEqual(answers);
  await ime.detach();
});

for (const [what, around] of Object.entries(SURROUNDINGS)) {
  test(`pasted text with ${what} is accepted`, async ({ page }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const paste = async (text) => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), around(text));
      await page.keyboard.press("ControlOrMeta+v");
    };
    expect(await sent(page, paste)).toEqual(answers);
  });
}
