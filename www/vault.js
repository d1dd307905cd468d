// Encrypted storage on the device (IndexedDB, AES-GCM).
//
// The key of `local` is in the browser's database and cannot be exported. The key of `session` is in the tab, so that
// the data cannot be read after the tab is closed. Each tab has its own prefix of names. All data expires.

const DAY_MS = 24 * 60 * 60 * 1000;
/** Milliseconds until data expires. */
const LIFE_MS = { session: DAY_MS, local: 30 * DAY_MS };
const CIPHER = "AES-GCM";
/** Number of bytes of the name of a tab, which precede its key. */
const TAG_BYTES = 8;

/** @typedef {keyof typeof LIFE_MS} Mode */
/** @typedef {{iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer, at: number, how: Mode}} Stored one text, written `at` */

/** Places that this page has locked. @type {Set<string>} */
const locked = new Set();

export class Vault {
  #database;
  #mode;
  #place;
  #secret;
  /** Writes are executed in order. */
  #last = Promise.resolve(true);

  /**
   * @param {IDBDatabase} database
   * @param {Mode} mode
   * @param {string} place prefix of all names
   * @param {CryptoKey} secret
   */
  constructor(database, mode, place, secret) {
    this.#database = database;
    this.#mode = mode;
    this.#place = place;
    this.#secret = secret;
  }

  /** @param {string} owner storage key of the draft @param {Mode} mode */
  static async open(owner, mode) {
    const database = await openDatabase();
    await expire(database);
    if (mode === "local") return new Vault(database, mode, `local ${owner} `, await deviceKey(database));
    const name = `${owner} key`;
    const vault = await ofTab(database, owner, sessionStorage.getItem(name) ?? createTabKey(name));
    if (await tryLock(vault.#place)) return vault;
    // The tab was duplicated. This one gets its own place and key, with a copy of the data.
    const copy = await vault.readAll();
    const own = await ofTab(database, owner, createTabKey(name));
    await tryLock(own.#place);
    await Promise.all([...copy].map((entry) => own.write(...entry)));
    return own;
  }

  /** @param {string} name */
  async read(name) {
    return this.#decrypt(name, await result(records(this.#database).get(this.#place + name)));
  }

  /** Everything but the draft, by name. Unreadable data is left out. @returns {Promise<Map<string, string>>} */
  async readAll() {
    const keys = /** @type {string[]} */ (await result(records(this.#database).getAllKeys(this.#range())));
    const names = keys.map((key) => key.slice(this.#place.length)).filter((name) => name !== "draft");
    const entries = await Promise.all(names.map(async (name) => [name, await this.read(name)]));
    return new Map(/** @type {[string, string][]} */ (entries.filter(([, content]) => content !== undefined)));
  }

  /** @param {string} name @param {string} content */
  write(name, content) {
    return this.#queue(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await crypto.subtle.encrypt(this.#cipher(name, iv), this.#secret, new TextEncoder().encode(content));
      /** @type {Stored} */
      const stored = { iv, data, at: Date.now(), how: this.#mode };
      await commit(this.#database, (records) => records.put(stored, this.#place + name));
    });
  }

  /** @param {string} name */
  remove(name) {
    return this.#queue(() => commit(this.#database, (records) => records.delete(this.#place + name)));
  }

  /** Deletes everything. */
  clear() {
    return this.#queue(() => commit(this.#database, (records) => records.delete(this.#range())));
  }

  /** Settles when all writes are done. */
  written() {
    return this.#last;
  }

  /** Settles with whether the write succeeded. @param {() => Promise<void>} write @returns {Promise<boolean>} */
  #queue(write) {
    this.#last = this.#last.then(write).then(
      () => true,
      (reason) => {
        console.warn("guitai:", reason);
        return false;
      },
    );
    return this.#last;
  }

  /** The keys of this place. */
  #range() {
    return IDBKeyRange.bound(this.#place, `${this.#place}\uffff`);
  }

  /**
   * Binds the name to the content, so that contents cannot be exchanged.
   * @param {string} name @param {BufferSource} iv
   */
  #cipher(name, iv) {
    return { name: CIPHER, iv, additionalData: new TextEncoder().encode(this.#place + name) };
  }

  /** @param {string} name @param {Stored | undefined} stored */
  async #decrypt(name, stored) {
    if (!stored) return undefined;
    try {
      const data = await crypto.subtle.decrypt(this.#cipher(name, stored.iv), this.#secret, stored.data);
      return new TextDecoder().decode(data);
    } catch {
      return undefined; // written by a tab that was closed
    }
  }
}

function openDatabase() {
  const opening = indexedDB.open("guitai", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("records");
    opening.result.createObjectStore("keys");
  };
  return result(opening);
}

/** @param {IDBDatabase} database */
function records(database) {
  return database.transaction("records").objectStore("records");
}

/** @typedef {(records: IDBObjectStore) => unknown} Change */

/**
 * Settles when the change is committed: a page that is closed loses a pending change.
 * @param {IDBDatabase} database @param {Change} change @returns {Promise<void>}
 */
function commit(database, change) {
  const transaction = database.transaction("records", "readwrite");
  change(transaction.objectStore("records"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Deletes expired data of all owners. @param {IDBDatabase} database */
async function expire(database) {
  const store = records(database);
  /** @type {[IDBValidKey[], Stored[]]} */
  const [keys, all] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
  const old = keys.filter((_, index) => Date.now() - all[index].at > LIFE_MS[all[index].how]);
  if (old.length) await commit(database, (records) => old.map((key) => records.delete(key)));
}

/**
 * The key of the device, created at the first use. No script can read it.
 * @param {IDBDatabase} database @returns {Promise<CryptoKey>}
 */
async function deviceKey(database) {
  /** @param {IDBTransactionMode} [mode] */
  const keys = (mode) => database.transaction("keys", mode).objectStore("keys");
  const found = await result(keys().get("own"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have been faster: the first one stays.
  await result(keys("readwrite").add(made, "own")).catch(() => {});
  return result(keys().get("own"));
}

/**
 * Returns the storage of a tab.
 * @param {IDBDatabase} database @param {string} owner @param {string} text name and key of the tab, in base64
 */
async function ofTab(database, owner, text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const place = `session ${bytes.slice(0, TAG_BYTES)} ${owner} `;
  const usages = /** @type {const} */ (["encrypt", "decrypt"]);
  const secret = await crypto.subtle.importKey("raw", bytes.slice(TAG_BYTES), CIPHER, false, usages);
  return new Vault(database, "session", place, secret);
}

/** Stores a new name and key in the tab. @param {string} storageKey */
function createTabKey(storageKey) {
  const text = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(TAG_BYTES + 32))));
  sessionStorage.setItem(storageKey, text);
  return text;
}

/** Locks the place until the page is closed. Returns false if another page has locked it. @param {string} place */
async function tryLock(place) {
  if (locked.has(place) || !navigator.locks) return true;
  const isFree = await new Promise((resolve) => {
    /** @param {Lock | null} lock */
    const hold = (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    };
    navigator.locks.request(`guitai ${place}`, { ifAvailable: true }, hold).catch(() => resolve(true));
  });
  if (isFree) locked.add(place);
  return isFree;
}

/** Settles with the result of a request. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
