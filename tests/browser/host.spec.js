// The interface for the host page: properties, events, several forms on a page, and no effects on the page.

import { mount, open, ready, Wizard } from "./driver.js";
import { expect, test, unique } from "./portal.js";
import { definition, named } from "./submissions.js";

const base = named("the unchanged base").submission;
const heading = (index, language = "zh-Hant") => definition.steps[index].title[language];
/** A form with all answers prefilled. */
const prefilled = (page, attributes) => mount(page, attributes, { prefill: base.answers });

test("two forms on a page are independent", async ({ page, stored }) => {
  const [first, second] = [await open(page, "/two", "#first"), new Wizard(page, page.locator("#second"))];
  const names = [unique("甲團"), unique("乙團")];
  const submissions = names.map((unit_name) => ({ ...base, answers: { ...base.answers, unit_name } }));
  await first.run(submissions[0], { until: "grounds" });
  expect(await second.state()).toMatchObject({ step: "notice", summary: "" });
  await second.run(submissions[1], { until: "applicant" });
  await page.reload();
  await first.until(({ step }) => step === "grounds");
  await second.until(({ step }) => step === "applicant");
  for (const [index, wizard] of [first, second].entries()) {
    await wizard.run(submissions[index]);
    expect((await wizard.submit(base)).page).toBe("receipt");
    expect(await stored({ unit_name: names[index] })).toHaveLength(1);
  }
});

test("identical forms without an id have separate drafts", async ({ page }) => {
  await mount(page);
  const first = new Wizard(page, page.locator("guitai-form").first());
  await page.evaluate(() => document.querySelector("main").append(document.querySelector("guitai-form").cloneNode()));
  const second = await ready(new Wizard(page, page.locator("guitai-form").nth(1)));
  for (const wizard of [first, second]) await wizard.run(base, { until: "unit" });
  await first.control("unit_name").fill("甲團");
  await second.control("unit_name").fill("乙團");
  expect((await first.values()).unit_name).toBe("甲團");
  expect((await second.values()).unit_name).toBe("乙團");
});

test("events report the progress, and no answers", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.press("next");
  await wizard.run(base);
  await wizard.submit(base);
  const events = await wizard.events();
  const of = (name) => events.filter((event) => event.name === name).map(({ detail }) => detail);
  expect(of("ready")).toEqual([{ workflow: "exemption", version: definition.version }]);
  const shown = definition.steps.filter(({ when }) => !when).map(({ id }) => id);
  const steps = [...shown, "review"].map((step, index, { length }) => ({ step, index, count: length }));
  expect(of("step").slice(0, steps.length)).toEqual(steps);
  const fields = ["notice_kind", "filed_by"];
  expect(of("invalid")).toEqual([{ step: "notice", fields, codes: fields.map(() => "required") }]);
  const [{ submission }] = of("submit");
  expect(submission.answers).toEqual(base.answers);
  expect(of("submitted")).toEqual([{ id: submission.id, reference: expect.stringMatching(/./) }]);
  const rest = JSON.stringify(events.filter(({ name }) => name !== "submit"));
  for (const id of ["name", "national_id", "email", "unit_name"]) expect(rest).not.toContain(base.answers[id]);
});

test("a moved form stays unchanged; a removed form restores its draft", async ({ page }) => {
  const wizard = await prefilled(page);
  await wizard.run(base, { until: "grounds" });
  await wizard.control("affected_from.day").fill("4號");
  const before = await wizard.values();
  const steps = (await wizard.events("ready")).length;
  await wizard.form.evaluate((form) => document.querySelector("footer").append(form));
  expect(await wizard.values()).toEqual(before);
  expect((await wizard.events("ready")).length).toBe(steps);
  await wizard.form.evaluate(async (form) => {
    form.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.querySelector("main").append(form);
  });
  await wizard.until(({ step }) => step === "grounds");
  expect(await wizard.values()).toEqual(before);
});

test("a change of workflow starts another form", async ({ page, allowedErrors }) => {
  allowedErrors.push(/404/);
  const wizard = await prefilled(page);
  await wizard.form.evaluate((form) => form.setAttribute("workflow", "no-such"));
  await wizard.until((state) => state.page === "failure");
  await wizard.form.evaluate((form) => form.setAttribute("workflow", "exemption"));
  await wizard.until((state) => state.step === "notice");
});

