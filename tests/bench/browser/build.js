// Builds the page of each candidate into a folder, with files compressed by brotli.
//
// node build.js OUTPUT DIST GUITAI: the folder to write, the delivery of Guitai, and the command `guitai`.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { DEFINITION } from "./definition.js";
import { STEPS } from "./form.js";

const here = dirname(fileURLToPath(import.meta.url));
const [output, dist, guitai] = process.argv.slice(2);

/** Forms on a page: one, or ten for the measurement of ten. */
const COUNTS = { "": 1, "-ten": 10 };

const page = (head, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>Write to us</title><link rel="icon" href="data:,">${head}</head><body><main>${body}</main></body></html>`;

const script = (name) => `<script type="module" src="/${name}.js"></script>`;
const style = (name) => `<link rel="stylesheet" href="/${name}.css">`;
const repeat = (text, count) => Array.from({ length: count }, () => text).join("");

/** The first step as a server writes it. */
function firstStep() {
  const [{ title, questions }] = STEPS;
  const field = ({ name, label, options }) => {
    const radio = ([value, text]) => `<label><input type="radio" name="${name}" value="${value}">${text}</label>`;
    const control = options
      ? `<fieldset><legend>${label}</legend>${Object.entries(options).map(radio).join("")}</fieldset>`
      : `<label>${label}<input name="${name}"></label>`;
    return `<div class="question" data-question="${name}">${control}</div>`;
  };
  const button = `<button type="submit" class="next">Continue</button>`;
  return `<form novalidate><h2>${title}</h2>${questions.map(field).join("")}${button}</form>`;
}

/** Builds the delivery with the form of the benchmark, and returns what `guitai render` prints. */
function guitaiPages() {
  const folder = join(output, "guitai");
  cpSync(dist, folder, { recursive: true });
  const file = join(folder, "forms/bench.json");
  writeFileSync(file, JSON.stringify(DEFINITION));
  execFileSync(guitai, ["seal", folder]);
  const attributes = ["endpoint=/submit", "draft=none", "workflow=bench"].flatMap((one) => ["--attribute", one]);
  return execFileSync(guitai, ["render", file, "--lang", "en", ...attributes], { encoding: "utf8" });
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const require = createRequire(import.meta.url);
await build({
  entryPoints: ["vanilla-element", "vanilla-server", "surveyjs", "formio", "rjsf", "jsonforms"].map((name) =>
    join(here, "pages", `${name}.js`),
  ),
  outdir: output,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  loader: { ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file", ".svg": "file" },
  nodePaths: [dirname(dirname(require.resolve("react/package.json")))],
  logLevel: "warning",
});

const rendered = guitaiPages();
const element = '<guitai-form workflow="bench" lang="en" endpoint="/submit" draft="none"></guitai-form>';
const guitaiScript = '<script type="module" src="/guitai/guitai.js"></script>';
for (const [suffix, count] of Object.entries(COUNTS)) {
  const pages = {
    "vanilla-server": page(script("vanilla-server"), firstStep()),
    "vanilla-element": page(script("vanilla-element"), repeat("<bench-form></bench-form>", count)),
    surveyjs: page(style("surveyjs") + script("surveyjs"), repeat('<div class="host"></div>', count)),
    formio: page(style("formio") + script("formio"), repeat('<div class="host"></div>', count)),
    rjsf: page(script("rjsf"), repeat('<div class="host"></div>', count)),
    jsonforms: page(script("jsonforms"), repeat('<div class="host"></div>', count)),
    guitai: page(guitaiScript, repeat(element, count)),
    "guitai-rendered": page(guitaiScript, repeat(rendered, count)),
  };
  for (const [name, html] of Object.entries(pages)) writeFileSync(join(output, `${name}${suffix}.html`), html);
}
