// Tours through every state of a form, for the accessibility checks and the screenshots.

import { fileable, fullest } from "./cover.js";
import { open } from "./driver.js";
import { attributes, exemption, named, pageIn, workflows } from "./submissions.js";
import { submissionForStop } from "./verdicts.js";

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

const bare = (language, mode) => `/bare?workflow=exemption&lang=${language}&mode=${mode}`;

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

  async *kiosk(page, language) {
    const wizard = await open(page, `${bare(language, "kiosk")}&idle-timeout=40`);
    yield "first";
    await wizard.fill(base);
    await page.clock.runFor(11_000);
    await wizard.part("idle-warning").waitFor();
    yield "idle-warning";
  },

  async *drafts(page, language) {
    const wizard = await open(page, `${bare(language, "web")}&draft=local`);
    await wizard.form.locator("details.keep summary").click();
    yield "saved-drafts";
    await wizard
      .control("saved_draft")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await wizard.part("note").first().waitFor();
    yield "not-a-draft";
  },

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

/** A whole workflow: each step empty, with problems and filled in, then the review, the receipt, and every stop. */
async function* through(page, language, workflow) {
  const { submission } = fullest(fileable(workflow));
  const address = (submission) => {
    const asked = { ...attributes(workflow, submission, language), draft: "none" };
    return `/bare?${new URLSearchParams(asked)}`;
  };
  const wizard = await open(page, address(submission));
  for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
    yield state.step;
    // A step may have no required question.
    if ((await wizard.press("next")).wrong.length > 0) yield `${state.step}-errors`;
    else await wizard.press("back");
    await wizard.fill(submission);
    yield `${state.step}-filled`;
  }
  yield "review";
  if (workflow.definition.notices.length > 0) {
    await wizard.button("submit").click();
    await wizard.until(({ summary }) => summary !== "");
    yield "review-errors";
  }
  await wizard.submit(submission);
  yield "receipt";
  for (const stop of workflow.definition.stops) {
    const stopped = submissionForStop(workflow, stop);
    await (await open(page, address(stopped))).run(stopped);
    yield `stop-${stop.id}`;
  }
}

const otherWorkflows = workflows.filter((workflow) => workflow !== exemption);

/** Generators by name: each brings the page into one state after the other and yields the state's name. */
export const TOURS = {
  ...SHARED,
  ...Object.fromEntries(
    otherWorkflows.map((workflow) => [workflow.name, (page, language) => through(page, language, workflow)]),
  ),
};

export const WIDTHS = { desktop: 1280, phone: 390 };
