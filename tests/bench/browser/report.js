// Prints the medians of a run as Markdown: a table for each profile, with the spread, and the bounds.
//
// node report.js RESULT

import { readFileSync } from "node:fs";
import { PRODUCTS } from "./products.js";

const runs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const names = Object.keys(PRODUCTS).filter((name) => runs.some((run) => run.name === name));
const profiles = [...new Set(runs.map(({ profile }) => profile))];
const figures = [...new Set(runs.flatMap((run) => Object.keys(run.figures)))];

/** The sorted values of a figure. */
const values = (name, profile, figure) =>
  runs
    .filter((run) => run.name === name && run.profile === profile)
    .map((run) => run.figures[figure])
    .filter((value) => value !== undefined)
    .sort((a, b) => a - b);

function median(name, profile, figure) {
  const all = values(name, profile, figure);
  return all[Math.floor((all.length - 1) / 2)];
}

const ofKind = (kind) => names.filter((name) => PRODUCTS[name].kind === kind);
const best = (kind, profile, figure) => Math.min(...ofKind(kind).map((name) => median(name, profile, figure)));

/** A figure with its unit in the name: milliseconds and counts without decimals, bytes in kB. */
function format(figure, value) {
  if (value === undefined) return "–";
  return figure.startsWith("bytes") ? (value / 1000).toFixed(1) : value.toFixed(0);
}

const title = (figure) => (figure.startsWith("bytes") ? `${figure.replace("bytes", "kB")}` : figure);
const row = (cells) => `| ${cells.join(" | ")} |`;

for (const profile of profiles) {
  console.log(`\n### ${profile}\n`);
  console.log(row(["median (lowest to highest)", ...names]));
  console.log(row(["---", ...names.map(() => "--:")]));
  for (const figure of figures) {
    const cell = (name) => {
      const all = values(name, profile, figure);
      const middle = format(figure, median(name, profile, figure));
      return all.length > 1 ? `${middle} (${format(figure, all[0])} to ${format(figure, all.at(-1))})` : middle;
    };
    console.log(row([title(figure), ...names.map(cell)]));
  }
}

const SLOW = "4× CPU, Slow 4G";
const EMBEDDED = "Guitai, embedded";
const own = (figure, profile = SLOW) => median(EMBEDDED, profile, figure);
const element = (figure, profile = SLOW) => median("vanilla element", profile, figure);

/** The bounds: what is compared, the value, and the largest value that is allowed. */
const BOUNDS = [
  ["bytes to the first field, embedded", own("bytes to the first field"), 20_000],
  ["first field / vanilla element", own("first field usable, ms") / element("first field usable, ms"), 1.3],
  [
    "first field / fastest product",
    own("first field usable, ms") / best("product", SLOW, "first field usable, ms"),
    0.5,
  ],
  [
    "first field, pre-rendered / vanilla page",
    median("Guitai, pre-rendered", SLOW, "first field usable, ms") /
      median("vanilla page", SLOW, "first field usable, ms"),
    1.15,
  ],
  [
    "Continue works / first field of the fastest product",
    own("Continue works, ms") / best("product", SLOW, "first field usable, ms"),
    0.75,
  ],
  ["bytes until Continue works", own("bytes until Continue works"), 115_000],
  ["bytes of the whole wizard", own("bytes of the whole wizard"), 165_000],
  ["blocking time / best product", own("blocking time, ms") / best("product", SLOW, "blocking time, ms"), 0.5],
  [
    "keystroke to paint p95 / vanilla element",
    own("keystroke to paint p95, ms") / element("keystroke to paint p95, ms"),
    1.2,
  ],
  [
    "empty step to all errors / vanilla element",
    own("empty step to all errors, ms") / element("empty step to all errors, ms"),
    1.2,
  ],
  ["ten forms / fastest product", own("ten forms usable, ms") / best("product", SLOW, "ten forms usable, ms"), 0.7],
  ["requests until Continue works", own("requests until Continue works"), 6],
  ["whole wizard, script / vanilla element", own("whole wizard, script, ms") / element("whole wizard, script, ms"), 6],
];

console.log("\n### Bounds\n");
console.log(row(["figure", "value", "bound", "reached"]));
console.log(row(["---", "--:", "--:", "---"]));
for (const [name, value, bound] of BOUNDS) {
  const digits = bound < 100 ? 2 : 0;
  console.log(row([name, value.toFixed(digits), bound, value <= bound ? "yes" : "no"]));
}
