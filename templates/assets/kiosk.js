// The start page of a public terminal: opens the chosen form, and removes it when it is finished or abandoned.
// `/kiosk?keyboard` shows the on-screen keyboard.

/** A form without input is closed after this time. After the first input, the form resets itself. */
const ABANDONED_MS = 120_000;

const start = /** @type {HTMLElement} */ (document.querySelector("#start"));
const place = /** @type {HTMLElement} */ (document.querySelector("#form"));

/** Runs while the form has no input. @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function wait() {
  clearTimeout(timer);
  timer = setTimeout(closeForm, ABANDONED_MS);
}

function stopWaiting() {
  clearTimeout(timer);
  timer = undefined;
}

/** Opens the form of a button, in the language of its section. @param {HTMLElement} button */
function openForm(button) {
  const section = /** @type {HTMLElement} */ (button.closest("section"));
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
  const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const form = content.querySelector("guitai-form");
  form?.setAttribute("workflow", button.dataset.workflow ?? "");
  form?.toggleAttribute("keyboard", new URLSearchParams(location.search).has("keyboard"));
  place.replaceChildren(content);
  place.lang = section.lang;
  place.hidden = false;
  start.hidden = true;
  scrollTo(0, 0);
  place.focus();
  wait();
}

/** Removes the form with everything that was entered, and shows the start page. */
function closeForm() {
  stopWaiting();
  place.replaceChildren();
  place.hidden = true;
  start.hidden = false;
  scrollTo(0, 0);
  start.focus();
}

start.addEventListener("click", ({ target, detail }) => {
  const button = /** @type {HTMLElement} */ (target).closest("button");
  // Ignores the second click of a double click on the button that ended a form.
  if (button && detail < 2) openForm(button);
});
place.addEventListener("click", ({ target }) => /** @type {Element} */ (target).closest(".leave") && closeForm());
place.addEventListener("guitai-reset", closeForm);
place.addEventListener("guitai-error", (event) => {
  const leave = /** @type {HTMLElement | null} */ (place.querySelector(".leave"));
  if (leave) leave.hidden = /** @type {CustomEvent} */ (event).detail.kind !== "load";
});
place.addEventListener("guitai-step", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.index > 0) stopWaiting();
});
place.addEventListener("input", stopWaiting);
// The form stops the propagation of key events, so these listeners use the capture phase.
for (const type of ["pointerdown", "keydown"]) {
  place.addEventListener(type, () => timer !== undefined && wait(), true);
}
