// The class of <guitai-form>: what a host page sees of a form. It is defined in `guitai.js`.
//
// The boundary with the engine (`src/host/element.rs`), in full:
// - The engine exports `mount(host, root, options)`, which renders into `root` and gives a number for
//   `update(number, options)`, `reset(number)` and `unmount(number)`.
// - `host` (see Host) is what the engine may ask of the element; `options` (see `options.js`) are the contract's
//   attributes and properties with their defaults applied.
// - No call goes into the engine while it is calling out: changes are gathered and handed over in a microtask.

import { fallback } from "./fallback.js";
import { guard } from "./gesture.js";
import { engine, load, request, style } from "./loader.js";
import { ATTRIBUTES, language, options } from "./options.js";
import { isLocked } from "./password.js";
import { prepare } from "./photo.js";
import { arrange } from "./print.js";
import { callHost, onDeath } from "./recovery.js";
import { show, sign } from "./signature.js";
import { Store } from "./store.js";
import { post } from "./transport.js";
import { upload } from "./upload.js";

/** @import { Options } from "./options.js" */
/** @import { Answer } from "./transport.js" */

/**
 * @typedef {object} Engine
 * @property {(host: Host, root: Element, options: Options) => number} mount
 * @property {(mounted: number, options: Options) => void} update
 * @property {(mounted: number) => void} reset
 * @property {(mounted: number) => void} unmount
 * @property {(told: (message: string) => void) => void} watch names who is told of a panic
 * @property {() => void} __wbg_reset_state puts a fresh instance in the place of a dead one
 *
 * @typedef {object} Host
 * @property {(type: string, detail: object, cancelable?: boolean) => boolean} emit
 *   dispatches an event of the contract; false if a listener prevented the default
 * @property {(url: string, id: string, body: string) => Promise<Answer>} post
 *   sends a filing once, with the host page's own headers, which are evaluated at each call
 * @property {(file: string) => Promise<string>} load text of a file of the delivery, checked against the seal
 * @property {() => string | null} saved the draft's text, as it was saved last
 * @property {(text: string) => void} save keeps the draft's text
 * @property {(name: string) => string | undefined} kept something large by its name, such as a file's content
 * @property {(name: string, content: string) => void} keep keeps something large
 * @property {(name: string) => void} discard drops something large
 * @property {() => void} forget forgets the draft and everything kept
 * @property {(id: string, body: string) => Promise<string>} agree
 *   the body to file under that id: this one, unless another tab was faster; settles when all that was to be kept is
 *   kept, as far as it can be
 * @property {(name: string, text: string) => void} download hands the person a file
 * @property {(file: File, most: number) => Promise<(import("./photo.js").Prepared & {locked: boolean}) | null>} prepare
 *   makes a file ready to be attached, and looks whether a PDF asks for a password; null if it has more bytes than that
 *   and is no picture
 * @property {(url: string, name: string, type: string, id: string, content: Uint8Array, progress: (percent: number) => void) => Promise<Answer>} upload
 *   sends a file once
 * @property {() => boolean} isOnline
 * @property {() => Promise<void>} online settles when there is a network
 * @property {(canvas: HTMLCanvasElement, image: string, done: (image: string) => void) => void} sign
 *   lets a canvas be drawn on, beginning with a drawing; the base64 of the PNG comes after each stroke
 * @property {(canvas: HTMLCanvasElement, image: string) => void} showDrawing shows a drawing, or none for an empty text
 * @property {(tag: string) => void} speak switches the form to that language
 * @property {() => void} ready the first step is usable; `guitai-ready` is emitted by the engine
 * @property {(reason: unknown) => void} fail the form cannot go on: unmounts it and shows how to file otherwise
 */

/** The browser's own class, also where a script of the page has put something else in its place. */
const NativeElement = Object.getPrototypeOf(Object.getPrototypeOf(document.createElement("div"))).constructor;

/** How long a portal's own document may take, in milliseconds, until the form does without it. */
const CONFIG_PATIENCE = 10_000;

/** How long the host page's function for headers may take, in milliseconds. */
const HEADERS_PATIENCE = 30_000;

/** After more panics than this in a minute, the form does not start again. */
const MOST_PANICS = 3;

