// Fetches the engine, its style and the definitions, relative to this file, and refuses what the seal does not name.
// All scripts are bundled into `guitai.js`, so that a page which pins that file by `integrity` pins everything that runs.

import { __wbg_reset_state, initSync, mount, reset, unmount, update, watch as tell } from "./engine.js";
import { watch } from "./recovery.js";

/** How long a file may take, in milliseconds, until the element says that it cannot be had. */
const PATIENCE = 60_000;

/** Base64 SHA-256 by file name; empty in a development build, where nothing is checked. @type {Map<string, string>} */
const seal = new Map();

/** Takes the table of `guitai.js`: a mark, then `file@hash` entries, separated by spaces. @param {string} table */
export function trust(table) {
  for (const entry of table.split(" ").slice(1)) {
    const [file, hash] = entry.split("@");
    seal.set(file, hash);
  }
}

/** The engine: glue and wasm, started. @returns {Promise<import("./element.js").Engine>} */
export const engine = once(async () => {
  initSync({ module: await wasm("guitai.wasm") });
  const started = { __wbg_reset_state, mount, reset, unmount, update, watch: tell };
  watch(started);
  return started;
});

/** The style sheet that all elements of the page share. @returns {Promise<CSSStyleSheet>} */
export const style = once(async () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await load("guitai.css"));
  return sheet;
});

/** The text of a file of the delivery, such as `forms/exemption.json`. @param {string} file */
export const load = (file) => open(file, (response) => response.text());

/** A WebAssembly module of the delivery. @param {string} file @returns {Promise<WebAssembly.Module>} */
export const wasm = (file) => open(file, compile);

/** Fetches without any check of content; an answer other than 2xx is an error with `status`. @param {RequestInit} [init] */
export async function request(url, init) {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), ...init });
  if (!response.ok) throw Object.assign(new Error(`${url}: ${response.status}`), { status: response.status });
  return response;
}

/** Runs `make` at the first call and again after a failure; otherwise every call gets the same promise. */
function once(make) {
  let made;
  return () =>
    (made ??= make().catch((reason) => {
      made = undefined;
      throw reason;
    }));
}

/** The address of a file; the query keeps a cache from serving the file of another version. */
function locate(file) {
  const url = new URL(file, import.meta.url);
  if (seal.size) {
    if (!seal.has(file)) throw new Error(`${file}: not sealed`);
    url.search = seal.get(file).slice(0, 8);
  }
  return url;
}

/** Reads a file while it is being hashed, and hands it out only if it is the sealed one. */
async function open(file, read) {
  const url = locate(file);
  const hash = seal.get(file);
  // Without crypto.subtle (plain http) the browser checks by itself, but only once the last byte is there.
  const own = hash && globalThis.crypto?.subtle;
  const response = await request(url, hash && !own ? { integrity: `sha256-${hash}` } : {});
  const twin = own && response.clone();
  const [content] = await Promise.all([read(response), own && match(twin, hash, url)]);
  return content;
}

async function match(response, hash, url) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  if (btoa(String.fromCharCode(...new Uint8Array(digest))) !== hash)
    throw Object.assign(new Error(`${url}: not what was sealed`), { forged: true });
}

/** Compiles while the bytes arrive, if the server names the type as browsers demand it. */
async function compile(response) {
  return response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
