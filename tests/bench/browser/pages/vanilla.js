// The form as a hand-written page: one step at a time, checked when Continue is pressed. Shared by the floors.

import { STEPS } from "../form.js";

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** Draws a step into a form. */
function draw(form, step, answers) {
  const { title, questions } = STEPS[step];
  form.replaceChildren(element("h2", { textContent: title }));
  for (const question of questions) {
    const { name, label, options, isLong, when } = question;
    const box = element("div", { className: "question" });
    box.dataset.question = name;
    if (options) {
      const radios = Object.entries(options).map(([value, text]) => {
        const radio = element("input", { type: "radio", name, value, checked: answers[name] === value });
        return element("label", {}, radio, text);
      });
      box.append(element("fieldset", {}, element("legend", { textContent: label }), ...radios));
    } else {
      const field = element(isLong ? "textarea" : "input", { name, value: answers[name] ?? "" });
      box.append(element("label", {}, label, field));
    }
    if (when) box.hidden = answers[when[0]] !== when[1];
    form.append(box);
  }
  const label = step + 1 < STEPS.length ? "Continue" : "Submit";
  form.append(element("button", { type: "submit", textContent: label, className: "next" }));
}

const isValid = ({ min = 1, max = 200, pattern }, value) =>
  value.length >= min && value.length <= max && (!pattern || new RegExp(pattern).test(value));

/** Runs the form in an element that may contain the first step already. */
export function run(form) {
  const answers = {};
  let step = 0;
  if (!form.firstElementChild) draw(form, step, answers);
  form.addEventListener("change", () => {
    Object.assign(answers, Object.fromEntries(new FormData(form)));
    for (const { name, when } of STEPS[step].questions) {
      if (when) form.querySelector(`[data-question="${name}"]`).hidden = answers[when[0]] !== when[1];
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    Object.assign(answers, Object.fromEntries(new FormData(form)));
    for (const error of form.querySelectorAll(".error")) error.remove();
    const asked = STEPS[step].questions.filter(({ when }) => !when || answers[when[0]] === when[1]);
    const wrong = asked.filter((question) => !isValid(question, answers[question.name] ?? ""));
    for (const { name, label } of wrong) {
      const error = element("p", { className: "error", textContent: `Check “${label}”` });
      form.querySelector(`[data-question="${name}"]`).prepend(error);
    }
    if (wrong.length > 0) return;
    step += 1;
    if (step < STEPS.length) return draw(form, step, answers);
    const response = await fetch("/submit", { method: "POST", body: JSON.stringify(answers) });
    const { reference } = await response.json();
    form.replaceChildren(element("p", { className: "receipt", textContent: reference }));
  });
}