/** The name under which the engine keeps what is on its way. */
const FILING = "filing";

/** Runs where pages can speak to each other, and fails elsewhere. */
const siblings = () => import("./siblings.js");

/** Storage keys in use, and what is kept there: each element of a page keeps its own draft. @type {Map<string, Store>} */
const claimed = new Map();

/** Whether this page has the draft of that filing. @param {string} id */
const has = (id) => [...claimed.values()].some((store) => store?.text?.includes(id));

export class GuitaiForm extends NativeElement {
  static observedAttributes = ATTRIBUTES;

  /** @type {ShadowRoot} */ #shadow;
  /** The engine renders in here. @type {HTMLElement} */ #root;
  /** What is shown or on its way, by `src` and `workflow`; undefined while the element is not on a page. */
  #origin;
  /** Counts the starts, so that what comes late from an earlier one is ignored. */
  #turn = 0;
  /** @type {{engine: Engine, number: number} | undefined} */ #mounted;
  #definition;
  #storageKey;
  /** What is kept of the form, in this page and where `draft` says. @type {Store} */
  #store;
  /** The id of the filing on which the tabs agreed last. @type {string | undefined} */
  #agreed;
  /** When the engine panicked under this form, in milliseconds. @type {number[]} */
  #panics = [];
  #unwatch;

