// axe-core finds no violation of WCAG 2.2 AA in any state, in Chinese on a phone and in English on a desktop.

import { AxeBuilder } from "@axe-core/playwright";
import { open } from "./driver.js";
import { inLanguages } from "./pick.js";
import { expect, test } from "./portal.js";
import { TOURS, WIDTHS } from "./states.js";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROWEST = 320;

/** The violations on the page: rule, element, and reason. */
async function violations(page) {
  // The other mode opens a new page for each analysis, for frames of other origins. The tested pages have no frames.
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.flat().join(" ")}: ${failureSummary.split("\n")[1].trim()}`,
    ),
  );
}

/** The elements that are wider than a narrow page. */
const overflowing = (page) =>
  page.evaluate((width) => {
    if (document.documentElement.scrollWidth <= width) return [];
    const all = [
      ...document.querySelectorAll("body *"),
      ...document.querySelector("guitai-form").shadowRoot.querySelectorAll("*"),
    ];
    const wide = all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width);
    return wide.map((one) => `sideways: ${one.localName}.${one.className} ${one.getAttribute("name") ?? ""}`);
  }, NARROWEST);

for (const [[name, tour], language] of inLanguages(Object.entries(TOURS))) {
  test.describe(() => {
    test.use({ movingClock: name === "kiosk", ownPage: true });

    test(`${name}, ${language}`, async ({ page, allowedErrors }) => {
      allowedErrors.push(/Failed to load resource|ERR_/);
      const found = [];
      for await (const state of tour(page, language)) {
        await page.setViewportSize({ width: language === "en" ? WIDTHS.desktop : WIDTHS.phone, height: 900 });
        found.push(...(await violations(page)).map((one) => `${state}: ${one}`));
        await page.setViewportSize({ width: NARROWEST, height: 900 });
        found.push(...(await overflowing(page)).map((one) => `${state}: ${one}`));
        await page.setViewportSize({ width: WIDTHS.desktop, height: 900 });
      }
      expect(found).toEqual([]);
    });
  });
}

test("axe and the width check find seeded mistakes", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.form.evaluate((form) => {
    const inside = form.shadowRoot.querySelector("[data-step]");
    const add = (name, attributes, text = "") => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.append(text);
      inside.append(element);
      return element;
    };
    add("img", { src: "/demo/emblem.svg" });
    add("button", { type: "button" });
    add("input", { type: "text" });
    add("h6", {}, "標題");
    add("p", { "aria-labelledby": "no-such", role: "nothing" }, "角色");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".pale { color: #ccc; background: #fff } .wide { width: 600px }");
    form.shadowRoot.adoptedStyleSheets = [...form.shadowRoot.adoptedStyleSheets, sheet];
    add("p", { class: "pale" }, "看不清楚的字");
    add("p", { class: "wide" }, "太寬");
  });
  const rules = (await violations(page)).map((one) => one.split(" ")[0]);
  for (const rule of ["image-alt", "button-name", "label", "heading-order", "aria-roles", "color-contrast"])
    expect(rules).toContain(rule);
  await page.setViewportSize({ width: NARROWEST, height: 900 });
  expect(await overflowing(page)).toContain("sideways: p.wide ");
});
