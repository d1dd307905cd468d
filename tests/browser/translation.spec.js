// Translation of the page by the browser or an extension, which replaces text nodes of the page and of the form.

import { fileable, fullest } from "./cover.js";
import { open } from "./driver.js";
import { controls, pick } from "./pick.js";
import { expect, test, unique } from "./portal.js";
import { definition, named, pageIn, workflows } from "./submissions.js";

const { submission: base } = named("the unchanged base");
const HOME = "/bare?workflow=exemption&lang=zh-Hant";

test.use({ ownPage: true });

/**
 * Defines `window.translate`, which replaces every text below a node by nested elements with another text, as Chrome
 * and extensions do.
 */
function defineTranslate() {
  const own = new WeakSet();
  window.translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    const isTranslated = (text) => own.has(text) || text.parentElement?.closest("script, style, textarea");
    for (const text of texts.filter((one) => one.data.trim() && !isTranslated(one))) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.append(`xx ${text.data}`);
      own.add(inner.firstChild);
      outer.append(inner);
      text.replaceWith(outer);
    }
  };
}

test("changed texts are shown after an extension has translated the page", async ({ page }) => {
  const wizard = await open(page, HOME);
  await page.evaluate(defineTranslate);
  const translate = () => wizard.form.evaluate((form) => window.translate(form.shadowRoot));
  await wizard.run(base, { until: "contact" });
  await wizard.fill(base);
  await wizard.control("mobile").fill("09");
  await wizard.press("next");
  const error = wizard.form.locator('[data-part="error"][data-for="mobile"]');
  await expect(error).toContainText("2 碼");
  await translate();
  await wizard.control("mobile").fill("091");
  await wizard.press("next");
  await expect(error).toContainText("3 碼");
  await expect(error).not.toContainText("2 碼");
  await expect(wizard.part("error-summary")).not.toContainText("2 碼");
  await translate();
  await wizard.control("mobile").fill("0912345678");
  const { title } = definition.steps.find(({ id }) => id === "grounds");
  await wizard.press("next");
  await expect(wizard.form.getByRole("heading", { name: title["zh-Hant"], exact: true })).toBeVisible();
  await translate();
  await wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
  await expect(wizard.form.getByRole("heading", { name: title.en, exact: true })).toBeVisible();
  // Citations do not change, so they remain as the extension has left them.
  expect((await wizard.root.innerText()).replaceAll(/xx [^a-z]*?第\d+條\S*/g, "")).not.toContain("xx ");
});

/** Translates the page and the form, now and whenever their content changes. */
function keepTranslating(form) {
  const roots = [document.body, form.shadowRoot];
  const observer = new MutationObserver(translateAll);
  function translateAll() {
    observer.disconnect();
    for (const root of roots) {
      window.translate(root);
      observer.observe(root, { childList: true, characterData: true, subtree: true });
    }
  }
  translateAll();
}

for (const workflow of pick(workflows, controls)) {
  test(`${workflow.name}: the whole flow works while the page is being translated`, async ({ page, stored }) => {
    const { submission: golden } = fullest(fileable(workflow).filter(({ submission }) => submission.channel === "web"));
    const { id } = workflow.questions.find(({ id, kind }) => kind.endsWith("text") && golden.answers[id]);
    const submission = { ...golden, answers: { ...golden.answers, [id]: unique(golden.answers[id]) } };
    const wizard = await open(page, pageIn("zh-Hant", workflow));
    await page.evaluate(defineTranslate);
    await wizard.form.evaluate(keepTranslating);
    for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
      const { title } = workflow.definition.steps.find(({ id }) => id === state.step);
      await expect(wizard.form.locator(".heading")).toHaveText(`xx ${title["zh-Hant"]}`);
      const { summary } = await wizard.press("next");
      expect(summary, state.step).toMatch(/^(xx |$)/);
      if (summary === "") await wizard.press("back");
      await wizard.fill(submission);
    }
    expect(await wizard.submit(submission)).toMatchObject({ page: "receipt", wrong: [] });
    const rows = await stored({ [id]: submission.answers[id] });
    expect(rows).toMatchObject([{ body: { answers: submission.answers } }]);
    await expect(wizard.part("reference")).toHaveText(`xx ${rows[0].reference}`);
    expect(await wizard.events("error")).toEqual([]);
  });
}
