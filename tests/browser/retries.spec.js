// Automatic retries: their number, their waits, and the same key and bytes in each attempt.

import { expectOneSubmission, LOADING, onReview, problem, RECEIVED, send } from "./endpoint.js";
import { pick, testInFull } from "./pick.js";
import { expect, test } from "./portal.js";

test.use({ movingClock: true });
test.beforeEach(({ allowedErrors }) => void allowedErrors.push(LOADING));

testInFull("attempts are made within two minutes at increasing intervals", async ({ page }) => {
  const wizard = await onReview(page, [{ status: 500, body: "" }]);
  await send(wizard);
  const pauses = wizard.requests.slice(1).map(({ at }, index) => at - wizard.requests[index].at);
  expect(pauses).toHaveLength(3);
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThan(pauses[index - 1] ?? 900);
  expect(wizard.requests.at(-1).at - wizard.requests[0].at).toBeLessThan(120_000);
});

test("409 is retried with the same key", async ({ page }) => {
  const wizard = await onReview(page, [problem(409, { title: "in progress" }), RECEIVED]);
  expect((await send(wizard)).page).toBe("receipt");
  expect(wizard.requests).toHaveLength(2);
  expectOneSubmission(wizard.requests);
});

test("after 401 the headers are requested once more", async ({ page }) => {
  const wizard = await onReview(page, [problem(401, { title: "session ended" }), RECEIVED]);
  await wizard.form.evaluate((form) => {
    let turn = 0;
    form.headers = async () => ({ Authorization: `Bearer ${++turn}` });
  });
  expect((await send(wizard)).page).toBe("receipt");
  expect(wizard.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer 1", "Bearer 2"]);
  expectOneSubmission(wizard.requests);
});

testInFull("401 twice is a failure that asks to sign in and keeps the answers", async ({ page }) => {
  const wizard = await onReview(page, [problem(401, {}), problem(401, {}), RECEIVED]);
  expect((await send(wizard)).page).toBe("failure");
  expect(wizard.requests).toHaveLength(2);
  await expect(wizard.part("failure")).toContainText("登入");
  expect((await send(wizard, "retry")).page).toBe("receipt");
  expectOneSubmission(wizard.requests);
});

const seconds = (count) => ({ "Retry-After": String(count) });
const date = (count) => ({ "Retry-After": new Date(Date.parse("2026-11-21T02:00:00Z") + count * 1000).toUTCString() });

const WAITS = [
  ["429 with seconds", 429, seconds(7), 7, 10],
  ["503 with seconds", 503, seconds(30), 30, 33],
  ["503 with a date", 503, date(90), 60, 93],
  ["503 with more than two minutes", 503, seconds(3600), 120, 123],
  ["503 with nonsense", 503, { "Retry-After": "soon" }, 1, 10],
  ["503 with a past date", 503, date(-3600), 0, 10],
  ["503 without a header", 503, {}, 1, 10],
];

/** The header, where numbers are alike: the browser's code reads everything else. */
const header = ([, , { "Retry-After": value }]) => [Number.isNaN(Number(value)) ? value : "seconds"];

for (const [name, status, headers, least, most] of pick(WAITS, header)) {
  test(`the form waits after ${name} and shows it`, async ({ page }) => {
    const wizard = await onReview(page, [{ ...problem(status, { title: "busy" }), headers }, RECEIVED]);
    await wizard.button("submit").click();
    if (least > 5) await expect(wizard.root).toContainText(/\d+ 秒/);
    await expect
      .poll(() => page.clock.fastForward(1000).then(() => wizard.requests.length), { intervals: [10], timeout: 20_000 })
      .toBe(2);
    await wizard.until((state) => state.page === "receipt");
    const [first, second] = wizard.requests;
    expect((second.at - first.at) / 1000).toBeGreaterThanOrEqual(least);
    expect((second.at - first.at) / 1000).toBeLessThanOrEqual(most);
    expectOneSubmission(wizard.requests);
  });
}

testInFull("a wait requested by a later response is respected", async ({ page }) => {
  const busy = (headers) => ({ ...problem(503, { title: "busy" }), headers });
  const wizard = await onReview(page, [busy(seconds(10)), busy(seconds(120)), RECEIVED]);
  expect((await send(wizard)).page).toBe("receipt");
});

testInFull("a busy service is retried a limited number of times", async ({ page }) => {
  const wizard = await onReview(page, [{ ...problem(503, { title: "busy" }), headers: seconds(5) }]);
  expect((await send(wizard)).page).toBe("failure");
  expect(wizard.requests.length).toBeLessThanOrEqual(4);
  await expect(wizard.button("retry")).toBeVisible();
});
