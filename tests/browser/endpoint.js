// A form with a simulated endpoint: serves responses, sends the form, and compares the requests.

import { expect } from "@playwright/test";
import { mount } from "./driver.js";
import { named } from "./submissions.js";

export const { submission: base } = named("a PDF attached");
export const JSON_TYPE = "application/json";
export const json = (status, value, headers) => ({
  status,
  contentType: JSON_TYPE,
  body: JSON.stringify(value),
  headers,
});
export const problem = (status, value) => ({ ...json(status, value), contentType: "application/problem+json" });
export const RECEIVED = json(201, { reference: "縣-115-0001" });

// Chromium logs every unsuccessful response and every broken connection.
export const LOADING = /Failed to load resource|ERR_/;

/** A form on its review with accepted notices. The endpoint sends the responses in order, then repeats the last one. */
export async function onReview(page, answers, { submission = base, properties = {} } = {}) {
  const wizard = await mount(page, {}, { prefill: submission.answers, ...properties });
  await wizard.run({ ...submission, answers: {} });
  await wizard.accept(submission);
  return Object.assign(wizard, { requests: await serve(page, answers) });
}

/** Serves responses of the endpoint; returns the list of requests, which grows. */
export async function serve(page, answers) {
  const requests = [];
  // A followed redirect would look like a receipt.
  await page.route("**/elsewhere", (route) => route.fulfill(RECEIVED));
  await page.route("**/api/submissions", async (route) => {
    const request = route.request();
    const index = requests.push({ headers: request.headers(), body: request.postData(), at: 0 }) - 1;
    requests[index].at = await page.evaluate(() => Date.now());
    const response = answers[Math.min(index, answers.length - 1)];
    if (typeof response === "function") await response(route);
    else await route.fulfill(response);
  });
  return requests;
}

/** Clicks a button that sends, and advances the clock until an outcome is shown. */
export async function send(wizard, action = "submit") {
  await wizard.button(action).click();
  let state;
  await expect
    .poll(
      async () => {
        state = await wizard.state();
        // The focus moves after the page was drawn.
        const isDone = (["receipt", "failure"].includes(state.page) || state.summary !== "") && state.focus !== null;
        if (!isDone) await wizard.page.clock.fastForward(1000);
        return isDone;
      },
      { intervals: [10], timeout: 20_000 },
    )
    .toBe(true);
  return state;
}

/** Every request has the same key and body, and the key is the submission's id. */
export function expectOneSubmission(requests) {
  const keys = new Set(requests.map(({ headers }) => headers["idempotency-key"]));
  expect([...keys]).toEqual([`"${JSON.parse(requests[0].body).id}"`]);
  expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
}
