// A form named by `src`, with a question of every kind.

import { readFileSync } from "node:fs";
import { mount } from "./driver.js";
import { expect, test, validate } from "./portal.js";
import { locate, named } from "./submissions.js";

const FORM = locate("tests/browser/kinds.json");
const [{ submission: pictured }, { submission: signed }] = [
  named("a PNG attached"),
  named("at the counter, oral, signed on the screen"),
];

const submission = {
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
async function mountKinds(page, definition = readFileSync(FORM, "utf8")) {
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

test("answers of every kind are submitted in canonical form", async ({ page }) => {
  const { wizard, filed } = await mountKinds(page);
  expect((await wizard.run(submission)).page).toBe("review");
  expect((await wizard.submit(submission)).page).toBe("receipt");
  const body = await filed;
  expect(body).toMatchObject({ workflow: "kinds", version: "2.1.0", notices: [] });
  expect(body).not.toHaveProperty("law");
  expect(body.answers).toEqual(submission.answers);
  expect(body.attachments.map(({ answer }) => answer)).toEqual(["files", "signature"]);
  expect(validate([body], ["--form", FORM])).toMatchObject([{ valid: true, problems: [] }]);
});

test("rows are added up to the maximum, and removed in the middle", async ({ page }) => {
  const { wizard } = await mountKinds(page);
  await wizard.run(submission, { until: "repeated" });
  const people = ["甲", "乙", "丙"].map((name) => ({ name, contact: `${name}的電話` }));
  await wizard.fill({ answers: { people } });
  await expect(wizard.button("add", "people")).toHaveCount(0);
  await wizard.button("remove", "people").nth(1).click();
  await expect(wizard.button("add", "people")).toBeVisible();
  const { "people.0.name": first, "people.1.name": second, ...rest } = await wizard.values();
  expect([first, second]).toEqual(["甲", "丙"]);
  expect(rest).not.toHaveProperty("people.2.name");
  await wizard.control("people.1.contact").fill("");
  expect((await wizard.press("next")).wrong).toEqual(["people.1.contact"]);
  await wizard.part("error-summary").locator("[data-for]").click();
  await wizard.until(({ focus }) => focus === "people.1.contact");
});

test("an empty row is not submitted", async ({ page }) => {
  const { wizard, filed } = await mountKinds(page);
  const { people, ...answers } = submission.answers;
  await wizard.run({ ...submission, answers }, { until: "repeated" });
  await wizard.button("add", "people").click();
  await wizard.press("next");
  await wizard.submit(submission);
  expect((await filed).answers).toEqual(answers);
});

for (const [name, definition] of [
  ["is not JSON", "<!doctype html>"],
  ["is truncated", readFileSync(FORM, "utf8").slice(0, 900)],
  [
    "has an unknown kind",
    readFileSync(FORM, "utf8").replace('"long_text", "kind": "long_text"', '"long_text", "kind": "novel"'),
  ],
]) {
  test(`a definition that ${name} is refused with a reason`, async ({ page }) => {
    await page.route("**/forms/kinds.json", (route) =>
      route.fulfill({ contentType: "application/json", body: definition }),
    );
    await page.goto("/about");
    const reason = await page.evaluate(async () => {
      const form = document.createElement("guitai-form");
      form.setAttribute("src", "/forms/kinds.json");
      document.querySelector("main").replaceChildren(form);
      return form.ready.then(
        () => "",
        (error) => String(error.message ?? error),
      );
    });
    expect(reason).not.toBe("");
    await expect(page.locator('guitai-form [data-part="failure"]')).toBeVisible();
    expect(await page.evaluate(() => window.guitaiEvents.at(-1))).toMatchObject({
      name: "error",
      detail: { kind: "load" },
    });
  });
}
