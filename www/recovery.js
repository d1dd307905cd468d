// Starts every form again on a fresh instance, with its saved state, after a panic or trap of the engine.

/** The engine's URL, which is in the stack of an exception that passed through it. */
const ENGINE = new URL("guitai.wasm", import.meta.url).href;

/**
 * Returns whether an exception passed through the engine. If the server's `Content-Type` is not `application/wasm`, the
 * stack has no URL of the engine; the browser then writes `wasm://`, beside the URL of this file.
 * @param {unknown} error
 */
function isFromEngine(error) {
  const stack = String(/** @type {Error} */ (error)?.stack);
  return stack.includes(ENGINE) || (stack.includes("wasm://") && stack.includes(import.meta.url));
}

/** Functions that start the running forms again. @type {Set<() => void>} */
const running = new Set();

/** The number of calls into code of the host page that have not returned. */
let hostCalls = 0;

/** Calls `restart` after each death of the engine, until the returned function is called. @param {() => void} restart */
export function onDeath(restart) {
  running.add(restart);
  return () => running.delete(restart);
}

/** Calls code of the host page, whose exceptions are not the engine's. @template T @param {() => T} call */
export function callHost(call) {
  hostCalls++;
  try {
    return call();
  } finally {
    hostCalls--;
  }
}

/** Watches for panics and traps. @param {import("./engine.js").Engine} engine */
export function watch(engine) {
  let isDead = false;
  const die = () => {
    isDead = true;
    setTimeout(() => {
      isDead = false;
      for (const restart of [...running]) restart();
    });
  };
  const listen = () =>
    engine.watch((message) => {
      console.error("guitai:", message);
      die();
      listen(); // the first call creates the fresh instance; callbacks of the dead one then do nothing
    });
  listen();
  // A trap, or an exception of the browser while the engine draws, leaves the instance in an unknown state. Both surface
  // as uncaught errors, which the page must not see.
  /** @param {Event & {error?: unknown, reason?: unknown}} event */
  const onError = (event) => {
    const error = event.error ?? event.reason;
    if (hostCalls || !isFromEngine(error)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (isDead) return;
    console.warn("guitai:", error);
    engine.__wbg_reset_state();
    listen();
    die();
  };
  window.addEventListener("error", onError, true);
  window.addEventListener("unhandledrejection", onError, true);
}
