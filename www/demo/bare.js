// The form alone, with attributes from the query string: /bare?workflow=exemption&mode=assisted&lang=en
// `endpoint` is the portal's own unless it is given; an empty `endpoint=` leaves the attribute out.

const ATTRIBUTES = [
  "workflow", "src", "endpoint", "lang", "mode", "draft", "draft-name", "attachments", "idle-timeout", "channel",
  "heading-level", "config", "csrf-header", "csrf-token", "title-errors", "closed",
];

const asked = new URLSearchParams(location.search);
const form = document.createElement("guitai-form");
form.setAttribute("endpoint", "/api/submissions");
for (const name of ATTRIBUTES.filter((name) => asked.has(name))) {
  form.setAttribute(name, asked.get(name));
}
if (form.getAttribute("endpoint") === "") {
  form.removeAttribute("endpoint");
}
document.querySelector("main").append(form);
