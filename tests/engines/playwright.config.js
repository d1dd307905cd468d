// The configuration of `cargo xtask engines`, and of its selection in `cargo xtask test`. One worker runs one engine.

import common from "../browser/playwright.config.js";
import { ENGINES } from "./engines.js";

const isSelection = process.env.GUITAI_ENGINES !== "all";

export default {
  ...common,
  testDir: ".",
  fullyParallel: false,
  reporter: isSelection ? "list" : "./table.js",
  timeout: 120_000,
  globalSetup: "./webkit-driver.js",
  // Chromium runs every test in `tests/browser`.
  projects: ENGINES.filter((name) => !isSelection || name !== "chromium").map((name) => ({ name, use: { name } })),
};
