// The engine as wasm-bindgen's glue exports it (`engine.js`, written by `cargo xtask dist`); the Rust side is
// `src/host/element.rs`. Not delivered.

/** Compiles or takes the module and starts the instance. Called once, before any other function. */
export function initSync(options: { module: WebAssembly.Module }): unknown;

/**
 * Renders a form into `root` and returns its number for the other functions.
 * `host` offers what the engine may ask of the element; an unreadable definition is passed to `host.fail`.
 */
export function mount(
  host: object,
  root: Element,
  definition: string,
  config: string | undefined,
  settings: Map<string, string>,
): number;

/** Applies changed attributes and properties to a form. */
export function update(form: number, settings: Map<string, string>): void;

/** Handles an input: its kind, the name of its control or action, its value or target, and the item of the target. */
export function input(form: number, session: number, kind: string, name: string, value: string, item: string): void;

/** Reports that the pointer went down on the page, or up. */
export function pointer(form: number, down: boolean): void;

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
  "__wbg_reset_state" | "input" | "mount" | "pointer" | "reset" | "unmount" | "update" | "watch"
>;
