// The main flow of each workflow in each engine: every step is filled in and the review is sent to the reference
// portal; the receipt shows the reference of the only row that is stored.

import { test as plain } from "@playwright/test";
import { fileable, fullest } from "../browser/cover.js";
import { mount } from "../browser/driver.js";
import { expect, unique } from "../browser/portal.js";
import { attributes, exemption, LANGUAGES, workflows } from "../browser/submissions.js";
import { openEngine } from "./engines.js";

const { GUITAI_ENGINES, CHROMIUM, FIREFOX, WEBKIT_DRIVER } = process.env;

const test = plain.extend({
  /** The name of the engine, which each project sets. */
  name: ["", { option: true, scope: "worker" }],
  engine: [
    async ({ name }, use, { project }) => {
      const programs = { chromium: CHROMIUM, firefox: FIREFOX, webkit: WEBKIT_DRIVER };
      const { baseURL, launchOptions } = project.use;
      const engine = await openEngine(name, { programs, baseURL, launch: launchOptions });
      await use(engine);
      await engine.close();
    },
    { scope: "worker" },
  ],
});

/** The case with the most answers of each workflow, and a signature that is drawn. */
const FLOWS = [
  ...workflows.map((workflow) => {
    const onTheWeb = fileable(workflow).filter(({ submission }) => submission.channel === "web");
    return [workflow, fullest(onTheWeb)];
  }),
  [exemption, exemption.named("at the counter, oral, signed on the screen")],
];

/** In `cargo xtask test`, the flow with the most kinds of control in one language. */
const selected = GUITAI_ENGINES === "all" ? FLOWS : FLOWS.filter(([workflow]) => workflow.name === "petition");
const languages = GUITAI_ENGINES === "all" ? LANGUAGES : LANGUAGES.slice(0, 1);

for (const [workflow, { name: title, submission: golden }] of selected) {
  for (const language of languages) {
    test(`${workflow.name}: ${title}, ${language}`, async ({ engine: { page, version }, request }) => {
      const info = test.info();
      const start = performance.now();
      const { submission, mark } = marked(workflow, golden);
      const wizard = await mount(page, attributes(workflow, submission, language));
      expect(await wizard.run(submission)).toMatchObject({ page: "review", wrong: [] });
      expect(await wizard.submit(submission)).toMatchObject({ page: "receipt", wrong: [] });
      const shown = await wizard.part("reference").textContent();
      const milliseconds = Math.round(performance.now() - start);
      const rows = await (await request.get("/inbox.json")).json();
      const stored = rows.filter(({ body }) => body.answers[mark] === submission.answers[mark]);
      const flow = {
        version,
        workflow: workflow.name,
        channel: submission.channel,
        language,
        reference: shown,
        stored: stored.length,
        milliseconds,
      };
      info.annotations.push({ type: "flow", description: JSON.stringify(flow) });
      expect(stored).toMatchObject([{ reference: shown, body: { locale: language } }]);
      expect(stored[0].body.answers).toEqual(submission.answers);
      expect(stored[0].body.attachments).toHaveLength(submission.attachments.length);
      for (const { answer, name, content } of submission.attachments) {
        const drawn = workflow.question(answer).kind === "signature";
        const file = expect.objectContaining(drawn ? { answer } : { answer, name, content });
        expect(stored[0].body.attachments).toContainEqual(file);
      }
      expect(await page.evaluate(() => window.guitaiErrors)).toEqual([]);
    });
  }
}

/** The submission with a unique text, by which its rows are found, and the id of that answer. */
function marked({ questions }, submission) {
  const { id } = questions.find(({ id, kind }) => kind.endsWith("text") && submission.answers[id]?.length < 190);
  const answers = { ...submission.answers, [id]: unique(submission.answers[id]) };
  return { submission: { ...submission, answers }, mark: id };
}