test("prefill offers first answers, reports unknown ids, and replaces no input", async ({ page }) => {
  const wizard = await mount(page, {}, { prefill: { unit_name: "預填團", shoe_size: "42", __proto__: { name: "x" } } });
  await wizard.run(base, { until: "unit" });
  expect((await wizard.values()).unit_name).toBe("預填團");
  const errors = await wizard.events("error");
  expect(errors.map(({ detail }) => detail)).toEqual([{ kind: "prefill", retryable: false }]);
  await wizard.control("unit_name").fill("自己填的團");
  await wizard.form.evaluate((form) => (form.prefill = { unit_name: "後來的預填" }));
  expect((await wizard.values()).unit_name).toBe("自己填的團");
});

test("ready rejects with the reason, without an unhandled rejection, and the fallback is shown", async ({
  page,
  allowedErrors,
}) => {
  allowedErrors.push(/404/);
  await page.goto("/about");
  const reason = await page.evaluate(async () => {
    const form = document.createElement("guitai-form");
    form.setAttribute("workflow", "no-such");
    form.append("請電洽承辦單位");
    document.querySelector("main").replaceChildren(form);
    return form.ready.then(
      () => "ready",
      (error) => error.message,
    );
  });
  expect(reason).not.toBe("ready");
  const form = page.locator("guitai-form");
  await expect(form.locator('[data-part="failure"]')).toBeVisible();
  await expect(form.getByText("請電洽承辦單位")).toBeVisible();
});

test("the fallback shows the agency of the workflow", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource|ERR_|\.wasm/);
  await page.route(/\.wasm/, (route) => route.abort());
  await page.goto("/about");
  const agency = (name) => ({ name: { "zh-Hant": name }, phone: "(00) 0000-0000" });
  const config = { version: "1", agency: agency("縣政府"), workflows: { petition: { agency: agency("服務中心") } } };
  for (const [workflow, name] of [
    ["petition", "服務中心"],
    ["survey", "縣政府"],
  ]) {
    await page.evaluate(
      ([workflow, config]) => {
        const form = Object.assign(document.createElement("guitai-form"), { config });
        form.setAttribute("workflow", workflow);
        document.querySelector("main").replaceChildren(form);
      },
      [workflow, config],
    );
    await expect(page.locator('guitai-form [data-part="failure"]')).toContainText(name);
  }
});

test("reset deletes every answer and the draft", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.run(base, { until: "applicant" });
  await wizard.form.evaluate((form) => form.reset());
  await wizard.until(({ step }) => step === "notice");
  expect((await wizard.events("reset")).map(({ detail }) => detail)).toEqual([{ reason: "host" }]);
  const empty = await wizard.values();
  expect(Object.values(empty).flat().filter(Boolean)).toEqual([]);
  await page.reload();
  await wizard.until(({ step }) => step === "notice");
  expect(await wizard.values()).toEqual(empty);
});

test("headings start at the given level", async ({ page }) => {
  for (const level of [1, 4]) {
    const wizard = await mount(page, { "heading-level": String(level) });
    await expect(wizard.form.getByRole("heading", { level, name: heading(0) })).toBeVisible();
  }
});

test("the page's title has a prefix while there are problems, if title-errors is set", async ({ page }) => {
  const wizard = await prefilled(page, { "title-errors": "" });
  await wizard.run({ ...base, answers: {} }, { until: "unit" });
  const title = await page.title();
  await wizard.control("unit_name").fill("");
  await wizard.press("next");
  expect(await page.title()).toBe(`錯誤：${title}`);
  await wizard.control("unit_name").fill("玉里鎮民防團");
  await wizard.press("next");
  expect(await page.title()).toBe(title);
  await wizard.form.evaluate((form) => form.removeAttribute("title-errors"));
  await wizard.control("notice_received_on.day").fill("99");
  expect((await wizard.press("next")).wrong).toEqual(["notice_received_on"]);
  expect(await page.title()).toBe(title);
});

