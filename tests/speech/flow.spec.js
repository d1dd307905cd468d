// The shortest path through `exemption` with Orca and a keyboard, with one Continue before the first answer. Every
// heading, question and error and the reference must be spoken.

import { expect, test } from "@playwright/test";
import { ready, Wizard } from "../browser/driver.js";
import { entries } from "../browser/inputs.js";
import { Keyboard } from "../browser/keyboard.js";
import { preparePage } from "../browser/portal.js";
import { SHORTEST } from "../browser/shortest.js";
import { exemption } from "../browser/submissions.js";
import { Orca } from "./orca.js";
import { writeTranscript } from "./transcript.js";

const LANGUAGE = "zh-Hant";
const ADDRESS = `/bare?workflow=exemption&lang=${LANGUAGE}`;
const HEARD_MS = 5000;
/** The command of Orca that reads the page from the current place. */
const SAY_ALL = "KP_Add";
const TO_START = "Control+Home";
/** Twice, this key combination of Orca turns on the focus mode until it is turned off. */
const TOGGLE_FOCUS_MODE = "Insert+a";

/** The letters and digits. Orca splits long texts, and reads some punctuation as words. */
const letters = (text) => text.replaceAll(/[^\p{L}\p{N}]/gu, "");
const isSpoken = (text) => (utterances) => letters(utterances.join("")).includes(letters(text));

/** The heading, the names of the visible controls, and the errors in the summary. */
function visibleTexts({ shadowRoot: root }) {
  const controls = [...root.querySelectorAll("[name]")].filter((one) => one.checkVisibility());
  return {
    heading: root.querySelector(".heading").textContent,
    names: controls.map((one) => one.name),
    errors: [...root.querySelectorAll('[data-part="error-summary"] [data-for]')].map((link) => link.textContent),
  };
}

/** The label of the question or notice that a control belongs to. */
function labelOf(name) {
  const [id, notice] = name.split(".");
  const { label } =
    id === "notice" ? exemption.definition.notices.find((one) => one.id === notice) : exemption.question(id);
  return label[LANGUAGE];
}

/** Records the utterances after each key, in parts: one for each page. Has the interface of Playwright's keyboard. */
class Recorder {
  /** Each with a title, and with turns: the pressed keys and the utterances after them. */
  parts = [];
  /** Texts that must be spoken in a part, each with the title of the part. */
  required = [];
  /** Texts that are spoken only after a command to read on. */
  onRequest = [];
  #orca;
  #wizard;

  constructor(orca, wizard) {
    this.#orca = orca;
    this.#wizard = wizard;
  }

  begin(title) {
    this.parts.push({ title, turns: [] });
  }

  visible() {
    return this.#wizard.form.evaluate(visibleTexts);
  }

  /** Runs an action, and records the utterances until Orca is silent. Keys without an utterance join the next turn. */
  async turn(key, action) {
    const { speech } = this.#orca;
    const count = speech.utterances.length;
    await action();
    await speech.silence();
    const { turns } = this.parts.at(-1);
    const silent = turns.at(-1)?.said.length === 0 ? turns.pop().keys : [];
    turns.push({ keys: [...silent, key], said: speech.since(count) });
  }

  /** Enter leaves the page, whose questions must have been spoken. */
  async press(key) {
    if (key === "Enter") {
      for (const name of (await this.visible()).names) this.require(labelOf(name));
      this.begin("");
    }
    await this.turn(key, () => this.#orca.press(key));
  }

  /** Inserts a text at once, as an input method does. */
  async insertText(text) {
    await this.turn(text, () => this.#wizard.page.keyboard.insertText(text));
  }

  /** Waits until a text is spoken in this part. If it is not, commands of Orca read the page. */
  async hear(text, commands = [SAY_ALL]) {
    this.require(text);
    if (await this.#hears(text)) return;
    this.onRequest.push(`${this.parts.at(-1).title}: ${text}`);
    for (const command of commands) await this.press(command);
    await this.#hears(text);
  }

  async #hears(text) {
    const { speech } = this.#orca;
    const { turns } = this.parts.at(-1);
    const count = speech.utterances.length;
    const before = turns.flatMap(({ said }) => said);
    const heard = await speech.until(count, (said) => isSpoken(text)([...before, ...said]), HEARD_MS);
    await speech.silence();
    turns.at(-1).said.push(...speech.since(count));
    return heard;
  }

  /** Waits for the heading of a new page. */
  async arrive(commands) {
    const { heading } = await this.visible();
    this.parts.at(-1).title ||= heading;
    await this.hear(heading, commands);
  }

  require(text) {
    const part = this.parts.at(-1);
    if (!this.required.some((one) => one.part === part && one.text === text)) this.required.push({ part, text });
  }

  missing() {
    const isMissing = ({ part, text }) => !isSpoken(text)(part.turns.flatMap(({ said }) => said));
    return this.required.filter(isMissing).map(({ part, text }) => `${part.title}: ${text}`);
  }
}

test("the shortest path of exemption is spoken", async ({ launchOptions, baseURL }) => {
  const orca = new Orca();
  try {
    const version = await orca.start();
    const page = await orca.open(launchOptions, { baseURL, locale: "zh-TW" });
    const { errors } = await preparePage(page);
    const wizard = new Wizard(page, page.locator("guitai-form"));
    const recorder = new Recorder(orca, wizard);
    await follow(recorder, orca, wizard);
    const versions = { Orca: version, Chromium: page.context().browser().version() };
    const { parts, required, onRequest } = recorder;
    const missing = recorder.missing();
    writeTranscript({ versions, parts, required: required.length, missing, onRequest });
    expect(missing, "texts that are not spoken").toEqual([]);
    expect(errors, "errors of the page").toEqual([]);
  } finally {
    await orca.stop();
  }
});

/** From the page to the receipt. */
async function follow(recorder, orca, wizard) {
  await orca.speech.silence();
  recorder.begin("The page");
  await recorder.turn("", async () => {
    await wizard.page.goto(ADDRESS);
    await ready(wizard);
  });
  // Orca may read the page before the form is drawn.
  await recorder.arrive([TO_START, SAY_ALL]);

  const { notices } = exemption.base;
  const submission = { answers: SHORTEST, notices, attachments: [] };
  const wanted = new Map([...entries(submission), ...notices.map(({ id }) => [`notice.${id}`, ["accepted"]])]);
  const keyboard = new Keyboard(wizard);
  keyboard.keys = recorder;
  recorder.begin("Continue without answers");
  await recorder.turn(`${TOGGLE_FOCUS_MODE} twice`, () => orca.press(TOGGLE_FOCUS_MODE, TOGGLE_FOCUS_MODE));
  await keyboard.fillPage(submission, new Map(), new Set());
  let state = await wizard.until(({ wrong }) => wrong.length > 0);
  recorder.parts.at(-1).title = "The errors of the first step";
  for (const error of (await recorder.visible()).errors) await recorder.hear(error);

  while (state.page !== "receipt") {
    await keyboard.fillPage(submission, wanted, new Set());
    const left = state;
    state = await wizard.until(({ step, page }) => step !== "sending" && (step !== left.step || page !== left.page));
    await recorder.arrive();
  }
  await recorder.hear(await wizard.part("reference").textContent());
}
