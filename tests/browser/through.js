// Every state of a workflow, generated from its definition and its golden submissions.

import { isDeepStrictEqual } from "node:util";
import { cover, covered, fileable, fullest } from "./cover.js";
import { mountInPlace, open } from "./driver.js";
import { validate } from "./portal.js";
import { codesOf, typeableCases } from "./refused.js";
import { attributes } from "./submissions.js";
import { submissionForStop } from "./verdicts.js";

/** Opens a page with only the form, in which a submission can be filled in. */
function openBare(page, workflow, submission, language) {
  const asked = { ...attributes(workflow, submission, language), draft: "none" };
  return open(page, `/bare?${new URLSearchParams(asked)}`);
}

/** Mounts a form with answers. Its step's heading is the only one of level 1 on the page. */
function mountWith(page, workflow, submission, language, prefill) {
  const asked = { ...attributes(workflow, submission, language), "heading-level": "1" };
  return mountInPlace(page, asked, { prefill });
}

/**
 * Yields each step empty, with problems and filled in, then the review, the receipt, and every stop. `whole` adds the
 * states that other answers reveal, and a failure.
 */
export async function* through(page, language, workflow, whole) {
  const visit = { isNew: memory(), seen: new Set(), decisive: whole ? decisive(workflow) : new Set() };
  const [first, ...others] = whole ? routes(workflow) : [fullest(fileable(workflow)).submission];
  const wizard = await openBare(page, workflow, first, language);
  /** Mounts the form with the answers of the steps that were seen. */
  const mount = (submission) => {
    const isKnown = ([id]) => visit.seen.has(workflow.stepOf(id));
    const prefill = Object.fromEntries(Object.entries(submission.answers).filter(isKnown));
    return mountWith(page, workflow, submission, language, prefill);
  };
  yield* steps(wizard, first, visit, () => mount(first));
  await visit.isNew(wizard, "review");
  yield* ending(page, wizard, workflow, first, whole);
  for (const [index, submission] of others.entries()) {
    const wizard = await mount(submission);
    for await (const state of steps(wizard, submission, visit, () => mount(submission))) yield `${state}-${index + 2}`;
    if (await visit.isNew(wizard, "review")) yield `review-${index + 2}`;
  }
  for (const stop of workflow.definition.stops) {
    const stopped = submissionForStop(workflow, stop);
    await (await openBare(page, workflow, stopped, language)).run(stopped);
    yield `stop-${stop.id}`;
  }
}

/** Yields each step before input, with problems, filled in, and with each option that shows new content. */
async function* steps(wizard, submission, { isNew, seen, decisive }, again) {
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    const { step, wrong } = state;
    if (wrong.length > 0) throw new Error(`the answers to ${wrong} are refused`);
    const isFirst = !seen.has(step);
    if (isFirst) {
      seen.add(step);
      yield step;
      // A step may have no required question.
      if ((await wizard.press("next")).wrong.length > 0) yield `${step}-errors`;
      else await wizard.press("back");
    }
    // Steps that other submissions have shown are prefilled, except their files.
    await wizard.fill(isFirst ? submission : { ...submission, answers: {} });
    if (!(await isNew(wizard, step)) && !isFirst) continue;
    yield `${step}-filled`;
    const before = await wizard.values();
    for await (const option of reveals(wizard, decisive, () => isNew(wizard, step))) yield `${step}-${option}`;
    if (decisive.size > 0) await restore(wizard, submission, before, again);
  }
}

/** Restores the answers of a step. A chosen radio cannot be cleared, so the form may be mounted `again`. */
async function restore(wizard, submission, before, again) {
  await wizard.fill(submission);
  if (isDeepStrictEqual(await wizard.values(), before)) return;
  const { step } = await wizard.state();
  await again();
  await wizard.run({ ...submission, answers: {} }, { until: step });
  await wizard.fill(submission);
}

/**
 * Chooses one option after the other. The last one on the page comes first, so that the options that it shows are
 * chosen before they are hidden again. Yields the options that show new content.
 */
async function* reveals(wizard, decisive, isNew) {
  const done = new Set();
  for (;;) {
    const options = await wizard.form.evaluate(decidingOptions, [...decisive]);
    const next = options.findLast((option) => !done.has(option.join("-")));
    if (!next) return;
    done.add(next.join("-"));
    await wizard.form.evaluate(chooseOnly, next);
    if (await isNew()) yield next.join("-");
  }
}

/** The options of these questions on the page, each with its control's name. */
function decidingOptions({ shadowRoot: root }, names) {
  const controls = [...root.querySelectorAll('input:is([type="radio"], [type="checkbox"]), select')];
  return controls
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, value, options }) => [...(options ?? [{ value }])].map((one) => [name, one.value]))
    .filter(([, value]) => value !== "");
}

