// Reads the results of all parts, prints the checks, and writes the report: the last step of `cargo xtask look`.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, workflows } from "../submissions.js";
import { RESULTS } from "./bounds.js";
import { checks } from "./checks.js";
import { pictures } from "./pictures.js";
import { lines, report } from "./report.js";

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
const result = (name) => read(join(RESULTS, `${name}.json`));

/** The results of a part in several files, if there are any. */
function results(name) {
  const folder = join(RESULTS, name);
  return existsSync(folder) ? readdirSync(folder).map((file) => read(join(folder, file))) : undefined;
}

const found = {
  walk: result("walk"),
  engines: result("engines"),
  effort: result("effort"),
  heights: results("heights"),
  screenshots: pictures(),
};
const names = workflows.map(({ name }) => name);
const all = checks(found, result("runs") ?? [], names, LANGUAGES);

console.log(lines(all).join("\n"));
const file = join(RESULTS, "index.html");
writeFileSync(file, report(found, all));
console.log(`\n${file}`);
process.exitCode = all.every(({ ok }) => ok) ? 0 : 1;
