// Files that are uploaded separately, before the submission, and again after failures.

import { create } from "content-disposition";
import { fileNames } from "./dispositions.js";
import { mount } from "./driver.js";
import { atEvidence, attach, encoded, filed, PNG, pictured, sha256 } from "./files.js";
import { pickFirst, testInFull } from "./pick.js";
import { expect, test, unique } from "./portal.js";

test.use({ ownPage: true });

/** Sends responses to separate uploads, in order; returns the list of received files, which grows. */
async function receiveFiles(page, answers) {
  const received = [];
  await page.route("**/api/files", async (route) => {
    const request = route.request();
    const { "idempotency-key": key, "content-type": type, "content-disposition": disposition } = request.headers();
    received.push({ key, type, disposition, sha256: sha256(request.postDataBuffer()) });
    const answer = await answers[Math.min(received.length, answers.length) - 1];
    return typeof answer === "string" ? route.abort(answer) : route.fulfill(answer);
  });
  return received;
}

const confirmed = (number) => ({ status: 201, json: { href: `/api/files/${number}` } });

test("files are uploaded first, each with its own key, and the submission has their URLs", async ({ page }) => {
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  const received = await receiveFiles(page, [confirmed(1), confirmed(2)]);
  const other = await encoded(page, 20, 20, "image/png");
  await attach(wizard, ["一.png", PNG, "image/png"], ["二.png", other, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(2);
  const files = await filed(wizard);
  expect(files.map(({ href, content }) => [href, content])).toEqual([
    ["/api/files/1", undefined],
    ["/api/files/2", undefined],
  ]);
  expect(received.map(({ key }) => key)).toEqual(files.map(({ id }) => `"${id}"`));
  expect(received.map((one) => one.sha256)).toEqual(files.map((one) => one.sha256));
  expect(received[0]).toMatchObject({
    type: "image/png",
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent("一.png")}`,
  });
});

/** Names with characters that a header cannot contain, or that have a meaning in its grammar. */
const NAMES = [
  "一.png",
  "證明(1).png",
  "copy's 100% é.png",
  "a*b.png",
  "!#$&+-.^_`|~.png",
  'a;b="c",d.png',
  "%E8%AD%89 [1] {2} @ <3>.png",
  "UTF-8''x.png",
  "👨‍👩‍👧 ́.png",
];

test("other servers read the file names of uploads", async ({ page }) => {
  const received = await receiveFiles(page, [confirmed(1)]);
  // A question accepts five files.
  for (const names of [NAMES.slice(0, 5), NAMES.slice(5)]) {
    const wizard = await atEvidence(page, { attachments: "/api/files" });
    await attach(wizard, ...names.map((name) => [name, PNG, "image/png"]));
    await expect(wizard.part("file")).toHaveCount(names.length);
    expect((await filed(wizard)).map(({ name }) => name)).toEqual(names);
  }
  const headers = received.map(({ disposition }) => disposition);
  // The characters that RFC 8187 allows in an extended value.
  for (const header of headers) expect(header).toMatch(/^attachment; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
  expect(await fileNames(headers)).toEqual({ express: NAMES, busboy: NAMES, werkzeug: NAMES });
});

test("other programs read the file names of the reference portal's downloads", async ({ request }) => {
  const headers = [];
  // For ASCII names, Express's package writes the plain form.
  const names = NAMES.filter((name) => /[^\x20-\x7E]/.test(name));
  for (const name of names) {
    const key = crypto.randomUUID();
    const sent = { "content-type": "image/png", "idempotency-key": `"${key}"`, "content-disposition": create(name) };
    const response = await request.post("/api/attachments", { headers: sent, data: PNG });
    expect(response.status()).toBe(201);
    headers.push((await request.get(`/api/attachments/${key}`)).headers()["content-disposition"]);
  }
  expect(await fileNames(headers)).toEqual({ express: names, busboy: names, werkzeug: names });
});

test("the reference portal stores uploads and links them to the submission", async ({ page, stored }) => {
  const unit_name = unique("分開送的團");
  const submission = { ...pictured, answers: { ...pictured.answers, unit_name } };
  const wizard = await mount(page, { lang: "zh-Hant", config: "/config.json", attachments: "/api/attachments" });
  expect((await wizard.run(submission)).page).toBe("review");
  expect((await wizard.submit(submission)).page).toBe("receipt");
  const [{ body }, ...more] = await stored({ unit_name });
  expect(more).toEqual([]);
  const [{ id, href, sha256, content }] = body.attachments;
  expect([href, sha256, content]).toEqual([`/api/attachments/${id}`, pictured.attachments[0].sha256, undefined]);
});

testInFull(
  "a failed upload is retried with its key; successful ones are not repeated",
  async ({ page, allowedErrors }) => {
    allowedErrors.push(/Failed to load resource|ERR_/);
    const wizard = await atEvidence(page, { attachments: "/api/files" });
    const received = await receiveFiles(page, [confirmed(1), { status: 404, body: "" }, confirmed(2)]);
    await attach(
      wizard,
      ["一.png", PNG, "image/png"],
      ["二.png", await encoded(page, 20, 20, "image/png"), "image/png"],
    );
    await expect(wizard.part("file")).toHaveCount(2);
    await wizard.press("next");
    await wizard.accept(pictured);
    await wizard.button("submit").click();
    await wizard.part("failure").waitFor();
    expect(received).toHaveLength(2);
    await page.route("**/api/submissions", (route) => route.fulfill({ status: 201, json: { reference: "115-1" } }));
    await wizard.button("retry").click();
    await wizard.part("receipt").waitFor();
    expect(received).toHaveLength(3);
    expect(received[2].key).toBe(received[1].key);
  },
);

test("a file can be removed during the upload; a late response is ignored", async ({ page }) => {
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  let answer;
  const received = await receiveFiles(page, [confirmed(1), new Promise((resolve) => (answer = resolve))]);
  await attach(wizard, ["一.png", PNG, "image/png"], ["二.png", await encoded(page, 20, 20, "image/png"), "image/png"]);
  await expect(wizard.part("file")).toHaveCount(2);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await expect.poll(() => received.length).toBe(2);
  await wizard.press("back");
  await wizard.press("change", "evidence");
  await wizard.part("file").filter({ hasText: "二.png" }).locator('[data-action="remove"]').click();
  await expect(wizard.part("file")).toHaveCount(1);
  const submitting = filed(wizard);
  answer(confirmed(2));
  expect((await submitting).map(({ name, href }) => [name, href])).toEqual([["一.png", "/api/files/1"]]);
  expect(received).toHaveLength(2);
});

testInFull("a refused upload leads back to the review", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  await receiveFiles(page, [{ status: 413, body: "" }]);
  await attach(wizard, ["一.png", PNG, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await expect(wizard.part("failure")).toContainText("附件");
  await wizard.button("back").click();
  await wizard.until((state) => state.page === "review");
});

testInFull("a problem of an upload is shown at its question", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  const errors = [{ pointer: "#", detail: "檔案有病毒", code: "file_type" }];
  await receiveFiles(page, [
    { status: 422, contentType: "application/problem+json", json: { title: "refused", errors } },
  ]);
  await attach(wizard, ["一.png", PNG, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await wizard.until((state) => state.step === "evidence" && state.wrong.includes("evidence"));
  await expect(wizard.part("error")).toContainText("檔案有病毒");
});

testInFull("a redirect of an upload is not a confirmation", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  await page.route("**/elsewhere", (route) => route.fulfill({ status: 200, json: { href: "/elsewhere" } }));
  await receiveFiles(page, [{ status: 302, headers: { location: "/elsewhere" } }, confirmed(1)]);
  await attach(wizard, ["一.png", PNG, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await wizard.part("failure").waitFor();
  await page.route("**/api/submissions", (route) => route.fulfill({ status: 201, json: { reference: "115-1" } }));
  await wizard.button("retry").click();
  await wizard.part("receipt").waitFor();
});

for (const attributes of pickFirst([{ attachments: "/api/files" }, {}])) {
  const what = attributes.attachments ? "separate" : "inline";
  test(`a submission with ${what} files waits while offline and is sent when the network is back`, async ({ page }) => {
    const wizard = await atEvidence(page, attributes);
    await receiveFiles(page, [confirmed(1)]);
    await attach(wizard, ["一.png", PNG, "image/png"]);
    await expect(wizard.part("file")).toHaveCount(1);
    await wizard.press("next");
    await wizard.accept(pictured);
    const received = [];
    await page.route("**/api/submissions", (route) => {
      received.push(route.request().postDataJSON().id);
      return route.fulfill({ status: 201, json: { reference: "115-1" } });
    });
    await page.context().setOffline(true);
    await wizard.button("submit").click();
    await expect(wizard.part("sending")).toContainText("現在沒有網路");
    await wizard.button("back").click();
    await wizard.until((state) => state.page === "review");
    await page.context().setOffline(false);
    expect(received).toEqual([]);
    await page.context().setOffline(true);
    await wizard.button("submit").click();
    await expect(wizard.part("sending")).toContainText("現在沒有網路");
    await page.context().setOffline(false);
    await wizard.part("receipt").waitFor();
    expect(received).toHaveLength(1);
  });
}
