// The drawn page: passes its events to the engine, reads its controls, and moves the focus.

/** @import { Engine } from "./engine.js" */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * Passes the events of a page to the engine.
 * @param {object} page
 * @param {HTMLElement} page.root
 * @param {{chosen: File[]}} page.host gets the files that are chosen
 * @param {Engine} page.engine
 * @param {number} page.number
 * @param {AbortSignal} page.signal
 */
export function listen({ root, host, engine, number, signal }) {
  /** @param {string} type @param {(event: Event) => void} listener */
  const on = (type, listener) => root.addEventListener(type, listener, { signal });
  /**
   * Reports an input with the session for which its element was drawn. When a page is removed, the browser fires the
   * `change` event of the focused control; another session may have begun by then.
   * @param {Element} element @param {string} kind
   */
  const input = (element, kind, name = "", value = "", item = "") => {
    const form = element.closest("form");
    if (form) engine.input(number, Number(form.dataset.session), kind, name, value, item);
  };

  on("input", ({ target }) => {
    const field = /** @type {Field} */ (target);
    if (!/^(radio|checkbox|file|select-one)$/.test(field.type)) input(field, "typed", field.name, field.value);
  });
  on("change", ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    if (field.type === "file") {
      host.chosen = [...(field.files ?? [])];
      field.value = ""; // the same files can be chosen again
      input(field, "files", field.name, host.chosen.map(({ name }) => name).join("/"));
    } else if (field.type === "checkbox") input(field, field.checked ? "ticked" : "cleared", field.name, field.value);
    else input(field, "chosen", field.name, field.value);
  });
  on("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLElement | null} */ (target.closest("a[data-for]"));
    const button = /** @type {HTMLElement | null} */ (target.closest("button[type=button][data-action]"));
    if (link) {
      event.preventDefault();
      input(target, "followed", link.dataset.for);
    } else if (target.closest("summary")) input(target, "toggled");
    else if (button) input(target, "pressed", button.dataset.action, button.dataset.for, button.dataset.item);
  });
  // The main button, or Enter in a control.
  on("submit", (event) => {
    event.preventDefault();
    input(/** @type {Element} */ (event.target), "entered");
  });
  on("mousedown", () => engine.pointer(number, true));
  for (const type of ["mouseup", "mouseleave"]) on(type, () => engine.pointer(number, false));
}

/** Returns the controls of a page. @param {Element} root */
export const fields = (root) =>
  /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll(":is(input, select, textarea)[name]")]);

/** Returns type, name, value and checked state of each control of a page. @param {Element} root */
export const controls = (root) =>
  fields(root).flatMap(({ type, name, value, checked }) => [type, name, value, checked ? "1" : ""]);

/**
 * Sets the values of controls, and moves the focus to the control that corresponds to `focused`.
 * @param {Element} root @param {string[]} values see `controls` @param {HTMLInputElement | null} [focused]
 */
export function restore(root, values, focused) {
  for (const field of fields(root)) {
    const isOption = /^(radio|checkbox)$/.test(field.type);
    const isSame = (/** @type {string} */ name, /** @type {string} */ value) =>
      field.name === name && (!isOption || field.value === value);
    for (let index = 0; index < values.length; index += 4) {
      const [, name, value, checked] = values.slice(index, index + 4);
      if (!isSame(name, value) || field.type === "file") continue;
      if (isOption) field.checked = checked !== "";
      else field.value = value;
    }
    if (focused && isSame(focused.name, focused.value)) field.focus();
  }
}

/**
 * Shows in each select the option that is drawn as selected, because the browser keeps the index of the chosen option
 * when options change. Then moves the focus to `id`: the first element of a class, such as `.heading`, or the control
 * with that id, or the first control in the element with that id: an invalid one, else a chosen one, else any.
 * @param {Element} root @param {string} [id]
 */
export function settle(root, id) {
  for (const select of root.querySelectorAll("select")) {
    const chosen = /** @type {HTMLOptionElement | null} */ (select.querySelector("option[selected]"));
    if (select.value !== (chosen?.value ?? "")) select.value = chosen?.value ?? "";
  }
  if (id) focusTarget(root, id)?.focus();
}

/** @param {Element} root @param {string} id @returns {HTMLElement | null} */
function focusTarget(root, id) {
  if (id.startsWith(".")) return root.querySelector(id);
  const outer = `[id="${id}"]`;
  const inside = ["input, select)[aria-invalid]", "input:checked)", "input, select, textarea, canvas, button)"];
  for (const selector of inside) {
    const found = root.querySelector(`${outer} :is(${selector}`);
    if (found) return /** @type {HTMLElement} */ (found);
  }
  return root.querySelector(outer);
}
