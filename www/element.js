// The class of <guitai-form>: its life cycle, attributes and properties. `guitai.js` defines the element.
//
// No call goes into the engine while the engine calls out: changes are gathered and handed over in a microtask.

import { readConfig } from "./config.js";
import { Drafts } from "./drafts.js";
import { fallback } from "./fallback.js";
import { guard } from "./gesture.js";
import { createHost } from "./host.js";
import { engine, load, request, style } from "./loader.js";
import { ATTRIBUTES, language, options } from "./options.js";
import { arrange } from "./print.js";
import { callHost, onDeath } from "./recovery.js";

/** The browser's own class, also where a script of the page has replaced the global. */
const NativeElement = Object.getPrototypeOf(Object.getPrototypeOf(document.createElement("div"))).constructor;

/** The events of the page that the engine handles. */
const EVENTS = ["input", "change", "click", "submit", "mousedown", "mouseup", "mouseleave"];

/** After more panics than this in a minute, the form does not start again. */
const MOST_PANICS = 3;

/** Storage keys in use: each element of a page has its own draft. @type {Set<string>} */
const claimed = new Set();

export class GuitaiForm extends NativeElement {
  static observedAttributes = ATTRIBUTES;

  /** @type {ShadowRoot} */ #shadow;
  /** The engine renders in here. @type {HTMLElement} */ #root;
  /** The `src` and `workflow` that are shown or loading; undefined while the element is not on a page. */
  #origin;
  /** Counts the starts, so that late results of an earlier one are ignored. */
  #turn = 0;
  /** @type {{engine: Engine, number: number} | undefined} */ #mounted;
  /** Ends what belongs to one mounted engine. */
  #lifetime = new AbortController();
  #definition;
  #storageKey;
  /** The drafts of the form, stored as `draft` says. @type {Drafts} */
  #drafts;
  /** When the engine panicked under this form, in milliseconds. @type {number[]} */
  #panics = [];
  #unwatch;

  /** The `config` property, the promise that reads the config, and its text. */
  #given;
  #reading;
  #config = null;

  #prefill;
  #answers = null;

  #languages = new MutationObserver(() => this.#change());

  #ready = outcome();
  #scheduled = false;
  #forget = false;

