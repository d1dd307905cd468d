// Fetches the engine, its style sheet and the definitions, relative to this file, and refuses files with a wrong hash.
// `guitai.js` contains all scripts or their hashes, so the `integrity` of that file covers all code that runs.

import {
  __wbg_reset_state,
  extend,
  initSync,
  input,
  mount,
  pointer,
  reset,
  unmount,
  update,
  watch as watchPanics,
} from "./engine.js";
import { watch } from "./recovery.js";

const REQUEST_TIMEOUT_MS = 60_000;

/**
 * SHA-256 in base64 by file name, and the checksum of the config as `config`. Empty in a development build, which checks
 * nothing. @type {Map<string, string>}
 */
const seal = new Map();

/** Reads the table in `guitai.js`: a marker, then `file@hash` entries, separated by spaces. @param {string} table */
export function trust(table) {
  for (const entry of table.split(" ").slice(1)) {
    const [file, hash] = entry.split("@");
    seal.set(file, hash);
  }
}

/** Starts the first module of the engine, which can continue from the first step. */
export const engine = once(async () => {
  initSync({ module: await wasm("guitai.wasm") });
  /** @type {import("./engine.js").Engine} */
  const started = { __wbg_reset_state, input, mount, pointer, reset, unmount, update, watch: watchPanics };
  watch(started);
  return started;
});

/** Loads the second module of the engine, which contains everything else, and connects it with the first one. */
export const later = once(async () => {
  const [second] = await Promise.all([wasm("later.wasm"), engine(), laterScript()]);
  try {
    extend(second);
  } catch (cause) {
    throw new Error("later.wasm: not connected", { cause }); // a retry would fail too
  }
});

/** Loads the script that belongs to the second module. @type {() => Promise<typeof import("./later.js")>} */
export const laterScript = once(() => module("later.js"));

/** Loads the style sheet that all elements of the page share. */
export const style = once(async () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await load("guitai.css"));
  return sheet;
});

/** Texts that were requested before an element needs them, by file. @type {Map<string, Promise<string>>} */
const begun = new Map();

/**
 * Starts the requests of a form before its element exists, if the page names it in the URL of the module:
 * `guitai.js?workflow=survey&lang=en`.
 */
export function begin() {
  const { searchParams } = new URL(import.meta.url);
  const workflow = searchParams.get("workflow");
  if (!workflow) return;
  const lang = searchParams.get("lang") ?? "zh-Hant";
  for (const file of [`first/${workflow}.${lang}.json`, compiled(workflow, lang)]) begun.set(file, load(file));
  // A failure is reported when an element needs the file.
  for (const started of [style(), engine(), ...begun.values()]) started.catch(() => {});
}

/** Returns the compiled file of a form in a language, or the Chinese one. @param {string} workflow @param {string} lang */
export function compiled(workflow, lang) {
  const wanted = `compiled/${workflow}.${lang}.txt`;
  const same = (/** @type {string} */ file) => file.toLowerCase() === wanted.toLowerCase();
  return [...seal.keys()].find(same) ?? (seal.size ? `compiled/${workflow}.zh-Hant.txt` : wanted);
}

/** Returns the file with the texts of the engine in the nearest language. @param {string} lang */
export const words = (lang) => `words/${lang === "en" ? lang : "zh-Hant"}.txt`;

/** Returns the checksum of the config with which the delivery was sealed; 0 without one. */
export const sealedConfig = () => Number(seal.get("config") ?? 0);

/** Returns the text of a delivered file, such as `forms/exemption.json`. @param {string} file */
export async function load(file) {
  const text = begun.get(file);
  begun.delete(file);
  return text ?? open(file, (response) => response.text());
}

/** Returns a delivered WebAssembly module. @param {string} file */
export const wasm = (file) => open(file, compile);

/**
 * Imports a delivered module. The browser checks its hash when it preloads the module, and the import uses the
 * preloaded module.
 * @param {string} file
 */
export async function module(file) {
  const url = locate(file);
  const hash = seal.get(file);
  if (hash) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "modulepreload", href: url.href, integrity: `sha256-${hash}` });
    await new Promise((done, fail) => {
      link.onload = done;
      // The event does not say whether the network failed or the hash is wrong.
      link.onerror = () => request(url).then(() => fail(forged(url)), fail);
      document.head.append(link);
    }).finally(() => link.remove());
  }
  return import(url.href);
}

/** Loads the module that draws signatures. */
export const signature = once(() => module("signature.js"));

/** Loads the module that prepares chosen files. */
export const photo = once(() => module("photo.js"));

/**
 * Fetches without checking the content. A status other than 2xx is an error with the property `status`.
 * @param {string | URL} url
 * @param {RequestInit} [init]
 */
export async function request(url, init) {
  const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS), ...init });
  if (!response.ok) throw Object.assign(new Error(`${url}: ${response.status}`), { status: response.status });
  return response;
}

/**
 * Runs `make` at the first call, and again after a failure; other calls return the same promise.
 * @template T
 * @param {() => Promise<T>} make
 */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () =>
    (made ??= make().catch((reason) => {
      made = undefined;
      throw reason;
    }));
}

/** Returns a file's URL. Its query is a part of the hash, so caches serve the right version. @param {string} file */
function locate(file) {
  const url = new URL(file, import.meta.url);
  if (seal.size) {
    if (!seal.has(file)) throw new Error(`${file}: not sealed`);
    url.search = /** @type {string} */ (seal.get(file)).slice(0, 8);
  }
  return url;
}

/**
 * Reads and hashes a file at the same time. Rejects if the hash is not the sealed one.
 * @template T
 * @param {string} file
 * @param {(response: Response) => Promise<T>} read
 */
async function open(file, read) {
  const url = locate(file);
  const hash = seal.get(file);
  // Without crypto.subtle (plain http), the browser checks the hash, but only after the last byte.
  const own = hash && globalThis.crypto?.subtle;
  const response = await request(url, hash && !own ? { integrity: `sha256-${hash}` } : {});
  const copy = own && response.clone();
  const [content] = await Promise.all([read(response), copy && verify(copy, hash, url)]);
  return content;
}

/**
 * @param {Response} response
 * @param {string | undefined} hash
 * @param {URL} url
 */
async function verify(response, hash, url) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  if (btoa(String.fromCharCode(...new Uint8Array(digest))) !== hash) throw forged(url);
}

/** @param {URL} url */
const forged = (url) => Object.assign(new Error(`${url}: not what was sealed`), { forged: true });

/** Compiles while the bytes arrive if the `Content-Type` allows it. @param {Response} response */
async function compile(response) {
  return response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