  /** The `config` property, the reading of the document that it or the attribute names, and the document's text. */
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
    // What a page set before the element was defined would hide the accessors.
    for (const name of ["config", "prefill"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  /** Settles when the first step is usable, or rejects with the reason. */
  get ready() {
    return this.#ready.promise;
  }

  /** Answers offered as first ones, by id; taken as they are when set. */
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

  /** The portal's own texts and lists, or their address. */
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
    // Translation by the browser would move text from under the engine's feet; the form has languages of its own.
    this.#root.translate = false;
    this.#shadow.append(this.#root);

    const own = (event) => this.#root.contains(event.target);
    // A host's default button must not fire on Enter; the engine listens further in, on the root.
    for (const type of ["keydown", "keypress", "keyup"])
      this.#shadow.addEventListener(type, (event) => own(event) && event.stopPropagation());
    // Were the engine dead, a form would still navigate, with the answers in the address.
    this.#shadow.addEventListener("submit", (event) => own(event) && event.preventDefault(), true);
    guard(this.#shadow);
  }

  /** Notes that something is different. What follows is done once, after the script that is running now. */
  #change() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#reconcile();
    });
  }

  /** Starts, updates or ends the form, as the element's place and attributes ask. A mere move keeps it as it is. */
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
      this.#store.become(options(this).draft);
      this.#mounted.engine.update(this.#mounted.number, this.#options());
      this.#obey();
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
      // Pages that hold the same form, such as two languages of it, share a draft by its name.
      const page = this.getAttribute("draft-name") ?? location.pathname;
      const place = claim(`guitai:${page}:${src || workflow}:${this.id}`);
      this.#storageKey = place;
      const [loaded, definition, store] = await Promise.all([
        engine(),
        src ? request(src).then((response) => response.text()) : load(`forms/${workflow}.json`),
        Store.open(place, options(this).draft, options(this).mode === "kiosk" ? undefined : this.#store),
        style().then((sheet) => (this.#shadow.adoptedStyleSheets = [sheet])),
        this.#reading,
      ]);
      if (turn !== this.#turn) return;
      this.#definition = definition;
      this.#store = store;
      claimed.set(place, store);
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
      this.#obey();
      // The engine draws in a microtask. An exception there leaves an empty box, but a panic starts the form again first.
      const isEmpty = () => turn === this.#turn && !this.#root.hasChildNodes();
      const check = () => isEmpty() && this.#fail(turn, new Error("nothing was drawn"));
      setTimeout(() => setTimeout(check));
    } catch (reason) {
      // After a panic the form is started again, or given up, by `#recover`.
      if (!(reason instanceof WebAssembly.RuntimeError)) throw reason;
    }
  }

  /** Starts again after a panic, with what was kept; not without end. */
  #recover(engine) {
    this.#unwatch();
    this.#mounted = undefined;
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
    claimed.delete(this.#storageKey);
    try {
      loaded?.unmount(number);
    } catch (reason) {
      console.warn("guitai:", reason); // an engine that has died has nothing to tidy up
    }
  }

  /** Shows what happened and how to file otherwise. */
  async #fail(turn, reason) {
    await this.#reading; // the portal's phone number may be all that helps
    if (turn !== this.#turn) return;
    this.#unmount();
    this.#root.replaceChildren(fallback(this, language(this), this.#config));
    this.#settle("reject", reason);
    const passing = reason instanceof TypeError || reason?.name === "TimeoutError" || reason?.status >= 500;
    this.#report("load", reason, passing);
  }

  /** What to do without a part that could not be loaded: the backend judges. A forged one ends the form. */
  #uncertain(turn) {
    return (reason) => {
      console.warn("guitai:", reason);
      if (reason.forged) this.#fail(turn, reason);
      return false;
    };
  }

  /** Reads the portal's document. A wrong one is reported, and the form works without it. */
  async #read() {
    const given = this.config;
    let text = null;
    try {
      if (typeof given === "string")
        text = await (await request(given, { signal: AbortSignal.timeout(CONFIG_PATIENCE) })).text();
      else if (given) text = JSON.stringify(given);
      if (text && JSON.stringify(JSON.parse(text))[0] !== "{") throw new SyntaxError("not a JSON object");
    } catch (reason) {
      text = null;
      this.#report("config", reason, false);
    }
    if (given !== this.config) return; // replaced in the meantime
    this.#config = text;
    this.#change();
  }

  /** Hands on a `reset()`, also one that came before there was anything to reset. */
  #obey() {
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

  /** @returns {Host} */
  #host(turn) {
    return {
      emit: (...event) => this.#emit(...event),
      agree: async (id, body) => {
        await this.#store.settled();
        if (options(this).draft === "none") return body;
        this.#agreed = id;
        return (await siblings()).agree(id, body);
      },
      post: async (url, id, body) => post(url, id, body, await this.#headers()),
      upload: async (url, ...file) => {
        return upload(url, await this.#headers(), ...file);
      },
      prepare: async (...file) => {
        const prepared = await prepare(...file);
        return prepared && { ...prepared, locked: await isLocked(prepared.content).catch(this.#uncertain(turn)) };
      },
      isOnline: () => navigator.onLine !== false,
      online: () => new Promise((resolve) => window.addEventListener("online", () => resolve(), { once: true })),
      load,
      saved: () => this.#store.text,
      save: (text) => this.#store.save(text),
      kept: (name) => this.#store.kept(name),
      keep: (name, content) => this.#store.keep(name, content),
      discard: (name) => {
        this.#store.discard(name);
        if (name === FILING) siblings().then(({ release }) => release(this.#agreed), () => {});
      },
      forget: () => this.#store.forget(),
      download,
      speak: (tag) => this.setAttribute("lang", tag),
      sign,
      showDrawing: show,
      ready: () => {
        if (turn !== this.#turn) return;
        this.#settle("resolve");
        siblings().then(({ attend }) => attend(has), () => {});
      },
      fail: (reason) => void this.#fail(turn, reason),
    };
  }

  /** The host page's own headers, evaluated at each call; a function of its that never ends is given up. */
  async #headers() {
    const [name, token] = ["csrf-header", "csrf-token"].map((attribute) => this.getAttribute(attribute));
    const own = typeof this.headers === "function" ? this.headers() : this.headers;
    const late = new Promise((_, reject) => setTimeout(reject, HEADERS_PATIENCE, new Error("no headers came")));
    const headers = new Headers(await Promise.race([own, late]));
    if (name && token !== null) headers.set(name, token);
    return headers;
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

/** A promise with its ends in hand; nobody has to handle its rejection. */
function outcome() {
  const ends = { settled: false };
  ends.promise = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }));
  ends.promise.catch(() => {});
  return ends;
}

/** Hands the person a file. */
function download(name, text) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The first free key: elements alike are told apart by their order. */
function claim(base) {
  let ordinal = 0;
  while (claimed.has(`${base}:${ordinal}`)) ordinal++;
  claimed.set(`${base}:${ordinal}`, undefined);
  return `${base}:${ordinal}`;
}
