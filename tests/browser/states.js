// Tours through every state of a form, for the accessibility checks and the screenshots.

import { open } from "./driver.js";
import { exemption, named, pageIn, workflows } from "./submissions.js";
import { mistakes, through } from "./through.js";

const submission = (name, answers = {}) => {
  const { submission: found } = named(name);
  return { ...found, answers: { ...found.answers, ...answers } };
};

const base = submission("a PDF attached");
const agent = submission("an agent, mandate attached", { decision_by: "post" });
const everything = submission("all eight grounds");
const oral = submission("at the counter, oral, signed on the screen");

/** Opens a form and fills it in up to a step. */
async function reach(page, address, step, filled = base) {
  const wizard = await open(page, address);
  await wizard.run(filled, { until: step });
  return wizard;
}

const bare = (language, mode, { name } = exemption) => `/bare?workflow=${name}&lang=${language}&mode=${mode}`;

/** A public terminal, and its warning before it resets. */
async function* kiosk(page, language, workflow) {
  const wizard = await open(page, `${bare(language, "kiosk", workflow)}&idle-timeout=40`);
  yield "first";
  await wizard.fill(workflow.base);
  await page.clock.runFor(11_000);
  await wizard.part("idle-warning").waitFor();
  yield "idle-warning";
}

/** The panel that saves a draft to a file, and a file that is not a draft. */
async function* drafts(page, language, workflow) {
  const wizard = await open(page, `${bare(language, "web", workflow)}&draft=local`);
  await wizard.form.locator("details.keep summary").click();
  yield "saved-drafts";
  const wrong = { name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") };
  await wizard.control("saved_draft").setInputFiles(wrong);
  await wizard.part("note").first().waitFor();
  yield "not-a-draft";
}

/** Tours of `exemption`, for states that all forms share. */
const SHARED = {
  async *notice(page, language) {
    const wizard = await open(page, pageIn(language));
    yield "first";
    await wizard.press("next");
    yield "errors";
    await wizard.fill(base);
    yield "filled";
  },

  async *unit(page, language) {
    const wizard = await reach(page, pageIn(language), "unit");
    yield "first";
    await wizard.press("next");
    yield "errors";
    await wizard.fill(submission("a member of the corps in the brigade nw"));
    yield "filled-and-revealed";
  },

  async *call_up(page, language) {
    const wizard = await reach(page, pageIn(language), "call_up");
    yield "first";
    await wizard.fill({ ...base, answers: { ...base.answers, notice_received_on: "2026-11-30" } });
    await wizard.press("next");
    yield "errors";
    await wizard.fill(base);
    await wizard.press("next");
    yield "time";
    await wizard.fill(submission("reporting tomorrow: a note, no problem"));
    yield "time-filled";
  },

  async *applicant(page, language) {
    const wizard = await reach(page, pageIn(language), "applicant", agent);
    yield "first";
    await wizard.press("next");
    yield "errors";
    await wizard.run(agent, { until: "agent" });
    yield "agent";
    await wizard.fill({ ...agent, attachments: [], answers: { mandate_route: "attached" } });
    yield "agent-revealed";
    await wizard.press("next");
    yield "agent-errors";
    await wizard.run(agent, { until: "contact" });
    yield "contact";
    await wizard.fill({ ...agent, answers: { decision_by: "post" } });
    yield "contact-revealed";
    await wizard.press("next");
    yield "contact-errors";
  },

  async *grounds(page, language) {
    const wizard = await reach(page, pageIn(language), "grounds");
    yield "first";
    await wizard.fill({ ...everything, answers: { grounds: everything.answers.grounds } });
    yield "revealed";
    await wizard.press("next");
    yield "errors";
    await wizard.fill(submission("all eight grounds", { relation: "sibling" }));
    await wizard.press("next");
    yield "refused-with-remedy";
  },

  async *submitting(page, language) {
    const wizard = await reach(page, pageIn(language), "evidence");
    yield "evidence";
    const wrong = { answers: { evidence_route: "attached" }, attachments: submission("a HEIC photo").attachments };
    await wizard.fill(wrong);
    yield "file-refused";
    await wizard.run(base);
    yield "review";
    await wizard.button("submit").click();
    await wizard.until(({ summary }) => summary !== "");
    yield "review-errors";
    await wizard.submit(base);
    yield "receipt";
  },

  async *outcomes(page, language) {
    const wizard = await open(page, pageIn(language));
    await wizard.run(submission("a reservist’s order goes to the Reserve Command"));
    yield "stop";
    await wizard.press("back");
    await wizard.run(base);
    await page.route("**/api/submissions", (route) => route.fulfill({ status: 404, body: "" }));
    await wizard.submit(base);
    yield "failure";
    await page.unroute("**/api/submissions");
    await page.route("**/api/submissions", (route) =>
      route.fulfill({ status: 503, headers: { "Retry-After": "60" }, body: "" }),
    );
    await wizard.button("retry").click();
    await wizard.root.getByText(/60/).waitFor();
    yield "waiting";
  },

  async *assisted(page, language) {
    const wizard = await reach(page, bare(language, "assisted"), "record", oral);
    await wizard.fill({ ...oral, attachments: [] });
    await wizard.press("next");
    yield "unsigned";
    await wizard.fill(oral);
    yield "signed";
    await wizard.press("show");
    yield "read-back";
  },

  kiosk: (page, language) => kiosk(page, language, exemption),
  drafts: (page, language) => drafts(page, language, exemption),

  async *offline(page, language) {
    const wizard = await open(page, `${bare(language, "web")}&endpoint=/api/submissions`);
    await wizard.run(base);
    await wizard.accept(base);
    await page.context().setOffline(true);
    await wizard.button("submit").click();
    await wizard.button("back").waitFor();
    yield "offline";
  },

  async *fallback(page, language) {
    // Not a glob, because the hash in the query may contain a slash.
    await page.route(/\/guitai\.wasm/, (route) => route.abort());
    await page.goto(pageIn(language));
    const form = page.locator("guitai-form");
    await form.locator('[data-part="failure"]').waitFor();
    yield "not-loaded";
  },
};

/** Tours of several workflows: `tour` is called with the page, the language and the workflow. */
const each = (workflows, suffix, tour) =>
  Object.fromEntries(
    workflows.map((workflow) => [`${workflow.name}${suffix}`, (page, language) => tour(page, language, workflow)]),
  );

const otherWorkflows = workflows.filter((workflow) => workflow !== exemption);

/** Generators by name: each brings the page into one state after the other and yields the state's name. */
export const TOURS = { ...SHARED, ...each(otherWorkflows, "", through) };

const whole = (page, language, workflow) => through(page, language, workflow, true);

/** The tours of the walk, through every state of every workflow. Those with `kiosk` in their name move the clock. */
export const WHOLE_TOURS = {
  ...each(workflows, "", whole),
  ...each(workflows, "-mistakes", mistakes),
  ...each(otherWorkflows, "-kiosk", kiosk),
  ...each(otherWorkflows, "-drafts", drafts),
  ...SHARED,
};

export const WIDTHS = { desktop: 1280, phone: 390 };
