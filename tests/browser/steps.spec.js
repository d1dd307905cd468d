// Navigation: stops, notes, remedies, changes from the review, and kept answers.

import { mount, mountInPlace, open } from "./driver.js";
import { inLanguages, pickFirst } from "./pick.js";
import { expect, test } from "./portal.js";
import {
  attributes,
  definition,
  displayTexts,
  LANGUAGES,
  named,
  pageIn,
  question,
  stepOf,
  visibleNotes,
  workflows,
} from "./submissions.js";
import { submissionForStop } from "./verdicts.js";

const base = named("the unchanged base").submission;

/** A form with all answers prefilled, on its first step. */
const prefilled = (page, submission, attributes) => mountInPlace(page, attributes, { prefill: submission.answers });

for (const workflow of workflows) {
  for (const [stop, language] of inLanguages(workflow.definition.stops)) {
    test(`${workflow.name}: the stop ${stop.id} names the responsible office, ${language}`, async ({ page }) => {
      const submission = submissionForStop(workflow, stop);
      const step = workflow.stepOf(stop.at);
      const { [stop.at]: decides, ...prefill } = submission.answers;
      const wizard = await mountInPlace(page, attributes(workflow, submission, language), { prefill });
      await wizard.run({ ...submission, answers: {} }, { until: step });
      await wizard.fill(submission);
      const before = await wizard.values();
      expect(before[stop.at]).toEqual(decides);
      expect(await wizard.press("next")).toMatchObject({ page: "stop", step });
      const shown = wizard.part("stop");
      await expect(shown).toContainText(stop.title[language]);
      await expect(shown).toContainText(stop.text[language].split(/\n(?:- )?/).at(-1));
      if (stop.cite) await expect(shown).toContainText(stop.cite);
      await expect(wizard.button("next")).toHaveCount(0);
      await wizard.press("back");
      expect(await wizard.values()).toEqual(before);
    });
  }

  const noteCases = workflow.noteCases.map((one, index) => ({ ...one, language: LANGUAGES[index % 2] }));
  // `tests/workflows/note_places.rs` draws every page of every case.
  for (const { name, submission, shown = [], hidden = [], language } of pickFirst(noteCases)) {
    test(`${workflow.name}: notes: ${name}, ${language}`, async ({ page }) => {
      const wizard = await prefilled(page, submission, attributes(workflow, submission, language));
      let state = await wizard.state();
      for (let last; state.step !== last; ) {
        const place = state.page === "review" ? "review" : state.step;
        const here = visibleNotes(workflow, await wizard.part("note").allInnerTexts(), language);
        expect(here, place).toEqual(
          expect.arrayContaining(shown.filter((id) => placesOf(workflow, id).includes(place))),
        );
        expect(
          hidden.filter((id) => here.includes(id)),
          place,
        ).toEqual([]);
        if (place === "review") break;
        await wizard.fill({ ...submission, answers: {} });
        last = state.step;
        state = await wizard.press("next");
      }
    });
  }
}

/**
 * The places of a note: the steps of its questions, or the review. Notes of the receipt are tested in
 * `workflows.spec.js`.
 */
function placesOf({ definition, stepOf }, id) {
  const { at } = definition.notes.find((note) => note.id === id);
  return at.map((place) => stepOf(place) ?? place).filter((place) => place !== "receipt");
}

const rulesWithRemedy = definition.rules.filter((rule) => rule.remedy);

// `tests/journey/remedies.rs` applies every remedy.
for (const [index, rule] of pickFirst([...rulesWithRemedy.entries()])) {
  const language = LANGUAGES[index % 2];
  test(`the remedy of ${rule.id} carries the answers over, ${language}`, async ({ page }) => {
    const submission = submissionAgainst(rule);
    const wizard = await prefilled(page, submission, { lang: language });
    expect((await wizard.run(submission)).wrong).toContain(rule.at);
    const { replace, carry, label } = rule.remedy;
    await wizard.form.getByRole("button", { name: label[language] }).first().click();
    await wizard.until(({ focus }) => focus === carry.into);
    const values = await wizard.values();
    expect(values[replace.question]).toContain(replace.with);
    expect(values[replace.question]).not.toContain(replace.value);
    expect(values).not.toHaveProperty(rule.at);
    for (const id of carry.from.filter((id) => submission.answers[id])) {
      for (const words of displayTexts(question(id), submission.answers[id], language))
        expect(values[carry.into]).toContain(words);
    }
    await wizard.control(carry.into).fill("其他事由的經過");
    expect((await wizard.press("next")).step).toBe("evidence");
  });
}

