// The focus is visible on every kind of control: its ring changes enough pixels, with enough contrast, in light, dark
// and forced colours.

import { mount } from "./driver.js";
import { mountKinds, submission } from "./kinds.js";
import { expect, test } from "./portal.js";
import { inView, VIEWS } from "./views.js";

/** WCAG 2.4.13: the contrast of a ring with the pixels that it replaces. */
const CONTRAST = 3;

/** Marks the visible controls of kinds that are not yet known, and returns these kinds. */
function markNew(form, known) {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const found = [];
  for (const element of form.shadowRoot.querySelectorAll(focusable)) {
    const kind = [element.localName, element.type, ...element.classList].filter(Boolean).join(".");
    delete element.dataset.kind;
    if (!element.checkVisibility() || element.disabled || known.includes(kind) || found.includes(kind)) continue;
    element.dataset.kind = kind;
    found.push(kind);
  }
  return found;
}

/** A picture of a control and of the space for its focus ring. */
async function picture(page, control) {
  const { x, y, width, height } = await control.boundingBox();
  const clip = { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
  return (await page.screenshot({ clip, animations: "disabled", caret: "hide" })).toString("base64");
}

/** The number of pixels that differ between two pictures with sufficient contrast. */
const changedPixels = (page, pictures) =>
  page.evaluate(
    async ([pictures, least]) => {
      const read = async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
        pen.drawImage(image, 0, 0);
        return pen.getImageData(0, 0, image.width, image.height).data;
      };
      const linear = (channel) => (channel <= 10 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
      const luminance = (data, at) =>
        0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]);
      const [before, after] = await Promise.all(pictures.map(read));
      let count = 0;
      for (let at = 0; at < before.length; at += 4) {
        const [dark, light] = [luminance(before, at), luminance(after, at)].toSorted((one, other) => one - other);
        if ((light + 0.05) / (dark + 0.05) >= least) count++;
      }
      return count;
    },
    [pictures, CONTRAST],
  );

/** The marked controls whose ring has fewer pixels than a line of one pixel around the control. */
async function invisible(page, form, kinds) {
  const found = [];
  for (const kind of kinds) {
    const control = form.locator(`[data-kind="${kind}"]`);
    // After a key, the browser also shows the ring of a focus that a script sets.
    await page.keyboard.press("Tab");
    await control.evaluate((element) => {
      element.getRootNode().activeElement?.blur();
      element.scrollIntoView({ block: "center" });
    });
    const before = await picture(page, control);
    await control.focus();
    const after = await picture(page, control);
    const { width, height } = await control.boundingBox();
    const changed = await changedPixels(page, [before, after]);
    if (changed < 2 * (width + height)) found.push(`${kind}: ${changed} pixels of a control of ${width} × ${height}`);
  }
  return found;
}

const COLOURS = { light: VIEWS.phone, dark: VIEWS.dark, forced: VIEWS.contrast };

/** Checks the kinds of controls on the page that are not yet known, in all colours. */
async function expectVisibleFocus({ page, form }, known) {
  const kinds = await form.evaluate(markNew, known);
  known.push(...kinds);
  for (const [colours, view] of Object.entries(COLOURS))
    expect(await inView(page, view, () => invisible(page, form, kinds)), colours).toEqual([]);
}

test("the focus is visible on every kind of control, in light, dark and forced colours", async ({ page }) => {
  const known = [];
  const { wizard } = await mountKinds(page);
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    if ((await wizard.press("next")).wrong.length === 0) await wizard.press("back");
    await expectVisibleFocus(wizard, known);
    await wizard.fill(submission);
    await expectVisibleFocus(wizard, known);
  }
  await expectVisibleFocus(wizard, known);
  // The panel of saved drafts, and the text of a law.
  const own = await mount(page);
  await own.form.locator("details.keep summary").click();
  await expectVisibleFocus(own, known);
  expect(known).toEqual(expect.arrayContaining(KINDS));
});

/** The kinds of control that the pages above must show. */
const KINDS = [
  "a",
  "button.button.back",
  "button.button.link",
  "button.button.secondary",
  "button.submit.primary",
  "canvas.signature",
  "input.checkbox",
  "input.file.file",
  "input.radio",
  "input.text.full",
  "select.select-one",
  "summary",
  "textarea.textarea",
];

test("a focus without a ring is found", async ({ page }) => {
  const wizard = await mount(page);
  await wizard.form.evaluate((form) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { outline: none !important; box-shadow: none !important }");
    form.shadowRoot.adoptedStyleSheets = [...form.shadowRoot.adoptedStyleSheets, sheet];
  });
  await inView(page, VIEWS.phone, async () => {
    const kinds = await wizard.form.evaluate(markNew, []);
    expect(kinds.length).toBeGreaterThan(2);
    expect(await invisible(page, wizard.form, kinds)).toHaveLength(kinds.length);
  });
});
