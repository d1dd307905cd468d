// Printed forms as PDF: A4, marked on every page, and nothing is cut. Poppler reads the PDF.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./portal.js";
import { LANGUAGES, locate, pageIn, workflows } from "./submissions.js";

/** The width between the margins of an A4 page, in CSS pixels. */
const WIDTH = Math.floor(((210 - 2 * 16) / 25.4) * 96);
/** The height between the margins. */
const HEIGHT = Math.floor(((297 - 14 - 16) / 25.4) * 96);

/** The text of a PDF without white space, page by page, and the page sizes in points. */
function read(pdf) {
  const folder = mkdtempSync(join(tmpdir(), "guitai-paper-"));
  const file = join(folder, "form.pdf");
  writeFileSync(file, pdf);
  const run = (program, ...options) => {
    const { stdout, stderr, status } = spawnSync(program, options, { encoding: "utf8", maxBuffer: 1 << 26 });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  try {
    const pages = run("pdftotext", "-raw", file, "-").split("\f").slice(0, -1).map(squeezed);
    const sizes = [...run("pdfinfo", "-l", "-1", file).matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)];
    return { pages, sizes: sizes.map(([, width, height]) => [Math.round(width), Math.round(height)]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const squeezed = (text) => text.replace(/\s/g, "");

/** The elements that are wider than the page, and those that must not be divided but are higher than a page. */
function misfits([width, height]) {
  const indivisible = [...document.querySelectorAll("*")].filter(
    (element) => getComputedStyle(element).breakInside === "avoid",
  );
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < -1 || right > width + 1 || (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0);
  });
  const high = indivisible.filter((element) => element.getBoundingClientRect().height > height);
  return [...wide, ...high].map((element) => `${element.localName}.${element.className}: ${element.textContent}`);
}

/** Prints the current page, checks the requirements of every printed form, and returns the text of the PDF. */
async function print(page) {
  await page.setViewportSize({ width: WIDTH, height: 900 });
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(misfits, [WIDTH, HEIGHT])).toEqual([]);
  const { pages, sizes } = read(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.emulateMedia({ media: null });
  expect(pages.length).toBeGreaterThan(0);
  expect(sizes).toEqual(pages.map(() => [595, 842]));
  for (const [index, text] of pages.entries()) {
    expect(text, `page ${index + 1}`).toContain("參考格式");
    expect(text).toContain(`${index + 1}/${pages.length}`);
  }
  return pages.join("");
}

const templates = ["mandate", "declaration"].map((name) => ({
  name,
  definition: JSON.parse(readFileSync(locate(`templates/paper/${name}.json`), "utf8")),
}));

for (const { name, definition } of [...workflows, ...templates]) {
  for (const language of LANGUAGES) {
    test(`an empty form fits on A4: ${name}, ${language}`, async ({ page }) => {
      await page.goto(`/paper/${name}?lang=${language}`);
      const text = await print(page);
      for (const { label } of definition.steps.flatMap(({ questions }) => questions)) {
        // Page breaks and columns may divide a label; its beginning is on one line.
        expect(text).toContain(squeezed(label[language]).slice(0, 8));
      }
      expect(text).not.toContain("☑");
    });
  }
}

test("a filled form fits on A4, with long answers and a signature", async ({ page, request }) => {
  const exemption = workflows.find(({ name }) => name === "exemption");
  const { submission } = exemption.named("at the counter, oral, signed on the screen");
  const id = crypto.randomUUID();
  const long = "長".repeat(100) + "x".repeat(100);
  const answers = { ...submission.answers, unit_name: long, evidence_note: "行\n".repeat(60) + long };
  const response = await request.post("/api/submissions", {
    headers: { "Idempotency-Key": `"${id}"` },
    data: { ...submission, id, answers },
  });
  expect(response.status(), await response.text()).toBe(201);
  const { reference } = await response.json();
  await page.goto(`/inbox/${id}/paper`);
  const text = await print(page);
  for (const part of [reference, submission.answers.name, "A12*****89", "長".repeat(20), "☑"]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain(submission.answers.national_id);
  await expect(page.locator("img.drawing")).toHaveJSProperty("complete", true);
  expect(await page.locator("img.drawing").evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);
});

test("a form that cannot load offers the form on paper", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource|ERR_FAILED/);
  // The query may contain slashes, which `*` does not match.
  await page.route(/\.wasm/, (route) => route.abort());
  await page.goto(pageIn(LANGUAGES[0]));
  const link = page.locator("guitai-form a");
  await expect(link).toBeVisible();
  await link.click();
  await expect(page).toHaveURL(/\/paper\//);
  await expect(page.locator("h1")).toBeVisible();
});
