// What every fault stands on: a portal of its own kind behind a network, a page with its own clock, a line for the table.

import { expect, test as plain } from "@playwright/test";
import { recordEvents } from "../browser/portal.js";
import { TODAY } from "../browser/submissions.js";
import { Person } from "./person.js";
import { between } from "./proxy.js";
import { seeded } from "./seeds.js";

export const test = plain.extend({
  network: [
    async ({}, use) => {
      const network = await between(process.env.GUITAI_PORTAL);
      await use(network);
      network.close();
    },
    { scope: "worker" },
  ],

  /** Errors that reach the page. */
  faults: async ({}, use) => use([]),

  page: async ({ browser, network, faults }, use) => {
    network.meet([]);
    const context = await browser.newContext();
    context.on("weberror", (error) => faults.push(error.error().message));
    await context.addInitScript(recordEvents);
    await context.clock.install({ time: new Date(TODAY) });
    const page = await context.newPage();
    await seeded(page, process.env.GUITAI_SEED);
    await use(page);
    await context.close();
  },

  person: async ({ page, request }, use) => {
    const rows = async () => (await request.get(`${process.env.GUITAI_PORTAL}/inbox.json`)).json();
    await use(new Person(page, rows));
  },

  /** Counts what came of a fault: the table has it, and it must be as promised. */
  count: async ({ faults }, use, info) => {
    await use(async (person) => {
      const outcome = { ...(await person.outcome(info.title)), uncaught: faults.length };
      info.annotations.push({ type: "outcome", description: JSON.stringify(outcome) });
      expect(outcome).toMatchObject({ hasReceipt: true, rows: 1, lost: 0, doubled: 0, falseReceipts: 0, uncaught: 0 });
    });
  },
});
