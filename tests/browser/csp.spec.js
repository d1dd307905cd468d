// The portal's content security policy, and the isolation of styles between page and form.

import { mount, open } from "./driver.js";
import { POLICY } from "./policy.js";
import { expect, test } from "./portal.js";
import { LANGUAGES, named, pageIn } from "./submissions.js";

const { submission: base } = named("a PDF attached");
const { submission: oral } = named("at the counter, oral, signed on the screen");

/** Opens a page with a unique URL; returns its form, and a function that returns the reports about it. */
async function openWatched(page, request, address) {
  const mark = `watched=${crypto.randomUUID()}`;
  const wizard = await open(page, `${address}${address.includes("?") ? "&" : "?"}${mark}`);
  const reports = async () => {
    const all = await (await request.get("/csp-reports")).json();
    return all.map((one) => one["csp-report"]).filter((one) => one["document-uri"].includes(mark));
  };
  return [wizard, reports];
}

test("the portal's pages have the documented policy", async ({ request }) => {
  for (const address of ["/", "/en", "/two", "/bare", "/kiosk", "/about"]) {
    const policy = (await request.get(address)).headers()["content-security-policy"];
    expect(policy.split("; ")).toEqual(expect.arrayContaining(POLICY));
  }
});

for (const language of LANGUAGES) {
  test(`a form causes no violation, ${language}`, async ({ page, request }) => {
    const [wizard, reports] = await openWatched(page, request, pageIn(language));
    await wizard.press("next");
    await wizard.run(base);
    expect((await wizard.submit(base)).page).toBe("receipt");
    expect(await reports()).toEqual([]);
  });
}

test("a form with a signature causes no violation", async ({ page, request }) => {
  const [wizard, reports] = await openWatched(page, request, "/bare?workflow=exemption&mode=assisted");
  await wizard.run(oral);
  expect((await wizard.submit(oral)).page).toBe("receipt");
  expect(await reports()).toEqual([]);
});

for (const [name, violate, directive] of [
  ["a style in an attribute", () => document.body.setAttribute("style", "color: red"), "style-src-attr"],
  ["an image from elsewhere", () => (new Image().src = "https://elsewhere.example/x.png"), "img-src"],
  ["a script as a string", () => setTimeout("window.violated = 1"), "require-trusted-types-for"],
]) {
  test(`a violation is reported: ${name}`, async ({ page, request, allowedErrors }) => {
    allowedErrors.push(/Content Security Policy|TrustedScript|violates/i);
    const [, reports] = await openWatched(page, request, "/");
    await page.evaluate(violate).catch(() => {});
    await expect.poll(async () => (await reports()).map((one) => one["effective-directive"])).toContain(directive);
  });
}

const INHERITED = `color: #f0f; cursor: wait; direction: rtl; font: italic 30px/4 fantasy; letter-spacing: .3em;
  text-align: right; text-indent: 5em; text-transform: uppercase; visibility: hidden; white-space: pre; word-spacing: 2em`;
const important = (declarations) => declarations.replaceAll(/;|$/g, " !important;");

const PAGE_STYLES = {
  "reverts everything": "* { all: revert !important }",
  "sets every inherited property on the page": `html, body, main { ${INHERITED} }`,
  "sets every inherited property on the form": `guitai-form { ${important(INHERITED)} }`,
  "shrinks the root's font": "html { font-size: 62.5% !important }",
  "hides and frames every element":
    "input, button, label, h2, p, div { display: none !important; border: 9px solid red !important }",
};

const PROPERTIES = [
  "color",
  "background-color",
  "display",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "line-height",
  "text-transform",
  "text-align",
  "text-indent",
  "letter-spacing",
  "word-spacing",
  "white-space",
  "direction",
  "visibility",
  "cursor",
  "border-top-width",
  "border-top-color",
  "padding-left",
  "margin-top",
  "list-style-type",
];

/**
 * The computed styles of all elements below a root, in document order: the element, and the value of each property.
 * A datalist is not drawn, and its list may arrive at any time.
 */
function styles(page, shadow) {
  return page.evaluate(
    ([shadow, properties]) => {
      const root = shadow ? document.querySelector("guitai-form").shadowRoot : document;
      const all = [...root.querySelectorAll("*")].filter(
        (one) => one.localName !== "guitai-form" && !one.closest("head, main, datalist"),
      );
      return all.map((one) => {
        const style = getComputedStyle(one);
        return {
          what: one.localName + (one.name ?? ""),
          values: properties.map((name) => style.getPropertyValue(name)),
        };
      });
    },
    [shadow, PROPERTIES],
  );
}

/** The differences that a change makes, each once. */
async function differences(page, shadow, change) {
  const before = await styles(page, shadow);
  await change();
  const after = await styles(page, shadow);
  expect(after.map(({ what }) => what)).toEqual(before.map(({ what }) => what));
  const found = before.flatMap(({ values }, at) =>
    PROPERTIES.flatMap((name, index) => {
      const now = after[at].values[index];
      return values[index] === now ? [] : [`${name}: ${values[index]} becomes ${now}`];
    }),
  );
  return [...new Set(found)];
}

const adopt = (page, css) =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);

for (const [name, sheet] of Object.entries(PAGE_STYLES)) {
  test(`a style sheet that ${name} does not change the form`, async ({ page }) => {
    const wizard = await mount(page, {}, { prefill: base.answers });
    await wizard.run({ ...base, answers: {} }, { until: "unit" });
    await wizard.control("unit_name").fill("");
    await wizard.press("next");
    await page.mouse.move(0, 0);
    // The suggestions are loaded separately and must not arrive between the two measurements.
    await expect(wizard.root.locator("datalist option").first()).toBeAttached();
    expect(await differences(page, true, () => adopt(page, sheet))).toEqual([]);
  });
}

test("the comparison of styles finds a change", async ({ page }) => {
  await mount(page);
  const leak = "guitai-form::part(label) { text-transform: uppercase }";
  expect(await differences(page, true, () => adopt(page, leak))).toEqual(["text-transform: none becomes uppercase"]);
});

test("the form does not change the page around it", async ({ page }) => {
  await page.goto("/about");
  expect(await differences(page, false, () => mount(page))).toEqual([]);
});

test("the form's font is as large as the reader set it", async ({ page }) => {
  const wizard = await mount(page);
  await wizard.run(base, { until: "unit" });
  const size = await wizard.control("unit_name").evaluate((control) => parseFloat(getComputedStyle(control).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
});
