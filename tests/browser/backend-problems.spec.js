// Problems in responses of the backend, or passed on by the page, are shown at their questions; a correction is a new
// submission.

import { base, LOADING, onReview, problem, RECEIVED, send } from "./endpoint.js";
import { pick, pickFirst } from "./pick.js";
import { expect, test } from "./portal.js";

test.use({ movingClock: true });
test.beforeEach(({ allowedErrors }) => void allowedErrors.push(LOADING));

const ERRORS = [
  { pointer: "#/answers/unit_name", detail: "縣內沒有這個團隊", code: "bad_format" },
  { pointer: "#/answers/email", detail: "這個信箱收不到信" },
  { pointer: "#/answers/post", detail: "團隊裡沒有這個職稱", cite: "第7條第2項第1款" },
  { pointer: "#/answers/no_such_question", detail: "系統另有問題甲" },
  { pointer: "", detail: "系統另有問題乙" },
];

for (const status of pickFirst([422, 400])) {
  test(`${status} with pointers shows each problem at its question; the correction is a new submission`, async ({
    page,
  }) => {
    const wizard = await onReview(page, [problem(status, { title: "refused", errors: ERRORS }), RECEIVED]);
    const state = await send(wizard);
    expect(state).toMatchObject({ step: "unit", focus: "error-summary" });
    expect(state.wrong).toEqual(["unit_name", "email", "post"]);
    for (const { detail } of ERRORS) await expect(wizard.part("error-summary")).toContainText(detail);
    const shown = wizard.part("error");
    await expect(shown.filter({ hasText: ERRORS[0].detail })).toBeVisible();
    await expect(shown.filter({ hasText: ERRORS[2].detail })).toContainText("第7條第2項第1款");
    await expect(wizard.control("unit_name")).toHaveAttribute("aria-invalid", "true");
    expect(await wizard.values()).toMatchObject({ unit_name: base.answers.unit_name });
    await wizard.control("unit_name").fill("富里鄉民防團");
    await wizard.run({ ...base, answers: {} });
    expect((await send(wizard)).page).toBe("receipt");
    const [first, second] = wizard.requests.map(({ body }) => JSON.parse(body));
    expect(second.id).not.toBe(first.id);
    expect(wizard.requests[1].headers["idempotency-key"]).toBe(`"${second.id}"`);
    expect(second.answers).toEqual({ ...first.answers, unit_name: "富里鄉民防團" });
    expect(second.attachments).toEqual(first.attachments);
    expect(second.attachments).toHaveLength(1);
  });
}

test("problems on several steps are shown on each until they were seen", async ({ page }) => {
  const wizard = await onReview(page, [problem(422, { title: "refused", errors: ERRORS }), RECEIVED]);
  await send(wizard);
  await wizard.part("error-summary").locator('[data-for="email"]').click();
  const email = await wizard.until(({ step }) => step === "contact");
  expect(email).toMatchObject({ wrong: ["unit_name", "email", "post"], focus: "email" });
  await expect(wizard.part("error")).toHaveText(new RegExp(ERRORS[1].detail));
  expect(await wizard.press("next")).toMatchObject({
    page: "review",
    wrong: ["unit_name", "post"],
    focus: "error-summary",
  });
  await wizard.part("error-summary").locator('[data-for="post"]').click();
  await wizard.until(({ step }) => step === "unit");
  await expect(wizard.part("error")).toHaveCount(2);
  expect(await wizard.press("next")).toMatchObject({ page: "review", wrong: [] });
  expect((await send(wizard)).page).toBe("receipt");
});

test("a reset deletes the backend's problems", async ({ page }) => {
  const wizard = await onReview(page, [problem(422, { title: "refused", errors: ERRORS }), RECEIVED]);
  await send(wizard);
  await wizard.form.evaluate((form) => form.reset());
  await expect(wizard.part("error-summary")).toHaveCount(0);
  expect((await wizard.values()).notice_kind).toBeUndefined();
});

