// Fills in any workflow from a submission's JSON, through the documented hooks only. Waits for states of the form,
// never for a time.

import { expect } from "@playwright/test";
import { asFile, entries } from "./inputs.js";

const POLLING = { intervals: [10, 20, 20, 50, 50, 100], timeout: 10_000 };
const PAGES = ["receipt", "failure", "stop", "review"];

/** Opens a page of the portal and waits until its form is ready. */
export async function open(page, address, selector = "guitai-form") {
  await page.goto(address);
  return ready(new Wizard(page, page.locator(selector)));
}

/** Loads a page of the portal and adds a form by script; its properties are set before it is connected. */
export async function mount(page, attributes = {}, properties = {}) {
  await page.goto("/about");
  return replaceForm(page, attributes, properties);
}

/** Like `mount`, but reuses the page of the previous test and replaces its form: for tests that only use the form. */
export async function mountInPlace(page, attributes = {}, properties = {}) {
  if (!page.url().endsWith("/about?again")) await page.goto("/about?again");
  return replaceForm(page, attributes, properties);
}

async function replaceForm(page, attributes, properties) {
  await page.evaluate(
    ([attributes, properties]) => {
      sessionStorage.clear();
      window.guitaiEvents.length = 0;
      const form = Object.assign(document.createElement("guitai-form"), properties);
      for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
      document.querySelector("main").replaceChildren(form);
    },
    [{ workflow: "exemption", endpoint: "/api/submissions", ...attributes }, properties],
  );
  return ready(new Wizard(page, page.locator("guitai-form")));
}

/** Waits until a form is ready. */
export async function ready(wizard) {
  await wizard.form.evaluate(async (form) => {
    await customElements.whenDefined("guitai-form");
    await form.ready;
  });
  await wizard.root.waitFor();
  return wizard;
}

/** One form on the page. */
export class Wizard {
  constructor(page, form) {
    this.page = page;
    this.form = form;
    this.root = form.locator("[data-step]");
  }

  part(name) {
    return this.form.locator(`[data-part="${name}"]`);
  }

  control(name, value) {
    return this.form.locator(`[name="${name}"]${value === undefined ? "" : `[value="${value}"]`}`);
  }

  button(action, target) {
    return this.form.locator(`[data-action="${action}"]${target === undefined ? "" : `[data-for="${target}"]`}`);
  }

  /**
   * The visible state: step, kind of page, error summary, focused control, and the number of step and problem events.
   */
  state() {
    return this.form.evaluate((form, pages) => {
      const root = form.shadowRoot;
      const focus = root.activeElement;
      const links = root.querySelectorAll('[data-part="error-summary"] [data-for]');
      const own = window.guitaiEvents.filter((event) => event.from === form.id);
      return {
        step: root.querySelector("[data-step]")?.dataset.step,
        page: pages.find((part) => root.querySelector(`[data-part="${part}"]`)) ?? "step",
        summary: root.querySelector('[data-part="error-summary"]')?.textContent ?? "",
        wrong: [...links].map((link) => link.dataset.for),
        focus: focus && (focus.name || focus.dataset.part || focus.dataset.action || focus.localName),
        eventCount: own.filter(({ name }) => name === "step" || name === "invalid").length,
      };
    }, PAGES);
  }

  /** The `guitai-*` events of this form so far, of one name or all. */
  async events(name) {
    const id = (await this.form.getAttribute("id")) ?? "";
    const all = await this.page.evaluate(() => window.guitaiEvents);
    return all.filter((event) => event.from === id && (!name || event.name === name));
  }

  /** Waits until a predicate holds, and returns the state. */
  async until(holds) {
    let state;
    try {
      const isReached = async () => {
        state = await this.state();
        return holds(state);
      };
      await expect.poll(isReached, POLLING).toBe(true);
    } catch (error) {
      throw new Error(`the form remains in the state ${JSON.stringify(state)}`, { cause: error });
    }
    return state;
  }

  /** Clicks a button and waits for another page, or for problems of this one. */
  async press(action, target) {
    const before = await this.state();
    await this.button(action, target).click();
    return this.until((now) => this.#hasChanged(before, now));
  }

  #hasChanged(before, now) {
    if (now.eventCount === before.eventCount) return false;
    return now.step !== before.step || now.page !== before.page || now.summary !== "";
  }

  /** The values of the page's controls by name; for checkboxes a list of the checked values. */
  async values() {
    const values = {};
    for (const { name, type, value, checked } of await this.#controls()) {
      if (type === "checkbox") values[name] = [...(values[name] ?? []), ...(checked ? [value] : [])];
      else if (type !== "radio" || checked) values[name] = value;
    }
    return values;
  }

  /** The text of each row of the review, by the question's id. */
  reviewRows() {
    return this.part("review").evaluate((review) => {
      const links = [...review.querySelectorAll('[data-action="change"]')];
      const row = (link) => link.closest("div").innerText.replaceAll(/\s+/g, " ");
      return Object.fromEntries(links.map((link) => [link.dataset.for, row(link)]));
    });
  }

