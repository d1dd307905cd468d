// A form named by `src`, with a question of every kind.

import { readFileSync } from "node:fs";
import { FORM, mountKinds, submission } from "./kinds.js";
import { expect, test, validate } from "./portal.js";

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
