// Encrypted PDFs: the delivered module agrees with the library on qpdf's files. The native tests compare the library
// with qpdf and Poppler.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mount } from "./driver.js";
import { expect, test } from "./portal.js";
import { locate, named } from "./submissions.js";

const { submission: pictured } = named("a PNG attached");
const FOLDER = locate("tests/pdf");
/** The maximum number of files of the question. */
const MAX_FILES = 5;

const pdf = (name, buffer) => ({ name, mimeType: "application/pdf", buffer });
const folder = (name) => {
  const files = readdirSync(join(FOLDER, name)).sort();
  return files.map((file) => pdf(file, readFileSync(join(FOLDER, name, file))));
};

const written = (name, ...lines) => pdf(name, Buffer.from(["%PDF-1.7", ...lines, ""].join("\n")));
const TRAILER = "trailer<</Root 1 0 R /Encrypt 2 0 R>>";
/** Files that mention encryption, effectively and without effect. */
const ASKS = [
  written("after a stream.pdf", "1 0 obj<</Length 3>>stream", "abc", "endstream", "endobj", TRAILER),
  written("an escaped name.pdf", "trailer<</Root 1 0 R /Encryp#74 2 0 R>>"),
];
const OPENS = [
  written("null.pdf", "trailer<</Root 1 0 R /Encrypt null>>"),
  written("a comment.pdf", "% /Encrypt 2 0 R", "trailer<</Root 1 0 R>>"),
  written("a string.pdf", "1 0 obj(/Encrypt 2 0 R)endobj", "trailer<</Root 1 0 R>>"),
  written(
    "a stream.pdf",
    "1 0 obj<</Length 15>>stream",
    "/Encrypt 2 0 R",
    "endstream",
    "endobj",
    "trailer<</Root 1 0 R>>",
  ),
];

function* batches(files) {
  for (let at = 0; at < files.length; at += MAX_FILES) yield files.slice(at, at + MAX_FILES);
}

async function atEvidence(page) {
  const wizard = await mount(page, { lang: "zh-Hant" });
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  return wizard;
}

test("a PDF that requires a password is refused", async ({ page }) => {
  const wizard = await atEvidence(page);
  const files = [...folder("asks"), ...ASKS];
  expect(files.length).toBeGreaterThan(ASKS.length);
  for (const batch of batches(files)) {
    await wizard.control("evidence").setInputFiles(batch);
    for (const { name } of batch) await expect(wizard.part("error-summary")).toContainText(`「${name}」有密碼保護`);
    await expect(wizard.part("file")).toHaveCount(0);
  }
});

test("a PDF that opens without a password is attached", async ({ page }) => {
  const wizard = await atEvidence(page);
  const files = [...folder("opens"), ...folder("plain"), ...OPENS];
  expect(files.length).toBeGreaterThan(OPENS.length);
  for (const batch of batches(files)) {
    await wizard.control("evidence").setInputFiles(batch);
    await expect(wizard.part("file")).toContainText(batch.map(({ name }) => name));
    for (const _ of batch) {
      const count = await wizard.part("file").count();
      await wizard.part("file").first().getByRole("button").click();
      await expect(wizard.part("file")).toHaveCount(count - 1);
    }
  }
});