/** Responses that a page passes on; the button that the form then offers, and the kind of its error. */
const REJECTIONS = [
  [{ status: 503, title: "busy" }, "retry", "busy"],
  [{ status: 500, title: "broken" }, "retry", "network"],
  [{ status: 401, title: "sign in" }, "retry", "session"],
  [{ status: 422, title: "refused" }, "back", "refused"],
  [{ title: "refused" }, "back", "refused"],
  [{ status: 200, reference: "R1" }, "back", "refused"],
];

for (const [response, action, kind] of pick(REJECTIONS, ([, ...outcome]) => [`${outcome}`])) {
  test(`after reject(${JSON.stringify(response)}) by the page the form offers ${action}`, async ({ page }) => {
    const wizard = await onReview(page, [RECEIVED]);
    await wizard.form.evaluate((form, response) => {
      window.submittedIds = [];
      form.addEventListener("guitai-submit", (event) => {
        event.preventDefault();
        window.submittedIds.push(event.detail.submission.id);
        event.detail.reject(response);
      });
    }, response);
    expect((await send(wizard)).page).toBe("failure");
    const { status } = response;
    const [{ detail }] = await wizard.events("error");
    expect(detail).toEqual({ kind, retryable: ["busy", "network"].includes(kind), ...(status >= 300 && { status }) });
    await wizard.button(action).click();
    if (action === "back") await send(wizard);
    await expect.poll(() => page.evaluate(() => window.submittedIds.length)).toBe(2);
    const [first, second] = await page.evaluate(() => window.submittedIds);
    expect(second === first).toBe(action === "retry");
    expect(wizard.requests).toEqual([]);
  });
}

test("the problem of an attachment is shown at its question", async ({ page }) => {
  const errors = [{ pointer: "#/attachments/0", detail: "檔案有病毒", code: "file_type" }];
  const wizard = await onReview(page, [problem(422, { title: "refused", errors })]);
  expect(await send(wizard)).toMatchObject({ step: "evidence", wrong: ["evidence"] });
  await expect(wizard.part("error")).toContainText("檔案有病毒");
  await expect(wizard.part("file")).toHaveCount(1);
});

test("a refusal without errors is a failure with the backend's texts", async ({ page }) => {
  const wizard = await onReview(page, [problem(422, { title: "本期已截止", detail: "下期再申請" }), RECEIVED]);
  expect((await send(wizard)).page).toBe("failure");
  await expect(wizard.part("failure")).toContainText("本期已截止");
  await expect(wizard.part("failure")).toContainText("下期再申請");
  expect((await wizard.press("back")).page).toBe("review");
  expect((await send(wizard)).page).toBe("receipt");
  const [first, second] = wizard.requests.map(({ body }) => JSON.parse(body));
  expect(second.id).not.toBe(first.id);
  expect(second.answers).toEqual(first.answers);
});

for (const status of pickFirst([413, 415])) {
  test(`${status} shows a problem of the attachments`, async ({ page }) => {
    const wizard = await onReview(page, [problem(status, { title: "too large" }), RECEIVED]);
    const state = await send(wizard);
    expect(await wizard.root.innerText()).toContain("附件");
    if (state.page === "failure") await wizard.press("back");
    if ((await wizard.state()).page === "review") await wizard.press("change", "evidence");
    await wizard.button("remove", "evidence").click();
    await wizard.control("evidence_route", "to_follow").check();
    await wizard.press("next");
    expect((await send(wizard)).page).toBe("receipt");
    const [first, second] = wizard.requests.map(({ body }) => JSON.parse(body));
    expect(second.id).not.toBe(first.id);
    expect(second.attachments).toEqual([]);
  });
}

test("markup in the backend's texts is shown as text", async ({ page }) => {
  const detail = "<img src=x onerror=alert(1)><b>粗</b>";
  const wizard = await onReview(page, [problem(422, { title: "t", errors: [{ pointer: "#/answers/name", detail }] })]);
  await send(wizard);
  await expect(wizard.part("error")).toContainText(detail);
  await expect(wizard.form.locator("img")).toHaveCount(0);
});
