// The accessibility tree: each control of each question has the name, role, description, state and problems that the
// definition gives it.

import { fileable, fullest } from "./cover.js";
import { mountInPlace } from "./driver.js";
import { inLanguages } from "./pick.js";
import { expect, test } from "./portal.js";
import { attributes, workflows } from "./submissions.js";
import { readTree } from "./tree.js";

/** The role of the element of a question, by its kind. Suggestions and long lists make it a combobox. */
const ROLES = {
  text: ["textbox", "combobox"],
  long_text: ["textbox"],
  name: ["textbox"],
  national_id: ["textbox"],
  ubn: ["textbox"],
  mobile: ["textbox"],
  phone: ["textbox"],
  email: ["textbox"],
  files: ["button"],
  signature: ["application"],
  choice: ["radiogroup", "combobox"],
  choices: ["group"],
  yes_no: ["radiogroup"],
  date: ["group"],
  date_time: ["group"],
  address: ["group"],
  group: ["group"],
};

/** The roles of the controls inside such a group. */
const INNER_ROLES = {
  choice: ["radio"],
  choices: ["checkbox"],
  yes_no: ["radio"],
  date: ["textbox"],
  date_time: ["textbox"],
  address: ["combobox", "textbox"],
};

/** Whether a node contains controls. */
const isSet = ({ role }) => role === "group" || role === "radiogroup";

/** A text without spaces and list markers: the tree joins paragraphs. */
const plain = (text) => (text ?? "").replaceAll(/^- /gm, "").replaceAll(/\s+/g, "");

/** Returns the faults of a node of the tree that should have this role, name and description. */
function wrongWith(node, id, { roles, name, descriptions }) {
  if (!node) return [`${id}: not in the tree`];
  const found = [];
  if (!roles.includes(node.role)) found.push(`${id}: the role ${node.role}`);
  if (node.name === "" || !plain(node.name).startsWith(plain(name))) found.push(`${id}: the name “${node.name}”`);
  for (const text of descriptions) {
    if (!plain(node.description).includes(plain(text))) found.push(`${id}: “${text}” is not in “${node.description}”`);
  }
  return found;
}

/** Returns the faults of the nodes of a question. `problems` are the texts that the page shows at the question. */
function wrongWithQuestion(tree, question, language, problems) {
  const { id, kind, label, hint, options = [] } = question;
  const own = tree[`g-${id}`];
  const found = wrongWith(own, id, {
    roles: ROLES[kind],
    name: label[language],
    descriptions: [hint?.[language] ?? "", ...problems],
  });
  if (!own) return found;
  const isInner = (one) => one.startsWith(`g-${id}.`) || one.startsWith(`g-${id}-`);
  // An element without a node in the tree is not read out.
  const inner = Object.entries(tree).filter(([one, node]) => node && isInner(one));
  const controls = inner.filter(([, { role }]) => INNER_ROLES[kind]?.includes(role));
  if (isSet(own) && INNER_ROLES[kind] && controls.length < 2) found.push(`${id}: ${controls.length} controls`);
  for (const [one, node] of controls) {
    const option = options.find(({ value }) => one === `g-${id}-${value}`);
    const descriptions = [option?.hint?.[language] ?? ""];
    found.push(...wrongWith(node, one, { roles: INNER_ROLES[kind], name: option?.label?.[language], descriptions }));
  }
  const isInvalid = [own, ...controls.map(([, node]) => node)].some(({ states }) => states.invalid === "true");
  // A canvas and a list of rows have no such state; their descriptions have the problem.
  if (kind !== "signature" && kind !== "group" && isInvalid !== problems.length > 0)
    found.push(`${id}: invalid is ${isInvalid}`);
  return found;
}

/** The questions on the page by id, each with the texts of its problems. */
const shownProblems = (wizard) =>
  wizard.form.evaluate(({ shadowRoot: root }) => {
    const questions = [...root.querySelectorAll("[data-question]")];
    const texts = (id) => [...root.querySelectorAll(`[data-part="error"][data-for="${id}"] > p`)];
    return Object.fromEntries(
      questions.map(({ dataset: { question } }) => [question, texts(question).map((text) => text.textContent)]),
    );
  });

async function expectTree(wizard, workflow, language) {
  const problems = await shownProblems(wizard);
  const tree = await readTree(wizard.page);
  const questions = workflow.questions.filter(({ id }) => id in problems);
  const found = questions.flatMap((question) => wrongWithQuestion(tree, question, language, problems[question.id]));
  expect(found).toEqual([]);
  return tree;
}

/** The answers that the tree of a filled step does not show: texts, and chosen options. */
function unseenAnswers(tree, { answers }, questions) {
  return questions
    .filter(({ id }) => id in answers && `g-${id}` in tree)
    .filter(({ id, kind }) => {
      const chosen = [].concat(answers[id]).map((value) => tree[`g-${id}-${value}`]);
      if (INNER_ROLES[kind]?.some((role) => role === "radio" || role === "checkbox") && isSet(tree[`g-${id}`]))
        return !chosen.every((node) => node?.states.checked === "true");
      return (
        ROLES[kind].includes("textbox") && tree[`g-${id}`].role === "textbox" && tree[`g-${id}`].value !== answers[id]
      );
    })
    .map(({ id }) => id);
}

for (const [workflow, language] of inLanguages(workflows)) {
  test(`${workflow.name}: names, roles, descriptions, states and problems, ${language}`, async ({ page }) => {
    const { submission } = fullest(fileable(workflow));
    const wizard = await mountInPlace(page, attributes(workflow, submission, language));
    const checked = new Set();
    for (let state = await wizard.state(); state.page === "step"; state = await wizard.press("next")) {
      await expectTree(wizard, workflow, language);
      if ((await wizard.press("next")).wrong.length > 0) await expectTree(wizard, workflow, language);
      else await wizard.press("back");
      await wizard.fill(submission);
      const tree = await expectTree(wizard, workflow, language);
      expect(unseenAnswers(tree, submission, workflow.questions)).toEqual([]);
      for (const id of Object.keys(await shownProblems(wizard))) checked.add(id);
    }
    expect(Object.keys(submission.answers).filter((id) => !checked.has(id))).toEqual([]);
  });
}
