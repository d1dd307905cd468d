// What the form must reach: the bounds of the report, and of the tests that measure the same.

import { locate } from "../submissions.js";

/** The folder of all results and of the report. */
export const RESULTS = locate("target/look");

/** The largest height in pixels of a step at first sight on a phone, and its most questions. */
export const TALLEST = 2200;
export const mostQuestions = (workflow) => (workflow === "survey" ? 8 : 7);

/** The fewest states that the walk goes through, and the judges of accessibility that must see them. */
export const FEWEST_STATES = 600;
export const JUDGES = ["axe", "ibm", "alfa"];

export const FEWEST_ENGINES = 3;

/** The most taps plus keys, and the most pixels scrolled, as parts of the effort that the form needed before. */
export const MOST_TAPS_AND_KEYS = 0.8;
export const MOST_SCROLLED = 0.5;
