// The workflows with their golden submissions. The specs run for each folder in `tests/forms` that has a definition of
// the same name in `www/forms`.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a file of the repository. */
export const locate = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path) => JSON.parse(readFileSync(locate(path), "utf8"));

const DEMO = "examples/sample-county/config.json";
/** The portal's config, for validation and for its pages. */
export const CONFIG = locate(DEMO);
export const config = read(DEMO);
/** The moment at which the golden submissions are filed. */
export const TODAY = "2026-11-21T10:00:00+08:00";

/** Each with the members that `workflow` returns. */
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
  const readCases = (file) =>
    read(`tests/forms/${name}/${file}.json`).map((one) => ({ ...one, submission: changed(base, one) }));
  const cases = readCases("cases");
  return {
    name,
    definition,
    questions,
    question,
    /** The id of a question's step. */
    stepOf: (id) => question(id)?.step,
    base,
    /** Each with `name`, `submission`, and `expect`, the problems. */
    cases,
    /** The cases without problems. */
    valid: cases.filter((one) => one.expect.length === 0),
    /** Each with `name`, `submission`, `shown` and `hidden`: ids of notes. */
    noteCases: readCases("notes"),
    /** Returns the case of a name. */
    named(wanted) {
      const found = cases.find((one) => one.name === wanted);
      if (!found) throw new Error(`${name} has no case ${wanted}`);
      return found;
    },
  };
}

/** Questions with the options of the portal's lists, without those whose list is missing. */
function resolved(questions) {
  const whole = questions.map(({ options_from: list, questions: own, ...question }) => ({
    ...question,
    ...(list && { options: config[list] ?? [] }),
    ...(own && { questions: resolved(own) }),
  }));
  return whole.filter(({ options }) => options?.length !== 0);
}

/** Applies a case's changes to the base submission. */
function changed(base, { unset = [], set = {}, envelope = {}, attachments = base.attachments }) {
  const answers = Object.entries(base.answers).filter(([id]) => !unset.includes(id));
  return { ...base, answers: { ...Object.fromEntries(answers), ...set }, attachments, ...envelope };
}

/** The workflow for tests of features that all workflows share. */
export const exemption = workflows.find(({ name }) => name === "exemption");
export const { definition, question, stepOf, named } = exemption;

export const LANGUAGES = ["zh-Hant", "en"];
/** The path of the portal's page for a workflow and language. */
export function pageIn(language, { name } = exemption) {
  const path = name === "exemption" ? "" : `/${name}`;
  return language === "en" ? `/en${path}` : path || "/";
}

/** The attributes of a form in which a submission can be filled in. */
export function attributes({ name }, { channel, staff }, language) {
  const mode = staff ? "assisted" : channel === "kiosk" ? "kiosk" : "web";
  return { workflow: name, lang: language, mode, channel, config: "/config.json" };
}

/** The option codes of a question. */
export const codes = ({ kind, options }) =>
  options?.map(({ value }) => value) ?? (kind === "yes_no" ? ["yes", "no"] : []);

/** The texts that display an answer. Yes and no without their own labels are left to the native tests. */
export function displayTexts({ options, kind, questions }, value, language) {
  if (kind === "group") {
    const one = ([id, answer]) =>
      displayTexts(
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

/** The ids of a workflow's notes whose text is among the given texts. */
export function visibleNotes({ definition }, texts, language) {
  const all = texts.map(withoutSpaces);
  return definition.notes
    .filter(({ text }) => {
      // The portal's config may replace a placeholder such as `{holder|the unit}`.
      const parts = text[language].split(/\{[^}]*\}/).map(withoutSpaces);
      return all.some((one) => parts.every((part) => one.includes(part)));
    })
    .map(({ id }) => id);
}

/** Removes spaces and list markers, which depend on the layout. */
const withoutSpaces = (text) => text.replaceAll(/^- /gm, "").replaceAll(/\s+/g, "");
