// Where an element's draft is kept: always in this page's memory, which outlives the engine; besides, as `draft` says,
// in the tab or on the device. What is large (files, a filing's body) is kept by name, apart from the draft's text.
// For `local` the tab has only what the device has not yet, or can't have.

import { Vault } from "./vault.js";

/** @typedef {"none" | "session" | "local"} Keep */

export class Store {
  #key;
  #how;
  /** Encrypted storage of the device, where there is any. @type {import("./vault.js").Vault | undefined} */
  #vault;
  /** Settles once that storage can be used, or can't. @type {Promise<import("./vault.js").Vault | undefined> | undefined} */
  #opening;
  #text = null;
  /** @type {Map<string, string>} */
  #kept = new Map();

  /**
   * Finds what was kept under that key; if nothing was, what the page itself still has.
   * @param {string} key @param {Keep} how @param {Store} [before] the element's store when it was on a page before
   */
  static async open(key, how, before) {
    const store = new Store();
    store.#key = key;
    store.#how = how;
    store.#text = store.#tab(() => sessionStorage.getItem(key)) ?? null;
    if (how === "local" || store.#text) await store.#unlock();
    if (how === "local" && store.#text) store.save(store.#text);
    if (how === "local") store.#text ??= (await store.#vault?.read("draft")) ?? null;
    if (store.#text) store.#kept = await (store.#vault?.readAll() ?? store.#ofTab());
    else if (before?.#key === key) [store.#text, store.#kept] = [before.#text, before.#kept];
    return store;
  }

  /** The draft's text, or null. */
  get text() {
    return this.#text;
  }

  /** Something large by its name. @param {string} name */
  kept(name) {
    return this.#kept.get(name);
  }

  /** Keeps the draft's text. @param {string} text */
  save(text) {
    this.#text = text;
    this.#tab(() => sessionStorage.setItem(this.#key, text));
    if (this.#how === "local") this.#hand(text);
  }

  /** Hands the draft from the tab, which has it at once, to the device, where no script can read it. */
  async #hand(text) {
    const vault = await this.#unlock();
    const isThere = await vault?.write("draft", text);
    if (isThere && this.#how === "local" && this.#text === text)
      this.#tab(() => sessionStorage.removeItem(this.#key));
  }

  /** Keeps something large. @param {string} name @param {string} content */
  keep(name, content) {
    this.#kept.set(name, content);
    if (this.#how !== "none") this.#write(name, content);
  }

  /** Drops something large. @param {string} name */
  discard(name) {
    this.#kept.delete(name);
    this.#opening?.then((vault) => vault?.remove(name) ?? this.#tab(() => sessionStorage.removeItem(this.#place(name))));
  }

  /** Forgets everything. */
  forget() {
    this.#text = null;
    this.#kept.clear();
    this.#leave();
  }

  /** Settles when all that was to be kept is, as far as it can be. */
  async settled() {
    await this.#opening;
    await this.#vault?.settled();
  }

  /** Keeps everything as `draft` says now. @param {Keep} how */
  become(how) {
    if (how === this.#how) return;
    this.#leave();
    this.#how = how;
    if (this.#text !== null) this.save(this.#text);
    for (const [name, content] of this.#kept) this.keep(name, content);
  }

  #leave() {
    this.#tab(() => sessionStorage.removeItem(this.#key));
    for (const name of this.#ofTab().keys()) this.#tab(() => sessionStorage.removeItem(this.#place(name)));
    // Without its key, what was written can no longer be read, even if it could not be deleted.
    this.#tab(() => sessionStorage.removeItem(`${this.#key} key`));
    this.#opening?.then((vault) => vault?.clear());
    this.#opening = this.#vault = undefined;
  }

  async #write(name, content) {
    const vault = await this.#unlock();
    await (vault?.write(name, content) ?? this.#tab(() => sessionStorage.setItem(this.#place(name), content)));
  }

  /** Where the tab keeps what is large, if there is no other place and it fits. */
  #place(name) {
    return `${this.#key}#${name}`;
  }

  /** What the tab keeps so, by name. @returns {Map<string, string>} */
  #ofTab() {
    const all = this.#tab(() => Object.entries(sessionStorage)) ?? [];
    const own = all.filter(([place]) => place.startsWith(this.#place("")));
    return new Map(own.map(([place, content]) => [place.slice(this.#place("").length), content]));
  }

  /** Opens the device's storage; without it (private mode, plain http) the tab and the memory must do. */
  #unlock() {
    this.#opening ??= Vault.open(this.#key, this.#how)
      .then((vault) => (this.#vault = vault))
      .catch((reason) => void console.warn("guitai: the draft is kept in this tab alone:", reason));
    return this.#opening;
  }

  /** Uses the tab's storage; where it is denied or full, the draft stays in memory. */
  #tab(use) {
    try {
      return this.#how === "none" ? undefined : use();
    } catch {
      return undefined;
    }
  }
}
