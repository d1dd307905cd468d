// Selections that cover everything that a list covers: for example, cases that answer every question and choose every
// option.

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

/**
 * The valid cases that a form reproduces exactly: filed today, and with checked options in the order of the options.
 */
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

/** Selects entries that together have every item that any entry has, except the items `before`. */
export function cover(list, itemsOf, before = []) {
  const done = new Set(before);
  const items = new Map(list.map((one) => [one, itemsOf(one)]));
  const countNew = (one) => items.get(one).filter((item) => !done.has(item)).length;
  const selected = [];
  for (let rest = list; ; ) {
    rest = rest.filter((one) => countNew(one) > 0);
    if (rest.length === 0) return selected;
    const next = maximum(rest, countNew);
    selected.push(next);
    for (const item of items.get(next)) done.add(item);
  }
}
