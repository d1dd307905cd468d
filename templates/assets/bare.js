// One form, with attributes from the query string: /bare?workflow=exemption&mode=assisted&lang=en
// The default `endpoint` is the portal's own; an empty `endpoint=` leaves the attribute out.

const ATTRIBUTES = [
  "workflow",
  "src",
  "endpoint",
  "lang",
  "mode",
  "draft",
  "draft-name",
  "attachments",
  "idle-timeout",
  "channel",
  "heading-level",
  "config",
  "csrf-header",
  "csrf-token",
  "title-errors",
  "keyboard",
  "closed",
];

const query = new URLSearchParams(location.search);
const form = document.createElement("guitai-form");
form.setAttribute("endpoint", "/api/submissions");
for (const name of ATTRIBUTES) {
  const value = query.get(name);
  if (value !== null) form.setAttribute(name, value);
}
if (form.getAttribute("endpoint") === "") {
  form.removeAttribute("endpoint");
}
document.querySelector("main")?.append(form);
