// The browser tests: Chromium, the real server and an empty database. `cargo xtask test` sets the variables.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { CONFIG, TODAY } from "./submissions.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { CHROMIUM = "/usr/bin/chromium-headless-shell", GUITAI_PORT = "8137", GUITAI_DIST = "dist" } = process.env;

// Every worker reads this file again and must get the same program and database, so they are kept in the environment.
process.env.GUITAI ??= join(root, "target/debug/guitai");
process.env.GUITAI_VERDICT ??= join(root, "target/verdict");
process.env.GUITAI_DATABASE ??= join(mkdtempSync(join(tmpdir(), "guitai-")), "filed.sqlite");
const address = `http://127.0.0.1:${GUITAI_PORT}`;

const portal = [
  `"${process.env.GUITAI}" serve --open-inbox --port ${GUITAI_PORT} --dist "${GUITAI_DIST}"`,
  `--database "${process.env.GUITAI_DATABASE}" --config "${CONFIG}" --clock ${TODAY}`,
  `--form "${join(root, "examples/emergency-relief/form.json")}"`,
];

export default defineConfig({
  testDir: ".",
  outputDir: join(root, "target/browser"),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: "list",
  use: {
    baseURL: address,
    locale: "zh-TW",
    // The portal's pages scroll smoothly, which would move a button during a click.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    // Traces take half as much time again; `-- --trace retain-on-failure` turns them on.
    trace: "off",
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: portal.join(" "),
    cwd: root,
    url: address,
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "ignore",
  },
});
