// A simulated person who submits a form, retries after failures, and records the outcome.

import { randomUUID } from "node:crypto";
import { ready, Wizard } from "../browser/driver.js";
import { workflows } from "../browser/submissions.js";

const MAX_ATTEMPTS = 8;

const SETTLED = ["receipt", "failure", "review", "step"];

/** A scenario: a case of a workflow, the question for a unique answer, and attributes. */
const scenario = (workflow, name, mark, attributes = {}) => {
  const { submission } = workflows.find((one) => one.name === workflow).named(name);
  return { workflow, submission, mark, attributes };
};
export const SURVEY = scenario("survey", "everything rated 4", "comment");
export const PHOTO = scenario("petition", "a photo attached", "subject");
export const SEPARATE_PHOTO = { ...PHOTO, attributes: { attachments: "/api/attachments" } };

/** The stored data of the tab and the device, as text. Scripts can use the device's key, but not read it. */
async function readStorage() {
  const done = (request) =>
    new Promise((resolve, reject) =>
      Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }),
    );
  let texts = JSON.stringify({ ...sessionStorage });
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes("guitai")) return texts;
  const database = await done(indexedDB.open("guitai"));
  const own = await done(database.transaction("keys").objectStore("keys").get("own"));
  const records = database.transaction("records").objectStore("records");
  const [keys, all] = await Promise.all([done(records.getAllKeys()), done(records.getAll())]);
  database.close();
  for (const [index, { iv, data, how }] of all.entries()) {
    if (how !== "local") continue;
    const additionalData = new TextEncoder().encode(keys[index]);
    texts += new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, own, data));
  }
  return texts;
}

export class Person {
  /** The kinds of pages that the person saw, in order. */
  pages = [];
  /** The number of receipts without a row, and the number of times that the answers were lost. */
  falseReceipts = 0;
  lost = 0;

  /** The same person in other tabs. @type {Person[]} */
  tabs = [];
  /** Milliseconds by which the page's clock advances while waiting. */
  clockStep = 2_000;

  /** @param {() => Promise<object[]>} rows the stored submissions @param {{ draft?: string, scenario?: object }} how */
  constructor(page, rows, { draft = "session", scenario = SURVEY } = {}) {
    Object.assign(this, { page, rows, draft, scenario, text: `風雨無阻${randomUUID()}` });
  }

  /** The submission with this person's unique text. */
  get submission() {
    const { submission, mark } = this.scenario;
    return { ...submission, answers: { ...submission.answers, [mark]: this.text } };
  }

  /** Fills in the form up to the review. */
  async fill(address) {
    const { workflow, attributes } = this.scenario;
    const query = { workflow, lang: "zh-Hant", endpoint: "/api/submissions", draft: this.draft, ...attributes };
    await this.page.goto(`${address}/bare?${new URLSearchParams(query)}`);
    await this.findForm();
    await this.wizard.run(this.submission);
  }

  /** The same person in another tab with the same form. */
  async inOtherTab(page) {
    const other = Object.assign(new Person(page, this.rows, this), { text: this.text });
    this.tabs.push(other);
    other.tabs.push(this);
    this.clockStep = other.clockStep = 100; // keeps the clocks of the tabs close together
    await other.findForm();
    return other;
  }

  /** Another person in another tab, with the same form. */
  otherPerson(page) {
    return new Person(page, this.rows, this);
  }

  /** Waits for the form on the page, also after a reload. */
  async findForm() {
    this.wizard = await ready(new Wizard(this.page, this.page.locator("guitai-form")));
  }

  /** Submits and retries until there is a receipt. */
  async submitUntilReceipt() {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const page = await this.nextPage();
      if (page === "receipt") return;
      await this.press(page);
    }
  }

  /** Advances the clock until the form shows a settled page, records it, and returns its kind. */
  async nextPage() {
    for (;;) {
      const { page, step } = await this.wizard.state();
      if (step !== "sending" && SETTLED.includes(page)) return this.record(page);
      await this.page.clock.runFor(this.clockStep);
      await this.page.waitForTimeout(5);
    }
  }

  async record(page) {
    if (page === "step" && (await this.hasReference())) page = "receipt";
    this.pages.push(page);
    const rows = await this.stored();
    if (page === "receipt") {
      if (rows.length === 0) this.falseReceipts++;
    } else if (!(await this.isSafe())) {
      this.lost++;
    }
    return page;
  }

  /** Whether a new form shows the reference of the previous submission. */
  async hasReference() {
    const notes = await this.wizard.part("note").allInnerTexts();
    return notes.some((text) => /\d{3}-\d{6}-\d/.test(text));
  }

  /** Clicks the button that leads towards a receipt. */
  async press(page) {
    const { wizard } = this;
    const press = async (action) => {
      if (!(await wizard.button(action).first().isVisible())) return false;
      await wizard.button(action).first().click();
      return true;
    };
    if (page === "failure") return (await press("retry")) || press("back");
    if (page === "step") return wizard.run(this.submission);
    await wizard.accept(this.submission);
    return press("submit");
  }

  /** Whether the answers are stored, or another tab has a receipt. */
  async isSafe() {
    if (this.draft === "none" || (await this.page.evaluate(readStorage)).includes(this.text)) return true;
    const received = await Promise.all(this.tabs.map((tab) => tab.isReceived()));
    return received.includes(true);
  }

  /** Whether this tab shows a receipt, or did when it was closed. */
  async isReceived() {
    if (this.page.isClosed()) return this.pages.at(-1) === "receipt";
    return (await this.wizard.state()).page === "receipt";
  }

  /** The stored rows of this person. */
  async stored() {
    const all = await this.rows();
    return all.filter(({ body }) => body.answers[this.scenario.mark] === this.text);
  }

  /** The counts for the table. */
  async outcome(fault) {
    const stored = await this.stored();
    const rows = stored.length;
    const files = this.submission.attachments.length;
    const isWhole = rows > 0 && stored.every(({ body }) => body.attachments.length === files);
    const tabs = [this, ...this.tabs];
    const sum = (count) => tabs.reduce((all, tab) => all + count(tab), 0);
    const hasReceipt = tabs.every(({ pages }) => pages.at(-1) === "receipt");
    const lost = sum((tab) => tab.lost) + (isWhole ? 0 : 1);
    const falseReceipts = sum((tab) => tab.falseReceipts);
    return { fault, pages: this.pages, hasReceipt, rows, lost, doubled: Math.max(0, rows - 1), falseReceipts };
  }
}
