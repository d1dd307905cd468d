// From the county's page to the stored row, in every workflow: each question answered and each option chosen.

import { isDeepStrictEqual } from "node:util";
import { allItems, cover, covered, fileable, fullest } from "./cover.js";
import { mountInPlace, open } from "./driver.js";
import { expect, test, unique, validate } from "./portal.js";
import { attributes, config, displayTexts, LANGUAGES, pageIn, visibleNotes, workflows } from "./submissions.js";

/** What of `exemption` is filed besides: answers that are hard on a keyboard, a screen or a database. */
const FURTHER = [
  "all eight grounds",
  "five files",
  "an agent, mandate attached",
  "a legal representative needs no mandate",
  "called by phone: wartime",
  "an open-ended call-up reaches any later day",
  "an address with a postal code of six digits",
  "by phone, with a landline",
  "a member of the corps in the brigade nw",
  "a long text of two paragraphs",
  "a name with a rare character",
  "a name with a variation selector",
  "an indigenous name in Latin letters",
  "a text of 200 characters",
];

/** What is typed from the first to the last answer, in both languages: for each ground, else the case that says most. */
function typedWhole({ name, question }, cases) {
  const onTheWeb = cases.filter(({ submission }) => submission.channel === "web");
  if (name !== "exemption") return [fullest(onTheWeb)];
  return question("grounds").options.map(({ value }) => ({ ...fullest(onTheWeb.filter(alone(value))), name: value }));
}

const alone =
  (ground) =>
  ({ submission: { answers, attachments } }) =>
    answers.grounds.join() === ground && attachments.length === 0;

for (const workflow of workflows) {
  const cases = fileable(workflow);
  const whole = typedWhole(workflow, cases);
  const further = workflow.name === "exemption" ? FURTHER.map(workflow.named) : [];
  const rest = cover(workflow, cases, [...whole, ...further]);

  test(`the cases of ${workflow.name} choose every option`, () => {
    const gone = new Set(workflow.cases.flatMap(({ submission }) => covered(workflow, submission)));
    expect(allItems(workflow.questions).filter((place) => !gone.has(place))).toEqual([]);
  });

  for (const language of LANGUAGES) {
    for (const { name, submission } of whole) {
      test(`${workflow.name}: ${name}, ${language}`, async ({ page, stored }) => {
        const [golden, mark] = marked(workflow, submission);
        const wizard = await open(page, pageIn(language, workflow));
        await file(wizard, stored, workflow, golden, mark, language);
      });
    }
  }

  for (const [index, { name, submission }] of [...further, ...rest].entries()) {
    const language = LANGUAGES[index % 2];
    test(`${workflow.name}: ${name}, ${language}`, async ({ page, stored }) => {
      const [golden, mark] = marked(workflow, submission);
      // What a case has in common with all others is typed with the whole ones; here it was there before.
      const common = ([id, value]) => isDeepStrictEqual(value, workflow.base.answers[id]);
      const prefill = Object.fromEntries(Object.entries(golden.answers).filter(common));
      const wizard = await mountInPlace(page, attributes(workflow, golden, language), { prefill });
      await file(wizard, stored, workflow, golden, mark, language);
    });
  }
}

/**
 * A submission with something of its own in one text, and the id of that: rows are told apart by what the person
 * wrote, so that a second row of the same filing would be found as well.
 */
function marked({ name, questions }, golden) {
  const roomy = questions.filter(({ id, kind, max = kind === "text" ? 200 : 2000 }) => {
    return kind.endsWith("text") && (golden.answers[id] ?? "").length + unique("").length <= max;
  });
  const answered = roomy.find(({ id }) => golden.answers[id]);
  const mark = answered ?? roomy.find(({ optional, when }) => optional && !when);
  if (!mark) throw new Error(`no text tells a filing of ${name} from another`);
  const answers = { ...golden.answers, [mark.id]: unique(golden.answers[mark.id] ?? "第") };
  return [{ ...golden, answers }, mark.id];
}

async function file(wizard, stored, workflow, submission, mark, language) {
  const { definition } = workflow;
  const { answers, attachments, channel, staff, filed_at } = submission;
  expect(await wizard.run(submission)).toMatchObject({ page: "review", wrong: [] });
  await showsAnswers(wizard, workflow, submission, language);
  expect(await wizard.submit(submission)).toMatchObject({ page: "receipt", wrong: [] });

  const rows = await stored({ [mark]: answers[mark] });
  expect(rows).toHaveLength(1);
  const [{ id, reference, body }] = rows;
  await expect(wizard.part("reference")).toHaveText(reference);
  const accepted = ({ id, version: own }) => {
    const version = id === "privacy" ? config.privacy.version : own;
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
  await saysWhatIsOwed(wizard, workflow, answers, language);
  const promised = expect(wizard.part("receipt"));
  await (wantsReply(definition, answers) ? promised : promised.not).toContainText(EXPECTED_BY[language]);
  judge(workflow, body);
}

/** Seven working days from the golden submissions' moment. */
const EXPECTED_BY = { "zh-Hant": "115年12月1日", en: "1 December 2026" };

/** Whether somebody replies to it. */
function wantsReply({ replies = true }, answers) {
  const [id, value] = replies.not?.is ?? [];
  return id ? answers[id] !== value : replies;
}

/** Files by the question that they answer. What is signed on the screen is the form's own drawing. */
function contents({ question }, attachments) {
  const files = attachments.map(({ answer, name, media_type, size, sha256, content }) => {
    const drawn = question(answer).kind === "signature";
    return drawn ? { answer, media_type } : { answer, name, media_type, size, sha256, content };
  });
  return files.toSorted((one, other) => one.answer.localeCompare(other.answer));
}

/** The review shows each answer in its own row, as it was chosen or typed. */
async function showsAnswers(wizard, { question }, { answers, attachments }, language) {
  const rows = await wizard.reviewRows();
  for (const [id, value] of Object.entries(answers)) {
    for (const words of displayTexts(question(id), value, language)) expect(rows[id], id).toContain(words);
  }
  for (const { answer, name } of attachments) {
    if (question(answer).kind === "files") expect(rows[answer]).toContain(name);
  }
}

/** The receipt has the notes that are always there, and those that hang on one answer exactly if it was given. */
async function saysWhatIsOwed(wizard, workflow, answers, language) {
  const hangsOn = ({ when }) => when?.is ?? when?.in ?? [];
  const isClear = (note) => note.at.includes("receipt") && (!note.when || workflow.question(hangsOn(note)[0]));
  const holds = (note) => !note.when || [].concat(hangsOn(note)[1]).includes(answers[hangsOn(note)[0]]);
  const clear = workflow.definition.notes.filter(isClear);
  const shown = visibleNotes(workflow, await wizard.part("note").allInnerTexts(), language);
  expect(shown.filter((id) => clear.some((note) => note.id === id))).toEqual(clear.filter(holds).map(({ id }) => id));
}

/** The stored body is valid, and is not once an answer is taken away that was required, or added unasked. */
function judge({ question, questions }, body) {
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

/** Whether the answer had to be given; more than one choice that decides it is left to the native tests. */
function isRequired({ optional, required_when: condition }, answers) {
  if (!condition) return !optional;
  const [id, value] = condition.is ?? [];
  return condition.is !== undefined && answers[id] === value;
}

/** Whether a valid submission has no answer to this question because it was not asked. */
const isUnasked = ({ id, kind, when, optional, required_when }, answers) =>
  when && !optional && !required_when && /^(choice|yes_no|text|long_text)$/.test(kind) && !(id in answers);
