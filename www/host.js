// The functions of an element that the engine calls (`Host` in `src/host/element.rs`).

import { adopt, endAdoption } from "./adopt.js";
import { emit } from "./events.js";
import { laterScript, load, photo, signature } from "./loader.js";
import { controls, settle } from "./page.js";
import { isLocked } from "./password.js";

/** Bytes of a saved draft: all its files in base64, with a margin. */
const MAX_DRAFT_BYTES = 64 * 1024 * 1024;

/** Milliseconds until the host page's function for headers counts as failed. */
const HEADERS_TIMEOUT_MS = 30_000;

/**
 * @typedef {object} Owner the parts of an element that the functions use
 * @property {HTMLElement & {headers?: unknown}} element
 * @property {import("./drafts.js").Drafts} drafts
 * @property {HTMLElement} [adopted] contains the first step, if the engine adopts its elements
 * @property {(detail: object) => void} ready called before `guitai-ready`, with its detail
 * @property {() => void} wait an input waits for the second module of the engine
 * @property {(reason: unknown) => void} fail the form cannot continue: shows the fallback
 * @property {AbortSignal} lifetime aborted when the engine no longer controls the element
 */

/** @typedef {import("./photo.js").Prepared & {locked: unknown}} Prepared */
/** @typedef {(status?: number, retryAfter?: string, body?: string | null) => void} Done gets nothing without headers */

/** @param {Owner} owner */
export function createHost({ element, drafts, adopted, ready, wait, fail, lifetime }) {
  let requests = new AbortController();
  let prefix = "";
  const warn = (/** @type {unknown} */ text) => console.warn("guitai:", text);
  // At a counter, the module is loaded with the form; otherwise with the first canvas.
  if (element.getAttribute("mode") === "assisted") signature().catch(warn);
  /** @type {import("./signature.js").OnImage} */
  let onImage = () => {};
  // Requests start when earlier writes are complete: a filing must be stored before it is sent.
  const prepared = async () => {
    await drafts.written();
    return Promise.all([headersOf(element), laterScript()]);
  };
  return {
    drafts,
    /** @param {string} type @param {string} detail JSON text */
    emit(type, detail) {
      if (type === "guitai-ready") {
        endAdoption();
        ready(JSON.parse(detail));
      }
      emit(element, type, JSON.parse(detail));
    },
    /**
     * Offers a filing to the host page. Returns whether the page took it over; it then calls `accept` or `reject`.
     * @param {string} body @param {(accepted: boolean, given?: string) => void} done
     */
    offer(body, done) {
      /** @param {boolean} accepted */
      const end = (accepted) => (/** @type {unknown} */ given) => done(accepted, JSON.stringify(given));
      const detail = { submission: JSON.parse(body), accept: end(true), reject: end(false) };
      return !emit(element, "guitai-submit", detail, true);
    },
    /** Starts the adoption of the first step, once. */
    adopt() {
      if (adopted) adopt(adopted);
      adopted = undefined;
    },
    wait,
    fail,
    controls,
    /** @param {Element} root @param {string} [id] */
    settle(root, id) {
      // The module is loaded before a file is chosen, because there may be no network then.
      if (root.querySelector("[data-question] [type=file]")) photo().catch(warn);
      settle(root, id);
    },
    download,
    print: () => window.print(),
    warn,
    /** Returns random bytes. Unlike `randomUUID`, `getRandomValues` also exists on plain http. @param {number} count */
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    /** Replaces the prefix of the page's title. @param {string} next */
    markTitle(next) {
      const title = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
      prefix = next;
      if (document.title !== prefix + title) document.title = prefix + title;
    },
    /** @param {Element} root @param {string} name @param {string} id @param {string} image */
    sign(root, name, id, image) {
      if (!root.querySelector("canvas")) return;
      signature().then(({ sign }) => apart(() => sign(root, name, id, image, onImage))(), warn);
    },
    /** Sets the function that receives drawn images. @param {import("./signature.js").OnImage} done */
    onDrawn: (done) => {
      onImage = done;
    },
    /** Loads a text of the delivery; ignores a failure. @param {string} file @param {(text: string) => void} done */
    load: (file, done) => load(file).then(apart(done), () => {}),
    /** @param {string} url @param {string} id @param {string} body @param {Done} done */
    post: (url, id, body, done) => {
      const { signal } = requests;
      report(
        prepared().then(
          ([own, { post }]) =>
            () =>
              post(url, id, body, own, signal),
        ),
        done,
      );
    },
    /**
     * @param {string} url @param {string} name @param {string} type @param {string} id
     * @param {Uint8Array<ArrayBuffer>} content @param {(percent: number) => void} progress @param {Done} done
     */
    upload: (url, name, type, id, content, progress, done) => {
      const { signal } = requests;
      report(
        prepared().then(
          ([own, { upload }]) =>
            () =>
              upload(url, own, name, type, id, content, progress, signal),
        ),
        done,
      );
    },
    abort: () => {
      requests.abort();
      requests = new AbortController();
    },
    /** The files that were chosen last. @type {File[]} */
    chosen: [],
    /**
     * Prepares the chosen files, one after the other, and checks whether a PDF requires a password.
     * @param {number} most limit in bytes for files other than pictures
     * @param {(name: string, prepared?: Prepared | null) => void} done gets null for a file that is too large, and
     *   nothing for a file that cannot be read
     */
    async readFiles(most, done) {
      for (const file of this.chosen) {
        const prepared = await photo()
          .then(({ prepare }) => prepare(file, most))
          .catch(() => undefined);
        const locked = prepared && (await isLocked(prepared.content).catch(unlessForged(fail)));
        apart(done)(file.name, prepared && { ...prepared, locked });
      }
    },
    /** Reads the chosen file as text. @param {(text?: string) => void} done gets nothing if it cannot be read */
    async readDraft(done) {
      const [file] = this.chosen;
      apart(done)(file?.size <= MAX_DRAFT_BYTES ? await file.text().catch(() => undefined) : undefined);
    },
    isOnline: () => navigator.onLine !== false,
    /** @param {() => void} listener */
    onOnline: (listener) => window.addEventListener("online", listener, { signal: lifetime }),
    /** @param {string} tag */
    setLanguage: (tag) => element.setAttribute("lang", tag),
  };
}

