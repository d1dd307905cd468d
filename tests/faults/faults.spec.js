// Every fault with the delivered bundle in a real browser and a real portal: afterwards there is one row and one
// receipt.

import { expect } from "@playwright/test";
import { FAULTS, SLOW, sequences } from "./faults.js";
import { test } from "./fixtures.js";
import { PAGES } from "./pages.js";
import { SEPARATE_PHOTO } from "./person.js";
import { FILES } from "./proxy.js";

/** `cargo xtask test` selects one of so many from each list. */
const EVERY = process.env.GUITAI_FAULTS === "all" ? 1 : 9;
const SEQUENCES = 20;
/** Responses that have no meaning for an upload. */
const ABOUT_SUBMISSIONS = /at a question|at no question|reference|receipt|another submission's id/;
const select = (list) => list.filter((_, index) => index % EVERY === 0);

for (const [name, plan] of [...select(FAULTS), ...select(sequences(SEQUENCES)), ...SLOW]) {
  test(name, async ({ person, network, expectOutcome }) => {
    await person.fill(network.address);
    network.plan(plan);
    await person.submitUntilReceipt();
    await expectOutcome(person);
    expect(network.remaining()).toBe(0);
    expect(new Set(network.keys.slice(0, plan.length)).size, "keys of one submission").toBeLessThanOrEqual(plan.length);
  });
}

for (const [name, plan] of select(FAULTS.filter(([name]) => !ABOUT_SUBMISSIONS.test(name)))) {
  test(`upload of a photo: ${name}`, async ({ person, network, expectOutcome }) => {
    person.scenario = SEPARATE_PHOTO;
    await person.fill(network.address);
    network.plan(plan, FILES);
    await person.submitUntilReceipt();
    expect(network.remaining()).toBe(0);
    await expectOutcome(person);
  });
}

for (const [name, act] of Object.entries(PAGES)) {
  test(name, async ({ person, network, expectOutcome, page }) => {
    await act({ person, network, page });
    await expectOutcome(person);
  });
}