/** A submission that breaks the rule, with every text that its remedy carries over. */
function submissionAgainst({ at, code, remedy }) {
  const { submission, expect: problems } = named(CASE_BY_QUESTION[at]);
  expect(problems.map((one) => one.code)).toContain(code);
  const texts = remedy.carry.from.filter((id) => question(id).kind.endsWith("text"));
  const written = Object.fromEntries(texts.map((id) => [id, submission.answers[id] ?? "寫下的經過"]));
  return { ...submission, answers: { ...submission.answers, ...written } };
}

const CASE_BY_QUESTION = {
  needs_rest: "illness that needs no rest",
  relation: "family: sibling does not qualify",
  family_only_i: "family: not needed in person",
  disaster_only_i: "disaster: not needed in person",
  wedding_of: "marriage: a relative’s wedding",
  wedding_on: "marriage: the day before the call-up",
  vessel_kind: "at sea: a coastal vessel",
  cannot_return: "at sea: able to return",
  organiser: "training: by a private organiser",
  exam_kind: "exam: a private certificate",
  exam_from: "exam: ends the day before reporting",
};

test("every answer can be changed from the review, and Continue returns to it", async ({ page }) => {
  const { submission } = named("every optional question answered");
  const wizard = await prefilled(page, submission);
  await wizard.run(submission);
  for (const id of Object.keys(submission.answers)) {
    const there = await wizard.press("change", id);
    expect(there.step).toBe(stepOf(id));
    expect(there.focus.split(".")[0]).toBe(id);
    expect((await wizard.press("next")).page).toBe("review");
  }
  await wizard.press("change", "unit_name");
  await wizard.control("unit_name").fill("富里鄉民防團");
  await wizard.press("next");
  await expect(wizard.part("review")).toContainText("富里鄉民防團");
});

test("a change that reveals questions leads to them, then to the review", async ({ page }) => {
  const wizard = await prefilled(page, base);
  await wizard.run(base);
  await wizard.press("change", "grounds");
  await wizard.control("grounds", "other").check();
  expect((await wizard.press("next")).wrong).toEqual(["other_facts"]);
  await wizard.control("other_facts").fill("家中長輩無人照顧");
  expect((await wizard.press("next")).page).toBe("review");
});

test("Back and Continue keep every answer, also invalid ones", async ({ page }) => {
  const { submission } = named("all eight grounds");
  const wizard = await prefilled(page, submission);
  await wizard.run(submission, { until: "grounds" });
  await wizard.control("other_facts").fill("短");
  await wizard.control("affected_from.day").fill("不知道");
  const before = await wizard.values();
  await wizard.press("back");
  const contact = await wizard.values();
  await wizard.press("next");
  expect(await wizard.values()).toEqual(before);
  await wizard.press("back");
  expect(await wizard.values()).toEqual(contact);
});

test("the answer of a hidden question is restored when it is asked again", async ({ page }) => {
  const { submission } = named("two grounds");
  const wizard = await prefilled(page, submission);
  await wizard.run(submission, { until: "grounds" });
  const before = await wizard.values();
  await wizard.control("grounds", submission.answers.grounds[0]).uncheck();
  await wizard.control("grounds", submission.answers.grounds[0]).check();
  expect(await wizard.values()).toEqual(before);
});

test("a reload keeps answers and step", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.run(base, { until: "grounds" });
  await wizard.fill(base);
  await wizard.control("affected_until.day").fill("9");
  const before = await wizard.values();
  await page.reload();
  await wizard.until(({ step }) => step === "grounds");
  expect(await wizard.values()).toEqual(before);
  await wizard.press("back");
  expect(await wizard.values()).toMatchObject({ email: base.answers.email });
});

