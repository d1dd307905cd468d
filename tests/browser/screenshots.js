// Saves a screenshot of every state, on a desktop and a phone, in both languages, in `target/screenshots/`:
// npx playwright test --config tests/browser/screenshots.config.js

import { test } from "./portal.js";
import { TOURS, WIDTHS } from "./states.js";
import { LANGUAGES, locate } from "./submissions.js";

for (const language of LANGUAGES) {
  for (const [name, tour] of Object.entries(TOURS)) {
    test.describe(() => {
      test.use({ movingClock: name === "kiosk", ownPage: true });

      test(`${name}, ${language}`, async ({ page, allowedErrors }) => {
        allowedErrors.push(/Failed to load resource|ERR_/);
        for await (const state of tour(page, language)) {
          for (const [device, width] of Object.entries(WIDTHS)) {
            await page.setViewportSize({ width, height: 900 });
            const path = locate(`target/screenshots/${name}-${state}.${language}.${device}.png`);
            await page.screenshot({ path, fullPage: true });
          }
          if (state !== "receipt") continue;
          await page.emulateMedia({ media: "print" });
          await page.screenshot({ path: locate(`target/screenshots/${name}-printed.${language}.png`), fullPage: true });
          await page.emulateMedia({ media: null });
        }
      });
    });
  }
}
