// The configuration of the tests, for the screenshots only.

import tests from "./playwright.config.js";

export default { ...tests, testMatch: "screenshots.js", timeout: 120_000 };
