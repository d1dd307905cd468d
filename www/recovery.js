// What happens when the engine panics: the trap that follows is caught, each form is told, and starts again on a fresh
// instance with what it had kept.

/** Forms that run on the engine, as the functions that start them again. @type {Set<() => void>} */
const running = new Set();

/** Has `restart` called after a panic, until the function that is returned is. @param {() => void} restart */
export function onPanic(restart) {
  running.add(restart);
  return () => running.delete(restart);
}

/** Watches the engine. @param {import("./element.js").Engine} glue */
export function watch(glue) {
  glue.watch((message) => {
    console.error("guitai:", message);
    const hush = (event) => {
      if (!(event.error instanceof WebAssembly.RuntimeError)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    // A panic ends in a trap, which is thrown from wherever the browser called in; the page has no part in it.
    window.addEventListener("error", hush, true);
    watch(glue); // the first call makes the fresh instance: from now on, what belongs to the dead one does nothing
    setTimeout(() => {
      window.removeEventListener("error", hush, true);
      for (const restart of [...running]) restart();
    });
  });
}
