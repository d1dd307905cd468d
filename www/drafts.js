// The drafts of one element, as the engine uses them (`src/host/drafts.rs`): stored texts, and messages between tabs.

import { Store } from "./store.js";
import { Tabs } from "./tabs.js";

/** @import { Mode } from "./store.js" */
/** @import { Receiver } from "./tabs.js" */

/** Storage keys in use: each element of a page has its own draft. @type {Set<string>} */
const claimed = new Set();

/** Returns the first free storage key: equal elements are distinguished by their order. @param {string} base */
export function claim(base) {
  let ordinal = 0;
  while (claimed.has(`${base}:${ordinal}`)) ordinal++;
  claimed.add(`${base}:${ordinal}`);
  return `${base}:${ordinal}`;
}

/** Makes a storage key free for another element. @param {string} key */
export function release(key) {
  claimed.delete(key);
}

export class Drafts {
  #store;
  /** @type {Tabs | undefined} */
  #tabs;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * Reads the drafts of an element.
   * @param {string} key @param {Mode} mode @param {Drafts} [before] the element's drafts from an earlier start
   */
  static async open(key, mode, before) {
    return new Drafts(await Store.open(key, mode, before ? before.#store : undefined));
  }

  /** The text of the draft, or null. */
  get text() {
    return this.#store.text;
  }

  /** Large texts with their names. */
  contents() {
    return [...this.#store.contents];
  }

  /** @param {string} text */
  save(text) {
    this.#store.save(text);
  }

  /** @param {string} name @param {string} content */
  store(name, content) {
    this.#store.store(name, content);
  }

  /** @param {string} name */
  remove(name) {
    this.#store.remove(name);
  }

  /** Deletes everything. */
  clear() {
    this.#store.clear();
  }

  /** Settles when all writes have succeeded or failed. */
  written() {
    return this.#store.written();
  }

  /** @param {Mode} mode */
  changeMode(mode) {
    this.#store.changeMode(mode);
  }

  /** Receives messages for a new engine. Ends the locks and messages of an earlier one. @param {Receiver} receiver */
  receive(receiver) {
    this.#tabs?.close();
    this.#tabs = new Tabs(receiver);
  }

  /** @param {string} id @param {string | null | undefined} body */
  send(id, body) {
    this.#tabs?.send(id, body);
  }

  /** @param {string} id @param {() => void} granted */
  lock(id, granted) {
    this.#tabs?.lock(id, granted);
  }

  /** @param {string} id */
  unlock(id) {
    this.#tabs?.unlock(id);
  }

  /** Releases locks and ends messages. Keeps stored data. */
  close() {
    this.#tabs?.close();
    this.#tabs = undefined;
  }
}
