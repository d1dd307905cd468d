// Starts every form again with its draft after a crash of the engine: a panic, a trap, or an exception while it draws.

/** After more panics than this in a minute, a form does not start again. */
const MAX_PANICS_PER_MINUTE = 3;

/** Records a panic, and returns whether there were too many. @param {number[]} times in milliseconds */
export function isTooOften(times) {
  const now = performance.now();
  times.push(now);
  return times.filter((at) => now - at < 60_000).length > MAX_PANICS_PER_MINUTE;
}

/** The engine's URLs. The stack of an exception contains one of them if the exception passed through the engine. */
const ENGINE = ["guitai.wasm", "later.wasm"].map((file) => new URL(file, import.meta.url).href);

/**
 * Returns whether an exception passed through the engine. If the server's `Content-Type` is not `application/wasm`, the
 * stack has no URL of the engine; the browser then writes `wasm://`, beside the URL of this file.
 * @param {unknown} error
 */
function isFromEngine(error) {
  const stack = String(/** @type {Error} */ (error)?.stack);
  return ENGINE.some((url) => stack.includes(url)) || (stack.includes("wasm://") && stack.includes(import.meta.url));
}

/** Functions that restart the running forms. @type {Set<() => void>} */
const running = new Set();

/** The number of calls into code of the host page that have not returned. */
let hostCalls = 0;

/** Calls `restart` after each crash, until the returned function is called. @param {() => void} restart */
export function onCrash(restart) {
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

/** Detects crashes of the engine. @param {import("./engine.js").Engine} engine */
export function watch(engine) {
  let isCrashed = false;
  const crash = () => {
    isCrashed = true;
    setTimeout(() => {
      isCrashed = false;
      for (const restart of [...running]) restart();
    });
  };
  const listen = () =>
    engine.watch((message) => {
      console.error("guitai:", message);
      crash();
      listen(); // the first call creates a new instance; callbacks of the crashed one then do nothing
    });
  listen();
  // A trap, or an exception of the browser while the engine draws, leaves the instance in an unknown state. Both are
  // uncaught errors, which must not reach listeners of the page.
  /** @param {Event & {error?: unknown, reason?: unknown}} event */
  const onError = (event) => {
    const error = event.error ?? event.reason;
    if (hostCalls || !isFromEngine(error)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (isCrashed) return;
    console.warn("guitai:", error);
    engine.__wbg_reset_state();
    listen();
    crash();
  };
  window.addEventListener("error", onError, true);
  window.addEventListener("unhandledrejection", onError, true);
}
