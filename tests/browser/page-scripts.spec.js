// Scripts of the page around the form that replace the browser's classes, set values without events, or translate.

import { readFileSync } from "node:fs";
import { mount, open } from "./driver.js";
import { expect, test } from "./portal.js";
import { definition, named, workflows } from "./submissions.js";

const { submission: base } = named("the base as it stands");
const { submission: pictured } = named("a PNG attached");
const HOME = "/bare?workflow=exemption&lang=zh-Hant";

test.use({ ownPage: true });

const REPLACED = [
  "Window",
  "Document",
  "Element",
  "HTMLElement",
  "HTMLInputElement",
  "HTMLFormElement",
  "Node",
  "NodeList",
  "Text",
  "Event",
  "KeyboardEvent",
  "MouseEvent",
  "InputEvent",
  "SubmitEvent",
  "ShadowRoot",
  "DocumentFragment",
  "File",
  "FileList",
];

for (const name of REPLACED) {
  test(`the form works where a script has replaced ${name}`, async ({ page }) => {
    await page.addInitScript((name) => (window[name] = class {}), name);
    const wizard = await open(page, HOME);
    expect((await wizard.press("next")).summary).not.toBe("");
    await wizard.run(pictured);
    expect((await wizard.submit(pictured)).page).toBe("receipt");
  });
}

// Prototype.js takes no function to map with; others give nothing at all.
for (const [what, from] of Object.entries({
  "of Prototype.js": (list) => [].slice.call(list),
  "that gives nothing": () => [],
})) {
  test(`photos are read where Array.from is one ${what}`, async ({ page }) => {
    const wizard = await open(page, HOME);
    await page.evaluate(`Array.from = ${from}`).catch(() => {});
    await wizard.run(pictured);
    expect((await wizard.submit(pictured)).page).toBe("receipt");
  });
}

const LIBRARIES = "/usr/share/javascript";
for (const [name, file] of [
  ["MooTools", "mootools/mootools.js"],
  ["Prototype.js", "prototype/prototype.js"],
]) {
  test(`the form works beside ${name}`, async ({ page, allowedErrors }) => {
    // The library itself breaks the page's own policy.
    allowedErrors.push(/TrustedHTML/);
    const script = readFileSync(`${LIBRARIES}/${file}`, "utf8");
    await page.route("**/library.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
    await page.route("**/bare?*", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("<head>", '<head><script src="/library.js"></script>');
      await route.fulfill({ response, body });
    });
    const wizard = await open(page, HOME);
    expect(await page.evaluate(() => Boolean(window.MooTools ?? window.Prototype))).toBe(true);
    expect((await wizard.press("next")).summary).not.toBe("");
    await wizard.run(pictured);
    expect((await wizard.submit(pictured)).page).toBe("receipt");
  });
}

/** A form whose events are kept, and how its `ready` ended. */
const started = (page) =>
  page.evaluate(async () => {
    const form = document.createElement("guitai-form");
    form.setAttribute("workflow", "exemption");
    form.append("請電洽承辦單位");
    document.querySelector("main").replaceChildren(form);
    return form.ready.then(
      () => "ready",
      () => "rejected",
    );
  });

test("where nothing can be drawn, the fallback shows and the page is told", async ({ page, allowedErrors }) => {
  allowedErrors.push(/guitai/);
  await page.goto("/about");
  await page.evaluate(
    () =>
      (Node.prototype.insertBefore = () => {
        throw new TypeError("broken by the page");
      }),
  );
  expect(await started(page)).toBe("rejected");
  const form = page.locator("guitai-form");
  await expect(form.locator('[data-part="failure"]')).toBeVisible();
  await expect(form.getByText("請電洽承辦單位")).toBeVisible();
  const told = await page.evaluate(() =>
    window.guitaiEvents.filter(({ name }) => name === "error").map(({ detail }) => detail.kind),
  );
  expect(told).toContain("load");
});

test("an exception while a page is drawn starts the form again; if it stays, the fallback shows", async ({
  page,
  allowedErrors,
}) => {
  allowedErrors.push(/guitai/);
  const wizard = await open(page, HOME);
  await wizard.fill(base);
  // Once: the form goes on with what was typed.
  await page.evaluate(() => {
    const insert = Node.prototype.insertBefore;
    Node.prototype.insertBefore = () => {
      Node.prototype.insertBefore = insert;
      throw new TypeError("broken once by the page");
    };
  });
  await wizard.button("next").click();
  await expect.poll(async () => (await wizard.events("error")).map(({ detail }) => detail.kind)).toEqual(["panic"]);
  await expect(wizard.control("unit_name").or(wizard.control("name"))).toBeVisible();
  const state = await wizard.state();
  if (state.step === "notice") expect(await wizard.values()).toMatchObject({ unit_name: base.answers.unit_name });
  // For good.
  await page.evaluate(
    () =>
      (Node.prototype.insertBefore = () => {
        throw new TypeError("broken by the page");
      }),
  );
  await wizard.button("next").click();
  await expect(wizard.part("failure")).toBeVisible();
});

