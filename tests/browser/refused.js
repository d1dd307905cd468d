// The golden submissions that the form refuses: those with problems that input can cause.

import { TODAY } from "./submissions.js";
import { withProblems } from "./verdicts.js";

// Messages about JSON, which cannot be caused by input.
const ABOUT_JSON =
  /must be written (“|like 2026)|Leave out what|PNG image|JSON|media_type|sha256|base64|bytes|options offered|only the options|must have either/;
// Codes that the form prevents, unless a rule has them.
const PREVENTED = ["not_asked", "unknown_question", "not_offered", "bad_envelope", "not_entitled"];
// Dates have their own messages in the form, so only well-formed dates are typed.
const WELL_FORMED = { date: /^\d{4}-\d\d-\d\d$/, date_time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/ };

/** The cases with problems that input can cause: the first one for each set of problems. */
export function typeableCases(workflow) {
  const all = withProblems(workflow.cases).filter((one) => isTypeable(workflow, one));
  const distinct = new Map(all.toReversed().map((one) => [JSON.stringify(one.problems), one]));
  return [...distinct.values()].toReversed();
}

function isTypeable({ definition, question }, { problems, submission: { answers, attachments, filed_at } }) {
  const kindOf = (id) => question(id)?.kind;
  return (
    problems.length > 0 &&
    filed_at === TODAY &&
    problems.every(
      (one) => !ABOUT_JSON.test(one.detail) && (!PREVENTED.includes(one.code) || breaks(definition.rules, one)),
    ) &&
    // The form creates the file of a signature.
    !(concernsFiles(problems) && attachments.some(({ answer }) => kindOf(answer) === "signature")) &&
    !problems.some(({ pointer, code }) => kindOf(target(pointer)[0]) === "signature" && code !== "required") &&
    // A full group has no button for another row.
    !problems.some(({ pointer, code }) => kindOf(target(pointer)[0]) === "group" && code === "too_many") &&
    Object.entries(answers).every(([id, value]) => fits(question(id), value))
  );
}

const concernsFiles = (problems) => problems.some(({ pointer }) => pointer.startsWith("#/attachments"));

/** Whether the controls of a question can hold a value. A row without input does not count as a row. */
function fits(question, value) {
  const isText = (one) => typeof one === "string";
  const { kind, questions } = question ?? {};
  if (kind === "group") {
    const inner = ([id, answer]) => questions.some((one) => one.id === id && fits(one, answer));
    return value?.every?.((row) => Object.values(row).some(Boolean) && Object.entries(row).every(inner));
  }
  if (kind === "address") return typeof value === "object" && value?.county && Object.values(value).every(isText);
  return isText(value) ? (WELL_FORMED[kind]?.test(value) ?? true) : value?.every?.(isText);
}

export const breaks = (rules, { detail }) => rules.some(({ message }) => message.en === detail);

/** The tokens of a pointer to an answer: the question, then its part, or the row and the question in it. */
export const target = (pointer) => pointer.replace("#/answers/", "").split("/");

/** The name of the control, or of the group of controls, at a pointer. */
export function nameOf({ question }, pointer) {
  const [id, ...inner] = target(pointer);
  return question(id)?.kind === "group" ? [id, ...inner].join(".") : id;
}

/** The problems of a case, each as its code with the kind of its question. */
export const codesOf = ({ question }, { problems }) =>
  problems.map(({ pointer, code }) => `${code} ${question(target(pointer)[0])?.kind}`);
