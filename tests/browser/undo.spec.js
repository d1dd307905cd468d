// A removal can be undone until the next input.

import { readFile } from "node:fs/promises";
import { mountInPlace, open } from "./driver.js";
import { pickFirst } from "./pick.js";
import { expect, test } from "./portal.js";
import { attributes, definition, LANGUAGES, named, stepOf, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const { submission: pictured } = named("a PNG attached");
const petition = workflows.find(({ name }) => name === "petition");
const rows = [
  { name: "王小明", contact: "0912345678" },
  { name: "測試員", contact: "ming@example.com" },
];

test.use({ ownPage: true });

/** Opens a form with a file, on the step with the files. */
async function withFile(page, attributes = {}) {
  const query = new URLSearchParams({ workflow: "exemption", lang: "zh-Hant", ...attributes });
  const wizard = await open(page, `/bare?${query}`);
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  await expect(wizard.part("file")).toHaveCount(1);
  return wizard;
}

test("a removed file is restored and submitted", async ({ page, stored }) => {
  const wizard = await withFile(page);
  const [{ name }] = pictured.attachments;
  await wizard.button("remove", "evidence").click();
  await expect(wizard.part("file")).toHaveCount(0);
  await expect(wizard.part("undo")).toContainText(name);
  await wizard.button("undo").click();
  await expect(wizard.part("file")).toHaveCount(1);
  await expect(wizard.part("undo")).toHaveCount(0);
  expect((await wizard.press("next")).page).toBe("review");
  expect((await wizard.submit(pictured)).page).toBe("receipt");
  const [{ body }] = await stored({ unit_name: pictured.answers.unit_name });
  expect(body.attachments.map(({ sha256 }) => sha256)).toEqual(pictured.attachments.map(({ sha256 }) => sha256));
});

test("a removed row is restored at its position; for an empty row there is no offer", async ({ page }) => {
  const prefill = { ...petition.base.answers, co_petitioners: rows };
  const wizard = await mountInPlace(page, attributes(petition, petition.base, "zh-Hant"), { prefill });
  await wizard.run({ ...petition.base, answers: {} }, { until: petition.stepOf("co_petitioners") });
  const before = await wizard.values();
  const remove = (row) => wizard.form.locator(`[data-action="remove"][data-item="${row}"]`).click();
  await remove(0);
  await expect(wizard.part("undo")).toContainText(/王小明|0912345678/);
  await expect(wizard.control("co_petitioners.0.name")).toHaveValue("測試員");
  await wizard.button("undo").click();
  await expect(wizard.control("co_petitioners.1.name")).toHaveValue("測試員");
  expect(await wizard.values()).toEqual(before);
  await wizard.button("add", "co_petitioners").click();
  await remove(2);
  await expect(wizard.control("co_petitioners.2.name")).toHaveCount(0);
  await expect(wizard.part("undo")).toHaveCount(0);
});

for (const language of pickFirst(LANGUAGES)) {
  test(`opening a saved draft counts the replaced answers and can be undone, ${language}`, async ({ page }) => {
    const wizard = await open(page, `/bare?workflow=exemption&lang=${language}`);
    await wizard.run(base, { until: "applicant" });
    await wizard.form.locator("details.keep summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), wizard.button("save").click()]);
    const saved = await readFile(await download.path());
    await wizard.fill(base);
    const before = await wizard.values();
    await wizard
      .control("saved_draft")
      .setInputFiles({ name: "old.json", mimeType: "application/json", buffer: saved });
    await expect(wizard.part("undo")).toBeVisible();
    const steps = definition.steps.map(({ id }) => id);
    const left = steps.slice(0, steps.indexOf("applicant") + 1);
    const answered = Object.keys(base.answers).filter((id) => left.includes(stepOf(id)));
    await expect(wizard.part("undo")).toContainText(String(answered.length));
    expect((await wizard.values()).name).toBe("");
    await wizard.button("undo").click();
    await expect(wizard.control("name")).toHaveValue(base.answers.name);
    expect(await wizard.values()).toEqual(before);
    await page.reload();
    await wizard.until(({ step }) => step === "applicant");
    expect(await wizard.values()).toEqual(before);
  });
}

test("erased answers and files are restored", async ({ page }) => {
  const wizard = await withFile(page, { draft: "local" });
  await wizard.form.locator("details.keep summary").click();
  await wizard.button("restart").click();
  await wizard.until(({ step }) => step === "notice");
  expect((await wizard.events("reset")).map(({ detail }) => detail)).toEqual([{ reason: "person" }]);
  await wizard.button("undo").click();
  await wizard.until(({ step }) => step === "evidence");
  await expect(wizard.part("file")).toHaveCount(1);
  expect((await wizard.press("next")).page).toBe("review");
  await expect(wizard.part("review")).toContainText(base.answers.name);
});

test("an abandoned submission is restored with its key and bytes", async ({ page, allowedErrors }) => {
  allowedErrors.push(/401/);
  const wizard = await mountInPlace(page, {}, { prefill: base.answers });
  await wizard.run({ ...base, answers: {} });
  const bodies = [];
  await page.route("**/api/submissions", (route) => {
    bodies.push([route.request().headers()["idempotency-key"], route.request().postData()]);
    return bodies.length > 2 ? route.fallback() : route.fulfill({ status: 401, body: "" });
  });
  expect((await wizard.submit(base)).page).toBe("failure");
  await wizard.button("restart").click();
  await wizard.until(({ step }) => step === "notice");
  await wizard.button("undo").click();
  await wizard.until((state) => state.page === "failure");
  await wizard.button("retry").click();
  await wizard.until((state) => state.page === "receipt");
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies.map(String)).size).toBe(1);
});

const ENDS = [
  ["typing", (wizard) => wizard.control("evidence_note").fill("之後補")],
  ["a choice", (wizard) => wizard.control("evidence_route", "to_follow").check()],
  [
    "leaving the page",
    async (wizard) => {
      await wizard.press("back");
      await wizard.press("next");
    },
  ],
  ["a reset by the page", (wizard) => wizard.form.evaluate((form) => form.reset())],
];

for (const [what, act] of pickFirst(ENDS)) {
  test(`the offer to undo ends with ${what}`, async ({ page }) => {
    const wizard = await withFile(page);
    await wizard.button("remove", "evidence").click();
    await expect(wizard.part("undo")).toHaveCount(1);
    await act(wizard);
    await expect(wizard.part("undo")).toHaveCount(0);
  });
}

test("there is no offer to undo in a kiosk or after a receipt", async ({ page, allowedErrors }) => {
  allowedErrors.push(/404/);
  const wizard = await mountInPlace(page, { mode: "kiosk" }, { prefill: base.answers });
  await wizard.run({ ...base, answers: {} });
  await page.route("**/api/submissions", (route) => route.fulfill({ status: 404, body: "" }));
  await wizard.submit(base);
  await wizard.button("restart").click();
  await wizard.until(({ step }) => step === "notice");
  await expect(wizard.part("undo")).toHaveCount(0);
  await page.unroute("**/api/submissions");
  const other = await mountInPlace(page, {}, { prefill: base.answers });
  await other.run({ ...base, answers: {} });
  expect((await other.submit(base)).page).toBe("receipt");
  await other.button("restart").click();
  await other.until(({ step }) => step === "notice");
  await expect(other.part("undo")).toHaveCount(0);
});
