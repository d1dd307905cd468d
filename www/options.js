// The attributes of <guitai-form>, as the engine gets them: with the defaults applied.

/**
 * @typedef {object} Options
 * @property {string} definition JSON text
 * @property {string | null} config JSON text
 * @property {string | null} prefill JSON text
 * @property {string | null} workflow
 * @property {string} lang
 * @property {"web" | "assisted" | "kiosk"} mode
 * @property {"none" | "session" | "local"} draft
 * @property {string | null} endpoint
 * @property {string} attachments `inline` or an address
 * @property {"web" | "counter" | "kiosk" | "outreach"} channel
 * @property {number} idleTimeout seconds
 * @property {number} headingLevel
 * @property {boolean} titleErrors
 * @property {boolean} recovered whether the engine had to be started again
 */

/** What the element watches. `closed` is read once, when it is first connected. */
export const ATTRIBUTES = [
  "workflow",
  "src",
  "endpoint",
  "lang",
  "mode",
  "draft",
  "attachments",
  "channel",
  "idle-timeout",
  "heading-level",
  "config",
  "title-errors",
];

/** The channel that a submission is recorded under, unless the attribute says otherwise. */
const CHANNEL = { web: "web", assisted: "counter", kiosk: "kiosk" };

/** The options that attributes decide. @param {Element} element @returns {Partial<Options>} */
export function options(element) {
  const attribute = (name) => element.getAttribute(name);
  const mode = among(attribute("mode"), "web", "assisted", "kiosk");
  const seconds = Number.parseInt(attribute("idle-timeout"), 10);
  return {
    workflow: attribute("workflow"),
    lang: language(element),
    mode,
    draft: mode === "kiosk" ? "none" : among(attribute("draft"), "session", "none", "local"),
    endpoint: attribute("endpoint"),
    attachments: attribute("attachments") || "inline",
    channel: among(attribute("channel"), CHANNEL[mode], "web", "counter", "kiosk", "outreach"),
    idleTimeout: seconds > 0 ? seconds : 120,
    headingLevel: Number(among(attribute("heading-level"), "2", "1", "3", "4", "5", "6")),
    titleErrors: element.hasAttribute("title-errors"),
  };
}

/** The language that the nearest `lang` asks for, also across shadow roots. @param {Element} element */
export function language(element) {
  let node = element;
  let holder = null;
  while (node && !holder) {
    holder = node.closest("[lang]");
    node = node.getRootNode().host;
  }
  const tag = holder?.getAttribute("lang") || "zh-Hant";
  if (/^zh$|^zh-(hant|tw)\b/i.test(tag)) return "zh-Hant";
  return /^en\b/i.test(tag) ? "en" : tag;
}

/** The value if it is a known one, else the first of those. */
function among(value, ...known) {
  return known.includes(value) ? value : known[0];
}
