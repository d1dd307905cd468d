// The report of `cargo xtask look`, `target/look/index.html`: all checks, and the results of the parts.

import { html, page } from "./html.js";

const STYLE = `
  body { max-width: 1100px; margin: 0 auto; padding: 16px; font: 16px/1.6 system-ui, "Noto Sans TC", "Noto Sans CJK TC", sans-serif; color: #222; background: #fff; }
  h2 { margin: 32px 0 8px; }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #ddd; text-align: start; vertical-align: top; }
  .number { text-align: end; font-variant-numeric: tabular-nums; }
  .failed td { color: #b3261e; font-weight: 700; }
`;

/** The report as HTML. `results` and `checks` are those of `checks.js`. */
export function report(results, checks) {
  const failed = checks.filter(({ ok }) => !ok).length;
  const verdict = failed === 0 ? "All results are within bounds." : `${failed} of ${checks.length} checks failed.`;
  const body = html`<h1>Checks of the user interface</h1>
<p><strong>${verdict}</strong></p>
${table(
  ["part", "measured", "result", "bound"],
  checks.map(({ part, name, result, bound, ok }) => ({ cells: [part, name, result, bound], failed: !ok })),
)}
${Object.entries(SECTIONS).map(
  ([part, { title, content }]) =>
    html`<h2 id="${part}">${title}</h2>
${shown(content, results[part])}
`,
)}`;
  return page("Checks of the user interface", STYLE, body);
}

/** The content of a section. The checks name a result that is missing or cannot be read. */
function shown(content, result) {
  try {
    return content(result);
  } catch {
    return html`<p>The result is missing or cannot be read.</p>`;
  }
}

const SECTIONS = {
  screenshots: {
    title: "Screenshots",
    content: ({ length }) => html`<p><a href="screenshots/index.html">${length} pictures</a> of every state.</p>`,
  },

  heights: {
    title: "Height of the steps on a phone, before input",
    content: (forms) =>
      table(
        ["workflow", "language", "step", "height in px", "questions"],
        forms.flatMap(({ workflow, language, steps }) =>
          steps.map(({ step, height, questions }) => ({ cells: [workflow, language, step, height, questions] })),
        ),
      ),
  },

  effort: {
    title: "Effort of the shortest valid path",
    content: ({ runs, before }) =>
      table(
        ["device", "version", "screens", "taps", "keys", "px scrolled"],
        runs.flatMap((run) =>
          [{ ...run, version: "now" }, ...before.runs.filter(({ device }) => device === run.device)].map((one) => ({
            cells: [one.device, one.version ?? before.commit, one.screens, one.taps, one.keys, one.scrolled],
          })),
        ),
      ),
  },

  walk: {
    title: "Accessibility",
    content: ({
      states,
      checkers,
      violations,
    }) => html`<p>${states} states, checked by ${Object.keys(checkers).join(", ")}.</p>
${
  violations.length > 0 &&
  table(
    ["state", "language", "width", "checker", "rule", "element", "reason"],
    violations.map((one) => ({
      cells: [one.state, one.language, one.width, one.checker, one.rule, one.element, one.reason],
      failed: true,
    })),
  )
}`,
  },

  engines: {
    title: "Engines",
    content: ({ engines, failures }) => html`${table(
      ["engine", "workflow", "language", "reference", "ms"],
      engines.flatMap(({ name, version, flows }) =>
        flows.map(({ workflow, language, reference, stored, milliseconds }) => ({
          cells: [`${name} ${version}`, workflow, language, stored ? reference : "not stored", milliseconds],
          failed: !stored,
        })),
      ),
    )}
${failures.map((failure) => html`<p>${typeof failure === "string" ? failure : JSON.stringify(failure)}</p>`)}`,
  },
};

/** A table. Each row has `cells`, and `failed` if it shows a fault. Numbers are aligned at the end. */
function table(head, rows) {
  const cell = (value) => html`<td${typeof value === "number" && html` class="number"`}>${value}</td>`;
  return html`<div class="scroll"><table>
<tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr>
${rows.map(
  ({ cells, failed }) => html`<tr${failed && html` class="failed"`}>${cells.map(cell)}</tr>
`,
)}</table></div>`;
}

/** The checks as lines for a terminal. */
export function lines(checks) {
  const rows = checks.map(({ part, name, result, bound, ok }) => [ok ? "ok" : "FAILED", part, name, result, bound]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}
