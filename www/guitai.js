// The module that a page embeds: defines <guitai-form>. Everything else is loaded when the first element needs it.

import { GuitaiForm } from "./element.js";
import { begin, trust } from "./loader.js";

// Hashes of what the loader may use; empty in a development build, written by `cargo xtask dist` and `guitai seal`.
trust("guitai:sealed");
begin();

// A page may import this module twice, or two versions of it: the first one stays.
if (!customElements.get("guitai-form")) customElements.define("guitai-form", GuitaiForm);

export { GuitaiForm };
