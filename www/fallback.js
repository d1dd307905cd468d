// The message that the element shows if the engine cannot run. No other JavaScript contains texts.

/** @type {Record<string, string>} */
const MESSAGE = {
  "zh-Hant": "線上表單無法開啟。請稍後再試，或直接向承辦機關辦理。",
  en: "The online form cannot be opened. Try again later, or contact the agency directly.",
};

/**
 * Returns a message and another way to file: the element's own content if it has any, else the portal's agency.
 * @param {Element} element
 * @param {string} lang
 * @param {string | null} text JSON text of the portal's config
 */
export function fallback(element, lang, text) {
  const language = lang in MESSAGE ? lang : "zh-Hant";
  const box = document.createElement("div");
  box.dataset.part = "failure";
  box.setAttribute("part", "failure");
  box.setAttribute("role", "alert");
  box.lang = language;
  box.append(paragraph(MESSAGE[language]));
  if (element.textContent.trim() || element.childElementCount) {
    box.append(document.createElement("slot"));
  } else {
    // `JSON.parse(null)` is null.
    const config = JSON.parse(/** @type {string} */ (text));
    const agency = config?.workflows?.[element.getAttribute("workflow") ?? ""]?.agency ?? config?.agency;
    for (const member of ["name", "phone", "address"]) {
      const words = agency?.[member];
      if (words) box.append(paragraph(words[lang] ?? words["zh-Hant"] ?? words));
    }
  }
  return box;
}

/** @param {string} text */
function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}
