// The zeros mean something: a build with a mistake in it is found out by the fault that brings the mistake about.

import { expect } from "@playwright/test";
import { test } from "./bench.js";
import { FAULTS } from "./faults.js";
import { seeded } from "./seeds.js";

const planned = (wanted) => FAULTS.find(([name]) => name === wanted)[1];
const before = planned("a receipt that is cut off, before it was stored");
const after = planned("a receipt that is cut off, after it was stored");

for (const [seed, plan, found] of [
  ["false-receipt", before, "falseReceipts"],
  ["new-key", after, "doubled"],
  ["draft-cleared", [...before, ...before, ...before, ...before], "lost"],
]) {
  test(`a build with the mistake ${seed} is found out`, async ({ person, network, page }) => {
    await seeded(page, seed);
    await person.fill(network.address);
    network.meet(plan);
    await person.file();
    expect((await person.outcome(seed))[found], found).toBeGreaterThan(0);
  });
}
