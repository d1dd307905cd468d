// Encrypted storage on the device (IndexedDB, AES-GCM).
//
// The key of `local` belongs to the browser and cannot be exported. The key of `session` is in the tab, so that the data
// cannot be read once the tab is closed; each tab has its own place. All data expires.

const DAY = 24 * 60 * 60 * 1000;
/** Milliseconds until data expires. */
const LIFE = { session: DAY, local: 30 * DAY };
const CIPHER = "AES-GCM";
/** Bytes of the name of a tab, which precede its key. */
const TAG = 8;

/** Places that this page uses. @type {Set<string>} */
const held = new Set();

export class Vault {
  #database;
  #secret;
  #place;
  #how;
  /** Writes are executed in order. */
  #last = Promise.resolve(true);

  /** @param {string} place the owner of the data @param {"session" | "local"} how */
  static async open(place, how) {
    const vault = new Vault();
    vault.#how = how;
    vault.#database = await database();
    await vault.#expire();
    if (how === "session") await vault.#useTab(place);
    else {
      vault.#place = `local ${place} `;
      vault.#secret = await ownKey(vault.#database);
    }
    return vault;
  }

  /** Uses the place and the key of the tab. A duplicated tab gets its own, with a copy of the data. */
  async #useTab(place) {
    const name = `${place} key`;
    await this.#enter(place, sessionStorage.getItem(name) ?? fresh(name));
    if (await isAlone(this.#place)) return;
    const copy = await this.readAll();
    await this.#enter(place, fresh(name));
    await isAlone(this.#place);
    await Promise.all([...copy].map((entry) => this.write(...entry)));
  }

  async #enter(place, text) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    this.#place = `session ${bytes.slice(0, TAG)} ${place} `;
    this.#secret = await crypto.subtle.importKey("raw", bytes.slice(TAG), CIPHER, false, ["encrypt", "decrypt"]);
  }

  /** @returns {Promise<string | undefined>} */
  async read(name) {
    return this.#decipher(name, await done(this.#records().get(this.#place + name)));
  }

  /** Everything but the draft, by name. Unreadable data is left out. @returns {Promise<Map<string, string>>} */
  async readAll() {
    const keys = await done(this.#records().getAllKeys(this.#range()));
    const names = keys.map((key) => key.slice(this.#place.length)).filter((name) => name !== "draft");
    const entries = await Promise.all(names.map(async (name) => [name, await this.read(name)]));
    return new Map(entries.filter(([, content]) => content !== undefined));
  }

  write(name, content) {
    return this.#queue(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await crypto.subtle.encrypt(this.#cipher(name, iv), this.#secret, new TextEncoder().encode(content));
      await this.#commit((records) => records.put({ iv, data, at: Date.now(), how: this.#how }, this.#place + name));
    });
  }

  remove(name) {
    return this.#queue(() => this.#commit((records) => records.delete(this.#place + name)));
  }

  clear() {
    return this.#queue(() => this.#commit((records) => records.delete(this.#range())));
  }

  /** Settles when all writes are done. */
  written() {
    return this.#last;
  }

  /** Settles with whether the write succeeded. @returns {Promise<boolean>} */
  #queue(write) {
    this.#last = this.#last.then(write).then(
      () => true,
      (reason) => (console.warn("guitai:", reason), false),
    );
    return this.#last;
  }

  #records() {
    return this.#database.transaction("records").objectStore("records");
  }

  /** Settles when the change is committed: a page that is closed loses a pending change. */
  #commit(change) {
    const transaction = this.#database.transaction("records", "readwrite");
    change(transaction.objectStore("records"));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  #range() {
    return IDBKeyRange.bound(this.#place, `${this.#place}\uffff`);
  }

  /** Binds the name to the content, so that contents cannot be exchanged. */
  #cipher(name, iv) {
    return { name: CIPHER, iv, additionalData: new TextEncoder().encode(this.#place + name) };
  }

  async #decipher(name, record) {
    if (!record) return undefined;
    try {
      const data = await crypto.subtle.decrypt(this.#cipher(name, record.iv), this.#secret, record.data);
      return new TextDecoder().decode(data);
    } catch {
      return undefined; // written by a tab that was closed
    }
  }

  async #expire() {
    const store = this.#records();
    const [keys, records] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    const old = keys.filter((_, index) => Date.now() - records[index].at > LIFE[records[index].how]);
    if (old.length) await this.#commit((records) => old.map((key) => records.delete(key)));
  }
}

function database() {
  const opening = indexedDB.open("guitai", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("records");
    opening.result.createObjectStore("keys");
  };
  return done(opening);
}

/** The key of the device, created at the first use. No script can read it. */
async function ownKey(database) {
  const keys = (mode) => database.transaction("keys", mode).objectStore("keys");
  const found = await done(keys().get("own"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have been faster: the first one stays.
  await done(keys("readwrite").add(made, "own")).catch(() => {});
  return done(keys().get("own"));
}

/** Stores a new name and key in the tab. @param {string} name the storage key */
function fresh(name) {
  const text = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(TAG + 32))));
  sessionStorage.setItem(name, text);
  return text;
}

/** Returns whether no other page uses the place; this page then uses it until it is closed. @param {string} place */
async function isAlone(place) {
  if (held.has(place) || !navigator.locks) return true;
  const isFree = await new Promise((resolve) => {
    const hold = (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    };
    navigator.locks.request(`guitai ${place}`, { ifAvailable: true }, hold).catch(() => resolve(true));
  });
  if (isFree) held.add(place);
  return isFree;
}

/** The result of a request. @param {IDBRequest} request */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
