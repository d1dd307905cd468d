// Shows and removes the on-screen keyboard of an element. The module is loaded when the keyboard is first shown.

import { load, module } from "./loader.js";

/** Returns a function that shows or removes the keyboard. The form also works without the module. */
export function createKeyboard() {
  let isShown = false;
  /** @param {ShadowRoot | undefined} shadow @param {boolean} wanted */
  return async (shadow, wanted) => {
    if (wanted === isShown) return;
    isShown = wanted;
    try {
      const { toggle } = await module("keyboard.js");
      await toggle(shadow, wanted, load);
    } catch (reason) {
      console.warn("guitai:", reason);
    }
  };
}
