// Every workflow from the portal's page to the stored row: each question is answered and each option chosen.

import { isDeepStrictEqual } from "node:util";
import { allItems, cover, covered, fileable, fullest } from "./cover.js";
import { mountInPlace, open } from "./driver.js";
import { controls, pick } from "./pick.js";
import { expect, test, unique, validate } from "./portal.js";
import { attributes, config, displayTexts, LANGUAGES, pageIn, visibleNotes, workflows } from "./submissions.js";

/** More cases of `exemption`: answers that are difficult for a keyboard, a screen or a database. */
const MORE_CASES = [
  "all eight grounds",
  "five files",
  "an agent, mandate attached",
  "a legal representative needs no mandate",
  "called by phone: wartime",
  "an open-ended call-up includes every later day",
  "an address with a postal code of six digits",
  "by phone, with a landline",
  "a member of the corps in the brigade nw",
  "a long text of two paragraphs",
  "a name with a rare character",
  "a name with a variation selector",
  "an indigenous name in Latin letters",
  "a text of 200 characters",
];

/** The cases that are typed completely, in both languages: one for each ground, else the one with the most answers. */
function typedCases({ name, question }, cases) {
  const onTheWeb = cases.filter(({ submission }) => submission.channel === "web");
  if (name !== "exemption") return [fullest(onTheWeb)];
  return question("grounds").options.map(({ value }) => ({
    ...fullest(onTheWeb.filter(onlyGround(value))),
    name: value,
  }));
}

const onlyGround =
  (ground) =>
  ({ submission: { answers, attachments } }) =>
    answers.grounds.join() === ground && attachments.length === 0;

/** The channel, the kinds of control, and whether a text has a character beyond 16 bits. */
function shows({ question }, { submission: { channel, answers, attachments } }) {
  const ids = [...Object.keys(answers), ...attachments.map(({ answer }) => answer)];
  const kinds = controls({ questions: ids.map(question) });
  return [channel, ...kinds, ...(/[\u{10000}-\u{10FFFF}]/u.test(JSON.stringify(answers)) ? ["rare"] : [])];
}

for (const workflow of workflows) {
  const cases = fileable(workflow);
  const whole = typedCases(workflow, cases);
  const more = workflow.name === "exemption" ? MORE_CASES.map(workflow.named) : [];
  const itemsOf = ({ submission }) => covered(workflow, submission);
  const rest = cover(cases, itemsOf, [...whole, ...more].flatMap(itemsOf));

  test(`the cases of ${workflow.name} choose every option`, () => {
    const done = new Set(workflow.cases.flatMap(itemsOf));
    expect(allItems(workflow.questions).filter((place) => !done.has(place))).toEqual([]);
  });

  const inBoth = whole.flatMap((one) => LANGUAGES.map((language) => ({ ...one, language })));
  const showsInLanguage = (one) => [one.language, ...shows(workflow, one)];
  for (const { name, submission, language } of pick(inBoth, showsInLanguage)) {
    test(`${workflow.name}: ${name}, ${language}`, async ({ page, stored }) => {
      const [golden, mark] = withMark(workflow, submission);
      const wizard = await open(page, pageIn(language, workflow));
      await file(wizard, stored, workflow, golden, mark, language);
    });
  }

  const prefilled = [...more, ...rest].map((one, index) => ({ ...one, language: LANGUAGES[index % 2] }));
  for (const { name, submission, language } of pick(prefilled, (one) => shows(workflow, one))) {
    test(`${workflow.name}: ${name}, ${language}`, async ({ page, stored }) => {
      const [golden, mark] = withMark(workflow, submission);
      // Answers shared with the base are typed in the cases above; here they are prefilled.
      const common = ([id, value]) => isDeepStrictEqual(value, workflow.base.answers[id]);
      const prefill = Object.fromEntries(Object.entries(golden.answers).filter(common));
      const wizard = await mountInPlace(page, attributes(workflow, golden, language), { prefill });
      await file(wizard, stored, workflow, golden, mark, language);
    });
  }
}

/**
 * Returns the submission with a unique text, and the id of that answer. Rows are found by this text, so that a second
 * row of the same submission would be found as well.
 */
function withMark({ name, questions }, golden) {
  const texts = questions.filter(({ id, kind, max = kind === "text" ? 200 : 2000 }) => {
    return kind.endsWith("text") && (golden.answers[id] ?? "").length + unique("").length <= max;
  });
  const answered = texts.find(({ id }) => golden.answers[id]);
  const mark = answered ?? texts.find(({ optional, when }) => optional && !when);
  if (!mark) throw new Error(`${name} has no question for a unique text`);
  const answers = { ...golden.answers, [mark.id]: unique(golden.answers[mark.id] ?? "第") };
  return [{ ...golden, answers }, mark.id];
}

