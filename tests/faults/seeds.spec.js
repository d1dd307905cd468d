// The faults detect seeded mistakes: each build with a mistake breaks a guarantee under its fault.

import { expect } from "@playwright/test";
import { FAULTS } from "./faults.js";
import { test } from "./fixtures.js";
import { applySeed } from "./seeds.js";

const planOf = (wanted) => FAULTS.find(([name]) => name === wanted)[1];
const before = planOf("a truncated receipt, before it was stored");
const after = planOf("a truncated receipt, after it was stored");

for (const [seed, plan, count] of [
  ["false-receipt", before, "falseReceipts"],
  ["new-key", after, "doubled"],
  ["draft-cleared", [...before, ...before, ...before, ...before], "lost"],
]) {
  test(`the mistake ${seed} is detected`, async ({ person, network, page }) => {
    await applySeed(page, seed);
    await person.fill(network.address);
    network.plan(plan);
    await person.submitUntilReceipt();
    expect((await person.outcome(seed))[count], count).toBeGreaterThan(0);
  });
}
