// Storage of one draft: in memory, where a crash of the engine does not delete it, and, depending on the attribute
// `draft`, in the tab or on the device. Large texts (contents of files, a frozen body) are stored by name, separately
// from the draft. With `local`, the tab holds only data that the device does not hold yet or cannot hold.

import { laterScript } from "./loader.js";

/** @import { Vault } from "./vault.js" */

/** @typedef {"none" | "session" | "local"} Mode */

export class Store {
  #key;
  #mode;
  /** Encrypted storage of the device, once it is open. @type {Vault | undefined} */
  #vault;
  /** Settles once that storage is open or cannot be opened. @type {Promise<Vault | undefined> | undefined} */
  #opening;
  /** @type {string | null} */
  #text = null;
  /** @type {Map<string, string>} */
  #contents = new Map();

  /** @param {string} key @param {Mode} mode */
  constructor(key, mode) {
    this.#key = key;
    this.#mode = mode;
  }

  /**
   * Reads the data stored under this key. If there is none, takes the data that an earlier store holds in memory.
   * @param {string} key @param {Mode} mode @param {Store} [before] the element's earlier store
   */
  static async open(key, mode, before) {
    const store = new Store(key, mode);
    store.#text = store.#useTab(() => sessionStorage.getItem(key)) ?? null;
    if (mode === "local" || store.#text) await store.#openVault();
    if (mode === "local" && store.#text) store.save(store.#text);
    if (mode === "local") store.#text ??= (await store.#vault?.read("draft")) ?? null;
    if (store.#text) store.#contents = await (store.#vault?.readAll() ?? store.#tabContents());
    else if (before && before.#key === key) [store.#text, store.#contents] = [before.#text, before.#contents];
    return store;
  }

  /** The text of the draft, or null. */
  get text() {
    return this.#text;
  }

  /** Large texts by name. */
  get contents() {
    return this.#contents;
  }

  /** @param {string} text */
  save(text) {
    this.#text = text;
    this.#useTab(() => sessionStorage.setItem(this.#key, text));
    if (this.#mode === "local") this.#moveToDevice(text);
  }

  /**
   * Moves the draft from the tab, which holds it at once, to the device, where no other script can read it.
   * @param {string} text
   */
  async #moveToDevice(text) {
    const vault = await this.#openVault();
    const isWritten = await vault?.write("draft", text);
    if (isWritten && this.#mode === "local" && this.#text === text)
      this.#useTab(() => sessionStorage.removeItem(this.#key));
  }

  /** @param {string} name @param {string} content */
  store(name, content) {
    this.#contents.set(name, content);
    if (this.#mode !== "none") this.#write(name, content);
  }

  /** @param {string} name */
  remove(name) {
    this.#contents.delete(name);
    this.#opening?.then(
      /** @returns {unknown} */
      (vault) => vault?.remove(name) ?? this.#useTab(() => sessionStorage.removeItem(this.#tabKey(name))),
    );
  }

  /** Deletes everything. */
  clear() {
    this.#text = null;
    this.#contents.clear();
    this.#deleteStored();
  }

  /** Settles when all writes have succeeded or failed. */
  async written() {
    await this.#opening;
    await this.#vault?.written();
  }

  /** Moves all data to the storage of another mode. @param {Mode} mode */
  changeMode(mode) {
    if (mode === this.#mode) return;
    this.#deleteStored();
    this.#mode = mode;
    if (this.#text !== null) this.save(this.#text);
    for (const [name, content] of this.#contents) this.store(name, content);
  }

  #deleteStored() {
    this.#useTab(() => sessionStorage.removeItem(this.#key));
    for (const name of this.#tabContents().keys()) this.#useTab(() => sessionStorage.removeItem(this.#tabKey(name)));
    // Without its key, data that could not be deleted cannot be read.
    this.#useTab(() => sessionStorage.removeItem(`${this.#key} key`));
    this.#opening?.then((vault) => vault?.clear());
    this.#opening = this.#vault = undefined;
  }

  /** @param {string} name @param {string} content */
  async #write(name, content) {
    const vault = await this.#openVault();
    await (vault?.write(name, content) ?? this.#useTab(() => sessionStorage.setItem(this.#tabKey(name), content)));
  }

  /** The key of a large text in the tab, which is used without a vault. @param {string} name */
  #tabKey(name) {
    return `${this.#key}#${name}`;
  }

  /** Large texts in the tab, by name. @returns {Map<string, string>} */
  #tabContents() {
    const prefix = this.#tabKey("");
    const entries = this.#useTab(() => Object.entries(sessionStorage)) ?? [];
    const own = entries.filter(([key]) => key.startsWith(prefix));
    return new Map(own.map(([key, content]) => [key.slice(prefix.length), content]));
  }

  /** Opens the vault. Without one (private mode, plain http), the tab and the memory are used. */
  #openVault() {
    // Not called in the mode `none`.
    this.#opening ??= laterScript()
      .then(({ Vault }) => Vault.open(this.#key, /** @type {Exclude<Mode, "none">} */ (this.#mode)))
      .then((vault) => (this.#vault = vault))
      .catch((reason) => void console.warn("guitai: the draft is stored in this tab alone:", reason));
    return this.#opening;
  }

  /**
   * Uses the storage of the tab. If it is denied or full, the draft is only in memory.
   * @template T @param {() => T} use
   */
  #useTab(use) {
    try {
      return this.#mode === "none" ? undefined : use();
    } catch {
      return undefined;
    }
  }
}
