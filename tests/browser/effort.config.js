// The configuration of the tests, for the effort of the shortest valid path only:
// npx playwright test --config tests/browser/effort.config.js

import tests from "./playwright.config.js";

export default { ...tests, testMatch: "effort.js", workers: 1 };
