// Every response of a backend: the form shows only receipts of the backend, stores each submission once, and keeps the
// answers. `retries.spec.js` tests the retries.

import { mount, open } from "./driver.js";
import {
  base,
  expectOneSubmission,
  JSON_TYPE,
  json,
  LOADING,
  onReview,
  problem,
  RECEIVED,
  send,
  serve,
} from "./endpoint.js";
import { pick } from "./pick.js";
import { expect, test, unique } from "./portal.js";

const LOGIN = "<!doctype html><title>登入</title><form><input type=password></form>";

test.use({ movingClock: true });
test.beforeEach(({ allowedErrors }) => void allowedErrors.push(LOADING));

const ownId = async (route) => route.fulfill(json(200, { id: route.request().postDataJSON().id }));

for (const [name, response, reference] of [
  ["201 with a reference", RECEIVED, "縣-115-0001"],
  ["200 with the submission's id", ownId, null],
  [
    "202 with every member of a receipt",
    json(202, { reference: "R2", message: "三日內回覆", expected_by: "2026-12-04" }),
    "R2",
  ],
]) {
  test(`${name} is a receipt`, async ({ page }) => {
    const wizard = await onReview(page, [response]);
    expect((await send(wizard)).page).toBe("receipt");
    const [{ body, headers }, ...more] = wizard.requests;
    expect(more).toEqual([]);
    await expect(wizard.part("reference")).toHaveText(reference ?? JSON.parse(body).id);
    if (reference === "R2") {
      await expect(wizard.part("receipt")).toContainText("三日內回覆");
      await expect(wizard.part("receipt")).toContainText("115年12月4日");
    }
    expect(headers).toMatchObject({ "content-type": JSON_TYPE, accept: "application/json, application/problem+json" });
    // Only the reference remains, for a reload of the page.
    const left = await page.evaluate(() => Object.values(sessionStorage).map((text) => JSON.parse(text)));
    expect(left).toEqual([{ received: reference ?? JSON.parse(body).id }]);
  });
}

const abort = (reason) => (route) => route.abort(reason);
const STALLED = () => {};

// Name, response, and number of automatic attempts.
const FAILURES = [
  ["200 with an HTML page", { status: 200, contentType: "text/html", body: LOGIN }, 1],
  ["200 without a reference", json(200, { ok: true }), 1],
  ["201 with another's id", json(201, { id: "01a1fbd4-f500-7000-8000-00000000ffff" }), 1],
  ["201 with an empty reference", json(201, { reference: " " }), 1],
  ["201 with a list", json(201, ["R1"]), 1],
  ["201 that is truncated", { status: 201, contentType: JSON_TYPE, body: '{"reference": "R' }, 1],
  ["204", { status: 204 }, 1],
  ["a redirect", { status: 302, headers: { location: "/elsewhere" } }, 1],
  ["403", problem(403, { title: "no" }), 2],
  ["404", problem(404, { title: "no" }), 1],
  ["405", problem(405, { title: "no" }), 1],
  ["410", problem(410, { title: "no" }), 1],
  ["408", problem(408, { title: "slow" }), 4],
  ["500", { status: 500, contentType: "text/html", body: "<h1>Error</h1>" }, 4],
  ["502", { status: 502, body: "" }, 4],
  ["504", { status: 504, body: "" }, 4],
  ["a refused connection", abort("connectionrefused"), 4],
  ["a reset connection", abort("connectionreset"), 4],
  ["no response", STALLED, 4],
];

/** The class of the status with the number of attempts, or the fault of the connection. */
const outcome = ([name, { status }, attempts]) => [status ? `${status}`[0] + attempts : name];

for (const [name, response, attempts] of pick(FAILURES, outcome)) {
  test(`${name} is a failure, and the same submission can be retried`, async ({ page }) => {
    const answers = [...Array(attempts).fill(response), RECEIVED];
    const wizard = await onReview(page, answers);
    expect((await send(wizard)).page).toBe("failure");
    expect(wizard.requests).toHaveLength(attempts);
    expect(await wizard.events("submitted")).toEqual([]);
    await expect(wizard.part("receipt")).toHaveCount(0);
    const [{ detail }] = await wizard.events("error");
    expect(Object.keys(detail).sort()).toEqual(["kind", "retryable", ...(detail.status ? ["status"] : [])]);
    expect(detail.retryable).toBe(attempts === 4);
    await expect(wizard.button("restart")).toBeVisible();
    expect((await send(wizard, "retry")).page).toBe("receipt");
    expectOneSubmission(wizard.requests);
    expect(JSON.parse(wizard.requests[0].body).answers).toEqual(base.answers);
  });
}

test("an endpoint of another origin without CORS receives nothing, and the answers are kept", async ({
  page,
  baseURL,
  allowedErrors,
  stored,
}) => {
  allowedErrors.push(/Content Security Policy|CORS policy/);
  const place = unique("跨來源");
  const submission = { ...base, answers: { ...base.answers, report_place: place } };
  const endpoint = new URL("/api/submissions", baseURL);
  endpoint.hostname = "localhost";
  const wizard = await mount(page, { endpoint: endpoint.href }, { prefill: submission.answers });
  await wizard.run({ ...submission, answers: {} });
  await wizard.accept(submission);
  expect((await send(wizard)).page).toBe("failure");
  expect(await stored({ report_place: place })).toEqual([]);
  const session = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(session).toContain(place);
});

