// One started form of an element: it loads its files, shows its first step, runs the engine, restarts it after a panic,
// and shows the fallback. Late results of a form that has ended are ignored.

import { keepContent } from "./adopt.js";
import { complete, showWaiting } from "./completion.js";
import { isCompiled, loadContent, translate } from "./content.js";
import { claim, Drafts, release } from "./drafts.js";
import { emit, isRetryable, report } from "./events.js";
import { fallback } from "./fallback.js";
import { FirstStep } from "./first.js";
import { createHost } from "./host.js";
import { engine, later, style } from "./loader.js";
import { language, options, settings } from "./options.js";
import { listen } from "./page.js";
import { isTooOften, onCrash } from "./recovery.js";
import { adoptStyle, createRoot } from "./root.js";

/** @import { Content } from "./content.js" */
/** @import { Engine } from "./engine.js" */
/** @import { Outcome } from "./outcome.js" */

/**
 * @typedef {object} Given the properties of an element that a form reads
 * @property {string | null} config JSON text
 * @property {Promise<void> | undefined} configRead settles when the config is read
 * @property {string | null} prefill JSON text
 * @property {boolean} isReset whether `reset()` was called and the engine does not know yet
 */

export class Form {
  #element;
  #shadow;
  #given;
  #ready;
  /** The engine renders in here. @type {HTMLElement} */
  #root = createRoot();
  #isEnded = false;
  #isShown = false;
  /** @type {FirstStep | undefined} */
  #first;
  /** @type {{engine: Engine, number: number} | undefined} */
  #mounted;
  /** Aborted when the mounted engine no longer controls the element. */
  #lifetime = new AbortController();
  #workflow = "";
  /** @type {Content} */
  #content = { lang: "", definition: "" };
  #storageKey = "";
  /** The drafts of the form. The attribute `draft` decides where they are stored. @type {Drafts | undefined} */
  #drafts;
  /** Settles when the second module of the engine is connected. @type {Promise<void>} */
  #completed = Promise.resolve();
  /** Times of the engine's panics under this form. @type {number[]} */
  #panics = [];
  /** Removes the listener for crashes of the engine. @type {(() => void) | undefined} */
  #unwatch;

  /**
   * @param {HTMLElement} element @param {ShadowRoot} shadow @param {Given} given
   * @param {Outcome} ready settles when the engine drives the form, or with the reason why it cannot
   */
  constructor(element, shadow, given, ready) {
    this.#element = element;
    this.#shadow = shadow;
    this.#given = given;
    this.#ready = ready;
  }

