// A person who files and does not give up, and what can be said of it in the end.

import { randomUUID } from "node:crypto";
import { ready, Wizard } from "../browser/driver.js";
import { workflows } from "../browser/submissions.js";

/** Times that a person tries again, before somebody else would have to help. */
const PATIENCE = 8;

const SETTLED = ["receipt", "failure", "review", "step"];

/** What is filed: a case of a workflow, the question whose answer tells this one from all others, and attributes. */
const filing = (workflow, name, mark, attributes = {}) => {
  const { submission } = workflows.find((one) => one.name === workflow).named(name);
  return { workflow, submission, mark, attributes };
};
export const SURVEY = filing("survey", "everything rated 4", "comment");
export const PHOTO = filing("petition", "a photo attached", "subject");
export const PHOTO_APART = { ...PHOTO, attributes: { attachments: "/api/attachments" } };

/** What the tab and the device keep, as text. The device's key can be used by scripts, but not read. */
async function kept() {
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
  const [places, all] = await Promise.all([done(records.getAllKeys()), done(records.getAll())]);
  database.close();
  for (const [index, { iv, data, how }] of all.entries()) {
    if (how !== "local") continue;
    const additionalData = new TextEncoder().encode(places[index]);
    texts += new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, own, data));
  }
  return texts;
}

export class Person {
  /** What the person saw, page by page. */
  saw = [];
  /** Times that a receipt was shown without a row, and that the answers were gone. */
  falseReceipts = 0;
  lost = 0;

  /** The same person at other tabs. @type {Person[]} */
  tabs = [];
  /** Milliseconds of the page's clock that go by at each look. */
  pace = 2_000;

  /** @param {() => Promise<object[]>} rows the stored submissions @param {{ draft?: string, filing?: object }} how */
  constructor(page, rows, { draft = "session", filing = SURVEY } = {}) {
    Object.assign(this, { page, rows, draft, filing, text: `風雨無阻${randomUUID()}` });
  }

  /** What this person, and nobody else, files. */
  get submission() {
    const { submission, mark } = this.filing;
    return { ...submission, answers: { ...submission.answers, [mark]: this.text } };
  }

  /** Fills in the form up to the review. */
  async fill(address) {
    const { workflow, attributes } = this.filing;
    const asked = { workflow, lang: "zh-Hant", endpoint: "/api/submissions", draft: this.draft, ...attributes };
    await this.page.goto(`${address}/bare?${new URLSearchParams(asked)}`);
    await this.find();
    await this.wizard.run(this.submission);
  }

  /** The same person at another tab, where the same form is open. */
  async beside(page) {
    const other = Object.assign(new Person(page, this.rows, this), { text: this.text });
    this.tabs.push(other);
    other.tabs.push(this);
    this.pace = other.pace = 100; // the clock of one tab must not run away from what another does
    await other.find();
    return other;
  }

  /** Somebody else at another tab, who files as well. */
  stranger(page) {
    return new Person(page, this.rows, this);
  }

  /** The form on the page, also after a reload. */
  async find() {
    this.wizard = await ready(new Wizard(this.page, this.page.locator("guitai-form")));
  }

  /** Tries until there is a receipt, or patience is at its end. */
  async file() {
    for (let attempt = 0; attempt < PATIENCE; attempt++) {
      const page = await this.look();
      if (page === "receipt") return;
      await this.press(page);
    }
  }

  /** Waits for what the form says, while its clock runs, and judges it. */
  async look() {
    for (;;) {
      const { page, step } = await this.wizard.state();
      if (step !== "sending" && SETTLED.includes(page)) return this.judge(page);
      await this.page.clock.runFor(this.pace);
      await this.page.waitForTimeout(5);
    }
  }

  async judge(page) {
    if (page === "step" && (await this.hasReference())) page = "receipt";
    this.saw.push(page);
    const rows = await this.stored();
    if (page === "receipt") {
      if (rows.length === 0) this.falseReceipts++;
    } else if (!(await this.isKept())) {
      this.lost++;
    }
    return page;
  }

  /** Whether a new form says that the one before was received. */
  async hasReference() {
    const said = await this.wizard.part("note").allInnerTexts();
    return said.some((text) => /\d{3}-\d{6}-\d/.test(text));
  }

  /** What a person presses on a page that is no receipt. */
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

  /** Whether the answers are where they are to be until there is a receipt, in whatever tab. */
  async isKept() {
    if (this.draft === "none" || (await this.page.evaluate(kept)).includes(this.text)) return true;
    const received = await Promise.all(this.tabs.map((tab) => tab.isReceived()));
    return received.includes(true);
  }

  /** Whether this tab shows a receipt, or did until it was closed. */
  async isReceived() {
    if (this.page.isClosed()) return this.saw.at(-1) === "receipt";
    return (await this.wizard.state()).page === "receipt";
  }

  /** The rows that this person's answers became. */
  async stored() {
    const all = await this.rows();
    return all.filter(({ body }) => body.answers[this.filing.mark] === this.text);
  }

  /** The line of the table. */
  async outcome(fault) {
    const stored = await this.stored();
    const rows = stored.length;
    const files = this.submission.attachments.length;
    const isWhole = rows > 0 && stored.every(({ body }) => body.attachments.length === files);
    const tabs = [this, ...this.tabs];
    const sum = (count) => tabs.reduce((all, tab) => all + count(tab), 0);
    const hasReceipt = tabs.every(({ saw }) => saw.at(-1) === "receipt");
    const lost = sum((tab) => tab.lost) + (isWhole ? 0 : 1);
    const falseReceipts = sum((tab) => tab.falseReceipts);
    return { fault, saw: this.saw, hasReceipt, rows, lost, doubled: Math.max(0, rows - 1), falseReceipts };
  }
}
