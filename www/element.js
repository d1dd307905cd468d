// The class of <guitai-form>: its life cycle, attributes and properties. `guitai.js` defines the element.
//
// The element never calls the engine while the engine calls the element: it collects changes and passes them on in a
// microtask.

import { readConfig } from "./config.js";
import { claim, Drafts, release } from "./drafts.js";
import { isRetryable, report } from "./events.js";
import { fallback } from "./fallback.js";
import { createHost } from "./host.js";
import { createKeyboard } from "./keyboard-loader.js";
import { engine, load, request, style } from "./loader.js";
import { ATTRIBUTES, language, observeLanguage, options, settings } from "./options.js";
import { createOutcome } from "./outcome.js";
import { listen } from "./page.js";
import { arrange } from "./print.js";
import { MAX_PANICS_PER_MINUTE, onCrash } from "./recovery.js";
import { createRoot, openShadow } from "./root.js";

/** @import { Engine } from "./engine.js" */

/** The browser's own class, even if a script of the page has replaced the global. @type {typeof HTMLElement} */
const NativeElement = Object.getPrototypeOf(Object.getPrototypeOf(document.createElement("div"))).constructor;

export class GuitaiForm extends NativeElement {
  static observedAttributes = ATTRIBUTES;

  /** Attached when the element is first connected. @type {ShadowRoot | undefined} */
  #shadow;
  /** The engine renders in here. @type {HTMLElement} */
  #root = createRoot();
  /** The `src` and `workflow` of the form; undefined while the element is not connected. @type {string | undefined} */
  #origin;
  /** Number of the current start. Late results of an earlier start are ignored. */
  #generation = 0;
  /** @type {{engine: Engine, number: number} | undefined} */
  #mounted;
  /** Aborted when the mounted engine no longer controls the element. */
  #lifetime = new AbortController();
  #definition = "";
  #storageKey = "";
  /** The drafts of the form. The attribute `draft` decides where they are stored. @type {Drafts | undefined} */
  #drafts;
  /** Times of the engine's panics under this form, in milliseconds. @type {number[]} */
  #panics = [];
  /** Removes the listener for crashes of the engine. @type {(() => void) | undefined} */
  #unwatch;

  /** The value of the property `config`. @type {unknown} */
  #configValue;
  /** Settles when the config is read. @type {Promise<void> | undefined} */
  #configRead;
  /** @type {string | null} */
  #configText = null;

  /** The value of the property `prefill`. @type {unknown} */
  #prefillValue;
  /** @type {string | null} */
  #prefillText = null;

  #arrangeKeyboard = createKeyboard();

  #languageObserver = new MutationObserver(() => this.#change());

  #ready = createOutcome();
  #isScheduled = false;
  #isResetPending = false;

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

  /** Settles when the first step can be used, or rejects with the reason. */
  get ready() {
    return this.#ready.promise;
  }

