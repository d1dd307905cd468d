// What the native engine says of a workflow's cases, in English.

import { validate } from "./portal.js";

const inEnglish = ({ submission }) => ({ ...submission, locale: "en" });

/** Cases with their `problems` as a person is told them. */
export function judged(cases) {
  const verdicts = cases.length > 0 ? validate(cases.map(inEnglish)) : [];
  return cases.map((one, index) => ({ ...one, problems: verdicts[index].problems }));
}

/** The submission of a case that is ended by that stop of its workflow. */
export function endedBy({ name, cases }, stop) {
  const stopped = judged(cases.filter(({ expect }) => expect.some(({ code }) => code === "not_entitled")));
  const found = stopped.find(({ problems }) => problems.some(({ detail }) => detail === stop.title.en));
  if (!found) throw new Error(`no case of ${name} is ended by the stop ${stop.id}`);
  return found.submission;
}
