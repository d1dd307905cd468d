// Whether a PDF asks for a password. A module of its own tells it (`src/password.rs`), which is loaded with the first
// PDF that mentions encryption at all.

import { wasm } from "./loader.js";

/** The name `/Encrypt`, of which a character may be written as `#45`. Every encrypted PDF has it, outside of all streams. */
const MENTION = /\/(E|#45)(n|#6[eE])(c|#63)(r|#72)(y|#79)(p|#70)(t|#74)/;

/** @param {Uint8Array} content */
export async function isLocked(content) {
  if (!MENTION.test(new TextDecoder("latin1").decode(content))) return false;
  // Each file gets an instance, and nothing of it is left in memory.
  const { exports } = await WebAssembly.instantiate(await wasm("password.wasm"));
  const at = exports.room(content.length);
  new Uint8Array(exports.memory.buffer, at).set(content);
  return exports.asks() === 1;
}
