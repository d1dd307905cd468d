// Measures the candidates in interleaved rounds, each with a fresh browser, and writes the figures as JSON.
//
// node measure.js FOLDER RESULT [ROUNDS] [CANDIDATE]: the built pages, the file to write, and limits of the run.

import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { ANSWERS, STEPS } from "./form.js";
import { install } from "./in-page.js";
import { PRODUCTS } from "./products.js";
import { serve } from "./server.js";

const [folder, result, rounds = "5", only] = process.argv.slice(2);
const { CHROMIUM = "/usr/bin/chromium-headless-shell" } = process.env;

/** Lighthouse's "Slow 4G": 150 ms of latency, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

export const PROFILES = {
  plain: { cpu: 1 },
  "4× CPU": { cpu: 4 },
  "4× CPU, Slow 4G": { cpu: 4, network: SLOW_4G },
};

const FIRST = STEPS[0].questions[1].name;
const LONG = "content";

/** A page with a profile, and counts of what it transfers. */
async function open(browser, { cpu, network }) {
  const page = await browser.newPage();
  await page.addInitScript(install);
  const client = await page.context().newCDPSession(page);
  const traffic = { bytes: 0, requests: 0 };
  client.on("Network.requestWillBeSent", () => (traffic.requests += 1));
  client.on("Network.dataReceived", ({ encodedDataLength }) => (traffic.bytes += encodedDataLength));
  client.on("Network.responseReceived", ({ response }) => (traffic.bytes += response.encodedDataLength));
  await client.send("Network.enable");
  if (network) await client.send("Network.emulateNetworkConditions", network);
  await client.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await client.send("Performance.enable");
  const metrics = async () => {
    const { metrics: list } = await client.send("Performance.getMetrics");
    return Object.fromEntries(list.map(({ name, value }) => [name, value]));
  };
  return { page, client, traffic, metrics };
}

/** Fills in a step. */
async function fill(page, product, step) {
  for (const { name, options, when } of STEPS[step].questions) {
    if (when && ANSWERS[when[0]] !== when[1]) continue;
    if (options)
      await page
        .locator((product.option ?? product.field)(name, ANSWERS[name]))
        .first()
        .click();
    else await page.locator(product.field(name)).first().pressSequentially(ANSWERS[name]);
  }
}

/** Clicks a product's main button, and returns the milliseconds until something is painted. */
async function press(page, product, selector, least = 1) {
  if (product.settlesIn) await page.waitForTimeout(product.settlesIn);
  await page.evaluate(([selector, least]) => window.bench.fromClick(selector, least), [selector, least]);
  await page.locator(product.next).first().click();
  return page.evaluate(() => window.bench.clicked);
}

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

/** Measures one candidate: loading, errors, steps, keys, submission. */
async function measure(browser, server, product, profile) {
  const { page, client, traffic, metrics } = await open(browser, profile);
  await page.goto(`${server.address}/${product.page}.html`, { waitUntil: "commit" });
  const usable = await page.evaluate((selector) => window.bench.painted(selector), product.field(FIRST));
  const atFirst = { ...traffic };
  const ready = product.ready
    ? await page.evaluate(async () => {
        while (window.bench.ready.length === 0) await new Promise((done) => requestAnimationFrame(done));
        return window.bench.ready[0];
      })
    : usable;
  const figures = {
    "bytes to the first field": atFirst.bytes,
    "requests to the first field": atFirst.requests,
    "first field usable, ms": usable,
    "bytes until Continue works": traffic.bytes,
    "requests until Continue works": traffic.requests,
    "Continue works, ms": ready,
    "blocking time, ms": await page.evaluate(() => window.bench.blocked),
  };
  const errors = STEPS[0].questions.length;
  figures["empty step to all errors, ms"] = await press(page, product, product.error, errors);
  const changes = [];
  for (let step = 0; step < STEPS.length; step++) {
    await fill(page, product, step);
    const [next] = STEPS[step + 1]?.questions ?? [];
    const selector = next ? product.field(next.name, next.options && Object.keys(next.options)[0]) : product.receipt;
    if (STEPS[step].questions.some(({ name }) => name === LONG)) {
      const keys = await page.evaluate((count) => window.bench.keys.slice(-count), ANSWERS[LONG].length);
      figures["keystroke to paint p95, ms"] = percentile(keys, 0.95);
    }
    if (!next && product.review) await press(page, product, product.review);
    const took = await press(page, product, selector);
    if (next) changes.push(took);
  }
  figures["step change, ms"] = percentile(changes, 0.5);
  const { TaskDuration, ScriptDuration } = await metrics();
  figures["whole wizard, main thread, ms"] = TaskDuration * 1000;
  figures["whole wizard, script, ms"] = ScriptDuration * 1000;
  figures["bytes of the whole wizard"] = traffic.bytes;
  await client.send("HeapProfiler.collectGarbage");
  figures["heap, kB"] = (await metrics()).JSHeapUsedSize / 1024;
  figures["WebAssembly memory, kB"] = await page.evaluate(() =>
    window.bench.memories.reduce((sum, memory) => sum + memory.buffer.byteLength / 1024, 0),
  );
  await page.close();
  const answers = server.received.at(-1).answers ?? server.received.at(-1);
  assert.deepEqual(pick(answers), ANSWERS, `${product.page} submitted other answers`);
  return figures;
}

/** The answers of the form, without a product's own members. Guitai's address is a text here. */
const pick = (answers) => Object.fromEntries(Object.keys(ANSWERS).map((name) => [name, answers[name]]));

/** Milliseconds until ten forms on one page can be used. */
async function measureTen(browser, server, product, profile) {
  const { page } = await open(browser, profile);
  await page.goto(`${server.address}/${product.page}-ten.html`, { waitUntil: "commit" });
  const usable = await page.evaluate((selector) => window.bench.painted(selector, 10), product.field(FIRST));
  await page.close();
  return usable;
}

const server = await serve(resolve(folder));
const runs = [];
const launch = () => chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (let round = 1; round <= Number(rounds); round++) {
    for (const [profile, settings] of Object.entries(PROFILES)) {
      for (const [name, product] of Object.entries(PRODUCTS)) {
        if (only && only !== name) continue;
        const browser = await launch();
        const figures = await measure(browser, server, product, settings);
        if (product.page !== "vanilla-server")
          figures["ten forms usable, ms"] = await measureTen(browser, server, product, settings);
        await browser.close();
        runs.push({ round, profile, name, figures });
        console.log(`round ${round}, ${profile}, ${name}`);
      }
    }
  }
} finally {
  server.stop();
}
writeFileSync(result, JSON.stringify(runs, null, 1));
