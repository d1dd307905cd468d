// After a panic anywhere, the form restarts with its draft, shows a note, and emits one event; the page is not
// affected.

import { join } from "node:path";
import { open, ready, Wizard } from "./driver.js";
import { pick } from "./pick.js";
import { expect, test } from "./portal.js";
import { fromSources } from "./sources.js";
import { named } from "./submissions.js";

const { submission: base } = named("a PNG attached");
const FOLDER = process.env.GUITAI_VERDICT;

test.use({ ownPage: true });

/** Serves the engine with injected panics. */
async function serveFaulty(page) {
  await fromSources(page, join(FOLDER, "engine.js"));
  for (const name of ["guitai.wasm", "later.wasm"])
    await page.route(`**/guitai/${name}`, (route) => route.fulfill({ path: join(FOLDER, name) }));
}

/** Injects a panic at the next pass of a place. */
const inject = (page, place) => page.evaluate((place) => (window.guitaiFault = place), place);

const [file] = base.attachments.map(({ name, media_type, content }) => ({
  name,
  mimeType: media_type,
  buffer: Buffer.from(content, "base64"),
}));

/** Places on the step with the evidence, with an action that passes each. */
const PLACES = {
  view: (wizard) => wizard.control("evidence_route", "on_paper").check(),
  rendered: (wizard) => wizard.control("evidence_route", "on_paper").check(),
  typed: (wizard) => wizard.control("evidence_note").fill("明天補"),
  chosen: (wizard) => wizard.control("evidence_route", "on_paper").check(),
  held: (wizard) => wizard.page.mouse.down(),
  pressed: (wizard) => wizard.button("back").click(),
  entered: (wizard) => wizard.button("next").click(),
  files: (wizard) => wizard.control("evidence").setInputFiles(file),
  reading: (wizard) => wizard.control("evidence").setInputFiles(file),
  read: (wizard) => wizard.control("evidence").setInputFiles(file),
  opened: (wizard) => wizard.form.locator("details.cite summary").first().click(),
  listed: (wizard) => wizard.form.locator("details.cite summary").first().click(),
  loaded: (wizard) =>
    wizard
      .control("saved_draft")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") }),
  set: (wizard) => wizard.form.evaluate((form) => form.setAttribute("lang", "en")),
  update: (wizard) => wizard.form.evaluate((form) => form.setAttribute("lang", "en")),
};

/** The caller of the engine at a place; at other places, a listener of a control. */
const CALLED = {
  view: "to draw",
  rendered: "after drawing",
  reading: "in a task",
  read: "by a promise",
  listed: "by a promise",
  loaded: "by a promise",
  set: "by the element",
  update: "by the element",
};

for (const [place, pass] of pick(Object.entries(PLACES), ([place]) => [CALLED[place] ?? "by a listener"])) {
  test(`a panic at ${place} loses no answer`, async ({ page, allowedErrors }) => {
    allowedErrors.push(/injected fault/);
    await serveFaulty(page);
    const wizard = await open(
      page,
      "/bare?workflow=exemption&lang=zh-Hant&endpoint=/api/submissions&config=/config.json",
    );
    await wizard.run(base, { until: "evidence" });
    await wizard.fill({ ...base, answers: { evidence_route: "attached" } });
    await wizard.form.locator("details.keep").evaluate((panel) => (panel.open = true));
    await inject(page, place);
    await pass(wizard).catch(() => {});
    await expect.poll(async () => (await wizard.events("error")).length).toBe(1);
    await page.mouse.up();
    expect((await wizard.events("error")).map(({ detail }) => detail)).toEqual([{ kind: "panic", retryable: true }]);
    await expect(wizard.part("note").first()).toContainText(/剛才出了問題|Something went wrong/);
    await wizard.fill(base);
    expect((await wizard.press("next")).page).toBe("review");
    expect((await wizard.submit(base)).page).toBe("receipt");
    expect(await page.evaluate(() => window.guitaiFault)).toBeUndefined();
  });
}

/** Places elsewhere: the step, and an action that passes the place. */
const OTHER_PLACES = {
  ticked: {
    step: "grounds",
    pass: (wizard) => wizard.control("grounds", "marriage").check(),
  },
  followed: {
    step: "applicant",
    pass: async (wizard) => {
      await wizard.button("next").click();
      await wizard.part("error-summary").locator("a").first().click();
    },
  },
  reset: { step: "applicant", pass: (wizard) => wizard.form.evaluate((form) => form.reset()) },
  unmount: {
    step: "applicant",
    pass: (wizard) => wizard.form.evaluate((form) => form.setAttribute("workflow", "survey")),
  },
  second: { step: "applicant", attributes: "&mode=kiosk", pass: (wizard) => wizard.page.clock.runFor(2_000) },
};

for (const [place, { step, attributes = "", pass }] of Object.entries(OTHER_PLACES)) {
  test.describe(() => {
    test.use({ movingClock: place === "second" });

    test(`a panic at ${place} leaves a working form`, async ({ page, allowedErrors }) => {
      allowedErrors.push(/injected fault/);
      await serveFaulty(page);
      const wizard = await open(page, `/bare?workflow=exemption&lang=zh-Hant&config=/config.json${attributes}`);
      await wizard.run(base, { until: step });
      await inject(page, place);
      await pass(wizard).catch(() => {});
      await expect.poll(() => page.evaluate(() => window.guitaiFault)).toBeUndefined();
      await ready(wizard);
      await expect
        .poll(async () => (await wizard.events("error")).every(({ detail }) => detail.kind === "panic"))
        .toBe(true);
      if (place === "unmount") return expect(wizard.control("expertise").first()).toBeVisible();
      if (place === "reset") return wizard.until((state) => state.step === "applicant" || state.step === "notice");
      await wizard.until((state) => state.step === step);
    });
  });
}

