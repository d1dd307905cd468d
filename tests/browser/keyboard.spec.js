// The on-screen keyboard of a public terminal.

import { readFileSync } from "node:fs";
import { Dictionary, Syllable } from "../../www/keyboard/zhuyin.js";
import { CHECKERS } from "./checkers.js";
import { mount, ready, Wizard } from "./driver.js";
import { expect, test } from "./portal.js";
import { LANGUAGES, locate, named, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const petition = workflows.find(({ name }) => name === "petition");
const { symbols } = JSON.parse(readFileSync(locate("www/data/keyboard.json"), "utf8"));
const dictionary = new Dictionary(readFileSync(locate("www/data/zhuyin.txt"), "utf8"), symbols[3]);
const TERMINAL = { width: 1080, height: 1400 };

test.use({ ownPage: true });

test.beforeEach(({ page }) => page.setViewportSize(TERMINAL));

/** Mounts a form with the keyboard at a step, and focuses a control. */
async function at(page, name, attributes = {}, submission = base) {
  const wizard = await mount(page, { mode: "kiosk", keyboard: "", ...attributes });
  const workflow = workflows.find((one) => one.name === (attributes.workflow ?? "exemption"));
  await wizard.run(submission, { until: workflow.stepOf(name.split(".")[0]) });
  await wizard.control(name).click();
  await expect(board(wizard)).toBeVisible();
  return wizard;
}

const board = (wizard) => wizard.form.locator(".keyboard [role=group]");
const key = (wizard, label) => board(wizard).getByRole("button", { name: label, exact: true });

/** Presses keys one after the other. */
async function press(wizard, ...labels) {
  for (const label of labels) await key(wizard, label).first().click();
}

const characters = (typed) => {
  const syllable = new Syllable(symbols);
  for (const symbol of typed) expect(syllable.add(symbol)).toBe(true);
  return syllable.characters(dictionary);
};

test("the dictionary finds the characters of a syllable, the frequent ones first", () => {
  for (const [typed, first] of [
    ["ㄨㄤˊ", "王"],
    ["ㄔㄣˊ", "陳"],
    ["ㄌㄧㄣˊ", "林"],
    ["ㄏㄨㄚ ", "花"],
    ["ㄕˋ", "是"],
    ["ㄌㄩˋ", "律"],
    ["ㄦˊ", "而"],
  ])
    expect(characters(typed)[0], typed).toBe(first);
  // In any order, and without a tone.
  expect(characters("ˊㄤㄨ")).toEqual(characters("ㄨㄤˊ"));
  expect(characters("ㄨㄤ").slice(0, 8)).toEqual(expect.arrayContaining(["王", "往", "望"]));
  // Readings of Taiwan, and of place names.
  for (const [typed, wanted] of [
    ["ㄑㄧˊ", "期"],
    ["ㄒㄧˋ", "汐"],
    ["ㄆㄨˇ", "埔"],
    ["ㄗㄨㄣˋ", "圳"],
    ["ㄏㄢˋ", "和"],
  ])
    expect(characters(typed), typed).toContain(wanted);
  expect(characters("ㄅㄨㄤ")).toEqual([]);
  expect(characters("ˊ")).toEqual([]);
});

test("a name is typed in zhuyin, and the engine accepts it", async ({ page }) => {
  const wizard = await at(page, "name");
  await press(wizard, "ㄨ", "ㄤ", "ˊ");
  await expect(board(wizard).getByRole("status")).toHaveText("ㄨㄤˊ");
  await press(wizard, "王", "ㄒ", "ㄧ", "ㄠ", "ˇ", "小");
  // The second page of characters, and a symbol that is replaced.
  await press(wizard, "ㄅ", "刪除", "ㄇ", "ㄧ", "ㄥ", "ˋ", "ˊ", "更多字");
  const [tenth] = characters("ㄇㄧㄥˊ").slice(10);
  await press(wizard, tenth);
  await expect(wizard.control("name")).toHaveValue(`王小${tenth}`);
  await expect(wizard.control("name")).toBeFocused();
  await expect(board(wizard).getByRole("status")).toHaveText("");
  await wizard.run({ ...base, answers: { ...base.answers, name: `王小${tenth}` } });
  expect((await wizard.reviewRows()).name).toContain(`王小${tenth}`);
});

test("keys type at the caret, replace the selection and delete", async ({ page }) => {
  const wizard = await at(page, "national_id", { lang: "en" });
  const control = wizard.control("national_id");
  // An id begins with capitals. Quick taps on one key all count.
  await press(wizard, "A");
  await key(wizard, "1").dblclick();
  await press(wizard, "2", "Left", "Left", "Delete", "Capitals", "b", "Right");
  await expect(control).toHaveValue("Ab12");
  await press(wizard, "9");
  await expect(control).toHaveValue("Ab192");
  await control.evaluate((input) => input.setSelectionRange(1, 4));
  await press(wizard, "7");
  await expect(control).toHaveValue("A72");
  await control.evaluate((input) => input.select());
  await press(wizard, "Delete");
  await expect(control).toHaveValue("");
});

test("each control has its keys: digits, letters, zhuyin, lines", async ({ page }) => {
  const wizard = await at(page, "mobile");
  await press(wizard, "0", "9");
  await expect(wizard.control("mobile")).toHaveValue("09");
  await expect(key(wizard, "q")).toHaveCount(0);
  await wizard.control("email").click();
  await press(wizard, "a", "@", "b", ".com", "往左", "刪除");
  await expect(wizard.control("email")).toHaveValue("a@b.cm");
  await wizard.control("email").fill("");
  await press(wizard, "數字", "1", "注音", "ㄨ", "ㄛ", "ˇ", "我");
  await expect(wizard.control("email")).toHaveValue("1我");
});

test("a long text has a key for new lines, and Next moves on to the main button", async ({ page }) => {
  const wizard = await at(page, "subject", { workflow: "petition" }, petition.base);
  await wizard.control("subject").fill("");
  await press(wizard, "ㄌ", "ㄨ", "ˋ", "路", "下一格");
  await expect(wizard.control("subject")).toHaveValue("路");
  await expect(wizard.control("content")).toBeFocused();
  await wizard.control("content").fill("");
  await press(wizard, "英文", "a", "換行", "b");
  await expect(wizard.control("content")).toHaveValue("a\nb");
  // The keyboard disappears after the focus has moved.
  const isAtButton = () => wizard.form.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.type === "submit");
  for (let fields = 0; fields < 12 && !(await isAtButton()); fields++) await press(wizard, "下一格");
  await expect(wizard.button("next")).toBeFocused();
});

