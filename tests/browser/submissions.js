// The workflows with their golden submissions, as the native tests read them: a folder in `tests/forms` and a
// definition of that name in `www/forms` are all that the specs need of one.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the repository. */
export const locate = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path) => JSON.parse(readFileSync(locate(path), "utf8"));

const DEMO = "www/demo/config.json";
/** The portal's own document, with which it validates and its pages are shown. */
export const CONFIG = locate(DEMO);
export const config = read(DEMO);
/** The moment at which the golden submissions are filed. */
export const TODAY = "2026-11-21T10:00:00+08:00";

/** Each with `name`, `definition`, `questions`, `base` and what `workflow` says. */
export const workflows = readdirSync(locate("tests/forms"))
  .filter((name) => existsSync(locate(`www/forms/${name}.json`)))
  .map(workflow);

function workflow(name) {
  const definition = { rules: [], stops: [], notes: [], ...read(`www/forms/${name}.json`) };
  const questions = definition.steps.flatMap(({ id: step, when, questions }) =>
    resolved(questions).map((question) => ({ when, ...question, step })),
  );
  const question = (id) => questions.find((one) => one.id === id);
  const base = read(`tests/forms/${name}/base.json`);
  const cased = (file) =>
    read(`tests/forms/${name}/${file}.json`).map((one) => ({ ...one, submission: changed(base, one) }));
  const cases = cased("cases");
  return {
    name,
    definition,
    questions,
    question,
    /** The id of the step in which that question stands. */
    stepOf: (id) => question(id)?.step,
    base,
    /** Each with `name`, `submission`, and `expect`: the problems. */
    cases,
    /** What the person can be asked to file as it is. */
    valid: cases.filter((one) => one.expect.length === 0),
    /** Each with `name`, `submission`, `shown` and `hidden`: ids of notes. */
    remarks: cased("notes"),
    /** The case of that name. */
    named(wanted) {
      const found = cases.find((one) => one.name === wanted);
      if (!found) throw new Error(`${name} has no case ${wanted}`);
      return found;
    },
  };
}

/** Questions with the options of the portal's lists; a list that it does not have is not asked for. */
function resolved(questions) {
  const whole = questions.map(({ options_from: list, questions: own, ...question }) => ({
    ...question,
    ...(list && { options: config[list] ?? [] }),
    ...(own && { questions: resolved(own) }),
  }));
  return whole.filter(({ options }) => options?.length !== 0);
}

/** A case's submission: the base with the case's changes. */
function changed(base, { unset = [], set = {}, envelope = {}, attachments = base.attachments }) {
  const answers = Object.entries(base.answers).filter(([id]) => !unset.includes(id));
  return { ...base, answers: { ...Object.fromEntries(answers), ...set }, attachments, ...envelope };
}

/** The example of what all workflows have in common. */
export const exemption = workflows.find(({ name }) => name === "exemption");
export const { definition, question, stepOf, named } = exemption;

export const LANGUAGES = ["zh-Hant", "en"];
/** The page of the county that has a workflow in that language. */
export function pageIn(language, { name } = exemption) {
  const path = name === "exemption" ? "" : `/${name}`;
  return language === "en" ? `/en${path}` : path || "/";
}

/** The attributes of a form in which that submission of a workflow is filled in. */
export function attributes({ name }, { channel, staff }, language) {
  const mode = staff ? "assisted" : channel === "kiosk" ? "kiosk" : "web";
  return { workflow: name, lang: language, mode, channel, config: "/config.json" };
}

/** The codes that a question offers. */
export const codes = ({ kind, options }) =>
  options?.map(({ value }) => value) ?? (kind === "yes_no" ? ["yes", "no"] : []);

/** The words that stand for an answer. A yes or no without words of its own is left to the native tests. */
export function said({ options, kind, questions }, value, language) {
  if (kind === "group") {
    const one = ([id, answer]) =>
      said(
        questions.find((question) => question.id === id),
        answer,
        language,
      );
    return value.flatMap((row) => Object.entries(row).flatMap(one));
  }
  if (kind === "address") return Object.values(value);
  if (options) return [].concat(value).map((code) => options.find((one) => one.value === code).label[language]);
  if (kind === "yes_no") return [];
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? [];
  if (!year) return [value.replaceAll(/\s+/g, " ")];
  const name = new Intl.DateTimeFormat("en", { month: "long" }).format(new Date(year, month - 1));
  const date = language === "en" ? [name, year] : [`${year}-${month}-${day}`, `${year - 1911}年`];
  return time ? [...date, time] : date;
}

/** The ids of a workflow's notes whose words are among these texts. */
export function noted({ definition }, texts, language) {
  const all = texts.map(squeezed);
  return definition.notes
    .filter(({ text }) => all.some((one) => one.includes(squeezed(text[language]))))
    .map(({ id }) => id);
}

/** Words as far as layout leaves them alone: without spaces and the marks of a list's entries. */
const squeezed = (words) => words.replaceAll(/^- /gm, "").replaceAll(/\s+/g, "");
