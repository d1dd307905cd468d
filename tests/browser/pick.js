// The tests that a table generates: all of them with `cargo xtask test --all`, otherwise a selection with each
// workflow, language, kind of control, of problem and of response at least once. Tests that are not selected are not
// declared.

import { cover } from "./cover.js";
import { test } from "./portal.js";
import { LANGUAGES } from "./submissions.js";

/** Whether all tests run. */
export const ALL = process.env.GUITAI_BROWSER === "all";

/** Declares a test only if all tests run, because the native tests of the journey check the same decision. */
export const testInFull = ALL ? test : () => {};

/** Selects entries of a table that together cover every item that any entry covers. */
export function pick(table, itemsOf) {
  if (ALL) return table;
  const selected = cover(table, itemsOf);
  return table.filter((entry) => selected.includes(entry));
}

/** Selects the first entry of a table whose entries all exercise one mechanism. */
export const pickFirst = (table) => (ALL ? table : table.slice(0, 1));

/** Combines each entry of a table with each language; the selection alternates between the languages. */
export function inLanguages(table) {
  const turn = (index) => [LANGUAGES[index % LANGUAGES.length]];
  return table.flatMap((entry, index) => (ALL ? LANGUAGES : turn(index)).map((language) => [entry, language]));
}

/** The kinds of control of a workflow's questions, where texts on one line count as one kind. */
export function controls({ questions }) {
  const inner = questions.flatMap(({ questions: own = [] }) => own);
  const kinds = [...questions, ...inner].map(({ kind }) => (SPECIAL.includes(kind) ? kind : "text"));
  return [...new Set(kinds)];
}

const SPECIAL = "address choice choices date date_time files group long_text signature yes_no".split(" ");
