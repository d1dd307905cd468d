// One gesture, one act. The second click of a double click, and a key that is held down, must not act on a page that
// appeared under them.

/** Guards the pages that are drawn into a root, each in a `form` element of its own. @param {ShadowRoot} root */
export function guard(root) {
  /** The page on which the first click of the gesture landed. @type {Element | null} */
  let begun = null;
  const isStray = ({ target, detail }) => detail > 1 && target.closest("form") !== begun;

  // A press opens a select and moves the focus before any click.
  const press = (event) => isStray(event) && event.preventDefault();
  const click = (event) => {
    // Clicks of scripts and of assistive technology have the detail 0.
    if (event.detail <= 1) begun = event.target.closest("form");
    else if (isStray(event) || event.target.closest("button")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  const key = (event) => {
    const isHeld = event.repeat && event.key === "Enter" && event.target.localName !== "textarea";
    if (isHeld) event.preventDefault();
  };
  root.addEventListener("mousedown", press, true);
  root.addEventListener("click", click, true);
  root.addEventListener("keydown", key, true);
}