  constructor() {
    super();
    // Properties that were set before the element was defined would hide the accessors.
    for (const name of ["config", "prefill"]) {
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
    return this.#prefill;
  }
  set prefill(answers) {
    this.#prefill = answers;
    this.#answers = null;
    try {
      this.#answers = JSON.stringify(answers) ?? null;
    } catch (reason) {
      this.#report("prefill", reason, false);
    }
    this.#change();
  }

  /** The portal's config, or its address. */
  get config() {
    return this.#given ?? this.getAttribute("config");
  }
  set config(value) {
    this.#given = value;
    this.attributeChangedCallback("config");
  }

  /** Forgets every answer, draft and attachment of this element. */
  reset() {
    this.#forget = true;
    this.#change();
  }

  connectedCallback() {
    if (!this.#shadow) this.#open();
    this.#change();
  }

  disconnectedCallback() {
    this.#change();
  }

  attributeChangedCallback(name) {
    if (name === "config") this.#reading = undefined;
    this.#change();
  }

  #open() {
    this.#shadow = this.attachShadow({ mode: this.hasAttribute("closed") ? "closed" : "open" });
    this.#root = document.createElement("div");
    this.#root.className = "root";
    this.#root.setAttribute("part", "root");
    // Translation by the browser would move text nodes that the engine owns; the form offers its own languages.
    this.#root.translate = false;
    this.#shadow.append(this.#root);

    const own = (event) => this.#root.contains(event.target);
    // Enter must not press a default button of the host page. The engine listens on the root, before these listeners.
    for (const type of ["keydown", "keypress", "keyup"])
      this.#shadow.addEventListener(type, (event) => own(event) && event.stopPropagation());
    // Without a running engine, a form would navigate with the answers in the address.
    this.#shadow.addEventListener("submit", (event) => own(event) && event.preventDefault(), true);
    guard(this.#shadow);
  }

  /** Schedules `#reconcile`, once, after the running script. */
  #change() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#reconcile();
    });
  }

  /** Starts, updates or ends the form, as the element's place and attributes say. A moved element keeps its form. */
  #reconcile() {
    arrange(this);
    const [src, workflow] = ["src", "workflow"].map((name) => this.getAttribute(name) ?? "");
    const origin = this.isConnected ? `${src} ${workflow}` : undefined;
    if (this.isConnected) this.#reading ??= this.#read();
    this.#watchLanguage();
    if (origin !== this.#origin) {
      this.#unmount();
      this.#origin = origin;
      if (this.isConnected) this.#start(src, workflow);
    } else if (this.#mounted) {
      this.#drafts.changeMode(options(this).draft);
      this.#mounted.engine.update(this.#mounted.number, this.#options());
      this.#handReset();
    }
  }

  /** Follows the language of the page: `lang` of any element around this one, also across shadow roots. */
  #watchLanguage() {
    this.#languages.disconnect();
    for (let node = this; this.isConnected && node; node = node.getRootNode().host)
      this.#languages.observe(node.getRootNode(), { subtree: true, attributeFilter: ["lang"] });
  }

  async #start(src, workflow) {
    const turn = ++this.#turn;
    if (this.#ready.settled) this.#ready = outcome();
    this.#root.replaceChildren();
    this.#root.setAttribute("aria-busy", "true");
    try {
      if (!src && !workflow) throw new Error("neither workflow nor src is given");
      // Pages with the same form, such as its two languages, can share a draft by its name.
      const page = this.getAttribute("draft-name") ?? location.pathname;
      const place = claim(`guitai:${page}:${src || workflow}:${this.id}`);
      this.#storageKey = place;
      const [loaded, definition, drafts] = await Promise.all([
        engine(),
        src ? request(src).then((response) => response.text()) : load(`forms/${workflow}.json`),
        Drafts.open(place, options(this).draft, options(this).mode === "kiosk" ? undefined : this.#drafts),
        style().then((sheet) => (this.#shadow.adoptedStyleSheets = [sheet])),
        this.#reading,
      ]);
      if (turn !== this.#turn) return;
      this.#definition = definition;
      this.#drafts = drafts;
      this.#mount(loaded, false);
    } catch (reason) {
      this.#fail(turn, reason);
    }
  }

  #mount(engine, recovered) {
    const settings = { ...this.#options(), recovered };
    this.#unwatch = onDeath(() => this.#recover(engine));
    try {
      const turn = this.#turn;
      this.#mounted = { engine, number: engine.mount(this.#host(turn), this.#root, settings) };
      this.#listen(engine, this.#mounted.number);
      this.#handReset();
      // The engine draws in a microtask. An exception there leaves an empty box; a panic restarts the form before.
      const isEmpty = () => turn === this.#turn && !this.#root.hasChildNodes();
      const check = () => isEmpty() && this.#fail(turn, new Error("nothing was drawn"));
      setTimeout(() => setTimeout(check));
    } catch (reason) {
      // After a panic, `#recover` restarts the form or shows the fallback.
      if (!(reason instanceof WebAssembly.RuntimeError)) throw reason;
    }
  }

  /** Hands the engine the events of the page. */
  #listen(engine, number) {
    const { signal } = this.#lifetime;
    for (const type of EVENTS) this.#root.addEventListener(type, (event) => engine.handle(number, event), { signal });
  }

  /** Restarts after a panic with the stored draft, up to a limit. */
  #recover(engine) {
    this.#unwatch();
    this.#mounted = undefined;
    this.#end();
    const turn = ++this.#turn;
    const fresh = this.#root.cloneNode();
    this.#root.replaceWith(fresh);
    this.#root = fresh;
    const now = performance.now();
    this.#panics = [...this.#panics.filter((at) => now - at < 60_000), now];
    const reason = new Error("the engine panicked");
    if (this.#panics.length > MOST_PANICS) return void this.#fail(turn, reason);
    this.#report("panic", reason, true);
    this.#mount(engine, true);
  }

  #unmount() {
    this.#unwatch?.();
    this.#turn++;
    const { engine: loaded, number } = this.#mounted ?? {};
    this.#mounted = undefined;
    this.#end();
    claimed.delete(this.#storageKey);
    try {
      loaded?.unmount(number);
    } catch (reason) {
      console.warn("guitai:", reason); // an engine that has panicked needs no cleanup
    }
  }

  /** Shows the fallback: what happened, and how to file otherwise. */
  async #fail(turn, reason) {
    await this.#reading; // the fallback shows the portal's phone number
    if (turn !== this.#turn) return;
    this.#unmount();
    this.#root.replaceChildren(fallback(this, language(this), this.#config));
    this.#settle("reject", reason);
    const passing = reason instanceof TypeError || reason?.name === "TimeoutError" || reason?.status >= 500;
    this.#report("load", reason, passing);
  }

  /** Reads the portal's config. A wrong one is reported, and the form works without it. */
  async #read() {
    const given = this.config;
    const text = await readConfig(given).catch((reason) => (this.#report("config", reason, false), null));
    if (given !== this.config) return; // replaced in the meantime
    this.#config = text;
    this.#change();
  }

  /** Hands a `reset()` to the engine, also one that was called before the engine was loaded. */
  #handReset() {
    if (this.#forget) this.#mounted.engine.reset(this.#mounted.number);
    this.#forget = false;
  }

  #settle(how, value) {
    this.#ready[how](value);
    this.#ready.settled = true;
    this.#root.removeAttribute("aria-busy");
  }

  #report(kind, reason, retryable) {
    console.warn(`guitai: ${kind}:`, reason);
    this.#emit("guitai-error", { kind, ...(reason?.status && { status: reason.status }), retryable });
  }

  #emit(type, detail, cancelable = false) {
    const event = new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true });
    return callHost(() => this.dispatchEvent(event));
  }

  /** Ends what belongs to the engine that drove the element: locks, messages, listeners. */
  #end() {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#drafts?.close();
  }

  #host(turn) {
    return createHost({
      element: this,
      drafts: this.#drafts,
      emit: (...event) => this.#emit(...event),
      ready: () => turn === this.#turn && this.#settle("resolve"),
      fail: (reason) => void this.#fail(turn, reason),
      lifetime: this.#lifetime.signal,
    });
  }

  /** @returns {Options} */
  #options() {
    return {
      ...options(this),
      definition: this.#definition,
      config: this.#config,
      prefill: this.#answers,
    };
  }
}

/** A promise with its functions. Its rejection never counts as unhandled. */
function outcome() {
  const outcome = { settled: false };
  outcome.promise = new Promise((resolve, reject) => Object.assign(outcome, { resolve, reject }));
  outcome.promise.catch(() => {});
  return outcome;
}

/** Returns the first free storage key: equal elements are distinguished by their order. */
function claim(base) {
  let ordinal = 0;
  while (claimed.has(`${base}:${ordinal}`)) ordinal++;
  claimed.add(`${base}:${ordinal}`);
  return `${base}:${ordinal}`;
}
