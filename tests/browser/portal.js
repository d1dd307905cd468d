// What every test stands on: a page whose clock is the golden submissions' and whose faults are noticed, the
// portal's database, and the command `guitai`.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as plain } from "@playwright/test";
import { CONFIG, TODAY } from "./submissions.js";

export { expect } from "@playwright/test";

/** Keeps the events of the contract, with their detail as far as it is data. */
export function listen() {
  window.told = [];
  for (const name of ["ready", "step", "invalid", "submit", "submitted", "error", "reset"]) {
    window.addEventListener(`guitai-${name}`, (event) => {
      window.told.push({ name, from: event.target.id, detail: JSON.parse(JSON.stringify(event.detail)) });
    });
  }
}

/** A page with the clock of the golden submissions, `told`, and a list of what goes wrong in it. */
export async function furnish(page, flowing = false) {
  const faults = [];
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.stack}`));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.addInitScript(listen);
  await (flowing ? page.clock.install({ time: new Date(TODAY) }) : page.clock.setFixedTime(new Date(TODAY)));
  return { page, faults };
}

export const test = plain.extend({
  /** Whether time goes on from the golden submissions' moment, to be moved by `page.clock`; else it stands still. */
  flowing: [false, { option: true }],
  /** Whether the test does to its page what the next one would feel. */
  alone: [false, { option: true }],
  /** What the console may say: a test adds patterns of the errors that belong to it. */
  expected: async ({}, use) => {
    await use([]);
  },
  /** The page that tests share, one after the other: a new one costs as much as a test. */
  desk: [async ({}, use) => use({}), { scope: "worker" }],

  page: async ({ browser, desk, flowing, alone, expected }, use, info) => {
    const open = async () => furnish(await (await browser.newContext()).newPage(), flowing);
    const own = flowing || alone;
    if (!own) desk.shared ??= await open();
    const { page, faults } = own ? await open() : desk.shared;
    faults.length = 0;
    await use(page);
    const unexpected = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    if (own) await page.context().close();
    else await tidy(desk, info.status === info.expectedStatus && unexpected.length === 0);
    plain.expect(unexpected, "errors in the page").toEqual([]);
  },

  /** The stored submissions that `answers` holds for: what is in it, they have answered likewise. */
  stored: async ({ request }, use) => {
    await use(async (answers) => {
      const rows = await (await request.get("/inbox.json")).json();
      const alike = ({ body }) => Object.entries(answers).every(([id, value]) => body.answers[id] === value);
      return rows.filter(alike);
    });
  },
});

/** Leaves nothing to the next test; a page on which one failed is given up. */
async function tidy(desk, passed) {
  const { page } = desk.shared;
  if (passed) {
    await page.unrouteAll();
    await page.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
    await page.mouse.move(0, 0);
  } else {
    delete desk.shared;
    await page.context().close();
  }
}

/** The verdicts of `guitai validate` on submissions, in their order: `valid` and `problems`. */
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

/** Something that no other test writes into a submission. */
export const unique = (text) => `${text}${crypto.randomUUID().slice(0, 8)}`;
