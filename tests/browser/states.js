// Every state that a form can be in, as tours through it: what is checked for accessibility and photographed.

import { open } from "./driver.js";
import { named, pageIn } from "./submissions.js";

const submission = (name, answers = {}) => {
  const { submission: found } = named(name);
  return { ...found, answers: { ...found.answers, ...answers } };
};

const base = submission("a PDF attached");
const agent = submission("an agent, mandate attached", { decision_by: "post" });
const everything = submission("all eight grounds");
const oral = submission("at the counter, by word of mouth, signed on the screen");

/** The step of that id, with everything before it filled in. */
async function reach(page, address, step, filled = base) {
  const wizard = await open(page, address);
  await wizard.run(filled, { until: step });
  return wizard;
}

const bare = (language, mode) => `/bare?workflow=exemption&lang=${language}&mode=${mode}`;

/** By name; each shows one state after the other and says what it is. */
export const TOURS = {
  async *notice(page, language) {
    const wizard = await open(page, pageIn(language));
    yield "first";
    await wizard.press("next");
    yield "errors";
    await wizard.fill(submission("a member of the corps in the brigade nw", { notice_received_on: "2026-11-30" }));
    yield "filled-and-revealed";
  },

  async *applicant(page, language) {
    const wizard = await reach(page, pageIn(language), "applicant");
    yield "first";
    await wizard.fill({ ...agent, attachments: [], answers: { filed_by: "agent", mandate_route: "attached", decision_by: "post" } });
    yield "revealed";
    await wizard.press("next");
    yield "errors";
    await wizard.fill(agent);
    yield "filled";
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

  async *filing(page, language) {
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

  async *ends(page, language) {
    const wizard = await open(page, pageIn(language));
    await wizard.run(submission("a reservist’s order goes to the Reserve Command"));
    yield "stop";
    await wizard.press("back");
    await wizard.run(base);
    await page.route("**/api/submissions", (route) => route.fulfill({ status: 404, body: "" }));
    await wizard.submit(base);
    yield "failure";
    await page.unroute("**/api/submissions");
    await page.route("**/api/submissions", (route) => route.fulfill({ status: 503, headers: { "Retry-After": "60" }, body: "" }));
    await wizard.button("retry").click();
    await wizard.root.getByText(/60/).waitFor();
    yield "waiting";
  },

  async *counter(page, language) {
    const wizard = await reach(page, bare(language, "assisted"), "evidence", oral);
    await wizard.fill({ ...oral, attachments: [] });
    await wizard.press("next");
    yield "unsigned";
    await wizard.fill(oral);
    yield "signed";
  },

  async *terminal(page, language) {
    const wizard = await open(page, `${bare(language, "kiosk")}&idle-timeout=40`);
    yield "first";
    await wizard.fill(base);
    await page.clock.runFor(11_000);
    await wizard.part("idle-warning").waitFor();
    yield "idle-warning";
  },

  async *fallback(page, language) {
    await page.route("**/guitai.wasm*", (route) => route.abort());
    await page.goto(pageIn(language));
    const form = page.locator("guitai-form");
    await form.locator('[data-part="failure"]').waitFor();
    yield "not-loaded";
  },
};

export const WIDTHS = { desktop: 1280, phone: 390 };
