// HTML from templates: every inserted text is escaped, every inserted piece of HTML is kept, lists are joined.

class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The tag of a template, such as html`<p>${text}</p>`. Attributes must be in double quotes. */
export const html = (texts, ...values) => new Html(String.raw({ raw: texts }, ...values.map(insert)));

/** A style sheet or anything else that must not be escaped. */
export const verbatim = (text) => new Html(text);

function insert(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(insert).join("");
  if (value === false || value === undefined) return "";
  return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** A whole document. */
export const page = (title, style, body) =>
  String(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${body}
</body>
</html>
`);
