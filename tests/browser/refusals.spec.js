// Problems are shown at their question, with the text and citation of `guitai validate`.

import { mountInPlace } from "./driver.js";
import { pick } from "./pick.js";
import { expect, test, validate } from "./portal.js";
import { breaks, codesOf, nameOf, target, typeableCases } from "./refused.js";
import { attributes, exemption, LANGUAGES, workflows } from "./submissions.js";

test("the cases cover the problem codes", () => {
  const codes = new Set(typeableCases(exemption).flatMap(({ problems }) => problems.map(({ code }) => code)));
  const all = "required too_short too_long too_many bad_format bad_checksum not_a_date not_a_time in_future not_after";
  expect([...codes]).toEqual(expect.arrayContaining(all.split(" ")));
  expect([...codes]).toEqual(expect.arrayContaining(["no_overlap", "outside_period", "not_qualifying", "file_type"]));
});

/** The typeable cases of a workflow whose problems all fulfil a condition, with alternating languages. */
const casesWith = (condition) => (workflow) =>
  typeableCases(workflow)
    .filter(({ problems }) => problems.every(condition))
    .map((one, index) => ({ ...one, workflow, language: LANGUAGES[index % 2] }));

const refused = workflows.flatMap(casesWith(({ pointer }) => pointer.startsWith("#/answers/")));
const refusedFiles = workflows.flatMap(casesWith(({ code }) => /^files?_/.test(code)));

/** The languages, and the problems with the kinds of their questions. */
const shows = (one) => [one.language, ...codesOf(one.workflow, one)];

for (const { name, definition } of workflows) {
  test(`the cases break every rule of ${name}`, () => {
    const own = refused.filter(({ workflow }) => workflow.name === name);
    const broken = ({ message }) => own.some(({ problems }) => problems.some((one) => breaks([{ message }], one)));
    expect(definition.rules.filter((rule) => !broken(rule)).map(({ id }) => id)).toEqual([]);
  });
}

for (const { workflow, name, submission, language } of pick(refused, shows)) {
  test(`${workflow.name}: ${name}, ${language}`, ({ page }) => expectRefused(page, workflow, submission, language));
}

for (const { workflow, name, submission, language } of pick(refusedFiles, shows)) {
  test(`${workflow.name}: ${name}, ${language}`, ({ page }) =>
    expectFilesRefused(page, workflow, submission, language));
}

async function expectRefused(page, workflow, submission, language) {
  const [{ problems }] = validate([{ ...submission, locale: language }]);
  const [step, shown] = firstStep(workflow, problems);
  const names = shown.map(({ pointer }) => nameOf(workflow, pointer));
  const wizard = await reach(
    page,
    workflow,
    submission,
    step,
    shown.map(({ pointer }) => target(pointer)[0]),
    language,
  );
  await wizard.fill(submission);
  const before = await wizard.values();
  const state = await wizard.press("next");

  expect(state.wrong).toEqual(inOrder(workflow, submission, names));
  expect(state.focus).toBe("error-summary");
  expect(await wizard.values()).toEqual(before);
  const [{ detail }] = await wizard.events("invalid");
  expect(detail).toEqual({ step, fields: state.wrong, codes: expect.anything() });
  expect(detail.codes.toSorted()).toEqual(shown.map(({ code }) => code).toSorted());
  for (const problem of shown) await expectProblem(wizard, workflow, problem);
  for (const name of names) await expectLink(wizard, name);
}

/** The first step with problems, and its problems: the form shows one step at a time. */
function firstStep({ definition, stepOf }, problems) {
  const at = ({ pointer }) => stepOf(target(pointer)[0]);
  const { id } = definition.steps.find(({ id }) => problems.some((one) => at(one) === id));
  return [id, problems.filter((one) => at(one) === id)];
}

/** Sorts control names in the order of the page. */
function inOrder({ questions }, { answers }, names) {
  const places = questions.flatMap(({ id, questions: own = [] }) => {
    const rows = own.length > 0 ? (answers[id] ?? []) : [];
    return [id, ...rows.flatMap((_, row) => own.map((inner) => `${id}.${row}.${inner.id}`))];
  });
  return places.flatMap((place) => names.filter((name) => name === place));
}

