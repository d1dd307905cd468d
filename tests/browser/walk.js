// The walk: three accessibility checkers check every state of every workflow, in both languages, at every width, in
// dark and in forced colours. `cargo xtask look --only walk` runs it; `a11y.spec.js` checks a selection of the states.

import { CHECKERS } from "./checkers.js";
import { expect, test } from "./portal.js";
import { WHOLE_TOURS } from "./states.js";
import { LANGUAGES } from "./submissions.js";
import { inView, layoutMistakes, VIEWS } from "./views.js";

/** The views of a state by name: every width, and alternately dark and forced colours. */
function viewsOf(tour, index) {
  const { narrow, phone, desktop, dark, contrast } = VIEWS;
  // The states of these tours differ only in the words of a problem.
  if (tour.endsWith("-mistakes")) return { phone };
  return { narrow, phone, desktop, ...(index % 2 === 0 ? { dark } : { contrast }) };
}

/** Whether a checker sees this view. Alfa is slow, so it checks each state in two views: on a phone, and in dark or forced colours. */
const sees = (checker, view) => checker !== "alfa" || view === "phone" || view === "dark" || view === "contrast";

for (const [name, tour] of Object.entries(WHOLE_TOURS)) {
  for (const language of LANGUAGES) {
    test.describe(() => {
      test.use({ movingClock: name.includes("kiosk"), ownPage: true });

      test(`${name}, ${language}`, async ({ page, allowedErrors }, info) => {
        allowedErrors.push(/Failed to load resource|ERR_/);
        const walk = { states: 0, violations: [], isFinished: false };
        try {
          let index = 0;
          for await (const state of tour(page, language)) {
            if (index > 0) await removeSurroundings(page);
            const views = viewsOf(name, index++);
            walk.states += Object.keys(views).length;
            walk.violations.push(...(await violations(page, { state: `${name}: ${state}`, language }, views)));
          }
          walk.isFinished = true;
        } finally {
          await info.attach("walk", { body: JSON.stringify(walk), contentType: "application/json" });
        }
        expect(walk.violations).toEqual([]);
      });
    });
  }
}

/**
 * Removes what surrounds the form, which is the same in every state: the first state of each tour is checked as a whole
 * page. This halves the time of a walk.
 */
const removeSurroundings = (page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll("body > :not(.columns, :has(guitai-form)), .columns > aside"))
      one.remove();
  });

/** The violations that the checkers find in the views of a state, and the mistakes of its layout. */
async function violations(page, where, views) {
  const found = [];
  for (const [view, settings] of Object.entries(views)) {
    const { width } = settings;
    await inView(page, settings, async () => {
      for (const [checker, find] of Object.entries(CHECKERS).filter(([checker]) => sees(checker, view)))
        found.push(...(await find(page)).map((one) => ({ ...where, width, view, checker, ...one })));
    });
  }
  const { width } = VIEWS.narrow;
  found.push(
    ...(await layoutMistakes(page)).map((one) => ({ ...where, width, view: "zoom", checker: "layout", ...one })),
  );
  return found;
}
