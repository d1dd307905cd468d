// Takes pictures of every state in both languages: at three widths, and some also in dark colours, in forced colours
// and in print.

import { join } from "node:path";
import { FOLDER, fileOf, WAYS, waysOf } from "./look/pictures.js";
import { expect, test } from "./portal.js";
import { WHOLE_TOURS } from "./states.js";
import { LANGUAGES } from "./submissions.js";

/** The space around the form that a picture shows. */
const MARGIN = 12;

for (const language of LANGUAGES) {
  for (const [name, tour] of Object.entries(WHOLE_TOURS)) {
    test.describe(() => {
      test.use({ movingClock: name.includes("kiosk"), ownPage: true });

      test(`${name}, ${language}`, async ({ page, allowedErrors }) => {
        allowedErrors.push(/Failed to load resource|ERR_/);
        let number = 0;
        for await (const state of tour(page, language)) {
          number++;
          for (const way of waysOf(name, state)) {
            const path = join(FOLDER, name, fileOf({ number, state, language, way }));
            await take(page, WAYS[way], path, number === 1);
          }
          await page.setViewportSize({ width: 1280, height: 900 });
        }
        expect(number).toBeGreaterThan(0);
      });
    });
  }
}

/** Takes a picture of the form, or of the whole page around it. */
async function take(page, { width, ...emulated }, path, whole) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ ...PLAIN, ...emulated });
  // Moves the pointer away, so that no style for hovering applies.
  await page.mouse.move(0, 0);
  const clip = await page.locator("guitai-form").evaluate(prepare, [emulated, MARGIN]);
  await page.screenshot({ path, fullPage: true, ...(!whole && !emulated.media && { clip }) });
  await page.locator("guitai-form").evaluate(prepare, [PLAIN, MARGIN]);
  await page.emulateMedia(PLAIN);
}

const PLAIN = { media: null, colorScheme: null, forcedColors: null };

/** Makes the page dark or light, and returns the area of the form. Runs in the page. */
function prepare(form, [{ colorScheme }, margin]) {
  const dark = colorScheme === "dark";
  document.documentElement.style.colorScheme = dark ? "dark" : "";
  for (let node = form.parentElement; node; node = node.parentElement) {
    node.style.background = dark ? "#14191e" : "";
    node.style.color = dark ? "#e6e6e6" : "";
  }
  const { left, top, width, height } = form.getBoundingClientRect();
  const [x, y] = [Math.max(0, left - margin), top + scrollY - margin];
  return { x, y, width: Math.min(width + 2 * margin, innerWidth - x), height: height + 2 * margin };
}
