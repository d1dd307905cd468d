// Drafts survive a reload, a closed tab and a new version of the form, and can be saved to a file.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { mount, open, ready, Wizard } from "./driver.js";
import { MEGABYTE, padded, pictured, sha256 } from "./files.js";
import { testInFull } from "./pick.js";
import { expect, preparePage, test } from "./portal.js";
import { recordCount, storedData } from "./storage.js";
import { locate, named } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const LOCAL = "/bare?workflow=exemption&lang=zh-Hant&draft=local";

test.use({ ownPage: true });

test("files survive a reload and are submitted unchanged", async ({ page, stored: filed }) => {
  const wizard = await open(page, "/");
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  const large = padded(5 * MEGABYTE, 1);
  await wizard.control("evidence").setInputFiles({ name: "大.png", mimeType: "image/png", buffer: large });
  await expect(wizard.part("file")).toHaveCount(2);
  await expect.poll(recordCount(page)).toBe(2);
  await page.reload();
  await expect(wizard.part("file")).toHaveCount(2);
  expect((await wizard.press("next")).page).toBe("review");
  expect((await wizard.submit(pictured)).page).toBe("receipt");
  const [{ body }] = await filed({ unit_name: pictured.answers.unit_name });
  expect(body.attachments.map((file) => file.sha256)).toEqual([pictured.attachments[0].sha256, sha256(large)]);
  await expect.poll(recordCount(page)).toBe(0);
});

test("a submission larger than sessionStorage is retried with the same bytes after a reload", async ({
  page,
  allowedErrors,
}) => {
  allowedErrors.push(/Failed to load resource|ERR_/);
  const bodies = [];
  let answers = 0;
  await page.route("**/api/submissions", (route) => {
    bodies.push(sha256(route.request().postDataBuffer()));
    return answers
      ? route.fulfill({ status: 201, json: { reference: "115-1" } })
      : route.fulfill({ status: 500, body: "" });
  });
  const wizard = await open(page, "/");
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  for (const last of [1, 2]) {
    const buffer = padded(4 * MEGABYTE, last);
    await wizard.control("evidence").setInputFiles({ name: `${last}.png`, mimeType: "image/png", buffer });
    await expect(wizard.part("file")).toHaveCount(1 + last);
  }
  await wizard.press("next");
  await wizard.accept(pictured);
  await page.clock.install();
  await wizard.button("submit").click();
  await expect.poll(() => bodies.length, { timeout: 20_000 }).toBe(1);
  await page.reload();
  await wizard.part("failure").waitFor();
  answers = 1;
  await wizard.button("retry").click();
  await wizard.part("receipt").waitFor();
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toBe(bodies[0]);
});

test("a local draft survives its tab, is encrypted, and is erased with one button", async ({ page }) => {
  const wizard = await open(page, LOCAL);
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  const before = await wizard.values();
  await expect.poll(recordCount(page)).toBe(2);
  const data = await storedData(page);
  for (const secret of [pictured.answers.name, pictured.answers.national_id, pictured.attachments[0].name]) {
    expect(data.local + data.records.join()).not.toContain(secret);
    // The tab's copy is removed once the database has it.
    await expect.poll(async () => (await storedData(page)).session).not.toContain(secret);
  }
  const { page: again } = await preparePage(await page.context().newPage());
  await page.close();
  const later = await open(again, LOCAL);
  await later.until(({ step }) => step === "evidence");
  expect(await later.values()).toEqual(before);
  await expect(later.part("file")).toHaveCount(1);
  await later.form.locator("details.keep summary").click();
  await later.form.locator("details.keep").getByRole("button", { name: "馬上清除" }).click();
  await later.until(({ step }) => step === "notice");
  await expect.poll(recordCount(again)).toBe(0);
  await again.close();
});

test("a pending submission survives its tab and keeps its key", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource|ERR_/);
  const keys = [];
  const failing = (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    return route.fulfill({ status: 404, body: "" });
  };
  await page.route("**/api/submissions", failing);
  // Not at the end, where the route's pattern would match the page.
  const address = LOCAL.replace("?", "?endpoint=/api/submissions&");
  const wizard = await open(page, address);
  await wizard.run(base);
  await wizard.accept(base);
  await wizard.button("submit").click();
  await wizard.part("failure").waitFor();
  const { page: again } = await preparePage(await page.context().newPage());
  await page.close();
  await again.route("**/api/submissions", (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    return route.fulfill({ status: 201, json: { reference: "115-1" } });
  });
  const later = await open(again, address);
  await later.part("failure").waitFor();
  await later.button("retry").click();
  await later.part("receipt").waitFor();
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
  // The reference stays, for a reload of the page; the submission does not.
  await expect.poll(recordCount(again)).toBe(1);
  await again.close();
});

testInFull("a local draft expires after thirty days", async ({ page }) => {
  const wizard = await open(page, LOCAL);
  await wizard.run(base, { until: "applicant" });
  await expect.poll(recordCount(page)).toBe(1);
  for (const [days, step] of [
    [29, "applicant"],
    [60, "notice"],
  ]) {
    const { page: later } = await preparePage(await page.context().newPage());
    await later.clock.setFixedTime(new Date(Date.parse("2026-11-21T10:00:00+08:00") + days * 24 * 60 * 60 * 1000));
    const again = await open(later, LOCAL);
    await again.until((state) => state.step === step);
    await later.close();
  }
});