  /** First answers by id. They are copied when they are set. */
  get prefill() {
    return this.#prefillValue;
  }
  set prefill(answers) {
    this.#prefillValue = answers;
    this.#prefillText = null;
    try {
      this.#prefillText = JSON.stringify(answers) ?? null;
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
    this.#isResetPending = true;
    this.#change();
  }

  connectedCallback() {
    this.#shadow ??= openShadow(this, this.#root);
    this.#change();
  }

  disconnectedCallback() {
    this.#change();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "config") this.#configRead = undefined;
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

  /** Starts, updates or removes the form after a change of the element. A moved element keeps its form. */
  #reconcile() {
    arrange(this);
    const [src, workflow] = ["src", "workflow"].map((name) => this.getAttribute(name) ?? "");
    const origin = this.isConnected ? `${src} ${workflow}` : undefined;
    if (this.isConnected) this.#configRead ??= this.#read();
    observeLanguage(this.#languageObserver, this);
    if (origin !== this.#origin) {
      this.#unmount();
      this.#origin = origin;
      if (this.isConnected) this.#start(src, workflow);
    } else if (this.#mounted) {
      this.#drafts?.changeMode(options(this).draft);
      this.#mounted.engine.update(this.#mounted.number, this.#settings(false));
      this.#passReset();
      this.#arrangeKeyboard(this.#shadow, options(this).keyboard);
    }
  }

  /** @param {string} src @param {string} workflow */
  async #start(src, workflow) {
    const generation = ++this.#generation;
    if (this.#ready.settled) this.#ready = createOutcome();
    this.#root.replaceChildren();
    this.#root.setAttribute("aria-busy", "true");
    try {
      if (!src && !workflow) throw new Error("neither workflow nor src is given");
      // Pages with the same form, such as its two languages, can share a draft by its name.
      const page = this.getAttribute("draft-name") ?? location.pathname;
      const key = claim(`guitai:${page}:${src || workflow}:${this.id}`);
      this.#storageKey = key;
      const [loaded, definition, drafts] = await Promise.all([
        engine(),
        src ? request(src).then((response) => response.text()) : load(`forms/${workflow}.json`),
        Drafts.open(key, options(this).draft, options(this).mode === "kiosk" ? undefined : this.#drafts),
        style().then((sheet) => {
          /** @type {ShadowRoot} */ (this.#shadow).adoptedStyleSheets = [sheet];
        }),
        this.#configRead,
      ]);
      if (generation !== this.#generation) return;
      this.#definition = definition;
      this.#drafts = drafts;
      this.#mount(loaded, false);
    } catch (reason) {
      this.#fail(generation, reason);
    }
  }

  /** @param {Engine} engine @param {boolean} recovered whether the form starts again after a panic */
  #mount(engine, recovered) {
    const settings = this.#settings(recovered);
    this.#unwatch = onCrash(() => this.#recover(engine));
    try {
      const generation = this.#generation;
      const host = this.#host(generation);
      const number = engine.mount(host, this.#root, this.#definition, this.#configText ?? undefined, settings);
      this.#mounted = { engine, number };
      listen({ root: this.#root, host, engine, number, signal: this.#lifetime.signal });
      this.#passReset();
      this.#arrangeKeyboard(this.#shadow, options(this).keyboard);
      // The engine draws in a microtask. After an exception there, the root is empty. A panic restarts the form before.
      const isEmpty = () => generation === this.#generation && !this.#root.hasChildNodes();
      const check = () => isEmpty() && this.#fail(generation, new Error("nothing was drawn"));
      setTimeout(() => setTimeout(check));
    } catch (reason) {
      // After a panic, `#recover` restarts the form or shows the fallback.
      if (!(reason instanceof WebAssembly.RuntimeError)) throw reason;
    }
  }

  /** Restarts after a panic with the stored draft, up to a limit. @param {Engine} engine */
  #recover(engine) {
    this.#unwatch?.();
    this.#mounted = undefined;
    this.#end();
    const generation = ++this.#generation;
    const fresh = /** @type {HTMLElement} */ (this.#root.cloneNode());
    this.#root.replaceWith(fresh);
    this.#root = fresh;
    const now = performance.now();
    this.#panics = [...this.#panics.filter((at) => now - at < 60_000), now];
    const reason = new Error("the engine panicked");
    if (this.#panics.length > MAX_PANICS_PER_MINUTE) return void this.#fail(generation, reason);
    report(this, "panic", reason, true);
    this.#mount(engine, true);
  }

  #unmount() {
    this.#unwatch?.();
    this.#generation++;
    const mounted = this.#mounted;
    this.#mounted = undefined;
    this.#end();
    release(this.#storageKey);
    try {
      mounted?.engine.unmount(mounted.number);
    } catch (reason) {
      console.warn("guitai:", reason); // an engine that has panicked needs no cleanup
    }
  }

  /** Shows the fallback: a message, and another way to file. @param {number} generation @param {unknown} reason */
  async #fail(generation, reason) {
    await this.#configRead; // the fallback shows the portal's phone number
    if (generation !== this.#generation) return;
    this.#unmount();
    this.#root.replaceChildren(fallback(this, language(this), this.#configText));
    this.#settle("reject", reason);
    report(this, "load", reason, isRetryable(reason));
  }

  /** Reads the portal's config. An invalid one is reported, and the form works without it. */
  async #read() {
    const source = this.config;
    const text = await readConfig(source).catch((reason) => {
      report(this, "config", reason, false);
      return null;
    });
    if (source !== this.config) return; // replaced in the meantime
    this.#configText = text;
    this.#change();
  }

  /** Passes a `reset()` to the engine, even if it was called before the engine was loaded. */
  #passReset() {
    if (this.#isResetPending) this.#mounted?.engine.reset(this.#mounted.number);
    this.#isResetPending = false;
  }

  /** @param {"resolve" | "reject"} how @param {unknown} [reason] of a rejection */
  #settle(how, reason) {
    this.#ready[how](reason);
    this.#ready.settled = true;
    this.#root.removeAttribute("aria-busy");
  }

  /** Releases the locks and removes the listeners of the mounted engine. */
  #end() {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#drafts?.close();
  }

  /** @param {number} generation */
  #host(generation) {
    return createHost({
      element: this,
      drafts: /** @type {Drafts} */ (this.#drafts),
      ready: () => generation === this.#generation && this.#settle("resolve"),
      fail: (reason) => void this.#fail(generation, reason),
      lifetime: this.#lifetime.signal,
    });
  }

  /** @param {boolean} recovered whether the form starts again after a panic */
  #settings(recovered) {
    return settings({ ...options(this), prefill: this.#prefillText, recovered });
  }
}
