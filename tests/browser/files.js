// Attaching files to a form, and the attachments that it submits.

import { createHash } from "node:crypto";
import { expect } from "@playwright/test";
import { mount } from "./driver.js";
import { named } from "./submissions.js";

export const { submission: pictured } = named("a PNG attached");
const [{ content }] = pictured.attachments;
export const PNG = Buffer.from(content, "base64");
export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A picture encoded by the browser, red above blue. */
export async function encoded(page, width, height, type) {
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

/** Mounts a form and fills it in up to the step with the evidence. */
export async function atEvidence(page, attributes = {}) {
  const wizard = await mount(page, { lang: "zh-Hant", config: "/config.json", ...attributes });
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  return wizard;
}

export const attach = (wizard, ...files) =>
  wizard.control("evidence").setInputFiles(files.map(([name, buffer, mimeType]) => ({ name, mimeType, buffer })));

/** Submits the form and returns the attachments in the request. */
export async function filed(wizard) {
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

export const MEGABYTE = 1024 * 1024;

/** A PNG of a given size; its last byte makes it unique. */
export function padded(bytes, last) {
  const png = Buffer.alloc(bytes, 0);
  PNG.copy(png);
  png[bytes - 1] = last;
  return png;
}
