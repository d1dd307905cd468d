// The exports of the engine (`engine.js`), which `cargo xtask dist` generates from `src/host/element.rs`. Not delivered.

/** Starts an instance of the module. Must be called once, before any other function. */
export function initSync(options: { module: WebAssembly.Module }): unknown;

/**
 * Renders a form into `root` and returns its number for the other functions. With `words`, the texts of the engine,
 * `definition` is JSON and `config` is the portal's config; otherwise it is a compiled content.
 * `host` has the functions of the element that the engine calls. An unreadable definition is reported to `host.fail`.
 */
export function mount(
  host: object,
  root: Element,
  definition: string,
  config: string | undefined,
  words: string | undefined,
  settings: Map<string, string>,
): number;

/**
 * Applies changed attributes and properties to a form. In another language, `definition` is the compiled content, or
 * `words` are the texts of the engine.
 */
export function update(
  form: number,
  definition: string | undefined,
  words: string | undefined,
  settings: Map<string, string>,
): void;

/** Handles an input: its kind, the name of its control or action, its value or target, and the item of the target. */
export function input(form: number, session: number, kind: string, name: string, value: string, item: string): void;

/** Reports that the pointer went down on the page, or up. */
export function pointer(form: number, down: boolean): void;

/** Deletes every answer, draft and attachment of a form. */
export function reset(form: number): void;

/** Removes a form. Keeps its stored draft. */
export function unmount(form: number): void;

/** Connects the second module of the engine with the first one, and with each new instance of the first one. */
export function extend(module: WebAssembly.Module): void;

/** Sets the function that receives the message of a panic. Must be called again after each panic. */
export function watch(onPanic: (message: string) => void): void;

/** Replaces a crashed instance by a new one. */
export function __wbg_reset_state(): void;

/** The functions that the element calls. */
export type Engine = Pick<
  typeof import("./engine.js"),
  "__wbg_reset_state" | "input" | "mount" | "pointer" | "reset" | "unmount" | "update" | "watch"
>;
