// Loads the second module of the engine while the first one runs.

import { isRetryable, report } from "./events.js";
import { BUSY_AFTER_MS } from "./first.js";
import { later } from "./loader.js";

/** Milliseconds until a failed request is repeated. */
const RETRY_AFTER_MS = 5000;

/** Milliseconds after which the module is requested, even if the page is not idle. */
const IDLE_TIMEOUT_MS = 200;

/**
 * Loads the module when the page is idle, and retries after a network failure. Rejects if the module cannot be used.
 * @param {HTMLElement} element @param {() => boolean} isEnded whether the form has ended
 */
export async function complete(element, isEnded) {
  await new Promise((done) => {
    // Safari has no such function.
    if ("requestIdleCallback" in window) requestIdleCallback(done, { timeout: IDLE_TIMEOUT_MS });
    else setTimeout(done, IDLE_TIMEOUT_MS);
  });
  for (let attempt = 0; !isEnded(); attempt++) {
    try {
      return await later();
    } catch (reason) {
      if (!isRetryable(reason)) throw reason;
      if (!attempt) report(element, "load", reason, true);
      await new Promise((done) => setTimeout(done, RETRY_AFTER_MS));
    }
  }
}

/**
 * Marks a page as busy while an input waits, after a delay.
 * @param {Element | null} page @param {Promise<void>} completed settles when the module is connected
 */
export async function showWaiting(page, completed) {
  const timer = setTimeout(() => page?.classList.add("busy"), BUSY_AFTER_MS);
  await completed.catch(() => {});
  clearTimeout(timer);
  page?.classList.remove("busy");
}