test("key events in the form do not reach listeners of the page", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.run(base, { until: "unit" });
  await page.evaluate(() => {
    window.keys = [];
    for (const type of ["keydown", "keypress", "keyup"]) {
      for (const target of [document, document.querySelector("main")])
        target.addEventListener(type, (event) => window.keys.push(event.type));
    }
  });
  await wizard.control("unit_name").pressSequentially("abc");
  await wizard.control("unit_name").press("Enter");
  await wizard.until(({ summary }) => summary !== "");
  expect(await page.evaluate(() => window.keys)).toEqual([]);
  await page.getByRole("searchbox").press("a");
  expect(await page.evaluate(() => window.keys.length)).toBeGreaterThan(0);
});

test("draft=none stores nothing", async ({ page }) => {
  const wizard = await open(page, "/bare?workflow=exemption&draft=none");
  await wizard.run(base, { until: "applicant" });
  expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
  await page.reload();
  await wizard.until(({ step }) => step === "notice");
});

test("headers of the page are sent with the submission", async ({ page }) => {
  const wizard = await prefilled(page, { "csrf-header": "X-CSRF", "csrf-token": `${"測試".length}t` });
  await wizard.form.evaluate((form) => (form.headers = async () => ({ Authorization: "Bearer fresh" })));
  await wizard.run(base);
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await wizard.submit(base);
  const headers = await (await sent).allHeaders();
  expect(headers).toMatchObject({ "x-csrf": "2t", authorization: "Bearer fresh", "content-type": "application/json" });
  expect(headers.accept).toBe("application/json, application/problem+json");
  expect(headers["idempotency-key"]).toBe(`"${(await sent).postDataJSON().id}"`);
});

test("a prefill after input fills only empty questions", async ({ page }) => {
  const wizard = await mount(page);
  await wizard.run(base, { until: "unit" });
  await wizard.control("unit_name").fill("我打的團隊");
  await wizard.form.evaluate((form, answers) => (form.prefill = answers), base.answers);
  await expect(wizard.control("post")).toHaveValue(base.answers.post);
  await expect(wizard.control("unit_name")).toHaveValue("我打的團隊");
});

test("a form that replaces another one works", async ({ page }) => {
  const first = await mount(page, {}, { prefill: base.answers });
  await page.evaluate(() => {
    const form = document.createElement("guitai-form");
    form.setAttribute("workflow", "exemption");
    document.querySelector("guitai-form").replaceWith(form);
  });
  const second = await ready(new Wizard(page, page.locator("guitai-form")));
  await second.press("next");
  await expect(second.part("error-summary")).toBeVisible();
  expect(await first.form.count()).toBe(1);
});

test.describe("on a separate page", () => {
  test.use({ ownPage: true });

  test("a closed shadow root works", async ({ page }) => {
    await page.addInitScript(() => {
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (options) {
        window.root = attach.call(this, options);
        return window.root;
      };
    });
    await page.goto("/bare?workflow=exemption&closed");
    await page.waitForFunction(() => window.root?.querySelector("[data-step]"));
    expect(await page.evaluate(() => document.querySelector("guitai-form").shadowRoot)).toBeNull();
    await page.evaluate(() => window.root.querySelector('[data-action="next"]').click());
    await page.waitForFunction(() => window.root.activeElement?.dataset.part === "error-summary");
  });

  test("printing shows the form without the page and without buttons", async ({ page }) => {
    const wizard = await open(page, "/");
    await wizard.run(base);
    await wizard.submit(base);
    await expect(wizard.part("review")).toBeHidden();
    await page.emulateMedia({ media: "print" });
    for (const selector of ["header.site-header", "footer", "aside", "h1"])
      await expect(page.locator(selector)).toBeHidden();
    await expect(wizard.part("reference")).toBeVisible();
    await expect(wizard.part("review")).toBeVisible();
    // Hidden elements take no space on paper.
    expect((await wizard.form.boundingBox()).y).toBeLessThan(100);
    await expect(wizard.form.locator("button:visible")).toHaveCount(0);
    const smallest = await wizard.root.evaluate((root) => {
      const paragraphs = [...root.querySelectorAll("p, dt, dd, li, strong")].filter((one) => one.checkVisibility());
      return Math.min(...paragraphs.map((one) => parseFloat(getComputedStyle(one).fontSize)));
    });
    expect(smallest).toBeGreaterThanOrEqual(16);
  });
});
