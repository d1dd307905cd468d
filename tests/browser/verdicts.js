// The native validator's problems of a workflow's cases, in English.

import { validate } from "./portal.js";

const inEnglish = ({ submission }) => ({ ...submission, locale: "en" });

/** Adds the `problems` to cases, with their English texts. */
export function withProblems(cases) {
  const results = cases.length > 0 ? validate(cases.map(inEnglish)) : [];
  return cases.map((one, index) => ({ ...one, problems: results[index].problems }));
}

/** The submission of a case that ends at a stop of its workflow. */
export function submissionForStop({ name, cases }, stop) {
  const stopped = withProblems(cases.filter(({ expect }) => expect.some(({ code }) => code === "not_entitled")));
  const found = stopped.find(({ problems }) => problems.some(({ detail }) => detail === stop.title.en));
  if (!found) throw new Error(`no case of ${name} ends at the stop ${stop.id}`);
  return found.submission;
}
