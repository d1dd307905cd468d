// Messages between tabs with the same draft, and locks that they share. Messages stay in the memory of pages of this
// origin. The engine decides what the messages mean (`src/journey/tabs.rs`).

/** @typedef {(id: string, body: string | null | undefined) => void} Receiver the arguments are those of `send` */

export class Tabs {
  /** Missing if pages cannot send messages to each other. @type {BroadcastChannel | undefined} */
  #channel;
  /** Functions that release the lock of a filing, by its id. @type {Map<string, () => void>} */
  #locks = new Map();

  /** @param {Receiver} receive called with each message of another tab */
  constructor(receive) {
    try {
      this.#channel = new BroadcastChannel("guitai filings");
      this.#channel.onmessage = ({ data: { id, body } }) => receive(id, body);
    } catch (reason) {
      console.warn("guitai:", reason);
    }
  }

  /** @param {string} id @param {string | null | undefined} body */
  send(id, body) {
    this.#channel?.postMessage({ id, body });
  }

  /**
   * Requests the lock of a filing. If the browser denies locks, tabs share nothing, and the lock counts as granted.
   * @param {string} id @param {() => void} granted
   */
  lock(id, granted) {
    if (!navigator.locks) return;
    const request = new AbortController();
    const { signal } = request;
    this.#locks.set(id, () => request.abort());
    const hold = () =>
      new Promise((release) => {
        this.#locks.set(id, () => release(undefined));
        granted();
      });
    navigator.locks.request(`guitai filing ${id}`, { signal }, hold).catch(() => signal.aborted || granted());
  }

  /** Releases the lock of a filing, or withdraws the request for it. @param {string} id */
  unlock(id) {
    this.#locks.get(id)?.();
    this.#locks.delete(id);
  }

  close() {
    for (const id of [...this.#locks.keys()]) this.unlock(id);
    this.#channel?.close();
  }
}