  /** The visible controls; file inputs may be hidden behind a button. */
  #controls() {
    return this.form.evaluate((form) => {
      const controls = [...form.shadowRoot.querySelectorAll("input, select, textarea")];
      const visible = controls.filter(
        (control) => control.name && (control.type === "file" || control.checkVisibility()),
      );
      return visible.map(({ name, type, value, checked }) => ({ name, type, value, checked }));
    });
  }

  /** Fills in the page, repeatedly until no more questions are revealed. */
  async fill(submission) {
    const wanted = new Map(entries(submission));
    const chosen = new Set();
    for (let round = 0; await this.#fillOnce(submission, wanted, chosen); round++) {
      if (round > 20) throw new Error("the form reveals questions without end");
    }
  }

  async #fillOnce(submission, wanted, chosen) {
    let done = await this.#addRows(submission);
    for (const { name, type, value, checked } of await this.#controls()) {
      const want = wanted.get(name);
      if (type === "file") done += await this.#attach(name, submission.attachments ?? [], chosen);
      else if (want === undefined) continue;
      else if (type === "checkbox") {
        if ([].concat(want).includes(value) === checked) continue;
        await this.control(name, value).setChecked(!checked);
        done++;
      } else if (type === "radio") {
        if (value !== want || checked) continue;
        await this.control(name, value).check();
        done++;
      } else if (value !== want) {
        if (type === "select-one") await this.control(name).selectOption(want);
        else await this.control(name).fill(want);
        done++;
      }
    }
    return done + (await this.#sign(submission));
  }

  async #addRows({ answers }) {
    let done = 0;
    for (const [id, value] of Object.entries(answers)) {
      if (!Array.isArray(value) || typeof value[0] !== "object" || !(await this.button("add", id).count())) continue;
      for (let row = 0; row < value.length; row++) {
        const controls = this.form.locator(`[name^="${id}.${row}."]`);
        if (await controls.count()) continue;
        await this.button("add", id).click();
        await controls.first().waitFor();
        done++;
      }
    }
    return done;
  }

  /** Chooses a question's files, once, and waits until they are listed or refused. */
  async #attach(name, attachments, chosen) {
    const own = attachments.filter((file) => file.answer === name);
    if (own.length === 0 || chosen.has(name) || (await this.#listed(name)) > 0) return 0;
    chosen.add(name);
    await this.control(name).setInputFiles(own.map(asFile));
    await expect
      .poll(async () => (await this.#listed(name)) === own.length || (await this.state()).wrong.includes(name), POLLING)
      .toBe(true);
    return 1;
  }

  #listed(name) {
    return this.part("file")
      .filter({ has: this.page.locator(`[data-action="remove"][data-for="${name}"]`) })
      .count();
  }

  /** Draws a line on the canvas, if the submission has a signature and the form has none yet. */
  async #sign({ attachments = [] }) {
    const canvas = this.form.locator("canvas");
    const signature = attachments.find((file) => file.answer === "signature");
    if (!signature || !(await canvas.count()) || (await this.#listed("signature")) > 0) return 0;
    await expect.poll(() => canvas.getAttribute("data-shown"), POLLING).not.toBeNull();
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await canvas.boundingBox();
    await this.page.mouse.move(x + width * 0.2, y + height * 0.5);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width * 0.8, y + height * 0.4, { steps: 5 });
    await this.page.mouse.up();
    await expect.poll(() => this.#listed("signature"), POLLING).toBe(1);
    return 1;
  }

  /**
   * Fills in page after page, until the last step or a page with problems. Without answers to type, the button is
   * clicked by script, which is ten times as fast as the mouse.
   */
  async run(submission, { until } = {}) {
    const typed = Object.keys(submission.answers).length > 0;
    for (;;) {
      const { step, page } = await this.state();
      if (page !== "step" || step === until) return this.state();
      await this.fill(submission);
      const after = await (typed ? this.press("next") : this.#advance());
      if (after.wrong.length > 0) return after;
    }
  }

  async #advance() {
    await this.form.evaluate((form) => {
      const outcomes = ["guitai-step", "guitai-invalid"].map(
        (name) => new Promise((resolve) => form.addEventListener(name, resolve, { once: true })),
      );
      form.shadowRoot.querySelector('[data-action="next"]').click();
      return Promise.race(outcomes).then(() => {});
    });
    return this.state();
  }

  /** Accepts the notices on the review and sends; waits for the receipt, a failure, or problems. */
  async submit(submission) {
    await this.accept(submission);
    await this.button("submit").click();
    return this.until(({ page, summary }) => page === "receipt" || page === "failure" || summary !== "");
  }

  async accept({ notices }) {
    for (const { id } of notices) await this.control(`notice.${id}`).check();
  }
}
