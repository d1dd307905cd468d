// How the benchmark uses each candidate: its page, and where its controls, buttons, errors and receipt are.

import { STEPS } from "./form.js";

/** A question's control in forms whose controls have the name of the question. */
const byName = (name, value) => `[name="${name}"]${value === undefined ? "" : `[value="${value}"]`}`;

/** The number of an option of a question. */
function numberOf(name, value) {
  const question = STEPS.flatMap(({ questions }) => questions).find((own) => own.name === name);
  return Object.keys(question.options).indexOf(value);
}

const VANILLA = {
  field: byName,
  next: "button.next",
  error: ".error",
  receipt: ".receipt",
};

/** The candidates by name. `kind` says to which floor or group a candidate belongs. */
export const PRODUCTS = {
  "vanilla page": { kind: "floor", page: "vanilla-server", ...VANILLA },
  "vanilla element": { kind: "floor", page: "vanilla-element", ...VANILLA },
  "Guitai, embedded": {
    kind: "guitai",
    page: "guitai",
    field: byName,
    next: '[data-action="next"], [data-action="submit"]',
    error: '[data-part="error"]',
    review: '[data-part="review"]',
    receipt: '[data-part="reference"]',
    ready: "guitai-ready",
  },
  "Guitai, pre-rendered": {
    kind: "guitai",
    page: "guitai-rendered",
    field: byName,
    next: '[data-action="next"], [data-action="submit"]',
    error: '[data-part="error"]',
    review: '[data-part="review"]',
    receipt: '[data-part="reference"]',
    ready: "guitai-ready",
  },
  SurveyJS: {
    kind: "product",
    page: "surveyjs",
    field: (name, value) =>
      value === undefined
        ? `[data-name="${name}"] :is(input, textarea)`
        : `[data-name="${name}"] input[value="${value}"]`,
    // Another element covers its radio buttons.
    option: (name, value) => `[data-name="${name}"] label:has(input[value="${value}"])`,
    next: ".sv-action:not(.sv-action--hidden) :is(.sd-navigation__next-btn, .sd-navigation__complete-btn)",
    error: ".sd-question__erbox",
    receipt: ".receipt",
  },
  "Form.io": {
    kind: "product",
    page: "formio",
    field: (name, value) =>
      value === undefined ? `[name="data[${name}]"]` : `.formio-component-${name} input[value="${value}"]`,
    next: ".btn-wizard-nav-next, .btn-wizard-nav-submit",
    error: ".formio-errors .error, .formio-errors .form-text",
    receipt: ".receipt",
  },
  RJSF: {
    kind: "product",
    page: "rjsf",
    // The values of its radio buttons are their numbers.
    field: (name, value) => (value === undefined ? `#root_${name}` : `#root_${name}-${numberOf(name, value)}`),
    next: "button.next",
    error: ".error-detail li",
    receipt: ".receipt",
  },
  "JSON Forms": {
    kind: "product",
    page: "jsonforms",
    // Milliseconds after which it has taken over a typed text.
    settlesIn: 500,
    field: (name, value) =>
      value === undefined
        ? `[id*="/properties/${name}"][id$="-input"]`
        : `[name*="/properties/${name}"][value="${value}"]`,
    next: "button.next",
    error: ".validation_error",
    receipt: ".receipt",
  },
};
