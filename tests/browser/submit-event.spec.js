// `guitai-submit`: the page prevents the default, sends the submission itself, and passes on the result.

import { mount } from "./driver.js";
import { expect, test } from "./portal.js";
import { named } from "./submissions.js";

const { submission: base } = named("the unchanged base");
/** A form with all answers prefilled. */
const prefilled = (page, attributes) => mount(page, attributes, { prefill: base.answers });

/** A submitted form whose page sends the submission itself; the event's detail is `window.submitDetail`. */
async function submittedToPage(page) {
  const wizard = await prefilled(page, { endpoint: "" });
  await wizard.form.evaluate((form) => {
    form.removeAttribute("endpoint");
    form.addEventListener("guitai-submit", (event) => {
      event.preventDefault();
      window.submitDetail = event.detail;
    });
  });
  await wizard.run(base);
  await wizard.accept(base);
  await wizard.button("submit").click();
  await page.waitForFunction(() => window.submitDetail);
  return wizard;
}

const settle = (page, how, value) => page.evaluate(([how, value]) => window.submitDetail[how](value), [how, value]);

test("the page sends the submission and passes on the receipt", async ({ page }) => {
  const posts = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  const wizard = await submittedToPage(page);
  expect(await page.evaluate(() => window.submitDetail.submission.answers)).toEqual(base.answers);
  expect((await wizard.state()).page).not.toBe("receipt");
  await settle(page, "accept", { reference: "縣-001", message: "已轉送承辦人" });
  await wizard.until((state) => state.page === "receipt");
  await expect(wizard.part("reference")).toHaveText("縣-001");
  await expect(wizard.part("receipt")).toContainText("已轉送承辦人");
  expect((await wizard.events("submitted"))[0].detail.reference).toBe("縣-001");
  expect(posts).toEqual([]);
});

test("a receipt without a reference is not accepted", async ({ page }) => {
  const wizard = await submittedToPage(page);
  await settle(page, "accept", { ok: true });
  expect((await wizard.until(({ page }) => page !== "step")).page).toBe("failure");
  expect(await wizard.events("submitted")).toEqual([]);
});

test("problems that the page passes on are shown at their questions", async ({ page }) => {
  const wizard = await submittedToPage(page);
  const errors = [{ pointer: "#/answers/national_id", detail: "查無此人，核對證號", code: "bad_format" }];
  await settle(page, "reject", { title: "不收", errors });
  const state = await wizard.until(({ wrong }) => wrong.length > 0);
  expect(state).toMatchObject({ step: "applicant", wrong: ["national_id"], focus: "error-summary" });
  await expect(wizard.part("error")).toContainText("查無此人，核對證號");
  expect(await wizard.values()).toMatchObject({ national_id: base.answers.national_id });
});

test("a refusal by the page is shown with its texts, and the answers are kept", async ({ page }) => {
  const wizard = await submittedToPage(page);
  await settle(page, "reject", { title: "本期已截止", detail: "請洽承辦單位" });
  await wizard.until((state) => state.page === "failure");
  await expect(wizard.part("failure")).toContainText("本期已截止");
  await expect(wizard.part("failure")).toContainText("請洽承辦單位");
  expect((await wizard.press("back")).page).toBe("review");
});

test("without an endpoint and without a listener, submitting fails", async ({ page }) => {
  const wizard = await prefilled(page);
  await wizard.form.evaluate((form) => form.removeAttribute("endpoint"));
  await wizard.run(base);
  expect((await wizard.submit(base)).page).toBe("failure");
  expect((await wizard.events("error")).length).toBeGreaterThan(0);
});
