// Detects PDFs that require a password. The check is a WebAssembly module (`src/password.rs`), which is loaded with the
// first PDF that contains `/Encrypt`.

import { wasm } from "./loader.js";

/** The name `/Encrypt`. Its characters may be written as `#45`. Every encrypted PDF contains it outside of streams. */
const ENCRYPT = /\/(E|#45)(n|#6[eE])(c|#63)(r|#72)(y|#79)(p|#70)(t|#74)/;

/** @typedef {{memory: WebAssembly.Memory, room(length: number): number, asks(): number}} Exports */

/** Returns whether a PDF requires a password. @param {Uint8Array} content */
export async function isLocked(content) {
  if (!ENCRYPT.test(new TextDecoder("latin1").decode(content))) return false;
  // A new instance for each file, so that no content remains in memory.
  const instance = await WebAssembly.instantiate(await wasm("password.wasm"));
  const exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
  const at = exports.room(content.length);
  new Uint8Array(exports.memory.buffer, at).set(content);
  return exports.asks() === 1;
}
