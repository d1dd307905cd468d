// Every fault against the delivered bundle in a real browser and a real portal: after each, one row, one receipt.

import { expect } from "@playwright/test";
import { test } from "./bench.js";
import { FAULTS, mixes, SLOW } from "./faults.js";
import { PAGES } from "./pages.js";
import { PHOTO_APART } from "./person.js";
import { FILES } from "./proxy.js";

/** What `cargo xtask test` tries of each list: every so many. */
const EVERY = process.env.GUITAI_FAULTS === "all" ? 1 : 9;
const MIXES = 20;
/** What is told of a submission, and means nothing to a file. */
const ABOUT_ANSWERS = /at a question|at no question|reference|receipt|the id of another/;
const picked = (list) => list.filter((_, index) => index % EVERY === 0);

for (const [name, plan] of [...picked(FAULTS), ...picked(mixes(MIXES)), ...SLOW]) {
  test(name, async ({ person, network, count }) => {
    await person.fill(network.address);
    network.meet(plan);
    await person.file();
    await count(person);
    expect(network.left()).toBe(0);
    expect(new Set(network.keys.slice(0, plan.length)).size, "keys of one filing").toBeLessThanOrEqual(plan.length);
  });
}

for (const [name, plan] of picked(FAULTS.filter(([name]) => !ABOUT_ANSWERS.test(name)))) {
  test(`a photo meets ${name}`, async ({ person, network, count }) => {
    person.filing = PHOTO_APART;
    await person.fill(network.address);
    network.meet(plan, FILES);
    await person.file();
    expect(network.left()).toBe(0);
    await count(person);
  });
}

for (const [name, happens] of Object.entries(PAGES)) {
  test(name, async ({ person, network, count, page }) => {
    await happens({ person, network, page });
    await count(person);
  });
}
