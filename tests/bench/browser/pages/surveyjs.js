// SurveyJS with its own renderer.

import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import "survey-core/survey-core.css";
import { STEPS } from "../form.js";

const choices = (options) => Object.entries(options).map(([value, text]) => ({ value, text }));

function element({ name, label, options, isLong, min, max, pattern, when }) {
  const validators = [];
  if (min) validators.push({ type: "text", minLength: min, maxLength: max });
  if (pattern) validators.push({ type: "regex", regex: pattern });
  return {
    type: options ? "radiogroup" : isLong ? "comment" : "text",
    name,
    title: label,
    isRequired: true,
    validators,
    ...(options && { choices: choices(options) }),
    ...(when && { visibleIf: `{${when[0]}} = '${when[1]}'` }),
  };
}

for (const host of document.querySelectorAll(".host")) {
  const survey = new Model({
    pages: STEPS.map(({ title, questions }, at) => ({ name: `step${at}`, title, elements: questions.map(element) })),
    checkErrorsMode: "onNextPage",
  });
  survey.onComplete.add(async ({ data }) => {
    const response = await fetch("/submit", { method: "POST", body: JSON.stringify(data) });
    const { reference } = await response.json();
    host.replaceChildren(Object.assign(document.createElement("p"), { className: "receipt", textContent: reference }));
  });
  renderSurvey(survey, host);
}