test("a key that assistive technology focuses and clicks types as well", async ({ page }) => {
  const wizard = await at(page, "mobile");
  await key(wizard, "5").evaluate((button) => {
    button.focus();
    button.click();
  });
  await expect(wizard.control("mobile")).toHaveValue("5");
  await expect(wizard.control("mobile")).toBeFocused();
});

test("the keyboard hides with its key, and when the focus leaves", async ({ page }) => {
  const wizard = await at(page, "mobile");
  await press(wizard, "收起鍵盤");
  await expect(board(wizard)).toBeHidden();
  await wizard.control("mobile").click();
  await expect(board(wizard)).toBeVisible();
  await wizard.control("decision_by", "phone").check();
  await expect(board(wizard)).toBeHidden();
});

for (const language of LANGUAGES) {
  test(`keys are large and named, and do not cover the control, ${language}`, async ({ page }) => {
    const wizard = await at(page, "email", { lang: language });
    for (const [width, height] of [
      [1080, 1400],
      [1280, 720],
      [768, 1024],
    ]) {
      await page.setViewportSize({ width, height });
      await wizard.control("mobile").click();
      for (const name of ["email", "mobile"]) {
        await wizard.control(name).focus();
        const [control, keys] = await Promise.all([wizard.control(name).boundingBox(), board(wizard).boundingBox()]);
        expect(control.y + control.height, `${name} at ${width}`).toBeLessThanOrEqual(keys.y);
        expect(control.y).toBeGreaterThanOrEqual(0);
        expect(Math.round(keys.y + keys.height)).toBe(height);
        for (const one of await board(wizard).getByRole("button").all()) {
          const { width: own, height: tall } = await one.boundingBox();
          expect(Math.min(own, tall)).toBeGreaterThanOrEqual(44);
        }
      }
      expect(await CHECKERS.axe(page, "guitai-form")).toEqual([]);
    }
  });
}

test("the start page passes the attribute on to the form", async ({ page }) => {
  await page.goto("/kiosk?keyboard");
  await page.locator('[lang="en"] [data-workflow="petition"]').click();
  const wizard = await ready(new Wizard(page, page.locator("guitai-form")));
  await wizard.run(petition.base, { until: "matter" });
  await wizard.control("subject").click();
  await expect(board(wizard)).toBeVisible();
});

test("only a kiosk with the attribute loads the keyboard", async ({ page }) => {
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  for (const [attributes, isLoaded] of [
    [{}, false],
    [{ keyboard: "" }, false],
    [{ mode: "kiosk" }, false],
    [{ mode: "kiosk", keyboard: "" }, true],
  ]) {
    loaded.length = 0;
    const wizard = await mount(page, attributes);
    await wizard.run(base, { until: "unit" });
    await wizard.control("unit_name").click();
    await expect(board(wizard)).toHaveCount(isLoaded ? 1 : 0);
    expect(loaded.includes("/guitai/keyboard.js")).toBe(isLoaded);
  }
  // The attribute can be removed.
  const form = page.locator("guitai-form");
  await form.evaluate((form) => form.removeAttribute("keyboard"));
  await expect(form.locator(".keyboard")).toHaveCount(0);
});