/** Mounts a form at a step; all answers are prefilled except those with the given ids. */
async function reach(page, workflow, submission, step, ids, language) {
  const prefill = Object.fromEntries(Object.entries(submission.answers).filter(([id]) => !ids.includes(id)));
  const wizard = await mountInPlace(page, attributes(workflow, submission, language), { prefill });
  await wizard.run({ ...submission, answers: {} }, { until: step });
  return wizard;
}

async function expectProblem(wizard, workflow, { pointer, cite, detail }) {
  const name = nameOf(workflow, pointer);
  const error = wizard
    .part("error")
    .and(wizard.form.locator(`[data-for="${name}"]`))
    .filter({ hasText: detail });
  await expect(error).toBeVisible();
  if (cite) await expect(error).toContainText(cite);
  await expect(wizard.part("error-summary").locator(`[data-for="${name}"]`).filter({ hasText: detail })).toBeVisible();
  expect(await marks(wizard, workflow, pointer)).toEqual({ invalid: true, described: true });
}

/** Whether the control or its group is marked as invalid and described by the problem. */
function marks(wizard, workflow, pointer) {
  const [id, part] = target(pointer);
  const name = nameOf(workflow, pointer);
  const own = part && name === id ? `[name="${id}.${part}"]` : `[name="${name}"], [name^="${name}."]`;
  const selector = workflow.question(id).kind === "signature" ? "canvas" : own;
  return wizard.form.evaluate(
    ({ shadowRoot: root }, [name, selector, isList]) => {
      const error = root.querySelector(`[data-part="error"][data-for="${name}"]`);
      const control = root.querySelector(selector);
      if (!control) return "no control";
      const elements = [control, control.closest("fieldset")].filter(Boolean);
      const ids = (element) => (element.getAttribute("aria-describedby") ?? "").split(" ");
      const describes = (element) => ids(element).map((id) => root.getElementById(id));
      // ARIA has no such state for a canvas and for a list of rows.
      const hasState = control.localName !== "canvas" && !isList;
      return {
        invalid: !hasState || elements.some((element) => element.getAttribute("aria-invalid") === "true"),
        described: elements.some((element) => describes(element).some((one) => one?.contains(error))),
      };
    },
    [name, selector, name === id && workflow.question(id).kind === "group"],
  );
}

/** The link in the summary moves the focus into the question, without changing the page's URL. */
async function expectLink(wizard, name) {
  const address = wizard.page.url();
  await wizard.part("error-summary").locator(`[data-for="${name}"]`).first().click();
  const state = await wizard.until(({ focus }) => focus === "canvas" || `${focus}.`.startsWith(`${name}.`));
  expect(state.wrong).toContain(name);
  expect(wizard.page.url()).toBe(address);
}

async function expectFilesRefused(page, workflow, submission, language) {
  const { problems } = validate([{ ...submission, locale: language }])[0];
  const answer = answerOf(workflow, submission, problems[0]);
  const step = workflow.stepOf(answer);
  const wizard = await reach(page, workflow, submission, step, [], language);
  const { [answer]: _, ...before } = await wizard.values();
  await wizard.fill(submission);
  // A single file is refused when it is chosen, the total size on Continue.
  if (problems[0].code === "files_too_large") await wizard.press("next");
  expect(await wizard.state()).toMatchObject({ step, wrong: [answer], focus: "error-summary" });
  expect((await wizard.events("invalid")).at(0).detail.codes).toEqual(problems.map(({ code }) => code));
  await expect(wizard.part("error")).toContainText(problems[0].detail.slice(-8));
  expect(await wizard.values()).toMatchObject(before);
}

/** The question of a problem with one file; problems with all files are shown at the last question with files. */
function answerOf({ questions }, { attachments }, { pointer }) {
  const one = attachments[pointer.split("/")[2]];
  return one?.answer ?? questions.findLast(({ id }) => attachments.some(({ answer }) => answer === id)).id;
}
