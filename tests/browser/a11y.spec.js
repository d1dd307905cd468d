// Three accessibility checkers find no violation of WCAG 2.2 AA in a selection of the states, in Chinese on a phone and
// in English on a desktop, and nothing is cut off at a zoom of 400 % in any. `walk.js` checks every state.

import { CHECKERS } from "./checkers.js";
import { open } from "./driver.js";
import { inLanguages } from "./pick.js";
import { expect, test } from "./portal.js";
import { TOURS } from "./states.js";
import { inView, layoutMistakes, VIEWS } from "./views.js";

/** The states that all checkers see: every part of the form at least once. The layout is checked in every state. */
const CHECKED =
  /^(errors|agent-errors|filled-and-revealed|file-refused|review-errors|receipt|stop|failure|signed|idle-warning|saved-drafts)$/;

for (const [[name, tour], language] of inLanguages(Object.entries(TOURS))) {
  test.describe(() => {
    test.use({ movingClock: name === "kiosk", ownPage: true });

    test(`${name}, ${language}`, async ({ page, allowedErrors }) => {
      allowedErrors.push(/Failed to load resource|ERR_/);
      const found = [];
      for await (const state of tour(page, language)) {
        const checkers = CHECKED.test(state) ? Object.values(CHECKERS) : [];
        await inView(page, language === "en" ? VIEWS.desktop : VIEWS.phone, async () => {
          for (const find of checkers) found.push(...(await find(page)).map((one) => ({ state, ...one })));
        });
        found.push(...(await layoutMistakes(page)).map((one) => ({ state, ...one })));
      }
      expect(found).toEqual([]);
    });
  });
}

/** The mistakes that each checker must find, with its names of the rules. */
const SEEDED = {
  axe: ["image-alt", "button-name", "label", "heading-order", "aria-roles", "color-contrast"],
  ibm: ["img_alt_valid", "input_label_exists", "aria_role_allowed", "text_contrast_sufficient"],
  alfa: ["sia-r2", "sia-r12", "sia-r8", "sia-r21", "sia-r69"],
};

test("the accessibility checkers and the check of the layout find seeded mistakes", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.form.evaluate(seed);
  for (const [checker, find] of Object.entries(CHECKERS)) {
    const rules = (await find(page)).map(({ rule }) => rule);
    expect(rules, checker).toEqual(expect.arrayContaining(SEEDED[checker]));
  }
  const layout = await layoutMistakes(page);
  for (const [rule, element] of [
    ["sideways", "p.wide"],
    ["clipped", "p.low"],
    ["clipped, with text spacing", "p.tight"],
  ])
    expect(layout).toContainEqual(expect.objectContaining({ rule, element }));
  expect(layout).not.toContainEqual(expect.objectContaining({ rule: "clipped", element: "p.tight" }));
});

/** Adds mistakes to the shadow tree of a form. */
function seed(form) {
  const inside = form.shadowRoot.querySelector("[data-step]");
  const add = (name, attributes, text = "") => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(text);
    inside.append(element);
  };
  add("img", { src: "/demo/emblem.svg" });
  add("button", { type: "button" });
  add("input", { type: "text" });
  add("h6", {}, "標題");
  add("p", { "aria-labelledby": "no-such", role: "nothing" }, "角色");
  add("p", { class: "pale" }, "看不清楚的字");
  add("p", { class: "wide" }, "太寬");
  add("p", { class: "low" }, "太低");
  add("p", { class: "tight" }, "剛好");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .pale { color: #ccc; background: #fff }
    .wide { width: 600px }
    .low { height: 6px; overflow: hidden }
    .tight { width: 2.1em; white-space: nowrap; overflow: hidden }`);
  form.shadowRoot.adoptedStyleSheets = [...form.shadowRoot.adoptedStyleSheets, sheet];
}
