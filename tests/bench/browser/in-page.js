// Runs in every measured page, before its scripts: finds controls in shadow trees, and measures until a paint.

export function install() {
  /** Every visible element of a selector, also in open shadow trees. */
  const all = (selector, root = document) => {
    const own = [...root.querySelectorAll(selector)];
    const hosts = [...root.querySelectorAll("*")].filter((element) => element.shadowRoot);
    return [...own, ...hosts.flatMap((host) => all(selector, host.shadowRoot))];
  };
  const isVisible = (element) => element.checkVisibility() && !element.disabled && !element.closest("[inert]");
  const count = (selector) => all(selector).filter(isVisible).length;

  /** Calls `act` after the next paint. */
  const afterPaint = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => act(performance.now());
      port2.postMessage(0);
    });

  /** Resolves with the time at which at least `least` elements of a selector are painted. */
  const painted = (selector, least = 1) =>
    new Promise((done) => {
      const look = () => (count(selector) >= least ? afterPaint(done) : requestAnimationFrame(look));
      look();
    });

  const bench = { count, painted, keys: [], blocked: 0, memories: [], ready: [] };
  window.bench = bench;
  bench.usable = undefined;

  document.addEventListener("keydown", ({ timeStamp }) => afterPaint((now) => bench.keys.push(now - timeStamp)), true);
  /** Measures from the next click to the paint of a selector. */
  bench.fromClick = (selector, least) => {
    bench.clicked = new Promise((done) => {
      const onClick = async ({ timeStamp }) => done((await painted(selector, least)) - timeStamp);
      document.addEventListener("click", onClick, { capture: true, once: true });
    });
  };
  for (const type of ["guitai-ready"]) addEventListener(type, () => bench.ready.push(performance.now()));
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.blocked += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });

  // The memory of WebAssembly is not a part of the heap.
  WebAssembly.Instance = class extends WebAssembly.Instance {
    constructor(module, imports) {
      super(module, imports);
      const memory = Object.values(this.exports).find((one) => one instanceof WebAssembly.Memory);
      if (memory && !bench.memories.includes(memory)) bench.memories.push(memory);
    }
  };
}
