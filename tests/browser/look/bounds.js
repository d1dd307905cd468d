// What the form must reach: the bounds of the report, and of the tests that measure the same.

import { locate } from "../submissions.js";

/** The folder of all results and of the report. */
export const RESULTS = locate("target/look");

/** The largest height in pixels of a step at first sight on a phone, and its most questions. */
export const TALLEST = 2200;
export const mostQuestions = (workflow) => (workflow === "survey" ? 8 : 7);

/** The fewest states that the accessibility judges walk through, and the fewest judges. */
export const FEWEST_STATES = 600;
export const FEWEST_JUDGES = 3;

export const FEWEST_ENGINES = 3;

/** The largest share of the effort that the form needed before: taps plus keys, and pixels scrolled. */
export const LARGEST_SHARE = { "taps and keys": 0.8, "pixels scrolled": 0.5 };
