// The first step, drawn when the delivery was built. It can be filled in before the engine arrives. The engine then
// adopts its elements, so focus, caret and input stay.

import { checksum } from "./content.js";
import { load, sealedConfig } from "./loader.js";
import { options } from "./options.js";
import { controls, fields, restore } from "./page.js";

/** @import { Engine } from "./engine.js" */

/** Milliseconds after which a pressed button is shown as busy. */
export const BUSY_AFTER_MS = 300;

/** @typedef {[name: string, attributes: Record<string, string>, ...children: (Drawn | string)[]]} Drawn an element */

/**
 * @typedef {object} Content a file of `first/`, which `guitai seal` writes
 * @property {string} version of the form definition
 * @property {boolean} simple whether the first module of the engine can continue from the step
 * @property {string} busy text for a screen reader, while a pressed button waits
 * @property {Record<string, Drawn>} steps by mode, with ` local` if the draft is stored on the device
 */

export class FirstStep {
  #element;
  #workflow;
  /** The options for which the step was drawn. */
  #key = "";
  /** The checksum of the config with which the step was drawn. */
  #config = sealedConfig();
  /** @type {Content} */
  #content = { version: "", simple: false, busy: "", steps: {} };
  /** The drawn step. @type {HTMLElement} */
  #step = document.createElement("div");
  #listeners = new AbortController();
  #observer = new MutationObserver((changes) => this.#note(changes));
  /** Whether another script has changed the elements, such as an extension that translates. */
  #isChanged = false;
  #isComposing = false;
  /** Called at the end of a composition. @type {(value?: unknown) => void} */
  #onComposed = () => {};
  /** The button that was pressed last: kind of input, action, target and item. @type {string[] | undefined} */
  #pressed;
  /** The values of the controls and the focused control when the step ended. @type {string[]} */
  #values = [];
  /** @type {HTMLInputElement | null} */
  #focused = null;

  /** @param {HTMLElement} element @param {string} workflow */
  constructor(element, workflow) {
    this.#element = element;
    this.#workflow = workflow;
  }

  /**
   * Takes the step that a page declares in its root.
   * @param {HTMLElement} element @param {string} workflow @param {HTMLElement} root
   */
  static take(element, workflow, root) {
    const { key = "", version = "", config = "0", busy = "" } = root.dataset;
    const first = new FirstStep(element, workflow);
    first.#key = key;
    first.#config = Number(config);
    first.#content = { version, simple: "simple" in root.dataset, busy, steps: {} };
    first.#step = /** @type {HTMLElement} */ (root.firstElementChild);
    first.show(root);
    return first;
  }

  get version() {
    return this.#content.version;
  }

  /** Returns whether the first module of the engine can take over the step. Kiosks need timers. */
  get isSimple() {
    return this.#content.simple && options(this.#element).mode !== "kiosk";
  }