/**
 * Sends a request when it is prepared, and reports its response.
 * @param {Promise<() => Promise<import("./transport.js").Answer>>} sending @param {Done} done
 */
async function report(sending, done) {
  const send = await sending.catch((reason) => console.warn("guitai:", reason));
  if (!send) return apart(done)();
  const { status, retryAfter, body } = await send();
  apart(done)(status, retryAfter, body);
}

/**
 * Calls the engine in a microtask of its own. A panic is then an uncaught error, which `recovery.js` handles, and not a
 * rejection of the calling promise.
 * @template {unknown[]} T @param {(...values: T) => void} done @returns {(...values: T) => void}
 */
const apart =
  (done) =>
  (...values) =>
    queueMicrotask(() => done(...values));

/**
 * Handles a module that could not be loaded: without it, the backend checks the file. After a forged module, the form
 * shows the fallback.
 * @param {(reason: unknown) => void} fail
 */
const unlessForged = (fail) => (/** @type {{forged?: boolean}} */ reason) => {
  console.warn("guitai:", reason);
  if (reason.forged) fail(reason);
  return false;
};

/** Returns the host page's own headers, evaluated for each request. @param {Owner["element"]} element */
async function headersOf(element) {
  const [name, token] = ["csrf-header", "csrf-token"].map((attribute) => element.getAttribute(attribute));
  const own = typeof element.headers === "function" ? element.headers() : element.headers;
  const late = new Promise((_, reject) => setTimeout(reject, HEADERS_TIMEOUT_MS, new Error("the headers timed out")));
  const headers = new Headers(await Promise.race([own, late]));
  if (name && token !== null) headers.set(name, token);
  return headers;
}

/** Offers a text as a download. @param {string} name @param {string} text */
function download(name, text) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
