// Scripts of the host page that replace classes of the browser, or set values without events.

import { readFileSync } from "node:fs";
import { mount, open } from "./driver.js";
import { controls, pick, pickFirst } from "./pick.js";
import { expect, test } from "./portal.js";
import { named, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
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

const replacements = [["all these classes", REPLACED], ...REPLACED.map((name) => [name, [name]])];

for (const [what, names] of pickFirst(replacements)) {
  test(`the form works when a script has replaced ${what}`, async ({ page }) => {
    await page.addInitScript((names) => {
      for (const name of names) window[name] = class {};
    }, names);
    const wizard = await open(page, HOME);
    expect((await wizard.press("next")).summary).not.toBe("");
    await wizard.run(pictured);
    expect((await wizard.submit(pictured)).page).toBe("receipt");
  });
}

// Prototype.js ignores the mapping function; other libraries return nothing.
const ARRAY_FROM = {
  "that returns nothing": () => [],
  "of Prototype.js": (list) => [].slice.call(list),
};

for (const [what, from] of pickFirst(Object.entries(ARRAY_FROM))) {
  test(`photos are read when Array.from is one ${what}`, async ({ page }) => {
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
    // The library violates the policy of the page.
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

/** Adds a form and returns how its `ready` settled. */
const startForm = (page) =>
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

test("if nothing can be drawn, the fallback and an error event follow", async ({ page, allowedErrors }) => {
  allowedErrors.push(/guitai/);
  await page.goto("/about");
  await page.evaluate(
    () =>
      (Node.prototype.insertBefore = () => {
        throw new TypeError("broken by the page");
      }),
  );
  expect(await startForm(page)).toBe("rejected");
  const form = page.locator("guitai-form");
  await expect(form.locator('[data-part="failure"]')).toBeVisible();
  await expect(form.getByText("請電洽承辦單位")).toBeVisible();
  const kinds = await page.evaluate(() =>
    window.guitaiEvents.filter(({ name }) => name === "error").map(({ detail }) => detail.kind),
  );
  expect(kinds).toContain("load");
});

test("an exception during drawing restarts the form; if it persists, the fallback follows", async ({
  page,
  allowedErrors,
}) => {
  allowedErrors.push(/guitai/);
  const wizard = await open(page, HOME);
  await wizard.fill(base);
  // Once: the form continues with its answers.
  await page.evaluate(() => {
    const insert = Node.prototype.insertBefore;
    Node.prototype.insertBefore = () => {
      Node.prototype.insertBefore = insert;
      throw new TypeError("broken once by the page");
    };
  });
  await wizard.button("next").click();
  await expect.poll(async () => (await wizard.events("error")).map(({ detail }) => detail.kind)).toEqual(["panic"]);
  await expect(wizard.control("notice_kind", "civil_defence").or(wizard.control("unit_name"))).toBeVisible();
  const state = await wizard.state();
  if (state.step === "notice") expect(await wizard.values()).toMatchObject({ filed_by: base.answers.filed_by });
  // Permanently.
  await page.evaluate(
    () =>
      (Node.prototype.insertBefore = () => {
        throw new TypeError("broken by the page");
      }),
  );
  await wizard.button("next").click();
  await expect(wizard.part("failure")).toBeVisible();
});

test("an exception in a listener of the page is not handled by the form", async ({ page }) => {
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

/** Sets every control of the page without events. */
const setSilently = (form, wanted) => {
  for (const control of form.shadowRoot.querySelectorAll("input, select, textarea")) {
    const want = wanted[control.name];
    if (want === undefined || control.type === "file") continue;
    if (/radio|checkbox/.test(control.type)) control.checked = [].concat(want).includes(control.value);
    else control.value = want;
  }
};

for (const workflow of pick(workflows, controls)) {
  test(`${workflow.name}: values set by a script without events are read`, async ({ page }) => {
    const { base } = workflow;
    // The control values of a form that was filled in.
    const filled = await mount(page, { workflow: workflow.name, config: "/config.json" });
    const wanted = {};
    for (let state = await filled.state(); state.page === "step"; state = await filled.press("next")) {
      await filled.fill(base);
      Object.assign(wanted, await filled.values());
    }
    const wizard = await mount(page, { workflow: workflow.name, config: "/config.json", draft: "none" });
    for (let state = await wizard.state(); state.page === "step"; ) {
      const { step } = state;
      // Each round may reveal more questions.
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

test("a value set by a script survives a redraw", async ({ page }) => {
  const wizard = await open(page, HOME);
  await wizard.run(base, { until: "unit" });
  await wizard.control("unit_name").evaluate((control) => (control.value = "由瀏覽器填入的團隊"));
  await wizard.control("unit_kind", "corps").check();
  await expect(wizard.control("brigade").first()).toBeVisible();
  await expect(wizard.control("unit_name")).toHaveValue("由瀏覽器填入的團隊");
  await page.reload();
  await expect(wizard.control("unit_name")).toHaveValue("由瀏覽器填入的團隊");
});

/** How password managers and autofill set a value. */
const FILLERS = {
  "no event": (control, value) => {
    control.value = value;
  },
  "an input event": (control, value) => {
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  },
  "a change event": (control, value) => {
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  },
  "events that do not bubble": (control, value) => {
    control.value = value;
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type));
  },
  "key events without a key": (control, value) => {
    control.focus();
    control.dispatchEvent(new Event("keydown", { bubbles: true }));
    control.value = value;
    for (const type of ["keyup", "input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    control.blur();
  },
  "the setter of the class, and an empty key": (control, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(control, value);
    control.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, key: "" }));
    control.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  },
};

test("values that password managers and autofill set are read", async ({ page }) => {
  const wizard = await open(page, HOME);
  await wizard.run(base, { until: "contact" });
  await wizard.fill(base);
  for (const [index, [events, fill]] of Object.entries(FILLERS).entries()) {
    const mobile = `09123456${String(index).padStart(2, "0")}`;
    await wizard.control("mobile").fill("");
    await wizard.control("mobile").evaluate(fill, mobile);
    expect((await wizard.press("next")).step, events).toBe("grounds");
    await wizard.press("back");
    await expect(wizard.control("mobile"), events).toHaveValue(mobile);
    await page.reload();
    await wizard.until(({ step }) => step === "contact");
    await expect(wizard.control("mobile"), events).toHaveValue(mobile);
  }
});
