// A person who files a survey and does not give up, and what can be said of it in the end.

import { randomUUID } from "node:crypto";
import { Wizard, ready } from "../browser/driver.js";

/** Times that a person tries again, before somebody else would have to help. */
const PATIENCE = 8;
const RATINGS = { expertise: "5", attitude: "4", efficiency: "3", fairness: "na", expectation: "2", overall: "4" };
const SETTLED = ["receipt", "failure", "review", "step"];

export class Person {
  /** What the person saw, page by page. */
  saw = [];
  /** Times that a receipt was shown without a row, and that the answers were gone. */
  falseReceipts = 0;
  lost = 0;

  /** The same person at other tabs. @type {Person[]} */
  tabs = [];

  /** @param {() => Promise<object[]>} rows the stored submissions @param {{ draft?: string }} how */
  constructor(page, rows, { draft = "session" } = {}) {
    Object.assign(this, { page, rows, draft, comment: `風雨無阻${randomUUID()}` });
  }

  /** Fills in the form up to the review. */
  async fill(address) {
    await this.page.goto(`${address}/bare?workflow=survey&lang=zh-Hant&endpoint=/api/submissions&draft=${this.draft}`);
    await this.find();
    await this.wizard.fill({ answers: { ...RATINGS, comment: this.comment } });
    await this.wizard.press("next");
  }

  /** The same person at another tab, where the same form is open. */
  async beside(page) {
    const other = Object.assign(new Person(page, this.rows, this), { comment: this.comment });
    this.tabs.push(other);
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
      await this.page.clock.runFor(2_000);
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
    if (page === "review") return press("submit");
    await wizard.fill({ answers: { ...RATINGS, comment: this.comment } });
    return press("next");
  }

  /** Whether the answers are where they are to be until there is a receipt. */
  async isKept() {
    if (this.draft === "none") return true;
    return this.page.evaluate((comment) => JSON.stringify({ ...sessionStorage }).includes(comment), this.comment);
  }

  /** The rows that this person's answers became. */
  async stored() {
    const all = await this.rows();
    return all.filter(({ body }) => body.answers.comment === this.comment);
  }

  /** The line of the table. */
  async outcome(fault) {
    const rows = (await this.stored()).length;
    const tabs = [this, ...this.tabs];
    const sum = (count) => tabs.reduce((all, tab) => all + count(tab), 0);
    const hasReceipt = tabs.every(({ saw }) => saw.at(-1) === "receipt");
    const lost = sum((tab) => tab.lost) + (rows === 0 ? 1 : 0);
    const falseReceipts = sum((tab) => tab.falseReceipts);
    return { fault, saw: this.saw, hasReceipt, rows, lost, doubled: Math.max(0, rows - 1), falseReceipts };
  }
}
