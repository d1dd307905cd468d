// What the rules refuse is shown on its question, in the words and with the citation that a backend would give.

import { expect, test, validate } from "./portal.js";
import { LANGUAGES, cases, definition, question, stepOf } from "./submissions.js";
import { mount } from "./driver.js";

// The problems of JSON alone speak of JSON: nobody can type them.
const OF_JSON = /canonical form|JSON|media_type|sha256|base64|bytes|options offered|only the options|must have either/;
// These have no place in a form that asks only what applies and offers only what may be chosen.
const OF_POST = ["not_asked", "unknown_question", "not_offered", "bad_envelope", "not_entitled"];
// The check of the last parts has its own words for a date, so a date is typed only where it can be cut into them.
const CUT = { date: /^\d{4}-\d\d-\d\d$/, date_time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/ };

const english = validate(cases.map(({ submission }) => ({ ...submission, locale: "en" })));
const judged = cases.map((one, index) => ({ ...one, problems: english[index].problems }));
// One case for each set of problems, the first.
const distinct = new Map(judged.toReversed().map((one) => [JSON.stringify(one.problems), one]));
const typed = [...distinct.values()].toReversed().filter(canBeTyped);
const refused = typed.filter(({ problems }) => problems.every(({ pointer }) => pointer.startsWith("#/answers/")));
const refusedFiles = typed.filter(({ problems }) => problems.every(({ code }) => /^files?_/.test(code)));

function canBeTyped({ problems, submission: { answers } }) {
  const texts = (value) => typeof value === "string" || value.every?.((one) => typeof one === "string");
  const parts = (value) => typeof value === "object" && value && Object.values(value).every(texts);
  return (
    problems.length > 0 &&
    problems.every(({ code, detail }) => !OF_POST.includes(code) && !OF_JSON.test(detail)) &&
    // A signature is drawn, once: its file is the form's own.
    !problems.some(({ pointer }) => pointer.startsWith("#/att") && answers.record_signed) &&
    !problems.some(({ pointer, code }) => pointer.endsWith("/signature") && code !== "required") &&
    Object.entries(answers).every(([id, value]) => {
      const kind = question(id)?.kind;
      return kind === "address" ? parts(value) && value.county : texts(value) && (CUT[kind]?.test(value) ?? true);
    })
  );
}

/** The id of the question that a pointer leads to, and the part of it. */
const target = (pointer) => pointer.replace("#/answers/", "").split("/");

test("the cases cover what can be refused", () => {
  const codes = new Set(typed.flatMap(({ problems }) => problems.map(({ code }) => code)));
  const all = "required too_short too_long too_many bad_format bad_checksum not_a_date not_a_time in_future not_after";
  expect([...codes]).toEqual(expect.arrayContaining(all.split(" ")));
  expect([...codes]).toEqual(expect.arrayContaining(["no_overlap", "outside_period", "not_qualifying", "file_type"]));
  const rules = definition.rules.filter((rule) => !refused.some(({ problems }) => isOf(rule, problems)));
  expect(rules.map(({ id }) => id)).toEqual([]);
});

const isOf = (rule, problems) => problems.some(({ detail }) => detail === rule.message.en);

for (const [index, { name, submission, problems }] of refused.entries()) {
  const language = LANGUAGES[index % 2];
  test(`${name}, ${language}`, async ({ page }) => {
    const wizard = await reach(page, submission, problems.map(({ pointer }) => target(pointer)[0]), language);
    const before = await wizard.values();
    const state = await wizard.press("next");

    const [{ problems: said }] = validate([{ ...submission, locale: language }]);
    const ids = said.map(({ pointer }) => target(pointer)[0]);
    expect(state.wrong).toEqual(inOrder(ids));
    expect(state.focus).toBe("error-summary");
    expect(await wizard.values()).toEqual(before);
    const [told] = await wizard.told("invalid");
    expect(told.detail).toEqual({ step: stepOf(ids[0]), fields: state.wrong, codes: expect.anything() });
    expect(told.detail.codes.toSorted()).toEqual(said.map(({ code }) => code).toSorted());
    for (const problem of said) await isShown(wizard, problem);
    for (const id of ids) await leads(wizard, id);
  });
}

/** As on the page. */
const inOrder = (ids) => definition.steps.flatMap(({ questions }) => questions.map(({ id }) => id)).filter((id) => ids.includes(id));

/** The step of these questions, filled in; what they were answered is typed, all else was there before. */
async function reach(page, submission, ids, language) {
  const prefill = Object.fromEntries(Object.entries(submission.answers).filter(([id]) => !ids.includes(id)));
  const wizard = await mount(page, { lang: language, mode: submission.staff ? "assisted" : "web" }, { prefill });
  await wizard.run({ ...submission, answers: {} }, { until: stepOf(ids[0]) });
  await wizard.fill(submission);
  return wizard;
}

async function isShown(wizard, { pointer, cite, detail }) {
  const [id, part] = target(pointer);
  const error = wizard.part("error").and(wizard.form.locator(`[data-for="${id}"]`)).filter({ hasText: detail });
  await expect(error).toBeVisible();
  if (cite) await expect(error).toContainText(cite);
  await expect(wizard.part("error-summary").locator(`[data-for="${id}"]`).filter({ hasText: detail })).toBeVisible();
  expect(await marks(wizard, id, part)).toEqual({ invalid: true, described: true });
}

/** Whether the control (or what holds it) says that it is wrong, and names the problem as its description. */
function marks(wizard, id, part) {
  return wizard.form.evaluate(
    ({ shadowRoot: root }, [id, part]) => {
      const error = root.querySelector(`[data-part="error"][data-for="${id}"]`);
      const names = part ? `[name="${id}.${part}"]` : `[name="${id}"], [name^="${id}."], canvas`;
      const control = root.querySelector(names);
      const around = [control, control.closest("fieldset")].filter(Boolean);
      const describes = (element) => (element.getAttribute("aria-describedby") ?? "").split(" ").map((id) => root.getElementById(id));
      return {
        invalid: control.localName === "canvas" || around.some((element) => element.getAttribute("aria-invalid") === "true"),
        described: around.some((element) => describes(element).some((one) => one?.contains(error))),
      };
    },
    [id, part],
  );
}

/** The summary's link moves the focus into the question, and leaves the page's address alone. */
async function leads(wizard, id) {
  const address = wizard.page.url();
  await wizard.part("error-summary").locator(`[data-for="${id}"]`).first().click();
  const state = await wizard.until(({ focus }) => focus === "canvas" || focus.split(".")[0] === id);
  expect(state.wrong).toContain(id);
  expect(wizard.page.url()).toBe(address);
}

for (const [index, { name, submission, problems }] of refusedFiles.entries()) {
  const language = LANGUAGES[index % 2];
  test(`${name}, ${language}`, async ({ page }) => {
    const wizard = await reach(page, submission, ["evidence"], language);
    // One file is refused as it is chosen, all together as the person goes on.
    const [{ code, detail }] = validate([{ ...submission, locale: language }])[0].problems;
    if (code === "files_too_large") await wizard.press("next");
    const state = await wizard.state();
    expect(state).toMatchObject({ step: "evidence", wrong: ["evidence"], focus: "error-summary" });
    expect((await wizard.told("invalid")).at(0).detail.codes).toEqual(problems.map(({ code }) => code));
    await expect(wizard.part("error")).toContainText(detail.slice(-8));
    expect((await wizard.values()).evidence_route).toBe("attached");
  });
}