  /** @param {string} src @param {string} workflow @param {Form} [before] the element's earlier form */
  async start(src, workflow, before) {
    const isDrawn = !before && this.#takeDrawn(workflow);
    if (before) before.#root.replaceWith(this.#root);
    else if (!isDrawn) this.#shadow.append(this.#root);
    if (!isDrawn) this.#root.setAttribute("aria-busy", "true");
    try {
      if (!src && !workflow) throw new Error("neither workflow nor src is given");
      // Pages with the same form, such as its two languages, can share a draft by its name.
      const page = this.#element.getAttribute("draft-name") ?? location.pathname;
      this.#storageKey = claim(`guitai:${page}:${src || workflow}:${this.#element.id}`);
      const { draft, mode } = options(this.#element);
      const drafts = Drafts.open(this.#storageKey, draft, mode === "kiosk" || !before ? undefined : before.#drafts);
      const styled = style().then((sheet) => adoptStyle(this.#shadow, sheet));
      const first = isDrawn || !src ? this.#showFirst(workflow, drafts, styled) : Promise.resolve();
      const isSimple = () => this.#first?.isSimple && !this.#given.prefill && isCompiled(src, this.#given.config);
      const [loaded, content, opened] = await Promise.all([
        engine(),
        loadContent(src, workflow, this.#element, this.#given),
        drafts,
        styled,
        this.#given.configRead,
        first.then(() => (isSimple() ? undefined : later())),
      ]);
      await this.#first?.composed();
      if (this.#isEnded) return;
      this.#workflow = workflow;
      this.#content = content;
      this.#drafts = opened;
      if (!isSimple()) await later(); // the properties can have changed in the meantime
      this.#mount(loaded, false);
      void this.#complete();
      if (language(this.#element) !== content.lang) this.update(); // the language has changed in the meantime
    } catch (reason) {
      this.#fail(reason);
    }
  }

  /** Passes changed options of the element to the form. */
  update() {
    if (!this.#mounted) return void this.#first?.update();
    const { draft, lang } = options(this.#element);
    this.#drafts?.changeMode(draft);
    if (lang === this.#content.lang) this.#pass({});
    else void this.#translate(lang);
  }

  /** Ends the form. Its draft remains stored. */
  end() {
    this.#isEnded = true;
    this.#unwatch?.();
    const mounted = this.#mounted;
    this.#mounted = undefined;
    this.#release();
    this.#first?.end();
    this.#first = undefined;
    release(this.#storageKey);
    try {
      mounted?.engine.unmount(mounted.number);
    } catch (reason) {
      console.warn("guitai:", reason); // an engine that has panicked needs no cleanup
    }
  }

  /** Takes the first step that the page declares, if there is one. @param {string} workflow */
  #takeDrawn(workflow) {
    const root = /** @type {HTMLElement | null} */ (this.#shadow.querySelector(".root"));
    if (!root) return false;
    this.#root = root;
    this.#first = FirstStep.take(this.#element, workflow, root);
    return true;
  }

  /**
   * Shows the first step before the engine arrives, if it is what the engine would show: there is no stored draft, and
   * the step was drawn with the same config.
   * @param {string} workflow @param {Promise<Drafts>} drafts @param {Promise<void>} styled
   */
  async #showFirst(workflow, drafts, styled) {
    try {
      const first = this.#first ?? new FirstStep(this.#element, workflow);
      const [opened] = await Promise.all([drafts, this.#first ?? first.load(), styled]);
      await this.#given.configRead;
      const { config, prefill } = this.#given;
      if (this.#isEnded) return;
      if (opened.text || !first.fits(config, prefill)) return this.#withdraw();
      if (!this.#first) first.show(this.#root);
      this.#first = first;
      this.#root.removeAttribute("aria-busy");
      this.#isShown = true;
      emit(this.#element, "guitai-shown", { workflow, version: first.version });
    } catch {
      // The engine draws the step.
    }
  }

  /** Removes a first step that is not the right one for this person. */
  #withdraw() {
    this.#first?.end();
    this.#first = undefined;
    this.#root.replaceChildren();
    this.#root.setAttribute("aria-busy", "true");
  }

  /** Loads the second module of the engine. */
  #complete() {
    this.#completed = complete(this.#element, () => this.#isEnded).catch((reason) => this.#fail(reason));
    return this.#completed;
  }

  /** Loads the form in another language, and passes it with the changed options. @param {string} lang */
  async #translate(lang) {
    const content = await translate(this.#content, this.#workflow, lang).catch((reason) =>
      report(this.#element, "load", reason, isRetryable(reason)),
    );
    if (!content) return this.#pass({});
    if (lang !== language(this.#element)) return; // changed again in the meantime
    this.#content = content;
    this.#pass(content);
  }

  /** Passes changed options, and a changed content. @param {Partial<Content>} content */
  #pass({ definition, words }) {
    if (!this.#mounted) return;
    const { engine, number } = this.#mounted;
    engine.update(number, words === undefined ? definition : undefined, words, this.#settings({}));
    this.#passReset();
  }

  /** @param {Engine} engine @param {boolean} recovered whether the form starts again after a panic */
  #mount(engine, recovered) {
    // After a panic, the fresh root has none of the elements of the first step.
    const adopted = !recovered && this.#first?.end();
    this.#unwatch = onCrash(() => this.#recover(engine));
    try {
      const root = this.#root;
      const host = this.#host(adopted ? root : undefined);
      const settings = this.#settings({ recovered, adopted });
      const { definition, words } = this.#content;
      const mount = () => engine.mount(host, root, definition, this.#given.config ?? undefined, words, settings);
      const number = adopted ? keepContent(root, mount) : mount();
      this.#mounted = { engine, number };
      listen({ root, host, engine, number, signal: this.#lifetime.signal });
      this.#passReset();
      // The engine draws in a microtask. After an exception there, the root is empty. A panic restarts the form before.
      const isEmpty = () => this.#mounted?.number === number && !this.#root.hasChildNodes();
      setTimeout(() => setTimeout(() => isEmpty() && this.#fail(new Error("nothing was drawn"))));
    } catch (reason) {
      if (!(reason instanceof WebAssembly.RuntimeError)) throw reason;
      // `recovery.js` handles uncaught errors. It restarts the forms, also after a trap without a panic message.
      queueMicrotask(() => {
        throw reason;
      });
    }
  }

  /** Restarts after a panic with the stored draft, up to a limit. @param {Engine} engine */
  async #recover(engine) {
    this.#unwatch?.();
    this.#mounted = undefined;
    this.#release();
    const fresh = /** @type {HTMLElement} */ (this.#root.cloneNode());
    this.#root.replaceWith(fresh);
    this.#root = fresh;
    const reason = new Error("the engine panicked");
    if (isTooOften(this.#panics)) return void this.#fail(reason);
    report(this.#element, "panic", reason, true);
    await this.#complete();
    if (!this.#isEnded) this.#mount(engine, true);
  }

  /** Shows the fallback: a message, and another way to file. @param {unknown} reason */
  async #fail(reason) {
    await this.#given.configRead; // the fallback shows the portal's phone number
    if (this.#isEnded) return;
    this.end();
    this.#root.replaceChildren(fallback(this.#element, language(this.#element), this.#given.config));
    this.#settle("reject", reason);
    report(this.#element, "load", reason, isRetryable(reason));
  }

  /** Passes a `reset()` to the engine, even if it was called before the engine was loaded. */
  #passReset() {
    if (this.#given.isReset) this.#mounted?.engine.reset(this.#mounted.number);
    this.#given.isReset = false;
  }

  /** @param {"resolve" | "reject"} how @param {unknown} [reason] of a rejection */
  #settle(how, reason) {
    this.#ready[how](reason);
    this.#ready.settled = true;
    this.#root.removeAttribute("aria-busy");
  }

  /** Releases the locks and removes the listeners of the mounted engine. */
  #release() {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#drafts?.close();
  }

  /** @param {HTMLElement | undefined} adopted contains the elements that the engine adopts */
  #host(adopted) {
    return createHost({
      adopted,
      element: this.#element,
      drafts: /** @type {Drafts} */ (this.#drafts),
      ready: (detail) => {
        if (!this.#isShown) emit(this.#element, "guitai-shown", detail);
        this.#isShown = true;
        this.#settle("resolve");
        queueMicrotask(() => this.#handOver());
      },
      wait: () => void showWaiting(this.#root.firstElementChild, this.#completed),
      fail: (reason) => void this.#fail(reason),
      lifetime: this.#lifetime.signal,
    });
  }

  /** Passes the input that the first step received before the engine arrived. */
  #handOver() {
    const [first, mounted] = [this.#first, this.#mounted];
    this.#first = undefined;
    if (mounted) first?.handOver(this.#root, mounted.engine, mounted.number);
  }

  /** @param {{recovered?: boolean, adopted?: boolean}} start */
  #settings({ recovered = false, adopted = false }) {
    const { lang } = this.#content;
    return settings({ ...options(this.#element), lang, prefill: this.#given.prefill, recovered, adopted });
  }
}
