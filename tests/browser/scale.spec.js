// Large forms and many forms: everything works, and memory is used again.

import { mount, ready, Wizard } from "./driver.js";
import { expect, test } from "./portal.js";

const text = (words) => ({ "zh-Hant": words });

/** A form with a definition of its own. */
async function mountDefinition(page, members, prefill) {
  const definition = {
    id: "large",
    version: "1.0.0",
    languages: ["zh-Hant"],
    title: text("大表單"),
    notices: [],
    ...members,
  };
  await page.route("**/forms/large.json", (route) =>
    route.fulfill({ contentType: "application/json", body: JSON.stringify(definition) }),
  );
  return mount(page, { workflow: "", src: "/forms/large.json", lang: "zh-Hant", draft: "none" }, { prefill });
}

test("a definition of 500 questions", async ({ page }) => {
  const steps = Array.from({ length: 50 }, (_, step) => ({
    id: `s${step}`,
    title: text(`第 ${step + 1} 步`),
    questions: Array.from({ length: 10 }, (_, at) => ({
      id: `q${step * 10 + at}`,
      kind: "text",
      label: text(`第 ${step * 10 + at} 題`),
      ...(at && { when: { answered: `q${step * 10}` } }),
    })),
  }));
  const wizard = await mountDefinition(page, { steps });
  for (let step = 0; step < 50; step++) {
    const first = `q${step * 10}`;
    expect((await wizard.press("next")).wrong).toEqual([first]);
    const answers = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`q${step * 10 + at}`, `答 ${at}`]));
    await wizard.fill({ answers });
    const { step: now, page: kind } = await wizard.press("next");
    expect([now, kind]).toEqual(step < 49 ? [`s${step + 1}`, "step"] : ["review", "review"]);
  }
  expect(Object.keys(await wizard.reviewRows())).toHaveLength(500);
});

test("a group of 100 rows", async ({ page }) => {
  const people = Array.from({ length: 100 }, (_, row) => ({ name: `連署${row}`, contact: "0900000000" }));
  const group = {
    id: "people",
    kind: "group",
    label: text("共同陳情人"),
    questions: [
      { id: "name", kind: "name", label: text("姓名") },
      { id: "contact", kind: "mobile", label: text("手機") },
    ],
  };
  const wizard = await mountDefinition(
    page,
    { steps: [{ id: "one", title: text("人"), questions: [group] }] },
    { people },
  );
  await expect(wizard.control("people.99.name")).toHaveValue("連署99");
  await wizard.control("people.99.contact").fill("1");
  expect((await wizard.press("next")).wrong).toEqual(["people.99.contact"]);
  await wizard.control("people.99.contact").fill("0900000001");
  await wizard.button("remove", "people").first().click();
  await expect(wizard.control("people.98.name")).toHaveValue("連署99");
  expect((await wizard.press("next")).page).toBe("review");
});

test("the memory of a removed form is used again", async ({ page }) => {
  await page.addInitScript(() => {
    const { Instance } = WebAssembly;
    WebAssembly.Instance = class extends Instance {
      constructor(...given) {
        super(...given);
        window.engineMemory ??= this.exports.memory;
      }
    };
  });
  await page.goto("/about");
  const pages = async (count) => {
    for (let mounts = 0; mounts < count; mounts++) {
      await page.evaluate(() => {
        const form = document.createElement("guitai-form");
        form.setAttribute("workflow", "exemption");
        document.querySelector("main").replaceChildren(form);
      });
      await ready(new Wizard(page, page.locator("guitai-form")));
    }
    return page.evaluate(() => window.engineMemory.buffer.byteLength);
  };
  // A form takes tens of kilobytes. The memory can grow by one page of 64 KiB, because free blocks differ in size.
  const before = await pages(20);
  expect(await pages(180)).toBeLessThanOrEqual(before + 65_536);
});
