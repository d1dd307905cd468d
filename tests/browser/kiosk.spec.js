// The start page of a public terminal: it offers the forms, and is shown again when a form ends.

import { CHECKERS } from "./checkers.js";
import { ready, Wizard } from "./driver.js";
import { expect, test, unique } from "./portal.js";
import { LANGUAGES, named, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const TERMINAL = { width: 1080, height: 1920 };

test.use({ ownPage: true });

test.beforeEach(({ page }) => page.setViewportSize(TERMINAL));

/** Opens the start page and presses the button of a workflow; returns its form. */
async function choose(page, workflow = "exemption", language = "zh-Hant") {
  if (!page.url().includes("/kiosk")) await page.goto("/kiosk");
  await buttons(page, language)
    .and(page.locator(`[data-workflow="${workflow}"]`))
    .click();
  return ready(new Wizard(page, page.locator("guitai-form")));
}

const buttons = (page, language) => page.locator(`#start section[lang="${language}"] button`);

/** The reasons of the resets so far. */
const resets = (page) =>
  page.evaluate(() => window.guitaiEvents.filter(({ name }) => name === "reset").map(({ detail }) => detail.reason));

/** Waits until the form is gone and the start page has the focus. */
async function expectStart(page) {
  await expect(page.locator("guitai-form")).toHaveCount(0);
  await expect(page.locator("#start")).toBeVisible();
  await expect(page.locator("#start")).toBeFocused();
}

for (const language of LANGUAGES) {
  test(`each workflow opens as a kiosk, ${language}`, async ({ page }) => {
    for (const { name } of workflows) {
      const wizard = await choose(page, name, language);
      await expect(page.locator("#start")).toBeHidden();
      expect(await wizard.form.evaluate((form) => [form.lang, form.getAttribute("mode")])).toEqual([language, "kiosk"]);
      await expect(wizard.root).toHaveAttribute("lang", language);
      await wizard.button("restart").click();
      await expectStart(page);
    }
  });
}

test("the buttons are large, nothing is a link, and axe finds nothing", async ({ page }) => {
  await page.goto("/kiosk");
  for (const width of [TERMINAL.width, 1920, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    for (const language of LANGUAGES) {
      await expect(buttons(page, language)).toHaveCount(workflows.length);
      for (const button of await buttons(page, language).all()) {
        const { height, width: own } = await button.boundingBox();
        expect(Math.min(height, own)).toBeGreaterThanOrEqual(44);
      }
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  expect(await CHECKERS.axe(page)).toEqual([]);
  expect(await page.locator("a, form, input").count()).toBe(0);
});

test("a form of the start page causes no violation of the policy", async ({ page, request }) => {
  const mark = `watched=${crypto.randomUUID()}`;
  await page.goto(`/kiosk?${mark}`);
  const wizard = await choose(page);
  await wizard.run(base);
  expect((await wizard.submit(base)).page).toBe("receipt");
  const reports = await (await request.get("/csp-reports")).json();
  expect(reports.filter((one) => one["csp-report"]["document-uri"].includes(mark))).toEqual([]);
});

test("no page of the form has a link that leaves it", async ({ page }) => {
  await page.route("**/api/submissions", (route) =>
    route.fulfill({ status: 201, json: { reference: "A-1", status_url: "https://elsewhere.example/a-1" } }),
  );
  const wizard = await choose(page);
  const links = () =>
    wizard.form.evaluate((form) => [...form.shadowRoot.querySelectorAll("a")].map((link) => link.getAttribute("href")));
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    await wizard.press("next");
    for (const link of await links()) expect(link).toMatch(/^#g-/);
    await wizard.fill(base);
  }
  expect(await links()).toEqual([]);
  expect((await wizard.submit(base)).page).toBe("receipt");
  expect(await links()).toEqual([]);
  await expect(wizard.part("receipt")).toContainText("https://elsewhere.example/a-1");
});

test("one tap ends the session on every page, and the next person sees no answer", async ({ page, stored }) => {
  const unit_name = unique("自助團");
  const submission = { ...base, answers: { ...base.answers, unit_name } };
  const ends = {
    "the first step": (wizard) => wizard.fill(submission),
    "a later step": (wizard) => wizard.run(submission, { until: "applicant" }).then(() => wizard.fill(submission)),
    "the review": (wizard) => wizard.run(submission),
    "a stop": (wizard) => wizard.run(named("a reservist’s order goes to the Reserve Command").submission),
    "the receipt": async (wizard) => {
      await wizard.run(submission);
      expect((await wizard.submit(submission)).page).toBe("receipt");
    },
  };
  for (const [what, reach] of Object.entries(ends)) {
    const wizard = await choose(page);
    expect(
      Object.values(await wizard.values())
        .flat()
        .filter(Boolean),
      `before ${what}`,
    ).toEqual([]);
    await reach(wizard);
    await wizard.button("restart").click();
    await expectStart(page);
  }
  expect(await resets(page)).toEqual(Object.keys(ends).map(() => "person"));
  const [{ body }] = await stored({ unit_name });
  expect(body.channel).toBe("kiosk");
});

test("a form that cannot be loaded has a button that returns to the start page", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource|ERR_/);
  await page.route(/\/forms\/petition\.json/, (route) => route.abort());
  await page.goto("/kiosk");
  await buttons(page, "zh-Hant").and(page.locator('[data-workflow="petition"]')).click();
  await page.locator(".leave").click();
  await expectStart(page);
  await choose(page);
  await expect(page.locator(".leave")).toBeHidden();
});

test("the second click of a double tap opens nothing", async ({ page }) => {
  await page.goto("/kiosk");
  await buttons(page, "zh-Hant").first().hover();
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(page.locator("guitai-form")).toHaveCount(0);
  await choose(page);
});

test.describe("without input", () => {
  test.use({ movingClock: true });

  test("the start page is shown after the form has reset itself", async ({ page }) => {
    const wizard = await choose(page);
    await wizard.fill(base);
    await page.clock.runFor(91_000);
    await expect(wizard.part("idle-warning")).toBeVisible();
    await page.clock.runFor(31_000);
    await expectStart(page);
    expect(await resets(page)).toEqual(["idle"]);
  });

  test("a form that nobody used is closed after two minutes", async ({ page }) => {
    const wizard = await choose(page);
    await page.clock.runFor(119_000);
    await wizard.root.press("Tab");
    await page.clock.runFor(119_000);
    await expect(wizard.root).toBeVisible();
    await page.clock.runFor(2_000);
    await expectStart(page);
  });

  test("the start page does not close a form that counts idle time itself", async ({ page }) => {
    const wizard = await choose(page);
    await wizard.run(base, { until: "unit" });
    await page.clock.runFor(100_000);
    await wizard.button("stay").click();
    await page.clock.runFor(60_000);
    expect((await wizard.state()).step).toBe("unit");
  });
});
