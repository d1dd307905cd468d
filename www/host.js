// What the engine can ask of an element (`Host` in `src/host/element.rs`).

import { load } from "./loader.js";
import { isLocked } from "./password.js";
import { prepare } from "./photo.js";
import { show, sign } from "./signature.js";
import { post } from "./transport.js";
import { upload } from "./upload.js";

/** Milliseconds until the host page's function for headers counts as failed. */
const HEADERS_TIMEOUT_MS = 30_000;

/**
 * @typedef {object} Owner the element, as the host needs it
 * @property {HTMLElement & {headers?: unknown}} element
 * @property {import("./drafts.js").Drafts} drafts
 * @property {(type: string, detail: object, cancelable?: boolean) => boolean} emit
 *   dispatches an event; false if a listener prevented the default
 * @property {() => void} ready the first step can be used; the engine emits `guitai-ready`
 * @property {(reason: unknown) => void} fail the form cannot continue: shows the fallback
 * @property {AbortSignal} lifetime is aborted when the engine no longer drives the element
 */

/** @param {Owner} owner */
export function createHost({ element, drafts, emit, ready, fail, lifetime }) {
  let requests = new AbortController();
  // Requests start when earlier writes are complete: a filing must be known after a reload before it is sent.
  const headers = async () => {
    await drafts.written();
    return headersOf(element);
  };
  return {
    drafts,
    emit,
    ready,
    fail,
    load,
    sign,
    showDrawing: show,
    download,
    /** @param {string} url @param {string} id @param {string} body */
    post: async (url, id, body) => {
      const { signal } = requests;
      return post(url, id, body, await headers(), signal);
    },
    /** @param {string} url @param {[string, string, string, Uint8Array, (percent: number) => void]} file */
    upload: async (url, ...file) => {
      const { signal } = requests;
      return upload(url, await headers(), ...file, signal);
    },
    abort: () => {
      requests.abort();
      requests = new AbortController();
    },
    /** Prepares a file, and finds whether a PDF asks for a password. @param {Parameters<typeof prepare>} file */
    prepare: async (...file) => {
      const prepared = await prepare(...file);
      return prepared && { ...prepared, locked: await isLocked(prepared.content).catch(unlessForged(fail)) };
    },
    isOnline: () => navigator.onLine !== false,
    /** @param {() => void} listener */
    onOnline: (listener) => window.addEventListener("online", listener, { signal: lifetime }),
    /** @param {string} tag */
    setLanguage: (tag) => element.setAttribute("lang", tag),
  };
}

/**
 * Without a module that could not be loaded, the backend checks the file. A forged module ends the form.
 * @param {(reason: unknown) => void} fail
 */
const unlessForged = (fail) => (/** @type {any} */ reason) => {
  console.warn("guitai:", reason);
  if (reason.forged) fail(reason);
  return false;
};

/** The host page's own headers, evaluated for each request. @param {Owner["element"]} element */
async function headersOf(element) {
  const [name, token] = ["csrf-header", "csrf-token"].map((attribute) => element.getAttribute(attribute));
  const own = typeof element.headers === "function" ? element.headers() : element.headers;
  const late = new Promise((_, reject) => setTimeout(reject, HEADERS_TIMEOUT_MS, new Error("no headers came")));
  const headers = new Headers(await Promise.race([own, late]));
  if (name && token !== null) headers.set(name, token);
  return headers;
}

/** Hands the person a file. @param {string} name @param {string} text */
function download(name, text) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
