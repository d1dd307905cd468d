// A phone that is held in one hand: targets are large enough for a thumb, the main button is as wide as the form,
// nothing is wider than the screen, and each control opens its keyboard.

import { fileable, fullest } from "./cover.js";
import { open } from "./driver.js";
import { submission as everyKind, mountKinds } from "./kinds.js";
import { controls, pick } from "./pick.js";
import { expect, test } from "./portal.js";
import { pageIn, workflows } from "./submissions.js";

const PHONE = { width: 390, height: 844 };
const THUMB = 44;

test.use({ ownPage: true, viewport: PHONE });

/** Targets that are too small for a thumb or outside the screen, a narrow main button, and a page that is too wide. */
const mistakes = (wizard) =>
  wizard.form.evaluate((form, thumb) => {
    const root = form.shadowRoot;
    // A choice is as large as its card, a file input as its area. Citations are links in a text.
    const targets = "button, select, textarea, summary, .option, .drop, .error-summary a, input";
    const hasLargerTarget = "[type=radio], [type=checkbox], [type=file], .cite summary";
    const found = [];
    for (const one of root.querySelectorAll(targets)) {
      if (one.matches(hasLargerTarget) || !one.checkVisibility()) continue;
      const { width, height, left, right } = one.getBoundingClientRect();
      const name = `${one.localName}.${one.className} ${one.name || one.dataset.action || one.textContent.slice(0, 20)}`;
      if (width < thumb || height < thumb) found.push(`${name}: ${width} × ${height}`);
      if (left < 0 || right > innerWidth) found.push(`${name}: from ${left} to ${right}`);
    }
    const main = root.querySelector("button.primary");
    const page = root.querySelector("[data-step]").getBoundingClientRect();
    if (main && main.getBoundingClientRect().width < page.width * 0.9) found.push("the main button is narrow");
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide`);
    return found;
  }, THUMB);

for (const workflow of pick(workflows, controls)) {
  test(`${workflow.name}: every page can be used with one thumb`, async ({ page }) => {
    const { submission } = fullest(fileable(workflow).filter(({ submission }) => submission.channel === "web"));
    const wizard = await open(page, pageIn("zh-Hant", workflow));
    const found = [];
    const look = async (what) => found.push(...(await mistakes(wizard)).map((one) => `${what}: ${one}`));
    for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
      await look(state.step);
      if ((await wizard.press("next")).summary === "") await wizard.press("back");
      else await look(`${state.step}, with problems`);
      await wizard.fill(submission);
      await look(`${state.step}, filled in`);
    }
    await look("review");
    await wizard.submit(submission);
    await look("receipt");
    expect([...new Set(found)]).toEqual([]);
  });
}

test("the checks find seeded mistakes", async ({ page }) => {
  const wizard = await open(page, pageIn("zh-Hant"));
  expect(await mistakes(wizard)).toEqual([]);
  await wizard.form.evaluate((form) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".primary { width: 50% !important } .option { min-height: 0; height: 30px; padding: 0 }");
    form.shadowRoot.adoptedStyleSheets = [...form.shadowRoot.adoptedStyleSheets, sheet];
    const wide = Object.assign(document.createElement("button"), { textContent: "寬" });
    wide.style.width = "500px";
    form.shadowRoot.querySelector("[data-step]").append(wide);
  });
  const found = (await mistakes(wizard)).join("\n");
  for (const mistake of [/option.* × 30/, /寬: from/, /main button is narrow/, /the page is \d+ wide/])
    expect(found).toMatch(mistake);
});

/** The `inputmode` or the type of each control. A text control without a mode opens the default keyboard. */
const KEYBOARDS = {
  text: "text",
  name: "text",
  national_id: "text",
  ubn: "numeric",
  mobile: "tel",
  phone: "tel",
  email: "email",
  "day.year": "numeric",
  "day.month": "numeric",
  "day.day": "numeric",
  "moment.year": "numeric",
  "moment.month": "numeric",
  "moment.day": "numeric",
  // 上午8時50分 and 08:50 are accepted, so it is not the numeric keyboard.
  "moment.time": "text",
  "address.street": "text",
  "address.postal_code": "numeric",
  "people.0.name": "text",
  "people.0.contact": "text",
};

test("each control opens its keyboard, and none changes the Enter key", async ({ page }) => {
  const { wizard } = await mountKinds(page);
  const found = {};
  const hints = [];
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    await wizard.fill(everyKind);
    const fields = await wizard.form.evaluate((form) => {
      const all = [...form.shadowRoot.querySelectorAll("input:not([type=radio], [type=checkbox], [type=file])")];
      return all.map(({ name, type, inputMode, enterKeyHint }) => [name, inputMode || type, enterKeyHint]);
    });
    for (const [name, keyboard, hint] of fields) {
      found[name] ??= keyboard;
      if (hint) hints.push(name);
    }
  }
  delete found["people.1.name"];
  delete found["people.1.contact"];
  expect(found).toEqual(KEYBOARDS);
  // By default, Enter is labelled for the next control, or for Continue in the last one. A hint would replace both.
  expect(hints).toEqual([]);
});