async function file(wizard, stored, workflow, submission, mark, language) {
  const { definition } = workflow;
  const { answers, attachments, channel, staff, filed_at } = submission;
  expect(await wizard.run(submission)).toMatchObject({ page: "review", wrong: [] });
  await expectAnswers(wizard, workflow, submission, language);
  expect(await wizard.submit(submission)).toMatchObject({ page: "receipt", wrong: [] });

  const rows = await stored({ [mark]: answers[mark] });
  expect(rows).toHaveLength(1);
  const [{ id, reference, body }] = rows;
  await expect(wizard.part("reference")).toHaveText(reference);
  const accepted = ({ id, version: own }) => {
    const { privacy } = { ...config, ...config.workflows[workflow.name] };
    const version = id === "privacy" ? privacy.version : own;
    return { id, version, accepted_at: filed_at };
  };
  expect({ ...body, attachments: contents(workflow, body.attachments) }).toEqual({
    id,
    workflow: workflow.name,
    version: definition.version,
    law: definition.law,
    locale: language,
    channel,
    config: { version: config.version },
    staff,
    filed_at,
    answers,
    attachments: contents(workflow, attachments),
    notices: definition.notices.map(accepted),
  });
  await expectNotes(wizard, workflow, answers, language);
  const receipt = expect(wizard.part("receipt"));
  await (isReplied(definition, answers) ? receipt : receipt.not).toContainText(EXPECTED_BY[language]);
  expectValid(workflow, body);
}

/** Seven working days after the golden submissions. */
const EXPECTED_BY = { "zh-Hant": "115年12月1日", en: "1 December 2026" };

/** Whether the workflow promises a reply. */
function isReplied({ replies = true }, answers) {
  const [id, value] = replies.not?.is ?? [];
  return id ? answers[id] !== value : replies;
}

/** The attachments by question. Of signatures, which the form draws, only the type is compared. */
function contents({ question }, attachments) {
  const files = attachments.map(({ answer, name, media_type, size, sha256, content }) => {
    const drawn = question(answer).kind === "signature";
    return drawn ? { answer, media_type } : { answer, name, media_type, size, sha256, content };
  });
  return files.toSorted((one, other) => one.answer.localeCompare(other.answer));
}

/** The review shows each answer in its row. */
async function expectAnswers(wizard, { question }, { answers, attachments }, language) {
  const rows = await wizard.reviewRows();
  for (const [id, value] of Object.entries(answers)) {
    for (const words of displayTexts(question(id), value, language)) expect(rows[id], id).toContain(words);
  }
  for (const { answer, name } of attachments) {
    if (question(answer).kind === "files") expect(rows[answer]).toContain(name);
  }
}

/** The receipt shows the unconditional notes, and those with a condition on one answer exactly if it holds. */
async function expectNotes(wizard, workflow, answers, language) {
  const conditionOf = ({ when }) => when?.is ?? when?.in ?? [];
  const isDecidable = (note) => note.at.includes("receipt") && (!note.when || workflow.question(conditionOf(note)[0]));
  const holds = (note) => !note.when || [].concat(conditionOf(note)[1]).includes(answers[conditionOf(note)[0]]);
  const decidable = workflow.definition.notes.filter(isDecidable);
  const shown = visibleNotes(workflow, await wizard.part("note").allInnerTexts(), language);
  expect(shown.filter((id) => decidable.some((note) => note.id === id))).toEqual(
    decidable.filter(holds).map(({ id }) => id),
  );
}

/** The stored body is valid; without a required answer, or with an unasked one, it is not. */
function expectValid({ question, questions }, body) {
  const ids = Object.keys(body.answers).filter((id) => isRequired(question(id), body.answers));
  const without = ids.map((id) => {
    const { [id]: _, ...answers } = body.answers;
    return { ...body, answers };
  });
  const unasked = questions.find((one) => isUnasked(one, body.answers));
  const value = unasked?.options?.[0].value ?? "yes";
  const added = unasked ? [{ ...body, answers: { ...body.answers, [unasked.id]: value } }] : [];
  const [whole, ...verdicts] = validate([body, ...without, ...added]);
  expect(whole.problems).toEqual([]);
  const accepted = ids.filter((_, index) => verdicts[index].valid);
  expect(accepted, "accepted without").toEqual([]);
  expect(ids).not.toEqual([]);
  if (!unasked) return;
  expect(verdicts.at(-1).problems).toMatchObject([{ pointer: `#/answers/${unasked.id}`, code: "not_asked" }]);
}

/** Whether the answer was required; conditions on several options are left to the native tests. */
function isRequired({ optional, required_when: condition }, answers) {
  if (!condition) return !optional;
  const [id, value] = condition.is ?? [];
  return condition.is !== undefined && answers[id] === value;
}

/** Whether the question was not asked in this valid submission. */
const isUnasked = ({ id, kind, when, optional, required_when }, answers) =>
  when && !optional && !required_when && /^(choice|yes_no|text|long_text)$/.test(kind) && !(id in answers);
