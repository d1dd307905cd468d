// From the county's page to the stored row: each ground in both languages, then what else a citizen may file.

import { expect, test, unique, validate } from "./portal.js";
import { LANGUAGES, definition, named, pageIn, question, said, valid } from "./submissions.js";
import { open } from "./driver.js";

const GROUNDS = question("grounds").options.map(({ value }) => value);
const CONFIG_VERSION = "2026-11-01";

/** Of the valid cases with this ground alone, the one that says most. */
function fullest(ground) {
  const alone = valid.filter(({ submission: { answers, attachments, channel } }) => {
    return answers.grounds.join() === ground && attachments.length === 0 && channel === "web";
  });
  const length = (one) => Object.keys(one.submission.answers).length;
  return alone.reduce((most, one) => (length(one) > length(most) ? one : most));
}

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

for (const language of LANGUAGES) {
  for (const ground of GROUNDS) {
    test(`${ground}, ${language}`, ({ page, stored }) => file(page, stored, fullest(ground).submission, language));
  }
}

for (const [index, name] of FURTHER.entries()) {
  const language = LANGUAGES[index % 2];
  test(`${name}, ${language}`, ({ page, stored }) => file(page, stored, named(name).submission, language));
}

async function file(page, stored, golden, language) {
  // Rows are told apart by what the person wrote, so that a second row of the same filing would be found as well.
  const marked = golden.answers.unit_name.length > 100 ? "notice_number" : "unit_name";
  const answers = { ...golden.answers, [marked]: unique(marked === "unit_name" ? golden.answers[marked] : "第") };
  const submission = { ...golden, answers };

  const wizard = await open(page, pageIn(language));
  expect(await wizard.run(submission)).toMatchObject({ page: "review", wrong: [] });
  await showsAnswers(wizard, submission, language);
  expect(await wizard.submit(submission)).toMatchObject({ page: "receipt", wrong: [] });

  const rows = await stored({ [marked]: answers[marked] });
  expect(rows).toHaveLength(1);
  const [{ id, reference, body }] = rows;
  await expect(wizard.part("reference")).toHaveText(reference);
  expect(body.id).toBe(id);
  expect(body.answers).toEqual(answers);
  expect(body.attachments.map(content)).toEqual(golden.attachments.map(content));
  expect(body).toMatchObject({
    workflow: "exemption",
    version: definition.version,
    law: definition.law,
    locale: language,
    channel: "web",
    config: { version: CONFIG_VERSION },
    filed_at: golden.filed_at,
  });
  expect(body).not.toHaveProperty("staff");
  const notice = (id) => ({ id, version: CONFIG_VERSION, accepted_at: golden.filed_at });
  expect(body.notices).toEqual(definition.notices.map(({ id }) => notice(id)));
  await saysWhatIsOwed(wizard, answers, language);
  judge(body);
}

const content = ({ answer, name, media_type, size, sha256, content: base64 }) => {
  return { answer, name, media_type, size, sha256, content: base64 };
};

/** The review shows each answer as it was chosen or typed. */
async function showsAnswers(wizard, { answers, attachments }, language) {
  const review = (await wizard.part("review").innerText()).replaceAll(/\s+/g, " ");
  for (const [id, value] of Object.entries(answers)) {
    for (const words of said(question(id), value, language)) expect(review, id).toContain(words);
  }
  for (const { name } of attachments) expect(review).toContain(name);
}

/** The receipt says what must still be handed in, and that it is no permission. */
async function saysWhatIsOwed(wizard, answers, language) {
  const text = (id) => definition.notes.find((note) => note.id === id).text[language];
  const receipt = wizard.part("receipt");
  await expect(receipt).toContainText(text("receipt_is_not_permission"));
  await expect(receipt).toContainText(text("paid_leave"));
  for (const [note, question, route] of OWED) {
    await expect(receipt.getByText(text(note))).toHaveCount(answers[question] === route ? 1 : 0);
  }
}

const OWED = ["evidence", "mandate"].flatMap((what) =>
  ["to_follow", "on_paper"].map((route) => [`${what}_${route}`, `${what}_route`, route]),
);

/** The stored body is valid, and is not once an answer is taken away that was required, or added unasked. */
function judge(body) {
  const ids = Object.keys(body.answers).filter((id) => isRequired(question(id), body.answers));
  const without = ids.map((id) => {
    const { [id]: _, ...answers } = body.answers;
    return { ...body, answers };
  });
  const unasked = { ...body, answers: { ...body.answers, made: "written" } };
  const [whole, added, ...verdicts] = validate([body, unasked, ...without]);
  expect(whole.problems).toEqual([]);
  expect(added).toMatchObject({ valid: false, problems: [{ pointer: "#/answers/made", code: "not_asked" }] });
  const accepted = ids.filter((_, index) => verdicts[index].valid);
  expect(accepted, "accepted without").toEqual([]);
  expect(ids.length).toBeGreaterThan(10);
}

function isRequired({ optional, required_when: condition }, answers) {
  if (!condition) return !optional;
  const [id, value] = condition.is;
  return answers[id] === value;
}
