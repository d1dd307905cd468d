// The promise behind the property `ready`.

/**
 * @typedef {object} Outcome a promise with the functions that settle it
 * @property {boolean} settled
 * @property {Promise<void>} promise
 * @property {(value?: unknown) => void} resolve
 * @property {(reason: unknown) => void} reject
 */

/** The rejection of the promise never counts as unhandled. */
export function createOutcome() {
  const outcome = /** @type {Outcome} */ ({ settled: false });
  outcome.promise = new Promise((resolve, reject) => Object.assign(outcome, { resolve, reject }));
  outcome.promise.catch(() => {});
  return outcome;
}
