// The effort of the shortest valid path through `exemption`: screens, taps, keys and pixels scrolled, on a phone, by
// keyboard and at the counter. Optional questions are not answered. Prints a table and writes `target/look/effort.json`
// and the figures of the commit before the steps were shortened, from `effort-before.json`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { open } from "./driver.js";
import { entries } from "./inputs.js";
import { MOST_SCROLLED, MOST_TAPS_AND_KEYS } from "./look/bounds.js";
import { expect, test } from "./portal.js";
import { SHORTEST } from "./shortest.js";
import { locate } from "./submissions.js";

const STAFF = { id: "T-01" };
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

/** The devices, with the address of the form and the size of the screen. */
const DEVICES = [
  { device: "phone", viewport: PHONE, mode: "web" },
  { device: "keyboard", viewport: DESKTOP, mode: "web" },
  { device: "counter", viewport: DESKTOP, mode: "assisted" },
];

/** The next control to operate: required, visible and without an answer, or a notice to accept. */
function nextControl(form, [wanted, done]) {
  const isOptional = (control) =>
    control.closest(".question, fieldset")?.querySelector("label .optional, legend .optional");
  const controls = [...form.shadowRoot.querySelectorAll("input, select, textarea")];
  for (const [index, control] of controls.entries()) {
    const { name, type, value, checked } = control;
    if (!name || type === "file" || !control.checkVisibility() || done.includes(index)) continue;
    if (name.startsWith("notice.") && !checked) return { index, name, type, value };
    const want = wanted[name];
    if (want === undefined || (isOptional(control) && name !== "mobile")) continue;
    const isTickable = type === "radio" || type === "checkbox";
    if (isTickable ? value === want && !checked : value !== want) return { index, name, type, value, want };
  }
  return null;
}

/** Scrolls the element into view, and returns the scrolled pixels. */
function scrollTo(element) {
  const shown = element.closest(".option") ?? element;
  const before = window.scrollY;
  const { top, bottom } = shown.getBoundingClientRect();
  if (bottom > window.innerHeight) window.scrollBy(0, bottom - window.innerHeight + 16);
  else if (top < 0) window.scrollBy(0, top - 16);
  return Math.abs(window.scrollY - before);
}

/** Follows the path by pointer: each choice and each button is a tap, each text is a tap and its keys. */
class Pointer {
  constructor(wizard) {
    this.wizard = wizard;
    this.effort = { screens: 0, taps: 0, keys: 0, scrolled: 0 };
  }

  async operate(locator, { type, want }) {
    this.effort.scrolled += await locator.evaluate(scrollTo);
    this.effort.taps += 1;
    if (type === "radio" || type === "checkbox") return locator.check();
    if (type === "select-one") return locator.selectOption(want);
    this.effort.keys += [...want].length;
    return locator.fill(want);
  }

  async press(action) {
    const button = this.wizard.button(action);
    this.effort.scrolled += await button.evaluate(scrollTo);
    this.effort.taps += 1;
    await button.click();
  }
}

/** Follows the path by keyboard alone: Tab to each control, Space for a choice, Enter in the last one to continue. */
class Keyboard {
  constructor(wizard) {
    this.wizard = wizard;
    this.effort = { screens: 0, taps: 0, keys: 0, scrolled: 0 };
  }

  async #key(key) {
    this.effort.keys += 1;
    await this.wizard.page.keyboard.press(key);
  }

  async #tabTo(locator) {
    const handle = await locator.elementHandle();
    const isReached = () => handle.evaluate((element) => element.getRootNode().activeElement === element);
    const isInGroup = () =>
      handle.evaluate((element) => {
        const active = element.getRootNode().activeElement;
        return element.type === "radio" && active?.type === "radio" && active.name === element.name;
      });
    for (let presses = 0; !(await isReached()); presses++) {
      if (presses > 200) throw new Error("Tab does not reach the control");
      await this.#key((await isInGroup()) ? "ArrowDown" : "Tab");
    }
  }

  async operate(locator, { type, want }) {
    await this.#tabTo(locator);
    if (type === "radio" || type === "checkbox") return (await locator.isChecked()) || this.#key("Space");
    if (type === "select-one") return locator.selectOption(want);
    this.effort.keys += [...want].length;
    await locator.fill(want);
  }

  async press() {
    await this.#key("Enter");
  }
}

/** Answers the questions of the page and presses its button. */
async function pass(person, wanted) {
  const { wizard, effort } = person;
  const { page } = await wizard.state();
  const { eventCount } = await wizard.state();
  effort.screens += 1;
  const done = [];
  for (;;) {
    const control = await wizard.form.evaluate(nextControl, [wanted, done]);
    if (!control) break;
    done.push(control.index);
    const all = wizard.form.locator("input, select, textarea");
    await person.operate(all.nth(control.index), control);
    if (control.type === "radio") done.length = 0;
  }
  if (page === "review") return person.press("submit");
  await person.press("next");
  const state = await wizard.until((now) => now.eventCount > eventCount);
  expect(state.wrong, "the answers of the shortest path are complete").toEqual([]);
}

test("the shortest valid path", async ({ browser, baseURL }) => {
  const runs = [];
  for (const { device, viewport, mode } of DEVICES) {
    const context = await browser.newContext({ viewport, hasTouch: device === "phone", baseURL });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.guitaiEvents = [];
      for (const name of ["step", "invalid"])
        window.addEventListener(`guitai-${name}`, ({ target }) => window.guitaiEvents.push({ name, from: target.id }));
    });
    await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
    const wizard = await open(page, `/bare?workflow=exemption&lang=zh-Hant&mode=${mode}`);
    const staff = mode === "assisted" ? STAFF : undefined;
    const wanted = Object.fromEntries(entries({ answers: SHORTEST, staff }));
    const person = device === "keyboard" ? new Keyboard(wizard) : new Pointer(wizard);
    while ((await wizard.state()).page !== "review") await pass(person, wanted);
    await pass(person, wanted);
    runs.push({ device, ...person.effort, scrolled: Math.round(person.effort.scrolled) });
    await context.close();
  }
  const before = JSON.parse(readFileSync(locate("tests/browser/effort-before.json"), "utf8"));
  const file = locate("target/look/effort.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ runs, before }, null, 2));
  console.table(runs);
  for (const [index, { device, taps, keys, scrolled }] of runs.entries()) {
    const old = before.runs[index];
    expect(taps + keys, `taps and keys, ${device}`).toBeLessThanOrEqual((old.taps + old.keys) * MOST_TAPS_AND_KEYS);
    expect(scrolled, `pixels scrolled, ${device}`).toBeLessThanOrEqual(old.scrolled * MOST_SCROLLED);
  }
});
