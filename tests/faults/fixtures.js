// The fixtures of all faults: a portal behind a proxy, a page with a controlled clock, and the record of the outcome.

import { expect, test as plain } from "@playwright/test";
import { recordEvents } from "../browser/portal.js";
import { TODAY } from "../browser/submissions.js";
import { Person } from "./person.js";
import { startProxy } from "./proxy.js";
import { applySeed } from "./seeds.js";

export const test = plain.extend({
  network: [
    async ({}, use) => {
      const network = await startProxy(process.env.GUITAI_PORTAL);
      await use(network);
      network.close();
    },
    { scope: "worker" },
  ],

  /** Uncaught errors of the page. */
  errors: async ({}, use) => use([]),

  page: async ({ browser, network, errors }, use) => {
    network.plan([]);
    const context = await browser.newContext();
    context.on("weberror", (error) => errors.push(error.error().message));
    await context.addInitScript(recordEvents);
    await context.clock.install({ time: new Date(TODAY) });
    const page = await context.newPage();
    await applySeed(page, process.env.GUITAI_SEED);
    await use(page);
    await context.close();
  },

  person: async ({ page, request }, use) => {
    const rows = async () => (await request.get(`${process.env.GUITAI_PORTAL}/inbox.json`)).json();
    await use(new Person(page, rows));
  },

  /** Records the outcome of a fault for the table, and checks it against the guarantees. */
  expectOutcome: async ({ errors }, use, info) => {
    await use(async (person) => {
      const outcome = { ...(await person.outcome(info.title)), uncaught: errors.length };
      info.annotations.push({ type: "outcome", description: JSON.stringify(outcome) });
      expect(outcome).toMatchObject({ hasReceipt: true, rows: 1, lost: 0, doubled: 0, falseReceipts: 0, uncaught: 0 });
    });
  },
});
