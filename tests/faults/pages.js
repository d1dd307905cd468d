// What happens to the page while a filing is on its way: each leaves one row and one receipt.

import { expect } from "@playwright/test";
import { PHOTO, PHOTO_APART } from "./person.js";
import { FILES } from "./proxy.js";

const REFUSAL = JSON.stringify({ title: "本期已截止" });
const hold = (exchange) => exchange.swallow();
const silence = (exchange) => exchange.deliver();
const broken = async (exchange) => {
  await exchange.deliver();
  exchange.answer(500);
};
const reset = async (exchange) => {
  await exchange.deliver();
  exchange.reset();
};

/** Sends what was filled in, until that part is seen: it is under way, unless told otherwise. */
async function press({ wizard, submission }, part = "sending") {
  await wizard.accept(submission);
  await wizard.button("submit").click();
  await wizard.part(part).waitFor();
}

/** Fills the form in and sends it into that fault, which waits until it is seen to be under way. */
async function send(person, network, fault, address) {
  await person.fill(network.address);
  let release;
  const underWay = new Promise((resolve) => {
    release = resolve;
  });
  const late = async (exchange) => {
    await underWay;
    fault(exchange);
  };
  network.meet([late], address);
  await press(person);
  release();
}

/** Loads the page anew, and goes on. */
async function comeBack(person) {
  await person.page.reload();
  await person.find();
  await person.file();
}

/** Fills the form in, and opens another tab with what the device kept of it. */
async function twice(person, network) {
  person.draft = "local";
  await person.fill(network.address);
  const other = await person.page.context().newPage();
  await other.goto(person.page.url());
  return person.beside(other);
}

/** Changes the rating that was filled in, and comes back to the review. */
async function rate({ wizard }, overall) {
  await wizard.press("back");
  await wizard.fill({ answers: { overall }, attachments: [] });
  await wizard.press("next");
}

