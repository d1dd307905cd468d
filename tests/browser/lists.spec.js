// Data that is fetched when it is needed: texts of the law, and suggestions.

import { readFileSync } from "node:fs";
import { mount } from "./driver.js";
import { controls, pick } from "./pick.js";
import { expect, test } from "./portal.js";
import { locate, named, workflows } from "./submissions.js";

const LAWS = JSON.parse(readFileSync(locate("www/data/law.json"), "utf8")).laws;
const UNITS = JSON.parse(readFileSync(locate("www/data/units.json"), "utf8"));
const VILLAGES = JSON.parse(readFileSync(locate("www/data/villages.json"), "utf8"));

/** The text of a cited clause; `own` is the law that short citations refer to. */
function clause(cite, own) {
  const law = LAWS.find(({ title }) => title === (cite.startsWith("第") ? own : cite.slice(0, cite.indexOf("第"))));
  return law.clauses.find(({ cite: place }) => cite.endsWith(place) && (cite === place || cite === law.title + place))
    .text;
}

const withoutSpaces = (text) => text.replaceAll(/\s+/g, "");

const withLaw = workflows.filter(({ definition }) => definition.law);

for (const { name, definition, questions, base } of pick(withLaw, controls)) {
  test(`${name}: each citation of a question or an option opens its clause`, async ({ page }) => {
    const wizard = await mount(page, { workflow: name, lang: "en" });
    const opened = wizard.form.locator("details.cite");
    const options = ({ options = [] }) => options.filter(({ when }) => !when).map(({ cite }) => cite);
    const always = questions.filter(({ when }) => !when);
    const all = always.map((question) => [question, [question.cite, ...options(question)].filter(Boolean)]);
    const cited = all.filter(([, cites]) => cites.length > 0);
    const [[{ step }]] = cited;
    await wizard.run(base, { until: step });
    for (const [{ id }, cites] of cited.filter(([question]) => question.step === step)) {
      const law = wizard.form.locator(`[data-question="${id}"] details.cite`).first();
      await expect(law.locator("div")).toBeHidden();
      await law.locator("summary").click();
      await expect(law.locator("div")).toBeVisible();
      for (const cite of cites) {
        const text = withoutSpaces(clause(cite, definition.law.title));
        await expect.poll(async () => withoutSpaces(await law.innerText()), cite).toContain(text);
      }
    }
    await expect(opened.first()).toHaveAttribute("lang", "zh-Hant");
  });
}

test("a problem opens its clause", async ({ page }) => {
  const wizard = await mount(page, { workflow: "change-report", lang: "zh-Hant" });
  await wizard.press("next");
  const law = wizard.part("error").and(wizard.form.locator('[data-for="reservist"]')).locator("details");
  await law.locator("summary").click();
  await expect(law).toContainText("後備軍人異動通報表");
});

test("a clause that failed to load is fetched again when it is opened again", async ({ page, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource|ERR_/);
  await page.route(/\/data\/law\.json/, (route) => route.abort(), { times: 1 });
  const wizard = await mount(page, { workflow: "petition", lang: "zh-Hant" });
  const law = wizard.form.locator("details.cite").first();
  const failed = page.waitForEvent("requestfailed");
  await law.locator("summary").click();
  await failed;
  await law.locator("summary").click();
  await law.locator("summary").click();
  await expect(law).toContainText("行政興革之建議");
});

const posts = ({ sub_units }) => [...new Set(sub_units.flatMap(({ posts }) => posts.map(([name]) => name)))];
const suggestions = (wizard, name) =>
  wizard.control(name).evaluate((control) => [...control.list.options].map(({ value }) => value));

test("the posts of the chosen unit are suggested", async ({ page }) => {
  const { submission } = named("the unchanged base");
  const wizard = await mount(page, {});
  await wizard.run(submission, { until: "unit" });
  for (const [kind, brigade] of [["regiment"], ["corps", "cd"], ["corps", "mvp"], ["special"]]) {
    await wizard.fill({ ...submission, answers: { unit_kind: kind, brigade } });
    const unit = UNITS.of[kind];
    await expect.poll(() => suggestions(wizard, "post")).toEqual(posts(brigade ? unit.of[brigade] : unit));
  }
});

test("villages are fetched with the first address, and those of the township are suggested", async ({ page }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const { submission } = named("an address with a postal code of six digits");
  const wizard = await mount(page, {}, { prefill: { ...submission.answers, decision_by: "email" } });
  await wizard.run({ ...submission, answers: {} }, { until: "contact" });
  const file = /data\/villages\.json$/;
  expect(fetched.filter((path) => file.test(path))).toEqual([]);
  await wizard.fill({ answers: { decision_by: "post" } });
  for (const [county, township] of [
    ["花蓮縣", "玉里鎮"],
    ["臺北市", "中正區"],
  ]) {
    await wizard.fill({ answers: { address: { county, township } } });
    await expect.poll(() => suggestions(wizard, "address.street")).toEqual(VILLAGES[county + township].split(" "));
  }
  expect(fetched.filter((path) => file.test(path))).toHaveLength(1);
});
