// Selects valid cases of a workflow so that every question is answered and every option chosen at least once.

import { codes, TODAY } from "./submissions.js";

/** The items that a submission covers: questions as `id`, options as `id=code`. Accepts malformed submissions. */
export function covered({ questions }, { answers, attachments }) {
  const files = [].concat(attachments ?? []).map((file) => file?.answer);
  return [...new Set([...files, ...itemsOf(questions, answers)])];
}

function itemsOf(questions, answers, above = "") {
  return Object.entries(answers ?? {}).flatMap(([id, value]) => {
    const question = questions.find((one) => one.id === id);
    const item = `${above}${id}`;
    if (!question) return [];
    if (question.questions)
      return [item, ...[].concat(value).flatMap((row) => itemsOf(question.questions, row, `${item}.`))];
    const chosen = [].concat(value).filter((code) => codes(question).includes(code));
    return [item, ...chosen.map((code) => `${item}=${code}`)];
  });
}

/** All items of these questions, named as in `covered`. */
export const allItems = (questions, above = "") =>
  questions.flatMap((question) => {
    const item = `${above}${question.id}`;
    return [
      item,
      ...codes(question).map((code) => `${item}=${code}`),
      ...allItems(question.questions ?? [], `${item}.`),
    ];
  });

/** The valid cases that a form reproduces exactly: filed today, and with checked options in the order of the options. */
export function fileable({ valid, question }) {
  const isInOrder = ([id, value]) => {
    const { kind, options } = question(id);
    if (kind !== "choices") return true;
    const order = value.map((code) => options.findIndex((one) => one.value === code));
    return order.every((place, index) => index === 0 || place > order[index - 1]);
  };
  return valid.filter(({ submission: { answers, attachments, filed_at } }) => {
    const hasContents = attachments.every(({ content }) => content !== undefined);
    return hasContents && filed_at === TODAY && Object.entries(answers).every(isInOrder);
  });
}

/** The case with the most answers and attachments; of several, the first. */
export const fullest = (cases) =>
  maximum(cases, ({ submission: { answers, attachments } }) => Object.keys(answers).length + attachments.length);

const maximum = (cases, value) => cases.reduce((best, one) => (value(one) > value(best) ? one : best));

/** Selects cases that together cover every item that any of them covers, except the items of the cases `before`. */
export function cover(workflow, cases, before = []) {
  const done = new Set(before.flatMap(({ submission }) => covered(workflow, submission)));
  const items = new Map(cases.map((one) => [one, covered(workflow, one.submission)]));
  const countNew = (one) => items.get(one).filter((item) => !done.has(item)).length;
  const selected = [];
  for (;;) {
    const next = maximum(cases, countNew);
    if (countNew(next) === 0) return selected;
    selected.push(next);
    for (const item of items.get(next)) done.add(item);
  }
}
