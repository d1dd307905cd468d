// The reporter of `cargo xtask engines`: prints a table of engines and workflows, and writes
// `target/look/engines.json`.

import { mkdirSync, writeFileSync } from "node:fs";
import { locate } from "../browser/submissions.js";

export default class Table {
  /** Each engine with its version and its flows. */
  engines = new Map();
  failures = [];

  onTestEnd(test, { status, error, annotations }) {
    const name = test.parent.project().name;
    const engine = this.engines.get(name) ?? { name, version: null, flows: [] };
    this.engines.set(name, engine);
    const found = annotations.find(({ type }) => type === "flow");
    if (found) {
      const { version, ...flow } = JSON.parse(found.description);
      Object.assign(engine, { version }).flows.push(flow);
    }
    const reason = error?.message?.split("\n")[0] ?? status;
    if (status !== "passed") this.failures.push(`${name}: ${test.title}: ${reason}`);
    console.log(`${status === "passed" ? "ok" : "!!"} ${name} ${test.title}`);
  }

  /** Errors outside of tests, such as a browser that does not start. */
  onError({ message, value }) {
    this.failures.push((message ?? value ?? "unknown error").split("\n")[0]);
  }

  onEnd() {
    const engines = [...this.engines.values()];
    console.log(`\n${this.#table(engines)}\n`);
    for (const failure of this.failures) console.log(failure);
    mkdirSync(locate("target/look"), { recursive: true });
    writeFileSync(locate("target/look/engines.json"), JSON.stringify({ engines, failures: this.failures }, null, 2));
  }

  /** A line for each workflow and language, with the seconds of each engine. */
  #table(engines) {
    const flows = engines.flatMap((engine) => engine.flows.map((flow) => ({ engine, ...flow })));
    const titles = [...new Set(flows.map(titleOf))];
    const rows = titles.map((title) => {
      const seconds = (engine) => {
        const own = flows.find((flow) => flow.engine === engine && titleOf(flow) === title);
        return own ? `${(own.milliseconds / 1000).toFixed(1)} s` : "–";
      };
      return [title, ...engines.map(seconds)];
    });
    const head = ["", ...engines.map(({ name, version }) => `${name} ${version}`)];
    const line = (cells) => cells.map((cell) => cell.padEnd(28)).join("");
    return [head, ...rows].map((row) => line(row).trimEnd()).join("\n");
  }
}

const titleOf = ({ workflow, channel, language }) => `${workflow}, ${channel}, ${language}`;
