// Which of a workflow's valid cases to file, so that every question is answered once and every option chosen once.

import { codes, TODAY } from "./submissions.js";

/** What a submission goes through, whatever it holds: ids of questions, and of options as `question=code`. */
export function touched({ questions }, { answers, attachments }) {
  const files = [].concat(attachments ?? []).map((file) => file?.answer);
  return [...new Set([...files, ...places(questions, answers)])];
}

function places(questions, answers, above = "") {
  return Object.entries(answers ?? {}).flatMap(([id, value]) => {
    const question = questions.find((one) => one.id === id);
    const place = `${above}${id}`;
    if (!question) return [];
    if (question.questions)
      return [place, ...[].concat(value).flatMap((row) => places(question.questions, row, `${place}.`))];
    const chosen = [].concat(value).filter((code) => codes(question).includes(code));
    return [place, ...chosen.map((code) => `${place}=${code}`)];
  });
}

/** All that these questions could be answered, as `touched` names it. */
export const everything = (questions, above = "") =>
  questions.flatMap((question) => {
    const place = `${above}${question.id}`;
    return [
      place,
      ...codes(question).map((code) => `${place}=${code}`),
      ...everything(question.questions ?? [], `${place}.`),
    ];
  });

/** The valid cases that a person can file exactly so, today: ticked boxes are filed in the order in which they stand. */
export function fileable({ valid, question }) {
  const asOffered = ([id, value]) => {
    const { kind, options } = question(id);
    if (kind !== "choices") return true;
    const order = value.map((code) => options.findIndex((one) => one.value === code));
    return order.every((place, index) => index === 0 || place > order[index - 1]);
  };
  return valid.filter(({ submission: { answers, attachments, filed_at } }) => {
    const here = attachments.every(({ content }) => content !== undefined);
    return here && filed_at === TODAY && Object.entries(answers).every(asOffered);
  });
}

/** The case that says most; of several, the first. */
export const fullest = (cases) =>
  best(cases, ({ submission: { answers, attachments } }) => Object.keys(answers).length + attachments.length);

const best = (cases, worth) => cases.reduce((most, one) => (worth(one) > worth(most) ? one : most));

/** Cases that together go through all that any of these does, but for what others went `before` them. */
export function cover(workflow, cases, before = []) {
  const gone = new Set(before.flatMap(({ submission }) => touched(workflow, submission)));
  const places = new Map(cases.map((one) => [one, touched(workflow, one.submission)]));
  const fresh = (one) => places.get(one).filter((place) => !gone.has(place)).length;
  const picked = [];
  for (;;) {
    const next = best(cases, fresh);
    if (fresh(next) === 0) return picked;
    picked.push(next);
    for (const place of places.get(next)) gone.add(place);
  }
}
