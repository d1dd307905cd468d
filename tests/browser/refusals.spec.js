// What the rules refuse is shown on its question, in the words and with the citation that a backend would give.

import { mountInPlace } from "./driver.js";
import { expect, test, validate } from "./portal.js";
import { attributes, exemption, LANGUAGES, TODAY, workflows } from "./submissions.js";
import { withProblems } from "./verdicts.js";

// The problems of JSON alone speak of JSON: nobody can type them.
const OF_JSON =
  /must be written (“|like 2026)|Leave out what|PNG image|JSON|media_type|sha256|base64|bytes|options offered|only the options|must have either/;
// These have no place in a form that asks only what applies and offers only what may be chosen, unless a rule says so.
const OF_POST = ["not_asked", "unknown_question", "not_offered", "bad_envelope", "not_entitled"];
// The check of the last parts has its own words for a date, so a date is typed only where it can be cut into them.
const CUT = { date: /^\d{4}-\d\d-\d\d$/, date_time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/ };

/** The cases whose problems a person can bring about, one for each set of problems, the first. */
function typed(workflow) {
  const all = withProblems(workflow.cases).filter((one) => canBeTyped(workflow, one));
  const distinct = new Map(all.toReversed().map((one) => [JSON.stringify(one.problems), one]));
  return [...distinct.values()].toReversed();
}

function canBeTyped({ definition, question }, { problems, submission: { answers, attachments, filed_at } }) {
  const kindOf = (id) => question(id)?.kind;
  return (
    problems.length > 0 &&
    filed_at === TODAY &&
    problems.every(
      (one) => !OF_JSON.test(one.detail) && (!OF_POST.includes(one.code) || breaks(definition.rules, one)),
    ) &&
    // A signature is drawn, once: its file is the form's own.
    !(ofFiles(problems) && attachments.some(({ answer }) => kindOf(answer) === "signature")) &&
    !problems.some(({ pointer, code }) => kindOf(target(pointer)[0]) === "signature" && code !== "required") &&
    // Where a group is full, no row can be added.
    !problems.some(({ pointer, code }) => kindOf(target(pointer)[0]) === "group" && code === "too_many") &&
    Object.entries(answers).every(([id, value]) => fits(question(id), value))
  );
}

const ofFiles = (problems) => problems.some(({ pointer }) => pointer.startsWith("#/attachments"));

/** Whether a value can stand in the controls of a question. A row in which nothing was typed is none. */
function fits(question, value) {
  const isText = (one) => typeof one === "string";
  const { kind, questions } = question ?? {};
  if (kind === "group") {
    const inner = ([id, answer]) => questions.some((one) => one.id === id && fits(one, answer));
    return value?.every?.((row) => Object.values(row).some(Boolean) && Object.entries(row).every(inner));
  }
  if (kind === "address") return typeof value === "object" && value?.county && Object.values(value).every(isText);
  return isText(value) ? (CUT[kind]?.test(value) ?? true) : value?.every?.(isText);
}

const breaks = (rules, { detail }) => rules.some(({ message }) => message.en === detail);

/** The tokens of a pointer to an answer: the question, then its part, or the row and the question in it. */
const target = (pointer) => pointer.replace("#/answers/", "").split("/");

/** The name of the control, or of what holds the controls, to which a pointer leads. */
function nameOf({ question }, pointer) {
  const [id, ...inner] = target(pointer);
  return question(id)?.kind === "group" ? [id, ...inner].join(".") : id;
}

test("the cases cover what can be refused", () => {
  const codes = new Set(typed(exemption).flatMap(({ problems }) => problems.map(({ code }) => code)));
  const all = "required too_short too_long too_many bad_format bad_checksum not_a_date not_a_time in_future not_after";
  expect([...codes]).toEqual(expect.arrayContaining(all.split(" ")));
  expect([...codes]).toEqual(expect.arrayContaining(["no_overlap", "outside_period", "not_qualifying", "file_type"]));
});

for (const workflow of workflows) {
  const all = typed(workflow);
  const refused = all.filter(({ problems }) => problems.every(({ pointer }) => pointer.startsWith("#/answers/")));
  const refusedFiles = all.filter(({ problems }) => problems.every(({ code }) => /^files?_/.test(code)));

  test(`the cases break every rule of ${workflow.name}`, () => {
    const broken = ({ message }) => refused.some(({ problems }) => problems.some((one) => breaks([{ message }], one)));
    expect(workflow.definition.rules.filter((rule) => !broken(rule)).map(({ id }) => id)).toEqual([]);
  });

  for (const [index, { name, submission }] of refused.entries()) {
    const language = LANGUAGES[index % 2];
    test(`${workflow.name}: ${name}, ${language}`, ({ page }) => isRefused(page, workflow, submission, language));
  }

  for (const [index, { name, submission }] of refusedFiles.entries()) {
    const language = LANGUAGES[index % 2];
    test(`${workflow.name}: ${name}, ${language}`, ({ page }) => filesAreRefused(page, workflow, submission, language));
  }
}

