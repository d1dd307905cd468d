// Tabs of one origin share pending submissions until a reset.

import { open } from "./driver.js";
import { expect, preparePage, test } from "./portal.js";
import { named } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const LOCAL = "/bare?workflow=exemption&lang=zh-Hant&draft=local";

test.use({ ownPage: true });

/** Asks the tabs of this origin for the body of a submission; null without an answer. */
const askTabs = (page, id) =>
  page.evaluate(
    (id) =>
      new Promise((resolve) => {
        const channel = new BroadcastChannel("guitai filings");
        channel.onmessage = ({ data }) => resolve(data.body ?? null);
        channel.postMessage({ id });
        setTimeout(() => resolve(null), 300); // no tab has it
      }),
    id,
  );

test("a tab keeps the submission of another tab that was closed, until a reset", async ({ page }) => {
  const wizard = await open(page, LOCAL);
  await wizard.run(base);
  const { page: otherPage } = await preparePage(await page.context().newPage());
  const other = await open(otherPage, LOCAL);
  await other.until(({ page }) => page === "review");
  expect((await wizard.submit(base)).page).toBe("receipt");
  const [{ detail }] = await wizard.events("submitted");
  await page.goto("/about");
  expect(JSON.parse(await askTabs(page, detail.id)).id).toBe(detail.id);
  await other.form.evaluate((form) => form.reset());
  await other.until(({ step }) => step === "notice");
  expect(await askTabs(page, detail.id)).toBeNull();
  await otherPage.close();
});

for (const [draft, isShared] of [
  ["session", true],
  ["none", false],
]) {
  test(`a submission with draft=${draft} is ${isShared ? "shared with" : "hidden from"} other tabs, until a reset`, async ({
    page,
  }) => {
    const wizard = await open(page, `/bare?workflow=exemption&lang=zh-Hant&draft=${draft}`);
    await wizard.run(base);
    expect((await wizard.submit(base)).page).toBe("receipt");
    const [{ detail }] = await wizard.events("submitted");
    const other = await page.context().newPage();
    await other.goto("/about");
    const body = await askTabs(other, detail.id);
    expect(body && JSON.parse(body).id).toBe(isShared ? detail.id : null);
    await wizard.form.evaluate((form) => form.reset());
    await wizard.until(({ step }) => step === "notice");
    expect(await askTabs(other, detail.id)).toBeNull();
  });
}
