// Attachments: pictures are prepared on the device, without blocking the page; files are sent separately if the portal
// asks for it, and again after failures.

import { createHash } from "node:crypto";
import { create } from "content-disposition";
import { fileNames } from "./dispositions.js";
import { mount } from "./driver.js";
import { expect, test, unique } from "./portal.js";
import { named } from "./submissions.js";

const { submission: pictured } = named("a PNG attached");
const [{ content }] = pictured.attachments;
const PNG = Buffer.from(content, "base64");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test.use({ ownPage: true });

/** A picture encoded by the browser, red above blue. */
async function encoded(page, width, height, type) {
  const text = await page.evaluate(
    async ([width, height, type]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d");
      for (const [colour, top] of [
        ["#f00", 0],
        ["#00f", height / 2],
      ]) {
        pen.fillStyle = colour;
        pen.fillRect(0, top, width, height / 2);
      }
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, type));
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(",")[1]);
        reader.readAsDataURL(blob);
      });
    },
    [width, height, type],
  );
  return Buffer.from(text, "base64");
}

/** Adds a camera's metadata to a JPEG: orientation 6 (rotated) and a place. */
function withMetadata(jpeg) {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    value(bytes);
    return bytes;
  };
  const short = (value) => (bytes) => bytes.writeUInt16BE(value, 8);
  const long = (value) => (bytes) => bytes.writeUInt32BE(value, 8);
  const north = (bytes) => bytes.write("N", 8);
  const directory = (...entries) => Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  const orientation = entry(0x0112, 3, 1, short(6));
  const main = directory(orientation, entry(0x8825, 4, 1, long(8 + 2 + 24 + 4)));
  const tiff = Buffer.concat([Buffer.from("MM\0*\0\0\0\x08", "latin1"), main, directory(entry(1, 2, 2, north))]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, exif, jpeg.subarray(2)]);
}

/** The size of a picture, and its colours at the left and right, as the browser decodes it. */
const decode = (page, bytes, type) =>
  page.evaluate(
    async ([text, type]) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type }));
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      const at = (x, y) => [...pen.getImageData(image.width * x, image.height * y, 1, 1).data.subarray(0, 3)];
      const name = ([red, , blue]) => (red > blue ? "red" : "blue");
      return { width: image.width, height: image.height, colours: [name(at(0.1, 0.5)), name(at(0.9, 0.5))] };
    },
    [bytes.toString("base64"), type],
  );

/** Mounts a form and fills it in up to the step with the evidence. */
async function atEvidence(page, attributes = {}) {
  const wizard = await mount(page, { lang: "zh-Hant", config: "/config.json", ...attributes });
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  return wizard;
}

const attach = (wizard, ...files) =>
  wizard.control("evidence").setInputFiles(files.map(([name, buffer, mimeType]) => ({ name, mimeType, buffer })));

/** Submits the form and returns the attachments in the request. */
async function filed(wizard) {
  const bodies = [];
  await wizard.page.route("**/api/submissions", (route) => {
    bodies.push(route.request().postDataJSON());
    return route.fulfill({ status: 201, json: { reference: "115-1" } });
  });
  expect((await wizard.press("next")).page).toBe("review");
  expect((await wizard.submit(pictured)).page).toBe("receipt");
  expect(bodies).toHaveLength(1);
  return bodies[0].attachments;
}

test("a photo is rotated upright, scaled down, and loses its metadata", async ({ page }) => {
  const wizard = await atEvidence(page);
  const photo = withMetadata(await encoded(page, 4000, 3000, "image/jpeg"));
  expect(photo.includes("Exif")).toBe(true);
  await attach(wizard, ["照片.jpg", photo, "image/jpeg"]);
  await expect(wizard.part("file")).toHaveCount(1);
  const [file] = await filed(wizard);
  const bytes = Buffer.from(file.content, "base64");
  expect([file.name, file.media_type, file.size, file.sha256]).toEqual([
    "照片.jpg",
    "image/jpeg",
    bytes.length,
    sha256(bytes),
  ]);
  expect(bytes.includes("Exif")).toBe(false);
  // After a quarter turn to the right, the upper half is at the right.
  expect(await decode(page, bytes, "image/jpeg")).toEqual({ width: 1500, height: 2000, colours: ["blue", "red"] });
});

