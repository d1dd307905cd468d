// Files on their way into a filing: made fit on the device, never in the way of the page, sent apart where the portal
// wants that, and again where that helps.

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

/** A drawn picture, as the browser writes it: red above, blue below. */
async function drawn(page, width, height, type) {
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

/** The same JPEG as a camera writes it: lying on its side (orientation 6), with the place where it was taken. */
function photographed(jpeg) {
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

/** Size and two colours of a picture, as a browser shows it. */
const look = (page, bytes, type) =>
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

/** A form at the step with the evidence. */
async function atEvidence(page, attributes = {}) {
  const wizard = await mount(page, { lang: "zh-Hant", config: "/config.json", ...attributes });
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  return wizard;
}

const attach = (wizard, ...files) =>
  wizard.control("evidence").setInputFiles(files.map(([name, buffer, mimeType]) => ({ name, mimeType, buffer })));

/** What is filed, as the endpoint gets it. */
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

test("a photo is turned upright, shrunk, and forgets where it was taken", async ({ page }) => {
  const wizard = await atEvidence(page);
  const photo = photographed(await drawn(page, 4000, 3000, "image/jpeg"));
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
  // Turned by a quarter to the right, what was above is at the right.
  expect(await look(page, bytes, "image/jpeg")).toEqual({ width: 1500, height: 2000, colours: ["blue", "red"] });
});

test("a picture that is fit is sent as it is, and one that tells more is drawn anew", async ({ page }) => {
  const wizard = await atEvidence(page);
  // A chunk tEXt, "Title: GPS 23.5N".
  const comment = Buffer.from("0000000f744558745469746c65004750532032332e354e20ccd61a", "hex");
  const telling = Buffer.concat([PNG.subarray(0, 33), comment, PNG.subarray(33)]);
  const webp = await drawn(page, 2400, 1200, "image/webp");
  await attach(
    wizard,
    ["乾淨.png", PNG, "image/png"],
    ["有字.png", telling, "image/png"],
    ["大.webp", webp, "image/webp"],
  );
  await expect(wizard.part("file")).toHaveCount(3);
  const [clean, drawnAnew, large] = await filed(wizard);
  expect(clean.sha256).toBe(sha256(PNG));
  expect([drawnAnew.name, drawnAnew.media_type]).toEqual(["有字.png", "image/png"]);
  expect(Buffer.from(drawnAnew.content, "base64").includes("tEXt")).toBe(false);
  expect([large.name, large.media_type]).toEqual(["大.jpg", "image/jpeg"]);
  expect(await look(page, Buffer.from(large.content, "base64"), "image/jpeg")).toMatchObject({
    width: 2000,
    height: 1000,
  });
});

test("what can not be made fit is explained", async ({ page }) => {
  const wizard = await atEvidence(page);
  const heic = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(64)]);
  const broken = photographed(Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"));
  for (const [name, bytes, said] of [
    ["照片.heic", heic, "HEIC"],
    ["壞掉.jpg", broken, "讀不到"],
    ["影片.mp4", Buffer.from("\0\0\0\x18ftypisom0000", "latin1"), "PDF、JPEG、PNG 或 WebP"],
    ["大.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(5 * 1024 * 1024)]), "5 MB"],
  ]) {
    await attach(wizard, [name, bytes, ""]);
    await expect(wizard.part("error").first()).toContainText(said);
    await expect(wizard.part("error").first()).toContainText(name);
    await expect(wizard.part("file")).toHaveCount(0);
  }
});

test("whoever goes on while files are read is led on when they are there", async ({ page }) => {
  const wizard = await atEvidence(page);
  const photo = photographed(await drawn(page, 3000, 2000, "image/jpeg"));
  await attach(wizard, ["一.jpg", photo, "image/jpeg"], ["二.jpg", photo, "image/jpeg"]);
  await wizard.button("next").click();
  await wizard.until((state) => state.page === "review");
  await expect(wizard.part("review").locator('[data-answer="evidence"] [data-part="file"]')).toHaveCount(2);
});

test("files that were chosen before all was forgotten are nobody's", async ({ page }) => {
  const wizard = await atEvidence(page);
  const photo = photographed(await drawn(page, 3000, 2000, "image/jpeg"));
  await wizard.form.evaluate((form) => form.shadowRoot.addEventListener("change", () => form.reset(), { once: true }));
  await attach(wizard, ["前一位.jpg", photo, "image/jpeg"]);
  await wizard.until(({ step }) => step === "notice");
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  await attach(wizard, ["一.jpg", photo, "image/jpeg"]);
  await expect(wizard.part("file")).toHaveText([/一\.jpg/]);
});

/** Answers files at an address of their own, in turn; gives what came. */
async function takeFiles(page, answers) {
  const came = [];
  await page.route("**/api/files", async (route) => {
    const request = route.request();
    const { "idempotency-key": key, "content-type": type, "content-disposition": disposition } = request.headers();
    came.push({ key, type, disposition, sha256: sha256(request.postDataBuffer()) });
    const answer = await answers[Math.min(came.length, answers.length) - 1];
    return typeof answer === "string" ? route.abort(answer) : route.fulfill(answer);
  });
  return came;
}

const lies = (number) => ({ status: 201, json: { href: `/api/files/${number}` } });

test("files go to their own address first, each under its own key, and the filing says where they lie", async ({
  page,
}) => {
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  const came = await takeFiles(page, [lies(1), lies(2)]);
  const other = await drawn(page, 20, 20, "image/png");
  await attach(wizard, ["一.png", PNG, "image/png"], ["二.png", other, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(2);
  const files = await filed(wizard);
  expect(files.map(({ href, content }) => [href, content])).toEqual([
    ["/api/files/1", undefined],
    ["/api/files/2", undefined],
  ]);
  expect(came.map(({ key }) => key)).toEqual(files.map(({ id }) => `"${id}"`));
  expect(came.map((one) => one.sha256)).toEqual(files.map((one) => one.sha256));
  expect(came[0]).toMatchObject({
    type: "image/png",
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent("一.png")}`,
  });
});

/** Names with what a header must not hold as it is, or what one of its grammars takes for its own. */
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

test("servers that others wrote read the names of files", async ({ page }) => {
  const came = await takeFiles(page, [lies(1)]);
  // A question takes five.
  for (const names of [NAMES.slice(0, 5), NAMES.slice(5)]) {
    const wizard = await atEvidence(page, { attachments: "/api/files" });
    await attach(wizard, ...names.map((name) => [name, PNG, "image/png"]));
    await expect(wizard.part("file")).toHaveCount(names.length);
    expect((await filed(wizard)).map(({ name }) => name)).toEqual(names);
  }
  const headers = came.map(({ disposition }) => disposition);
  // Nothing but what RFC 8187 lets stand in an extended value.
  for (const header of headers) expect(header).toMatch(/^attachment; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
  expect(await fileNames(headers)).toEqual({ express: NAMES, busboy: NAMES, werkzeug: NAMES });
});

test("servers that others wrote read the names that the reference portal gives", async ({ request }) => {
  const headers = [];
  // Express writes a plain name alone where that is enough.
  const names = NAMES.filter((name) => /[^\x20-\x7E]/.test(name));
  for (const name of names) {
    const key = crypto.randomUUID();
    const sent = { "content-type": "image/png", "idempotency-key": `"${key}"`, "content-disposition": create(name) };
    const stored = await request.post("/api/attachments", { headers: sent, data: PNG });
    expect(stored.status()).toBe(201);
    headers.push((await request.get(`/api/attachments/${key}`)).headers()["content-disposition"]);
  }
  expect(await fileNames(headers)).toEqual({ express: names, busboy: names, werkzeug: names });
});

test("the reference portal takes files apart, and finds them when the filing names them", async ({ page, stored }) => {
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

test("a file that fails is sent again under its key, and those that arrived are not", async ({
  page,
  allowedErrors,
}) => {
  allowedErrors.push(/Failed to load resource|ERR_/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  const came = await takeFiles(page, [lies(1), { status: 404, body: "" }, lies(2)]);
  await attach(wizard, ["一.png", PNG, "image/png"], ["二.png", await drawn(page, 20, 20, "image/png"), "image/png"]);
  await expect(wizard.part("file")).toHaveCount(2);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await wizard.part("failure").waitFor();
  expect(came).toHaveLength(2);
  await page.route("**/api/submissions", (route) => route.fulfill({ status: 201, json: { reference: "115-1" } }));
  await wizard.button("retry").click();
  await wizard.part("receipt").waitFor();
  expect(came).toHaveLength(3);
  expect(came[2].key).toBe(came[1].key);
});

test("while files are sent one can go back and take one away; what comes late is nothing", async ({ page }) => {
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  let answer;
  const came = await takeFiles(page, [lies(1), new Promise((resolve) => (answer = resolve))]);
  await attach(wizard, ["一.png", PNG, "image/png"], ["二.png", await drawn(page, 20, 20, "image/png"), "image/png"]);
  await expect(wizard.part("file")).toHaveCount(2);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await expect.poll(() => came.length).toBe(2);
  await wizard.press("back");
  await wizard.press("change", "evidence");
  await wizard.part("file").filter({ hasText: "二.png" }).locator('[data-action="remove"]').click();
  await expect(wizard.part("file")).toHaveCount(1);
  const filing = filed(wizard);
  answer(lies(2));
  expect((await filing).map(({ name, href }) => [name, href])).toEqual([["一.png", "/api/files/1"]]);
  expect(came).toHaveLength(2);
});

test("a file that is refused leads back to the files", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  await takeFiles(page, [{ status: 413, body: "" }]);
  await attach(wizard, ["一.png", PNG, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await expect(wizard.part("failure")).toContainText("附件");
  await wizard.button("back").click();
  await wizard.until((state) => state.page === "review");
});

test("what is said of a file stands at its question", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  const errors = [{ pointer: "#", detail: "檔案有病毒", code: "file_type" }];
  await takeFiles(page, [{ status: 422, contentType: "application/problem+json", json: { title: "refused", errors } }]);
  await attach(wizard, ["一.png", PNG, "image/png"]);
  await expect(wizard.part("file")).toHaveCount(1);
  await wizard.press("next");
  await wizard.accept(pictured);
  await wizard.button("submit").click();
  await wizard.until((state) => state.step === "evidence" && state.wrong.includes("evidence"));
  await expect(wizard.part("error")).toContainText("檔案有病毒");
});

test("another page's answer to a file is none", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/);
  const wizard = await atEvidence(page, { attachments: "/api/files" });
  await page.route("**/elsewhere", (route) => route.fulfill({ status: 200, json: { href: "/elsewhere" } }));
  await takeFiles(page, [{ status: 302, headers: { location: "/elsewhere" } }, lies(1)]);
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
  const what = attributes.attachments ? "with files apart" : "in one piece";
  test(`without a network a filing ${what} waits, and goes when it is back`, async ({ page }) => {
    const wizard = await atEvidence(page, attributes);
    await takeFiles(page, [lies(1)]);
    await attach(wizard, ["一.png", PNG, "image/png"]);
    await expect(wizard.part("file")).toHaveCount(1);
    await wizard.press("next");
    await wizard.accept(pictured);
    const came = [];
    await page.route("**/api/submissions", (route) => {
      came.push(route.request().postDataJSON().id);
      return route.fulfill({ status: 201, json: { reference: "115-1" } });
    });
    await page.context().setOffline(true);
    await wizard.button("submit").click();
    await expect(wizard.part("sending")).toContainText("現在沒有網路");
    await wizard.button("back").click();
    await wizard.until((state) => state.page === "review");
    await page.context().setOffline(false);
    expect(came).toEqual([]);
    await page.context().setOffline(true);
    await wizard.button("submit").click();
    await expect(wizard.part("sending")).toContainText("現在沒有網路");
    await page.context().setOffline(false);
    await wizard.part("receipt").waitFor();
    expect(came).toHaveLength(1);
  });
}
