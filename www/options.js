// The attributes of <guitai-form> as options of the engine, with their defaults.

/**
 * @typedef {object} Options
 * @property {string | null} prefill JSON text
 * @property {string} lang
 * @property {"web" | "assisted" | "kiosk"} mode
 * @property {"none" | "session" | "local"} draft
 * @property {string | null} endpoint
 * @property {string} attachments `inline` or a URL
 * @property {"web" | "counter" | "kiosk" | "outreach"} channel
 * @property {number} idleTimeout in seconds
 * @property {number} headingLevel
 * @property {boolean} titleErrors
 * @property {boolean} keyboard whether the on-screen keyboard is shown
 * @property {boolean} hasLocks whether tabs can share locks
 * @property {boolean} recovered whether the form was started again after a panic
 * @property {boolean} adopted whether the elements of the first step are on the page already
 */

/** The observed attributes. The others are read when they are needed; `closed` only when first connected. */
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
  "keyboard",
];

/** The default channel of each mode. @type {{web: "web", assisted: "counter", kiosk: "kiosk"}} */
const CHANNEL = { web: "web", assisted: "counter", kiosk: "kiosk" };

/**
 * Reads the options that are attributes.
 * @param {Element} element
 * @returns {Omit<Options, "prefill" | "recovered" | "adopted">}
 */
export function options(element) {
  /** @param {string} name */
  const attribute = (name) => element.getAttribute(name);
  const mode = among(attribute("mode"), "web", "assisted", "kiosk");
  const seconds = Number.parseInt(/** @type {string} */ (attribute("idle-timeout")), 10);
  return {
    lang: language(element),
    mode,
    draft: mode === "kiosk" ? "none" : among(attribute("draft"), "session", "none", "local"),
    endpoint: attribute("endpoint"),
    attachments: attribute("attachments") || "inline",
    channel: among(attribute("channel"), CHANNEL[mode], "web", "counter", "kiosk", "outreach"),
    idleTimeout: seconds > 0 ? seconds : 120,
    headingLevel: Number(among(attribute("heading-level"), "2", "1", "3", "4", "5", "6")),
    titleErrors: element.hasAttribute("title-errors"),
    keyboard: mode === "kiosk" && element.hasAttribute("keyboard"),
    hasLocks: "locks" in navigator,
  };
}

/** The options as the engine reads them: texts by name; none for null and false. @param {Options} options */
export function settings(options) {
  const given = Object.entries(options).filter(([, value]) => value !== null && value !== false);
  return new Map(given.map(([name, value]) => [name, String(value)]));
}

/** Returns the language of the nearest `lang` attribute, also across shadow roots. @param {Element} element */
export function language(element) {
  /** @type {Element | undefined} */
  let node = element;
  /** @type {Element | null} */
  let holder = null;
  while (node && !holder) {
    holder = node.closest("[lang]");
    node = /** @type {Partial<ShadowRoot>} */ (node.getRootNode()).host;
  }
  const tag = holder?.getAttribute("lang") || "zh-Hant";
  if (/^zh$|^zh-(hant|tw)\b/i.test(tag)) return "zh-Hant";
  return /^en\b/i.test(tag) ? "en" : tag;
}

/**
 * Observes the `lang` attributes that `language` reads, while the element is on a page.
 * @param {MutationObserver} observer @param {Element} element
 */
export function observeLanguage(observer, element) {
  observer.disconnect();
  /** @type {Element | undefined} */
  let node = element;
  while (element.isConnected && node) {
    const root = node.getRootNode();
    observer.observe(root, { subtree: true, attributeFilter: ["lang"] });
    node = /** @type {Partial<ShadowRoot>} */ (root).host;
  }
}

/**
 * Returns the value if it is among those that are known, else the first of them.
 * @template {string} T
 * @param {string | null} value
 * @param {...T} known
 */
function among(value, ...known) {
  return known.includes(/** @type {T} */ (value)) ? /** @type {T} */ (value) : known[0];
}
