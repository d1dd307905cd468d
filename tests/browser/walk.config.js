// The configuration of the tests, for the walk only.

import tests from "./playwright.config.js";

export default {
  ...tests,
  testMatch: "walk.js",
  timeout: 3_600_000,
  reporter: [["list"], ["./walk-report.js"]],
};
