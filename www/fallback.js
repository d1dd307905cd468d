// What the element shows where the engine cannot run. These are the only words outside definitions and the engine.

const SENTENCE = {
  "zh-Hant": "線上表單無法開啟。請稍後再試，或直接向承辦機關辦理。",
  en: "The online form cannot be opened. Try again later, or contact the agency directly.",
};

/**
 * A sentence, then how to file otherwise: the element's own content if it has any, else the portal's agency.
 * @param {Element} element
 * @param {string} lang
 * @param {string | null} config text of the portal's document
 */
export function fallback(element, lang, config) {
  const spoken = lang in SENTENCE ? lang : "zh-Hant";
  const box = document.createElement("div");
  box.dataset.part = "failure";
  box.setAttribute("part", "failure");
  box.setAttribute("role", "alert");
  box.lang = spoken;
  box.append(paragraph(SENTENCE[spoken]));
  if (element.textContent.trim() || element.childElementCount) {
    box.append(document.createElement("slot"));
  } else {
    const agency = JSON.parse(config)?.agency;
    for (const member of ["name", "phone", "address"]) {
      const text = agency?.[member];
      if (text) box.append(paragraph(text[lang] ?? text["zh-Hant"] ?? text));
    }
  }
  return box;
}

function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}
