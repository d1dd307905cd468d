// The bounds of the results, for the report and for the tests that measure the same.

import { locate } from "../submissions.js";

/** The folder of all results and of the report. */
export const RESULTS = locate("target/look");

/** The maximum height of a step on a phone before input, in pixels, and the maximum number of its questions. */
export const TALLEST = 2200;
export const mostQuestions = (workflow) => (workflow === "survey" ? 8 : 7);

/** The minimum number of states of the walk, and the accessibility checkers that must check them. */
export const FEWEST_STATES = 600;
export const CHECKERS = ["axe", "ibm", "alfa"];

export const FEWEST_ENGINES = 3;

/** The maximum taps plus keys, and the maximum of scrolled pixels, as shares of the figures in `effort-before.json`. */
export const MOST_TAPS_AND_KEYS = 0.8;
export const MOST_SCROLLED = 0.5;