/** Chooses an option and no other of its question. */
function chooseOnly({ shadowRoot: root }, [name, value]) {
  const controls = [...root.querySelectorAll(`[name="${name}"]`)];
  for (const control of controls) {
    if (control.localName === "select") {
      control.value = value;
      control.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
    } else if (control.checked !== (control.value === value) && (control.type !== "radio" || !control.checked)) {
      control.click();
    }
  }
}

async function* ending(page, wizard, workflow, submission, whole) {
  yield "review";
  if (workflow.definition.notices.length > 0) {
    await wizard.button("submit").click();
    await wizard.until(({ summary }) => summary !== "");
    yield "review-errors";
  }
  if (whole) {
    await page.route("**/api/submissions", (route) => route.fulfill({ status: 404, body: "" }));
    await wizard.submit(submission);
    yield "failure";
    await page.unroute("**/api/submissions");
    await wizard.button("retry").click();
    await wizard.until((state) => state.page === "receipt");
  } else {
    await wizard.submit(submission);
  }
  yield "receipt";
}

/** Returns whether a page of this kind has not yet shown these controls, options and notes. */
function memory() {
  const known = new Set();
  return async (wizard, kind) => {
    const before = known.size;
    known.add(`${kind} ${await wizard.form.evaluate(contents)}`);
    return known.size > before;
  };
}

function contents({ shadowRoot: root }) {
  const all = (selector, say) =>
    [...root.querySelectorAll(selector)].filter((element) => element.checkVisibility()).map(say);
  const option = ({ type, value, length }) => (/radio|checkbox/.test(type) ? value : (length ?? ""));
  return JSON.stringify([
    all("input, select, textarea, canvas", (one) => `${one.getAttribute("name")} ${option(one)}`),
    all("[data-note]", ({ dataset }) => dataset.note),
  ]);
}

/** The ids of the questions whose answers are compared in conditions. */
function decisive({ definition, questions }) {
  const texts = (condition) => {
    if (typeof condition === "string") return [condition];
    return typeof condition === "object" ? Object.values(condition ?? {}).flatMap(texts) : [];
  };
  const options = questions.flatMap(({ options = [] }) => options);
  const dependent = [...definition.steps, ...questions, ...options, ...definition.notes];
  const named = dependent.flatMap(({ when, required_when }) => texts([when, required_when]));
  return new Set(named.filter((id) => questions.some((one) => one.id === id)));
}

/** Submissions that together have every question, every note, and every option that a condition compares. */
function routes(workflow) {
  const first = fullest(fileable(workflow));
  const ids = decisive(workflow);
  const itemsOf = ({ submission, shown = [] }) => [
    ...covered(workflow, submission).filter((item) => !item.includes("=") || ids.has(item.split("=")[0])),
    ...shown.map((note) => `note ${note}`),
  ];
  const rest = cover([...fileable(workflow), ...validNoteCases(workflow)], itemsOf, itemsOf(first));
  return [first, ...rest].map(({ submission }) => submission);
}

function validNoteCases({ noteCases }) {
  const verdicts = noteCases.length > 0 ? validate(noteCases.map(({ submission }) => submission)) : [];
  return noteCases.filter((_, index) => verdicts[index].valid);
}

/** Whether a problem is shown at a question. */
const isShown = ({ pointer, code }) => pointer.startsWith("#/answers/") || /^files?_/.test(code);

/** Yields each kind of problem of each kind of question, and every broken rule. */
export async function* mistakes(page, language, workflow) {
  const rules = workflow.definition.rules.map(({ message }) => message.en);
  const itemsOf = (one) => [
    ...codesOf(workflow, one),
    ...one.problems.map(({ detail }) => detail).filter((detail) => rules.includes(detail)),
  ];
  const refused = typeableCases(workflow).filter(({ problems }) => problems.every(isShown));
  for (const { name, submission, problems } of cover(refused, itemsOf)) {
    const wrong = problems.map(({ pointer }) => pointer.split("/")[2]);
    const prefill = Object.fromEntries(Object.entries(submission.answers).filter(([id]) => !wrong.includes(id)));
    const wizard = await mountWith(page, workflow, submission, language, prefill);
    await runToProblem(wizard, submission);
    yield name;
  }
}

/** Fills in the steps until a problem is shown: of a file when it is chosen, of an answer on Continue. */
async function runToProblem(wizard, submission) {
  for (let state = await wizard.state(); state.page === "step"; ) {
    await wizard.fill(submission);
    state = await wizard.state();
    if (state.wrong.length === 0) state = await wizard.press("next");
    if (state.wrong.length > 0) return;
  }
  throw new Error("no problem is shown");
}
