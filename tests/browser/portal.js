// The fixtures of all tests: a page with the clock of the golden submissions and checked for errors, the portal's
// database, and the command `guitai`.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as plain } from "@playwright/test";
import { CONFIG, TODAY } from "./submissions.js";

export { expect } from "@playwright/test";

/** Records the `guitai-*` events, with the JSON part of their detail, in `window.guitaiEvents`. */
export function recordEvents() {
  window.guitaiEvents = [];
  for (const name of ["shown", "ready", "step", "invalid", "submit", "submitted", "error", "reset"]) {
    window.addEventListener(`guitai-${name}`, (event) => {
      window.guitaiEvents.push({ name, from: event.target.id, detail: JSON.parse(JSON.stringify(event.detail)) });
    });
  }
}

/** Sets the clock of the golden submissions, records events, and collects errors of the page. */
export async function preparePage(page, movingClock = false) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.stack}`));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.addInitScript(recordEvents);
  await (movingClock ? page.clock.install({ time: new Date(TODAY) }) : page.clock.setFixedTime(new Date(TODAY)));
  return { page, errors };
}

export const test = plain.extend({
  /** Whether the clock runs and can be moved with `page.clock`; otherwise it is fixed. */
  movingClock: [false, { option: true }],
  /** Whether the test needs its own page, because its changes would affect the next test. */
  ownPage: [false, { option: true }],
  /** Patterns of errors that the console may show; a test adds its own. */
  allowedErrors: async ({}, use) => {
    await use([]);
  },
  /** Holds the page that the tests of a worker share: a new page takes as long as a test. */
  shared: [async ({}, use) => use({}), { scope: "worker" }],

  page: async ({ browser, shared, movingClock, ownPage, allowedErrors }, use, info) => {
    const open = async () => preparePage(await (await browser.newContext()).newPage(), movingClock);
    const own = movingClock || ownPage;
    if (!own) shared.current ??= await open();
    const { page, errors } = own ? await open() : shared.current;
    errors.length = 0;
    await use(page);
    const unexpected = errors.filter((error) => !allowedErrors.some((pattern) => pattern.test(error)));
    if (own) await page.context().close();
    else await cleanUp(shared, info.status === info.expectedStatus && unexpected.length === 0);
    plain.expect(unexpected, "errors in the page").toEqual([]);
  },

  /** The stored submissions whose answers include the given ones. */
  stored: async ({ request }, use) => {
    await use(async (answers) => {
      const rows = await (await request.get("/inbox.json")).json();
      const matches = ({ body }) => Object.entries(answers).every(([id, value]) => body.answers[id] === value);
      return rows.filter(matches);
    });
  },
});

/** Removes the traces of a test from the shared page; after a failure the page is closed. */
async function cleanUp(shared, passed) {
  const { page } = shared.current;
  if (passed) {
    await page.unrouteAll();
    await page.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
    await page.mouse.move(0, 0);
  } else {
    delete shared.current;
    await page.context().close();
  }
}

/** The results of `guitai validate` for submissions, in the same order: `valid` and `problems`. */
export function validate(submissions, options = ["--config", CONFIG]) {
  const folder = mkdtempSync(join(tmpdir(), "guitai-validate-"));
  const files = submissions.map((submission, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, typeof submission === "string" ? submission : JSON.stringify(submission));
    return file;
  });
  try {
    const { stdout, stderr } = spawnSync(process.env.GUITAI, ["validate", ...options, ...files], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    if (lines.length !== files.length) throw new Error(stderr);
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns a text that no other test writes into a submission. */
export const unique = (text) => `${text}${crypto.randomUUID().slice(0, 8)}`;
