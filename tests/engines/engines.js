// The browsers that run the flows, each with a page on the clock of the golden submissions.

import { chromium } from "@playwright/test";
import { firefox } from "playwright-firefox-esr";
import { recordEvents } from "../browser/portal.js";
import { TODAY } from "../browser/submissions.js";
import { openWebKit } from "./webkit.js";

/** Sets the clock of a page, and collects the errors of its scripts in `window.guitaiErrors`. */
function prepare(now) {
  Date.now = () => now;
  window.guitaiErrors = [];
  window.addEventListener("error", ({ error, message }) => window.guitaiErrors.push(String(error?.stack ?? message)));
  window.addEventListener("unhandledrejection", ({ reason }) => window.guitaiErrors.push(String(reason)));
}

/** Functions that open the engines. Each returns a page, the version, and a function that closes the engine. */
const OPEN = {
  chromium: ({ programs, baseURL, launch }) =>
    openPlaywright(chromium, { ...launch, executablePath: programs.chromium }, baseURL),
  // Debian's Firefox is controlled through WebDriver BiDi. Later versions of Playwright use commands that it lacks.
  firefox: ({ programs, baseURL }) =>
    openPlaywright(firefox, { channel: "moz-firefox", executablePath: programs.firefox }, baseURL),
  webkit: ({ programs, baseURL }) => openWebKit({ driver: programs.webkit, baseURL }),
};

export const ENGINES = Object.keys(OPEN);

/** Opens an engine. */
export async function openEngine(name, where) {
  const engine = await OPEN[name](where);
  await engine.page.addInitScript(recordEvents);
  await engine.page.addInitScript(prepare, Date.parse(TODAY));
  return engine;
}

async function openPlaywright(type, launch, baseURL) {
  const browser = await type.launch(launch);
  const page = await (await browser.newContext({ baseURL })).newPage();
  return { page, version: browser.version(), close: () => browser.close() };
}
