// Events of the page during a submission: each leaves one row and one receipt.

import { expect } from "@playwright/test";
import {
  changeRating,
  openSecondTab,
  press,
  reload,
  send,
  stall,
  storeAndFail,
  storeAndReset,
  storeAndStall,
} from "./actions.js";
import { PHOTO, SEPARATE_PHOTO } from "./person.js";
import { FILES } from "./proxy.js";

const REFUSAL = JSON.stringify({ title: "本期已截止" });

/** Scenarios by name. */
export const PAGES = {
  "a double click": async ({ person, network }) => {
    await person.fill(network.address);
    await person.wizard.button("submit").dblclick();
    await person.submitUntilReceipt();
  },

  "the button pressed twice by script": async ({ person, network }) => {
    await person.fill(network.address);
    await person.wizard.button("submit").evaluate((button) => {
      button.click();
      button.click();
    });
    await person.submitUntilReceipt();
  },

  "a reload while waiting for the response": async ({ person, network }) => {
    await send(person, network, storeAndReset);
    await reload(person);
  },

  "a reload before the response": async ({ person, network }) => {
    await send(person, network, stall);
    await reload(person);
  },

  "back and forward in the history while waiting for the response": async ({ person, network, page }) => {
    await page.goto(`${network.address}/about`);
    await send(person, network, storeAndReset);
    await page.goBack();
    await page.goForward();
    await person.findForm();
    await person.submitUntilReceipt();
  },

  "offline when submitting, then online": async ({ person, network, page }) => {
    await person.fill(network.address);
    await page.context().setOffline(true);
    await press(person);
    await page.context().setOffline(false);
    await person.submitUntilReceipt();
  },

  "offline between two attempts": async ({ person, network, page }) => {
    await send(person, network, storeAndReset);
    await page.context().setOffline(true);
    await page.clock.runFor(5_000);
    await page.context().setOffline(false);
    await person.submitUntilReceipt();
  },

  "the element is moved while waiting for the response": async ({ person, network }) => {
    await send(person, network, storeAndReset);
    await person.wizard.form.evaluate((form) => form.parentNode.append(form));
    await person.submitUntilReceipt();
  },

  "the element is removed and added again": async ({ person, network }) => {
    await send(person, network, storeAndReset);
    await person.wizard.form.evaluate(async (form) => {
      const { parentNode } = form;
      form.remove();
      await new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
      parentNode.append(form);
    });
    await person.findForm();
    await person.submitUntilReceipt();
  },

  "two tabs with one draft, in sequence": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    await person.submitUntilReceipt();
    await other.submitUntilReceipt();
  },

  "two tabs with one draft, concurrently": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    await Promise.all([person.submitUntilReceipt(), other.submitUntilReceipt()]);
  },

  "two tabs with one draft, and an unknown outcome in the first": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    network.plan([storeAndReset, storeAndReset, storeAndReset, storeAndReset]);
    await press(person);
    await other.submitUntilReceipt();
    await person.submitUntilReceipt();
  },

  "two tabs with one draft, and different answers": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    await changeRating(other, "1");
    await Promise.all([person.submitUntilReceipt(), other.submitUntilReceipt()]);
  },

  "two tabs with one draft, and the first is refused and closed": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    await changeRating(person, "1");
    network.plan([(exchange) => exchange.respond(422, { "content-type": "application/problem+json" }, REFUSAL)]);
    await press(other, "failure");
    await other.page.close();
    person.tabs = [];
    await person.submitUntilReceipt();
    expect((await person.stored()).map(({ body }) => body.answers.overall)).toEqual(["1"]);
  },

  "two tabs with one draft, and slow messages between them": async ({ person, network, page }) => {
    await page.context().exposeFunction("delay", () => new Promise((resolve) => setTimeout(resolve, 150)));
    await page.context().addInitScript(() => {
      window.BroadcastChannel = class extends BroadcastChannel {
        postMessage = (message) => window.delay().then(() => super.postMessage(message));
      };
    });
    const other = await openSecondTab(person, network);
    await person.submitUntilReceipt();
    await other.page.clock.runFor(2_000); // another freeze would have a later time, so other bytes
    await other.submitUntilReceipt();
  },

  "two tabs with one draft, and the one with the receipt is closed": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    await other.submitUntilReceipt();
    await other.page.close();
    await person.page.clock.runFor(2_000); // another freeze would have a later time, so other bytes
    await person.submitUntilReceipt();
  },

  "a local draft with a pending submission in a closed tab, and another tab reloaded": async ({ person, network }) => {
    const other = await openSecondTab(person, network);
    network.plan([storeAndFail, storeAndFail, storeAndFail, storeAndFail]);
    await press(other);
    await other.nextPage();
    await other.page.close();
    person.tabs = [];
    await changeRating(person, "1");
    await person.page.reload();
    await person.findForm();
    await person.submitUntilReceipt();
  },

  "a suspended tab that holds the lock": async ({ person, network, page }) => {
    await person.fill(network.address);
    const other = await page.context().newPage();
    await other.goto(`${network.address}/about`);
    const drafts = await page.evaluate(() => Object.values(sessionStorage).map((text) => JSON.parse(text)));
    const [lock] = drafts.map(({ id }) => `guitai filing ${id}`);
    await other.evaluate((lock) => void navigator.locks.request(lock, () => new Promise(() => {})), lock);
    await person.submitUntilReceipt();
  },

  "a duplicated tab": async ({ person, network, page }) => {
    await person.fill(network.address);
    const opened = page.waitForEvent("popup");
    await page.evaluate(() => void window.open(location.href)); // copies sessionStorage
    const other = await person.inOtherTab(await opened);
    await person.submitUntilReceipt();
    await other.submitUntilReceipt();
  },

  "another person's submission in another tab": async ({ person, network, page }) => {
    const other = person.otherPerson(await page.context().newPage());
    await other.fill(network.address);
    await send(person, network, storeAndStall);
    await other.submitUntilReceipt();
    await page.clock.runFor(2_000); // another freeze would have a later time, so other bytes
    await reload(person);
  },

  "the language is changed while waiting for the response": async ({ person, network }) => {
    await send(person, network, storeAndReset);
    await person.wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
    await person.submitUntilReceipt();
  },

  "a page that patches JSON, arrays and fetch": async ({ person, network, page }) => {
    await page.addInitScript(() => {
      Object.prototype.toJSON = undefined;
      Array.prototype.toJSON = () => "patched";
      Array.prototype.last = function () {
        return this[this.length - 1];
      };
      const { fetch } = window;
      window.fetch = (...arguments_) => fetch(...arguments_).then((response) => response);
    });
    await person.fill(network.address);
    await person.submitUntilReceipt();
  },

  "sessionStorage is cleared before submitting": async ({ person, network, page }) => {
    await person.fill(network.address);
    await page.evaluate(() => sessionStorage.clear());
    await person.wizard.button("submit").click();
    await person.submitUntilReceipt();
  },

  "sessionStorage is full": async ({ person, network, page }) => {
    person.draft = "none";
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await person.fill(network.address);
    network.plan([storeAndReset]);
    await person.submitUntilReceipt();
  },

  "a clock a day behind": async ({ person, network, page }) => {
    await page.clock.setSystemTime(new Date("2026-11-20T10:00:01+08:00"));
    await person.fill(network.address);
    await person.submitUntilReceipt();
  },

  "a receipt of another submission first": async ({ person, network }) => {
    await person.fill(network.address);
    const other = async (exchange) => {
      await exchange.discard();
      exchange.respond(201, {}, '{"id":"another"}');
    };
    network.plan([other]);
    await person.submitUntilReceipt();
  },

  "an inline photo, and a reload while waiting for the response": async ({ person, network }) => {
    person.scenario = PHOTO;
    await send(person, network, storeAndReset);
    await reload(person);
  },

  "a reload during the upload of a photo": async ({ person, network }) => {
    person.scenario = SEPARATE_PHOTO;
    await send(person, network, storeAndStall, FILES);
    await reload(person);
  },

  "offline during the upload of a photo, then online": async ({ person, network, page }) => {
    person.scenario = SEPARATE_PHOTO;
    await send(person, network, storeAndReset, FILES);
    await page.context().setOffline(true);
    await page.clock.runFor(5_000);
    await page.context().setOffline(false);
    await person.submitUntilReceipt();
  },

  "the upload of a photo is cancelled and started again": async ({ person, network }) => {
    person.scenario = SEPARATE_PHOTO;
    await send(person, network, storeAndStall, FILES);
    await person.wizard.press("back");
    await person.submitUntilReceipt();
  },

  "two tabs with one draft, and a photo": async ({ person, network }) => {
    person.scenario = PHOTO;
    const other = await openSecondTab(person, network);
    await Promise.all([person.submitUntilReceipt(), other.submitUntilReceipt()]);
  },
};
