// Generated numbers, validated by the engine and by independent packages. Landlines in Taiwan are not compared, because
// the pattern of libphonenumber accepts too many.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as plain } from "@playwright/test";
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { isBan, isIdCardNumber } from "taiwan-id-validator";
import { ALL } from "./pick.js";
import { validate } from "./portal.js";
import { named } from "./submissions.js";

const { submission: envelope } = named("the unchanged base");

/** Whether the engine accepts each value as the answer to a question of a kind. */
function accepts(kind, values) {
  const text = { en: "Value" };
  const questions = [{ id: "value", kind, label: text }];
  const form = {
    id: "oracle",
    version: "1.0.0",
    languages: ["en"],
    title: text,
    notices: [],
    steps: [{ id: "one", title: text, questions }],
  };
  const file = join(mkdtempSync(join(tmpdir(), "guitai-oracle-")), "oracle.json");
  writeFileSync(file, JSON.stringify(form));
  const { law, ...rest } = envelope;
  const own = { workflow: form.id, version: form.version, notices: [] };
  const filed = values.map((value) => ({ ...rest, ...own, answers: { value } }));
  const verdicts = validate(filed, ["--form", file]);
  for (const { problems } of verdicts)
    expect(problems.every(({ pointer }) => pointer === "#/answers/value")).toBe(true);
  return verdicts.map(({ valid }) => valid);
}

/** A generator of numbers below `end` with a fixed seed (Lehmer's). */
function randomNumbers(seed) {
  let state = seed;
  return (end) => {
    state = (state * 48271) % 2147483647;
    return state % end;
  };
}

const COUNT = ALL ? 2000 : 500;

function generate(seed, make) {
  const below = randomNumbers(seed);
  const digits = (count) => Array.from({ length: count }, () => below(10)).join("");
  const one = (text) => text[below(text.length)];
  return Array.from({ length: COUNT }, () => make({ below, digits, one }));
}

/** Both agree on every value, of which enough are valid and enough invalid. */
function expectAgreement(values, engine, oracle) {
  const different = values.filter((value, index) => engine[index] !== oracle(value));
  expect(different).toEqual([]);
  const valid = engine.filter(Boolean).length;
  expect(valid).toBeGreaterThan(values.length / 20);
  expect(valid).toBeLessThan(values.length * 0.95);
}

plain("national ids and UI numbers, old and new", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const ids = generate(1, ({ digits, one }) => one(letters) + one("1289ABCD1289ABCD03E") + digits(8));
  expectAgreement(ids, accepts("national_id", ids), (id) => isIdCardNumber(id));
});

plain("unified business numbers by the rule of 2023", () => {
  const numbers = generate(2, ({ digits, one }) => digits(6) + one("7712345") + digits(1)).concat(
    "04595257",
    "04595252",
    "12345675",
  );
  expectAgreement(numbers, accepts("ubn", numbers), (number) => isBan(number));
  // The checksum is valid, but the number is not assigned.
  expect(accepts("ubn", ["00000000"])).toEqual([false]);
});

plain("mobiles of Taiwan", () => {
  const mobiles = generate(3, ({ digits, one }) => `0${one("99999998")}${digits(Number(one("88888879")))}`);
  // libphonenumber counts 099 as personal numbers, which the engine does not accept.
  expectAgreement(
    mobiles,
    accepts("mobile", mobiles),
    (mobile) => parsePhoneNumberFromString(mobile, "TW")?.getType() === "MOBILE",
  );
});

plain("a mobile of every country", () => {
  const others = getCountries().filter((country) => country !== "TW");
  const numbers = others.map((country) => getExampleNumber(country, examples)?.number).filter(Boolean);
  expect(numbers.length).toBeGreaterThan(200);
  for (const kind of ["mobile", "phone"]) {
    const accepted = accepts(kind, numbers);
    expect(numbers.filter((_, index) => !accepted[index])).toEqual([]);
  }
});