test("a picture without metadata is sent unchanged, others are redrawn", async ({ page }) => {
  const wizard = await atEvidence(page);
  // A chunk tEXt, "Title: GPS 23.5N".
  const comment = Buffer.from("0000000f744558745469746c65004750532032332e354e20ccd61a", "hex");
  const commented = Buffer.concat([PNG.subarray(0, 33), comment, PNG.subarray(33)]);
  const webp = await encoded(page, 2400, 1200, "image/webp");
  await attach(
    wizard,
    ["乾淨.png", PNG, "image/png"],
    ["有字.png", commented, "image/png"],
    ["大.webp", webp, "image/webp"],
  );
  await expect(wizard.part("file")).toHaveCount(3);
  const [clean, redrawn, large] = await filed(wizard);
  expect(clean.sha256).toBe(sha256(PNG));
  expect([redrawn.name, redrawn.media_type]).toEqual(["有字.png", "image/png"]);
  expect(Buffer.from(redrawn.content, "base64").includes("tEXt")).toBe(false);
  expect([large.name, large.media_type]).toEqual(["大.jpg", "image/jpeg"]);
  expect(await decode(page, Buffer.from(large.content, "base64"), "image/jpeg")).toMatchObject({
    width: 2000,
    height: 1000,
  });
});

test("a file that cannot be prepared has a problem with the reason", async ({ page }) => {
  const wizard = await atEvidence(page);
  const heic = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(64)]);
  const broken = withMetadata(Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"));
  for (const [name, bytes, message] of [
    ["照片.heic", heic, "HEIC"],
    ["壞掉.jpg", broken, "讀不到"],
    ["影片.mp4", Buffer.from("\0\0\0\x18ftypisom0000", "latin1"), "PDF、JPEG、PNG 或 WebP"],
    ["大.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(5 * 1024 * 1024)]), "5 MB"],
  ]) {
    await attach(wizard, [name, bytes, ""]);
    await expect(wizard.part("error").first()).toContainText(message);
    await expect(wizard.part("error").first()).toContainText(name);
    await expect(wizard.part("file")).toHaveCount(0);
  }
});

test("Continue pressed while files are read takes effect when they are ready", async ({ page }) => {
  const wizard = await atEvidence(page);
  const photo = withMetadata(await encoded(page, 3000, 2000, "image/jpeg"));
  await attach(wizard, ["一.jpg", photo, "image/jpeg"], ["二.jpg", photo, "image/jpeg"]);
  await wizard.button("next").click();
  await wizard.until((state) => state.page === "review");
  await expect(wizard.part("review").locator('[data-answer="evidence"] [data-part="file"]')).toHaveCount(2);
});

test("files chosen before a reset are dropped", async ({ page }) => {
  const wizard = await atEvidence(page);
  const photo = withMetadata(await encoded(page, 3000, 2000, "image/jpeg"));
  await wizard.form.evaluate((form) => form.shadowRoot.addEventListener("change", () => form.reset(), { once: true }));
  await attach(wizard, ["前一位.jpg", photo, "image/jpeg"]);
  await wizard.until(({ step }) => step === "notice");
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  await attach(wizard, ["一.jpg", photo, "image/jpeg"]);
  await expect(wizard.part("file")).toHaveText([/一\.jpg/]);
});

/** Responds to separate uploads, in turn; returns the list of received files, which grows. */
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

test("a failed upload is retried with its key; successful ones are not repeated", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource|ERR_/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  const received = await receiveFiles(page, [confirmed(1), { status: 404, body: "" }, confirmed(2)]);
  await attach(wizard, ["一.png", PNG, "image/png"], ["二.png", await encoded(page, 20, 20, "image/png"), "image/png"]);
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
});

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

test("a refused upload leads back to the review", async ({ page, allowedErrors }) => {
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

test("a problem of an upload is shown at its question", async ({ page, allowedErrors }) => {
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

test("a redirect of an upload is not a confirmation", async ({ page, allowedErrors }) => {
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

for (const attributes of [{}, { attachments: "/api/files" }]) {
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
