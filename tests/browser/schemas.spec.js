// The delivered schemas, checked by independent linters and an independent validator.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { validate } from "./portal.js";
import { CONFIG, exemption, locate, workflows } from "./submissions.js";

const read = (path) => readFileSync(locate(path), "utf8");

/**
 * Problems that JSON Schema cannot express: code, part of the pointer, kind of question, reason. All others must agree.
 */
const INEXPRESSIBLE = JSON.parse(read("tests/schema/inexpressible.json"));

const compiled = (schema) => addFormats(new Ajv2020({ strict: true })).compile(JSON.parse(schema));
const schema = (name) => execFileSync(process.env.GUITAI, ["schema", "--config", CONFIG, name], { encoding: "utf8" });

/** The question at a pointer, also in a group. */
function questionAt({ question }, pointer) {
  const [, , id, , inner] = pointer.split("/");
  const found = question(id);
  return found?.questions?.find((one) => one.id === inner) ?? found;
}

for (const workflow of workflows) {
  test(`the schema of ${workflow.name} passes Ajv's strict mode and agrees with the validator`, () => {
    compiled(read(`dist/schema/${workflow.name}.json`));
    const isAccepted = compiled(schema(workflow.name));
    const isInexpressible = ({ code, pointer }) =>
      INEXPRESSIBLE.some(({ code: other, at, kind = questionAt(workflow, pointer)?.kind }) => {
        return other === code && pointer.includes(at) && kind === questionAt(workflow, pointer)?.kind;
      });
    // Written by `cargo test --test workflows`.
    const lines = read("target/verdicts.jsonl")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const own = lines.filter((line) => line.workflow === workflow.name);
    expect(own.length).toBeGreaterThan(100);
    const wrong = [];
    for (const { name, submission, verdict } of own) {
      const { valid, problems } = JSON.parse(verdict);
      const accepted = isAccepted(JSON.parse(submission));
      const expressible = problems.filter((problem) => !isInexpressible(problem));
      if (valid && !accepted) wrong.push(`${name} is valid, but refused: ${JSON.stringify(isAccepted.errors)}`);
      if (accepted && expressible.length > 0) wrong.push(`${name} is accepted despite ${JSON.stringify(expressible)}`);
    }
    expect(wrong).toEqual([]);
  });
}

/** A golden submission with a file of the maximum size. */
function withLargestFile() {
  const { submission } = exemption.named("a PNG attached");
  const [file] = submission.attachments;
  const bytes = Buffer.concat([Buffer.from(file.content, "base64")], 5 * 1024 * 1024);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const large = { ...file, size: bytes.length, sha256, content: bytes.toString("base64") };
  return { ...submission, attachments: [large] };
}

test("a file of the maximum size passes Ajv and the validator", () => {
  const submission = withLargestFile();
  expect(validate([submission])).toMatchObject([{ valid: true }]);
  expect(compiled(schema("exemption"))(submission)).toBe(true);
});

const lint = async (source) =>
  lintFromString({ source, config: await createConfig({ extends: ["recommended-strict"] }) });

test("the OpenAPI document passes Redocly’s strict rules", async () => {
  const source = read("dist/openapi.json");
  expect((await lint(source)).map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  const broken = source
    .replace('"operationId":"submit",', "")
    .replace("#/components/schemas/receipt", "#/components/schemas/none");
  const rules = (await lint(broken)).map(({ ruleId }) => ruleId);
  expect(rules).toEqual(expect.arrayContaining(["operation-operationId", "no-unresolved-refs"]));
});
