// The configuration of `cargo xtask faults`, and of its selection in `cargo xtask test`.

import common from "../browser/playwright.config.js";
import { locate } from "../browser/submissions.js";

const { GUITAI_FAULTS } = process.env;
process.env.GUITAI_PORTAL ??= common.use.baseURL;
process.env.GUITAI_ENGINE ??= locate("target/engine/engine.js");

export default {
  ...common,
  testDir: ".",
  reporter: GUITAI_FAULTS === "all" ? "./table.js" : "list",
  timeout: 120_000,
};