/** A page by its name: a function that brings it about and lets the person go on. */
export const PAGES = {
  "a double click": async ({ person, network }) => {
    await person.fill(network.address);
    await person.wizard.button("submit").dblclick();
    await person.file();
  },

  "the button pressed twice by script": async ({ person, network }) => {
    await person.fill(network.address);
    await person.wizard.button("submit").evaluate((button) => {
      button.click();
      button.click();
    });
    await person.file();
  },

  "a reload while the answer is awaited": async ({ person, network }) => {
    await send(person, network, reset);
    await comeBack(person);
  },

  "a reload before anything was read": async ({ person, network }) => {
    await send(person, network, hold);
    await comeBack(person);
  },

  "going back in the history while the answer is awaited": async ({ person, network, page }) => {
    await page.goto(`${network.address}/about`);
    await send(person, network, reset);
    await page.goBack();
    await page.goForward();
    await person.find();
    await person.file();
  },

  "the network gone at the press, and back": async ({ person, network, page }) => {
    await person.fill(network.address);
    await page.context().setOffline(true);
    await press(person);
    await page.context().setOffline(false);
    await person.file();
  },

  "the network gone between two attempts": async ({ person, network, page }) => {
    await send(person, network, reset);
    await page.context().setOffline(true);
    await page.clock.runFor(5_000);
    await page.context().setOffline(false);
    await person.file();
  },

  "the element moved while the answer is awaited": async ({ person, network }) => {
    await send(person, network, reset);
    await person.wizard.form.evaluate((form) => form.parentNode.append(form));
    await person.file();
  },

  "the element taken away and put back": async ({ person, network }) => {
    await send(person, network, reset);
    await person.wizard.form.evaluate(async (form) => {
      const { parentNode } = form;
      form.remove();
      await new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
      parentNode.append(form);
    });
    await person.find();
    await person.file();
  },

  "two tabs with one draft, one after the other": async ({ person, network }) => {
    const other = await twice(person, network);
    await person.file();
    await other.file();
  },

  "two tabs with one draft, at the same moment": async ({ person, network }) => {
    const other = await twice(person, network);
    await Promise.all([person.file(), other.file()]);
  },

  "two tabs with one draft, and nobody knows what became of the first": async ({ person, network }) => {
    const other = await twice(person, network);
    network.meet([reset, reset, reset, reset]);
    await press(person);
    await other.file();
    await person.file();
  },

  "two tabs with one draft, and another answer in each": async ({ person, network }) => {
    const other = await twice(person, network);
    await rate(other, "1");
    await Promise.all([person.file(), other.file()]);
  },

  "two tabs with one draft, and the first refused and closed": async ({ person, network }) => {
    const other = await twice(person, network);
    await rate(person, "1");
    network.meet([(exchange) => exchange.answer(422, { "content-type": "application/problem+json" }, REFUSAL)]);
    await press(other, "failure");
    await other.page.close();
    person.tabs = [];
    await person.file();
    expect((await person.stored()).map(({ body }) => body.answers.overall)).toEqual(["1"]);
  },

  "two tabs with one draft, and slow words between them": async ({ person, network, page }) => {
    await page.context().exposeFunction("aWhile", () => new Promise((resolve) => setTimeout(resolve, 150)));
    await page.context().addInitScript(() => {
      window.BroadcastChannel = class extends BroadcastChannel {
        postMessage = (word) => window.aWhile().then(() => super.postMessage(word));
      };
    });
    const other = await twice(person, network);
    await person.file();
    await other.page.clock.runFor(2_000); // what is frozen anew would not be the same bytes
    await other.file();
  },

  "two tabs with one draft, and the one that filed is closed": async ({ person, network }) => {
    const other = await twice(person, network);
    await other.file();
    await other.page.close();
    await person.page.clock.runFor(2_000); // what is frozen anew would not be the same bytes
    await person.file();
  },

  "a draft of the device under way in a tab that is closed, and another reloaded": async ({ person, network }) => {
    const other = await twice(person, network);
    network.meet([broken, broken, broken, broken]);
    await press(other);
    await other.look();
    await other.page.close();
    person.tabs = [];
    await rate(person, "1");
    await person.page.reload();
    await person.find();
    await person.file();
  },

  "a tab that has the filing, and is asleep": async ({ person, network, page }) => {
    await person.fill(network.address);
    const other = await page.context().newPage();
    await other.goto(`${network.address}/about`);
    const kept = await page.evaluate(() => Object.values(sessionStorage).map((text) => JSON.parse(text)));
    const [lock] = kept.map(({ id }) => `guitai filing ${id}`);
    await other.evaluate((lock) => void navigator.locks.request(lock, () => new Promise(() => {})), lock);
    await person.file();
  },

  "a tab that was duplicated": async ({ person, network, page }) => {
    await person.fill(network.address);
    const opened = page.waitForEvent("popup");
    await page.evaluate(() => void window.open(location.href)); // the tab's storage goes along
    const other = await person.beside(await opened);
    await person.file();
    await other.file();
  },

  "another filing of the same kind in another tab": async ({ person, network, page }) => {
    const stranger = person.stranger(await page.context().newPage());
    await stranger.fill(network.address);
    await send(person, network, silence);
    await stranger.file();
    await page.clock.runFor(2_000); // what is frozen anew would not be the same bytes
    await comeBack(person);
  },

  "the language switched while the answer is awaited": async ({ person, network }) => {
    await send(person, network, reset);
    await person.wizard.form.evaluate((form) => form.setAttribute("lang", "en"));
    await person.file();
  },

  "a host that patches JSON, arrays and fetch": async ({ person, network, page }) => {
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
    await person.file();
  },

  "the tab's storage cleared before the press": async ({ person, network, page }) => {
    await person.fill(network.address);
    await page.evaluate(() => sessionStorage.clear());
    await person.wizard.button("submit").click();
    await person.file();
  },

  "the tab's storage full": async ({ person, network, page }) => {
    person.draft = "none";
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await person.fill(network.address);
    network.meet([reset]);
    await person.file();
  },

  "a clock a day behind": async ({ person, network, page }) => {
    await page.clock.setSystemTime(new Date("2026-11-20T10:00:01+08:00"));
    await person.fill(network.address);
    await person.file();
  },

  "the portal answering another form's receipt at first": async ({ person, network }) => {
    await person.fill(network.address);
    const other = async (exchange) => {
      await exchange.swallow();
      exchange.answer(201, {}, '{"id":"another"}');
    };
    network.meet([other]);
    await person.file();
  },

  "a photo in the filing, and a reload while the answer is awaited": async ({ person, network }) => {
    person.filing = PHOTO;
    await send(person, network, reset);
    await comeBack(person);
  },

  "a reload while a photo is sent": async ({ person, network }) => {
    person.filing = PHOTO_APART;
    await send(person, network, silence, FILES);
    await comeBack(person);
  },

  "the network gone while a photo is sent, and back": async ({ person, network, page }) => {
    person.filing = PHOTO_APART;
    await send(person, network, reset, FILES);
    await page.context().setOffline(true);
    await page.clock.runFor(5_000);
    await page.context().setOffline(false);
    await person.file();
  },

  "the sending of a photo stopped, and begun again": async ({ person, network }) => {
    person.filing = PHOTO_APART;
    await send(person, network, silence, FILES);
    await person.wizard.press("back");
    await person.file();
  },

  "two tabs with one draft, and a photo": async ({ person, network }) => {
    person.filing = PHOTO;
    const other = await twice(person, network);
    await Promise.all([person.file(), other.file()]);
  },
};
