// The configuration of `cargo xtask speech`.

import common from "../browser/playwright.config.js";

export default { ...common, testDir: ".", workers: 1, timeout: 900_000 };