for (const place of ["mount", "create"]) {
  test(`a panic at ${place} restarts the form`, async ({ page, allowedErrors }) => {
    allowedErrors.push(/injected fault/);
    await serveFaulty(page);
    await page.addInitScript((place) => (window.guitaiFault = place), place);
    const wizard = await open(page, "/bare?workflow=exemption&lang=zh-Hant&config=/config.json");
    await wizard.control("notice_kind", "civil_defence").check();
    expect(await page.evaluate(() => window.guitaiFault)).toBeUndefined();
  });
}

for (const place of ["upload", "uploaded"]) {
  test(`a panic at ${place} keeps the file`, async ({ page, allowedErrors, stored }) => {
    allowedErrors.push(/injected fault/);
    await serveFaulty(page);
    const unit_name = `附件團${place}`;
    const submission = { ...base, answers: { ...base.answers, unit_name } };
    const address =
      "/bare?workflow=exemption&lang=zh-Hant&endpoint=/api/submissions&attachments=/api/attachments&config=/config.json";
    const wizard = await open(page, address);
    await wizard.run(submission);
    await wizard.accept(submission);
    await inject(page, place);
    await wizard.button("submit").click();
    await expect(wizard.part("note").first()).toContainText("剛才出了問題");
    await wizard.until((state) => state.page === "review");
    expect((await wizard.submit(submission)).page).toBe("receipt");
    expect(await stored({ unit_name })).toHaveLength(1);
  });
}

for (const place of ["send", "answer", "progressed"]) {
  test(`a panic at ${place} submits once`, async ({ page, allowedErrors }) => {
    allowedErrors.push(/injected fault/);
    const keys = [];
    page.on("request", (request) => request.method() === "POST" && keys.push(request.headers()["idempotency-key"]));
    await serveFaulty(page);
    const wizard = await open(
      page,
      "/bare?workflow=exemption&lang=zh-Hant&endpoint=/api/submissions&config=/config.json",
    );
    await wizard.run(base);
    await wizard.accept(base);
    await inject(page, place);
    await wizard.button("submit").click();
    await wizard.part("failure").waitFor();
    await wizard.button("retry").click();
    await wizard.part("receipt").waitFor();
    expect(new Set(keys.filter(Boolean)).size).toBe(1);
  });
}

test("a panic before the second module has arrived loses no answer", async ({ page, allowedErrors }) => {
  allowedErrors.push(/injected fault/);
  await serveFaulty(page);
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await page.route("**/guitai/later.wasm", async (route) => {
    await arrived;
    await route.fulfill({ path: join(FOLDER, "later.wasm") });
  });
  await page.goto("/about");
  await page.evaluate(() => {
    const form = document.createElement("guitai-form");
    form.setAttribute("workflow", "exemption");
    document.querySelector("main").replaceChildren(form);
  });
  const wizard = await ready(new Wizard(page, page.locator("guitai-form")));
  await wizard.control("filed_by", "self").check();
  await inject(page, "chosen");
  await wizard.control("notice_kind", "civil_defence").check();
  await expect.poll(() => wizard.events("error")).toHaveLength(1);
  arrive();
  await wizard.control("filed_by", "self").waitFor();
  expect(await wizard.values()).toMatchObject({ filed_by: "self" });
  await wizard.control("notice_kind", "civil_defence").check();
  expect((await wizard.press("next")).step).toBe("unit");
});

test("a form that panics repeatedly shows the fallback", async ({ page, allowedErrors }) => {
  allowedErrors.push(/injected fault|the engine panicked/);
  await serveFaulty(page);
  await page.addInitScript(() =>
    Object.defineProperty(window, "guitaiFault", { get: () => "view", configurable: true, set() {} }),
  );
  await page.addInitScript(() => (Reflect.deleteProperty = () => true));
  await page.goto("/bare?workflow=exemption&lang=zh-Hant&config=/config.json");
  await page.locator('guitai-form [data-part="failure"]').waitFor();
  await expect(page.locator("guitai-form")).toContainText("(00) 0000-0000");
});

test("two forms on a page both restart", async ({ page, allowedErrors }) => {
  allowedErrors.push(/injected fault/);
  await serveFaulty(page);
  await page.goto("/about");
  await page.evaluate(() => {
    const forms = ["exemption", "petition"].map((workflow) =>
      Object.assign(document.createElement("guitai-form"), { id: workflow }),
    );
    for (const form of forms) form.setAttribute("workflow", form.id);
    document.querySelector("main").replaceChildren(...forms);
  });
  const [one, two] = await Promise.all(
    ["#exemption", "#petition"].map((id) => ready(new Wizard(page, page.locator(id)))),
  );
  await one.run(base, { until: "unit" });
  await one.control("unit_name").fill("一號團");
  await two.run({ answers: { category: "suggestion" } }, { until: "matter" });
  await two.control("subject").fill("路燈不亮");
  await inject(page, "chosen");
  await one
    .control("unit_kind", "regiment")
    .check()
    .catch(() => {});
  for (const wizard of [one, two]) await expect(wizard.part("note").first()).toBeVisible();
  await expect(one.control("unit_name")).toHaveValue("一號團");
  await expect(two.control("subject")).toHaveValue("路燈不亮");
});
