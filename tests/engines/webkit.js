// WebKitGTK with the part of Playwright's interface that `tests/browser/driver.js` uses. It is controlled through
// WebDriver, because Playwright supports only its own build of WebKit.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Builder, Capabilities, Origin } from "selenium-webdriver";

const TIMEOUT_MS = 10_000;
const INTERVAL_MS = 20;

/** Opens a window. The driver starts MiniBrowser, a part of WebKitGTK. */
export async function openWebKit({ driver, baseURL }) {
  const capabilities = new Capabilities({ browserName: "MiniBrowser" });
  const session = await new Builder().usingServer(driver).withCapabilities(capabilities).build();
  await session.manage().setTimeouts({ script: TIMEOUT_MS, pageLoad: TIMEOUT_MS });
  const version = (await session.getCapabilities()).get("browserVersion");
  const files = mkdtempSync(join(tmpdir(), "guitai-files-"));
  const close = async () => {
    await session.quit();
    rmSync(files, { recursive: true });
  };
  return { page: new Page(session, baseURL, files), version, close };
}

class Page {
  #session;
  #baseURL;
  #initScripts = [];

  constructor(session, baseURL, files) {
    this.#session = session;
    this.#baseURL = baseURL;
    this.files = files;
    this.mouse = new Mouse(session);
  }

  /** Adds a function that runs in each page after it is loaded. WebDriver cannot run it earlier. */
  addInitScript(run, argument) {
    this.#initScripts.push([run, argument]);
  }

  async goto(path) {
    await this.#session.get(new URL(path, this.#baseURL).href);
    for (const [run, argument] of this.#initScripts) await this.evaluate(run, argument);
  }

  locator(selector) {
    return new Locator(this, [{ selector }]);
  }

  evaluate(run, argument) {
    return this.call([], `(_, argument) => (${run})(argument)`, argument);
  }

  /** Calls a function of the page with the elements of a path and an argument, and waits for its result. */
  async call(path, run, argument) {
    const script = `
      const [path, argument, done] = arguments;
      let found = [document];
      for (const { selector, has, first } of path) {
        if (selector) found = found.flatMap((one) => [...(one.shadowRoot ?? one).querySelectorAll(selector)]);
        if (has) found = found.filter((one) => one.querySelector(has));
        if (first) found = found.slice(0, 1);
      }
      (async () => (${run})(found, argument))().then(
        (value) => done({ value }),
        (error) => done({ error: String(error?.stack || error) }),
      );`;
    const { value, error } = await this.#session.executeAsyncScript(script, path, argument);
    if (error) throw new Error(error);
    return value;
  }
}

class Mouse {
  #session;

  constructor(session) {
    this.#session = session;
  }

  async move(x, y) {
    const point = { origin: Origin.VIEWPORT, x: Math.round(x), y: Math.round(y), duration: 20 };
    await this.#session.actions().move(point).perform();
  }

  async down() {
    await this.#session.actions().press().perform();
  }

  async up() {
    await this.#session.actions().release().perform();
  }
}

/** Elements by a path: selectors, which also search shadow roots, and filters. */
class Locator {
  #page;
  #path;

  constructor(page, path) {
    this.#page = page;
    this.#path = path;
  }

  #with(step) {
    return new Locator(this.#page, [...this.#path, step]);
  }

  locator(selector) {
    return this.#with({ selector });
  }

  first() {
    return this.#with({ first: true });
  }

  /** Keeps the elements that contain an element of the first selector of another locator. */
  filter({ has }) {
    return this.#with({ has: has.#path[0].selector });
  }

  count() {
    return this.#page.call(this.#path, (found) => found.length);
  }

  /** Waits until there is exactly one element and a function returns a value for it; returns that value. */
  async #one(run, argument) {
    const call = `async ([one, ...others], argument) =>
      one && others.length === 0 ? { value: await (${run})(one, argument) } : {}`;
    for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await pause(INTERVAL_MS)) {
      const { value } = await this.#page.call(this.#path, call, argument);
      if (value !== undefined && value !== null) return value;
    }
    throw new Error(`not exactly one element: ${JSON.stringify(this.#path)}`);
  }

  /** Waits until the element is visible, and scrolls it to the middle of the window. */
  #visible() {
    return this.#one((one) => {
      if (!one.checkVisibility()) return undefined;
      one.scrollIntoView({ block: "center", behavior: "instant" });
      return one;
    });
  }

  async waitFor() {
    await this.#visible();
  }

  async scrollIntoViewIfNeeded() {
    await this.#visible();
  }

  async evaluate(run, argument) {
    const { value } = await this.#one(`async (one, argument) => ({ value: await (${run})(one, argument) })`, argument);
    return value;
  }

  getAttribute(name) {
    return this.evaluate((one, name) => one.getAttribute(name), name);
  }

  textContent() {
    return this.evaluate((one) => one.textContent);
  }

  boundingBox() {
    return this.evaluate((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  async click() {
    await (await this.#visible()).click();
  }

  async setChecked(wanted) {
    if ((await this.evaluate((one) => one.checked)) !== wanted) await this.click();
  }

  check() {
    return this.setChecked(true);
  }

  /** Chooses an option with the events of the browser. */
  async selectOption(value) {
    await this.locator(`option[value="${value}"]`).first().#option();
  }

  async #option() {
    await (await this.#one((one) => one)).click();
  }

  /** Replaces the text by typing. */
  async fill(text) {
    const element = await this.#visible();
    await this.evaluate((one) => {
      one.focus();
      one.select();
    });
    await element.sendKeys(text);
  }

  async setInputFiles(files) {
    const paths = files.map(({ name, buffer }) => {
      const path = join(this.#page.files, name);
      writeFileSync(path, buffer);
      return path;
    });
    await (await this.#one((one) => one)).sendKeys(paths.join("\n"));
  }
}