test("a change of the language keeps answers, step and focus", async ({ page }) => {
  const wizard = await prefilled(page, base);
  await wizard.run(base, { until: "applicant" });
  await wizard.control("name").fill("測試員");
  await wizard.control("name").focus();
  const before = await wizard.values();
  const { title } = definition.steps.find(({ id }) => id === "applicant");
  for (const language of ["en", "zh-Hant", "en-GB", "zh-TW"]) {
    await wizard.form.evaluate((form, language) => form.setAttribute("lang", language), language);
    const expected = language.startsWith("en") ? "en" : "zh-Hant";
    await expect(wizard.form.getByRole("heading", { name: title[expected] })).toBeVisible();
    await expect(wizard.root).toHaveAttribute("lang", expected);
    expect(await wizard.state()).toMatchObject({ step: "applicant", focus: "name" });
    expect(await wizard.values()).toEqual(before);
  }
});

test("visible problems follow a change of the language", async ({ page }) => {
  const wizard = await mount(page);
  await wizard.press("next");
  const error = wizard.part("error").filter({ visible: true }).first();
  await expect(error).toContainText(question("notice_kind").short["zh-Hant"]);
  await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
  await expect(error).toContainText("kind of call-up");
});

test("Enter in a control continues, and does not submit the page's search", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.run(base, { until: "unit" });
  await wizard.fill(base);
  await wizard.control("unit_name").press("Enter");
  await wizard.until(({ step }) => step === "call_up");
  await wizard.run(base, { until: "applicant" });
  await wizard.control("name").press("Enter");
  await wizard.until(({ wrong }) => wrong.includes("name"));
  expect(new URL(page.url()).pathname).toBe("/");
});

test("answers reveal and hide questions", async ({ page }) => {
  const wizard = await mount(page);
  await wizard.run(base, { until: "unit" });
  await expect(wizard.control("brigade")).toHaveCount(0);
  await wizard.control("unit_kind", "corps").check();
  await expect(wizard.control("brigade").first()).toBeVisible();
  await wizard.control("unit_kind", "regiment").check();
  await expect(wizard.control("brigade")).toHaveCount(0);
});

test("whole dates in the year and other spellings are accepted", async ({ page }) => {
  const wizard = await prefilled(page, base);
  await wizard.run(base, { until: "applicant" });
  for (const [typed, iso] of [
    ["民國74年2月8日", "1985-02-08"],
    ["０７４．０２．０８", "1985-02-08"],
    ["1985-02-08", "1985-02-08"],
  ]) {
    for (const [part, value] of [
      ["year", typed],
      ["month", ""],
      ["day", ""],
    ])
      await wizard.control(`birth_on.${part}`).fill(value);
    await wizard.control("name").focus();
    await expect(wizard.root).toContainText(iso);
    expect((await wizard.values())["birth_on.year"]).toBe(typed);
  }
  await wizard.control("national_id").fill("ａ123456789 ");
  await wizard.run({ ...base, answers: {} }, { until: "contact" });
  await wizard.control("mobile").fill("０９１２-３４５-６７８");
  await wizard.run({ ...base, answers: {} });
  await expect(wizard.part("review")).toContainText("0912345678");
  await expect(wizard.part("review")).toContainText("A123456789");
});

test("a click is not lost when leaving a control changes the layout", async ({ page }) => {
  const { submission } = named("called by phone: wartime");
  const wizard = await open(page, pageIn("zh-Hant"));
  await wizard.run(submission, { until: "time" });
  for (const [part, typed] of Object.entries({ year: "115", month: "12", day: "5", time: "0810" })) {
    await wizard.control(`report_at.${part}`).focus();
    await page.keyboard.type(typed);
  }
  const button = wizard.button("next");
  await button.scrollIntoViewIfNeeded();
  const before = await wizard.root.innerText();
  await button.hover();
  await page.mouse.down();
  await wizard.until(({ focus }) => focus === "next");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await wizard.root.innerText()).toBe(before);
  await page.mouse.up();
  await wizard.until(({ step }) => step === "applicant");
});
