// The settings of the tests, for the pictures alone.

import tests from "./playwright.config.js";

export default { ...tests, testMatch: "screenshots.js", timeout: 120_000 };
