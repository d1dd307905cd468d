// Compares the results of all parts with their bounds: one check for each bound.

import {
  CHECKERS,
  FEWEST_ENGINES,
  FEWEST_STATES,
  MOST_SCROLLED,
  MOST_TAPS_AND_KEYS,
  mostQuestions,
  TALLEST,
} from "./bounds.js";

/** A check: a result, its bound, and whether the result is within it. */
const check = (part, name, result, bound, ok) => ({ part, name, result: String(result), bound: String(bound), ok });
const atMost = (part, name, result, bound) => check(part, name, result, `at most ${bound}`, result <= bound);
const atLeast = (part, name, result, bound) => check(part, name, result, `at least ${bound}`, result >= bound);

/** The checks of each part, from its result. A part without a result has failed. */
const CHECKS = {
  *walk({ states, checkers, violations, unfinished = [] }) {
    yield atLeast("walk", "states", states, FEWEST_STATES);
    yield atMost("walk", "unfinished tours", unfinished.length, 0);
    for (const checker of new Set([...CHECKERS, ...Object.keys(checkers)]))
      yield atMost("walk", `violations found by ${checker}`, checkers[checker]?.violations ?? "not measured", 0);
    yield atMost("walk", "violations listed", violations.length, 0);
  },

  *engines({ engines, failures }, { flows: wanted }) {
    yield atLeast("engines", "engines", engines.length, FEWEST_ENGINES);
    for (const { name, version, flows } of engines) {
      const stored = flows.filter((flow) => flow.stored).map(({ workflow, language }) => `${workflow}, ${language}`);
      const missing = wanted.filter((flow) => !stored.includes(flow));
      const result = `${wanted.length - missing.length} of ${wanted.length} flows`;
      yield check("engines", `stored with ${name} ${version}`, result, "all", missing.length === 0);
    }
    yield atMost("engines", "failures", failures.length, 0);
  },

  *effort({ runs, before }) {
    for (const run of runs) {
      const old = before.runs.find(({ device }) => device === run.device);
      for (const { name, share, of } of MEASURES) {
        const [now, then] = [run, old].map((one) => one && of(one));
        const result = `${now}, before ${then ?? "not measured"}`;
        yield check("effort", `${run.device}: ${name}`, result, `at most ${share * 100} %`, now <= then * share);
      }
    }
    yield atLeast("effort", "devices", runs.length, 3);
  },

  *heights(forms, { forms: wanted }) {
    for (const { workflow, language, steps } of forms) {
      const name = `${workflow}, ${language}`;
      yield atMost("heights", `${name}: pixels of the tallest step`, highest(steps, "height"), TALLEST);
      yield atMost("heights", `${name}: most questions`, highest(steps, "questions"), mostQuestions(workflow));
    }
    yield atLeast("heights", "workflows in each language", forms.length, wanted);
  },

  *screenshots(pictures) {
    yield atLeast("screenshots", "pictures", pictures.length, 1);
  },
};

/** The measures of the effort, each with its maximum share of the earlier figure. */
const MEASURES = [
  { name: "taps and keys", share: MOST_TAPS_AND_KEYS, of: ({ taps, keys }) => taps + keys },
  { name: "pixels scrolled", share: MOST_SCROLLED, of: ({ scrolled }) => scrolled },
];

const highest = (steps, key) => Math.max(0, ...steps.map((step) => step[key]));

/**
 * Returns all checks: whether each part ran to its end, and whether its result is within the bounds. `results` has the
 * result of each part, and `runs` has `part`, `ok` and `seconds` of the parts that ran now. The parts must cover all
 * `workflows` and `languages`.
 */
export function checks(results, runs, workflows, languages) {
  const flows = workflows.flatMap((workflow) => languages.map((language) => `${workflow}, ${language}`));
  const wanted = { flows, forms: flows.length };
  return Object.entries(CHECKS).flatMap(([part, compare]) => {
    const run = runs.find((one) => one.part === part);
    const ran = run ? [check(part, `run of ${run.seconds} s`, run.ok ? "passed" : "failed", "passed", run.ok)] : [];
    if (!results[part]) return [...ran, check(part, "result", "none", "a result", false)];
    try {
      return [...ran, ...compare(results[part], wanted)];
    } catch (error) {
      return [...ran, check(part, "result", `cannot be read: ${error.message}`, "a result", false)];
    }
  });
}
