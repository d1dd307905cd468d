// Form.io's wizard, from the script that it publishes for pages.

import { Formio } from "@formio/js";
import "@formio/js/dist/formio.form.min.css";
import { STEPS } from "../form.js";

const component = ({ name, label, options, isLong, min, max, pattern, when }) => ({
  type: options ? "radio" : isLong ? "textarea" : "textfield",
  key: name,
  label,
  input: true,
  validate: { required: true, ...(min && { minLength: min, maxLength: max }), ...(pattern && { pattern }) },
  ...(options && { values: Object.entries(options).map(([value, text]) => ({ value, label: text })) }),
  ...(when && { conditional: { show: true, when: when[0], eq: when[1] } }),
});

const form = {
  display: "wizard",
  components: STEPS.map(({ title, questions }, at) => ({
    type: "panel",
    key: `step${at}`,
    title,
    components: questions.map(component),
  })),
};

for (const host of document.querySelectorAll(".host")) {
  Formio.createForm(host, structuredClone(form), { noAlerts: false }).then((wizard) => {
    wizard.nosubmit = true;
    wizard.on("submit", async ({ data }) => {
      const response = await fetch("/submit", { method: "POST", body: JSON.stringify(data) });
      const { reference } = await response.json();
      const receipt = Object.assign(document.createElement("p"), { className: "receipt", textContent: reference });
      host.replaceChildren(receipt);
    });
  });
}
