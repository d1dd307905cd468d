// The drafts of one element, as the engine uses them (`src/host/drafts.rs`): stored texts, and messages between tabs.

import { Store } from "./store.js";
import { Tabs } from "./tabs.js";

/** @import { Mode } from "./store.js" */

export class Drafts {
  /** @type {Store} */
  #store;
  /** @type {Tabs | undefined} */
  #tabs;

  /** @param {string} key @param {Mode} mode @param {Drafts} [before] the drafts of the element when it was on a page before */
  static async open(key, mode, before) {
    const drafts = new Drafts();
    drafts.#store = await Store.open(key, mode, before && before.#store);
    return drafts;
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

  clear() {
    this.#store.clear();
  }

  /** Settles when everything is written, as far as it can be. */
  written() {
    return this.#store.written();
  }

  /** @param {Mode} mode */
  changeMode(mode) {
    this.#store.changeMode(mode);
  }

  /** Starts to receive messages; locks and messages of an earlier engine end. @param {import("./tabs.js").Receiver} receiver */
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

  /** Releases locks and ends messages. What is stored stays. */
  close() {
    this.#tabs?.close();
    this.#tabs = undefined;
  }
}
