// What happens when the engine dies: the trap is caught, each form is told, and starts again on a fresh instance with
// what it had kept.

/** Where the engine lies: the stack of its traps says so. */
const OWN = new URL(".", import.meta.url).href;

/** Forms that run on the engine, as the functions that start them again. @type {Set<() => void>} */
const running = new Set();

/** Has `restart` called after a death, until the function that is returned is. @param {() => void} restart */
export function onDeath(restart) {
  running.add(restart);
  return () => running.delete(restart);
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
  // Death is a trap, thrown from wherever the browser called in; the page has no part in it. A full memory has no
  // words left: its trap is all that is seen of it.
  const onError = (event) => {
    const { error } = event;
    if (!(error instanceof WebAssembly.RuntimeError) || !error.stack.includes(OWN)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (isDead) return;
    console.warn("guitai:", error);
    glue.__wbg_reset_state();
    listen();
    die();
  };
  window.addEventListener("error", onError, true);
}
