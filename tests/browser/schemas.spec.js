// The schemas that are delivered to backends, under linters and a validator that nobody here wrote.

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

/** What JSON Schema cannot say: code, a part of the pointer, the kind of question, why. All else must agree. */
const UNSAYABLE = JSON.parse(read("tests/schema/unsayable.json"));

const compiled = (schema) => addFormats(new Ajv2020({ strict: true })).compile(JSON.parse(schema));
const schema = (name) => execFileSync(process.env.GUITAI, ["schema", "--config", CONFIG, name], { encoding: "utf8" });

/** The question at a pointer, also in a group. */
function questionAt({ question }, pointer) {
  const [, , id, , inner] = pointer.split("/");
  const found = question(id);
  return found?.questions?.find((one) => one.id === inner) ?? found;
}

for (const workflow of workflows) {
  test(`the schema of ${workflow.name} passes Ajv in strict mode, and judges as the validator does`, () => {
    compiled(read(`dist/schema/${workflow.name}.json`));
    const isAccepted = compiled(schema(workflow.name));
    const isUnsayable = ({ code, pointer }) =>
      UNSAYABLE.some(({ code: other, at, kind = questionAt(workflow, pointer)?.kind }) => {
        return other === code && pointer.includes(at) && kind === questionAt(workflow, pointer)?.kind;
      });
    // `cargo test --test workflows` writes them.
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
      const sayable = problems.filter((problem) => !isUnsayable(problem));
      if (valid && !accepted) wrong.push(`${name} is valid, but refused: ${JSON.stringify(isAccepted.errors)}`);
      if (accepted && sayable.length > 0) wrong.push(`${name} is accepted in spite of ${JSON.stringify(sayable)}`);
    }
    expect(wrong).toEqual([]);
  });
}

/** The golden submission with a photo, made as large as a file may be. */
function withLargestFile() {
  const { submission } = exemption.named("a PNG attached");
  const [file] = submission.attachments;
  const bytes = Buffer.concat([Buffer.from(file.content, "base64")], 5 * 1024 * 1024);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const large = { ...file, size: bytes.length, sha256, content: bytes.toString("base64") };
  return { ...submission, attachments: [large] };
}

test("a file as large as any passes Ajv as it passes the validator", () => {
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
