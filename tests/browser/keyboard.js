// A person with a keyboard and no mouse: fills in a form from the first control to the receipt.

import { expect } from "@playwright/test";
import { asFile, entries } from "./inputs.js";

/** Tabs without a new control or page after which the form cannot be completed. */
const MOST_TABS = 150;

/** The focused control: its name, kind and value, and the action of a button. */
function focused({ shadowRoot: root }) {
  const element = root.activeElement;
  if (!element) return null;
  const { localName, type, value, checked, dataset } = element;
  const name = element.getAttribute("name") ?? "";
  const group = [...root.querySelectorAll(`input[type="radio"][name="${name}"]`)];
  const chosen = group.find((one) => one.checked)?.value ?? "";
  const options = [...(element.options ?? [])].map((option) => option.value);
  return { localName, type, name, value, checked, chosen, options, action: dataset.action, for: dataset.for };
}

export class Keyboard {
  constructor(wizard) {
    this.wizard = wizard;
    this.keys = wizard.page.keyboard;
    this.pressed = 0;
  }

  async press(key) {
    this.pressed++;
    await this.keys.press(key);
  }

  /** Fills in and continues, until the receipt. */
  async complete(submission) {
    const wanted = new Map(entries(submission));
    for (const { id } of submission.notices) wanted.set(`notice.${id}`, ["accepted"]);
    const attached = new Set();
    for (let before = await this.wizard.state(); before.page !== "receipt"; ) {
      await this.fillPage(submission, wanted, attached);
      const left = before;
      before = await this.wizard.until(
        ({ step, page }) => step !== "sending" && (step !== left.step || page !== left.page),
      );
    }
  }

  /** Moves from control to control and answers each, until it presses the main button. */
  async fillPage(submission, wanted, attached) {
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await this.press("Tab");
      const at = await this.wizard.form.evaluate(focused);
      if (at === null) continue;
      if (at.action === "next" || at.action === "submit") return this.press("Enter");
      if (at.action === "add") await this.#addRow(submission, at);
      else if (at.type === "file") await this.#attach(submission, at.name, attached);
      else if (at.localName === "canvas") throw new Error("a signature cannot be typed");
      else if (wanted.has(at.name)) await this.#answer(at, wanted.get(at.name));
    }
    throw new Error(`no main button after ${MOST_TABS} tabs`);
  }

  async #answer(at, want) {
    if (at.type === "checkbox") {
      if (want.includes(at.value) !== at.checked) await this.press("Space");
    } else if (at.type === "radio") {
      await this.#chooseRadio(at, want);
    } else if (at.localName === "select") {
      const steps = at.options.indexOf(want) - at.options.indexOf(at.value);
      for (let step = 0; step < Math.abs(steps); step++) await this.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    } else if (at.value !== want) {
      await this.press("Control+A");
      // An input method inserts a text at once.
      await this.keys.insertText(want);
    }
  }

  /** In a group without a choice, Space chooses the focused radio; then the arrow keys move the choice. */
  async #chooseRadio({ name, chosen }, want) {
    if (chosen === "") await this.press("Space");
    for (let moves = 0; moves < 30; moves++) {
      const now = await this.wizard.form.evaluate(focused);
      if (now?.name !== name) throw new Error(`an arrow key moved the focus out of the options of ${name}`);
      if (now.chosen === want) return;
      await this.press("ArrowDown");
    }
    throw new Error(`no option ${want} of ${name}`);
  }

  /** Adds the next row that the submission has. The focus moves into it, or stays at the button. */
  async #addRow({ answers }, { for: group }) {
    const rows = this.wizard.form.locator(`[data-action="remove"][data-for="${group}"]`);
    const count = await rows.count();
    if (count >= (answers[group] ?? []).length) return;
    await this.press("Enter");
    await expect(rows).toHaveCount(count + 1);
    await this.press("Shift+Tab");
  }

  /** Opens the dialog for files with the keyboard. */
  async #attach({ attachments = [] }, name, attached) {
    const own = attachments.filter(({ answer }) => answer === name);
    if (own.length === 0 || attached.has(name)) return;
    attached.add(name);
    const chooser = this.wizard.page.waitForEvent("filechooser");
    await this.press("Enter");
    await (await chooser).setFiles(own.map(asFile));
    await expect(this.wizard.button("remove", name)).toHaveCount(own.length);
  }
}
