// The golden submissions of `exemption` and its definition, as the native tests read them.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the repository. */
export const locate = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path) => JSON.parse(readFileSync(locate(path), "utf8"));

/** The portal's own document, with which it validates and its pages are shown. */
export const CONFIG = locate("www/demo/config.json");
/** The moment at which the golden submissions are filed. */
export const TODAY = "2026-11-21T10:00:00+08:00";

export const definition = read("www/forms/exemption.json");
export const questions = definition.steps.flatMap((step) =>
  step.questions.map((question) => ({ ...question, step: step.id })),
);
export const question = (id) => questions.find((one) => one.id === id);
export const stepOf = (id) => question(id)?.step;

const base = read("tests/forms/exemption/base.json");

/** A case's submission: the base with the case's changes. */
function submission({ unset = [], set = {}, envelope = {}, attachments = base.attachments }) {
  const answers = Object.entries(base.answers).filter(([id]) => !unset.includes(id));
  return { ...base, answers: { ...Object.fromEntries(answers), ...set }, attachments, ...envelope };
}

const cased = (path) => read(path).map((one) => ({ ...one, submission: submission(one) }));

/** Each with `name`, `submission`, and `expect`: the problems. */
export const cases = cased("tests/forms/exemption/cases.json");
/** Each with `name`, `submission`, `shown` and `hidden`: ids of notes. */
export const remarks = cased("tests/forms/exemption/notes.json");
/** The case of that name. */
export const named = (name) => {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`there is no case ${name}`);
  return found;
};
/** What the person can be asked to file as it is. */
export const valid = cases.filter((one) => one.expect.length === 0);

export const LANGUAGES = ["zh-Hant", "en"];
/** The page of the county that has the form in that language. */
export const pageIn = (language) => (language === "en" ? "/en" : "/");

/** The words that stand for an answer. A yes or no without words of its own is left to the native tests. */
export function said({ options, kind }, value, language) {
  if (kind === "address") return Object.values(value);
  if (options) return [].concat(value).map((code) => options.find((one) => one.value === code).label[language]);
  if (kind === "yes_no") return [];
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? [];
  if (!year) return [value.replaceAll(/\s+/g, " ")];
  const name = new Intl.DateTimeFormat("en", { month: "long" }).format(new Date(year, month - 1));
  const date = language === "en" ? [name, year] : [`${year}-${month}-${day}`, `${year - 1911}年`];
  return time ? [...date, time] : date;
}
