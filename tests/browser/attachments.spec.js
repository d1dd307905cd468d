// Attachments: pictures are prepared on the device, without blocking the page.

import { atEvidence, attach, encoded, filed, PNG, pictured, sha256 } from "./files.js";
import { expect, test } from "./portal.js";

test.use({ ownPage: true });

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