async function isRefused(page, workflow, submission, language) {
  const [{ problems }] = validate([{ ...submission, locale: language }]);
  const [step, said] = firstStep(workflow, problems);
  const names = said.map(({ pointer }) => nameOf(workflow, pointer));
  const wizard = await reach(
    page,
    workflow,
    submission,
    step,
    said.map(({ pointer }) => target(pointer)[0]),
    language,
  );
  await wizard.fill(submission);
  const before = await wizard.values();
  const state = await wizard.press("next");

  expect(state.wrong).toEqual(inOrder(workflow, submission, names));
  expect(state.focus).toBe("error-summary");
  expect(await wizard.values()).toEqual(before);
  const [told] = await wizard.events("invalid");
  expect(told.detail).toEqual({ step, fields: state.wrong, codes: expect.anything() });
  expect(told.detail.codes.toSorted()).toEqual(said.map(({ code }) => code).toSorted());
  for (const problem of said) await isShown(wizard, workflow, problem);
  for (const name of names) await leads(wizard, name);
}

/** The first step that has problems, and those of it: a person is told of one step at a time. */
function firstStep({ definition, stepOf }, problems) {
  const at = ({ pointer }) => stepOf(target(pointer)[0]);
  const { id } = definition.steps.find(({ id }) => problems.some((one) => at(one) === id));
  return [id, problems.filter((one) => at(one) === id)];
}

/** As on the page. */
function inOrder({ questions }, { answers }, names) {
  const places = questions.flatMap(({ id, questions: own = [] }) => {
    const rows = own.length > 0 ? (answers[id] ?? []) : [];
    return [id, ...rows.flatMap((_, row) => own.map((inner) => `${id}.${row}.${inner.id}`))];
  });
  return places.flatMap((place) => names.filter((name) => name === place));
}

/** That step, with everything before it filled in; all answers are there but those to these questions. */
async function reach(page, workflow, submission, step, ids, language) {
  const prefill = Object.fromEntries(Object.entries(submission.answers).filter(([id]) => !ids.includes(id)));
  const wizard = await mountInPlace(page, attributes(workflow, submission, language), { prefill });
  await wizard.run({ ...submission, answers: {} }, { until: step });
  return wizard;
}

async function isShown(wizard, workflow, { pointer, cite, detail }) {
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

/** Whether the control (or what holds it) says that it is wrong, and names the problem as its description. */
function marks(wizard, workflow, pointer) {
  const [id, part] = target(pointer);
  const name = nameOf(workflow, pointer);
  const own = part && name === id ? `[name="${id}.${part}"]` : `[name="${name}"], [name^="${name}."]`;
  const selector = workflow.question(id).kind === "signature" ? "canvas" : own;
  return wizard.form.evaluate(
    ({ shadowRoot: root }, [name, selector]) => {
      const error = root.querySelector(`[data-part="error"][data-for="${name}"]`);
      const control = root.querySelector(selector);
      if (!control) return "no control";
      const around = [control, control.closest("fieldset")].filter(Boolean);
      const ids = (element) => (element.getAttribute("aria-describedby") ?? "").split(" ");
      const describes = (element) => ids(element).map((id) => root.getElementById(id));
      return {
        invalid:
          control.localName === "canvas" || around.some((element) => element.getAttribute("aria-invalid") === "true"),
        described: around.some((element) => describes(element).some((one) => one?.contains(error))),
      };
    },
    [name, selector],
  );
}

/** The summary's link moves the focus into the question, and leaves the page's address alone. */
async function leads(wizard, name) {
  const address = wizard.page.url();
  await wizard.part("error-summary").locator(`[data-for="${name}"]`).first().click();
  const state = await wizard.until(({ focus }) => focus === "canvas" || `${focus}.`.startsWith(`${name}.`));
  expect(state.wrong).toContain(name);
  expect(wizard.page.url()).toBe(address);
}

async function filesAreRefused(page, workflow, submission, language) {
  const { problems } = validate([{ ...submission, locale: language }])[0];
  const answer = answerOf(workflow, submission, problems[0]);
  const step = workflow.stepOf(answer);
  const wizard = await reach(page, workflow, submission, step, [], language);
  const { [answer]: _, ...before } = await wizard.values();
  await wizard.fill(submission);
  // One file is refused as it is chosen, all together as the person goes on.
  if (problems[0].code === "files_too_large") await wizard.press("next");
  expect(await wizard.state()).toMatchObject({ step, wrong: [answer], focus: "error-summary" });
  expect((await wizard.events("invalid")).at(0).detail.codes).toEqual(problems.map(({ code }) => code));
  await expect(wizard.part("error")).toContainText(problems[0].detail.slice(-8));
  expect(await wizard.values()).toMatchObject(before);
}

/** The question at which a problem of one file stands; one of all files stands at the last. */
function answerOf({ questions }, { attachments }, { pointer }) {
  const one = attachments[pointer.split("/")[2]];
  return one?.answer ?? questions.findLast(({ id }) => attachments.some(({ answer }) => answer === id)).id;
}
