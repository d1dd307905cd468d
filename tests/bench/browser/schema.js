// The form as a JSON Schema for each step.

import { STEPS } from "./form.js";

const property = ({ label, options, min, max, pattern }) => ({
  type: "string",
  title: label,
  ...(options && { oneOf: Object.entries(options).map(([value, title]) => ({ const: value, title })) }),
  ...(min && { minLength: min, maxLength: max }),
  ...(pattern && { pattern }),
});

/** Returns the schema of a step, with the questions that are asked after these answers. */
export function schemaOf(step, answers) {
  const asked = STEPS[step].questions.filter(({ when }) => !when || answers[when[0]] === when[1]);
  return {
    type: "object",
    title: STEPS[step].title,
    required: asked.map(({ name }) => name),
    properties: Object.fromEntries(asked.map((question) => [question.name, property(question)])),
  };
}
