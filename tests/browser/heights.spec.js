// Short steps: on a phone, before input, no step of a workflow is too tall or asks too many questions.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cover, covered, fileable, fullest } from "./cover.js";
import { mountInPlace } from "./driver.js";
import { mostQuestions, RESULTS, TALLEST } from "./look/bounds.js";
import { ALL, inLanguages } from "./pick.js";
import { expect, test } from "./portal.js";
import { attributes, workflows } from "./submissions.js";

const PHONE = { width: 390, height: 844 };

/** The height of the form in pixels, and the number of questions on the page, including those in the rows of groups. */
const measure = (form) =>
  form.evaluate((form) => {
    const all = [...form.shadowRoot.querySelectorAll('[part~="question"]')];
    const asked = all.filter((one) => one.checkVisibility() && !one.querySelector('[part~="question"]'));
    return { height: Math.ceil(form.getBoundingClientRect().height), questions: asked.length };
  });

/** Cases that together show every step, and in a run of all tests every variant of each step. */
function paths(workflow) {
  const cases = fileable(workflow);
  return ALL ? cover(cases, ({ submission }) => covered(workflow, submission)) : [fullest(cases)];
}

/** Goes through a form, and measures each step before its answers are prefilled. */
async function* steps(page, workflow, submission, language) {
  const wizard = await mountInPlace(page, attributes(workflow, submission, language));
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    expect(state.wrong).toEqual([]);
    yield { step: state.step, ...(await measure(wizard.form)) };
    const own = Object.entries(submission.answers).filter(([id]) => workflow.stepOf(id) === state.step);
    await wizard.form.evaluate((form, answers) => {
      form.prefill = answers;
    }, Object.fromEntries(own));
    await wizard.fill({ ...submission, answers: {} });
  }
}

for (const [workflow, language] of inLanguages(workflows)) {
  test.describe(() => {
    test.use({ ownPage: true });

    test(`each step of ${workflow.name} is short on a phone, ${language}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize(PHONE);
      const highest = new Map();
      for (const { submission } of paths(workflow)) {
        for await (const { step, height, questions } of steps(page, workflow, submission, language)) {
          const before = highest.get(step) ?? { height: 0, questions: 0 };
          highest.set(step, {
            step,
            height: Math.max(height, before.height),
            questions: Math.max(questions, before.questions),
          });
        }
      }
      const measured = [...highest.values()];
      write(workflow.name, language, measured);
      expect(measured.map(({ step }) => step)).toEqual(expect.arrayContaining(alwaysShown(workflow)));
      const most = mostQuestions(workflow.name);
      expect(measured.filter(({ height, questions }) => height > TALLEST || questions > most)).toEqual([]);
    });
  });
}

const alwaysShown = ({ definition }) => definition.steps.filter(({ when }) => !when).map(({ id }) => id);

/** Stores the results for the report of `cargo xtask look`. */
function write(workflow, language, steps) {
  const folder = join(RESULTS, "heights");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${workflow}.${language}.json`), JSON.stringify({ workflow, language, steps }));
}

test("the height and the questions of a tall step are counted", async ({ page }) => {
  const [workflow] = workflows;
  const wizard = await mountInPlace(page, attributes(workflow, workflow.base, "en"));
  const before = await measure(wizard.form);
  await wizard.form.evaluate((form) => {
    const question = form.shadowRoot.querySelector('[part~="question"]').cloneNode(true);
    question.style.height = "3000px";
    form.shadowRoot.querySelector("[data-step]").append(question);
  });
  const after = await measure(wizard.form);
  expect(after.questions).toBe(before.questions + 1);
  expect(after.height).toBeGreaterThan(TALLEST);
});
