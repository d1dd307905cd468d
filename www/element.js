// The class of <guitai-form>: its attributes and properties, and the start and end of its form. `guitai.js` defines the
// element.
//
// The element never calls the engine while the engine calls the element: it collects changes and passes them on in a
// microtask.

import { readConfig } from "./config.js";
import { report } from "./events.js";
import { Form } from "./form.js";
import { createKeyboard } from "./keyboard-loader.js";
import { ATTRIBUTES, observeLanguage, options } from "./options.js";
import { createOutcome } from "./outcome.js";
import { arrange } from "./print.js";
import { openShadow } from "./root.js";

/** The browser's own class, even if a script of the page has replaced the global. @type {typeof HTMLElement} */
const NativeElement = Object.getPrototypeOf(Object.getPrototypeOf(document.createElement("div"))).constructor;

export class GuitaiForm extends NativeElement {
  static observedAttributes = ATTRIBUTES;

  /** Attached when the element is first connected. @type {ShadowRoot | undefined} */
  #shadow;
  /** The `src` and `workflow` of the form; undefined while the element is not connected. @type {string | undefined} */
  #origin;
  /** @type {Form | undefined} */
  #form;

  /** The value of the property `config`. @type {unknown} */
  #configValue;
  /** The value of the property `prefill`. @type {unknown} */
  #prefillValue;
  /** @type {import("./form.js").Given} */
  #given = { config: null, configRead: undefined, prefill: null, isReset: false };

  #arrangeKeyboard = createKeyboard();

  #languageObserver = new MutationObserver(() => this.#change());

  #ready = createOutcome();
  #isScheduled = false;

  constructor() {
    super();
    // Properties that were set before the element was defined would hide the accessors.
    for (const name of /** @type {const} */ (["config", "prefill"])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  /** Settles when the engine drives the form, or rejects with the reason. */
  get ready() {
    return this.#ready.promise;
  }

  /** First answers by id. They are copied when they are set. */
  get prefill() {
    return this.#prefillValue;
  }
  set prefill(answers) {
    this.#prefillValue = answers;
    this.#given.prefill = null;
    try {
      this.#given.prefill = JSON.stringify(answers) ?? null;
    } catch (reason) {
      report(this, "prefill", reason, false);
    }
    this.#change();
  }

  /** The portal's config, or its URL. @returns {unknown} */
  get config() {
    return this.#configValue ?? this.getAttribute("config");
  }
  set config(value) {
    this.#configValue = value;
    this.attributeChangedCallback("config");
  }

  /** Forgets every answer, draft and attachment of this element. */
  reset() {
    this.#given.isReset = true;
    this.#change();
  }

  connectedCallback() {
    this.#shadow ??= openShadow(this);
    this.#change();
  }

  disconnectedCallback() {
    this.#change();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "config") this.#given.configRead = undefined;
    this.#change();
  }

  /** Schedules `#reconcile`, once, after the running script. */
  #change() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#reconcile();
    });
  }

  /** Starts, updates or ends the form after a change of the element. A moved element keeps its form. */
  #reconcile() {
    arrange(this);
    const [src, workflow] = ["src", "workflow"].map((name) => this.getAttribute(name) ?? "");
    const origin = this.isConnected ? `${src} ${workflow}` : undefined;
    if (this.isConnected) this.#given.configRead ??= this.#read();
    observeLanguage(this.#languageObserver, this);
    if (origin !== this.#origin) {
      this.#form?.end();
      this.#origin = origin;
      if (this.isConnected) this.#start(src, workflow);
    } else {
      this.#form?.update();
    }
    if (this.isConnected) this.#arrangeKeyboard(this.#shadow, options(this).keyboard);
  }

  /** @param {string} src @param {string} workflow */
  #start(src, workflow) {
    if (this.#ready.settled) this.#ready = createOutcome();
    const before = this.#form;
    const shadow = /** @type {ShadowRoot} */ (this.#shadow);
    this.#form = new Form(this, shadow, this.#given, this.#ready);
    this.#form.start(src, workflow, before);
  }

  /** Reads the portal's config. An invalid one is reported, and the form works without it. */
  async #read() {
    const source = this.config;
    const text = await readConfig(source).catch((reason) => {
      report(this, "config", reason, false);
      return null;
    });
    if (source !== this.config) return; // replaced in the meantime
    this.#given.config = text;
    this.#change();
  }
}
