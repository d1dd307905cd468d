// React JSON Schema Form, with a step at a time.

import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import { STEPS } from "../form.js";
import { schemaOf } from "../schema.js";

function uiSchema(step) {
  const widget = ({ options, isLong }) => (options ? "radio" : isLong ? "textarea" : undefined);
  const entries = STEPS[step].questions.map((question) => [question.name, { "ui:widget": widget(question) }]);
  return {
    ...Object.fromEntries(entries),
    "ui:submitButtonOptions": {
      submitText: step + 1 < STEPS.length ? "Continue" : "Submit",
      props: { className: "next" },
    },
  };
}

function Wizard() {
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState({});
  const [reference, setReference] = useState();
  if (reference) return h("p", { className: "receipt" }, reference);
  const onSubmit = async ({ formData }) => {
    const all = { ...answers, ...formData };
    setAnswers(all);
    if (step + 1 < STEPS.length) return setStep(step + 1);
    const response = await fetch("/submit", { method: "POST", body: JSON.stringify(all) });
    setReference((await response.json()).reference);
  };
  return h(Form, {
    key: step,
    schema: schemaOf(step, answers),
    uiSchema: uiSchema(step),
    formData: answers,
    validator,
    noHtml5Validate: true,
    showErrorList: false,
    // Otherwise, the first option of each question is chosen.
    experimental_defaultFormStateBehavior: { constAsDefaults: "never" },
    onChange: ({ formData }) => setAnswers({ ...answers, ...formData }),
    onSubmit,
  });
}

for (const host of document.querySelectorAll(".host")) createRoot(host).render(h(Wizard));
