// Loads the content of a form: a compiled text in one language, or a definition together with the texts of the engine.
// The delivery contains compiled texts for the config with which it was sealed.

import { compiled, load, request, sealedConfig, words } from "./loader.js";
import { language } from "./options.js";

/**
 * @typedef {object} Content
 * @property {string} lang
 * @property {string} definition
 * @property {string} [words] the texts of the engine, if the definition is not compiled
 */

/**
 * Returns whether the delivery contains the compiled content of a form.
 * @param {string} src @param {string | null} config JSON text
 */
export const isCompiled = (src, config) => !src && checksum(config) === sealedConfig();

/**
 * Loads a form in the language of its element.
 * @param {string} src @param {string} workflow @param {Element} element @param {import("./form.js").Given} given
 * @returns {Promise<Content>}
 */
export async function loadContent(src, workflow, element, given) {
  if (!src) await given.configRead;
  const lang = language(element);
  if (isCompiled(src, given.config)) return { lang, definition: await load(compiled(workflow, lang)) };
  const definition = src ? request(src).then((response) => response.text()) : load(`forms/${workflow}.json`);
  const [text, own] = await Promise.all([definition, load(words(lang))]);
  return { lang, definition: text, words: own };
}

/**
 * Loads a form in another language.
 * @param {Content} content @param {string} workflow @param {string} lang @returns {Promise<Content>}
 */
export async function translate(content, workflow, lang) {
  return content.words === undefined
    ? { lang, definition: await load(compiled(workflow, lang)) }
    : { ...content, lang, words: await load(words(lang)) };
}

/** FNV-1a of the UTF-16 code units of a JSON text without its spaces; 0 without a text. @param {string | null} text */
export function checksum(text) {
  if (text === null) return 0;
  let sum = 0x811c9dc5;
  for (const unit of JSON.stringify(JSON.parse(text))) sum = Math.imul(sum ^ unit.charCodeAt(0), 0x01000193);
  return sum >>> 0;
}
