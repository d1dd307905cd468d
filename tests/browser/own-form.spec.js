// The form of the guide `docs/own-form.md`: from its JSON file to a stored row, without compiling.

import { readFileSync } from "node:fs";
import { open } from "./driver.js";
import { pickFirst } from "./pick.js";
import { expect, test, unique, validate } from "./portal.js";
import { LANGUAGES, locate, named } from "./submissions.js";

const FORM = locate("examples/emergency-relief/form.json");
const definition = JSON.parse(readFileSync(FORM, "utf8"));
const [{ submission: pictured }] = [named("a PNG attached")];

const answers = {
  filed_by: "self",
  name: "王小明",
  national_id: "A123456789",
  identity: "dependant",
  veteran_name: "王試填",
  mobile: "0912345678",
  address: { postal_code: "981", county: "花蓮縣", township: "玉里鎮", street: "中城里中山路1號" },
  event: "disaster",
  happened_on: "2026-11-10",
  situation: "颱風淹水，家具都壞了。",
  household: [{ name: "王試填", relation: "父親", earns: "no" }],
  other_help: "no",
  evidence_route: "attached",
  pay_by: "bank",
  bank: "範例農會玉里分部",
  account: "00012345678901",
};

for (const language of pickFirst(LANGUAGES)) {
  test(`an application for emergency relief is submitted and stored, ${language}`, async ({ page, stored }) => {
    const situation = unique(answers.situation);
    const submission = {
      notices: definition.notices,
      answers: { ...answers, situation },
      attachments: [{ ...pictured.attachments[0], answer: "evidence" }],
    };
    const wizard = await open(page, `/bare?src=/forms/emergency-relief.json&lang=${language}`);
    expect(await wizard.run(submission)).toMatchObject({ page: "review", wrong: [] });
    expect(await wizard.submit(submission)).toMatchObject({ page: "receipt" });
    const [{ body }, ...more] = await stored({ situation });
    expect(more).toEqual([]);
    expect(body).toMatchObject({
      workflow: "emergency-relief",
      version: definition.version,
      answers: submission.answers,
    });
    expect(validate([body], ["--form", FORM])).toMatchObject([{ valid: true }]);
    const { mobile, ...without } = body.answers;
    const [verdict] = validate([{ ...body, answers: without }], ["--form", FORM]);
    expect(verdict.problems).toMatchObject([{ pointer: "#/answers/mobile", code: "required" }]);
  });
}
