// JSON Forms with its renderers without a design system, and with a step at a time.

import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import { STEPS } from "../form.js";
import { schemaOf } from "../schema.js";

const layoutOf = (step, schema) => ({
  type: "VerticalLayout",
  elements: STEPS[step].questions
    .filter(({ name }) => name in schema.properties)
    .map(({ name, options, isLong }) => ({
      type: "Control",
      scope: `#/properties/${name}`,
      options: options ? { format: "radio" } : isLong ? { multi: true } : {},
    })),
});

function Wizard() {
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState({});
  const [errors, setErrors] = useState([]);
  const [isChecked, setChecked] = useState(false);
  const [reference, setReference] = useState();
  if (reference) return h("p", { className: "receipt" }, reference);
  const schema = schemaOf(step, answers);
  const next = async () => {
    if (errors.length > 0) return setChecked(true);
    setChecked(false);
    if (step + 1 < STEPS.length) return setStep(step + 1);
    const response = await fetch("/submit", { method: "POST", body: JSON.stringify(answers) });
    setReference((await response.json()).reference);
  };
  return h(
    "div",
    {},
    h("h2", {}, schema.title),
    h(JsonForms, {
      key: step,
      schema,
      uischema: layoutOf(step, schema),
      data: answers,
      renderers: vanillaRenderers,
      cells: vanillaCells,
      validationMode: isChecked ? "ValidateAndShow" : "ValidateAndHide",
      onChange: ({ data, errors: found }) => {
        setAnswers(data);
        setErrors(found);
      },
    }),
    h("button", { type: "button", className: "next", onClick: next }, step + 1 < STEPS.length ? "Continue" : "Submit"),
  );
}

for (const host of document.querySelectorAll(".host")) createRoot(host).render(h(Wizard));
