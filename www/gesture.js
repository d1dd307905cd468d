// Ignores the second click of a double click, and repeats of a held Enter key, if another page was drawn in between.

/** @typedef {MouseEvent & {target: Element}} Click */
/** @typedef {KeyboardEvent & {target: Element}} Key */

/** Guards the pages that are drawn into a root, each in its own `form` element. @param {ShadowRoot} root */
export function guard(root) {
  /** The page that received the first click of the gesture. @type {Element | null} */
  let firstPage = null;
  /** Returns whether a later click of the gesture is on another page. @param {Click} event */
  const isStray = ({ target, detail }) => detail > 1 && target.closest("form") !== firstPage;

  // A press opens a select and moves the focus before any click.
  const press = (/** @type {Click} */ event) => isStray(event) && event.preventDefault();
  const click = (/** @type {Click} */ event) => {
    // Clicks of scripts and of assistive technology have the detail 0.
    if (event.detail <= 1) firstPage = event.target.closest("form");
    else if (isStray(event) || event.target.closest("button")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  const key = (/** @type {Key} */ event) => {
    const isHeld = event.repeat && event.key === "Enter" && event.target.localName !== "textarea";
    if (isHeld) event.preventDefault();
  };
  root.addEventListener("mousedown", /** @type {(event: Event) => void} */ (press), true);
  root.addEventListener("click", /** @type {(event: Event) => void} */ (click), true);
  root.addEventListener("keydown", /** @type {(event: Event) => void} */ (key), true);
}
