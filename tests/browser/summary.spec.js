// Every entry of every error summary has a distinct text and leads to its control.

import { mount, mountInPlace } from "./driver.js";
import { controls, inLanguages, pick } from "./pick.js";
import { expect, test } from "./portal.js";
import { attributes, LANGUAGES, named, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");

/** Follows each link: its target exists, gets the focus and is visible; all texts are distinct. */
async function followAll(wizard) {
  const links = wizard.part("error-summary").locator("a");
  const words = await links.allInnerTexts();
  expect(new Set(words).size, words.join(" | ")).toBe(words.length);
  for (let index = 0; index < words.length; index++) {
    const link = links.nth(index);
    const [name, href] = [await link.getAttribute("data-for"), await link.getAttribute("href")];
    await link.click();
    await expect
      .poll(() =>
        wizard.form.evaluate(
          (form, [name, id]) => {
            const focused = form.shadowRoot.activeElement;
            const { top, bottom } = focused?.getBoundingClientRect() ?? {};
            return {
              hasTarget: form.shadowRoot.getElementById(id) !== null,
              isThere: focused?.closest("[data-question]")?.dataset.question === name,
              isControl: focused?.matches("input, select, textarea, canvas, button") ?? false,
              isSeen: bottom > 0 && top < innerHeight,
            };
          },
          [name, href.slice(1)],
        ),
      )
      .toEqual({ hasTarget: true, isThere: true, isControl: true, isSeen: true });
  }
  return words.length;
}

for (const [workflow, language] of inLanguages(pick(workflows, controls))) {
  test(`${workflow.name}: each link of each summary leads to its control, ${language}`, async ({ page }) => {
    const { base } = workflow;
    const wizard = await mountInPlace(page, attributes(workflow, base, language));
    let followed = 0;
    for (let state = await wizard.state(); state.page === "step"; ) {
      // Repeated, because answers reveal more questions.
      for (let round = 0; round < 3; round++) {
        state = await wizard.press("next");
        if (state.wrong.length === 0) break;
        followed += await followAll(wizard);
        if (round === 0) await wizard.fill({ ...base, answers: chosenAnswers(workflow, base), attachments: [] });
      }
      if (state.wrong.length === 0) continue;
      await wizard.fill(base);
      state = await wizard.press("next");
      expect(state.wrong).toEqual([]);
    }
    if (workflow.definition.notices.length > 0) {
      await wizard.button("submit").click();
      await wizard.until(({ summary }) => summary !== "");
      expect(await followAll(wizard)).toBe(workflow.definition.notices.length);
    }
    expect(followed).toBeGreaterThan(0);
  });
}

/** The answers that are options. */
const chosenAnswers = ({ question }, { answers }) =>
  Object.fromEntries(
    Object.entries(answers).filter(([id]) => ["choice", "choices", "yes_no"].includes(question(id).kind)),
  );

test("each missing notice is listed by its title", async ({ page }) => {
  const exemption = workflows.find(({ name }) => name === "exemption");
  for (const language of LANGUAGES) {
    const wizard = await mountInPlace(page, { lang: language }, { prefill: base.answers });
    await wizard.run({ ...base, answers: {} });
    await wizard.button("submit").click();
    const links = wizard.part("error-summary").locator("a");
    for (const { id, title } of exemption.definition.notices) {
      const words = new RegExp(title[language], "i");
      await expect(links.and(page.locator(`[data-for="notice.${id}"]`))).toHaveText(words);
    }
    await expect(wizard.control("notice.declaration")).toHaveAttribute("aria-invalid", "true");
    await wizard.accept(base);
  }
});

test("a backend's problem of an unasked question has no link in the summary", async ({ page, allowedErrors }) => {
  allowedErrors.push(/422/);
  const detail = "這一題沒有問過";
  const errors = [
    { pointer: "#/answers/brigade", detail },
    { pointer: "#/answers/unit_name", detail: "團隊名稱不對" },
  ];
  await page.route("**/api/submissions", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ title: "x", errors }),
    }),
  );
  const { brigade, ...answers } = base.answers;
  const wizard = await mount(page, {}, { prefill: { ...answers, unit_kind: "regiment" } });
  await wizard.run({ ...base, answers: {} });
  await wizard.submit(base);
  const summary = wizard.part("error-summary");
  await expect(summary).toContainText(detail);
  await expect(summary.locator('[data-for="brigade"]')).toHaveCount(0);
  await summary.locator('[data-for="unit_name"]').click();
  await wizard.until(({ focus }) => focus === "unit_name");
});
