// Joins the results of the walk's tests into one file, `target/look/walk.json`, and prints their numbers.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { locate } from "./submissions.js";

const FILE = locate("target/look/walk.json");
const CHECKERS = ["axe", "ibm", "alfa", "layout"];

export default class WalkReport {
  #walks = [];
  #unfinished = [];

  /** Reads the result that a test attached. */
  onTestEnd({ title }, { attachments }) {
    const attached = attachments.find(({ name }) => name === "walk");
    const walk = attached && JSON.parse(attached.body.toString());
    if (walk) this.#walks.push(walk);
    if (!walk?.isFinished) this.#unfinished.push(title);
  }

  onEnd() {
    if (this.#walks.length === 0) return;
    const states = this.#walks.reduce((sum, walk) => sum + walk.states, 0);
    const violations = this.#walks.flatMap((walk) => walk.violations);
    const count = (checker) => violations.filter((one) => one.checker === checker).length;
    const checkers = Object.fromEntries(CHECKERS.map((checker) => [checker, { violations: count(checker) }]));
    const report = { states, checkers, violations, unfinished: this.#unfinished };
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, `${JSON.stringify(report, null, 2)}\n`);
    const each = CHECKERS.map((checker) => `${checker} ${count(checker)}`).join(", ");
    console.log(`${states} states. Violations: ${each}. Unfinished tours: ${this.#unfinished.join("; ") || "none"}.`);
  }
}