  /** Loads the step for the current options. Rejects if there is none. */
  async load() {
    const { lang, mode, draft, headingLevel } = options(this.#element);
    const content = /** @type {Content} */ (JSON.parse(await load(`first/${this.#workflow}.${lang}.json`)));
    this.#content = content;
    this.#step = build(content.steps[draft === "local" ? `${mode} local` : mode], headingLevel - 2);
    this.#key = this.#wanted();
  }

  /**
   * Returns whether the engine would draw the same step.
   * @param {string | null} config JSON text @param {string | null} prefill JSON text
   */
  fits(config, prefill) {
    const answers = Object.keys(JSON.parse(prefill ?? "{}"));
    const isAnswered = (/** @type {{name: string}} */ { name }) =>
      answers.some((id) => `${name}.`.startsWith(`${id}.`));
    const isSame = this.#config === checksum(config) && this.#key === this.#wanted();
    return isSame && !fields(this.#step).some(isAnswered);
  }

  /** @param {HTMLElement} root */
  show(root) {
    this.#fill(root);
    /** @param {string} type @param {(event: Event) => void} listener */
    const on = (type, listener) => root.addEventListener(type, listener, { signal: this.#listeners.signal });
    on("compositionstart", () => {
      this.#isComposing = true;
    });
    on("compositionend", () => {
      this.#isComposing = false;
      this.#onComposed();
    });
    on("submit", () => this.#press("entered"));
    on("click", ({ target }) => {
      const button = /** @type {HTMLElement | null} */ (
        /** @type {Element} */ (target).closest("button[type=button][data-action]")
      );
      const { action = "", for: about = "", item = "" } = button?.dataset ?? {};
      if (action === "language") this.#element.setAttribute("lang", about);
      else if (button) this.#press("pressed", action, about, item);
    });
  }

  /** Draws the step again if other options of the element require it. */
  async update() {
    if (this.#wanted() === this.#key) return;
    const before = this.#step;
    await this.load().catch(() => {});
    const root = before.parentElement;
    if (!root || this.#listeners.signal.aborted || this.#step === before) return;
    const values = controls(before);
    this.#fill(root);
    restore(root, values);
  }

  /** Settles when no input method is composing a text. */
  async composed() {
    while (this.#isComposing)
      await new Promise((done) => {
        this.#onComposed = done;
      });
  }

  /** Ends the step. Returns whether the engine can adopt its elements. */
  end() {
    this.#note(this.#observer.takeRecords());
    this.#observer.disconnect();
    this.#listeners.abort();
    this.#showBusy("");
    this.#values = controls(this.#step);
    const { activeElement } = /** @type {ShadowRoot} */ (this.#step.getRootNode());
    this.#focused = /** @type {HTMLInputElement | null} */ (activeElement);
    return this.#step.isConnected && !this.#isChanged && this.#wanted() === this.#key;
  }

  /**
   * Passes all input to the engine, which has drawn the step into `root`.
   * @param {HTMLElement} root @param {Engine} engine @param {number} number
   */
  handOver(root, engine, number) {
    const session = Number(root.querySelector("form")?.dataset.session);
    const input = (kind = "", name = "", value = "", item = "") =>
      engine.input(number, session, kind, name, value, item);
    if (!this.#step.isConnected) restore(root, this.#values, this.#focused);
    input("filled");
    if (root.querySelector("details[open]")) input("toggled");
    for (const field of fields(root))
      if (field.files?.length) field.dispatchEvent(new Event("change", { bubbles: true }));
    if (this.#pressed) input(...this.#pressed);
  }

  /** @param {HTMLElement} root */
  #fill(root) {
    this.#observer.disconnect();
    if (this.#step.parentElement !== root) root.replaceChildren(this.#step);
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
  }

  /** @param {MutationRecord[]} changes */
  #note(changes) {
    this.#isChanged ||= changes.some(({ target }) => target !== this.#status());
  }

  /** The element for texts that a screen reader announces. */
  #status() {
    return this.#step.querySelector("[role=status] span");
  }

  #wanted() {
    const { lang, mode, draft, headingLevel } = options(this.#element);
    return [lang, mode, draft === "local", headingLevel].join();
  }

  /** @param {string[]} input */
  #press(...input) {
    this.#pressed = input;
    const { signal } = this.#listeners;
    setTimeout(() => signal.aborted || this.#showBusy(this.#content.busy), BUSY_AFTER_MS);
  }

  /** Shows that a button was pressed, or no longer. @param {string} text */
  #showBusy(text) {
    this.#step.classList.toggle("busy", text !== "");
    const status = this.#status();
    if (status) status.textContent = text;
  }
}

/**
 * Creates an element and everything in it.
 * @param {Drawn} drawn @param {number} deeper levels that are added to each heading @returns {HTMLElement}
 */
function build([name, attributes, ...children], deeper) {
  const level = /^h(\d)$/.exec(name)?.[1];
  const element = document.createElement(level ? `h${Math.min(Number(level) + deeper, 6)}` : name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  for (const child of children) if (child) element.append(typeof child === "string" ? child : build(child, deeper));
  return element;
}
