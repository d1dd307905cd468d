// The events that an element dispatches.

import { callHost } from "./recovery.js";

/** @typedef {{name?: string, status?: number} | null | undefined} Failure members of some thrown values */

/**
 * Dispatches an event. Returns false if a listener prevented the default.
 * @param {Element} element
 * @param {string} type
 * @param {object} detail
 * @param {boolean} [cancelable]
 */
export function emit(element, type, detail, cancelable = false) {
  const event = new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true });
  return callHost(() => element.dispatchEvent(event));
}

/**
 * Dispatches `guitai-error`.
 * @param {Element} element
 * @param {string} kind
 * @param {unknown} reason
 * @param {boolean} retryable
 */
export function report(element, kind, reason, retryable) {
  console.warn(`guitai: ${kind}:`, reason);
  const status = /** @type {Failure} */ (reason)?.status;
  emit(element, "guitai-error", { kind, ...(status && { status }), retryable });
}

/** Returns whether a retry can succeed: no network, a time-out, an error of the server. @param {unknown} reason */
export function isRetryable(reason) {
  const failure = /** @type {Failure} */ (reason);
  // `undefined >= 500` is false.
  const status = /** @type {number} */ (failure?.status);
  return reason instanceof TypeError || failure?.name === "TimeoutError" || status >= 500;
}