test("draft=none stores nothing, and deletes a draft that was stored before", async ({ page }) => {
  const wizard = await open(page, "/bare?workflow=exemption&lang=zh-Hant&draft=none");
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  expect(await storedData(page)).toEqual({ session: "{}", local: "{}", records: [], keys: [] });
  await wizard.form.evaluate((form) => form.setAttribute("draft", "session"));
  await expect.poll(async () => (await storedData(page)).session).toContain(pictured.answers.name);
  await expect.poll(recordCount(page)).toBe(1);
  await wizard.form.evaluate((form) => form.setAttribute("draft", "none"));
  await expect.poll(async () => (await storedData(page)).session).not.toContain(pictured.answers.name);
  await expect.poll(recordCount(page)).toBe(0);
  await expect(wizard.part("file")).toHaveCount(1);
});

for (const [mode, isContinued] of [
  ["web", true],
  ["kiosk", false],
]) {
  test(`a form with draft=none that is removed and added again, mode ${mode}`, async ({ page }) => {
    const wizard = await open(page, `/bare?workflow=exemption&lang=zh-Hant&draft=none&mode=${mode}`);
    await wizard.run(pictured, { until: "evidence" });
    await wizard.fill(pictured);
    await wizard.form.evaluate((form) => {
      const { parentNode } = form;
      form.remove();
      return new Promise((resolve) => setTimeout(() => resolve(parentNode.append(form))));
    });
    await ready(wizard);
    await wizard.until(({ step }) => step === (isContinued ? "evidence" : "notice"));
    await expect(wizard.part("file")).toHaveCount(isContinued ? 1 : 0);
  });
}

test("a draft of an older version is continued, and dropped answers are shown", async ({ page }) => {
  const definition = JSON.parse(readFileSync(locate("examples/emergency-relief/form.json"), "utf8"));
  const answers = { filed_by: "self", identity: "veteran_1", situation: "颱風淹水，家具都壞了。" };
  const serve = (text) => page.route("**/forms/emergency-relief.json", (route) => route.fulfill({ json: text }));
  await serve(definition);
  const address = "/bare?src=/forms/emergency-relief.json&lang=zh-Hant";
  let wizard = await open(page, address);
  await wizard.form.evaluate((form, answers) => (form.prefill = answers), answers);
  await expect(wizard.control("filed_by", "self")).toBeChecked();
  const newer = structuredClone(definition);
  newer.version = "2.0.0";
  for (const step of newer.steps) step.questions = step.questions.filter(({ id }) => id !== "situation");
  const identity = newer.steps.flatMap(({ questions }) => questions).find(({ id }) => id === "identity");
  identity.options = identity.options.filter(({ value }) => value !== "veteran_1");
  await page.unroute("**/forms/emergency-relief.json");
  await serve(newer);
  await page.reload();
  wizard = await ready(new Wizard(page, page.locator("guitai-form")));
  await expect(wizard.control("filed_by", "self")).toBeChecked();
  await expect(wizard.part("note").first()).toContainText("表單已更新");
  await expect(wizard.part("note").first()).toContainText(answers.situation);
  await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
  await expect(wizard.part("note").first()).toContainText("The form has been updated");
});

test("a draft saved to a file is opened in another browser with its attachments", async ({ page, browser }) => {
  const wizard = await mount(page, { lang: "en" });
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  const before = await wizard.values();
  await wizard.form.locator("details.keep summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), wizard.button("save").click()]);
  expect(download.suggestedFilename()).toBe("exemption-2026-11-21.json");
  const text = await readFile(await download.path(), "utf8");

  const context = await browser.newContext();
  const { page: otherPage } = await preparePage(await context.newPage());
  const other = await mount(otherPage, { lang: "en" });
  const choose = async (content) => {
    const panel = other.form.locator("details.keep");
    if (!(await panel.getAttribute("open"))) await panel.evaluate((panel) => (panel.open = true));
    await other
      .control("saved_draft")
      .setInputFiles({ name: "saved.json", mimeType: "application/json", buffer: Buffer.from(content) });
  };
  for (const [content, message] of [
    ["{", "incomplete or was changed"],
    [text.slice(0, -9), "incomplete or was changed"],
    [text.replace(pictured.answers.name, "王大明"), "incomplete or was changed"],
    [text.replace('"workflow":"exemption"', '"workflow":"survey"'), "was not saved from this form"],
    ['{"format":"other"}', "was not saved from this form"],
  ]) {
    await choose(content);
    await expect(other.part("note").first()).toContainText(message);
    expect((await other.values()).notice_kind).toBeUndefined();
  }
  await choose(text);
  await other.until(({ step }) => step === "evidence");
  expect(await other.values()).toEqual(before);
  await expect(other.part("file")).toHaveCount(1);
  expect((await other.press("next")).page).toBe("review");
  expect((await other.submit(pictured)).page).toBe("receipt");
  await context.close();
});
