// Three independent accessibility checkers: axe-core, IBM's Equal Access engine, and Siteimprove's Alfa. All of them
// check open shadow roots. Each returns the violations of WCAG 2.2 A and AA, and of good practice.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Audit } from "@siteimprove/alfa-act";
import { Device } from "@siteimprove/alfa-device";
import { Native as NativeDevice } from "@siteimprove/alfa-device/native";
import { Node } from "@siteimprove/alfa-dom";
import { Native as NativeDom } from "@siteimprove/alfa-dom/native";
import { Request, Response } from "@siteimprove/alfa-http";
import { Rules } from "@siteimprove/alfa-rules";
import { Conformance, Criterion } from "@siteimprove/alfa-wcag";
import { Page } from "@siteimprove/alfa-web";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The script of a package. */
const script = (file) => readFileSync(createRequire(import.meta.url).resolve(file), "utf8");
const AXE_ENGINE = script("axe-core/axe.min.js");
const IBM_ENGINE = script("accessibility-checker-engine/ace.js");

/** Runs a script in a page that does not have its global yet. */
async function provide(page, global, engine) {
  if (!(await page.evaluate((global) => global in window, global))) await page.evaluate(engine);
}

/** Checks the page, or the first element of a selector. */
async function axe(page, scope = "html") {
  await provide(page, "axe", AXE_ENGINE);
  return page.evaluate(
    async ([scope, tags]) => {
      // In forced colours, the system chooses all colours.
      const isForced = matchMedia("(forced-colors: active)").matches;
      const rules = { "color-contrast": { enabled: !isForced } };
      const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], rules };
      const { violations } = await window.axe.run(scope, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({
          rule: id,
          element: target.flat().join(" "),
          reason: failureSummary.split("\n")[1].trim(),
        })),
      );
    },
    [scope, TAGS],
  );
}

async function ibm(page) {
  await provide(page, "ace", IBM_ENGINE);
  return page.evaluate(async () => {
    const { results } = await new window.ace.Checker().check(document, ["WCAG_2_2"]);
    const failed = results.filter(({ value: [level, result] }) => level === "VIOLATION" && result === "FAIL");
    return failed.map(({ ruleId, path, snippet, message }) => ({
      rule: ruleId,
      element: `${path.dom} ${snippet}`,
      reason: message,
    }));
  });
}

/**
 * Rules of good practice that do not apply. R78 asks for content between two headings, but sees no content in shadow
 * trees. R87 asks for a link that skips navigation, which a page with only a form does not need.
 */
const NOT_APPLICABLE = ["sia-r78", "sia-r87"];

/** Whether a rule belongs to WCAG A or AA, or to no criterion of WCAG: good practice, and ARIA. */
function applies(rule) {
  if (NOT_APPLICABLE.some((name) => rule.uri.endsWith(`/${name}`))) return false;
  const criteria = [...rule.requirements].filter(Criterion.isCriterion);
  return criteria.length === 0 || criteria.some(Conformance.isAA());
}

const ALFA_RULES = [...Rules.values()].filter(applies);

/** Alfa does not support `light-dark()`, so it is replaced by the value in the form's colour scheme. */
const inScheme = (tree, isDark) =>
  JSON.parse(JSON.stringify(tree).replaceAll(/light-dark\(([^,()]+), ([^,()]+)\)/g, isDark ? "$2" : "$1"));

async function alfa(page) {
  const tree = await page.evaluate(NativeDom.fromNode);
  const view = await page.evaluateHandle(() => window);
  const device = Device.from(await view.evaluate(NativeDevice.fromWindow));
  const isDark = await page.evaluate(() => {
    const form = document.querySelector("guitai-form");
    return form !== null && getComputedStyle(form).colorScheme === "dark";
  });
  const document = Node.from(inScheme(tree, isDark), device);
  const outcomes = await Audit.of(Page.of(Request.empty(), Response.empty(), document, device), ALFA_RULES).evaluate();
  return [...outcomes]
    .filter(({ outcome }) => outcome === "failed")
    .map(({ rule, target, expectations }) => ({
      rule: rule.uri.split("/").at(-1),
      element: `${target.path(Node.fullTree)} ${target}`.replaceAll(/\s+/g, " ").slice(0, 200),
      reason: [...expectations].map(([, result]) => (result.isErr() ? result.getErrUnsafe().message : "")).join(" "),
    }));
}

/** The checkers by name. Each takes a page; axe also a selector. */
export const CHECKERS = { axe, ibm, alfa };
