// The configuration of the tests, for the pictures of `cargo xtask screenshots` only.

import tests from "./playwright.config.js";

export default { ...tests, testMatch: "screenshots.js", timeout: 600_000, globalTeardown: "./look/album.js" };
