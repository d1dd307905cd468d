// The browser tests: one Chromium, the real server, a database of its own. `cargo xtask test` sets what is read here.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { CHROMIUM = "/usr/bin/chromium", GUITAI = join(root, "target/debug/guitai"), GUITAI_PORT = "8137" } = process.env;

// Playwright reads this file once more in every worker, and all must speak of one database.
process.env.GUITAI_DATABASE ??= join(mkdtempSync(join(tmpdir(), "guitai-")), "filed.sqlite");
const address = `http://127.0.0.1:${GUITAI_PORT}`;

export default defineConfig({
  testDir: ".",
  outputDir: join(root, "target/browser"),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: "list",
  use: {
    baseURL: address,
    locale: "zh-TW",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
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
    command: `"${GUITAI}" serve --port ${GUITAI_PORT} --database "${process.env.GUITAI_DATABASE}" --dist dist`,
    cwd: root,
    url: address,
    reuseExistingServer: false,
    stdout: "pipe",
  },
});