test("an exception in a listener of the page is the page’s own", async ({ page }) => {
  const wizard = await open(page, HOME);
  const errors = [];
  page.removeAllListeners("pageerror");
  page.on("pageerror", (error) => errors.push(error.message));
  await wizard.form.evaluate((form) =>
    form.addEventListener("guitai-invalid", () => {
      throw new Error("of the page");
    }),
  );
  expect((await wizard.press("next")).summary).not.toBe("");
  expect(errors).toEqual(["of the page"]);
  expect(await wizard.events("error")).toEqual([]);
});

/** Sets every control of the page as a script does that knows nothing of events. */
const setSilently = (form, wanted) => {
  for (const control of form.shadowRoot.querySelectorAll("input, select, textarea")) {
    const want = wanted[control.name];
    if (want === undefined || control.type === "file") continue;
    if (/radio|checkbox/.test(control.type)) control.checked = [].concat(want).includes(control.value);
    else control.value = want;
  }
};

for (const workflow of workflows) {
  test(`${workflow.name}: values that a script sets without events are read`, async ({ page }) => {
    const { base } = workflow;
    // The values as they stand on the screens of a form that was filled in.
    const filled = await mount(page, { workflow: workflow.name, config: "/config.json" });
    const wanted = {};
    for (let state = await filled.state(); state.page === "step"; state = await filled.press("next")) {
      await filled.fill(base);
      Object.assign(wanted, await filled.values());
    }
    const wizard = await mount(page, { workflow: workflow.name, config: "/config.json", draft: "none" });
    for (let state = await wizard.state(); state.page === "step"; ) {
      const { step } = state;
      // Each time, more may be asked.
      for (let round = 0; round < 4 && state.step === step && state.page === "step"; round++) {
        await wizard.form.evaluate(setSilently, wanted);
        state = await wizard.press("next");
      }
      expect(state.wrong, step).toEqual([]);
      expect(state.step).not.toBe(step);
    }
    expect((await wizard.submit(base)).page).toBe("receipt");
  });
}

test("a value that a script has set stays when another answer redraws the page", async ({ page }) => {
  const wizard = await open(page, HOME);
  await wizard.control("unit_name").evaluate((control) => (control.value = "由瀏覽器填入的團隊"));
  await wizard.control("unit_kind", "corps").check();
  await expect(wizard.control("brigade").first()).toBeVisible();
  await expect(wizard.control("unit_name")).toHaveValue("由瀏覽器填入的團隊");
  await page.reload();
  await expect(wizard.control("unit_name")).toHaveValue("由瀏覽器填入的團隊");
});

/** Moves every text of the form into elements of its own, with other words: so do extensions that translate. */
function translate(form) {
  const walker = document.createTreeWalker(form.shadowRoot, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter(({ data }) => data.trim())) {
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.append(`xx ${text.data}`);
    outer.append(inner);
    text.replaceWith(outer);
  }
}

test("words that change are seen where an extension has translated the page", async ({ page }) => {
  const wizard = await open(page, HOME);
  await wizard.run(base, { until: "applicant" });
  await wizard.fill(base);
  await wizard.control("mobile").fill("09");
  await wizard.press("next");
  const error = wizard.form.locator('[data-part="error"][data-for="mobile"]');
  await expect(error).toContainText("2 碼");
  await wizard.form.evaluate(translate);
  await wizard.control("mobile").fill("091");
  await wizard.press("next");
  await expect(error).toContainText("3 碼");
  await expect(error).not.toContainText("2 碼");
  await expect(wizard.part("error-summary")).not.toContainText("2 碼");
  await wizard.form.evaluate(translate);
  await wizard.control("mobile").fill("0912345678");
  const { title } = definition.steps[2];
  await wizard.press("next");
  await expect(wizard.form.getByRole("heading", { name: title["zh-Hant"], exact: true })).toBeVisible();
  await wizard.form.evaluate(translate);
  await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
  await expect(wizard.form.getByRole("heading", { name: title.en, exact: true })).toBeVisible();
  // The law's own words, which stay the same, stay as the extension has left them.
  expect((await wizard.root.innerText()).replaceAll(/xx [^a-z]*?第\d+條\S*/g, "")).not.toContain("xx ");
});
