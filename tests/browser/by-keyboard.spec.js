// The keyboard alone completes each workflow.

import { fileable, fullest } from "./cover.js";
import { open } from "./driver.js";
import { Keyboard } from "./keyboard.js";
import { inLanguages } from "./pick.js";
import { expect, test } from "./portal.js";
import { pageIn, workflows } from "./submissions.js";

for (const [workflow, language] of inLanguages(workflows)) {
  test(`${workflow.name}: from the first control to the receipt, ${language}`, async ({ page }) => {
    const onTheWeb = fileable(workflow).filter(({ submission }) => submission.channel === "web");
    const { submission } = fullest(onTheWeb);
    const wizard = await open(page, pageIn(language, workflow));
    await page.evaluate(() => {
      window.pointed = 0;
      addEventListener("pointerdown", () => window.pointed++, true);
    });
    const keyboard = new Keyboard(wizard);
    await wizard.form.evaluate((form) => form.shadowRoot.querySelector(".heading").focus());
    await keyboard.complete(submission);
    expect((await wizard.state()).page).toBe("receipt");
    expect(await page.evaluate(() => window.pointed)).toBe(0);
    expect(keyboard.pressed).toBeGreaterThan(20);
  });
}
