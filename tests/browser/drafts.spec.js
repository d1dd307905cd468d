// Drafts survive a reload, a closed tab and a new version of the form, and can be saved to a file.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { mount, open, ready, Wizard } from "./driver.js";
import { expect, preparePage, test } from "./portal.js";
import { recordCount, storedData } from "./storage.js";
import { locate, named } from "./submissions.js";

const { submission: pictured } = named("a PNG attached");
const { submission: base } = named("the base as it stands");
const LOCAL = "/bare?workflow=exemption&lang=zh-Hant&draft=local";
const MEGABYTE = 1024 * 1024;

test.use({ ownPage: true });

/** A PNG of a given size; its last byte makes it unique. */
function photo(bytes, last) {
  const [{ content }] = pictured.attachments;
  const padded = Buffer.alloc(bytes, 0);
  Buffer.from(content, "base64").copy(padded);
  padded[bytes - 1] = last;
  return padded;
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("files survive a reload and are submitted unchanged", async ({ page, stored: filed }) => {
  const wizard = await open(page, "/");
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill(pictured);
  const large = photo(5 * MEGABYTE, 1);
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
    const buffer = photo(4 * MEGABYTE, last);
    await wizard.control("evidence").setInputFiles({ name: `${last}.png`, mimeType: "image/png", buffer });
    await expect(wizard.part("file")).toHaveCount(1 + last);
  }
  await wizard.press("next");
  await wizard.accept(pictured);
  await page.clock.install();
  await wizard.button("submit").click();
  await expect.poll(() => bodies.length).toBe(1);
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

test("a local draft expires after thirty days", async ({ page }) => {
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
  expect((await wizard.values()).unit_name).toBe("");
  await wizard.control("unit_name").fill("另一團");
  await page.reload();
  await expect(wizard.control("unit_name")).toHaveValue("另一團");
  await expect(wizard.form.getByText(reference)).toHaveCount(0);
});

for (const [bytes, outcome] of [
  [5_000, "retried with the same bytes"],
  [5 * MEGABYTE, "reported as possibly received"],
]) {
  test(`denyStorage a database, a submission of ${bytes} bytes is ${outcome} after a reload`, async ({
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
    await wizard.control("evidence").setInputFiles({ name: "大.png", mimeType: "image/png", buffer: photo(bytes, 1) });
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

test("a draft of an older version is continued, and dropped answers are shown", async ({ page }) => {
  const definition = JSON.parse(readFileSync(locate("examples/emergency-relief/form.json"), "utf8"));
  const answers = { name: "王小明", identity: "veteran_1", situation: "颱風淹水，家具都壞了。" };
  const serve = (text) => page.route("**/forms/emergency-relief.json", (route) => route.fulfill({ json: text }));
  await serve(definition);
  const address = "/bare?src=/forms/emergency-relief.json&lang=zh-Hant";
  let wizard = await open(page, address);
  await wizard.form.evaluate((form, answers) => (form.prefill = answers), answers);
  await expect(wizard.control("name")).toHaveValue("王小明");
  const newer = structuredClone(definition);
  newer.version = "2.0.0";
  for (const step of newer.steps) step.questions = step.questions.filter(({ id }) => id !== "situation");
  const identity = newer.steps.flatMap(({ questions }) => questions).find(({ id }) => id === "identity");
  identity.options = identity.options.filter(({ value }) => value !== "veteran_1");
  await page.unroute("**/forms/emergency-relief.json");
  await serve(newer);
  await page.reload();
  wizard = await ready(new Wizard(page, page.locator("guitai-form")));
  await expect(wizard.control("name")).toHaveValue("王小明");
  await expect(wizard.part("note").first()).toContainText("表單改版了");
  await expect(wizard.part("note").first()).toContainText(answers.situation);
  await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
  await expect(wizard.part("note").first()).toContainText("The form has changed since");
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
    expect((await other.values()).unit_name).toBe("");
  }
  await choose(text);
  await other.until(({ step }) => step === "evidence");
  expect(await other.values()).toEqual(before);
  await expect(other.part("file")).toHaveCount(1);
  expect((await other.press("next")).page).toBe("review");
  expect((await other.submit(pictured)).page).toBe("receipt");
  await context.close();
});

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

test("a tab remembers the submission of another tab that was closed, until a reset", async ({ page }) => {
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
