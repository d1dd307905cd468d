// Storage that is denied or too small, and the stored reference after a receipt.

import { open } from "./driver.js";
import { MEGABYTE, padded, pictured, sha256 } from "./files.js";
import { expect, test } from "./portal.js";
import { storedData } from "./storage.js";

test.use({ ownPage: true });

/** Denies a page access to storage. */
const denyStorage = (page, names) =>
  page.addInitScript((names) => {
    const denied = {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    };
    for (const name of names.split(" ")) Object.defineProperty(window, name, denied);
  }, names);

test("a reload of the receipt shows the reference until there is new input", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.run(pictured);
  expect((await wizard.submit(pictured)).page).toBe("receipt");
  const reference = await wizard.part("reference").innerText();
  const { session, records } = await storedData(page);
  expect(session).not.toContain(pictured.answers.name);
  expect(records).toEqual([]);
  await page.reload();
  await wizard.until(({ step }) => step === "notice");
  await expect(wizard.part("note").first()).toContainText(reference);
  expect((await wizard.values()).notice_kind).toBeUndefined();
  await wizard.run(pictured, { until: "unit" });
  await wizard.control("unit_name").fill("另一團");
  await page.reload();
  await expect(wizard.control("unit_name")).toHaveValue("另一團");
  await expect(wizard.form.getByText(reference)).toHaveCount(0);
});

for (const [bytes, outcome] of [
  [5_000, "retried with the same bytes"],
  [5 * MEGABYTE, "reported as possibly received"],
]) {
  test(`without a database, a submission of ${bytes} bytes is ${outcome} after a reload`, async ({
    page,
    allowedErrors,
  }) => {
    allowedErrors.push(/Failed to load resource|ERR_/);
    await denyStorage(page, "indexedDB");
    const bodies = [];
    await page.route("**/api/submissions", (route) => {
      bodies.push(sha256(route.request().postDataBuffer()));
      return route.fulfill({ status: 404, body: "" });
    });
    const wizard = await open(page, "/");
    await wizard.run(pictured, { until: "evidence" });
    await wizard.fill({ ...pictured, attachments: [] });
    await wizard.control("evidence").setInputFiles({ name: "大.png", mimeType: "image/png", buffer: padded(bytes, 1) });
    await expect(wizard.part("file")).toHaveCount(1);
    await wizard.press("next");
    await wizard.accept(pictured);
    await wizard.button("submit").click();
    await wizard.part("failure").waitFor();
    await page.reload();
    if (bytes > MEGABYTE) {
      await expect(wizard.part("note").first()).toContainText("不確定有沒有送到");
      return;
    }
    await wizard.part("failure").waitFor();
    await wizard.button("retry").click();
    await expect.poll(() => bodies.length).toBe(2);
    expect(bodies[1]).toBe(bodies[0]);
  });
}

for (const [what, deny] of [
  ["no storage", "sessionStorage localStorage indexedDB"],
  ["no database", "indexedDB"],
]) {
  test(`the form works with ${what}`, async ({ page, stored: filed }) => {
    await denyStorage(page, deny);
    const wizard = await open(
      page,
      "/bare?workflow=exemption&lang=zh-Hant&endpoint=/api/submissions&config=/config.json",
    );
    const unit_name = `藏不住的團${deny.length}`;
    const submission = { ...pictured, answers: { ...pictured.answers, unit_name } };
    expect((await wizard.run(submission)).page).toBe("review");
    expect((await wizard.submit(submission)).page).toBe("receipt");
    expect(await filed({ unit_name })).toHaveLength(1);
  });
}
