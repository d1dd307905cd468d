// The engine as wasm-bindgen's glue exports it (`engine.js`, written by `cargo xtask dist`); the Rust side is
// `src/host/element.rs`. Not delivered.

/** Compiles or takes the module and starts the instance. Called once, before any other function. */
export function initSync(options: { module: WebAssembly.Module }): unknown;

/**
 * Renders a form into `root` and returns its number for the other functions.
 * `host` offers what the engine may ask of the element; an unreadable definition is passed to `host.fail`.
 */
export function mount(host: object, root: Element, options: object): number;

/** Applies changed attributes and properties to a form. */
export function update(form: number, options: object): void;

/** Handles an event of the page. */
export function handle(form: number, event: Event): void;

/** Forgets every answer, draft and attachment of a form. */
export function reset(form: number): void;

/** Removes a form; its draft stays in storage. */
export function unmount(form: number): void;

/** Sets the function that receives the message of a panic. To be called again after each panic. */
export function watch(onPanic: (message: string) => void): void;

/** Replaces a dead instance by a fresh one. */
export function __wbg_reset_state(): void;

/** The functions that the element needs once the instance is running. */
export type Engine = Pick<
  typeof import("./engine.js"),
  "__wbg_reset_state" | "handle" | "mount" | "reset" | "unmount" | "update" | "watch"
>;
