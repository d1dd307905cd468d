// Helpers for tests of the first step: they delay files of the delivery, and compare elements before and after.

/** Delays a file of the delivery until the returned function is called. With `"abort"`, the file then fails to load. */
export async function hold(page, file) {
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await page.route(
    ({ pathname }) => pathname === `/guitai/${file}`,
    async (route) => {
      const end = (await arrived) ?? "continue";
      await route[end]();
    },
  );
  return arrive;
}

/** Waits until the engine drives a form. */
export const isReady = (wizard) =>
  wizard.form.evaluate((form) => customElements.whenDefined("guitai-form").then(() => form.ready));

/** Remembers the elements of a form. */
export const rememberElements = (wizard) =>
  wizard.form.evaluate(({ shadowRoot }) => {
    window.elements = [...shadowRoot.querySelectorAll(".root *")];
  });

/** Returns whether the form still has the remembered elements, and no others. */
export const hasSameElements = (wizard) =>
  wizard.form.evaluate(({ shadowRoot }) => {
    const elements = [...shadowRoot.querySelectorAll(".root *")];
    return elements.length === window.elements.length && elements.every((one, at) => one === window.elements[at]);
  });
