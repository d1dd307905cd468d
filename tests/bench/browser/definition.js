// The form as a definition of Guitai.

import { STEPS } from "./form.js";

const text = (words) => ({ en: words });

const kindOf = ({ name, options, isLong }) => {
  if (options) return "choice";
  if (name === "email" || name === "mobile" || name === "name") return name;
  return isLong ? "long_text" : "text";
};

const question = (own) => ({
  id: own.name,
  kind: kindOf(own),
  label: text(own.label),
  ...(own.options && {
    options: Object.entries(own.options).map(([value, label]) => ({ value, label: text(label) })),
  }),
  ...(own.min && kindOf(own) !== "name" && { min: own.min, max: own.max }),
  ...(own.when && { when: { is: own.when } }),
});

export const DEFINITION = {
  id: "bench",
  version: "1.0.0",
  languages: ["en"],
  title: text("Write to us"),
  notices: [],
  steps: STEPS.map(({ title, questions }, at) => ({
    id: `step${at}`,
    title: text(title),
    questions: questions.map(question),
  })),
};