test("an unknown outcome survives a reload, and the same submission is retried", async ({ page }) => {
  const wizard = await open(page, "/");
  await wizard.run(base);
  await wizard.accept(base);
  const requests = await serve(page, [...Array(4).fill(abort("connectionreset")), RECEIVED]);
  expect((await send(wizard)).page).toBe("failure");
  await page.reload();
  await wizard.until((state) => state.page === "failure");
  await expect(wizard.button("submit")).toHaveCount(0);
  expect((await send(wizard, "retry")).page).toBe("receipt");
  expectOneSubmission(requests);
});

test("starting again shows a warning and creates another submission", async ({ page }) => {
  const wizard = await onReview(page, [...Array(4).fill({ status: 500, body: "" }), RECEIVED]);
  await send(wizard);
  await expect(wizard.part("failure")).toContainText("放棄的話，這份內容會清除");
  await wizard.button("restart").click();
  await wizard.until(({ step }) => step === "notice");
  expect((await wizard.values()).notice_kind).toBeUndefined();
  expect((await wizard.events("reset")).map(({ detail }) => detail)).toEqual([{ reason: "person" }]);
  await wizard.run({ ...base, attachments: [], answers: { ...base.answers, evidence_route: "to_follow" } });
  await wizard.accept(base);
  expect((await send(wizard)).page).toBe("receipt");
  const ids = wizard.requests.map(({ body }) => JSON.parse(body).id);
  expect(ids.at(-1)).not.toBe(ids[0]);
});

test("a submission is not sent after a reset", async ({ page }) => {
  const wizard = await onReview(page, [{ ...problem(503, {}), headers: { "Retry-After": "3" } }, RECEIVED]);
  await wizard.button("submit").click();
  await expect(wizard.part("sending")).toContainText("3");
  await wizard.form.evaluate((form) => form.reset());
  await wizard.until(({ step }) => step === "notice");
  await page.clock.runFor(120_000);
  expect(wizard.requests).toHaveLength(1);
  expect(await wizard.events("submitted")).toEqual([]);
});

test("a headers function that never settles times out", async ({ page }) => {
  const wizard = await onReview(page, [RECEIVED]);
  await wizard.form.evaluate((form) => (form.headers = () => new Promise(() => {})));
  expect((await send(wizard)).page).toBe("failure");
  expect(wizard.requests).toEqual([]);
  await wizard.form.evaluate((form) => (form.headers = {}));
  expect((await send(wizard, "retry")).page).toBe("receipt");
});

test.describe(() => {
  test.use({ ownPage: true });

  test("a tab without BroadcastChannel submits", async ({ page }) => {
    await page.addInitScript(() => delete window.BroadcastChannel);
    const wizard = await onReview(page, [problem(422, { title: "本期已截止" }), RECEIVED]);
    expect(await page.evaluate(() => "BroadcastChannel" in window)).toBe(false);
    expect((await send(wizard)).page).toBe("failure");
    await wizard.press("back");
    expect((await send(wizard)).page).toBe("receipt");
  });
});

/** A form with a unique answer, by which its row can be found. */
async function withMark(page) {
  const unit_name = unique("傳送團");
  const wizard = await mount(page, {}, { prefill: { ...base.answers, evidence_route: "to_follow", unit_name } });
  await wizard.run({ ...base, answers: {} });
  await wizard.accept(base);
  return [wizard, { unit_name }];
}

test("a double click stores one row", async ({ page, stored }) => {
  const [wizard, mark] = await withMark(page);
  await wizard.button("submit").dblclick();
  await wizard.until((state) => state.page === "receipt");
  expect(await stored(mark)).toHaveLength(1);
});

test("a submission stored before the connection broke is not stored again", async ({ page, stored }) => {
  const [wizard, mark] = await withMark(page);
  const requests = await serve(page, [
    async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    },
    (route) => route.continue(),
  ]);
  expect((await send(wizard)).page).toBe("receipt");
  expect(requests).toHaveLength(2);
  expectOneSubmission(requests);
  const [{ reference }, ...more] = await stored(mark);
  expect(more).toEqual([]);
  await expect(wizard.part("reference")).toHaveText(reference);
});

test("a late response to an abandoned submission is ignored", async ({ page }) => {
  let release;
  const late = new Promise((resolve) => (release = resolve));
  const wizard = await onReview(page, [(route) => late.then(() => route.fulfill(RECEIVED))]);
  await wizard.button("submit").click();
  await expect.poll(() => wizard.requests.length).toBe(1);
  const aborted = page.waitForEvent("requestfailed");
  await wizard.form.evaluate((form) => form.reset());
  await wizard.until(({ step }) => step === "notice");
  await aborted;
  release();
  expect(await wizard.state()).toMatchObject({ step: "notice", page: "step" });
  expect(await wizard.events("submitted")).toEqual([]);
});
