// The report of `cargo xtask look`: its checks find each result out of bounds, its links select pictures, and its texts
// are escaped.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeAlbum } from "./look/album.js";
import { checks } from "./look/checks.js";
import { fileOf } from "./look/pictures.js";
import { lines, report } from "./look/report.js";
import { expect, test } from "./portal.js";

test.use({ ownPage: true });

const flow = { workflow: "survey", language: "en", reference: "縣-115-0001", stored: true, milliseconds: 900 };
const engine = (name) => ({ name, version: "1", flows: [flow] });
const run = (device, taps, scrolled) => ({ device, screens: 9, taps, keys: 20, scrolled });
const step = { step: "rating", height: 2200, questions: 8 };
const DEVICES = ["phone", "keyboard", "counter"];

/** Results that are exactly within all bounds. */
const GOOD = {
  walk: {
    states: 600,
    checkers: { axe: { violations: 0 }, ibm: { violations: 0 }, alfa: { violations: 0 } },
    violations: [],
  },
  engines: { engines: ["chromium", "firefox", "webkit"].map(engine), failures: [] },
  effort: {
    runs: DEVICES.map((device) => run(device, 60, 3000)),
    before: { commit: "7425eee", runs: DEVICES.map((device) => run(device, 80, 6000)) },
  },
  heights: [{ workflow: "survey", language: "en", steps: [step] }],
  screenshots: [{}],
};
const RUNS = [{ part: "walk", ok: true, seconds: 1 }];

const failed = (results, runs = RUNS) =>
  checks(results, runs, ["survey"], ["en"])
    .filter(({ ok }) => !ok)
    .map(({ part, name }) => `${part}: ${name}`);

test("results within their bounds pass", () => {
  expect(failed(GOOD)).toEqual([]);
});

const { walk, engines, effort, heights } = GOOD;
const [form] = heights;
const [phone, ...others] = effort.runs;
const axe = { ...walk.checkers, axe: { violations: 1 } };
const { alfa: _, ...two } = walk.checkers;

for (const [name, change, expected] of [
  ["few states", { walk: { ...walk, states: 599 } }, "walk: states"],
  ["a missing checker", { walk: { ...walk, checkers: two } }, "walk: violations found by alfa"],
  ["a violation", { walk: { ...walk, checkers: axe } }, "walk: violations found by axe"],
  ["an unfinished tour", { walk: { ...walk, unfinished: ["survey, en"] } }, "walk: unfinished tours"],
  ["a listed violation", { walk: { ...walk, violations: [{}] } }, "walk: violations listed"],
  ["a missing engine", { engines: { ...engines, engines: engines.engines.slice(1) } }, "engines: engines"],
  [
    "a flow that is not stored",
    {
      engines: {
        ...engines,
        engines: [...engines.engines, { ...engine("other"), flows: [{ ...flow, stored: false }] }],
      },
    },
    "engines: stored with other 1",
  ],
  ["a failure", { engines: { ...engines, failures: ["no engine"] } }, "engines: failures"],
  ["extra taps", { effort: { ...effort, runs: [run("phone", 61, 3000), ...others] } }, "effort: phone: taps and keys"],
  [
    "extra pixels",
    { effort: { ...effort, runs: [run("phone", 60, 3001), ...others] } },
    "effort: phone: pixels scrolled",
  ],
  ["a missing device", { effort: { ...effort, runs: [phone, others[0]] } }, "effort: devices"],
  [
    "a taller step",
    { heights: [{ ...form, steps: [step, { ...step, height: 2201 }] }] },
    "heights: survey, en: pixels of the tallest step",
  ],
  [
    "an extra question",
    { heights: [{ ...form, steps: [{ ...step, questions: 9 }] }] },
    "heights: survey, en: most questions",
  ],
  [
    "more questions than other workflows may ask",
    { heights: [{ ...form, workflow: "petition" }] },
    "heights: petition, en: most questions",
  ],
  ["a missing workflow", { heights: [] }, "heights: workflows in each language"],
  ["no pictures", { screenshots: [] }, "screenshots: pictures"],
  ["no result", { walk: undefined }, "walk: result"],
  ["a result that cannot be read", { effort: {} }, "effort: result"],
]) {
  test(`the report fails with ${name}`, () => {
    expect(failed({ ...GOOD, ...change })).toEqual([expected]);
  });
}

test("the report fails with a part that failed, and with a device that was not measured before", () => {
  expect(failed(GOOD, [{ part: "heights", ok: false, seconds: 3 }])).toEqual(["heights: run of 3 s"]);
  expect(failed({ ...GOOD, effort: { runs: effort.runs, before: { runs: [] } } })).toHaveLength(2 * DEVICES.length);
});

test("the report shows the other results if some are missing or cannot be read", async ({ page }) => {
  const results = { heights, engines: {}, effort: 1 };
  await page.setContent(report(results, checks(results, [], ["survey"], ["en"])));
  await expect(page.getByText("The result is missing or cannot be read.")).toHaveCount(4);
  await expect(page.locator("tr", { hasText: "rating" })).toContainText("2200");
});

test("the report shows every part, and text as text", async ({ page }) => {
  const violation = { state: "first", language: "en", width: 320, checker: "axe", rule: "label", element: "<input>" };
  const results = { ...GOOD, walk: { ...walk, violations: [{ ...violation, reason: "A & B < C" }] } };
  const all = checks(results, RUNS, ["survey"], ["en"]);
  await page.setContent(report(results, all));
  await expect(page.locator("h2")).toHaveCount(5);
  await expect(page.locator("strong")).toHaveText(`1 of ${all.length} checks failed.`);
  await expect(page.locator("tr.failed").last()).toContainText("<input>A & B < C");
  await expect(page.locator("input")).toHaveCount(0);
  expect(lines(all).filter((line) => line.startsWith("FAILED"))).toEqual([
    expect.stringMatching(/^FAILED +walk +violations listed +1 +at most 0$/),
  ]);
});

test("the links of the album select workflow, language and way", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "guitai-album-"));
  const all = ["notice", "survey"].flatMap((tour) =>
    ["zh-Hant", "en"].flatMap((language) =>
      ["first", "receipt"].flatMap((state, number) =>
        ["phone", "print"].map((way) => ({ tour, language, state, number, way })),
      ),
    ),
  );
  try {
    await page.setContent('<p style="height: 50px"></p>');
    for (const one of all) await page.screenshot({ path: join(folder, one.tour, fileOf(one)) });
    expect(writeAlbum(folder)).toBe(all.length);
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    const shown = () => page.locator("img").filter({ visible: true }).count();
    expect(await shown()).toBe(16);
    for (const [id, count] of [
      ["show-exemption", 8],
      ["show-en", 8],
      ["show-survey-zh-Hant-print", 2],
      ["show-en-phone", 4],
      ["show", 16],
    ]) {
      const link = page.locator(`[id="${id}"]`);
      await link.click();
      await expect(link, id).toHaveText(String(count));
      expect(await shown(), id).toBe(count);
    }
    const broken = await page.locator("img").evaluateAll(async (images) => {
      const decode = (image) => Object.assign(image, { loading: "eager" }).decode();
      return (await Promise.allSettled(images.map(decode))).filter(({ status }) => status === "rejected").length;
    });
    expect(broken).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
