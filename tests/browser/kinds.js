// A form definition with a question of every kind, and a valid submission.

import { readFileSync } from "node:fs";
import { mount } from "./driver.js";
import { locate, named } from "./submissions.js";

/** The definition of the form. */
export const FORM = locate("tests/browser/kinds.json");
const [{ submission: pictured }, { submission: signed }] = [
  named("a PNG attached"),
  named("at the counter, oral, signed on the screen"),
];

/** A submission of the form. */
export const submission = {
  notices: [],
  answers: {
    text: "一 行",
    long_text: "第一段\n第二段 e\u0301 👨‍👩‍👧",
    name: "Sayun Dwanan",
    national_id: "A800000014",
    ubn: "04595257",
    mobile: "+81312345678",
    phone: "03-8234567#123",
    email: "ming@example.com",
    few: "b",
    many: "14",
    several: ["x", "z"],
    yes: "no",
    day: "1984-02-29",
    moment: "2026-12-05T23:05:00+08:00",
    address: { postal_code: "970", county: "花蓮縣", township: "花蓮市", street: "中山路1號" },
    people: [
      { name: "王小明", contact: "0912345678" },
      { name: "測試員", contact: "ming@example.com" },
    ],
  },
  attachments: [{ ...pictured.attachments[0], answer: "files" }, ...signed.attachments],
};

/** Mounts the form; `filed` resolves with the submission. */
export async function mountKinds(page, definition = readFileSync(FORM, "utf8")) {
  await page.route("**/forms/kinds.json", (route) =>
    route.fulfill({ contentType: "application/json", body: definition }),
  );
  let receive;
  const filed = new Promise((resolve) => (receive = resolve));
  await page.route("**/api/submissions", async (route) => {
    receive(route.request().postDataJSON());
    await route.fulfill({ status: 201, contentType: "application/json", body: '{"reference": "K-1"}' });
  });
  const wizard = await mount(page, { workflow: "", src: "/forms/kinds.json", lang: "zh-Hant" });
  return { wizard, filed };
}
