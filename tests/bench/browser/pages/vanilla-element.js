// The floor for embedded forms: a custom element without a framework.

import { run } from "./vanilla.js";

customElements.define(
  "bench-form",
  class extends HTMLElement {
    connectedCallback() {
      const form = document.createElement("form");
      form.noValidate = true;
      this.attachShadow({ mode: "open" }).append(form);
      run(form);
    }
  },
);
