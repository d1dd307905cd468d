// What happens when the engine dies: the trap is caught, each form is told, and starts again on a fresh instance with
// what it had kept.

/** The engine's address, which is in the stack of an exception that passed through it. */
const ENGINE = new URL("guitai.wasm", import.meta.url).href;

/**
 * Whether an exception passed through the engine. A server that sends it under another type than `application/wasm`
 * leaves it without its address; the browser then writes `wasm://` in the stack, beside this file's own address.
 */
function isEngines(error) {
  const stack = String(error?.stack);
  return stack.includes(ENGINE) || (stack.includes("wasm://") && stack.includes(import.meta.url));
}

/** Forms that run on the engine, as the functions that start them again. @type {Set<() => void>} */
const running = new Set();

/** How many calls into the host page's own code are under way. */
let calls = 0;

/** Has `restart` called after a death, until the function that is returned is. @param {() => void} restart */
export function onDeath(restart) {
  running.add(restart);
  return () => running.delete(restart);
}

/** Calls code of the host page; what goes wrong there is no fault of the engine. @template T @param {() => T} call */
export function callHost(call) {
  calls++;
  try {
    return call();
  } finally {
    calls--;
  }
}

/** Watches the engine. @param {import("./element.js").Engine} glue */
export function watch(glue) {
  let isDead = false;
  const die = () => {
    isDead = true;
    setTimeout(() => {
      isDead = false;
      for (const restart of [...running]) restart();
    });
  };
  const listen = () =>
    glue.watch((message) => {
      console.error("guitai:", message);
      die();
      listen(); // the first call makes the fresh instance: from now on, what belongs to the dead one does nothing
    });
  listen();
  // A trap, or an exception of the browser while the engine draws, ends the instance: no code of it ran to its end. Both
  // come from wherever the browser called in; the page has no part in it.
  const onError = (event) => {
    const error = event.error ?? event.reason;
    if (calls || !isEngines(error)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (isDead) return;
    console.warn("guitai:", error);
    glue.__wbg_reset_state();
    listen();
    die();
  };
  window.addEventListener("error", onError, true);
  window.addEventListener("unhandledrejection", onError, true);
}
